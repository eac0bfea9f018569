package search

import (
	"slices"

	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/search/words"
)

// A tokenised is a document as its words.
type tokenised struct {
	from   Document // what it is made of
	stream []byte   // the tokens: see words.Next
	count  int      // of tokens
	named  int      // the first of these are its names
}

// A reading is the words of all documents.
type reading struct {
	vocab *words.Vocabulary // also of other readings, which may be adding to it
	words []string          // by number: those that it had when all was read
	docs  []tokenised
}

// tokenise reads a document.
func (d *Document) tokenise(r *words.Reader) tokenised {
	t := tokenised{from: *d}
	r.Begin()
	for _, n := range d.Names {
		r.Read(n)
	}
	t.named = r.Count()
	r.Read(d.About)
	for _, l := range d.Lines {
		r.Read(l)
	}
	r.Read(d.Text)
	for _, f := range d.Facets {
		r.Whole(f)
	}
	t.stream, t.count = r.Stream(), r.Count()
	return t
}

// same reports whether two documents have the same words.
func same(a, b *Document) bool {
	return a.Text == b.Text && a.About == b.About && slices.Equal(a.Names, b.Names) && slices.Equal(a.Lines, b.Lines) && slices.Equal(a.Facets, b.Facets)
}

// tokenise reads all documents, less those that an earlier index has read, if there is one.
func (x *Index) tokenise(former *reading) *reading {
	out := &reading{docs: make([]tokenised, len(x.docs))}
	known := map[string]*tokenised{} // by path
	if former == nil {
		out.vocab = words.NewVocabulary()
	} else {
		out.vocab = former.vocab
		for i := range former.docs {
			known[former.docs[i].from.Path] = &former.docs[i]
		}
	}
	parallel.With(len(x.docs), func() func(int) {
		r := words.NewReader(out.vocab, 1<<atBits) // a place tells no more apart
		return func(i int) {
			d := &x.docs[i]
			if t := known[d.Path]; t != nil && same(&t.from, d) {
				out.docs[i] = *t
				return
			}
			out.docs[i] = d.tokenise(r)
		}
	})
	out.words = out.vocab.All()
	return out
}
