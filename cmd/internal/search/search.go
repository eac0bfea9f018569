// Package search makes the files that a page finds words in: an index that a browser reads in pieces.
//
// A query reads a few kilobytes of it, whatever the site's size:
//
//	root.bin      which documents there are by kind and month, and the top of a tree
//	HASH.bin      nodes of the tree, whose leaves have the words with the documents they stand in; long lists
//	              have files of their own, and so have the places in documents, of several words together
//	text-N.bin    title, address and text of document N, for when it is shown as a result
//	tail-N.bin    what of a long text does not stand there
//
// All are deflated, for few hosts compress what they do not know. A file that is named by its hash never
// changes. The texts are named by number, for a table of their hashes would be larger than what a query
// reads; so is the root. A small edit changes few files: see number and knife.
//
// layouts/assets/search.js is the other half. What is a word, and how it is folded, must be the same in
// both: see package words.
package search

import (
	"crypto/sha256"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"briefings/cmd/internal/filetree"
)

// A Document is what is found, and what it is found by. Nothing in it is secret: all that is given here
// is published.
type Document struct {
	Kind   string // one of Kinds
	Path   string // tells documents apart, and is the last word on their order
	Date   time.Time
	URL    string   // ready for href
	When   string   // the date, for readers; may be empty
	Lang   string   // if it is not the site's; else empty
	Dir    string   // if it or the language is not the site's; else empty
	Names  []string // its title, and what else it is called
	About  string   // its description; may be empty
	Lines  []string // what else it is found by: tags, roles
	Text   string   // as much of it as may be shown, a line for each block
	Facets []string // what filters know it by: see Facet
}

// Kinds are the kinds of documents, in the order of their numbers.
var Kinds = []string{"article", "note", "briefing", "entity", "page", "source"}

// facetMark begins facets.
const facetMark = ':'

// Facet is what documents of a briefing, of an entity or of a source are filtered by. No word of a text
// is like it.
func Facet(sort, id string) string { return string(facetMark) + sort + ":" + id }

// An Index is the documents of a site, numbered. It may be used by several goroutines at once.
type Index struct {
	docs    []Document // in order of their numbers
	numbers []uint32
	months  []month
	press   *press
	made    func() []filetree.File // the root and what it leads to

	// read is for the index after this one; nil before the files are made, and if none has been made after
	// another yet: most sites are built once, and tokens are much to keep.
	read atomic.Pointer[reading]
}

// New returns the index of the documents, which it may put into another order. prev is an earlier index
// of the same site, or nil: documents that it has read and that are the same are not read again.
func New(docs []Document, prev *Index) *Index {
	x := &Index{docs: docs, press: &press{}}
	x.number()
	var former *reading
	if prev != nil {
		former = prev.read.Load()
		if slices.EqualFunc(x.docs, prev.docs, alike) {
			x.made = prev.made
			x.read.Store(former)
			return x
		}
	}
	x.made = sync.OnceValue(func() []filetree.File {
		r := x.tokenise(former)
		again := prev != nil
		if again {
			x.read.Store(r)
		}
		return x.tree(x.lexicon(r, again))
	})
	return x
}

// alike reports whether the words of two documents make the same index.
func alike(a, b Document) bool {
	return a.Kind == b.Kind && a.Path == b.Path && a.Date.Equal(b.Date) && same(&a, &b)
}

// Files returns the files of the index, their names below dir. What a query reads of the words is made
// by the call, texts when they are opened.
func (x *Index) Files(dir string) []filetree.File {
	files := slices.Concat(x.made(), x.texts())
	for i := range files {
		files[i].Name = dir + "/" + files[i].Name
	}
	return files
}

// named is a file whose bytes are known.
func named(name string, data []byte) filetree.File {
	return filetree.File{
		Name:   name,
		Append: func(dst []byte) ([]byte, error) { return append(dst, data...), nil },
		Key:    func() [32]byte { return sha256.Sum256(data) },
	}
}
