package search

import (
	"iter"
	"math/bits"
	"runtime"
	"slices"
	"strings"

	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/search/words"
)

// A term is what is known of a word of the vocabulary; nothing of the end of a line.
type term struct {
	run    uint16 // of rare words, or of the first words of pairs
	number uint32 // in the run
	index  uint32 // of a frequent word, from 1
	mark   uint8  // likewise
	rare   bool
}

// A lexicon is the words of all documents, and where they stand.
type lexicon struct {
	docs      []tokenised
	measures  []measure
	terms     []term   // by token
	rare      []string // by rank in order of words, from 1
	frequents []*list  // by index: likewise, in an order of their own

	words, pairs     []run
	standing, firsts []uint32 // how often a rare word stands, and a frequent one
}

// A list is the postings of a frequent word.
type list struct {
	entry
	next  uint32 // the lowest number that the next document may have
	doc   uint32 // the last document, from 1: it has no posting yet
	n     uint32 // how often the word stands there
	named bool
}

// lexicon sorts the words of the documents. Tokens that nobody needs any more are dropped as it goes.
func (x *Index) lexicon(r *reading, keep bool) *lexicon {
	all, in := r.count()
	var order []words.Token // of words, less those that only earlier documents had
	for t := 1; t < len(all); t++ {
		if all[t] > 0 {
			order = append(order, words.Token(t))
		}
	}
	slices.SortFunc(order, func(a, b words.Token) int { return strings.Compare(r.words[a], r.words[b]) })
	l := &lexicon{
		docs: r.docs, measures: make([]measure, len(r.docs)), terms: make([]term, len(r.words)),
		rare: []string{""}, standing: []uint32{0}, frequents: []*list{{}}, firsts: []uint32{0},
	}
	var tokens, frequents []words.Token // of rare words by rank, and of frequent ones by index
	for _, t := range order {
		if w := r.words[t]; frequent(int(in[t]), len(r.docs)) {
			l.terms[t] = term{index: uint32(len(l.frequents)), mark: uint8(1 + digestOf(w)%markCount)}
			l.frequents = append(l.frequents, &list{entry: entry{word: w}})
			l.firsts = append(l.firsts, all[t])
			frequents = append(frequents, t)
		} else {
			l.terms[t].rare = true
			l.rare = append(l.rare, w)
			l.standing = append(l.standing, all[t])
			tokens = append(tokens, t)
		}
	}
	spans := runtime.GOMAXPROCS(0)
	l.words, l.pairs = cutRuns(l.standing, spans), cutRuns(l.firsts, spans)
	l.place(l.words, tokens)
	l.place(l.pairs, frequents)
	for i := range r.docs {
		d := &r.docs[i]
		l.measures[i] = measure{number: x.numbers[i], named: uint32(d.named), length: uint8(bits.Len(uint(d.count / 2)))}
	}
	l.list()
	parallel.With(spans, func() func(int) {
		return func(i int) { l.fill(i, len(l.docs)*i/spans, len(l.docs)*(i+1)/spans, keep) }
	})
	return l
}

// place tells words, of which the first is at 1, the runs that they are in.
func (l *lexicon) place(runs []run, tokens []words.Token) {
	for i, r := range runs {
		for k := r.from; k < r.to; k++ {
			t := &l.terms[tokens[k-1]]
			t.run, t.number = uint16(i), uint32(k-r.from)
		}
	}
}

// count returns how often each word of the vocabulary stands, and in how many documents.
func (r *reading) count() (all, in []uint32) {
	all = make([]uint32, len(r.words))
	in = make([]uint32, len(all))
	last := make([]uint32, len(all)) // the number of the last document, from 1
	for d := range r.docs {
		for rest := r.docs[d].stream; len(rest) > 0; {
			var t words.Token
			t, rest = words.Next(rest)
			all[t]++
			if last[t] != uint32(d)+1 {
				last[t] = uint32(d) + 1
				in[t]++
			}
		}
	}
	return all, in
}

// list makes the postings of frequent words: their documents come in order, so that nothing needs to be sorted.
func (l *lexicon) list() {
	for d := range l.docs {
		for at, rest := uint32(0), l.docs[d].stream; len(rest) > 0; at++ {
			var t words.Token
			t, rest = words.Next(rest)
			index := l.terms[t].index
			if index == 0 {
				continue
			}
			f := l.frequents[index]
			if f.doc != uint32(d)+1 {
				l.post(f)
				f.doc, f.n, f.named = uint32(d)+1, 0, at < l.measures[d].named
			}
			f.n++
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
		for pairs := range l.find(l.pairs, l.firsts) {
			if !yield(pairs) {
				return
			}
		}
		rest := l.frequents[1:]
		for rare := range l.find(l.words, l.standing) {
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
