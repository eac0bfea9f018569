package mention

import (
	"unicode"
	"unicode/utf8"

	"briefings/cmd/internal/boundary"
	"briefings/cmd/internal/fold"
)

// A folded is a text as names are spelled, token by token, with the way back to the places in the
// text itself. A token is a word, one character of a script without spaces, or one sign.
type folded struct {
	text  []byte
	token []int32 // for each offset of text: the first token that begins there, or -1
	from  []int32 // for each token: where it begins in text
	start []int32 // for each token: where it begins in the text itself
	ends  []int32 // for each token: where it ends there
}

func (d *folded) set(text string, anyCase bool) {
	d.text, d.token, d.from, d.start, d.ends = d.text[:0], d.token[:0], d.from[:0], d.start[:0], d.ends[:0]
	fold1 := fold.Name
	if anyCase {
		fold1 = fold.Key
	}
	for i := 0; i < len(text); {
		n, class := next(text[i:])
		switch class {
		case space:
			d.put(" ", i, i+n)
		case lineEnd:
			d.put("\n", i, i+n)
		default:
			s := fold1(text[i : i+n])
			if s == "-" && len(d.text) > 0 && d.text[len(d.text)-1] == '-' {
				s = ""
			}
			d.put(s, i, i+n)
		}
		i += n
	}
	for len(d.token) <= len(d.text) {
		d.token = append(d.token, -1)
	}
	d.token[len(d.text)] = int32(len(d.from))
}

func (d *folded) put(s string, start, end int) {
	if s == "" {
		return
	}
	at := int32(len(d.text))
	d.text = append(d.text, s...)
	for len(d.token) < len(d.text) {
		d.token = append(d.token, -1)
	}
	d.token[at] = int32(len(d.from))
	d.from = append(d.from, at)
	d.start = append(d.start, int32(start))
	d.ends = append(d.ends, int32(end))
}

type class uint8

const (
	sign class = iota
	word
	single
	space
	lineEnd
)

// next returns the length and class of the token that s begins with.
func next(s string) (int, class) {
	r, n := utf8.DecodeRuneInString(s)
	c := classOf(r)
	switch c {
	case sign, lineEnd:
		return n, c
	}
	for n < len(s) {
		r, k := utf8.DecodeRuneInString(s[n:])
		switch d := classOf(r); {
		case c == single && unicode.Is(unicode.M, r):
		case c == single || d != c:
			return n, c
		}
		n += k
	}
	return n, c
}

func classOf(r rune) class {
	switch {
	case r == '\n':
		return lineEnd
	case r < utf8.RuneSelf && wordByte(byte(r)):
		return word
	case unicode.IsSpace(r) || r == 0x200b:
		return space
	case r < utf8.RuneSelf:
		return sign
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && !unicode.Is(unicode.M, r):
		return single
	case unicode.In(r, unicode.L, unicode.M, unicode.N) || r == 0x200c || r == 0x200d || r == 0xad:
		return word
	}
	return sign
}

// findFolded finds in text, of which d is the folded form, from token to token.
func (f *Finder) findFolded(text string, d *folded, yield func(Match)) {
	at := d.text
	for k := 0; k < len(d.from); k++ {
		from := int(d.from[k])
		if !f.mayStart(at, from) {
			continue
		}
		start := int(d.start[k])
		place := func(end int) int { return int(d.ends[d.token[end]-1]) }
		end, n := f.longest(at, from, func(end int) bool {
			return d.token[end] > 0 && boundary.Whole(text, start, place(end))
		})
		if n >= 0 {
			yield(Match{start, place(end), n})
			k = int(d.token[end]) - 1
		}
	}
}
