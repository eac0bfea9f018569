package search

import (
	"bytes"
	"encoding/binary"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"briefings/cmd/internal/fold"
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

// spans calls found with each run of characters that may be a word, and with "" at the end of a line.
func spans(text string, found func(raw string)) {
	start := -1
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		var in bool
		if c < utf8.RuneSelf {
			in = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		} else {
			c, size = utf8.DecodeRuneInString(text[i:])
			in = inWord(c)
		}
		if in && start < 0 {
			start = i
		} else if !in && start >= 0 {
			found(text[start:i])
			start = -1
		}
		if c == '\n' {
			found("")
		}
		i += size
	}
	if start >= 0 {
		found(text[start:])
	}
	found("")
}

// Words are the words that a run of characters is looked for by: folded, and cut where folding brings
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

// Tokenised is the words of a document.
type tokenised struct {
	from   Document // what it is made of
	stream []byte   // the tokens, as uvarints: words that are met early are mostly frequent, and short so
	count  int      // of tokens
	named  int      // the first of these are its names
}

// A reading is the words of all documents.
type reading struct {
	vocab *vocabulary
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

// of returns the numbers of words.
func (v *vocabulary) of(words []string) []token {
	v.mu.Lock()
	defer v.mu.Unlock()
	out := make([]token, len(words))
	for i, w := range words {
		t, ok := v.known[w]
		if !ok {
			t = token(len(v.words))
			w = strings.Clone(w)
			v.known[w] = t
			v.words = append(v.words, w)
		}
		out[i] = t
	}
	return out
}

// A reader makes tokens of texts. Words that it has met are not folded again.
type reader struct {
	vocab  *vocabulary
	met    map[string][]token
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
		tokens, ok := r.met[raw]
		if !ok {
			tokens = r.vocab.of(words(raw))
			r.met[raw] = tokens
		}
		for _, t := range tokens {
			r.add(t)
		}
	})
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
	for _, f := range r.vocab.of(d.Facets) {
		r.add(f)
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
	parallel(len(x.docs), func() func(int) {
		r := &reader{vocab: out.vocab, met: map[string][]token{}}
		return func(i int) {
			d := &x.docs[i]
			if t := known[d.Path]; t != nil && same(&t.from, d) {
				out.docs[i] = *t
				return
			}
			out.docs[i] = r.document(d)
		}
	})
	return out
}

// parallel calls a function for each index below n. Each goroutine has one of its own, which worker makes.
func parallel(n int, worker func() func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			do := worker()
			for {
				i := int(next.Add(1) - 1)
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}
