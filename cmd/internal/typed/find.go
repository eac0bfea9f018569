package typed

import (
	"cmp"

	"briefings/cmd/internal/keytree"
)

// Find returns the path of a key or an element: keys (string) by our names, elements (int) by
// index, under the spelling that the author chose of those that the dialect knows. It is the path
// under our own names where places has no such key.
func (d Dialect) Find(places keytree.Places, keys ...any) keytree.Path {
	var p keytree.Path
	for _, key := range keys {
		switch key := key.(type) {
		case string:
			p = d.written(places, p, key)
		case int:
			p = p.Index(key)
		}
	}
	return p
}

// written is the path of our key in the table at p.
func (d Dialect) written(places keytree.Places, p keytree.Path, key string) keytree.Path {
	best, rank := p.Key(key), 0
	if _, ok := places[best]; ok {
		return best
	}
	for q := range places {
		if up, ok := q.Parent(); !ok || up != p || q.Name() == "" {
			continue
		}
		n, name := 1, Plain(q.Name())
		if s, ok := d.Spellings[name]; ok && p == "" && name != Plain(key) {
			name = Plain(s.Key)
			if n = 2; s.Weak {
				n = 3
			}
		}
		if name == Plain(key) && (rank == 0 || cmp.Or(cmp.Compare(n, rank), cmp.Compare(q, best)) < 0) {
			best, rank = q, n
		}
	}
	return best
}
