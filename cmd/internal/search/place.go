package search

import (
	"iter"
	"runtime"
	"slices"
)

// Places are sorted in parts, in order of words, and all tokens are looked through for each. So many parts are at
// most as many looks as a large site costs, each a few nanoseconds a token; what a worker holds at once is then about
// as much as the tokens themselves, and of what it makes only files are kept. Runs of documents that are sorted for
// themselves and then merged would need one look, but several bytes a token at once: places with their
// marks do not pack as well as words do.
const (
	parts     = 8
	fewPlaces = 1 << 20 // a part of no more is not worth to be cut
)

// A place is where a word stands: the index of the document, the place in it, and the marks of the words before
// and behind. Places are in order if these are.
type place uint64

const (
	markBits = 6
	atShift  = 2 * markBits
	atBits   = 26
	docShift = atShift + atBits
)

func (p place) doc() int      { return int(p >> docShift) }
func (p place) at() uint32    { return uint32(p>>atShift) & (1<<atBits - 1) }
func (p place) before() place { return p >> markBits & (1<<markBits - 1) }
func (p place) behind() place { return p & (1<<markBits - 1) }

// find finds entries some at a time, in order. counts says how many places each may have, from 1.
func (l *lexicon) find(counts []uint32, find func(*sorter, run) []entry) iter.Seq[[]entry] {
	return func(yield func([]entry) bool) {
		sorters := slices.Repeat([]sorter{{lexicon: l, counts: counts}}, runtime.GOMAXPROCS(0))
		for round := range slices.Chunk(cutRuns(counts), len(sorters)) {
			made := make([][]entry, len(round))
			parallel(len(round), func() func(int) {
				return func(i int) { made[i] = find(&sorters[i], round[i]) }
			})
			for _, entries := range made {
				if !yield(entries) {
					return
				}
			}
		}
	}
}

// A run is from one to below another.
type run struct{ from, to int }

// cutRuns cuts a list, from 1, into runs that are a part each, or one element.
func cutRuns(counts []uint32) []run {
	total := 0
	for _, n := range counts {
		total += int(n)
	}
	most := max(fewPlaces, total/parts)
	var out []run
	for from := 1; from < len(counts); {
		to, sum := from, 0
		for to < len(counts) && (to == from || sum+int(counts[to]) <= most) {
			sum += int(counts[to])
			to++
		}
		out = append(out, run{from, to})
		from = to
	}
	return out
}

// A sorter sorts places, in memory that it uses again.
type sorter struct {
	*lexicon
	counts []uint32 // see find

	ends   []uint32 // where the next place of each word of a run belongs; in the end, where its places end
	places []place
	behind []uint32 // of pairs: the index of the second word at each place
	bins   []uint32
	sorted []place
}

// room makes room for the places of words.
func (s *sorter) room(r run) {
	s.ends = resize(s.ends, r.to-r.from)
	sum := uint32(0)
	for i, n := range s.counts[r.from:r.to] {
		s.ends[i] = sum
		sum += n
	}
	s.places = resize(s.places, int(sum))
}

// resize returns memory for so many elements, whatever is in it.
func resize[T any](memory []T, n int) []T { return slices.Grow(memory[:0], n)[:n] }

// rareWords makes the entries of rare words, by rank.
func (s *sorter) rareWords(r run) []entry {
	s.room(r)
	for d := range s.docs {
		at := place(d) << docShift
		var before place
		var open *place // lacks the mark of the word behind
		for rest := s.docs[d].stream; len(rest) > 0; at += 1 << atShift {
			var t token
			t, rest = next(rest)
			term := s.terms[t]
			if open != nil {
				*open |= term.mark()
				open = nil
			}
			if k := term.rank(); k >= r.from && k < r.to {
				end := &s.ends[k-r.from]
				open = &s.places[*end]
				*open = at | before<<markBits
				*end++
			}
			before = term.mark()
		}
	}
	out := make([]entry, r.to-r.from)
	var memory []byte
	start := uint32(0)
	for i, end := range s.ends {
		out[i], memory = encode(memory, s.rare[r.from+i], s.places[start:end], s.measures)
		start = end
	}
	return out
}

// pairsOf makes the entries of the pairs that frequent words begin, by index.
func (s *sorter) pairsOf(r run) []entry {
	s.room(r)
	s.behind = resize(s.behind, len(s.places))
	for d := range s.docs {
		at := place(d) << docShift
		var first term   // the word before
		var before place // the mark of the word before that
		var open *place  // lacks the mark of the word behind
		for rest := s.docs[d].stream; len(rest) > 0; at += 1 << atShift {
			var t token
			t, rest = next(rest)
			second := s.terms[t]
			if open != nil {
				*open |= second.mark()
				open = nil
			}
			if k := first.index(); k >= r.from && k < r.to && second.index() > 0 {
				end := &s.ends[k-r.from]
				open = &s.places[*end]
				*open = at - 1<<atShift | before<<markBits
				s.behind[*end] = uint32(second.index())
				*end++
			}
			before, first = first.mark(), second
		}
	}
	var out []entry
	var memory []byte
	start := uint32(0)
	for i, end := range s.ends {
		out, memory = s.byBehind(out, memory, s.frequents[r.from+i].word, run{int(start), int(end)})
		start = end
	}
	return out
}

// byBehind appends the entries of the pairs of a word, whose places are those of the run. See encode for memory.
func (s *sorter) byBehind(out []entry, memory []byte, first string, r run) ([]entry, []byte) {
	places, behind := s.places[r.from:r.to], s.behind[r.from:r.to]
	s.bins = resize(s.bins, len(s.frequents)+1)
	clear(s.bins)
	for _, b := range behind {
		s.bins[b+1]++
	}
	for b := 1; b < len(s.bins); b++ {
		s.bins[b] += s.bins[b-1]
	}
	s.sorted = resize(s.sorted, len(places))
	for i, b := range behind {
		s.sorted[s.bins[b]] = places[i]
		s.bins[b]++
	}
	start := uint32(0)
	for b, second := range s.frequents {
		if end := s.bins[b]; end > start {
			var e entry
			e, memory = encode(memory, pair(first, second.word), s.sorted[start:end], s.measures)
			out = append(out, e)
			start = end
		}
	}
	return out, memory
}
