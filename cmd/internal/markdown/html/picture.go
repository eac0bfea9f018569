package html

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/syntax"
)

// solePicture returns the picture of the site that is all of a paragraph; nil if there is none.
func solePicture(n ast.Node) ast.Node {
	only := n.FirstChild()
	if only == nil || only.NextSibling() != nil {
		return nil
	}
	dest := ""
	switch x := only.(type) {
	case *syntax.Ref:
		if x.Sort == hypertext.Embed {
			dest = x.Target
		}
	case *ast.Image:
		if d := string(syntax.Unescape(x.Destination)); isLocal(d) {
			dest = d
		}
	}
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	if address.MediaType(path.Ext(dest)) != "image" {
		return nil
	}
	return only
}

func isLocal(dest string) bool {
	_, sort := address.Classify(dest)
	return sort == address.Local
}

// pictureAlone renders what solePicture has found.
func (w *writer) pictureAlone(n ast.Node) {
	switch x := n.(type) {
	case *syntax.Ref:
		w.ref(x, true)
	case *ast.Image:
		w.image(x, true)
	}
}
