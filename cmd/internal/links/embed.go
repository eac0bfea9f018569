package links

import (
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/transclusion"
)

// embeds reports the embeds that are to be shown as links, and marks those of them that would make
// their page too large.
func (g *Graph) embeds() {
	all := transclusion.Embeds{}
	for _, e := range g.cat.Entries {
		if !e.Published() {
			continue
		}
		for i, t := range g.Of(e).Targets {
			if r := &e.Body.Refs[i]; r.Kind == hypertext.Embed && r.Alone && t.Entry != nil && t.Entry.Published() {
				all[e] = append(all[e], transclusion.Embed{From: e, Ref: i, To: t.Entry, Fragment: t.Fragment})
			}
		}
	}
	g.Problems = append(g.Problems, all.Loops(g.cat.Entries)...)
	over, problems := all.TooLarge(g.cat.Entries)
	g.Problems = append(g.Problems, problems...)
	for _, x := range over {
		g.Of(x.From).Targets[x.Ref].TooLarge = true
	}
}
