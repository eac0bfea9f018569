package build_test

import (
	"bytes"
	"fmt"
	"image"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/picture/picturetest"
	"briefings/cmd/internal/picture/store"
)

// photo is a photograph that is large enough for copies, and is somebody's.
func photo(width, height int) string {
	return string(picturetest.WithIPTC(picturetest.JPEG(picturetest.Image(width, height)), map[byte]string{80: "A. Photographer", 110: "AFP"}))
}

// illustrated is a site with pictures of every sort in every place.
func illustrated() folder {
	return folder{
		"briefings.toml":              declaration,
		"static/logo.png":             string(picturetest.PNG(picturetest.Image(900, 30))),
		"content/notes/a/index.md":    "+++\ntitle = \"A\"\ndate = 2022-11-01\nimage = {src = \"lead.jpg\", alt = \"A meeting\", caption = \"They meet.\"}\n+++\n![A port](port.jpg \"The port\")\n\nIn a line ![A port](port.jpg), and small: ![[port.jpg|A port|300]]\n\n![A mark](/logo.png)\n",
		"content/notes/a/lead.jpg":    photo(2000, 100),
		"content/notes/a/port.jpg":    photo(1000, 50),
		"content/notes/a/other.jpg":   photo(1000, 51),
		"content/notes/b.md":          "+++\ntitle = \"B\"\ndate = 2022-11-02\ndraft = true\n+++\n![x](held.jpg)\n",
		"content/notes/held.jpg":      photo(1000, 52),
		"content/notes/c.md":          "+++\ntitle = \"C\"\ndate = 2022-11-03\ntext = \"private\"\n+++\n![x](private.jpg)\n",
		"content/notes/private.jpg":   photo(1000, 53),
		"content/notes/d.md":          "+++\ntitle = \"D\"\ndate = 2022-11-04\ntext = \"excerpt\"\n+++\n![x](shown.jpg)\n\n<!--more-->\n\n![x](hidden.jpg)\n",
		"content/notes/shown.jpg":     photo(1000, 54),
		"content/notes/hidden.jpg":    photo(1000, 55),
		"content/notes/e.md":          "+++\ntitle = \"E\"\ndate = 2022-11-05\nimage = {src = \"/logo.png\", alt = \"A mark\", credit = \"The desk\"}\n+++\nNo picture.\n",
		"content/notes/cut.md":        "+++\ntitle = \"Cut\"\ndate = 2022-11-06\n+++\n![x](cut.jpg)\n\n![x](bomb.png)\n\n![x](place.jpg)\n",
		"content/notes/cut.jpg":       photo(1000, 56)[:2000],
		"content/notes/bomb.png":      string(picturetest.Bomb(30_000, 30_000)),
		"content/notes/place.jpg":     string(picturetest.WithEXIF(picturetest.JPEG(picturetest.Image(20, 20)), picturetest.EXIF{GPS: true})),
		"content/entities/someone.md": "+++\ntitle = \"Someone\"\n+++\n",
	}
}

// fingerprint is what changes in the name of a copy when its picture does.
var fingerprint = regexp.MustCompile(`(-\d+w)-[0-9a-f]{8}`)

