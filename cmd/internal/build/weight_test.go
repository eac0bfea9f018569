package build_test

import (
	"bytes"
	"compress/gzip"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What the page of an article may weigh, its pictures apart: bytes of gzip. Whoever needs more should take
// something else away first: readers on trains are those who wait.
const (
	pageWeight   = 25_000
	scriptWeight = 8_000
)

// TestWeight weighs a page of the starter with what it loads: its styles, its scripts and its icon.
func TestWeight(t *testing.T) {
	t.Parallel()
	p := starter(t, "")
	for _, name := range []string{"articles/2022/patrushev-shamkhani/index.html", "notes/2022/readout-chain/index.html"} {
		page := p.files[name]
		total, scripts := weight(t, page), 0
		for _, file := range loaded(t, page) {
			text, ok := p.files[strings.TrimPrefix(file, "/")]
			if !ok {
				t.Fatalf("%s loads %s, which is not there", name, file)
			}
			w := weight(t, text)
			total += w
			if path.Ext(file) == ".js" {
				scripts += w
			}
		}
		if total > pageWeight || scripts > scriptWeight {
			t.Errorf("%s weighs %d bytes, %d of them scripts; it may weigh %d and %d", name, total, scripts, pageWeight, scriptWeight)
		}
		t.Logf("%s: %d bytes, %d of them scripts", name, total, scripts)
	}
}

func weight(t *testing.T, text string) int {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// loaded are the files that a browser asks for with a page, less its pictures.
func loaded(t *testing.T, page string) []string {
	t.Helper()
	tree, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range tree.Descendants() {
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		switch rel := attr["rel"]; {
		case n.Data == "link" && (rel == "stylesheet" || rel == "icon" || rel == "modulepreload" || rel == "preload"):
			out = append(out, attr["href"])
		case n.Data == "script" && attr["src"] != "":
			out = append(out, attr["src"])
		}
	}
	if len(out) == 0 {
		t.Fatal("the page loads nothing")
	}
	return out
}
