package picture

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// maxSVGHead is how much of a drawing is read for its first element.
const maxSVGHead = 64 << 10

func isSVG(data []byte) bool {
	head := data[:min(len(data), 1<<10)]
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("<svg")) || bytes.HasPrefix(head, []byte("<?xml")) || bytes.HasPrefix(head, []byte("<!"))
}

// readSVG reads the size of a drawing: what it says in its first element, or else the size of its own
// coordinates, which gives the page its proportions.
func readSVG(data []byte) Info {
	i := Info{Format: SVG}
	d := xml.NewDecoder(bytes.NewReader(data[:min(len(data), maxSVGHead)]))
	d.Strict = false
	for {
		token, err := d.RawToken()
		if err != nil {
			return i
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "svg" {
			return i
		}
		var width, height float64
		var box string
		for _, a := range root.Attr {
			switch a.Name.Local {
			case "width":
				width = length(a.Value)
			case "height":
				height = length(a.Value)
			case "viewBox":
				box = a.Value
			}
		}
		if boxWidth, boxHeight := boxSize(box); boxWidth > 0 && boxHeight > 0 {
			switch {
			case width == 0 && height == 0:
				width, height = boxWidth, boxHeight
			case width == 0:
				width = height * boxWidth / boxHeight
			case height == 0:
				height = width * boxHeight / boxWidth
			}
		}
		if width, height = math.Round(width), math.Round(height); within(width) && within(height) {
			i.Width, i.Height = int(width), int(height)
		}
		return i
	}
}

func within(pixels float64) bool { return pixels >= 1 && pixels <= 1<<20 }

// units are those of CSS with one length everywhere, in pixels.
var units = map[string]float64{"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}

// length reads a length, in pixels; 0 if it is none, or depends on what is around.
func length(s string) float64 {
	s = strings.TrimSpace(s)
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%")
	unit, known := units[strings.ToLower(s[len(number):])]
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || !known || !(v > 0) {
		return 0
	}
	return v * unit
}

// boxSize reads the size in a viewBox; 0 if there is none.
func boxSize(box string) (width, height float64) {
	fields := strings.FieldsFunc(box, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\r' || r == '\n' })
	if len(fields) != 4 {
		return 0, 0
	}
	return length(fields[2]), length(fields[3])
}
