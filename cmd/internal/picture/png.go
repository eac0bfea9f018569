package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
)

const pngHeader = "\x89PNG\r\n\x1a\n"

// A pngFile is the chunks of a PNG file that are not decoded. PNG, third edition.
type pngFile struct {
	colours [][]byte // the chunks that say what colours mean, whole
	moves   bool     // it is animated
	xmp     []byte   // metadata in XML; nil if there is none
	whole   bool     // it ends where it should, and every sum is right
}

// colourChunks say what the colours of a picture mean.
var colourChunks = map[string]bool{"cHRM": true, "gAMA": true, "iCCP": true, "sRGB": true, "cICP": true}

// xmpKeyword is what the text with XMP is called, with no compression, language or translation.
const xmpKeyword = "XML:com.adobe.xmp\x00\x00\x00\x00\x00"

func splitPNG(data []byte) pngFile {
	var f pngFile
	for pos := len(pngHeader); pos+12 <= len(data); {
		size := binary.BigEndian.Uint32(data[pos:])
		if int64(size) > int64(len(data)-pos-12) {
			return f
		}
		end := pos + 12 + int(size)
		kind, body := string(data[pos+4:pos+8]), data[pos+8:end-4]
		if binary.BigEndian.Uint32(data[end-4:]) != crc32.ChecksumIEEE(data[pos+4:end-4]) {
			return f
		}
		switch {
		case kind == "IEND":
			f.whole = true
			return f
		case kind == "acTL":
			f.moves = true
		case colourChunks[kind]:
			f.colours = append(f.colours, data[pos:end])
		case kind == "iTXt" && bytes.HasPrefix(body, []byte(xmpKeyword)):
			f.xmp = body[len(xmpKeyword):]
		}
		pos = end
	}
	return f
}

// grayAlpha is the colour type of a picture in gray with transparency.
const grayAlpha = 4

func readPNG(data []byte) (Info, error) {
	i := Info{Format: PNG}
	c, err := config(data)
	if err != nil {
		return i, err
	}
	f := splitPNG(data)
	m := metadata(data, PNG)
	m.addXMP(f.xmp)
	i.Width, i.Height, i.Credit, i.Located = c.Width, c.Height, m.credit(), m.located
	if !f.whole {
		return i, errors.New("the file is damaged, or ends in the middle of the picture")
	}
	profiled := 0
	for _, chunk := range f.colours {
		profiled += len(chunk)
	}
	colourType := data[len(pngHeader)+8+9]
	if f.moves || profiled > maxProfile || colourType == grayAlpha && profiled > 0 { // which is scaled in colours
		return m.turned(i), nil
	}
	err = i.plan()
	return m.turned(i), err
}

// withColours puts the chunks on colours of the file into a PNG that the standard library has encoded.
func (f *pngFile) withColours(encoded []byte) []byte {
	const first = len(pngHeader) + 12 + 13 // behind IHDR
	if len(f.colours) == 0 {
		return encoded
	}
	out := append([]byte(nil), encoded[:first]...)
	for _, chunk := range f.colours {
		out = append(out, chunk...)
	}
	return append(out, encoded[first:]...)
}
