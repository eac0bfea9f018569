package catalog

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// borne is what documents bear that rules may ask for, those that are held back too. Each is gathered when it is first needed:
// tags and places for what no document has, authors and folders when a rule names one.
type borne struct {
	tags, places, authors func() spellings
	folders               func() map[string][]string // the folders in each, from content/, which is "."
}

func (c *Catalog) borne() borne {
	return borne{
		sync.OnceValue(c.spellTags), sync.OnceValue(c.spellPlaces), sync.OnceValue(c.spellAuthors), sync.OnceValue(c.folders),
	}
}

// MeantTag is the tag that is most likely meant by one that no document bears; empty if there is none.
func (c *Catalog) MeantTag(name string) string { return c.known.tags().meant(name, diag.Typo) }

// MeantPlace is the place of a document, an id if it is an entity, that is most likely meant by the name of a place; empty
// if there is none, or if documents name that place.
func (c *Catalog) MeantPlace(name string) string { return c.known.places().meant(name, diag.Typo) }

// MeantAuthor is the author who is most likely meant by a name; empty if there is none, or if documents bear it.
func (c *Catalog) MeantAuthor(name string) string { return c.known.authors().meant(name, diag.Typo) }

// MeantPath is the pattern that is most likely meant by one of the paths below content/, if there is no folder as it names
// one before any wildcard; else empty.
func (c *Catalog) MeantPath(pattern string) string {
	folders := c.known.folders()
	parts := strings.Split(pattern, "/")
	for at, above := 0, "."; at < len(parts)-1 && !strings.ContainsAny(parts[at], "*?"); at++ {
		if slices.Contains(folders[above], parts[at]) {
			above = path.Join(above, parts[at])
			continue
		}
		for _, folder := range folders[above] {
			if a, b := fold.Key(parts[at]), fold.Key(folder); a == b || diag.Typo(a, b) > 0 {
				parts[at] = folder
				return strings.Join(parts, "/")
			}
		}
		break
	}
	return ""
}

func (c *Catalog) spellTags() spellings {
	known := spellings{}
	for _, key := range slices.Sorted(maps.Keys(c.tagIndex)) {
		name := c.tagIndex[key].Name
		known.add(name, name)
	}
	return known
}

func (c *Catalog) spellPlaces() spellings {
	known := spellings{}
	done := map[string]bool{}
	for _, e := range c.Entries {
		entity := e.place
		switch {
		case e.placeKey == "" || done[e.placeKey]:
			continue
		case entity == nil:
			known.add(e.Meta.Place, e.Meta.Place)
		case !done[entity.called.KindKey]:
			done[entity.called.KindKey] = true
			for _, name := range append(entity.AllNames(), entity.ID) {
				known.add(name, entity.ID)
			}
		}
		done[e.placeKey] = true
	}
	return known
}

func (c *Catalog) spellAuthors() spellings {
	known := spellings{}
	done := map[string]bool{}
	for _, e := range c.Entries {
		for _, name := range e.Meta.Authors {
			if !done[name] {
				done[name] = true
				known.add(name, name)
			}
		}
	}
	return known
}

func (c *Catalog) folders() map[string][]string {
	in := map[string][]string{}
	done := map[string]bool{".": true}
	for _, e := range c.Entries {
		folder := path.Clean(strings.TrimPrefix(path.Dir(string(e.Path))+"/", c.root+"/"))
		for ; !done[folder]; folder = path.Dir(folder) {
			done[folder] = true
			above := path.Dir(folder)
			in[above] = append(in[above], path.Base(folder))
		}
	}
	return in
}
