// Package card draws the pictures that stand for pages where their addresses are shared: a title, a
// sentence, and whose page it is.
//
// The letters are those of the Go fonts, which have Latin, Greek and Cyrillic and need no shaping. What is
// written in other scripts has no card: one without its title would say nothing, and one with letters that
// do not join would be wrong. A card is a function of what it shows and of this package.
package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"unicode"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// Width and Height are the size of a card, in pixels: what services ask for.
const (
	Width  = 1200
	Height = 630
)

// Version changes when cards come to look different.
const Version = 1

// A Card is what a card shows, as plain text.
type Card struct {
	Title  string
	Text   string // a sentence; may be empty, and is left out if it has letters that the fonts do not
	Site   string // whose page it is; likewise
	Accent color.RGBA
}

// A Drawer draws cards. It may be used by several goroutines at once.
type Drawer struct{ bold, regular *sfnt.Font }

// New returns a Drawer.
func New() (*Drawer, error) {
	bold, err := opentype.Parse(gobold.TTF)
	if err != nil {
		return nil, fmt.Errorf("read a font: %w", err)
	}
	regular, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("read a font: %w", err)
	}
	return &Drawer{bold, regular}, nil
}

// Has reports whether a text can be written: it has letters, and the fonts have all of them.
func (d *Drawer) Has(text string) bool {
	text = plain(text)
	if text == "" {
		return false
	}
	var b sfnt.Buffer
	for _, r := range text {
		if unicode.Is(unicode.M, r) { // to be set above another letter
			return false
		}
		if i, err := d.bold.GlyphIndex(&b, r); err != nil || i == 0 {
			return false
		}
	}
	return true
}

// plain is a text on one line, of composed letters, without what is not seen.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// How a card is laid out, in pixels.
const (
	margin = 80
	bar    = 24          // of the accent's colour, at the edge
	foot   = Height - 70 // the base line of the last line
	rule   = foot - 56   // above it
	bottom = rule - 24   // the lowest base line above the rule
)

// shades are the steps between paper and ink. One more colour is the accent.
const shades = 64

var (
	paper = color.RGBA{0xfe, 0xfd, 0xfa, 0xff}
	ink   = color.RGBA{0x1c, 0x20, 0x23, 0xff}
	quiet = image.NewUniform(color.Gray{0x50}) // between the two
	faint = image.NewUniform(color.Gray{0xcc})
)

// Draw draws a card as a PNG. The title must be one that Has accepts.
func (d *Drawer) Draw(c Card) ([]byte, error) {
	canvas := image.NewGray(image.Rect(0, 0, Width, Height))
	draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(canvas, image.Rect(margin, rule, Width-margin, rule+2), faint, image.Point{}, draw.Src)
	if d.Has(c.Site) {
		line := block{font: d.regular, size: 30, most: 1, ink: quiet}
		if err := line.set(plain(c.Site), Width-2*margin); err != nil {
			return nil, err
		}
		line.draw(canvas, margin, foot)
	}
	title := block{font: d.bold, ink: image.Black}
	for _, form := range []struct{ size, most int }{{76, 3}, {64, 4}, {52, 5}} {
		title.size, title.most = form.size, form.most
		if err := title.set(plain(c.Title), Width-2*margin); err != nil {
			return nil, err
		}
		if !title.cut {
			break
		}
	}
	y := title.draw(canvas, margin, margin+title.size)
	if d.Has(c.Text) {
		text := block{font: d.regular, size: 34, ink: quiet}
		y += text.size / 2
		text.most = min(3, (bottom-y)/text.step()+1)
		if text.most > 0 {
			if err := text.set(plain(c.Text), Width-2*margin); err != nil {
				return nil, err
			}
			text.draw(canvas, margin, y)
		}
	}
	return encode(canvas, c.Accent)
}

// encode writes a picture in shades of grey as a PNG in the colours of a card.
func encode(canvas *image.Gray, accent color.RGBA) ([]byte, error) {
	palette := make(color.Palette, shades+1)
	for i := range shades {
		mix := func(dark, light uint8) uint8 { return uint8((int(dark)*(shades-1-i) + int(light)*i) / (shades - 1)) }
		palette[i] = color.RGBA{mix(ink.R, paper.R), mix(ink.G, paper.G), mix(ink.B, paper.B), 0xff}
	}
	palette[shades] = accent
	out := image.NewPaletted(canvas.Bounds(), palette)
	for i, v := range canvas.Pix {
		if i%Width < bar {
			out.Pix[i] = shades
		} else {
			out.Pix[i] = v / (256 / shades)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, out); err != nil {
		return nil, fmt.Errorf("draw a card: %w", err)
	}
	return b.Bytes(), nil
}
