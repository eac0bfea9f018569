// Package picture reads and scales pictures: what a page must know of one before it is loaded, whose it
// is, and smaller copies of it for smaller screens.
//
// Every function depends on the bytes that it is given and on nothing else, and gives the same bytes on
// every machine: scaling counts in whole numbers. Pictures are strangers' bytes: whatever they are, nothing
// panics, and no memory is asked for before their header was looked at.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
)

// A Format is what the bytes of a picture are, whatever its name says.
type Format uint8

const (
	Unknown Format = iota
	JPEG
	PNG
	GIF
	WebP
	AVIF
	SVG
)

// An Info is what is known of a picture without decoding it. The zero Info knows nothing: the picture is
// shown as it is.
type Info struct {
	Format        Format
	Width, Height int    // in CSS pixels, the right way up; 0 if they are not known
	Widths        []int  // of the copies that Scale makes, the largest first; nil if it makes none
	Credit        string // whose it is, as its metadata say; may be empty
	Located       bool   // its metadata say where it was taken

	orientation int // EXIF; see meta
}

// MaxPixels is how many a picture may have to be scaled: some 600 MB while one of several passes is decoded.
const MaxPixels = 100_000_000

// MaxSide is how long a side may be, as in a JPEG: weights are kept for each of its pixels.
const MaxSide = 1<<16 - 1

// ErrLarge is the error of a picture that has more.
var ErrLarge = errors.New("the picture is too large to be scaled")

// MaxWidth is the width of the largest copies.
const MaxWidth = 1440

// widths are those that pictures are scaled to, the largest first: twice the measure of a text, as sharp
// screens show it, down to a narrow phone.
var widths = []int{MaxWidth, 960, 480}

// saving is how much narrower than the picture a copy must at least be, in percent: less is not worth a file.
const saving = 20

// Read reads the header and the metadata of a picture. The error says what is wrong with it, for its author;
// the Info holds what is known all the same.
func Read(data []byte) (Info, error) {
	switch f := sniff(data); f {
	case JPEG:
		return readJPEG(data)
	case PNG:
		return readPNG(data)
	case GIF:
		return readGIF(data)
	case WebP:
		return readWebP(data)
	case AVIF:
		return readAVIF(data), nil
	case SVG:
		return readSVG(data), nil
	}
	if len(data) == 0 {
		return Info{}, errors.New("the file is empty")
	}
	return Info{}, nil // of a sort that is not known here, and may be to browsers
}

// sniff tells the format by how the bytes begin.
func sniff(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		return JPEG
	case bytes.HasPrefix(data, []byte(pngHeader)):
		return PNG
	case bytes.HasPrefix(data, []byte("GIF8")):
		return GIF
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return WebP
	case len(data) >= 12 && (string(data[4:12]) == "ftypavif" || string(data[4:12]) == "ftypavis"):
		return AVIF
	case isSVG(data):
		return SVG
	}
	return Unknown
}

// Is reports whether bytes begin as a picture of the format does.
func Is(data []byte, f Format) bool { return sniff(data) == f }

// errEnd is what is wrong with a file that was not copied whole.
var errEnd = errors.New("the file ends in the middle of the picture")

// config reads the size and the colours of a picture that the standard library decodes.
func config(data []byte) (image.Config, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image.Config{}, fmt.Errorf("the picture cannot be read: %w", err)
	}
	if c.Width <= 0 || c.Height <= 0 {
		return image.Config{}, errors.New("the picture has no size")
	}
	return c, nil
}

// plan says which copies a picture of the size is scaled to.
func (i *Info) plan() error {
	if i.Width > MaxSide || i.Height > MaxSide || i.Width > MaxPixels/i.Height {
		return fmt.Errorf("%w: %d × %d pixels", ErrLarge, i.Width, i.Height)
	}
	for _, w := range widths {
		if w*100 <= i.Width*(100-saving) {
			i.Widths = append(i.Widths, w)
		}
	}
	return nil
}

// HeightAt returns the height of the copy that is w wide.
func (i Info) HeightAt(w int) int {
	return max(1, (w*i.Height+i.Width/2)/i.Width)
}

func readGIF(data []byte) (Info, error) {
	c, err := config(data)
	if err != nil {
		return Info{Format: GIF}, err
	}
	return Info{Format: GIF, Width: c.Width, Height: c.Height}, nil // perhaps it moves, and it has few colours
}

// readWebP reads a picture that is not scaled: nobody has written an encoder in Go that is worth it.
func readWebP(data []byte) (Info, error) {
	m := metadata(data, WebP)
	i := Info{Format: WebP, Width: m.width, Height: m.height, Credit: m.credit(), Located: m.located}
	if size := uint32(data[4]) | uint32(data[5])<<8 | uint32(data[6])<<16 | uint32(data[7])<<24; int64(size)+8 > int64(len(data)) {
		return i, errEnd
	}
	return m.turned(i), nil
}

func readAVIF(data []byte) Info {
	m := metadata(data, AVIF)
	return Info{Format: AVIF, Width: m.width, Height: m.height, Credit: m.credit(), Located: m.located}
}

// turned takes back the size of a picture that is no JPEG and says that it lies on its side: some browsers
// go by that, and some do not.
func (m *meta) turned(i Info) Info {
	if m.orientation > 1 {
		i.Width, i.Height, i.Widths = 0, 0, nil
	}
	return i
}
