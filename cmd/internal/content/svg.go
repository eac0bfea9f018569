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

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/sitefs"
)

// openable are the files that a browser may open as documents of XML, and what messages call them: a
// reader who opens one by itself runs its scripts with the rights of the site.
var openable = map[string]string{".svg": "picture", ".kml": "map", ".gpx": "track"}

// A drawing is what was found out about a file that a browser may open as a document.
type drawing struct {
	version uint64 // of the file, before it was read; 0 if the site knows of none
	gone    bool   // since the names were listed
	problem *diag.Problem
}

// drawing says whether a file may be published for what is in it, and remembers it.
func (t *Tree) drawing(site fs.FS, name Path, marked Versioned, prev *Tree) (drawing, error) {
	called, ok := openable[strings.ToLower(path.Ext(string(name)))]
	if !ok {
		return drawing{}, nil
	}
	var d drawing
	if marked != nil {
		d.version = marked.Version(string(name))
	}
	if known, ok := prev.drawingAt(name); ok && d.version != 0 && known.version == d.version {
		d = known
	} else if err := d.read(site, name, called); err != nil {
		return drawing{}, err
	}
	if t.drawings == nil {
		t.drawings = map[Path]drawing{}
	}
	t.drawings[name] = d
	return d, nil
}

func (t *Tree) drawingAt(name Path) (drawing, bool) {
	if t == nil {
		return drawing{}, false
	}
	d, ok := t.drawings[name]
	return d, ok
}

func (d *drawing) read(site fs.FS, name Path, called string) error {
	src, err := beginning(site, string(name), new(bytes.Buffer))
	if errors.Is(err, fs.ErrNotExist) {
		d.gone = true
		return nil
	}
	if err != nil {
		return &sitefs.ReadError{Name: string(name), Err: err}
	}
	what := "more than a browser should read"
	if len(src) <= MaxFile {
		what = active(src)
	}
	if what != "" {
		d.problem = &diag.Problem{
			Path: string(name), Code: diag.FileKind, Message: "the " + called + " is not published: it has " + what,
			Cure: "save it without, a picture as a plain SVG or as PNG",
		}
	}
	return nil
}

// active names what a document does besides being seen; empty if nothing.
func active(src []byte) string {
	d := xml.NewDecoder(bytes.NewReader(src))
	var css strings.Builder // of the style that is being read
	style := false
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
			if bytes.IndexByte(x, '[') >= 0 { // it may give any element a handler
				return "declarations of its own"
			}
		case xml.ProcInst:
			if x.Target != "xml" {
				return "an instruction <?" + x.Target + "?>"
			}
		case xml.CharData:
			if style {
				css.Write(x)
			}
		case xml.EndElement:
			if fetches(css.String()) {
				return "a style that fetches something"
			}
			css.Reset()
			style = false
		case xml.StartElement:
			if style {
				return "an element in a style"
			}
			style = strings.EqualFold(x.Name.Local, "style")
			if what := activeElement(x); what != "" {
				return what
			}
		}
	}
}

// activeElement is active for one element. Animations may set what is checked here later.
func activeElement(x xml.StartElement) string {
	switch name := strings.ToLower(x.Name.Local); name {
	case "script", "foreignobject", "iframe", "object", "embed", "form", "meta", "base", "link", "handler", "listener":
		return "an element <" + name + ">"
	}
	for _, a := range x.Attr {
		name := strings.ToLower(a.Name.Local)
		switch {
		case a.Name.Space == "xmlns":
		case strings.HasPrefix(name, "on"):
			return "an attribute " + name
		case name == "href" || name == "src":
			_, sort := address.Classify(a.Value)
			switch {
			case sort == address.Unsafe && !strings.HasPrefix(a.Value, "data:image/png") && !strings.HasPrefix(a.Value, "data:image/jpeg"):
				return "the address " + fmt.Sprintf("%.40q", a.Value)
			case sort == address.External && !strings.EqualFold(x.Name.Local, "a"):
				return "something from elsewhere: " + fmt.Sprintf("%.40q", a.Value)
			}
		case a.Name.Space == "" && !strings.HasPrefix(name, "data-") && fetches(a.Value):
			return "an attribute " + name + " that fetches something"
		case name == "attributename" && strings.HasSuffix(strings.ToLower(a.Value), "href"):
			return "an animated address"
		}
	}
	return ""
}

// fetches reports whether CSS asks for a file. An escape may spell any word, and url(#id) is a part of
// the document itself.
func fetches(css string) bool {
	css = strings.ToLower(css)
	if strings.Contains(css, "@import") || strings.Contains(css, "image-set(") || strings.ContainsRune(css, '\\') {
		return true
	}
	for _, after, found := strings.Cut(css, "url("); found; _, after, found = strings.Cut(after, "url(") {
		if !strings.HasPrefix(strings.TrimLeft(after, " \t\r\n'\""), "#") {
			return true
		}
	}
	return false
}
