package jsonld

import (
	"html/template"
	"strconv"
	"strings"
)

// Script is what stands in the script: JSON (RFC 8259) of what is not empty, in which nothing ends a script
// of HTML or begins a comment. Things are many and mostly empty: encoding/json would look at every property
// of each by reflection, and html/template once more at all that is written.
func (t *Thing) Script() template.JS { return template.JS(t.append(nil)) }

func (t *Thing) append(b []byte) []byte {
	o := object{append(b, '{')}
	o.text("@context", t.Context)
	o.things("@graph", t.Graph)
	o.text("@type", t.Type)
	o.text("@id", t.ID)
	o.text("identifier", t.Identifier)
	o.text("name", t.Name)
	o.text("headline", t.Headline)
	o.names("alternateName", t.AlternateName)
	o.text("description", t.Description)
	o.text("text", t.Text)
	o.text("url", t.URL)
	o.text("inLanguage", t.Language)
	o.truth("isAccessibleForFree", t.Free)
	o.text("datePublished", t.Published)
	o.text("dateModified", t.Modified)
	o.things("author", t.Authors)
	o.thing("publisher", t.Publisher)
	o.thing("sourceOrganization", t.Agency)
	o.thing("logo", t.Logo)
	o.thing("image", t.Image)
	o.number("width", t.Width)
	o.number("height", t.Height)
	o.text("caption", t.Caption)
	o.text("creditText", t.Credit)
	o.thing("mainEntity", t.MainEntity)
	o.thing("mainEntityOfPage", t.MainPage)
	o.thing("isPartOf", t.PartOf)
	o.things("hasPart", t.Parts)
	o.things("about", t.About)
	o.things("mentions", t.Mentions)
	o.things("citation", t.Citations)
	o.things("correction", t.Corrections)
	o.thing("isBasedOn", t.BasedOn)
	o.text("archivedAt", t.ArchivedAt)
	o.thing("contentLocation", t.Location)
	o.texts("sameAs", t.SameAs)
	o.number("numberOfItems", t.Count)
	o.things("itemListElement", t.Elements)
	o.number("position", t.Position)
	o.text("item", t.Item)
	o.thing("potentialAction", t.Action)
	o.thing("target", t.Target)
	o.text("urlTemplate", t.Template)
	o.text("query-input", t.Query)
	return append(o.b, '}')
}

// An object is being written, up to its closing brace.
type object struct{ b []byte }

// key begins a property. The words of schema.org need no escapes.
func (o *object) key(word string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(append(append(o.b, '"'), word...), '"', ':')
}

func (o *object) text(word, s string) {
	if s != "" {
		o.key(word)
		o.b = appendString(o.b, s)
	}
}

func (o *object) number(word string, n int) {
	if n != 0 {
		o.key(word)
		o.b = strconv.AppendInt(o.b, int64(n), 10)
	}
}

func (o *object) truth(word string, is bool) {
	if is {
		o.key(word)
		o.b = append(o.b, "true"...)
	}
}

func (o *object) thing(word string, t *Thing) {
	if t != nil {
		o.key(word)
		o.b = t.append(o.b)
	}
}

func (o *object) things(word string, all []*Thing) {
	list(o, word, all, func(b []byte, t *Thing) []byte { return t.append(b) })
}

func (o *object) texts(word string, all []string) { list(o, word, all, appendString) }

func (o *object) names(word string, all []Name) {
	list(o, word, all, func(b []byte, n Name) []byte {
		if n.Language == "" {
			return appendString(b, n.Value)
		}
		tongue := object{append(b, '{')}
		tongue.text("@language", n.Language)
		tongue.text("@value", n.Value)
		return append(tongue.b, '}')
	})
}

func list[T any](o *object, word string, all []T, write func([]byte, T) []byte) {
	if len(all) == 0 {
		return
	}
	o.key(word)
	o.b = append(o.b, '[')
	for i, e := range all {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = write(o.b, e)
	}
	o.b = append(o.b, ']')
}

// appendString appends a string (RFC 8259, 7), with escapes in the place of what HTML reads in scripts.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	s = strings.ToValidUTF8(s, "\ufffd")
	b = append(b, '"')
	written := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if plain[c] && !(c == 0xe2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029"))) {
			continue
		}
		b = append(b, s[written:i]...)
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == 0xe2: // line ends of JavaScript, which JSON is not
			b = append(b, `\u202`...)
			b = append(b, '8'+s[i+2]&1)
			i += 2
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		written = i + 1
	}
	return append(append(b, s[written:]...), '"')
}

// plain are the bytes that need no escape.
var plain = func() (is [256]bool) {
	for c := range is {
		is[c] = c >= ' ' && !strings.ContainsRune(`"\<>&`, rune(c))
	}
	return is
}()
