package build_test

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/fold"
)

// wantSafe wants nothing in the files of a site that a stranger could do harm with: no script but
// the layouts' own, no handler, no style, no address of an unknown scheme, no broken feed.
func wantSafe(t *testing.T, files map[string]string) {
	t.Helper()
	spelt := map[string]string{}
	for name, text := range files {
		if fault := unportable(name); fault != "" {
			t.Errorf("file %q cannot be on every system: %s", name, fault)
		}
		if other, taken := spelt[fold.Key(name)]; taken {
			t.Errorf("%q and %q are one file on some systems", name, other)
		}
		spelt[fold.Key(name)] = name
		switch path.Ext(name) {
		case ".html":
			root, err := html.Parse(strings.NewReader(text))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if !utf8.ValidString(text) {
				t.Errorf("%s is no UTF-8", name)
			}
			if i := strings.IndexFunc(text, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r", r) || r == 0x7f }); i >= 0 {
				t.Errorf("%s has the control character %q", name, text[i])
			}
			if linked := linkInLink(text); linked != "" {
				t.Errorf("%s has the link %s in another", name, linked)
			}
			for n := range root.Descendants() {
				if fault := harm(n); fault != "" {
					t.Errorf("%s: %s", name, fault)
				}
			}
		case ".atom", ".xml":
			if err := wellFormed(text); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// linkInLink returns the tag of the first link that stands in another, which a parser would take apart;
// empty if there is none.
func linkInLink(text string) string {
	z := html.NewTokenizer(strings.NewReader(text))
	for open := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken:
			if t := z.Token(); t.Data == "a" {
				if open {
					return t.String()
				}
				open = true
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" {
				open = false
			}
		}
	}
}

// unportable says what keeps a name from being a file's on Linux, macOS and Windows; empty if nothing.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
func unportable(name string) string {
	if !fs.ValidPath(name) || !norm.NFC.IsNormalString(name) {
		return "not a plain path in NFC"
	}
	for part := range strings.SplitSeq(name, "/") {
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		switch {
		case len(part) > 255:
			return "more than 255 bytes"
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return "a dot or a blank at its end"
		case strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"|?*\`, r) }):
			return "a reserved character"
		case slices.Contains([]string{"con", "prn", "aux", "nul"}, stem), len(stem) == 4 && (stem[:3] == "com" || stem[:3] == "lpt") && stem[3] > '0' && stem[3] <= '9':
			return "a reserved name"
		}
	}
	return ""
}

// harm says what an element does that strangers' text must not; empty if nothing.
func harm(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	switch n.Data {
	case "iframe", "object", "embed", "base", "style", "applet", "math":
		return "element " + n.Data
	case "svg":
		if !ofLayout(n) {
			return "element svg in text"
		}
	case "form":
		if attribute(n, "role") != "search" || attribute(n, "action") != "" {
			return "a form"
		}
	case "script":
		if attribute(n, "type") != "application/ld+json" && !layoutScript(n) {
			return "a script"
		}
	case "meta":
		if attribute(n, "http-equiv") == "refresh" && !strings.HasPrefix(attribute(n, "content"), "0; url=/") {
			return "a refresh to " + attribute(n, "content")
		}
	}
	if n.Namespace == "svg" && !slices.Contains(drawing, n.Data) {
		return "element " + n.Data + " in a picture"
	}
	for _, a := range n.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
			return "attribute " + a.Key + " of " + n.Data
		case slices.Contains([]string{"href", "src", "action", "formaction", "poster", "data", "ping"}, a.Key):
			if _, sort := address.Classify(a.Val); sort == address.Unsafe {
				return "address " + a.Val
			}
		}
	}
	return ""
}

// drawing are the elements that the pictures of layouts are drawn with.
var drawing = []string{"svg", "title", "desc", "path", "rect", "circle", "line", "text", "a"}

// ofLayout reports whether a picture is one that a layout draws: in a figure, and not in a text.
func ofLayout(n *html.Node) bool {
	figure := false
	for p := range n.Ancestors() {
		if slices.Contains(strings.Fields(attribute(p, "class")), "text") {
			return false
		}
		figure = figure || p.Data == "figure"
	}
	return figure
}

// layoutScript reports whether an element loads a script of the layouts, which only a layout puts into
// the head.
func layoutScript(n *html.Node) bool {
	name := path.Base(attribute(n, "src"))
	return n.Parent.Data == "head" && n.FirstChild == nil && assetScript.MatchString(name) && path.Base(path.Dir(attribute(n, "src"))) == "assets"
}

var assetScript = regexp.MustCompile(`^(reader|search)-[0-9a-f]{8}\.js$`)

func wellFormed(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		switch _, err := d.Token(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
