package search

import (
	"bytes"
	"encoding/binary"
	"iter"
	"math/bits"
	"runtime"
	"slices"
	"strings"
)

// A posting says how much a document has to do with a word, in levels bits of a number whose rest is how
// far it is from the document before: two bits for how much of the text the word is, one for whether
// it is in a name.
const (
	levelBits = 3
	inName    = 4
)

// level weighs a word that stands n times in a document of so many tokens. Lengths count by powers of two,
// so that an edit of a text hardly ever weighs all its words anew.
func level(n, tokens int, named bool) uint64 {
	length := float64(int(1) << bits.Len(uint(tokens/2)))
	share := float64(n) / (float64(n) + 0.3 + 0.9*length/256)
	l := uint64(0)
	for _, step := range []float64{0.3, 0.5, 0.7} {
		if share >= step {
			l++
		}
	}
	if named {
		l |= inName
	}
	return l
}

// Places of words are sorted in parts, in order of the words, and all tokens are looked through for each. So many
// parts are at most as many looks as a large site costs, each a few nanoseconds a token; what each of the
// workers holds is then half a byte a token, less than the tokens themselves. Runs of documents that are sorted
// for themselves and then merged would need one look, and four bytes a token: marks do not pack as well as words do.
const (
	parts     = 16
	fewPlaces = 1 << 20 // a part of no more is not worth to be cut
)

// An entry is a word of the index.
type entry struct {
	word  string
	count int    // documents it stands in
	posts []byte // a posting for each
	// places has for each of these documents where in it the word stands: each as far from the one before,
	// times two, and one more for the last. The marks of the words before and behind follow it.
	places []byte
}

// Where a frequent word stands is much to read, so that a phrase is looked for by its other words, which know
// it by its mark: frequent words are few, and rarely share one.
const markCount = 63

// frequent reports whether a word is frequent that stands in so many of all documents: about one of sixteen to
// one of thirty-two, so that it does not depend on each document that is added.
func frequent(in, all int) bool { return in*32 >= 1<<bits.Len(uint(all)) }

// A place is where a word stands: the index of the document, the place in it, and the marks of the words before
// and behind. Places are in order if these are.
type place uint64

const (
	markBits = 6
	atBits   = 26
	docShift = atBits + 2*markBits
)

func (p place) doc() int   { return int(p >> docShift) }
func (p place) at() uint32 { return uint32(p>>(2*markBits)) & (1<<atBits - 1) }

// A term is what is known of a word of the vocabulary: its rank in order of words, from 1, and its mark.
type term uint32

func (t term) rank() int   { return int(t >> markBits) }
func (t term) mark() place { return place(t & (1<<markBits - 1)) }

// A measure is what of a document its postings depend on.
type measure struct {
	number uint32
	tokens int32
	named  int32
}

// A sorter finds the places of words.
type sorter struct {
	docs     []tokenised
	measures []measure
	terms    []term   // by token
	words    []string // by rank
	counts   []uint32 // of places, likewise
	places   []place  // memory to be used again
	ends     []uint32
	encoded  []byte
}

