package frontmatter

import (
	"encoding/binary"
	"unicode/utf16"

	"briefings/cmd/internal/diag"
)

// Decode returns the text of a file in UTF-8, for Split. Windows programs save UTF-16 with a byte
// order mark: such a text is read, and the problem says so. Everything else is returned as it is;
// the problem is nil.
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
