package frontmatter

import "slices"

// Place returns where in the file a key or a value is: keys by our names, however the author
// spelt them, elements of lists by index from 0. If there is no such key, it is the place of the
// table that would hold it; 0, 0 if there is no front matter or no key is asked for.
func (f Front) Place(keys ...any) (line, col int) {
	if f.written == nil || len(keys) == 0 {
		return 0, 0
	}
	places, d := f.places(), dialect(f.text.YAML)
	there := func(keys []any) bool {
		_, ok := places[d.Find(places, keys...)]
		return ok
	}
	p := d.Find(places, keys...)
	if top, ok := keys[0].(string); ok && !there(keys[:1]) {
		for _, other := range elsewhere[top] {
			if there(other) {
				p = d.Find(places, slices.Concat(other, keys[1:])...)
				break
			}
		}
	}
	at := places.Find(p)
	return at.Line + f.text.Line - 1, at.Col
}

// elsewhere are the keys that another program has in another table than we have.
var elsewhere = map[string][][]any{
	"tags":    {{"taxonomies", "tags"}},
	"authors": {{"taxonomies", "authors"}},
	"source":  {{"url"}},
	"draft":   {{"published"}, {"publish"}},
}
