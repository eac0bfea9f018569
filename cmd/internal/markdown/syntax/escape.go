package syntax

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/util"
)

// Unescape resolves backslash escapes and character references, CommonMark 0.31.2 sections 2.4
// and 2.5, in one pass: what an escape yields is not read again.
func Unescape(b []byte) []byte {
	i := bytes.IndexAny(b, `\&`)
	if i < 0 {
		return b
	}
	out := append(make([]byte, 0, len(b)), b[:i]...)
	for i < len(b) {
		switch c := b[i]; {
		case c == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]):
			out = append(out, b[i+1])
			i += 2
		case c == '&':
			s, n := reference(b[i:])
			if n == 0 {
				out = append(out, '&')
				i++
				continue
			}
			out = append(out, s...)
			i += n
		default:
			out = append(out, c)
			i++
		}
	}
	return out
}

// reference resolves the character reference at the start of b and says how long it is; 0 if
// there is none.
func reference(b []byte) ([]byte, int) {
	end := bytes.IndexByte(b[:min(len(b), 40)], ';')
	if end < 2 {
		return nil, 0
	}
	name := b[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(string(name)); ok {
			return e.Characters, end + 1
		}
		return nil, 0
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) > most {
		return nil, 0
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil {
		return nil, 0
	}
	return []byte(string(util.ToValidRune(rune(n)))), end + 1
}
