package search

import (
	"encoding/binary"
	"iter"
	"runtime"
	"slices"

	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/search/words"
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

func placeOf(doc int, at uint32, before, behind uint8) place {
	return place(doc)<<docShift | place(at)<<atShift | place(before)<<markBits | place(behind)
}

func (p place) doc() int      { return int(p >> docShift) }
func (p place) at() uint32    { return uint32(p>>atShift) & (1<<atBits - 1) }
func (p place) before() uint8 { return uint8(p>>markBits) & (1<<markBits - 1) }
func (p place) behind() uint8 { return uint8(p) & (1<<markBits - 1) }

// Places are sorted in two steps, each of which looks at a place once: they are put into so many buckets, in order of
// words, packed to six bytes or so; then one bucket after the other is unpacked and sorted, in memory that a
// processor has near by. What a bucket becomes is compressed before the next is looked at.
const (
	mostBuckets = 64
	fewPlaces   = 1 << 16 // a bucket with no more is not worth to be parted
)

// A bucket is places of some words, in order. Which word of the bucket stands there is told by a number; and which word
// stands behind it by another, or 0.
type bucket struct {
	packed []byte
	last   place // without marks
}

func (b *bucket) add(p place, number, behind uint32) {
	marks := p & (1<<atShift - 1)
	p -= marks
	if doc := p.doc() - b.last.doc(); doc > 0 {
		b.packed = binary.AppendUvarint(b.packed, uint64(doc)<<1|1)
		b.packed = binary.AppendUvarint(b.packed, uint64(p.at()))
	} else {
		b.packed = binary.AppendUvarint(b.packed, uint64(p.at()-b.last.at())<<1)
	}
	b.last = p
	b.packed = binary.AppendUvarint(b.packed, uint64(number))
	b.packed = binary.AppendUvarint(b.packed, uint64(behind))
	b.packed = append(b.packed, marks.before(), marks.behind())
}

// all gives what was added.
func (b *bucket) all(found func(p place, number, behind uint32)) {
	rest := b.packed
	uvarint := func() uint64 {
		if v := rest[0]; v < 0x80 {
			rest = rest[1:]
			return uint64(v)
		}
		v, n := binary.Uvarint(rest)
		rest = rest[n:]
		return v
	}
	var last place
	for len(rest) > 0 {
		gap := uvarint()
		if gap&1 == 1 {
			last = placeOf(last.doc()+int(gap>>1), uint32(uvarint()), 0, 0)
		} else {
			last += place(gap>>1) << atShift
		}
		number, behind := uint32(uvarint()), uint32(uvarint())
		found(last|place(rest[0])<<markBits|place(rest[1]), number, behind)
		rest = rest[2:]
	}
}

// A run is words from one to below another, by rank or index, with a bucket for each span of documents.
type run struct {
	from, to int
	buckets  []bucket
}

// cutRuns cuts words into runs, by how many places each has at most. They are counted from 1.
func cutRuns(counts []uint32, spans int) []run {
	total := 0
	for _, n := range counts {
		total += int(n)
	}
	most := max(fewPlaces, total/mostBuckets)
	var out []run
	for from := 1; from < len(counts); {
		to, sum := from, 0
		for to < len(counts) && (to == from || sum+int(counts[to]) <= most) {
			sum += int(counts[to])
			to++
		}
		out = append(out, run{from, to, make([]bucket, spans)})
		from = to
	}
	return out
}

// fill fills the buckets of a span with the places of its documents.
func (l *lexicon) fill(span, from, to int, keep bool) {
	for d := from; d < to; d++ {
		var z, a, b, c term // words that follow each other
		for at, rest := uint32(0), l.docs[d].stream; ; at++ {
			ended := len(rest) == 0
			z, a, b, c = a, b, c, term{}
			if !ended {
				var t words.Token
				t, rest = words.Next(rest)
				c = l.terms[t]
			}
			if a.index > 0 && b.index > 0 {
				l.pairs[a.run].buckets[span].add(placeOf(d, at-2, z.mark, c.mark), a.number, b.index)
			}
			if b.rare {
				l.words[b.run].buckets[span].add(placeOf(d, at-1, a.mark, c.mark), b.number, 0)
			}
			if ended {
				break
			}
		}
		if !keep {
			l.docs[d].stream = nil
		}
	}
}

// find makes the entries of runs, some at a time, in order. counts says how many places each word has at most.
func (l *lexicon) find(runs []run, counts []uint32) iter.Seq[[]entry] {
	return func(yield func([]entry) bool) {
		sorters := slices.Repeat([]sorter{{lexicon: l, counts: counts}}, 2*runtime.GOMAXPROCS(0))
		for round := range slices.Chunk(runs, len(sorters)) {
			made := make([][]entry, len(round))
			parallel.With(len(round), func() func(int) {
				return func(i int) { made[i] = sorters[i].entries(&round[i]) }
			})
			for _, entries := range made {
				if !yield(entries) {
					return
				}
			}
		}
	}
}

// A sorter sorts places, in memory that it uses again.
type sorter struct {
	*lexicon
	counts []uint32 // see find

	ends   []uint32 // where the next place of each word belongs; in the end, where its places end
	places []place
	behind []uint32 // the word behind each, or 0
	bins   []uint32
	sorted []place
}

// resize returns memory for so many elements, whatever is in it.
func resize[T any](memory []T, n int) []T { return slices.Grow(memory[:0], n)[:n] }

// entries makes the entries of a run, whose buckets are empty then.
func (s *sorter) entries(r *run) []entry {
	starts := make([]uint32, r.to-r.from)
	sum := uint32(0)
	for i, n := range s.counts[r.from:r.to] {
		starts[i] = sum
		sum += n
	}
	s.places, s.behind = resize(s.places, int(sum)), resize(s.behind, int(sum))
	s.ends = append(s.ends[:0], starts...)
	for i := range r.buckets {
		r.buckets[i].all(func(p place, number, behind uint32) {
			end := &s.ends[number]
			s.places[*end], s.behind[*end] = p, behind
			*end++
		})
	}
	r.buckets = nil
	var out []entry
	var memory []byte
	for i, start := range starts {
		places, behind := s.places[start:s.ends[i]], s.behind[start:s.ends[i]]
		switch {
		case len(places) == 0: // no pair
		case behind[0] > 0:
			out, memory = s.byBehind(out, memory, s.frequents[r.from+i].word, places, behind)
		default:
			var e entry
			e, memory = encode(memory, s.rare[r.from+i], places, s.measures)
			out = append(out, e)
		}
	}
	return out
}

// byBehind appends the entries of the pairs of a word. See encode for memory.
func (s *sorter) byBehind(out []entry, memory []byte, first string, places []place, behind []uint32) ([]entry, []byte) {
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
