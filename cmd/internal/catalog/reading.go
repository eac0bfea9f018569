package catalog

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/catalog/names"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/permalink"
)

// A reading is what one document says of itself under the settings of a site: a function of its path, its
// bytes, the settings and the language of its name, so that it is worked out once for as long as they
// stay. Nothing changes one.
type reading struct {
	language string // by the file's name; see permalink.Languages

	kind                     string
	title, fileTitle         string // as the author says or else as the file's name does; only the latter
	explicit                 bool   // the title is the author's own
	publish, expiry, lastMod time.Time
	url                      permalink.URL
	lang, dir                string
	bundle                   bool

	called           names.Called
	titleKey         string        // folded; empty if the title is not the author's own
	tagKeys          []string      // of Meta.Tags
	entityKeys       []string      // kindKeys of Meta.Entities
	placeKey         string        // Meta.Place, folded; empty if there is none
	readme, isFolder bool          // README.md; index.md or _index.md
	month            permalink.URL // of the archive; empty without a date

	problems []diag.Problem // with its own words, and with the addresses and dates in its front matter
}

// readings returns what each document says of itself. Those of prev, which may be nil, are used again.
func (c *Catalog) readings(tree *content.Tree, prev *Catalog) []*reading {
	files := make([]string, len(tree.Documents))
	for i, d := range tree.Documents {
		files[i] = string(d.Path)
	}
	again := prev != nil && prev.root == tree.Root && c.sameSettings(prev.Config)
	sameFiles := again && slices.Equal(files, prev.docPaths)
	if sameFiles {
		c.docPaths, c.languages = prev.docPaths, prev.languages
	} else {
		c.docPaths, c.languages = files, permalink.Languages(files, func(file, lang string) bool { return c.alone(file, tree.Root, lang) })
	}
	out := make([]*reading, len(files))
	for i, d := range tree.Documents {
		if kept := tree.Kept[i]; again && kept >= 0 {
			if out[i] = prev.Entries[kept].reading; sameFiles || out[i].language == c.languages[files[i]] {
				continue
			}
		}
		language := c.languages[files[i]]
		out[i] = c.read(d, permalink.Read(files[i], tree.Root, language), language)
	}
	return out
}

// alone reports whether the language in a file's name counts without a translation beside it: in a declared
// site, if it is the site's own or one that has built-in words. tass.ru is what a source or an entity is called.
func (c *Catalog) alone(file, root, lang string) bool {
	if !c.Config.Declared {
		return false
	}
	switch permalink.Read(file, root, "").Kind(c.Config.Kinds) {
	case "source", "entity":
		return false
	}
	base, _, _ := strings.Cut(lang, "-")
	own, _, _ := strings.Cut(c.Config.Lang, "-")
	return base == own || locale.BuiltIn(base)
}

// sameSettings reports whether readings under other settings are those under the catalog's.
func (c *Catalog) sameSettings(other *config.Site) bool {
	s := c.Config
	return s.Calendar == other.Calendar && maps.Equal(s.Kinds, other.Kinds) && s.Location.String() == other.Location.String() && s.Lang == other.Lang && s.Dir == other.Dir && s.Declared == other.Declared
}

func (c *Catalog) read(d *content.Document, name permalink.Name, language string) *reading {
	r := &reading{language: language, called: names.Called{Folder: name.Folder}, bundle: name.Bundle, fileTitle: name.Title()}
	r.kind = cmp.Or(d.Meta.Type, name.Kind(c.Config.Kinds))
	r.called.ID = cmp.Or(d.Meta.ID, name.ID)
	r.called.Key = fold.Key(r.called.ID)
	r.called.KindKey = kindKey(r.kind, r.called.ID)
	r.title = cmp.Or(d.Meta.Title, d.Body.Title)
	if r.explicit = r.title != ""; r.explicit {
		r.titleKey = fold.Key(r.title)
	} else {
		r.title = r.fileTitle
	}
	c.readDates(r, d, name)
	r.lang, r.dir = c.Config.Lang, cmp.Or(d.Body.Dir, c.Config.Dir)
	if r.dir != c.Config.Dir {
		r.lang = Undetermined // it is written the other way, and so not in the site's language
	}
	if lang := cmp.Or(d.Meta.Lang, name.Lang); lang != "" {
		r.lang, r.dir = lang, direction.OfLanguage(lang)
	}
	r.dir = cmp.Or(d.Meta.Dir, r.dir)
	r.url = name.URL(d.Meta.Slug)
	if d.Meta.URL != "" {
		r.url, _ = permalink.Given(d.Meta.URL) // one that would leave the site is reported by address
		low := r.url.Lower()
		if _, section := SectionAt(low); section || strings.HasPrefix(string(low), "/tags/") {
			r.url = low // that of a list, above which the text stands
		}
	}
	r.called.Stem, r.called.Last = fold.Key(permalink.Stem(string(d.Path))), fold.Key(permalink.Last(string(d.Path)))
	base := strings.ToLower(path.Base(string(d.Path)))
	r.isFolder = strings.HasPrefix(base, "index.") || strings.HasPrefix(base, "_index.")
	r.readme = strings.EqualFold(permalink.Stem(string(d.Path)), "readme")
	if !r.called.Date.IsZero() {
		r.month = permalink.Month(r.called.Date.Year(), r.called.Date.Month())
	}
	r.problems = slices.Concat(d.Problems, outward(d), c.solar(d, r.lang), c.folderSlip(d, name))
	for _, id := range d.Meta.Entities {
		r.entityKeys = append(r.entityKeys, kindKey("entity", id))
	}
	r.placeKey = fold.Key(d.Meta.Place)
	for _, t := range d.Meta.Tags {
		r.tagKeys = append(r.tagKeys, permalink.TagKey(t))
	}
	return r
}

// kindKey is what documents of a kind are found under by id.
func kindKey(kind, id string) string { return kindKeyOf(kind, fold.Key(id)) }

// kindKeyOf is kindKey of an id that is folded already.
func kindKeyOf(kind, key string) string { return kind + "/" + key }

func (c *Catalog) readDates(r *reading, d *content.Document, name permalink.Name) {
	zone := c.Config.Location
	date := d.Meta.Date
	if date.IsZero() {
		date = name.Date
	}
	r.called.Date, r.lastMod = date.In(zone), d.Meta.LastMod.In(zone)
	r.publish, r.expiry = d.Meta.PublishDate.In(zone), d.Meta.ExpiryDate.In(zone)
	if r.publish.IsZero() {
		r.publish = r.called.Date
	}
	if r.called.Date.IsZero() {
		r.called.Date = r.publish
	}
}
