package render

import (
	"html/template"
	"sync"
	"sync/atomic"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/digest"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/weave"
)

// keys tell pages apart without making them: the key of a page is a digest of the layouts, of the layout's
// name and of the view, which has digests in the place of texts and of items. Same key, same page.
type keys struct {
	maker    *present.Maker
	digester *digest.Digester
	base     [32]byte // of what every page depends on besides its view
	items    []atomic.Pointer[template.HTML]
	known    sync.Map // the keys of files, by name
}

func (s *Site) newKeys() *keys {
	k := &keys{digester: digest.New(s.maker.Site), items: make([]atomic.Pointer[template.HTML], len(s.items))}
	k.base = k.digester.Of(s.layouts.Sum(), s.locale.Sum(), s.assets, s.Config.RawHTML)
	k.maker = s.maker.With(weave.NewDigester(s.weaver, len(s.items)), k.item)
	return k
}

// of returns the key of a file, which make makes once.
func (k *keys) of(name string, make func(*keys) [32]byte) [32]byte {
	if known, ok := k.known.Load(name); ok {
		return known.([32]byte)
	}
	key := make(k)
	k.known.Store(name, key)
	return key
}

// Of returns the key of what is made of the values, and of the layouts.
func (k *keys) Of(values ...any) [32]byte { return k.digester.Of(k.base, values) }

// item stands for Site.item.
func (k *keys) item(e *catalog.Entry) template.HTML {
	if known := k.items[e.Index].Load(); known != nil {
		return *known
	}
	sum := k.digester.Of(k.maker.ItemOf(e))
	html := weave.HTML(sum[:])
	k.items[e.Index].Store(&html)
	return html
}
