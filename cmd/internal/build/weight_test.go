package build_test

import (
	"bytes"
	"compress/gzip"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What an article's page of the starter may weigh, compressed, with all that it loads but its photographs,
// and how much of it may be script.
const (
	pageWeight   = 25 << 10
	scriptWeight = 8 << 10
)

// TestWeight weighs what a browser loads for pages of articles and notes.
func TestWeight(t *testing.T) {
	t.Parallel()
	p := starter(t, "https://example.org/")
	for _, page := range []string{"articles/2022/patrushev-shamkhani/index.html", "notes/2022/readout-chain/index.html"} {
		root, err := html.Parse(strings.NewReader(p.files[page]))
		if err != nil {
			t.Fatal(err)
		}
		total, script := compressed(t, p.files[page]), 0
		for n := range root.Descendants() {
			var loads string
			switch {
			case n.Data == "script":
				loads = attribute(n, "src")
			case n.Data == "link" && (attribute(n, "rel") == "stylesheet" || attribute(n, "rel") == "icon"):
				loads = attribute(n, "href")
			}
			if loads == "" {
				continue
			}
			file, ok := p.files[strings.TrimPrefix(loads, "/")]
			if !ok {
				t.Fatalf("%s loads %s, which is not there", page, loads)
			}
			size := compressed(t, file)
			total += size
			if path.Ext(loads) == ".js" {
				script += size
			}
		}
		t.Logf("%s: %d bytes, %d of them script", page, total, script)
		if total > pageWeight || script > scriptWeight {
			t.Errorf("%s weighs %d bytes, %d of them script; want at most %d and %d", page, total, script, pageWeight, scriptWeight)
		}
	}
}

func compressed(t *testing.T, text string) int {
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
