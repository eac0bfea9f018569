// Package words says what a word is to a search, and numbers the words of documents.
//
// layouts/assets/search.js must find the same words in what a reader types.
package words

import (
	"bytes"
	"encoding/binary"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"briefings/cmd/internal/fold"
)

// Max is how many characters of a word are known; what is longer is no word that anybody types.
const Max = 48

// inWord reports whether r stands in a word before it is folded: letters, marks and digits, and what
// cannot be seen, such as the ZWNJ of Persian, which folding drops.
func inWord(r rune) bool { return solid(r) || unicode.Is(unicode.Cf, r) }

// solid reports whether r stands in a folded word.
func solid(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }

// alone reports whether r is a word by itself: scripts without spaces are looked for by characters that
// follow each other.
func alone(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// lower has the small letter or digit for each character of ASCII that may stand in a word; 0 for all others.
var lower = func() (out [utf8.RuneSelf]byte) {
	for _, c := range "abcdefghijklmnopqrstuvwxyz0123456789" {
		out[c], out[unicode.ToUpper(c)] = byte(c), byte(c)
	}
	return out
}()

// Spans calls found with each run of characters that may be a word, and with "" at the end of a line.
func Spans(text string, found func(raw string)) {
	for i := 0; i < len(text); {
		start := i
		c, size := rune(0), 0
		for ; i < len(text); i += size {
			if c, size = rune(text[i]), 1; c < utf8.RuneSelf {
				if lower[c] == 0 {
					break
				}
				continue
			}
			if c, size = utf8.DecodeRuneInString(text[i:]); !inWord(c) {
				break
			}
		}
		if start < i {
			found(text[start:i])
		}
		if i < len(text) && c == '\n' {
			found("")
		}
		i += size
	}
	found("")
}

// Of returns the words that a run of characters is looked for by: folded, and cut where folding brings
// forth what is no letter.
func Of(raw string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(fold.Search(raw), func(r rune) bool { return !solid(r) }) {
		start := 0
		for i, r := range part {
			if !alone(r) {
				continue
			}
			if start < i {
				out = append(out, clip(part[start:i]))
			}
			start = i + utf8.RuneLen(r)
			out = append(out, part[i:start])
		}
		if start < len(part) {
			out = append(out, clip(part[start:]))
		}
	}
	return out
}

// clip returns as much of a word as is known of it.
func clip(word string) string {
	if len(word) <= Max {
		return word
	}
	n := 0
	for i := range word {
		if n++; n > Max {
			return word[:i]
		}
	}
	return word
}

// A Token is a word of a document, by its number in the vocabulary. Words follow each other if
// their tokens do.
type Token uint32

// LineEnd stands between the lines of a document.
const LineEnd Token = 0

// Next returns the first token of a stream, and what follows it.
func Next(stream []byte) (Token, []byte) {
	if stream[0] < 0x80 {
		return Token(stream[0]), stream[1:]
	}
	t, n := binary.Uvarint(stream)
	return Token(t), stream[n:]
}

// A Vocabulary numbers words, from 1. It only grows, and may be used by several goroutines at once.
type Vocabulary struct {
	mu    sync.Mutex
	known map[string]Token
	words []string // by number
}

// NewVocabulary returns one without words.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{known: map[string]Token{}, words: []string{""}}
}

// of returns the number of a word, and the word as it is kept.
func (v *Vocabulary) of(word string) (Token, string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	t, ok := v.known[word]
	if !ok {
		t = Token(len(v.words))
		word = strings.Clone(word)
		v.known[word] = t
		v.words = append(v.words, word)
	}
	return t, v.words[t]
}

// All returns the words that there are now, by number. Nobody may change them.
func (v *Vocabulary) All() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.words
}

// A Reader makes tokens of texts. Words that it has met are not folded again.
type Reader struct {
	vocab  *Vocabulary
	most   int                // tokens of a document
	met    map[string][]Token // runs of characters, less those that are in plain
	plain  plainWords
	stream []byte // of the document that is being read
	count  int
}

// NewReader returns a reader of documents, of each of which no more than most tokens are known.
func NewReader(v *Vocabulary, most int) *Reader {
	return &Reader{vocab: v, most: most, met: map[string][]Token{}, plain: newPlainWords()}
}

// Begin begins a document.
func (r *Reader) Begin() { r.stream, r.count = r.stream[:0], 0 }

// Count returns how many tokens the document has so far.
func (r *Reader) Count() int { return r.count }

// Stream returns the tokens of the document, as uvarints: words that are met early are mostly frequent, and short so.
func (r *Reader) Stream() []byte { return bytes.Clone(r.stream) }

func (r *Reader) add(t Token) {
	if r.count == r.most {
		return
	}
	r.stream = binary.AppendUvarint(r.stream, uint64(t))
	r.count++
}

// Read adds the words of a text, each line of it by itself.
func (r *Reader) Read(text string) {
	Spans(text, func(raw string) {
		if raw == "" {
			r.add(LineEnd)
			return
		}
		slot := r.plain.find(raw)
		if slot == nil {
			r.addOther(raw)
			return
		}
		if slot.word == "" {
			slot.token, slot.word = r.vocab.of(strings.ToLower(raw))
			r.plain.grow()
		}
		r.add(slot.token)
	})
}

// addOther adds the words of a run that is not plain.
func (r *Reader) addOther(raw string) {
	tokens, ok := r.met[raw]
	if !ok {
		for _, w := range Of(raw) {
			t, _ := r.vocab.of(w)
			tokens = append(tokens, t)
		}
		r.met[raw] = tokens
	}
	for _, t := range tokens {
		r.add(t)
	}
}

// Whole adds a word as it stands, in a line of its own.
func (r *Reader) Whole(word string) {
	t, _ := r.vocab.of(word)
	r.add(t)
	r.add(LineEnd)
}
