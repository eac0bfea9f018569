// Package gallery knows the pictures that a site's pages show: their sizes, whose they are, and the
// smaller copies of them, which are made when they are asked for.
//
// What is known of a picture depends on its bytes alone. Copies have names that change with the picture,
// so that browsers may keep them for ever.
package gallery

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/picture"
	"briefings/cmd/internal/sitefs"
)

// A Gallery is the pictures of one site. It may be used by several goroutines at once. A nil Gallery has none.
type Gallery struct {
	Problems []diag.Problem

	site  fs.FS
	store Store // may be nil
	gate  *gate
	all   []*Picture // by path
	at    map[content.Path]*Picture
}

// A Picture is one file.
type Picture struct {
	picture.Info
	Copies []Copy // the largest first

	path    content.Path
	url     permalink.URL
	sum     [sha256.Size]byte // of its bytes
	version uint64            // before it was read; 0 if the site knows of none
	problem *diag.Problem

	making sync.Mutex // held while copies are made: whoever makes one makes all
	filled bool       // all copies were seen in the store; of making
}

// A Copy is a picture in a smaller size.
type Copy struct {
	URL           permalink.URL
	Width, Height int

	of    *Picture
	index int // in of.Copies
}

// maxFile is how large a picture is read: one is held in memory for each core.
const maxFile = 64 << 20

// Read reads pictures, which stand in order of path: their size, what they tell, and their sum. Those under root get copies; others
// stand under static/, where files keep their names and nothing is added. Of prev, which may be nil, is taken
// over what the site knows to have the same bytes. store keeps copies between runs; it may be nil.
func Read(site fs.FS, files []*asset.Asset, root string, store Store, prev *Gallery) (*Gallery, error) {
	g := &Gallery{site: site, store: store, gate: newGate(), at: make(map[content.Path]*Picture, len(files))}
	g.all = make([]*Picture, len(files))
	errs := make([]error, len(files))
	parallel.All(len(files), func(k int) {
		scaled := root == "." || strings.HasPrefix(string(files[k].Path), root+"/")
		g.all[k], errs[k] = read(site, files[k], scaled, prev)
	})
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for _, p := range g.all {
		g.at[p.path] = p
		if p.problem != nil {
			g.Problems = append(g.Problems, *p.problem)
		}
	}
	return g, nil
}

// At returns what is known of a picture; nil if nothing is.
func (g *Gallery) At(path content.Path) *Picture {
	if g == nil {
		return nil
	}
	return g.at[path]
}

// All returns the pictures by path. They are not to be changed.
func (g *Gallery) All() []*Picture {
	if g == nil {
		return nil
	}
	return g.all
}

func read(site fs.FS, a *asset.Asset, scaled bool, prev *Gallery) (*Picture, error) {
	p := &Picture{path: a.Path, url: a.URL}
	if marked, ok := site.(content.Versioned); ok {
		p.version = marked.Version(string(a.Path))
	}
	if known := prev.At(a.Path); known != nil && p.version != 0 && known.version == p.version && known.url == p.url {
		return known, nil
	}
	info, err := fs.Stat(site, string(a.Path))
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil // it has gone since the names were listed, and whoever copies it says so
	}
	if err != nil {
		return nil, &sitefs.ReadError{Name: string(a.Path), Err: err}
	}
	if info.Size() > maxFile {
		p.report(diag.Limit, fmt.Sprintf("a picture of %d MiB, more than %d; it is not scaled", info.Size()>>20, maxFile>>20),
			"save it smaller, or leave it to those who link to it")
		return p, nil
	}
	data, err := fs.ReadFile(site, string(a.Path))
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return nil, &sitefs.ReadError{Name: string(a.Path), Err: err}
	}
	p.examine(data)
	if scaled {
		p.sum = sha256.Sum256(data)
		p.plan()
	}
	return p, nil
}

// damaged is the problem of a picture that cannot be read.
func damaged(path content.Path, err error) diag.Problem {
	return diag.Problem{
		Path: string(path), Code: diag.ImageDamaged, Message: err.Error(),
		Cure: "save it again from where it came; until then it is published as it is",
	}
}

// examine notes what is known of a picture, and what is wrong with it.
func (p *Picture) examine(data []byte) {
	var err error
	p.Info, err = picture.Read(data)
	switch {
	case errors.Is(err, picture.ErrLarge):
		p.report(diag.Limit, err.Error(), fmt.Sprintf("save it with at most %d million pixels, and %d a side", picture.MaxPixels/1_000_000, picture.MaxSide))
	case err != nil:
		bad := damaged(p.path, err)
		p.problem = &bad
	case p.Located:
		p.report(diag.ImagePlace, "the picture says where it was taken, and is published as it is", "save it without its GPS data if nobody is to know")
	}
}

func (p *Picture) report(code diag.Code, message, cure string) {
	p.problem = &diag.Problem{Path: string(p.path), Code: code, Message: message, Cure: cure}
}
