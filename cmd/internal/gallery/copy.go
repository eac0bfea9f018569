package gallery

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/outname"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/picture"
	"briefings/cmd/internal/sitefs"
)

// A Store keeps pictures between runs, by a key of all that they are made of. What it returns it has checked;
// it need not have anything. See package picture/store.
type Store interface {
	Load(key [32]byte) ([]byte, bool)
	Save(key [32]byte, data []byte)
}

// extensions are those that the names of copies may have, the usual one first; see outname.CopyPattern.
var extensions = map[picture.Format][]string{picture.JPEG: {".jpg", ".jpeg", ".jfif"}, picture.PNG: {".png"}}

// plan names the copies of a picture.
func (p *Picture) plan() {
	dir, base := path.Split(string(p.url))
	ext := path.Ext(base)
	stem := strings.TrimSuffix(base, ext)
	if known := extensions[p.Format]; len(known) > 0 && !slices.Contains(known, ext) {
		ext = known[0]
	}
	key := p.key(0)
	for k, w := range p.Widths {
		p.Copies = append(p.Copies, Copy{URL: permalink.URL(dir + outname.Copy(stem, w, key, ext)), Width: w, Height: p.HeightAt(w), of: p, index: k})
	}
}

// key is a digest of what a copy is made of; with a width of 0, of what all copies are.
func (p *Picture) key(width int) [32]byte {
	return sha256.Sum256(fmt.Appendf(nil, "picture %d %x %d", picture.Version, p.sum, width))
}

// Path is the file of the site that the copy is made of.
func (c Copy) Path() string { return string(c.of.path) }

// Key is a digest of all that the bytes of the copy are made of.
func (c Copy) Key() [32]byte { return c.of.key(c.Width) }

// Make returns the bytes of a copy: of the picture itself, where that cannot be decoded.
func (g *Gallery) Make(c Copy) ([]byte, error) {
	if data, ok := g.load(c); ok {
		return data, nil
	}
	c.of.making.Lock()
	defer c.of.making.Unlock()
	if data, ok := g.load(c); ok {
		return data, nil
	}
	copies, _, err := g.scale(c.of)
	if err != nil {
		return nil, err
	}
	return copies[c.index], nil
}

func (g *Gallery) load(c Copy) ([]byte, bool) {
	if g.store == nil {
		return nil, false
	}
	data, ok := g.store.Load(c.Key())
	return data, ok && picture.Is(data, c.of.Format)
}

// scale makes all copies of a picture, and keeps them. bad is why it could not be decoded: then the copies
// are the picture, and are not kept, so that every run says so.
func (g *Gallery) scale(p *Picture) (copies [][]byte, bad, err error) {
	data, err := fs.ReadFile(g.site, string(p.path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%s has gone while the site was built", p.path)
	}
	if err != nil {
		return nil, nil, &sitefs.ReadError{Name: string(p.path), Err: err}
	}
	if sha256.Sum256(data) != p.sum {
		return nil, nil, fmt.Errorf("%s has changed while the site was built", p.path)
	}
	shares := g.gate.enter(p.Width, p.Height)
	copies, bad = picture.Scale(data, p.Info)
	g.gate.leave(shares)
	if bad != nil {
		copies = nil
		for range p.Copies {
			copies = append(copies, data)
		}
		return copies, bad, nil
	}
	if g.store != nil {
		for k, c := range p.Copies {
			g.store.Save(c.Key(), copies[k])
		}
	}
	return copies, nil, nil
}

// Fill makes the copies that the store does not have, a picture at a time on each core, and returns what is
// wrong with those pictures that cannot be decoded. Without a store nothing would be kept. The error is the
// machine's.
func (g *Gallery) Fill(ctx context.Context) ([]diag.Problem, error) {
	bad := make([]error, len(g.all))
	err := parallel.Each(ctx, len(g.all), func(k int) (err error) {
		bad[k], err = g.fill(g.all[k])
		return err
	})
	if err != nil {
		return nil, err
	}
	var problems []diag.Problem
	for k, err := range bad {
		if err != nil {
			problems = append(problems, damaged(g.all[k].path, err))
		}
	}
	return problems, nil
}

func (g *Gallery) fill(p *Picture) (bad, err error) {
	p.making.Lock()
	defer p.making.Unlock()
	if p.filled {
		return nil, nil
	}
	for _, c := range p.Copies {
		if _, ok := g.load(c); !ok {
			_, bad, err = g.scale(p)
			p.filled = bad == nil && err == nil
			return bad, err
		}
	}
	p.filled = true
	return nil, nil
}
