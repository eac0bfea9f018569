package render

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/feed"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/render/owner"
)

// emptied plans pages at the addresses of editions of which nothing is left, which somebody has: they lead to the
// briefing, if nothing else is there.
func (s *Site) emptied() {
	for _, b := range s.Briefings.All {
		lead := func(u permalink.URL, by owner.Owner) {
			if _, taken := s.owners.Owner(outputName(u)); !taken {
				s.redirect(u, by, b.URL, b.Title, s.Config.Lang, s.Config.Dir)
			}
		}
		for _, x := range b.Emptied {
			lead(x.URL, editionOwner(x))
		}
		if len(b.Emptied) > 0 {
			lead(present.EditionsOf(b), editionsOwner(b))
		}
	}
}

// editions plans the pages of a briefing's editions, and the one that lists them.
func (s *Site) editions(b *briefing.Briefing) {
	for i, x := range b.Editions {
		s.page(x.URL, editionOwner(x), true, feed.Location{Modified: x.Modified}, func(m *present.Maker) (string, any) {
			return "edition", m.Edition(b, i)
		})
	}
	if len(b.Editions) > 0 {
		s.page(present.EditionsOf(b), editionsOwner(b), true, feed.Location{}, func(m *present.Maker) (string, any) {
			return "index", m.Editions(b)
		})
	}
}

func editionOwner(x *briefing.Edition) owner.Owner {
	return owner.Owner{Label: fmt.Sprintf("the edition %s of the briefing %q", x.Period.Key(), x.Briefing.ID)}
}

func editionsOwner(b *briefing.Briefing) owner.Owner {
	return owner.Owner{Label: fmt.Sprintf("the list of the editions of %q", b.ID)}
}

// reserveEditions claims the addresses of the editions that are to come.
func (s *Site) reserveEditions() {
	for _, b := range s.Briefings.All {
		for _, x := range b.Coming {
			by := editionOwner(x)
			by.Coming = true
			s.owners.Claim(outputName(x.URL), by)
		}
		if len(b.Editions)+len(b.Emptied) == 0 && len(b.Coming) > 0 {
			by := editionsOwner(b)
			by.Coming = true
			s.owners.Claim(outputName(present.EditionsOf(b)), by)
		}
	}
}

// summaryTitles is how many titles the summary of an edition names.
const summaryTitles = 3

// editionEntry is an edition in its briefing's feed: it comes out when its period ends, and is updated
// by late items.
func (s *Site) editionEntry(x *briefing.Edition) feed.Entry {
	out := feed.Entry{
		ID: s.tag("edition/" + x.Briefing.ID + "/" + x.Period.Key()), Title: s.maker.EditionTitle(x), URL: s.maker.Absolute(x.URL),
		Published: x.End, Updated: x.Modified,
	}
	var titles []string
	var html bytes.Buffer
	fmt.Fprintf(&html, "<p>%s</p>\n<ul>\n", template.HTMLEscapeString(s.maker.Days(x.Period)))
	for _, m := range x.Members {
		l := s.maker.Link(m.Entry)
		if len(titles) < summaryTitles {
			titles = append(titles, l.Title)
		}
		lang := ""
		if l.Lang != "" {
			lang = fmt.Sprintf(` lang="%s"`, template.HTMLEscapeString(l.Lang))
		}
		fmt.Fprintf(&html, "<li%s><a href=\"%s\">%s</a></li>\n", lang, template.HTMLEscapeString(l.URL), template.HTMLEscapeString(l.Title))
	}
	html.WriteString("</ul>\n")
	if more := len(x.Members) - len(titles); more > 0 {
		titles = append(titles, s.maker.Locale.Say("count.and_more", more))
	}
	out.Summary = s.maker.Contents(x) + ": " + strings.Join(titles, "; ")
	out.HTML = feed.Absolute(html.Bytes(), out.URL)
	return out
}
