package search

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// A term is what is known of a word of the vocabulary: its rank among the rare words or its index among the frequent
// ones, both in order of words and from 1, and the mark of a frequent one. What it has not is 0.
type term uint64

const (
	indexBits = 24
	rankShift = indexBits + markBits
)

func (t term) mark() place { return place(t & (1<<markBits - 1)) }
func (t term) index() int  { return int(t >> markBits & (1<<indexBits - 1)) }
func (t term) rank() int   { return int(t >> rankShift) }

// A lexicon is the words of all documents, and how much is to be said of them.
type lexicon struct {
	docs      []tokenised
	measures  []measure
	terms     []term   // by token
	rare      []string // by rank
	standing  []uint32 // how often a rare word stands, by rank
	frequents []*list  // by index
	beginning []uint32 // how many pairs a frequent word begins, by index
}

// A list is the postings of a frequent word.
type list struct {
	entry
	next  uint32 // the lowest number that the next document may have
	doc   uint32 // the last document, from 1: it has no posting yet
	n     uint32 // how often the word stands there
	named bool
}

func (x *Index) lexicon(r *reading) *lexicon {
	all, in := r.count()
	vocab := r.vocab.words
	var order []token // of words, less those that only earlier documents had
	for t := 1; t < len(all); t++ {
		if all[t] > 0 {
			order = append(order, token(t))
		}
	}
	slices.SortFunc(order, func(a, b token) int { return strings.Compare(vocab[a], vocab[b]) })
	l := &lexicon{
		docs: r.docs, measures: make([]measure, len(r.docs)), terms: make([]term, len(vocab)),
		rare: []string{""}, standing: []uint32{0}, frequents: []*list{{}}, // none is 0
	}
	for _, t := range order {
		if w := vocab[t]; frequent(int(in[t]), len(r.docs)) {
			l.terms[t] = term(len(l.frequents))<<markBits | term(1+digestOf(w)%markCount)
			l.frequents = append(l.frequents, &list{entry: entry{word: w}})
		} else {
			l.terms[t] = term(len(l.rare)) << rankShift
			l.rare = append(l.rare, w)
			l.standing = append(l.standing, all[t])
		}
	}
	l.beginning = make([]uint32, len(l.frequents))
	for i := range r.docs {
		d := &r.docs[i]
		l.measures[i] = measure{number: x.numbers[i], named: uint32(d.named), length: uint8(bits.Len(uint(d.count / 2)))}
	}
	l.list()
	return l
}

// count returns how often each word of the vocabulary stands, and in how many documents.
func (r *reading) count() (all, in []uint32) {
	all = make([]uint32, len(r.vocab.words))
	in = make([]uint32, len(all))
	last := make([]uint32, len(all)) // the number of the last document, from 1
	for d := range r.docs {
		for rest := r.docs[d].stream; len(rest) > 0; {
			var t token
			t, rest = next(rest)
			all[t]++
			if last[t] != uint32(d)+1 {
				last[t] = uint32(d) + 1
				in[t]++
			}
		}
	}
	return all, in
}

// next returns the first token of a stream, and what follows it.
func next(stream []byte) (token, []byte) {
	if stream[0] < 0x80 {
		return token(stream[0]), stream[1:]
	}
	t, n := binary.Uvarint(stream)
	return token(t), stream[n:]
}

// list makes the postings of frequent words: their documents come in order, so that nothing needs to be sorted.
func (l *lexicon) list() {
	for d := range l.docs {
		var at uint32
		before := 0
		for rest := l.docs[d].stream; len(rest) > 0; at++ {
			var t token
			t, rest = next(rest)
			index := l.terms[t].index()
			if index > 0 {
				f := l.frequents[index]
				if f.doc != uint32(d)+1 {
					l.post(f)
					f.doc, f.n, f.named = uint32(d)+1, 0, at < l.measures[d].named
				}
				f.n++
				if before > 0 {
					l.beginning[before]++
				}
			}
			before = index
		}
	}
	for _, f := range l.frequents[1:] {
		l.post(f)
	}
}

// post writes the posting of the last document of a list, if there is one.
func (l *lexicon) post(f *list) {
	if f.doc == 0 {
		return
	}
	m := &l.measures[f.doc-1]
	f.posts = m.appendPosting(f.posts, f.next, f.n, f.named)
	f.next = m.number + 1
	f.count++
}

// entries gives all entries in order of their bytes, some at a time: pairs, then words.
func (l *lexicon) entries() iter.Seq[[]entry] {
	return func(yield func([]entry) bool) {
		for pairs := range l.find(l.beginning, (*sorter).pairsOf) {
			if !yield(pairs) {
				return
			}
		}
		rest := l.frequents[1:]
		for rare := range l.find(l.standing, (*sorter).rareWords) {
			words := make([]entry, 0, len(rare))
			for _, e := range rare {
				for len(rest) > 0 && rest[0].word < e.word {
					words = append(words, rest[0].entry)
					rest = rest[1:]
				}
				words = append(words, e)
			}
			if !yield(words) {
				return
			}
		}
		var words []entry
		for _, f := range rest {
			words = append(words, f.entry)
		}
		yield(words)
	}
}
