package gallery

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/outname"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/picture"
	"briefings/cmd/internal/picture/picturetest"
)

func TestShown(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ж", 110)
	for _, test := range []struct {
		url           permalink.URL
		width         int
		want          Shown
		copies        int
		fixed, absent bool
	}{
		{url: "/a.jpg", width: 400, want: Shown{URL: "/d/a.jpg", Width: 400, Height: 10}},
		{url: "/a.jpg", width: 700, want: Shown{"/d/a.jpg", 700, 10, "/d/a-480w-# 480w, /d/a.jpg 700w"}, copies: 1},
		{url: "/a,b.jpg", width: 700, want: Shown{"/d/a,b.jpg", 700, 10, "/d/a%2Cb-480w-# 480w, /d/a%2Cb.jpg 700w"}, copies: 1},
		{url: "/a.gif", width: 700, want: Shown{"/d/a.gif", 700, 10, "/d/a-480w-# 480w, /d/a.gif 700w"}, copies: 1},
		{url: "/a.jpg", width: 1799, want: Shown{"/d/a.jpg", 1799, 10, "/d/a-480w-# 480w, /d/a-960w-# 960w, /d/a.jpg 1799w"}, copies: 2},
		{url: "/a.jpg", width: 1800, want: Shown{"/d/a-1440w-#", 1440, 8, "/d/a-480w-# 480w, /d/a-960w-# 960w, /d/a-1440w-# 1440w"}, copies: 3},
		{url: permalink.URL("/" + long + ".jpg"), width: 700, want: Shown{"/d/" + long + ".jpg", 700, 10, "/d/" + strings.Repeat("ж", 100) + "-480w-# 480w, /d/" + long + ".jpg 700w"}, copies: 1},
		{url: "/a.jpg", width: 1800, fixed: true, want: Shown{URL: "/d/a.jpg", Width: 1800, Height: 10}},
		{url: "/a.jpg", absent: true, want: Shown{URL: "/d/a.jpg"}},
	} {
		file := "content" + string(test.url)
		if test.fixed {
			file = "static" + string(test.url)
		}
		site := fstest.MapFS{}
		if !test.absent {
			site[file] = &fstest.MapFile{Data: picturetest.JPEG(picturetest.Image(test.width, 10))}
		}
		g, err := Read(site, []*asset.Asset{{Path: content.Path(file), URL: test.url}}, "content", nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		p := g.At(content.Path(file))
		got := p.Shown(func(u permalink.URL) string { return "/d" + string(u) })
		fingerprint := regexp.MustCompile(`-[0-9a-f]{8}\.jpg`)
		got.URL, got.SrcSet = fingerprint.ReplaceAllString(got.URL, "-#"), fingerprint.ReplaceAllString(got.SrcSet, "-#")
		if got != test.want || len(p.Copies) != test.copies || len(g.Problems) != 0 {
			t.Errorf("%s, %d wide: %+v, %d copies, problems %v, want %+v, %d copies", test.url, test.width, got, len(p.Copies), g.Problems, test.want, test.copies)
		}
	}
	if g := (*Gallery)(nil); g.At("a.jpg") != nil || g.All() != nil {
		t.Error("no gallery has a picture")
	}
}

// Whatever a picture is called, everybody who has only the names of its copies knows them as such.
func TestCopyNames(t *testing.T) {
	t.Parallel()
	for format, all := range extensions {
		for _, ext := range append(slices.Clone(all), ".gif", "") {
			p := &Picture{Info: picture.Info{Format: format, Width: 480, Height: 1, Widths: []int{480}}, url: permalink.URL("/a/b" + ext)}
			p.plan()
			if name := string(p.Copies[0].URL); !outname.IsCopy(name) {
				t.Errorf("a copy of %s is called %s, which outname.CopyPattern does not know", p.url, name)
			}
		}
	}
}

// Pictures that need all memory there is are let in one after the other, beside smaller ones.
func TestGate(t *testing.T) {
	t.Parallel()
	g := newGate()
	var wg sync.WaitGroup
	for k := range 40 {
		wg.Go(func() {
			taken := g.enter(1000*(k%20+1), 50_000)
			if n := len(g.shares); n > shares || n < taken {
				t.Errorf("%d of %d shares are taken", n, shares)
			}
			g.leave(taken)
		})
	}
	wg.Wait()
	if n := len(g.shares); n != 0 {
		t.Errorf("%d shares are still taken", n)
	}
}
