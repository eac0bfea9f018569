package picture

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"

	"github.com/bep/imagemeta"
)

// meta is what the metadata of a picture say that is of use here. All else stays in the file.
type meta struct {
	width, height int  // as the file has them
	orientation   int  // EXIF: 1 is upright, 2 to 8 are turned or mirrored; 0: it is not said
	located       bool // it is said where the picture was taken

	said map[field]string // the first that was found in each field
}

// A field is one that says whose a picture is.
type field uint8

const (
	credit  field = iota // the line that is to be printed
	creator              // who made it
	rights               // the notice of copyright
)

// A place is where metadata keep something.
type place struct {
	source imagemeta.Source
	tag    string
}

// fields are the places of what says whose a picture is. IPTC Photo Metadata Standard.
var fields = map[place]field{
	{imagemeta.IPTC, "Credit"}:          credit,
	{imagemeta.XMP, "Credit"}:           credit, // of the namespace photoshop
	{imagemeta.IPTC, "By-line"}:         creator,
	{imagemeta.XMP, "Creator"}:          creator, // of the namespace dc
	{imagemeta.EXIF, "Artist"}:          creator,
	{imagemeta.IPTC, "CopyrightNotice"}: rights,
	{imagemeta.XMP, "Rights"}:           rights, // of the namespace dc
	{imagemeta.EXIF, "Copyright"}:       rights,
}

// namespaces are those of XMP that the fields are looked for in.
var namespaces = map[string]bool{"http://purl.org/dc/elements/1.1/": true, "http://ns.adobe.com/photoshop/1.0/": true}

// formats are those that have metadata.
var formats = map[Format]imagemeta.ImageFormat{JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP, AVIF: imagemeta.AVIF}

// metadata reads those of a picture. What cannot be read is left out: they are not the picture.
func metadata(data []byte, f Format) *meta {
	m := &meta{said: map[field]string{}}
	m.add(data, formats[f], imagemeta.EXIF|imagemeta.IPTC|imagemeta.XMP|imagemeta.CONFIG)
	return m
}

// maxTags is how many tags are read: real pictures have some hundreds.
const maxTags = 5000

func (m *meta) add(data []byte, f imagemeta.ImageFormat, sources imagemeta.Source) {
	result, _ := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: f, Sources: sources, LimitNumTags: maxTags,
		ShouldHandleTag: m.wanted, HandleTag: m.take,
		Warnf: func(string, ...any) {},
	})
	if c := result.ImageConfig; c.Width > 0 && c.Height > 0 && c.Width <= 1<<20 && c.Height <= 1<<20 {
		m.width, m.height = c.Width, c.Height
	}
}

// addXMP reads a packet of XMP that stands where imagemeta does not look, by putting it where it does.
func (m *meta) addXMP(packet []byte) {
	if len(packet) == 0 {
		return
	}
	const hasXMP = 1 << 2
	b := []byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00XMP ")
	b[20] = hasXMP
	b = binary.LittleEndian.AppendUint32(b, uint32(len(packet)))
	m.add(append(b, packet...), imagemeta.WebP, imagemeta.XMP)
}

func (m *meta) wanted(t imagemeta.TagInfo) bool {
	switch t.Source {
	case imagemeta.EXIF:
		return strings.HasPrefix(t.Namespace, "IFD0") && (t.Tag == "Orientation" || t.Tag == "GPSLatitude" || t.Tag == "Artist" || t.Tag == "Copyright")
	case imagemeta.XMP:
		return t.Tag == "GPSLatitude" || namespaces[t.Namespace]
	case imagemeta.IPTC:
		if t.Tag == "CodedCharacterSet" { // what the other fields are written in
			return true
		}
	}
	_, ok := fields[place{t.Source, t.Tag}]
	return ok
}

func (m *meta) take(t imagemeta.TagInfo) error {
	switch t.Tag {
	case "GPSLatitude":
		m.located = true
		return nil
	case "Orientation":
		if n, ok := t.Value.(uint16); ok && n >= 1 && n <= 8 && m.orientation == 0 {
			m.orientation = int(n)
		}
		return nil
	}
	f, ok := fields[place{t.Source, t.Tag}]
	if !ok || m.said[f] != "" {
		return nil
	}
	switch v := t.Value.(type) {
	case string:
		m.said[f] = line(v)
	case []string:
		m.said[f] = line(strings.Join(v, ", "))
	}
	return nil
}

// maxCredit is how many characters of a field are shown.
const maxCredit = 200

// line is a field as one line of text. It is escaped where it is shown.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsGraphic(r), r == '\u200c', r == '\u200d': // joiners stand within words
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxCredit {
		s = strings.TrimSpace(string(r[:maxCredit])) + "…"
	}
	return s
}

// credit is the line to print: who made the picture and who gave it, or else whose rights it is under.
func (m *meta) credit() string {
	by, from := m.said[creator], m.said[credit]
	switch {
	case from == "" && by == "":
		return m.said[rights]
	case from == "" || strings.Contains(by, from):
		return by
	case by == "" || strings.Contains(from, by):
		return from
	}
	return by + "/" + from
}
