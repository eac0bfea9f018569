package search

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// A posting says how much a document has to do with a word, in levelBits bits of a number whose rest is how
// far it is from the document before: two bits for how much of the text the word is, one for whether
// it is in a name.
const (
	levelBits = 3
	inName    = 4
)

// steps says how often a word must stand in a document to have the next higher level, by the length of the
// document, which counts by powers of two: an edit of a text hardly ever weighs all its words anew.
var steps = func() (out [64][3]uint32) {
	for k := range out {
		most := 0.3 + 0.9*math.Ldexp(1, k)/256
		for i, share := range []float64{0.3, 0.5, 0.7} { // n / (n + most) is that much
			out[k][i] = uint32(min(math.Ceil(share*most/(1-share)), math.MaxUint32))
		}
	}
	return out
}()

// level weighs a word that stands n times in a document.
func (m *measure) level(n uint32, named bool) uint64 {
	l := uint64(0)
	for _, step := range steps[m.length] {
		if n >= step {
			l++
		}
	}
	if named {
		l |= inName
	}
	return l
}

// A measure is what of a document its postings depend on.
type measure struct {
	number uint32
	named  uint32 // how many tokens are its names
	length uint8  // in binary digits, of half its tokens
}

func (m *measure) appendPosting(b []byte, next, n uint32, named bool) []byte {
	return binary.AppendUvarint(b, uint64(m.number-next)<<levelBits|m.level(n, named))
}

// An entry is a word of the index, or two frequent ones that follow each other.
type entry struct {
	word  string
	count int    // documents it stands in
	posts []byte // a posting for each
	// places has for each of these documents where in it the word stands: each as far from the one before,
	// times two, and one more for the last. The marks of the words before and behind follow it. Nil for words whose
	// places nobody asks for.
	places []byte
}

// Where a frequent word stands would be much to read, so that it is not told. A phrase is looked for by its other words,
// which know it by its mark, for frequent words are few and rarely share one; and where two frequent
// words follow each other they are an entry of their own, which is less frequent by far.
const markCount = 63

// pair is the key of two frequent words that follow each other. All pairs stand before all words, and in the
// order of their words: no word has a blank or what comes before it.
func pair(a, b string) string { return " " + a + " " + b }

// frequent reports whether a word is frequent that stands in so many of all documents: about one of eight to
// one of sixteen, so that it does not depend on each document that is added.
func frequent(in, all int) bool { return in*16 >= 1<<bits.Len(uint(all)) }

// encode returns an entry with the places of its word, which are in order. It appends to memory, and returns what is
// left of it.
func encode(memory []byte, word string, places []place, docs []measure) (entry, []byte) {
	need := len(places) * (2*binary.MaxVarintLen32 + 2)
	if cap(memory)-len(memory) < need {
		memory = make([]byte, 0, max(1<<20, need))
	}
	e := entry{word: word}
	b := memory
	next := uint32(0) // the lowest number that the next document may have
	for k := 0; k < len(places); {
		first := places[k]
		m := &docs[first.doc()]
		n := uint32(0)
		for k < len(places) && places[k].doc() == first.doc() {
			n, k = n+1, k+1
		}
		b = m.appendPosting(b, next, n, first.at() < m.named)
		next = m.number + 1
		e.count++
	}
	start := len(b)
	e.posts = b[len(memory):start:start]
	if word[0] == facetMark {
		return e, b
	}
	prev := uint32(0)
	for k, p := range places {
		gap := uint64(p.at()-prev) << 1
		prev = p.at()
		if k+1 == len(places) || places[k+1].doc() != p.doc() {
			gap, prev = gap|1, 0
		}
		b = binary.AppendUvarint(b, gap)
		b = append(b, byte(p.before()), byte(p.behind()))
	}
	e.places = b[start:len(b):len(b)]
	return e, b
}
