// Package diff tells what a reader would see change from one site to another.
//
// A site is a folder of published files. Pages are compared as they are read: headline, paragraphs, claims.
// What is only markup is no difference, nor is what only programs read: feeds, sitemaps, style, the index
// of the search. A page that moved is known again by the name that it carries in its data for search
// engines, by the redirect at its old address, or by being the same.
package diff

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"briefings/cmd/internal/outname"
	"briefings/cmd/internal/parallel"
)

// Kinds of changes, and what became of pages and files. Programs read them: they stay.
const (
	Headline = "headline"
	Added    = "added"
	Removed  = "removed"
	Changed  = "changed"
	Claim    = "claim" // one says now otherwise than it did how somebody stands to something

	New   = "new"
	Gone  = "gone"
	Moved = "moved"
)

// A Side is one of two sites.
type Side struct {
	FS fs.FS

	// Sum returns the SHA-256 of a file, or false if it is not known without reading it. It may be nil.
	Sum func(name string) (sum [32]byte, ok bool)
}

// A Diff is what changed. It is sorted by address.
type Diff struct {
	Pages []Page
	Files []File // pictures, documents: what pages show or lead to
}

// A Page is one that is new, gone, moved or changed.
type Page struct {
	State   string // New, Gone, Moved or Changed
	URL     string // from the site's root; of a page that is gone where it was
	From    string // where one that moved was
	Old     bool   // of one that is gone: it was an old address that led on to a page, and no page itself
	To      string // where the address of one that moved or is gone leads to now; empty if nowhere
	Title   string
	Changes []Change // of one that changed or moved
}

// Listing reports whether nothing of the page's own has changed: what it lists follows from other pages.
func (p Page) Listing() bool {
	return p.State == Changed && !slices.ContainsFunc(p.Changes, func(c Change) bool { return !c.List })
}

// A Change is a part of a page.
type Change struct {
	Kind     string
	Where    string // the heading above it; empty if there is none
	List     bool   // it follows from other pages, as an item of a list does
	Was, Now string // one of them is empty if the other is all there is
}

// A File is one that is new, gone or changed.
type File struct{ State, Name string }

// Sites compares two sites. The error is the machine's.
func Sites(ctx context.Context, old, now Side) (*Diff, error) {
	before, err := list(old.FS)
	if err != nil {
		return nil, fmt.Errorf("list what is published: %w", err)
	}
	after, err := list(now.FS)
	if err != nil {
		return nil, fmt.Errorf("list the site's files: %w", err)
	}
	names := slices.Concat(before, after)
	slices.Sort(names)
	names = slices.Compact(names)
	pairs := make([]pair, len(names))
	err = parallel.Each(ctx, len(names), func(i int) (err error) {
		pairs[i].name = names[i]
		_, was := slices.BinarySearch(before, names[i])
		_, is := slices.BinarySearch(after, names[i])
		return pairs[i].read(old, now, was, is)
	})
	if err != nil {
		return nil, err
	}
	return joinPairs(pairs), nil
}

// A pair is what two sites have under one name.
type pair struct {
	name     string
	same     bool
	was, now *page // of a page: nil if it is not there, or if both are the same
	wasFile  bool  // of another file: it is there
	nowFile  bool
}

func (p *pair) read(old, now Side, was, is bool) error {
	if was && is && old.Sum != nil && now.Sum != nil {
		a, known := old.Sum(p.name)
		if b, ok := now.Sum(p.name); known && ok && a == b {
			p.same = true
			return nil
		}
	}
	var a, b []byte
	var err error
	if was {
		a, err = fs.ReadFile(old.FS, p.name)
		if errors.Is(err, fs.ErrNotExist) { // its manifest lists more than there is
			was, err = false, nil
		}
		if err != nil {
			return fmt.Errorf("read %s as it is published: %w", p.name, err)
		}
	}
	if is {
		if b, err = fs.ReadFile(now.FS, p.name); err != nil {
			return fmt.Errorf("make %s: %w", p.name, err)
		}
	}
	if was && is && bytes.Equal(a, b) {
		p.same = true
		return nil
	}
	if !outname.IsPage(p.name) {
		p.wasFile, p.nowFile = was, is
		return nil
	}
	if was {
		p.was = read(a)
	}
	if is {
		p.now = read(b)
	}
	return nil
}

// isRead reports whether people read a file or a folder of files, and not only programs.
func isRead(name string) bool {
	base := path.Base(name)
	return name != "assets" && name != "search/data" && base[0] != '.' && base != "share.png" && base != "CNAME" && !outname.IsIndex(name) && !outname.IsCopy(name)
}

// list returns the names of the files that people read, sorted.
func list(site fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == ".":
			return fs.SkipAll
		case err != nil:
			return err
		case name == ".":
		case !isRead(name) && d.IsDir():
			return fs.SkipDir
		case isRead(name) && d.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}
