package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// Version is part of what a copy is known by. It changes with the bytes that Scale makes.
const Version = 1

// quality is that of scaled photographs: on a screen nobody sees what is lost.
const quality = 82

// Scale returns the copies of a picture that Read has planned, in the order of i.Widths: upright, in the
// colours of the picture, and without its metadata. One that would be larger than the file is the file.
func Scale(data []byte, i Info) (copies [][]byte, err error) {
	defer func() {
		if bad := recover(); bad != nil { // a decoder that trusts its input
			copies, err = nil, fmt.Errorf("the picture cannot be read: %v", bad)
		}
	}()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	img = plain(img)
	for k, w := range i.Widths {
		h := i.HeightAt(w)
		if k == 0 && i.orientation > 1 {
			if i.orientation > 4 {
				img = resize(img, h, w)
			} else {
				img = resize(img, w, h)
			}
			img = upright(img, i.orientation)
		} else {
			img = resize(img, w, h)
		}
		encoded, err := encode(img, data, i.Format)
		if err != nil {
			return nil, err
		}
		if len(encoded) >= len(data) {
			encoded = data
		}
		copies = append(copies, encoded)
	}
	return copies, nil
}

func encode(img image.Image, data []byte, f Format) ([]byte, error) {
	var b bytes.Buffer
	if f == PNG {
		if err := png.Encode(&b, img); err != nil {
			return nil, fmt.Errorf("encode the picture: %w", err)
		}
		parts := splitPNG(data)
		return parts.withColours(b.Bytes()), nil
	}
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode the picture: %w", err)
	}
	parts, _ := splitJPEG(data)
	return parts.withProfile(b.Bytes()), nil
}

// plain returns a picture as one of the sorts that resize knows. It may write over img.
func plain(img image.Image) image.Image {
	switch x := img.(type) {
	case *image.Gray, *image.YCbCr, *image.RGBA:
		return img
	case *image.NRGBA:
		for k := 0; k+3 < len(x.Pix); k += 4 {
			p := x.Pix[k:][:4]
			for c, v := range p[:3] {
				p[c] = byte((int(v)*int(p[3]) + 127) / 255)
			}
		}
		return &image.RGBA{Pix: x.Pix, Stride: x.Stride, Rect: x.Rect}
	}
	return toRGBA(img)
}

func toRGBA(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// resize returns a plain picture in another size.
func resize(img image.Image, w, h int) image.Image {
	across, down := ratio{img.Bounds().Dx(), w}, ratio{img.Bounds().Dy(), h}
	to := image.Rect(0, 0, w, h)
	switch x := img.(type) {
	case *image.Gray:
		out := image.NewGray(to)
		pixels(out.Pix, out.Stride, to, 1).scale(pixels(x.Pix, x.Stride, x.Rect, 1), across, down)
		return out
	case *image.YCbCr:
		out := image.NewYCbCr(to, x.SubsampleRatio)
		pixels(out.Y, out.YStride, to, 1).scale(pixels(x.Y, x.YStride, x.Rect, 1), across, down)
		chroma(out.Cb, out).scale(chroma(x.Cb, x), across, down)
		chroma(out.Cr, out).scale(chroma(x.Cr, x), across, down)
		return out
	}
	x := img.(*image.RGBA)
	out := image.NewRGBA(to)
	pixels(out.Pix, out.Stride, to, 4).scale(pixels(x.Pix, x.Stride, x.Rect, 4), across, down)
	for k := 0; k+3 < len(out.Pix); k += 4 { // the kernel overshoots, and no colour is stronger than its cover
		p := out.Pix[k:][:4]
		p[0], p[1], p[2] = min(p[0], p[3]), min(p[1], p[3]), min(p[2], p[3])
	}
	return out
}

func pixels(pix []byte, stride int, r image.Rectangle, depth int) plane {
	return plane{pix, stride, r.Dx(), r.Dy(), depth}
}

// chroma is the plane of a colour, which may have fewer samples than the picture has pixels.
func chroma(pix []byte, img *image.YCbCr) plane {
	last := img.COffset(img.Rect.Max.X-1, img.Rect.Max.Y-1) - img.COffset(img.Rect.Min.X, img.Rect.Min.Y)
	return plane{pix, img.CStride, last%img.CStride + 1, last/img.CStride + 1, 1}
}

// upright turns a plain picture as its EXIF orientation asks.
func upright(img image.Image, orientation int) image.Image {
	if gray, ok := img.(*image.Gray); ok {
		w, h := turnedSize(gray.Rect, orientation)
		out := image.NewGray(image.Rect(0, 0, w, h))
		turn(pixels(out.Pix, out.Stride, out.Rect, 1), pixels(gray.Pix, gray.Stride, gray.Rect, 1), orientation)
		return out
	}
	in, ok := img.(*image.RGBA)
	if !ok {
		in = toRGBA(img)
	}
	w, h := turnedSize(in.Rect, orientation)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	turn(pixels(out.Pix, out.Stride, out.Rect, 4), pixels(in.Pix, in.Stride, in.Rect, 4), orientation)
	return out
}

func turnedSize(r image.Rectangle, orientation int) (w, h int) {
	if orientation > 4 {
		return r.Dy(), r.Dx()
	}
	return r.Dx(), r.Dy()
}

// turn fills a plane with another, turned. CIPA DC-008, orientation.
func turn(out, in plane, orientation int) {
	right, bottom := in.width-1, in.height-1
	for y := range out.height {
		row := out.row(y)
		for x := range out.width {
			var u, v int
			switch orientation {
			case 2:
				u, v = right-x, y
			case 3:
				u, v = right-x, bottom-y
			case 4:
				u, v = x, bottom-y
			case 5:
				u, v = y, x
			case 6:
				u, v = y, bottom-x
			case 7:
				u, v = right-y, bottom-x
			case 8:
				u, v = right-y, x
			}
			copy(row[x*in.depth:][:in.depth], in.row(v)[u*in.depth:])
		}
	}
}
