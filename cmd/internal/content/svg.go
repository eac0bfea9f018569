package content

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/markdown"
)

// harmless says whether a file may be published for what is in it. An SVG picture is a document: a
// reader who opens it by itself runs its scripts with the rights of the site.
func (t *Tree) harmless(site fs.FS, name string) (bool, error) {
	if !strings.EqualFold(path.Ext(name), ".svg") {
		return true, nil
	}
	src, err := fs.ReadFile(site, name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // gone since the walk
	}
	if err != nil {
		return false, fmt.Errorf("read %s: %w", name, err)
	}
	what := active(src)
	if what == "" {
		return true, nil
	}
	t.Problems = append(t.Problems, diag.Problem{
		Path: name, Code: diag.FileKind, Message: "the picture is not published: it has " + what,
		Cure: "save it as a plain SVG or as PNG",
	})
	return false, nil
}

// active names what a picture does besides being seen; empty if nothing.
func active(svg []byte) string {
	d := xml.NewDecoder(bytes.NewReader(svg))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // names are ASCII in all that browsers read
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return "an error in its XML: " + err.Error()
		}
		switch x := token.(type) {
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(x), []byte("<!ENTITY")) {
				return "entities of its own"
			}
		case xml.StartElement:
			if what := activeElement(x); what != "" {
				return what
			}
		}
	}
}

// activeElement is active for one element. Animations may set what is checked here later.
func activeElement(x xml.StartElement) string {
	switch name := strings.ToLower(x.Name.Local); name {
	case "script", "iframe", "object", "embed", "form", "meta", "handler", "listener":
		return "an element <" + name + ">"
	}
	for _, a := range x.Attr {
		name := strings.ToLower(a.Name.Local)
		switch {
		case a.Name.Space == "xmlns":
		case strings.HasPrefix(name, "on"):
			return "an attribute " + name
		case name == "href" || name == "src":
			_, sort := markdown.Address(a.Value)
			if sort == markdown.Unsafe && !strings.HasPrefix(a.Value, "data:image/png") && !strings.HasPrefix(a.Value, "data:image/jpeg") {
				return "the address " + fmt.Sprintf("%.40q", a.Value)
			}
		case name == "attributename" && strings.HasSuffix(strings.ToLower(a.Value), "href"):
			return "an animated address"
		}
	}
	return ""
}
