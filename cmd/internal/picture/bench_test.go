package picture_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"testing"

	"briefings/cmd/internal/picture"
)

// photograph makes a JPEG with shades, edges and grain, about as large as cameras make them.
func photograph(t testing.TB, width, height int) []byte {
	t.Helper()
	img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	random := rand.New(rand.NewPCG(1, 2))
	for y := range height {
		for x := range width {
			v := x*160/width + y*60/height + random.IntN(16)
			if (x/97+y/61)%2 == 0 {
				v += 20
			}
			img.Y[img.YOffset(x, y)] = byte(v)
			img.Cb[img.COffset(x, y)] = byte(x * 255 / width)
			img.Cr[img.COffset(x, y)] = byte(y * 255 / height)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// BenchmarkScale makes all copies of a photograph of 12 megapixels.
func BenchmarkScale(b *testing.B) {
	data := photograph(b, 4032, 3024)
	info, err := picture.Read(data)
	if err != nil || len(info.Widths) != 3 {
		b.Fatalf("%+v %v", info, err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := picture.Scale(data, info); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead reads the header and the metadata of the same.
func BenchmarkRead(b *testing.B) {
	data := photograph(b, 4032, 3024)
	for b.Loop() {
		if _, err := picture.Read(data); err != nil {
			b.Fatal(err)
		}
	}
}
