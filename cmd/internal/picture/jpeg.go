package picture

import (
	"bytes"
	"errors"
	"image/color"
)

// A jpegFile is the parts of a JPEG file that are not decoded. ITU-T T.81, annex B.
type jpegFile struct {
	scan    int      // where the first scan begins
	profile [][]byte // the segments with the colour profile, whole
	space   string   // the colours that the profile is for, "RGB " or "GRAY"; empty without one
}

// maxProfile is how large a colour profile goes with every scaled copy.
const maxProfile = 64 << 10

const (
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda
	markAPP2 = 0xe2
)

// profileName is how segments with parts of a colour profile begin. ICC.1:2022, annex B.4.
const profileName = "ICC_PROFILE\x00"

// splitJPEG finds the parts of a file; false if it has no scan.
func splitJPEG(data []byte) (jpegFile, bool) {
	var f jpegFile
	for pos := 2; pos+4 <= len(data); {
		if data[pos] != 0xff {
			return f, false
		}
		mark := data[pos+1]
		switch {
		case mark == 0xff: // a byte to fill
			pos++
			continue
		case mark == markSOS:
			f.scan = pos
			return f, true
		case mark == 0x01 || mark >= 0xd0 && mark <= markSOI: // marks without a segment
			pos += 2
			continue
		case mark == markEOI:
			return f, false
		}
		end := pos + 2 + int(data[pos+2])<<8 + int(data[pos+3])
		if end < pos+4 || end > len(data) {
			return f, false
		}
		body := data[pos+4 : end]
		if mark == markAPP2 && bytes.HasPrefix(body, []byte(profileName)) {
			f.profile = append(f.profile, data[pos:end])
			if head := body[len(profileName):]; f.space == "" && len(head) >= 2+20 {
				f.space = string(head[2+16 : 2+20])
			}
		}
		pos = end
	}
	return f, false
}

func readJPEG(data []byte) (Info, error) {
	i := Info{Format: JPEG}
	c, err := config(data)
	if err != nil {
		return i, err
	}
	m := metadata(data, JPEG)
	i.Width, i.Height, i.Credit, i.Located = c.Width, c.Height, m.credit(), m.located
	i.orientation = m.orientation
	if m.orientation > 4 {
		i.Width, i.Height = i.Height, i.Width
	}
	f, ok := splitJPEG(data)
	if !ok {
		return i, errors.New("the picture cannot be read: it has no beginning")
	}
	if bytes.LastIndex(data[f.scan:], []byte{0xff, markEOI}) < 0 {
		return i, errEnd
	}
	if !f.keepsColours(c.ColorModel) {
		return i, nil
	}
	return i, i.plan()
}

// keepsColours reports whether scaled copies have the colours of the file: those for printing would need to
// be converted, by its profile.
func (f *jpegFile) keepsColours(m color.Model) bool {
	size := 0
	for _, segment := range f.profile {
		size += len(segment)
	}
	switch {
	case m == color.CMYKModel, size > maxProfile:
		return false
	case m == color.GrayModel:
		return f.space == "" || f.space == "GRAY"
	}
	return f.space == "" || f.space == "RGB "
}

// withProfile puts the colour profile of the file into a JPEG that the standard library has encoded.
func (f *jpegFile) withProfile(encoded []byte) []byte {
	if len(f.profile) == 0 {
		return encoded
	}
	out := append([]byte(nil), encoded[:2]...)
	for _, segment := range f.profile {
		out = append(out, segment...)
	}
	return append(out, encoded[2:]...)
}
