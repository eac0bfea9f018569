package catalog

import (
	"cmp"
	"slices"
	"strings"

	"briefings/cmd/internal/permalink"
)

// Versions returns the published versions of a document in its languages, itself among them, each
// language once: first the one that is for readers of any other language, which is the one without a
// language in its file's name or else the one in the site's, then by language. Nil if the document has no
// translation.
func (c *Catalog) Versions(e *Entry) []*Entry {
	if len(c.languages) == 0 {
		return nil
	}
	all := c.versions()[permalink.Version(string(e.Path), e.language)]
	if len(all) < 2 {
		return nil
	}
	return all
}

// groupVersions finds the published versions of every document of which there are several.
func (c *Catalog) groupVersions() map[string][]*Entry {
	translated := map[string]bool{}
	for path, lang := range c.languages {
		translated[permalink.Version(path, lang)] = true
	}
	out := map[string][]*Entry{}
	for _, e := range c.Entries {
		if key := permalink.Version(string(e.Path), e.language); translated[key] && e.Published() {
			out[key] = append(out[key], e)
		}
	}
	for key, all := range out {
		slices.SortStableFunc(all, func(a, b *Entry) int {
			return cmp.Or(cmp.Compare(c.foreign(a), c.foreign(b)), strings.Compare(a.Lang, b.Lang))
		})
		out[key] = slices.CompactFunc(all, func(a, b *Entry) bool { return a.Lang == b.Lang })
	}
	return out
}

// foreign is how far a version is from being the one for readers of any other language.
func (c *Catalog) foreign(e *Entry) int {
	switch {
	case e.language == "":
		return 0
	case e.Lang == c.Config.Lang:
		return 1
	}
	return 2
}
