package card

import (
	"fmt"
	"image"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A block is a text set in lines.
type block struct {
	font *sfnt.Font
	size int // pixels
	most int // lines
	ink  image.Image

	face  font.Face
	lines []string
	cut   bool // there was more than the lines hold
}

// step is how far one line is below another.
func (b *block) step() int { return b.size * 5 / 4 }

// set sets a text in lines of a width. What is too much ends in an ellipsis.
func (b *block) set(text string, width int) error {
	face, err := opentype.NewFace(b.font, &opentype.FaceOptions{Size: float64(b.size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return fmt.Errorf("set a card: %w", err)
	}
	b.face, b.lines, b.cut = face, nil, false
	for rest := text; rest != ""; {
		if len(b.lines) == b.most {
			last := &b.lines[b.most-1]
			for !b.fits(*last+"…", width) {
				_, size := utf8.DecodeLastRuneInString(*last)
				*last = strings.TrimRight((*last)[:len(*last)-size], " ")
			}
			*last, b.cut = strings.TrimRight(*last, ",;:.–— ")+"…", true
			return nil
		}
		n := b.line(rest, width)
		b.lines = append(b.lines, strings.TrimSpace(rest[:n]))
		rest = strings.TrimSpace(rest[n:])
	}
	return nil
}

// line returns how much of a text goes into one line: whole words, or of a word that is longer than the
// line as much as fits.
func (b *block) line(text string, width int) int {
	fit := 0
	for i, r := range text {
		if r == ' ' {
			fit = i
		}
		if end := i + utf8.RuneLen(r); !b.fits(text[:end], width) {
			if fit > 0 {
				return fit
			}
			return max(i, utf8.RuneLen(r))
		}
	}
	return len(text)
}

func (b *block) fits(text string, width int) bool {
	return font.MeasureString(b.face, text) <= fixed.I(width)
}

// draw writes the lines, the first on the base line y, and returns where the next would stand.
func (b *block) draw(dst *image.Gray, x, y int) int {
	d := font.Drawer{Dst: dst, Src: b.ink, Face: b.face}
	for _, l := range b.lines {
		d.Dot = fixed.P(x, y)
		d.DrawString(l)
		y += b.step()
	}
	return y
}
