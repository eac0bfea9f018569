package frontmatter

import (
	"fmt"
	"math"
	"path"
	"strings"
	"unicode"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree"
	"briefings/cmd/internal/typed"
)

// meta reads the keys of a document. In YAML, which other programs write, values of theirs are
// passed over.
func meta(t *typed.Table, yaml bool) Meta {
	m := Meta{
		Title:       t.Str("title"),
		ID:          t.Str("id"),
		Type:        t.Known("type", Kinds...),
		Slug:        t.Str("slug"),
		Layout:      t.Str("layout"),
		Date:        t.Date("date"),
		LastMod:     t.Date("lastmod"),
		PublishDate: t.Date("publishDate"),
		ExpiryDate:  t.End("expiryDate"),
		Draft:       t.Bool("draft") || t.Bad("draft") || t.Bad("publishDate") || t.Bad("expiryDate") || withheld(t),
		Weight:      t.Int("weight", 0, math.MinInt32, math.MaxInt32),
		Aliases:     t.Words("aliases"),
		Tags:        t.Words("tags"),
		Description: t.Str("description"),
		Lang:        t.Lang("lang"),
		Dir:         t.OneOf("dir", "ltr", "rtl"),
		Text:        ReadRights(t),
		Briefings:   targets(t.List("briefings")),
		Entities:    targets(t.List("entities")),
		Authors:     labels(t.List("authors")),
		Place:       target(t.Str("place")),
		Confidence:  t.Str("confidence"),
		Source:      source(t, yaml),
		Image:       image(t, yaml),
		Corrections: corrections(t),
		Claims:      claims(t),
		Entity:      entity(t),
		Params:      t.Free("params"),
	}
	address(&m, t, yaml)
	if taxonomies := t.Table("taxonomies"); taxonomies != nil { // Zola
		m.Tags = append(m.Tags, taxonomies.List("tags")...)
		m.Authors = append(m.Authors, taxonomies.List("authors")...)
		taxonomies.DoneForeign()
	}
	for i, tag := range m.Tags {
		m.Tags[i] = strings.TrimPrefix(label(tag), "#")
	}
	if !m.PublishDate.IsZero() && !m.ExpiryDate.IsZero() && m.ExpiryDate.Before(m.PublishDate) {
		t.Report("expiryDate", diag.KeyValue, "expiryDate is before publishDate", "give a later one, or none")
	}
	t.Done()
	return m
}

// withheld says whether another program's key keeps the document back: Jekyll has "published:
// false", Obsidian "publish: false". Clippers have a date under the same keys: what has no digit is
// no date, and a word that cannot be understood must not publish more than its author wanted.
func withheld(t *typed.Table) bool {
	held := false
	for _, key := range []string{"published", "publish"} {
		raw := t.Raw(key)
		if raw == nil || raw == "" {
			continue
		}
		if shown, ok := t.Truth(raw); ok {
			held = held || !shown
			continue
		}
		switch word := word(raw); {
		case word == "0":
			held = true
		case word != "" && !strings.ContainsFunc(word, unicode.IsDigit):
			held = true
			t.Report(key, diag.KeyValue, fmt.Sprintf("%q is %q, neither true nor false; the document is held back", key, word), "write true or false")
		}
	}
	return held
}

// word is a value as one word of text; empty if it is none.
func word(v any) string {
	if s, ok := v.(keytree.Scalar); ok {
		return s.Text
	}
	s, _ := v.(string)
	return s
}

// address reads url: the page's own address. Clippers keep the source's under the same key.
func address(m *Meta, t *typed.Table, yaml bool) {
	if !yaml {
		if m.URL = t.Str("url"); absolute(m.URL) {
			t.Report("url", diag.KeyValue, `"url" is the page's own address, from the site's root`, "the address of the source goes under [source]")
			m.URL = ""
		}
		return
	}
	for _, s := range t.List("url") {
		switch s = href(s); {
		case !absolute(s) && m.URL == "":
			m.URL = s
		case absolute(s) && m.Source.URL == "":
			m.Source.URL = s
		}
	}
}

func source(t *typed.Table, yaml bool) Source {
	word, ok := t.Word("source")
	if !ok && yaml {
		for _, s := range list(t.Raw("source")) {
			if ok = true; word == "" || absolute(href(s)) && !absolute(href(word)) {
				word = s
			}
		}
		if ok {
			t.List("source")
		}
	}
	if ok { // "source: URL", "source: [[note]]"
		if s := href(word); absolute(s) {
			return Source{URL: s}
		}
		return Source{Publisher: label(word)}
	}
	s := t.Table("source")
	if s == nil {
		return Source{}
	}
	defer s.Done()
	return Source{
		Publisher: label(s.Str("publisher")),
		Agency:    label(s.Str("agency")),
		URL:       href(s.Str("url")),
		Retrieved: s.Date("retrieved"),
		Archived:  href(s.Str("archived")),
		Via:       labels(s.List("via")),
	}
}

