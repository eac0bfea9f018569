package boundary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

const ellipsis = "…"

// Clip shortens text around text[start:end] to at most n code points and returns it with the
// place of the range in it. Cuts are between words, or between characters where one word is too
// long, and show as an ellipsis, which counts. If the range itself is too long, its end is cut
// off. Bidirectional controls whose other half was cut off are removed, so that clipped text
// cannot turn what is shown after it. A text that fits is returned as it is.
func Clip(text string, start, end, n int) (string, int, int) {
	start = floor(text, start)
	end = max(start, floor(text, end))
	before, inside, after := utf8.RuneCountInString(text[:start]),
		utf8.RuneCountInString(text[start:end]), utf8.RuneCountInString(text[end:])
	if before+inside+after <= n {
		return text, start, end
	}
	if n <= 0 {
		return "", 0, 0
	}

	room := n - inside - min(before, 1) - min(after, 1) // less the ellipses
	from, to := start, end
	if room < 0 {
		end = start + fit(text[start:end], n-min(before, 1)-1)
		to = end
	} else {
		left := min(before, max(room/2, room-after))
		right := min(after, room-left)
		from, to = back(text, start, left), forward(text, end, right)
		for from < start && !between(text, from) {
			from++
		}
		for to > end && !between(text, to) {
			to--
		}
	}
	if from > 0 {
		from = start - len(strings.TrimLeftFunc(text[from:start], unicode.IsSpace))
	}
	if to < len(text) {
		to = end + len(strings.TrimRightFunc(text[end:to], unicode.IsSpace))
	}

	kept, start, end := balance(text[from:to], start-from, end-from)
	if from > 0 {
		kept = ellipsis + kept
		start, end = start+len(ellipsis), end+len(ellipsis)
	}
	if to < len(text) && utf8.RuneCountInString(kept) < n {
		kept += ellipsis
	}
	return kept, start, end
}

// floor is the nearest place in text at or before p that is not inside a code point.
func floor(text string, p int) int {
	p = min(max(p, 0), len(text))
	for p > 0 && p < len(text) && !utf8.RuneStart(text[p]) {
		p--
	}
	return p
}

// back is the place n code points before p.
func back(text string, p, n int) int {
	for ; n > 0 && p > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:p])
		p -= size
	}
	return p
}

// forward is the place n code points after p.
func forward(text string, p, n int) int {
	for ; n > 0 && p < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[p:])
		p += size
	}
	return p
}

// fit is the length of the longest start of s that has at most n code points and ends between
// words, or between characters if its first word is longer than that.
func fit(s string, n int) int {
	length := 0
	for seg := graphemes.FromString(s); seg.Next(); {
		if n -= utf8.RuneCountInString(seg.Value()); n < 0 {
			break
		}
		length = seg.End()
	}
	for to := length; to > 0; to-- {
		if between(s, to) {
			return to
		}
	}
	return length
}

// balance drops the bidirectional controls of s that open what s does not close, or close what it
// does not open (UAX 9, BD9 and BD11), and moves the range accordingly.
func balance(s string, start, end int) (string, int, int) {
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }) {
		return s, start, end
	}
	type control struct {
		at      int
		isolate bool
	}
	var open []control
	drop := map[int]bool{}
	for i, r := range s {
		switch r {
		case 0x202a, 0x202b, 0x202d, 0x202e: // embeddings and overrides
			open = append(open, control{at: i})
		case 0x2066, 0x2067, 0x2068: // isolates
			open = append(open, control{at: i, isolate: true})
		case 0x202c: // ends an embedding
			if last := len(open) - 1; last >= 0 && !open[last].isolate {
				open = open[:last]
			} else {
				drop[i] = true
			}
		case 0x2069: // ends an isolate and every embedding in it
			last := len(open) - 1
			for last >= 0 && !open[last].isolate {
				last--
			}
			if last < 0 {
				drop[i] = true
				continue
			}
			for _, c := range open[last+1:] {
				drop[c.at] = true
			}
			open = open[:last]
		}
	}
	for _, c := range open {
		drop[c.at] = true
	}
	var kept strings.Builder
	from, to := start, end
	for i, r := range s {
		if !drop[i] {
			kept.WriteString(s[i : i+width(s[i:])])
			continue
		}
		if i < start {
			from -= utf8.RuneLen(r)
		}
		if i < end {
			to -= utf8.RuneLen(r)
		}
	}
	return kept.String(), from, to
}

// width is the number of bytes of the first code point of s, 1 if it is invalid.
func width(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}