func TestPictures(t *testing.T) {
	t.Parallel()
	p := publish(t, input(t, illustrated().fs()), nil)
	page := fingerprint.ReplaceAllString(main(p.files["notes/a/index.html"]), "$1")
	for _, want := range []string{
		`<figure class="picture">
<img src="/notes/a/lead-1440w.jpg" alt="A meeting" width="1440" height="72" srcset="/notes/a/lead-480w.jpg 480w, /notes/a/lead-960w.jpg 960w, /notes/a/lead-1440w.jpg 1440w" sizes="(min-width: 40rem) 38rem, 100vw" fetchpriority="high">
<figcaption>They meet. <small class="credit">A. Photographer/AFP</small></figcaption>
</figure>
`,
		`<figure class="picture">
<img src="/notes/a/port.jpg" alt="A port" width="1000" height="50" srcset="/notes/a/port-480w.jpg 480w, /notes/a/port.jpg 1000w" sizes="(min-width: 40rem) 38rem, 100vw" loading="lazy" decoding="async">
<figcaption>The port <small class="credit">A. Photographer/AFP</small></figcaption>
</figure>
`,
		`<p>In a line <img src="/notes/a/port.jpg" alt="A port" width="1000" height="50" srcset="/notes/a/port-480w.jpg 480w, /notes/a/port.jpg 1000w" sizes="(min-width: 40rem) 38rem, 100vw" loading="lazy" decoding="async">, and small: ` +
			`<img src="/notes/a/port.jpg" alt="A port" width="300" height="15" srcset="/notes/a/port-480w.jpg 480w, /notes/a/port.jpg 1000w" sizes="300px" loading="lazy" decoding="async"></p>
`,
		`<p><img src="/logo.png" alt="A mark" width="900" height="30" loading="lazy" decoding="async"></p>
`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no\n%s\n%s", want, page)
		}
	}
	if page := main(p.files["notes/e/index.html"]); !strings.Contains(page, `<img src="/logo.png" alt="A mark" width="900" height="30" fetchpriority="high">`) || !strings.Contains(page, "<small class=\"credit\">The desk</small>") {
		t.Errorf("a picture of static/ above a text:\n%s", page)
	}
	if feed := p.files["feed.atom"]; !strings.Contains(feed, `srcset="https://desk.example/notes/a/port-480w-`) {
		t.Errorf("the feed has no whole address of a copy: %s", feed)
	}
	if page := p.files["notes/d/index.html"]; !strings.Contains(page, "shown.jpg") || strings.Contains(page, "hidden") {
		t.Errorf("an excerpt shows what is behind its end, or not what is before:\n%s", main(page))
	}
	var copies []string
	for name, data := range p.files {
		if !fingerprint.MatchString(name) {
			continue
		}
		copies = append(copies, fingerprint.ReplaceAllString(name, "$1"))
		var want int
		fmt.Sscanf(name[strings.LastIndex(name, "-")-4:], "%dw", &want)
		config, _, err := image.DecodeConfig(strings.NewReader(data))
		if err != nil || !strings.Contains(name, fmt.Sprintf("-%dw-", config.Width)) {
			t.Errorf("%s is %d wide, %v", name, config.Width, err)
		}
	}
	slices.Sort(copies)
	want := []string{"notes/a/lead-1440w.jpg", "notes/a/lead-480w.jpg", "notes/a/lead-960w.jpg", "notes/a/port-480w.jpg", "notes/shown-480w.jpg"}
	if !slices.Equal(copies, want) {
		t.Errorf("the copies are %q, want those of what readers see: %q", copies, want)
	}
	for _, name := range []string{"notes/a/lead.jpg", "notes/a/port.jpg", "notes/cut.jpg", "notes/bomb.png"} {
		if p.files[name] != illustrated()["content/"+name] {
			t.Errorf("%s is not what the site has", name)
		}
	}
	wantSaid := []string{"warning content/notes/bomb.png limit", "warning content/notes/cut.jpg image-damaged", "warning content/notes/place.jpg image-place"}
	if got := p.said(); !slices.Equal(got, wantSaid) {
		t.Errorf("problems %q, want %q", got, wantSaid)
	}
}

