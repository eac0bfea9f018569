package picture_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/picture"
	"briefings/cmd/internal/picture/picturetest"
)

func TestRead(t *testing.T) {
	t.Parallel()
	photo := picturetest.JPEG(picturetest.Image(2000, 1000))
	drawing := picturetest.PNG(picturetest.Image(700, 300))
	var moving bytes.Buffer
	if err := gif.Encode(&moving, picturetest.Image(900, 20), nil); err != nil {
		t.Fatal(err)
	}
	turned := picturetest.EXIF{Orientation: 6}
	for _, test := range []struct {
		name          string
		data          []byte
		format        picture.Format
		width, height int
		widths        []int
		err           string // a part of it; empty for none
	}{
		{"a photograph", photo, picture.JPEG, 2000, 1000, []int{1440, 960, 480}, ""},
		{"of a middling size", picturetest.JPEG(picturetest.Image(1200, 10)), picture.JPEG, 1200, 10, []int{960, 480}, ""},
		{"hardly larger than a copy", picturetest.JPEG(picturetest.Image(1199, 10)), picture.JPEG, 1199, 10, []int{480}, ""},
		{"tiny", picturetest.JPEG(picturetest.Image(1, 1)), picture.JPEG, 1, 1, nil, ""},
		{"lying on its side", picturetest.WithEXIF(photo, turned), picture.JPEG, 1000, 2000, []int{480}, ""},
		{"a tail that is no picture", append(bytes.Clone(photo), "trailer"...), picture.JPEG, 2000, 1000, []int{1440, 960, 480}, ""},
		{"cut off", photo[:len(photo)*3/4], picture.JPEG, 2000, 1000, nil, "ends in the middle"},
		{"cut off in the header", photo[:30], picture.JPEG, 0, 0, nil, "cannot be read"},
		{"a drawing", drawing, picture.PNG, 700, 300, []int{480}, ""},
		{"animated", picturetest.Chunk(drawing, "acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"), picture.PNG, 700, 300, nil, ""},
		{"a PNG on its side", picturetest.Chunk(drawing, "eXIf", string(turned.Bytes())), picture.PNG, 0, 0, nil, ""},
		{"a PNG cut off", drawing[:len(drawing)-5], picture.PNG, 700, 300, nil, "damaged"},
		{"a bit is wrong", flipped(drawing, len(drawing)/2), picture.PNG, 700, 300, nil, "damaged"},
		{"a bomb", picturetest.Bomb(60_000, 60_000), picture.PNG, 60_000, 60_000, nil, "too large"},
		{"a long bomb", picturetest.Bomb(90_000_000, 1), picture.PNG, 90_000_000, 1, nil, "too large"},
		{"a larger bomb", picturetest.Bomb(1<<31-1, 1<<31-1), picture.PNG, 0, 0, nil, "cannot be read"},
		{"of no size", picturetest.Bomb(0, 5), picture.PNG, 0, 0, nil, "cannot be read"},
		{"a GIF", moving.Bytes(), picture.GIF, 900, 20, nil, ""},
		{"a WebP", picturetest.WebP(3000, 2000, "", ""), picture.WebP, 3000, 2000, nil, ""},
		{"a WebP cut off", picturetest.WebP(3000, 2000, "", "xml")[:32], picture.WebP, 3000, 2000, nil, "ends in the middle"},
		{"an SVG", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="8in" height="200.4px"/>`), picture.SVG, 768, 200, nil, ""},
		{"an SVG by its box", []byte(`<?xml version="1.0"?><!-- a --><svg viewBox="0, 0 640 48"/>`), picture.SVG, 640, 48, nil, ""},
		{"an SVG by a side", []byte(`<svg width="320" viewBox="0 0 640 48"/>`), picture.SVG, 320, 24, nil, ""},
		{"an SVG of any size", []byte(`<svg width="100%" height="50%"/>`), picture.SVG, 0, 0, nil, ""},
		{"an SVG of endless size", []byte(`<svg width="1e300" height="-1"/>`), picture.SVG, 0, 0, nil, ""},
		{"empty", nil, picture.Unknown, 0, 0, nil, "empty"},
		{"something else", []byte("BM......"), picture.Unknown, 0, 0, nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := picture.Read(test.data)
			if got.Format != test.format || got.Width != test.width || got.Height != test.height || !slices.Equal(got.Widths, test.widths) {
				t.Errorf("Read = %+v, want format %d, %d × %d, copies %v", got, test.format, test.width, test.height, test.widths)
			}
			if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("Read: error %v, want one with %q", err, test.err)
			}
			if large := test.err == "too large"; errors.Is(err, picture.ErrLarge) != large {
				t.Errorf("error %v is ErrLarge: want %v", err, large)
			}
		})
	}
}

func flipped(data []byte, at int) []byte {
	data = bytes.Clone(data)
	data[at] ^= 1
	return data
}

// Every place that a credit may stand in is read, and nothing else of the metadata.
func TestCredit(t *testing.T) {
	t.Parallel()
	photo := picturetest.JPEG(picturetest.Image(20, 10))
	drawing := picturetest.PNG(picturetest.Image(20, 10))
	const xmpCredit = `<photoshop:Credit>Reuters</photoshop:Credit>`
	const xmpCreator = `<dc:creator><rdf:Seq><rdf:li>A. Photographer</rdf:li></rdf:Seq></dc:creator>`
	const xmpRights = `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Reuters 2022</rdf:li></rdf:Alt></dc:rights>`
	const keyword = "XML:com.adobe.xmp\x00\x00\x00\x00\x00"
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"none", photo, ""},
		{"IPTC", picturetest.WithIPTC(photo, map[byte]string{80: "A. Photographer", 110: "AFP", 116: "© AFP"}), "A. Photographer/AFP"},
		{"IPTC by-line", picturetest.WithIPTC(photo, map[byte]string{80: "Иван Иванов"}), "Иван Иванов"},
		{"IPTC that says it twice", picturetest.WithIPTC(photo, map[byte]string{80: "A. B.", 110: "A. B./AFP"}), "A. B./AFP"},
		{"IPTC copyright", picturetest.WithIPTC(photo, map[byte]string{116: "© AFP", 120: "A caption."}), "© AFP"},
		{"EXIF", picturetest.WithEXIF(photo, picturetest.EXIF{Artist: "A. Photographer", Copyright: "AP"}), "A. Photographer"},
		{"EXIF copyright", picturetest.WithEXIF(photo, picturetest.EXIF{Copyright: "AP 2022"}), "AP 2022"},
		{"XMP", picturetest.WithXMP(photo, xmpCredit+xmpCreator+xmpRights), "A. Photographer/Reuters"},
		{"XMP rights", picturetest.WithXMP(photo, xmpRights), "© Reuters 2022"},
		{"EXIF and XMP", picturetest.WithXMP(picturetest.WithEXIF(photo, picturetest.EXIF{Artist: "A. P."}), xmpCredit), "A. P./Reuters"},
		{"PNG with EXIF", picturetest.Chunk(drawing, "eXIf", string(picturetest.EXIF{Artist: "A. P."}.Bytes())), "A. P."},
		{"PNG with XMP", picturetest.Chunk(drawing, "iTXt", keyword+picturetest.XMP(xmpCredit)), "Reuters"},
		{"WebP with EXIF", picturetest.WebP(20, 10, string(picturetest.EXIF{Artist: "A. P."}.Bytes()), ""), "A. P."},
		{"WebP with XMP", picturetest.WebP(20, 10, "", picturetest.XMP(xmpCredit)), "Reuters"},
		{"hostile", picturetest.WithIPTC(photo, map[byte]string{110: "a\x00\u202eb\n\n c <b>" + strings.Repeat("x", 5000)}), "ab c <b>" + strings.Repeat("x", 192) + "…"},
		{"broken XML", picturetest.WithXMP(photo, xmpCredit+"<"), ""},
	} {
		got, err := picture.Read(test.data)
		if err != nil || got.Credit != test.want || got.Width != 20 || got.Height != 10 {
			t.Errorf("%s: %d × %d, credit %q, error %v, want %q", test.name, got.Width, got.Height, got.Credit, err, test.want)
		}
		if got.Located {
			t.Errorf("%s: says that it knows where the picture was taken", test.name)
		}
	}
	if got, _ := picture.Read(picturetest.WithEXIF(photo, picturetest.EXIF{GPS: true, Artist: "A."})); !got.Located || got.Credit != "A." {
		t.Errorf("a picture with a place: %+v, want that to be known", got)
	}
}

// copies scales a picture, and decodes what has come of it.
func copies(t *testing.T, data []byte) []image.Image {
	t.Helper()
	info, err := picture.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	made, err := picture.Scale(data, info)
	if err != nil || len(made) != len(info.Widths) || len(made) == 0 {
		t.Fatalf("%d copies of %v, %v", len(made), info.Widths, err)
	}
	var out []image.Image
	for k, b := range made {
		img, _, err := image.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if w := info.Widths[k]; len(b) < len(data) && img.Bounds() != image.Rect(0, 0, w, info.HeightAt(w)) {
			t.Errorf("a copy has %v, want a width of %d", img.Bounds(), w)
		}
		out = append(out, img)
	}
	return out
}

func wantCorners(t *testing.T, name string, img image.Image, want [4]color.RGBA) {
	t.Helper()
	b := img.Bounds()
	for k, p := range []image.Point{{b.Dx() / 4, b.Dy() / 4}, {b.Dx() * 3 / 4, b.Dy() / 4}, {b.Dx() / 4, b.Dy() * 3 / 4}, {b.Dx() * 3 / 4, b.Dy() * 3 / 4}} {
		got := color.NRGBAModel.Convert(img.At(p.X, p.Y)).(color.NRGBA)
		if !near(got.R, want[k].R) || !near(got.G, want[k].G) || !near(got.B, want[k].B) || !near(got.A, want[k].A) {
			t.Errorf("%s: corner %d is %v, want %v", name, k, got, want[k])
		}
	}
}

func near(a, b byte) bool { return max(a, b)-min(a, b) <= 6 }

// Copies stand upright, whatever the camera was held like.
func TestOrientation(t *testing.T) {
	t.Parallel()
	c := picturetest.Corners
	for orientation, want := range map[uint16][4]color.RGBA{
		1: {c[0], c[1], c[2], c[3]}, 2: {c[1], c[0], c[3], c[2]}, 3: {c[3], c[2], c[1], c[0]}, 4: {c[2], c[3], c[0], c[1]},
		5: {c[0], c[2], c[1], c[3]}, 6: {c[2], c[0], c[3], c[1]}, 7: {c[3], c[1], c[2], c[0]}, 8: {c[1], c[3], c[0], c[2]},
	} {
		data := picturetest.WithEXIF(picturetest.JPEG(picturetest.Image(1300, 1000)), picturetest.EXIF{Orientation: orientation})
		info, err := picture.Read(data)
		if lying := orientation > 4; err != nil || (info.Width == 1000) != lying || (info.Height == 1300) != lying {
			t.Errorf("orientation %d: %d × %d, %v", orientation, info.Width, info.Height, err)
		}
		for _, img := range copies(t, data) {
			wantCorners(t, string(rune('0'+orientation)), img, want)
		}
	}
}

// Every kind of pixels is scaled to the same picture.
func TestPixels(t *testing.T) {
	t.Parallel()
	src := picturetest.Image(1000, 600)
	half := image.NewNRGBA(src.Rect)
	deep := image.NewNRGBA64(src.Rect)
	indexed := image.NewPaletted(src.Rect, color.Palette{picturetest.Corners[0], picturetest.Corners[1], picturetest.Corners[2], picturetest.Corners[3]})
	gray := image.NewGray(src.Rect)
	halved, greyed := picturetest.Corners, picturetest.Corners
	for k, c := range halved {
		halved[k].A = 128
		g := color.GrayModel.Convert(c).(color.Gray).Y
		greyed[k] = color.RGBA{g, g, g, 255}
	}
	for y := range 600 {
		for x := range 1000 {
			c := src.RGBAAt(x, y)
			half.SetNRGBA(x, y, color.NRGBA{c.R, c.G, c.B, 128})
			deep.Set(x, y, c)
			indexed.Set(x, y, c)
			gray.Set(x, y, c)
		}
	}
	for name, test := range map[string]struct {
		data []byte
		want [4]color.RGBA
	}{
		"JPEG":           {picturetest.JPEG(src), picturetest.Corners},
		"gray JPEG":      {picturetest.JPEG(gray), greyed},
		"PNG":            {picturetest.PNG(src), picturetest.Corners},
		"half there":     {picturetest.PNG(half), halved},
		"16 bits":        {picturetest.PNG(deep), picturetest.Corners},
		"with a palette": {picturetest.PNG(indexed), picturetest.Corners},
		"gray":           {picturetest.PNG(gray), greyed},
	} {
		for _, img := range copies(t, test.data) {
			wantCorners(t, name, img, test.want)
		}
	}
}

// What says which colours are meant goes with the copies, and nothing else does.
func TestProfile(t *testing.T) {
	t.Parallel()
	profile := "ICC_PROFILE\x00\x01\x01" + strings.Repeat("p", 16) + "RGB " + strings.Repeat("p", 100)
	photo := picturetest.WithEXIF(picturetest.WithXMP(photograph(t, 1000, 700), "<photoshop:Credit>Reuters</photoshop:Credit>"), picturetest.EXIF{Artist: "A. Photographer", GPS: true})
	info, err := picture.Read(picturetest.Segment(photo, 0xe2, profile))
	if err != nil {
		t.Fatal(err)
	}
	made, err := picture.Scale(picturetest.Segment(photo, 0xe2, profile), info)
	if err != nil || len(made) != 1 {
		t.Fatalf("%d copies, %v", len(made), err)
	}
	if !bytes.Contains(made[0], []byte(profile)) {
		t.Error("the copy has no colour profile")
	}
	for _, private := range []string{"Photographer", "Exif", "Reuters"} {
		if bytes.Contains(made[0], []byte(private)) {
			t.Errorf("the copy has %q of the metadata", private)
		}
	}
	if info, _ := picture.Read(picturetest.Segment(photo, 0xe2, strings.Replace(profile, "RGB ", "CMYK", 1))); info.Widths != nil {
		t.Error("a picture with the colours of a printing press is scaled: it would lose them")
	}
	drawing := picturetest.Chunk(picturetest.PNG(picturetest.Image(1000, 700)), "gAMA", "\x00\x00\xb1\x8f")
	info, _ = picture.Read(drawing)
	if made, err = picture.Scale(drawing, info); err != nil || !bytes.Contains(made[0], []byte("gAMA\x00\x00\xb1\x8f")) {
		t.Errorf("a drawing has lost its gamma: %v", err)
	}
}

// A copy that would be larger than the picture is the picture.
func TestNoLarger(t *testing.T) {
	t.Parallel()
	data := picturetest.PNG(image.NewPaletted(image.Rect(0, 0, 700, 700), color.Palette{color.White, color.Black}))
	info, err := picture.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	made, err := picture.Scale(data, info)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range made {
		if len(b) > len(data) {
			t.Errorf("a copy of %d bytes of a picture of %d", len(b), len(data))
		}
	}
}

// A file that only decoding finds to be damaged is an error and no panic.
func TestDamaged(t *testing.T) {
	t.Parallel()
	data := photograph(t, 1000, 800)
	for k := len(data) / 2; k < len(data)/2+2000; k++ {
		data[k] = 0x55
	}
	data[len(data)/2+50], data[len(data)/2+51] = 0xff, 0xc4
	info, err := picture.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := picture.Scale(data, info); err == nil {
		t.Error("a damaged picture is scaled")
	}
}

func FuzzRead(f *testing.F) {
	photo, drawing := picturetest.JPEG(picturetest.Image(610, 5)), picturetest.PNG(picturetest.Image(610, 5))
	exif := picturetest.EXIF{Orientation: 6, Artist: "A", Copyright: "B", GPS: true}
	for _, data := range [][]byte{
		photo, drawing, picturetest.WithEXIF(photo, exif), picturetest.WithIPTC(photo, map[byte]string{80: "A", 110: "B"}),
		picturetest.WithXMP(photo, "<photoshop:Credit>A</photoshop:Credit>"), picturetest.Segment(photo, 0xe2, "ICC_PROFILE\x00\x01\x01p"),
		picturetest.Chunk(drawing, "eXIf", string(exif.Bytes())), picturetest.Bomb(9, 9), picturetest.WebP(9, 9, string(exif.Bytes()), "<a/>"),
		[]byte(`<svg width="3" viewBox="0 0 1 1">`), []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
		[]byte("\x00\x00\x00\x14ftypavif\x00\x00\x00\x00avif\x00\x00\x00\x20meta"),
	} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		info, _ := picture.Read(data)
		if (info.Width <= 0) != (info.Height <= 0) || info.Width < 0 {
			t.Errorf("%d × %d", info.Width, info.Height)
		}
		if len(info.Widths) == 0 || info.Width*info.Height > 1_000_000 {
			return
		}
		made, err := picture.Scale(data, info)
		if err == nil && len(made) != len(info.Widths) {
			t.Errorf("%d copies of %v", len(made), info.Widths)
		}
	})
}
