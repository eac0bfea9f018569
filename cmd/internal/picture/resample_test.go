package picture

import (
	"crypto/sha256"
	"fmt"
	"image"
	"testing"
)

// Weights add up to one everywhere, and reach no sample that is not there, so that a field of one colour
// keeps it.
func TestTaps(t *testing.T) {
	t.Parallel()
	for _, from := range []int{1, 2, 3, 7, 100, 1441, 4032, 30_000} {
		for _, to := range []int{1, 2, 3, 99, 480, 1440} {
			for length := max(1, from-1); length <= from; length++ { // chroma may have less
				for i, tap := range taps(ratio{from, to}, length, to) {
					sum := int32(0)
					for _, w := range tap.weights {
						sum += w
					}
					if sum != 1<<weightBits || tap.first < 0 || tap.first+len(tap.weights) > length {
						t.Fatalf("from %d to %d, sample %d of %d: weights %v from %d on", from, to, i, length, tap.weights, tap.first)
					}
				}
			}
		}
	}
}

func TestCatmullRom(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]float64{0: 1, 0.5: 0.5625, 1: 0, 1.5: -0.0625, 2: 0, 3: 0} {
		got := float64(catmullRom(int64(x*unit))) / unit
		if got < want-0.0001 || got > want+0.0001 {
			t.Errorf("catmullRom(%v) = %v, want %v", x, got, want)
		}
	}
}

// What scaling makes is part of what is published, and kept between runs.
func TestVersion(t *testing.T) {
	t.Parallel()
	colour := image.NewYCbCr(image.Rect(0, 0, 301, 203), image.YCbCrSubsampleRatio420)
	clear := image.NewRGBA(image.Rect(0, 0, 301, 203))
	seed := uint32(1)
	for _, pix := range [][]byte{colour.Y, colour.Cb, colour.Cr, clear.Pix} {
		for k := range pix {
			seed = seed*1664525 + 1013904223
			pix[k] = byte(seed >> 24)
		}
	}
	small := resize(colour, 97, 65).(*image.YCbCr)
	h := sha256.New()
	for _, pix := range [][]byte{small.Y, small.Cb, small.Cr, resize(clear, 97, 65).(*image.RGBA).Pix} {
		h.Write(pix)
	}
	const want = "1 7b3e40dc6be9b4e9"
	if got := fmt.Sprintf("%d %x", Version, h.Sum(nil)[:8]); got != want {
		t.Errorf("scaling makes %s, want %s: if that is intended, raise Version and write here what it makes", got, want)
	}
}
