package boundary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentence returns the bounds of the sentence, or sentences, of text around text[start:end],
// without the white space at its ends. Text is one block: a line break in it ends nothing.
//
// Sentences are those of UAX 29, which knows no language and ends one at "Mr. Smith". They are
// mended: none ends where the next word begins in lower case, after a title ("Gen."), before a
// number that belongs to the word ("No. 5"), nor after an initial or another abbreviation
// ("V. Putin", "U.S. Navy", "Jan. 5") unless the next word usually begins a sentence ("in the
// U.S. The"). The words are English and Russian. A doubtful case gives the longer sentence.
func Sentence(text string, start, end int) (from, to int) {
	start = floor(text, start)
	end = max(start, floor(text, end))
	to = len(text)
	for seg := sentences.FromString(text); seg.Next(); {
		at := seg.End()
		if at == len(text) || continues(text[from:at], text[at:]) {
			continue
		}
		if at <= start {
			from = at
		} else if at >= end {
			to = at
			break
		}
	}
	from = min(start, to-len(strings.TrimLeftFunc(text[from:to], unicode.IsSpace)))
	to = max(end, from+len(strings.TrimRightFunc(text[from:to], unicode.IsSpace)))
	return from, to
}

// continues reports whether the sentence that before ends in goes on in after, though UAX 29 has
// a boundary between them.
func continues(before, after string) bool {
	// No more than the words at hand, so that the cost of a text grows with its length only.
	before = before[len(before)-min(len(before), window):]
	after = after[:floor(after, window)]
	head := strings.TrimRightFunc(before, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Pe, unicode.Pf) || r == '"' || r == '\''
	})
	last, size := utf8.DecodeLastRuneInString(head)
	if !unicode.Is(unicode.Sentence_Terminal, last) {
		return true // nothing but a line break
	}
	next := firstWord(after)
	if r, _ := utf8.DecodeRuneInString(next); unicode.IsLower(r) {
		return true
	}
	if last != '.' {
		return false
	}
	word := lastWord(head[:len(head)-size])
	switch low := strings.ToLower(word); {
	case titles[low]:
		return true
	case numbered[low]:
		r, _ := utf8.DecodeRuneInString(next)
		return unicode.IsDigit(r)
	case initials(word), abbreviations[low]:
		return !openers[next]
	}
	return false
}

// firstWord is the word that s begins with, marks before it left out, and with its full stop
// if it is an abbreviation or an initial.
func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !letterOrDigit(r) })
	end := strings.IndexFunc(s, func(r rune) bool { return !letterOrDigit(r) && r != '.' })
	if end < 0 {
		return s
	}
	return s[:end]
}

// lastWord is the word that s ends with, dots in it included.
func lastWord(s string) string {
	at := strings.LastIndexFunc(s, func(r rune) bool { return !letterOrDigit(r) && r != '.' })
	if at < 0 {
		return s
	}
	return s[at+width(s[at:]):]
}

func letterOrDigit(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// initials reports whether word, without its last dot, is one letter or letters with dots
// between: V, U.S, p.m, т.е.
func initials(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if !unicode.IsLetter(r) || strings.TrimLeftFunc(part[size:], unicode.IsMark) != "" {
			return false
		}
	}
	return true
}

// set is the words of list.
func set(list string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		words[word] = true
	}
	return words
}

var (
	// titles stand before a name and end no sentence.
	titles = set(`mr mrs ms dr prof gen lt col maj capt sgt cmdr adm brig sen rep gov rev hon amb
		messrs mt ft vs им ул пр проф ген акад`)

	// numbered abbreviations stand before a number; some are words as well.
	numbered = set(`no nos art fig sec ch vol p pp par para ст стр п пп гл`)

	// abbreviations may also end a sentence.
	abbreviations = set(`jan feb mar apr jun jul aug sept sep oct nov dec inc corp co ltd bros jr sr
		st etc al dept est approx ph.d г гг тыс руб млн млрд др`)

	// openers begin a sentence more often than they follow an abbreviation.
	openers = set(`The A An This That These Those He She It They We His Her Its Their There In On At By
		For From After Before But And Or If When While As However Meanwhile Since According
		В Во На Но Он Она Они Мы Это По Как Об При После Также Однако`)
)
