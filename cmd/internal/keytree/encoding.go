package keytree

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// Decode returns the text of a file in UTF-8. Windows programs save UTF-16 with a byte order mark:
// such a text is read, and that is said. Everything else is returned as it is; the problem is nil.
func Decode(src []byte) ([]byte, *diag.Problem) {
	var order binary.ByteOrder
	switch {
	case len(src) < 2:
		return src, nil
	case src[0] == 0xff && src[1] == 0xfe:
		order = binary.LittleEndian
	case src[0] == 0xfe && src[1] == 0xff:
		order = binary.BigEndian
	default:
		return src, nil
	}
	units := make([]uint16, 0, len(src)/2)
	for at := 2; at+1 < len(src); at += 2 {
		units = append(units, order.Uint16(src[at:]))
	}
	return []byte(string(utf16.Decode(units))), &diag.Problem{
		Line: 1, Col: 1, Code: diag.Encoding,
		Message: "the file is in UTF-16",
		Cure:    "save it as UTF-8",
	}
}

// clean leaves out of the strings of a tree what cannot be published, and says where that was.
func (t Text) clean(tree map[string]any) []diag.Problem {
	var found []diag.Problem
	var places Places
	drop := func(s string, p Path) string {
		i := strings.IndexFunc(s, unpublishable)
		if i < 0 {
			return s
		}
		if places == nil {
			places = t.Places()
		}
		at := places.Find(p)
		found = append(found, diag.Problem{
			Line: at.Line, Col: at.Col, Code: diag.Encoding,
			Message: fmt.Sprintf("the character U+%04X is left out", []rune(s[i:])[0]),
			Cure:    "remove it; it cannot be seen, and can make text read as another",
		})
		return strings.Map(func(r rune) rune {
			if unpublishable(r) {
				return -1
			}
			return r
		}, s)
	}
	var walk func(v any, p Path) any
	walk = func(v any, p Path) any {
		switch v := v.(type) {
		case string:
			return drop(v, p)
		case []any:
			for i := range v {
				v[i] = walk(v[i], p.Index(i))
			}
		case map[string]any:
			for k := range v {
				v[k] = walk(v[k], p.Key(k))
			}
		}
		return v
	}
	walk(tree, "")
	slices.SortFunc(found, diag.Compare)
	return found
}

func unpublishable(r rune) bool { return !fold.Publishable(r) }
