// Package picturetest makes the pictures that tests need: small files with everything that cameras and
// agencies put into them. Whatever is wrong with an argument panics.
package picturetest

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// Corners are the colours of a test picture: top left, top right, bottom left, bottom right.
var Corners = [4]color.RGBA{{220, 30, 30, 255}, {30, 220, 30, 255}, {30, 30, 220, 255}, {230, 230, 230, 255}}

// Image is a picture with a colour in each corner.
func Image(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetRGBA(x, y, Corners[x*2/width+y*2/height*2])
		}
	}
	return img
}

// JPEG encodes a picture.
func JPEG(img image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// PNG encodes a picture.
func PNG(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Segment puts a segment with the mark and the parts of its body into a JPEG.
func Segment(file []byte, mark byte, body ...string) []byte {
	var whole []byte
	for _, part := range body {
		whole = append(whole, part...)
	}
	out := append([]byte(nil), file[:2]...)
	out = append(out, 0xff, mark)
	out = binary.BigEndian.AppendUint16(out, uint16(len(whole)+2))
	return append(append(out, whole...), file[2:]...)
}

// WithEXIF puts EXIF data into a JPEG.
func WithEXIF(file []byte, data EXIF) []byte {
	return Segment(file, 0xe1, "Exif\x00\x00", string(data.Bytes()))
}

// WithXMP puts properties in XMP into a JPEG.
func WithXMP(file []byte, properties string) []byte {
	return Segment(file, 0xe1, "http://ns.adobe.com/xap/1.0/\x00", XMP(properties))
}

// WithIPTC puts fields of IPTC-IIM, by number, into a JPEG.
func WithIPTC(file []byte, fields map[byte]string) []byte {
	records := []byte("\x1c\x01\x5a\x00\x03\x1b%G") // the text is UTF-8
	for number := range byte(255) {
		if text, ok := fields[number]; ok {
			records = append(records, 0x1c, 2, number)
			records = binary.BigEndian.AppendUint16(records, uint16(len(text)))
			records = append(records, text...)
		}
	}
	if len(records)%2 != 0 {
		records = append(records, 0)
	}
	head := binary.BigEndian.AppendUint32([]byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00"), uint32(len(records)))
	return Segment(file, 0xed, string(head), string(records))
}

// XMP is a packet with properties, such as <photoshop:Credit>Reuters</photoshop:Credit>.
func XMP(properties string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">` +
		properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`
}

// An EXIF is what a camera writes. Zero values are left out.
type EXIF struct {
	Orientation       uint16
	Artist, Copyright string
	GPS               bool // a place is given
}

// Bytes are the data as a TIFF file, little-endian.
func (e EXIF) Bytes() []byte {
	type entry struct {
		tag, kind uint16
		count     uint32
		value     []byte
	}
	var entries []entry
	text := func(tag uint16, s string) {
		if s != "" {
			entries = append(entries, entry{tag, 2, uint32(len(s) + 1), append([]byte(s), 0)})
		}
	}
	if e.Orientation > 0 {
		entries = append(entries, entry{0x0112, 3, 1, binary.LittleEndian.AppendUint16(nil, e.Orientation)})
	}
	text(0x013b, e.Artist)
	text(0x8298, e.Copyright)
	gps := len(entries)
	if e.GPS {
		entries = append(entries, entry{0x8825, 4, 1, make([]byte, 4)})
	}
	out := binary.LittleEndian.AppendUint16([]byte("II*\x00\x08\x00\x00\x00"), uint16(len(entries)))
	at := len(out) + 12*len(entries) + 4
	var rest []byte
	for i, x := range entries {
		if e.GPS && i == gps {
			x.value = binary.LittleEndian.AppendUint32(nil, uint32(at+len(rest)))
		}
		out = binary.LittleEndian.AppendUint16(out, x.tag)
		out = binary.LittleEndian.AppendUint16(out, x.kind)
		out = binary.LittleEndian.AppendUint32(out, x.count)
		if len(x.value) <= 4 {
			out = append(out, append(x.value, 0, 0, 0, 0)[:4]...)
			continue
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(at+len(rest)))
		rest = append(rest, x.value...)
	}
	out = append(append(out, 0, 0, 0, 0), rest...)
	if !e.GPS {
		return out
	}
	// A folder with one entry, GPSLatitude: three fractions behind it.
	out = append(out, 1, 0, 2, 0, 5, 0, 3, 0, 0, 0)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(out)+8))
	out = append(out, 0, 0, 0, 0)
	for _, n := range []uint32{35, 1, 41, 1, 0, 1} {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	return out
}

// Chunk puts a chunk into a PNG, behind its header.
func Chunk(file []byte, kind, body string) []byte {
	const first = 8 + 12 + 13
	out := append([]byte(nil), file[:first]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	out = append(append(out, kind...), body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(kind+body)))
	return append(out, file[first:]...)
}

// Bomb is a PNG of a few bytes that claims to be huge.
func Bomb(width, height uint32) []byte {
	head := binary.BigEndian.AppendUint32(nil, width)
	head = binary.BigEndian.AppendUint32(head, height)
	head = append(head, 8, 6, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), head...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(append([]byte("IHDR"), head...)))
	out = Chunk(out, "IDAT", "")
	return append(out, "\x00\x00\x00\x00IEND\xae\x42\x60\x82"...)
}

// WebP is the outside of a picture in that format, with metadata; either may be empty.
func WebP(width, height int, exif, xmp string) []byte {
	flags := byte(0)
	if exif != "" {
		flags |= 1 << 3
	}
	if xmp != "" {
		flags |= 1 << 2
	}
	w, h := width-1, height-1
	body := []byte("WEBP")
	chunk := func(kind, data string) {
		if data == "" {
			return
		}
		body = binary.LittleEndian.AppendUint32(append(body, kind...), uint32(len(data)))
		body = append(body, data...)
		if len(data)%2 != 0 {
			body = append(body, 0)
		}
	}
	chunk("VP8X", string([]byte{flags, 0, 0, 0, byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)}))
	chunk("EXIF", exif)
	chunk("XMP ", xmp)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}
