package corpus

import (
	"math/rand/v2"
	"strings"
)

// functionWords are the most frequent words of the running text, in their order of frequency.
var functionWords = strings.Fields(`the of to and in a that for on was said with as by it from at is
	be has its were had he not which have an are will would they their this but his after been who
	more new two or about last over than into before other also could between against one when up
	out under all there since during first while some no if so only most such any where both each`)

// vocabularySize counts the words of the running text, function words included. English newspaper
// text of the corpus's size has about as many that occur more than once.
const vocabularySize = 20000

// Syllables of common words and of names differ in one letter: every name has a z, and no common word
// does. So a name stands in the text only where the corpus put one.
var (
	onsets = strings.Fields("b br c d dr f g gr h l l m m n n p pr r r s s st t t tr v w")
	vowels = strings.Fields("a e i o u a e i o ai ea ou")
	codas  = strings.Fields("_ _ _ _ _ _ _ _ n n r r s l nd st")
)

// vocabulary makes size different words, the most frequent first. Frequent words are short.
func vocabulary(rng *rand.Rand, size int) []string {
	words := append(make([]string, 0, size), functionWords...)
	seen := make(map[string]bool, size)
	for _, w := range words {
		seen[w] = true
	}
	for len(words) < size {
		syllables := 2
		if len(words) > size/4 {
			syllables += rng.IntN(2)
		}
		var b strings.Builder
		for range syllables {
			b.WriteString(syllable(rng))
		}
		if w := b.String(); !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

// A namer makes proper names, no two alike.
type namer struct {
	rng  *rand.Rand
	seen map[string]bool
}

// name returns a capitalised word of at least six letters that is no word of the vocabulary.
func (n *namer) name() string {
	for {
		w := syllable(n.rng) + "z" + pick(n.rng, vowels) + syllable(n.rng)
		if len(w) >= 6 && !n.seen[w] {
			n.seen[w] = true
			return capital(w)
		}
	}
}

// acronym returns four capital letters without a vowel, hence no word.
func (n *namer) acronym() string {
	const letters = "BCDFGHKLMNPRSTV"
	for {
		b := []byte{0, 0, 0, 'Z'}
		for i := range 3 {
			b[i] = letters[n.rng.IntN(len(letters))]
		}
		if w := string(b); !n.seen[w] {
			n.seen[w] = true
			return w
		}
	}
}

func syllable(rng *rand.Rand) string {
	return pick(rng, onsets) + pick(rng, vowels) + strings.Trim(pick(rng, codas), "_")
}

func pick(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

// capital returns word, which is ASCII, with its first letter in upper case.
func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }
