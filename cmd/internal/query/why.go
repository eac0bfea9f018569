package query

import (
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/weave"
)

// A Why says of one document where it stands, in which briefings, and what links to it.
type Why struct {
	Title     string  `json:"title"`
	Kind      string  `json:"kind"`
	ID        string  `json:"id"`
	Path      string  `json:"path"`
	URL       string  `json:"url"`
	Date      string  `json:"date"`
	State     string  `json:"state"`   // "shown", "draft", "future" or "expired"
	Instant   string  `json:"instant"` // of "future": when it is published; of "expired": when it ended
	Item      bool    `json:"item"`    // it can be in briefings
	Items     int     `json:"items"`   // of an entity: how many articles and notes speak of it
	Briefings []Place `json:"briefings"`
	Links     []Link  `json:"links"` // newest first
}

// A Place is what a briefing makes of an item.
type Place struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	State   string   `json:"state"`   // "in", "out" or "excluded"
	Reasons []Reason `json:"reasons"` // of "in"
	Misses  []Miss   `json:"misses"`  // of "out": one a rule, the nearest first
}

// A Reason is why an item is in a briefing.
type Reason struct {
	Why      string     `json:"why"`
	Evidence []Evidence `json:"evidence"` // empty if it was placed by hand
}

// Evidence is where a predicate was seen to hold.
type Evidence struct {
	Predicate string `json:"predicate"`
	Where     string `json:"where"`
	Words     string `json:"words"`   // empty if it is about a key, or private
	Private   bool   `json:"private"` // the words stand in text that may not be shown
	Length    int    `json:"length"`  // of the words, in characters

	words string // of private text, for a person at a terminal
}

// A Miss is a rule that does not hold, and its predicates that keep it from holding.
type Miss struct {
	Why   string   `json:"why"`
	Fails []string `json:"fails"`
}

// A Link is a reference to the document from another.
type Link struct {
	Title    string `json:"title"`
	Path     string `json:"path"`
	Sentence string `json:"sentence"` // empty if it is in no running text, or may not be shown
}

// Explain answers for a document of r. only limits it to one briefing; nil means all.
func Explain(r *build.Result, e *catalog.Entry, only *briefing.Briefing) *Why {
	w := &Why{
		Title: e.Title, Kind: e.Kind, ID: e.ID, Path: string(e.Path), URL: string(e.URL), Date: dateOf(e), Item: e.Item(),
		Items: len(r.Graph.Of(e).Items), Briefings: []Place{}, Links: []Link{},
	}
	h := r.Catalog.WouldHold(e)
	w.State, w.Instant = h.String(), heldAt(e, h)
	if e.Item() {
		for _, v := range r.Briefings.Why(e, only) {
			w.Briefings = append(w.Briefings, place(v))
		}
	}
	weaver := weave.New(r.Graph, nil, "", r.Config, nil)
	for _, b := range r.Graph.Of(e).Backlinks {
		w.Links = append(w.Links, Link{b.From.Title, string(b.From.Path), plain(string(weaver.Reference(b)))})
	}
	return w
}

func place(v briefing.Verdict) Place {
	p := Place{ID: v.Briefing.ID, Title: v.Briefing.Title, State: "out", Reasons: []Reason{}, Misses: []Miss{}}
	switch {
	case v.Excluded:
		p.State = "excluded"
	case v.Member != nil:
		p.State = "in"
		for _, r := range v.Member.Reasons {
			reason := Reason{Why: r.Why, Evidence: []Evidence{}}
			for _, ev := range r.Evidence {
				reason.Evidence = append(reason.Evidence, evidence(ev))
			}
			p.Reasons = append(p.Reasons, reason)
		}
	default:
		for _, m := range v.Misses {
			p.Misses = append(p.Misses, Miss(m))
		}
	}
	return p
}

func evidence(ev briefing.Evidence) Evidence {
	out := Evidence{Predicate: ev.Predicate, Where: ev.Where.String(), Words: ev.Words, Private: ev.Private, Length: utf8.RuneCountInString(ev.Words)}
	if ev.Private {
		out.Words, out.words = "", ev.Words
	}
	return out
}

// plain is the text of a sentence, whose only elements mark the reference.
func plain(sentence string) string {
	return html.UnescapeString(strings.NewReplacer("<mark>", "", "</mark>", "").Replace(sentence))
}

// WriteText writes the answer for people. Words of text that may not be shown are written only if
// private is set: to a terminal and never to a log.
func (w *Why) WriteText(to io.Writer, private bool) error {
	var b strings.Builder
	line := func(indent int, format string, args ...any) {
		b.WriteString(strings.Repeat("  ", indent) + diag.Printable(fmt.Sprintf(format, args...)) + "\n")
	}
	line(0, "%s", w.Title)
	line(1, "%s", w.Path)
	line(1, "%s", w.URL)
	line(1, "%s", w.state())
	for _, p := range w.Briefings {
		b.WriteByte('\n')
		p.write(line, private)
	}
	b.WriteByte('\n')
	switch {
	case w.Kind == "entity":
		line(0, "articles and notes that speak of it: %d", w.Items)
	case !w.Item:
		line(0, "only articles and notes are in briefings")
	}
	if len(w.Links) == 0 {
		line(0, "nothing links to it")
	} else {
		line(0, "linked from")
	}
	for _, l := range w.Links {
		line(1, "%s", l.Path)
		if l.Sentence != "" {
			line(2, "%s", l.Sentence)
		}
	}
	_, err := io.WriteString(to, b.String())
	return err
}

// state says whether the document is shown, and since or until when it is not.
func (w *Why) state() string {
	switch w.State {
	case "draft":
		return "held back: a draft"
	case "future":
		return "held back until " + w.Instant
	case "expired":
		return "held back: expired " + w.Instant
	}
	return "published"
}

func (p *Place) write(line func(indent int, format string, args ...any), private bool) {
	switch p.State {
	case "excluded":
		line(0, "excluded from %q (%s): briefings.toml lists it under exclude", p.Title, p.ID)
	case "in":
		line(0, "in %q (%s)", p.Title, p.ID)
		for _, r := range p.Reasons {
			line(1, "%s", r.Why)
			for _, ev := range r.Evidence {
				line(2, "%s: %s", ev.Predicate, ev.text(private))
			}
		}
	default:
		line(0, "not in %q (%s)", p.Title, p.ID)
		if len(p.Misses) == 0 {
			line(1, "it has no rules, and nobody placed the item there")
			return
		}
		line(1, "the nearest of its rules: %s", p.Misses[0].Why)
		for _, f := range p.Misses[0].Fails {
			line(2, "%s", f)
		}
	}
}

func (ev *Evidence) text(private bool) string {
	switch {
	case ev.Length == 0:
		return ev.Where
	case !ev.Private:
		return fmt.Sprintf("%q in %s", ev.Words, ev.Where)
	case private:
		return fmt.Sprintf("%q in %s, which may not be shown", ev.words, ev.Where)
	}
	return fmt.Sprintf("%d characters in %s, which may not be shown", ev.Length, ev.Where)
}
