package jsonld

import (
	"html/template"
	"strconv"
	"strings"
)

// Script is what stands in the script of a page that is described by things: JSON (RFC 8259) of what is not
// empty, in which nothing ends a script of HTML or begins a comment. Things are many and mostly empty:
// encoding/json would look at every property of each by reflection, and html/template once more at all that
// is written.
func Script(things ...*Thing) template.JS {
	o := object{append(make([]byte, 0, 4<<10), '{')}
	o.text("@context", "https://schema.org")
	list(&o, "@graph", things, func(b []byte, t **Thing) []byte { return (*t).append(b) })
	return template.JS(append(o.b, '}'))
}

func (t *Thing) append(b []byte) []byte {
	o := object{append(b, '{')}
	o.text("@type", t.Type)
	o.text("@id", t.ID)
	o.text("name", t.Name)
	o.text("url", t.URL)
	o.text("item", t.Item)
	o.number("position", t.Position)
	o.texts("sameAs", t.SameAs)
	if t.Details != nil {
		t.Details.write(&o)
	}
	return append(o.b, '}')
}

func (d *Details) write(o *object) {
	o.text("identifier", d.Identifier)
	o.text("headline", d.Headline)
	o.names("alternateName", d.AlternateName)
	o.text("description", d.Description)
	o.text("text", d.Text)
	o.text("inLanguage", d.Language)
	o.truth("isAccessibleForFree", d.Free)
	o.text("datePublished", d.Published)
	o.text("dateModified", d.Modified)
	o.things("author", d.Authors)
	o.thing("publisher", d.Publisher)
	o.thing("sourceOrganization", d.Agency)
	o.thing("logo", d.Logo)
	o.thing("image", d.Image)
	o.number("width", d.Width)
	o.number("height", d.Height)
	o.text("caption", d.Caption)
	o.text("creditText", d.Credit)
	o.thing("mainEntity", d.MainEntity)
	o.thing("mainEntityOfPage", d.MainPage)
	o.thing("isPartOf", d.PartOf)
	o.things("hasPart", d.Parts)
	o.things("about", d.About)
	o.things("mentions", d.Mentions)
	o.things("citation", d.Citations)
	o.things("correction", d.Corrections)
	o.thing("isBasedOn", d.BasedOn)
	o.text("archivedAt", d.ArchivedAt)
	o.thing("contentLocation", d.Location)
	o.number("numberOfItems", d.Count)
	o.things("itemListElement", d.Elements)
	o.thing("potentialAction", d.Action)
	o.thing("target", d.Target)
	o.text("urlTemplate", d.Template)
	o.text("query-input", d.Query)
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

func (o *object) things(word string, all []Thing) {
	list(o, word, all, func(b []byte, t *Thing) []byte { return t.append(b) })
}

func (o *object) texts(word string, all []string) {
	list(o, word, all, func(b []byte, s *string) []byte { return appendString(b, *s) })
}

func (o *object) names(word string, all []Name) {
	list(o, word, all, func(b []byte, n *Name) []byte {
		if n.Language == "" {
			return appendString(b, n.Value)
		}
		tongue := object{append(b, '{')}
		tongue.text("@language", n.Language)
		tongue.text("@value", n.Value)
		return append(tongue.b, '}')
	})
}

func list[T any](o *object, word string, all []T, write func([]byte, *T) []byte) {
	if len(all) == 0 {
		return
	}
	o.key(word)
	o.b = append(o.b, '[')
	for i := range all {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = write(o.b, &all[i])
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
