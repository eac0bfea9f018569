package config

import (
	"cmp"
	"slices"

	"briefings/cmd/internal/keytree"
	"briefings/cmd/internal/typed"
)

// Place returns where in the file a key or a value is: keys by our names, however the author
// spelt them, elements of lists by index from 0. If there is no such key, it is the place of the
// table that would hold it; 0, 0 if there is no front matter or no key is asked for.
func (f Front) Place(keys ...any) (line, col int) {
	if f.text.Keys == "" || len(keys) == 0 {
		return 0, 0
	}
	places := f.text.Places()
	p := descend(places, keys)
	if top, ok := keys[0].(string); ok && !there(places, keys[:1]) {
		for _, other := range elsewhere[top] {
			if there(places, other) {
				p = descend(places, slices.Concat(other, keys[1:]))
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

func there(places keytree.Places, keys []any) bool {
	_, ok := places[descend(places, keys)]
	return ok
}

// descend follows our keys through the keys as written.
func descend(places keytree.Places, keys []any) keytree.Path {
	var p keytree.Path
	for _, key := range keys {
		switch key := key.(type) {
		case string:
			p = spelt(places, p, key)
		case int:
			p = p.Index(key)
		}
	}
	return p
}

// spelt is the path of our key in the table at p, under the spelling that the author chose.
func spelt(places keytree.Places, p keytree.Path, key string) keytree.Path {
	best, rank := p.Key(key), 0
	if _, ok := places[best]; ok {
		return best
	}
	for q := range places {
		if up, ok := q.Parent(); !ok || up != p || q.Name() == "" {
			continue
		}
		n := 1
		name := typed.Plain(q.Name())
		if s, ok := spellings[name]; ok && p == "" && name != typed.Plain(key) {
			name = typed.Plain(s.Key)
			if n = 2; s.Weak {
				n = 3
			}
		}
		if name != typed.Plain(key) {
			continue
		}
		if rank == 0 || cmp.Or(cmp.Compare(n, rank), cmp.Compare(q, best)) < 0 {
			best, rank = q, n
		}
	}
	return best
}
