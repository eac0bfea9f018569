package links

import (
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/permalink"
)

// assets lists the files that published documents refer to or have in their bundles: pictures of a
// held document stay with it.
func (g *Graph) assets() {
	used := map[*asset.Asset]bool{}
	for i, e := range g.cat.Entries {
		if !e.Published() {
			continue
		}
		for k, t := range g.nodes[i].Targets {
			if t.Asset != nil && visible(e, &e.Body.Refs[k]) {
				used[t.Asset] = true
			}
		}
		if e.Text == frontmatter.Full { // who may read a part of a text has no right to what lies beside it
			for _, a := range g.cat.Bundle(e) {
				used[a] = true
			}
		}
		if a := g.cat.Picture(e); a != nil {
			used[a] = true
		}
	}
	for _, a := range g.cat.Files.All() {
		if used[a] {
			g.Assets = append(g.Assets, a)
		}
	}
}

// pictures lists the files that published documents show as pictures, in their text or above it.
func (g *Graph) pictures() {
	shown := map[content.Path]*asset.Asset{}
	show := func(a *asset.Asset) {
		if a != nil && address.MediaType(path.Ext(string(a.Path))) == "image" {
			shown[a.Path] = a
		}
	}
	for i, e := range g.cat.Entries {
		if !e.Published() {
			continue
		}
		show(g.Picture(e))
		for k, t := range g.nodes[i].Targets {
			if r := &e.Body.Refs[k]; (r.Kind == hypertext.Image || r.Kind == hypertext.Embed) && visible(e, r) {
				show(g.File(t))
			}
		}
	}
	for _, a := range shown {
		g.Pictures = append(g.Pictures, a)
	}
	slices.SortFunc(g.Pictures, func(a, b *asset.Asset) int { return strings.Compare(string(a.Path), string(b.Path)) })
}

// visible reports whether a document's rights let readers see what its text refers to.
func visible(e *catalog.Entry, r *hypertext.Ref) bool {
	return e.Text == frontmatter.Full || e.Text == frontmatter.Excerpt && int(r.To) < e.Body.More
}

// File returns the file that a target is, of content or under static/; nil if it is none.
func (g *Graph) File(t Target) *asset.Asset {
	if t.Asset != nil || t.Entry != nil {
		return t.Asset
	}
	return g.static(strings.TrimPrefix(string(t.URL), "/"))
}

// Picture returns the file that a document's image key names, likewise.
func (g *Graph) Picture(e *catalog.Entry) *asset.Asset {
	if a := g.cat.Picture(e); a != nil || e.Meta.Image.Src == "" {
		return a
	}
	return g.static(strings.Trim(e.Meta.Image.Src, "/"))
}

func (g *Graph) static(name string) *asset.Asset {
	if !g.cat.Static(name) {
		return nil
	}
	return &asset.Asset{Path: content.Path("static/" + name), URL: permalink.URL("/" + name)}
}