// list are the strings of a list of another program.
func list(v any) []string {
	items, _ := v.([]any)
	var out []string
	for _, item := range items {
		switch item := item.(type) {
		case string:
			out = append(out, item)
		case []any: // [[note]] without quotes
			out = append(out, list(item)...)
		}
	}
	return out
}

func image(t *typed.Table, yaml bool) Image {
	if s, ok := t.Word("image"); ok { // "image: path"
		return Image{Src: embedded(s)}
	}
	i := t.Table("image")
	if i == nil {
		return Image{}
	}
	if !yaml {
		defer i.Done()
		return Image{Src: i.Need("src"), Alt: i.Str("alt"), Caption: i.Str("caption"), Credit: i.Str("credit")}
	}
	defer i.DoneForeign()
	img := Image{Alt: i.Str("alt"), Caption: i.Str("caption"), Credit: i.Str("credit")}
	for _, key := range []string{"src", "path", "url", "feature"} {
		if s := i.Str(key); img.Src == "" {
			img.Src = embedded(s)
		}
	}
	return img
}

func corrections(t *typed.Table) []Correction {
	var out []Correction
	for _, c := range t.Tables("corrections") {
		out = append(out, Correction{Date: c.NeedDate("date"), Was: c.Str("was"), Now: c.Str("now"), Why: c.Str("why")})
		c.Done()
	}
	return out
}

func claims(t *typed.Table) []Claim {
	var out []Claim
	for _, c := range t.Tables("claims") {
		out = append(out, Claim{
			ID:     c.Str("id"),
			Who:    label(c.Need("who")),
			Stance: c.OneOf("stance", "asserts", "denies"),
			What:   c.Need("what"),
			When:   c.Date("when"),
			Quote:  c.Str("quotation"),
			Via:    labels(c.List("via")),
		})
		c.Done()
	}
	return out
}

func entity(t *typed.Table) Entity {
	e := Entity{Kind: t.Known("kind", EntityKinds...), SameAs: t.List("same_as")}
	for _, n := range t.Entries("names") {
		tag, ok := typed.LanguageTag(n.Key)
		if !ok {
			t.ReportEntry(n, diag.KeyValue, fmt.Sprintf("%q is no language", n.Key), typed.LanguageCure)
			continue
		}
		for _, name := range n.Values {
			e.Names = append(e.Names, Name{Lang: tag, Name: name})
		}
	}
	for _, r := range t.Tables("roles") {
		role := Role{Title: r.Need("title"), Of: target(r.Str("of")), From: r.Date("from"), To: r.End("to")}
		if !role.From.IsZero() && !role.To.IsZero() && role.To.Before(role.From) {
			r.Report("to", diag.KeyValue, "the role ends before it begins", `"to" is not before "from"`)
		}
		e.Roles = append(e.Roles, role)
		r.Done()
	}
	return e
}

func absolute(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// href is an address without the Markdown or angle brackets that vaults wrap it in.
func href(s string) string {
	if text, link, ok := strings.Cut(s, "]("); ok && strings.HasPrefix(text, "[") {
		s = strings.TrimSuffix(link, ")")
	}
	return strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">")
}

// wikilink takes [[target#heading|label]] apart; false if s is none.
func wikilink(s string) (target, label string, ok bool) {
	s, ok = strings.CutPrefix(s, "[[")
	s, closed := strings.CutSuffix(s, "]]")
	if !ok || !closed {
		return "", "", false
	}
	target, label, _ = strings.Cut(s, "|")
	target, _, _ = strings.Cut(target, "#")
	return strings.TrimSpace(target), strings.TrimSpace(label), true
}

// target is the id of a document, from a link to it as vaults write them or as it is.
func target(s string) string {
	if to, _, ok := wikilink(s); ok {
		return strings.TrimSuffix(path.Base(to), ".md")
	}
	return s
}

// label is a name, from a link or as it is.
func label(s string) string {
	if _, name, ok := wikilink(s); ok && name != "" {
		return name
	}
	return target(s)
}

// embedded is the path of a file, from a link or as it is.
func embedded(s string) string {
	if to, _, ok := wikilink(strings.TrimPrefix(s, "!")); ok {
		return to
	}
	return href(s)
}

func targets(list []string) []string { return each(list, target) }

func labels(list []string) []string { return each(list, label) }

func each(list []string, f func(string) string) []string {
	for i, s := range list {
		list[i] = f(s)
	}
	return list
}
