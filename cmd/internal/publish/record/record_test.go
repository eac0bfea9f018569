package record

import (
	"bytes"
	"errors"
	"testing"

	"briefings/cmd/internal/output/manifest"
)

var three = Record{
	"a b/index.html":   {Entry: manifest.Entry{Sum: [32]byte{1}, Size: 3}, Form: "5f1d22aa", Stamp: "9e10-2"},
	"a/style-1.css":    {Entry: manifest.Entry{Size: 2}, Kept: true},
	"a/index.html.gz":  {Entry: manifest.Entry{Size: 2}, Form: Copy, Stamp: "-"},
	"a/blank-stamp.js": {Stamp: "two words"},
}

func TestRecord(t *testing.T) {
	t.Parallel()
	got, err := Parse(three.Encode())
	if err != nil || len(got) != len(three) {
		t.Fatalf("%v, %v", got, err)
	}
	if e := got["a b/index.html"]; e != three["a b/index.html"] {
		t.Errorf("%+v came back", e)
	}
	if s := got["a/blank-stamp.js"].Stamp; s != "" {
		t.Errorf("a stamp that cannot be written came back as %q, want none", s)
	}
	if site := got.Site(); len(site) != 2 {
		t.Errorf("%v are of the site, want neither what is kept nor copies", site.Names())
	}
	if _, err := Parse([]byte("briefings-published 2\n")); !errors.Is(err, ErrNewer) {
		t.Errorf("another version: %v", err)
	}
}

func TestMarked(t *testing.T) {
	t.Parallel()
	for _, want := range []Mark{{}, {Run, "5f1d"}, {Site, "desk.example,2022"}} {
		r, got, err := ParseMarked(three.Marked(want))
		if err != nil || got != want || len(r) != len(three) {
			t.Errorf("the mark %v came back as %v, with %d of %d files: %v", want, got, len(r), len(three), err)
		}
	}
	if _, _, err := ParseMarked(append(three.Marked(Mark{Run, "5f1d"}), "site a\n"...)); !errors.Is(err, ErrDamaged) {
		t.Errorf("two marks: %v, want %v", err, ErrDamaged)
	}
}

func FuzzParse(f *testing.F) {
	good := three.Encode()
	f.Add(good)
	f.Add(good[:len(good)-9])
	f.Add(bytes.Replace(good, []byte("a b/"), []byte("../"), 1))
	f.Add(bytes.Replace(good, []byte(" site "), []byte(" kept "), 1))
	f.Add([]byte("\n\n \n"))
	f.Add(three.Marked(Mark{Site, "desk.example,2022"}))
	f.Add(append(three.Marked(Mark{Run, "5f1d"}), "site \n"...))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, mark, err := ParseMarked(text)
		if err == nil && !bytes.Equal(r.Marked(mark), text) {
			t.Errorf("%q was taken for a record, and its right form is %q", text, r.Marked(mark))
		}
		for name := range r {
			if manifest.Unlistable(name) != "" {
				t.Errorf("the name %q leads out of the site", name)
			}
		}
	})
}
