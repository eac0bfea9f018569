package present

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefings/cmd/internal/boundary"
	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/gallery"
	"briefings/cmd/internal/view"
)

// Document begins the view of a document.
func (m *Maker) Document(e *catalog.Entry) view.DocumentView {
	d := view.DocumentView{PageView: m.Page(e.Kind, e.Title, e.URL)}
	d.Lang, d.Dir = e.Lang, e.Dir
	d.Params = e.Meta.Params
	d.Description, d.Standfirst = m.Summary(e), m.plain(e, e.Meta.Description)
	d.Published, d.Modified = m.date(e.Date, e.HasTime()), m.date(e.LastMod, e.Meta.LastMod.HasTime())
	d.Trail = m.trail(e)
	d.Body, d.Whole = m.Text.Shown(e)
	d.Private = e.Text == frontmatter.Private
	d.Picture = m.picture(e)
	d.Image = m.cover(e, d.Picture)
	d.Versions, d.Others = m.versions(e), m.others(e)
	d.Draft = m.draft(e)
	d.Authors = e.Meta.Authors
	for _, t := range e.Tags {
		d.Tags = append(d.Tags, view.Link{Title: t.Name, URL: m.Href(t.URL)})
	}
	n := m.Graph.Of(e)
	d.Entities = m.entityGroups(n.Entities)
	d.Backlinks = m.backlinks(n.Backlinks)
	for _, r := range m.Graph.Related(e) {
		d.Related = append(d.Related, view.Item{HTML: m.Item(r)})
	}
	for _, in := range m.Briefings.Of(e) {
		d.Briefings = append(d.Briefings, m.membership(in))
	}
	m.Machine.Document(e, &d)
	for _, href := range m.Text.Links(d.Body) {
		if strings.HasPrefix(href, "/") {
			href = m.Host + href
		}
		d.Links = append(d.Links, readable(href))
	}
	return d
}

// readable writes an address as people read it (RFC 3987, 3.2): letters beyond ASCII are not encoded.
func readable(address string) string {
	var b strings.Builder
	for rest := address; rest != ""; {
		n := 0 // bytes that are encoded letters
		for n+2 < len(rest) && rest[n] == '%' && rest[n+1] >= '8' {
			n += 3
		}
		letters, err := url.PathUnescape(rest[:n])
		if n == 0 || err != nil || !utf8.ValidString(letters) || strings.ContainsFunc(letters, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }) {
			n = max(n, 1)
			letters = rest[:n]
		}
		b.WriteString(letters)
		rest = rest[n:]
	}
	return b.String()
}

// draft marks what is shown only because a flag asks for it.
func (m *Maker) draft(e *catalog.Entry) string {
	h := m.Catalog.WouldHold(e)
	if h == catalog.Shown {
		return ""
	}
	word := m.Locale.Word("state", h.String())
	switch h {
	case catalog.Future:
		return word + " · " + m.Locale.Moment(e.Publish)
	case catalog.Expired:
		return word + " · " + m.Locale.Moment(e.Expiry)
	}
	return word
}

// trail leads from the home page to the one above a document.
func (m *Maker) trail(e *catalog.Entry) []view.Link {
	if e.Kind == "page" {
		return m.HomeTrail()
	}
	return m.SectionTrail(catalog.SectionOf(e.Kind))
}

// picture is the one above a document's text; nil if there is none.
func (m *Maker) picture(e *catalog.Entry) *view.Picture {
	a := m.Graph.Picture(e)
	if a == nil {
		return nil
	}
	img := e.Meta.Image
	p := &view.Picture{URL: m.Href(a.URL), Alt: img.Alt, Caption: m.plain(e, img.Caption), Credit: img.Credit}
	known := m.Gallery.At(a.Path)
	if known == nil {
		return p
	}
	shown := known.Shown(m.Href)
	p.URL, p.Width, p.Height, p.SrcSet = shown.URL, shown.Width, shown.Height, shown.SrcSet
	if p.SrcSet != "" {
		p.Sizes = gallery.Sizes
	}
	p.Credit = cmp.Or(p.Credit, known.Credit)
	return p
}

// Summary is what a document says in a sentence: its description, or how it begins, if that may be
// shown.
func (m *Maker) Summary(e *catalog.Entry) string {
	if e.Meta.Description != "" {
		return m.plain(e, e.Meta.Description)
	}
	clipped, _, _ := boundary.Clip(m.Text.Opening(e), 0, 0, 200)
	return clipped
}

// plain is a text of front matter, as readers see it.
func (m *Maker) plain(e *catalog.Entry, text string) string { return m.Catalog.Plain(text, e) }

// Article is the view of an article.
func (m *Maker) Article(e *catalog.Entry, d view.DocumentView) *view.ArticleView {
	v := &view.ArticleView{DocumentView: d, Retrieved: m.date(e.Meta.Source.Retrieved.In(m.Config.Location), false)}
	if e.Meta.Place != "" {
		v.Place = m.named(e.Meta.Place, m.Catalog.Place(e))
	}
	for _, src := range e.Chain() {
		v.Chain = append(v.Chain, m.SourceLink(src))
	}
	v.Original, v.Archived = e.Original(), e.Archived()
	v.Claims = m.claims(e)
	return v
}

