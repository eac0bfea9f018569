package search

import (
	"encoding/binary"
	"math/bits"
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

// Places of words are sorted in so many parts, and more of a large site: all tokens are looked through for each,
// and each worker holds one part, eight bytes a place.
const (
	parts    = 4
	maxPlace = 4 << 20 // places of a part
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

// marks returns the marks of frequent words; 0 for all others.
func (x *Index) marks(docs []tokenised) []byte {
	in := make([]uint32, len(x.vocab.words))   // how many documents have a word
	last := make([]uint32, len(x.vocab.words)) // the number of the last, from 1
	for d := range docs {
		for _, t := range docs[d].tokens {
			if last[t] != uint32(d)+1 {
				last[t] = uint32(d) + 1
				in[t]++
			}
		}
	}
	out := make([]byte, len(in))
	for t := 1; t < len(in); t++ {
		if frequent(int(in[t]), len(docs)) {
			out[t] = byte(1 + digestOf(x.vocab.words[t])%markCount)
		}
	}
	return out
}

// entries returns all words in order of their bytes, with where they stand.
func (x *Index) entries(docs []tokenised) []entry {
	counts := make([]uint32, len(x.vocab.words))
	total := 0
	for i := range docs {
		total += len(docs[i].tokens)
		for _, t := range docs[i].tokens {
			counts[t]++
		}
	}
	var order []token // of words, less those that only earlier documents had
	for t := 1; t < len(counts); t++ {
		if counts[t] > 0 {
			order = append(order, token(t))
		}
	}
	words := x.vocab.words
	slices.SortFunc(order, func(a, b token) int { return strings.Compare(words[a], words[b]) })
	rank := make([]uint32, len(counts))
	for i, t := range order {
		rank[t] = uint32(i) + 1
	}
	marks := x.marks(docs)
	out := make([]entry, len(order))
	var chunks [][2]int
	chunk := min(total/parts, maxPlace)
	for from := 0; from < len(order); {
		to, sum := from, 0
		for to < len(order) && (to == from || sum+int(counts[order[to]]) <= chunk) {
			sum += int(counts[order[to]])
			to++
		}
		chunks = append(chunks, [2]int{from, to})
		from = to
	}
	parallel(len(chunks), func() func(int) {
		return func(c int) {
			from, to := chunks[c][0], chunks[c][1]
			ends := make([]uint32, to-from+1)
			for i := from; i < to; i++ {
				out[i].word = words[order[i]]
				ends[i-from+1] = ends[i-from] + counts[order[i]]
			}
			places := make([]uint64, ends[to-from])
			for d := range docs {
				for p, t := range docs[d].tokens {
					if r := int(rank[t]) - 1; r >= from && r < to {
						places[ends[r-from]] = uint64(d)<<32 | uint64(p)
						ends[r-from]++
					}
				}
			}
			var b []byte
			start := uint32(0)
			for i := from; i < to; i++ {
				b = x.encode(b, &out[i], docs, marks, places[start:ends[i-from]])
				start = ends[i-from]
			}
		}
	})
	return out
}

// encode fills an entry with the places of its word, which are in order. It appends to memory, and returns
// what is left of it.
func (x *Index) encode(memory []byte, e *entry, docs []tokenised, marks []byte, places []uint64) []byte {
	need := len(places) * (2*binary.MaxVarintLen32 + 2)
	if cap(memory)-len(memory) < need {
		memory = make([]byte, 0, max(1<<20, need))
	}
	b := memory
	next := uint32(0) // the lowest number that the next document may have
	for k := 0; k < len(places); {
		d := int(places[k] >> 32)
		n, named := 0, uint32(places[k]) < uint32(docs[d].named)
		for k < len(places) && int(places[k]>>32) == d {
			n, k = n+1, k+1
		}
		b = binary.AppendUvarint(b, uint64(x.numbers[d]-next)<<levelBits|level(n, len(docs[d].tokens), named))
		next = x.numbers[d] + 1
		e.count++
	}
	start := len(b)
	e.posts = b[len(memory):start:start]
	prev := uint32(0)
	for k, p := range places {
		at := uint32(p)
		gap := uint64(at-prev) << 1
		prev = at
		if k+1 == len(places) || places[k+1]>>32 != p>>32 {
			gap, prev = gap|1, 0
		}
		b = binary.AppendUvarint(b, gap)
		before, behind := lineEnd, lineEnd
		tokens := docs[p>>32].tokens
		if at > 0 {
			before = tokens[at-1]
		}
		if int(at)+1 < len(tokens) {
			behind = tokens[at+1]
		}
		b = append(b, marks[before], marks[behind])
	}
	e.places = b[start:len(b):len(b)]
	return b
}