// entries gives all words in order of their bytes, some at a time, with where they stand.
func (x *Index) entries(r *reading) iter.Seq[[]entry] {
	all, in := r.count()
	vocab := r.vocab.words
	var order []token // of words, less those that only earlier documents had
	total := 0
	for t := 1; t < len(all); t++ {
		if all[t] > 0 {
			order = append(order, token(t))
			total += int(all[t])
		}
	}
	slices.SortFunc(order, func(a, b token) int { return strings.Compare(vocab[a], vocab[b]) })
	s := sorter{docs: r.docs, measures: make([]measure, len(r.docs)), terms: make([]term, len(vocab)), words: []string{""}, counts: []uint32{0}}
	for i, t := range order {
		s.terms[t] = term(i+1) << markBits
		if frequent(int(in[t]), len(r.docs)) {
			s.terms[t] |= term(1 + digestOf(vocab[t])%markCount)
		}
		s.words = append(s.words, vocab[t])
		s.counts = append(s.counts, all[t])
	}
	for i, d := range r.docs {
		s.measures[i] = measure{x.numbers[i], int32(d.count), int32(d.named)}
	}
	return func(yield func([]entry) bool) {
		sorters := slices.Repeat([]sorter{s}, runtime.GOMAXPROCS(0))
		for round := range slices.Chunk(s.parts(max(fewPlaces, total/parts)), len(sorters)) {
			made := make([][]entry, len(round))
			parallel(len(round), func() func(int) {
				return func(i int) { made[i] = sorters[i].entries(round[i][0], round[i][1]) }
			})
			for _, entries := range made {
				if !yield(entries) {
					return
				}
			}
		}
	}
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

// parts cuts the words into runs that have no more than so many places, or are one word.
func (s *sorter) parts(most int) [][2]int {
	var out [][2]int
	for from := 1; from < len(s.words); {
		to, sum := from, 0
		for to < len(s.words) && (to == from || sum+int(s.counts[to]) <= most) {
			sum += int(s.counts[to])
			to++
		}
		out = append(out, [2]int{from, to})
		from = to
	}
	return out
}

// entries makes the entries of the words of some ranks.
func (s *sorter) entries(from, to int) []entry {
	s.ends = slices.Grow(s.ends[:0], to-from)[:to-from]
	sum := uint32(0)
	for i := range s.ends {
		s.ends[i] = sum // where the next place of the word belongs
		sum += s.counts[from+i]
	}
	s.places = slices.Grow(s.places[:0], int(sum))[:sum]
	for d := range s.docs {
		s.document(d, from, to)
	}
	out := make([]entry, to-from)
	s.encoded = s.encoded[:0]
	start := uint32(0)
	for i, end := range s.ends {
		out[i].word = s.words[from+i]
		s.encode(&out[i], s.places[start:end])
		start = end
	}
	memory := bytes.Clone(s.encoded)
	for i := range out {
		posts, places := len(out[i].posts), len(out[i].places)
		out[i].posts, memory = memory[:posts:posts], memory[posts:]
		out[i].places, memory = memory[:places:places], memory[places:]
	}
	return out
}

// document puts the places of a document where they belong.
func (s *sorter) document(d, from, to int) {
	at := place(d) << docShift
	var before place
	var pending *place // lacks the mark of the word behind
	for rest := s.docs[d].stream; len(rest) > 0; at += 1 << (2 * markBits) {
		var t token
		t, rest = next(rest)
		mark := s.terms[t].mark()
		if pending != nil {
			*pending |= mark
			pending = nil
		}
		if r := s.terms[t].rank(); r >= from && r < to {
			pending = &s.places[s.ends[r-from]]
			*pending = at | before<<markBits
			s.ends[r-from]++
		}
		before = mark
	}
}

// encode fills an entry with the places of its word, which are in order. Of its slices only the lengths hold.
func (s *sorter) encode(e *entry, places []place) {
	b := s.encoded
	start := len(b)
	next := uint32(0) // the lowest number that the next document may have
	for k := 0; k < len(places); {
		d := places[k].doc()
		m := s.measures[d]
		n, named := 0, places[k].at() < uint32(m.named)
		for k < len(places) && places[k].doc() == d {
			n, k = n+1, k+1
		}
		b = binary.AppendUvarint(b, uint64(m.number-next)<<levelBits|level(n, int(m.tokens), named))
		next = m.number + 1
		e.count++
	}
	e.posts = b[start:]
	start = len(b)
	prev := uint32(0)
	for k, p := range places {
		gap := uint64(p.at()-prev) << 1
		prev = p.at()
		if k+1 == len(places) || places[k+1].doc() != p.doc() {
			gap, prev = gap|1, 0
		}
		b = binary.AppendUvarint(b, gap)
		b = append(b, byte(p>>markBits)&(1<<markBits-1), byte(p)&(1<<markBits-1))
	}
	e.places = b[start:]
	s.encoded = b
}