func (m *Maker) claims(e *catalog.Entry) []view.Claim {
	if e.Text == frontmatter.Private {
		return nil
	}
	var out []view.Claim
	for _, c := range e.Meta.Claims {
		claim := view.Claim{Who: m.named(c.Who, m.Catalog.Entity(c.Who, e)), Stance: m.Locale.Word("stance", cmp.Or(c.Stance, "asserts")), What: m.plain(e, c.What), When: m.aside(c.When), Quote: c.Quote}
		for _, v := range c.Via {
			if src := m.Catalog.FindSource(v); src != nil && src.Listed {
				claim.Via = append(claim.Via, m.SourceLink(src))
			} else {
				claim.Via = append(claim.Via, view.Link{Title: v})
			}
		}
		out = append(out, claim)
	}
	return out
}

// Note is the view of a note.
func (m *Maker) Note(e *catalog.Entry, d view.DocumentView) *view.NoteView {
	v := &view.NoteView{DocumentView: d, Confidence: m.Locale.Word("confidence", e.Meta.Confidence), Quoted: m.quoted(e), Claims: m.claims(e)}
	for _, c := range e.Meta.Corrections {
		if e.Text == frontmatter.Private {
			c.Was, c.Now = "", "" // words of the text
		}
		v.Corrections = append(v.Corrections, view.Correction{Date: m.dateOf(c.Date), Was: m.plain(e, c.Was), Now: m.plain(e, c.Now), Why: m.plain(e, c.Why)})
	}
	return v
}

// membership is a document's place in a briefing, with its neighbours there.
func (m *Maker) membership(in briefing.Member) view.Membership {
	b := in.Briefing
	out := view.Membership{Link: view.Link{Title: b.Title, URL: m.Href(b.URL), Count: len(b.Members)}, Reasons: m.reasons(in)}
	if in.Index > 0 {
		l := m.Link(b.Members[in.Index-1].Entry)
		out.Newer = &l
	}
	if in.Index+1 < len(b.Members) {
		l := m.Link(b.Members[in.Index+1].Entry)
		out.Older = &l
	}
	return out
}

// keyEvidence has the texts for evidence in front matter, by key.
var keyEvidence = map[string]string{
	"entities": "evidence.entities", "tags": "evidence.tags", "source.publisher": "evidence.publisher", "source.agency": "evidence.agency",
	"source.via": "evidence.via", "place": "evidence.place", "date": "evidence.date", "authors": "evidence.authors", "lang": "evidence.lang",
}

// where says where evidence is.
func (m *Maker) where(p briefing.Place) string {
	switch p.Part {
	case briefing.InKey:
		return m.Locale.Say(keyEvidence[p.Key])
	case briefing.InParagraph:
		return m.Locale.Say("evidence.paragraph", p.Paragraph)
	case briefing.InTitle:
		return m.Locale.Say("evidence.title")
	case briefing.InLink:
		return m.Locale.Say("evidence.link")
	case briefing.InPath:
		return m.Locale.Say("evidence.path")
	}
	return m.Locale.Say("evidence.kind")
}

// reasons says why an item is in a briefing, without the words of a text that may not be shown.
func (m *Maker) reasons(in briefing.Member) []view.Reason {
	out := make([]view.Reason, len(in.Reasons))
	for i, r := range in.Reasons {
		if out[i].Why = r.Why; r.ByHand {
			out[i].Why = m.Locale.Say("document.by_hand")
		}
		var seen []string
		for _, ev := range r.Evidence {
			switch {
			case ev.Words == "":
				seen = append(seen, m.where(ev.Where))
			case ev.Private:
				seen = append(seen, m.Locale.Say("evidence.private"))
			default:
				seen = append(seen, m.Locale.Say("evidence.words", ev.Words, m.where(ev.Where)))
			}
		}
		out[i].Evidence = m.Locale.Comma(slices.Compact(seen))
	}
	return out
}

// ItemOf is a document as lists show it.
func (m *Maker) ItemOf(e *catalog.Entry) *view.ItemView {
	v := &view.ItemView{
		Kind: e.Kind, Title: e.Title, URL: m.Href(e.URL), Date: m.Day(e), Summary: m.Summary(e), Draft: m.draft(e),
	}
	v.Lang, v.Dir = m.Foreign(e)
	if e.Meta.Place != "" {
		v.Place = m.named(e.Meta.Place, m.Catalog.Place(e)).Title
	}
	for _, src := range []*catalog.Source{e.Publisher, e.Agency} {
		if src != nil && (len(v.Sources) == 0 || src != e.Publisher) {
			v.Sources = append(v.Sources, m.SourceLink(src))
		}
	}
	return v
}
