package search

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/parallel"
)

// maxWord is how many characters of a word are known; what is longer is no word that anybody types.
const maxWord = 48

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

// spans calls found with each run of characters that may be a word, and with "" at the end of a line.
func spans(text string, found func(raw string)) {
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

// words returns the words that a run of characters is looked for by: folded, and cut where folding brings
// forth what is no letter.
func words(raw string) []string {
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
	if len(word) <= maxWord {
		return word
	}
	n := 0
	for i := range word {
		if n++; n > maxWord {
			return word[:i]
		}
	}
	return word
}

// A token is a word of a document, by its number in the vocabulary; between lines stands lineEnd. Words
// follow each other if their tokens do.
type token uint32

const lineEnd token = 0

// A tokenised is a document as its words.
type tokenised struct {
	from   Document // what it is made of
	stream []byte   // the tokens, as uvarints: words that are met early are mostly frequent, and short so
	count  int      // of tokens
	named  int      // the first of these are its names
}

// A reading is the words of all documents.
type reading struct {
	vocab *vocabulary // also of other readings, which may be adding to it
	words []string    // by number: those that it had when all was read
	docs  []tokenised
}

// A vocabulary numbers words, from 1. It only grows.
type vocabulary struct {
	mu    sync.Mutex
	known map[string]token
	words []string // by number
}

func newVocabulary() *vocabulary {
	return &vocabulary{known: map[string]token{}, words: []string{""}}
}

// of returns the number of a word, and the word as it is kept.
func (v *vocabulary) of(word string) (token, string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	t, ok := v.known[word]
	if !ok {
		t = token(len(v.words))
		word = strings.Clone(word)
		v.known[word] = t
		v.words = append(v.words, word)
	}
	return t, v.words[t]
}

// all returns the words that there are now, by number. Nobody may change them.
func (v *vocabulary) all() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.words
}

// A reader makes tokens of texts. Words that it has met are not folded again.
type reader struct {
	vocab  *vocabulary
	met    map[string][]token // runs of characters, less those that are in plain
	plain  plainWords
	stream []byte // of the document that is being read
	count  int
}

// add adds a token, unless the document has more than a place can tell apart.
func (r *reader) add(t token) {
	if r.count == 1<<atBits {
		return
	}
	r.stream = binary.AppendUvarint(r.stream, uint64(t))
	r.count++
}

func (r *reader) read(text string) {
	spans(text, func(raw string) {
		if raw == "" {
			r.add(lineEnd)
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
func (r *reader) addOther(raw string) {
	tokens, ok := r.met[raw]
	if !ok {
		for _, w := range words(raw) {
			t, _ := r.vocab.of(w)
			tokens = append(tokens, t)
		}
		r.met[raw] = tokens
	}
	for _, t := range tokens {
		r.add(t)
	}
}

func (r *reader) document(d *Document) tokenised {
	t := tokenised{from: *d}
	r.stream, r.count = r.stream[:0], 0
	for _, n := range d.Names {
		r.read(n)
	}
	t.named = r.count
	r.read(d.About)
	for _, l := range d.Lines {
		r.read(l)
	}
	r.read(d.Text)
	for _, f := range d.Facets {
		t, _ := r.vocab.of(f)
		r.add(t)
		r.add(lineEnd)
	}
	t.stream, t.count = bytes.Clone(r.stream), r.count
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
		out.vocab = newVocabulary()
	} else {
		out.vocab = former.vocab
		for i := range former.docs {
			known[former.docs[i].from.Path] = &former.docs[i]
		}
	}
	parallel.With(len(x.docs), func() func(int) {
		r := &reader{vocab: out.vocab, met: map[string][]token{}, plain: newPlainWords()}
		return func(i int) {
			d := &x.docs[i]
			if t := known[d.Path]; t != nil && same(&t.from, d) {
				out.docs[i] = *t
				return
			}
			out.docs[i] = r.document(d)
		}
	})
	out.words = out.vocab.all()
	return out
}