// A page has another key if its picture has changed, and no other page has.
func TestPictureKeys(t *testing.T) {
	t.Parallel()
	site := illustrated()
	before := publish(t, input(t, site.fs()), nil)
	for name, pages := range map[string][]string{
		"content/notes/a/lead.jpg": {"notes/a/index.html"}, "content/notes/a/port.jpg": {"notes/a/index.html"},
		"static/logo.png": {"notes/a/index.html", "notes/e/index.html"}, "content/notes/a/other.jpg": nil,
	} {
		edited := maps.Clone(site)
		edited[name] = photo(1300, 70)
		after := publish(t, input(t, edited.fs()), before.result)
		if diff := difference(after, publish(t, input(t, edited.fs()), nil)); diff != "" {
			t.Errorf("%s: a build with the one before in hand differs: %s", name, diff)
		}
		var changed []string
		for _, f := range after.result.Pages.FS().Files() {
			if then, ok := before.result.Pages.FS().File(f.Name); ok && f.Key != nil && strings.HasSuffix(f.Name, ".html") && f.Key() != then.Key() {
				changed = append(changed, f.Name)
			}
		}
		if !slices.Equal(changed, pages) {
			t.Errorf("with another %s the pages %q have other keys, want %q", name, changed, pages)
		}
	}
}

// A shelf is a Store in memory.
type shelf struct {
	mu    sync.Mutex
	held  map[[32]byte][]byte
	loads int // that gave something
}

func (s *shelf) Load(key [32]byte) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.held[key]
	if ok {
		s.loads++
	}
	return data, ok
}

func (s *shelf) Save(key [32]byte, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[key] = data
}

// What is kept of scaled pictures changes no byte, whatever it is.
func TestCopiesAreKept(t *testing.T) {
	t.Parallel()
	want := publish(t, input(t, illustrated().fs()), nil)
	same := func(name string, in build.Input) {
		t.Helper()
		r, err := build.Run(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Scale(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := difference(publish(t, in, r), want); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	in := input(t, illustrated().fs())
	kept := &shelf{held: map[[32]byte][]byte{}}
	in.Copies = kept
	same("nothing is kept yet", in)
	if len(kept.held) != 5 {
		t.Errorf("%d copies are kept, want 5", len(kept.held))
	}
	kept.loads = 0
	same("all is kept", in)
	if kept.loads < 5 {
		t.Errorf("%d copies were taken from what is kept, want 5", kept.loads)
	}
	for key := range kept.held {
		kept.held[key] = []byte("<script>")
	}
	same("what is kept is no picture", in)
	in.Copies = store.Open(filepath.Join(t.TempDir(), "site", "images"))
	same("an empty folder", in)
	same("a full folder", in)
}

// A picture that only decoding finds to be damaged is published as it is, and every build says so.
func TestPictureDamagedInside(t *testing.T) {
	t.Parallel()
	data := []byte(photo(1000, 60))
	copy(data[len(data)/2:], bytes.Repeat([]byte{0xff, 0xc4, 0, 1}, 50))
	in := input(t, folder{"briefings.toml": declaration, "content/a.md": "![x](a.jpg)\n", "content/a.jpg": string(data)}.fs())
	in.Copies = store.Open(filepath.Join(t.TempDir(), "site", "images"))
	for range 2 {
		p := publish(t, in, nil)
		copies := 0
		for name, made := range p.files {
			if fingerprint.MatchString(name) && made == string(data) {
				copies++
			}
		}
		if copies != 1 {
			t.Errorf("%d copies are the picture as it is, want 1", copies)
		}
		problems, err := p.result.Scale(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := (published{problems: problems}).said(); !slices.Equal(got, []string{"warning content/a.jpg image-damaged"}) {
			t.Errorf("problems %q, want that the picture is damaged", got)
		}
	}
}

// A picture that changes while the site is built is not mistaken for what it was.
func TestPictureChanges(t *testing.T) {
	t.Parallel()
	files := folder{"briefings.toml": declaration, "content/a.md": "![x](a.jpg)\n", "content/a.jpg": photo(1000, 60)}.fs()
	r, err := build.Run(input(t, files), nil)
	if err != nil {
		t.Fatal(err)
	}
	files["content/a.jpg"].Data = []byte(photo(1000, 70))
	for _, f := range r.Pages.FS().Files() {
		if !fingerprint.MatchString(f.Name) {
			continue
		}
		if _, err := f.Make(); err == nil || !strings.Contains(err.Error(), "content/a.jpg has changed") {
			t.Errorf("%s is made of other bytes than those it is named for: %v", f.Name, err)
		}
	}
}
