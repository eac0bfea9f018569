package syntax

import (
	"bytes"
	"cmp"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// figureParser reads Hugo's {{< figure src="a.png" alt="words" caption="words" >}} as the picture that it is.
type figureParser struct{}

const figureKey = `[ \t\r\n]+([A-Za-z]+)=(?:"((?:[^"\\]|\\.)*)"|` + "`([^`]*)`" + `|([^\s"'<>{}=%` + "`" + `]+))`

var (
	figure      = regexp.MustCompile(`^\{\{[<%][ \t]*figure((?:` + figureKey + `)+)[ \t\r\n]*/?[%>]\}\}`)
	figureValue = regexp.MustCompile(figureKey)
)

func (figureParser) Trigger() []byte { return []byte{'{'} }

func (figureParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if line, _ := block.PeekLine(); !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	m := block.FindSubMatch(figure)
	if m == nil {
		return nil
	}
	values := map[string]string{}
	for _, v := range figureValue.FindAllSubmatch(m[1], -1) {
		values[strings.ToLower(string(v[1]))] = string(v[2]) + string(v[3]) + string(v[4])
	}
	if values["src"] == "" {
		return nil
	}
	picture := ast.NewImage(ast.NewLink())
	picture.Destination = []byte(values["src"])
	picture.Title = inLine(values["title"], values["caption"], values["attr"])
	alt := inLine(cmp.Or(values["alt"], values["caption"], values["title"]))
	picture.AppendChild(picture, ast.NewString(Unescape(alt)))
	setSize(picture, pixels(values["width"]), pixels(values["height"]))
	if values["link"] == "" {
		return picture
	}
	link := ast.NewLink()
	link.Destination = []byte(values["link"])
	link.AppendChild(link, picture)
	return link
}

// inLine joins texts in one line.
func inLine(texts ...string) []byte {
	return []byte(strings.Join(strings.Fields(strings.Join(texts, " ")), " "))
}
