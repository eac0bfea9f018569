package catalog

import (
	"slices"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/mention"
)

// bearers are entities by each of their names, folded.
type bearers map[string][]*Entry

// bearers finds the names of entities. What is to come or is over counts as if it were there, so that the clock
// changes no rule; a draft does not. A common word that is an alias means something else as a rule, as in a text.
func (c *Catalog) bearers() bearers {
	all := bearers{}
	for _, e := range c.Entries {
		if e.Kind != "entity" || e.Hold == Draft {
			continue
		}
		for _, name := range e.AllNames() {
			if name != e.Title && mention.Common(name) {
				continue
			}
			if key := fold.Key(name); !slices.Contains(all[key], e) {
				all[key] = append(all[key], e)
			}
		}
	}
	return all
}

// Entity returns the entity that a key of a document names, by id or else by one of its names; nil if none is called
// so. Of several that share the name it is the one that the document lists, and nil if it lists none of them, or more. A
// rule has no document: e is nil.
func (c *Catalog) Entity(name string, e *Entry) *Entry { return c.entity(fold.Key(name), e) }

func (c *Catalog) entity(key string, e *Entry) *Entry {
	if entity := c.find(kindKeyOf("entity", key)); entity != nil {
		return entity
	}
	all := c.named()[key]
	if len(all) > 1 && e != nil {
		all = slices.DeleteFunc(slices.Clone(all), func(x *Entry) bool { return !slices.Contains(e.entityKeys, x.called.KindKey) })
	}
	if len(all) != 1 {
		return nil
	}
	return all[0]
}

// Place returns the entity that a document's "place" names; nil if it names none. See Entity.
func (c *Catalog) Place(e *Entry) *Entry { return e.place }

// places finds the entities where documents were written.
func (c *Catalog) places() {
	for _, e := range c.Entries {
		if e.placeKey != "" {
			e.place = c.entity(e.placeKey, e)
		}
	}
}
