package links

import (
	"fmt"
	"path"
	"strings"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/permalink"
)

// A Target is what a reference leads to. The zero Target leads nowhere: the reference is shown as
// plain text.
type Target struct {
	Entry    *catalog.Entry // a document; nil if it is none
	Asset    *asset.Asset   // a file of content
	URL      permalink.URL  // a file under static/, or a page that is made for no document
	Fragment string         // an id in the document's HTML; empty: the whole
	Heading  string         // the words of the heading with that id; empty if it is none's
	ByTitle  bool           // matched by title or alias, so that the words of the reference are its name
	TooLarge bool           // an embed that would make its page too large: to be shown as a link
}

// Known reports whether the reference leads anywhere.
func (t Target) Known() bool { return t.Entry != nil || t.Asset != nil || t.URL != "" }

// resolve finds what every reference leads to.
func (g *Graph) resolve() {
	g.each(func(e *catalog.Entry, n *Node) []diag.Problem {
		if len(e.Body.Refs) == 0 {
			return nil
		}
		var problems []diag.Problem
		n.Targets = make([]Target, len(e.Body.Refs))
		for i := range e.Body.Refs {
			r := &e.Body.Refs[i]
			t, p := g.target(e, r)
			if p.Code == "" {
				p = wordless(r, t)
			}
			if p.Code != "" {
				p.Path, p.Line, p.Col = string(e.Path), int(r.Line), int(r.Col)
				problems = append(problems, p)
			}
			n.Targets[i] = t
		}
		return problems
	})
}

// wordless reports a picture that nobody says anything of.
func wordless(r *hypertext.Ref, t Target) diag.Problem {
	if r.Kind != hypertext.Image && r.Kind != hypertext.Embed || t.Entry != nil || r.Alt != "" || r.Labelled || !t.Known() || address.MediaType(path.Ext(r.Target)) != "image" {
		return diag.Problem{}
	}
	p := diag.Problem{
		Code: diag.ImageAlt, Message: "a picture has no words for those who cannot see it",
		Cure: "say between the brackets what it shows",
	}
	switch {
	case r.Address:
		p.Cure = "say in its alt what it shows"
	case r.Kind == hypertext.Embed:
		p.Cure = fmt.Sprintf("say what it shows: ![[%s|a map of the port%s]]", r.Target, size(r))
	}
	return p
}

// size is the size that a picture is given, as it is written behind its words; empty if it is given none.
func size(r *hypertext.Ref) string {
	switch {
	case r.Width == 0:
		return ""
	case r.Height == 0:
		return fmt.Sprintf("|%d", r.Width)
	}
	return fmt.Sprintf("|%dx%d", r.Width, r.Height)
}

// target resolves one reference.
func (g *Graph) target(e *catalog.Entry, r *hypertext.Ref) (Target, diag.Problem) {
	if r.Target == "" {
		return g.fragment(e, e, r, Target{Entry: e})
	}
	if strings.Contains(r.Target, "{{") || strings.Contains(r.Target, "{%") {
		return Target{}, diag.Problem{} // another generator's template; reported with the text
	}
	if r.Kind == hypertext.Link || r.Kind == hypertext.Image || strings.HasPrefix(r.Target, "./") || strings.HasPrefix(r.Target, "../") {
		return g.byPath(e, r)
	}
	if address.IsMedia(r.Target) {
		if a := g.cat.Files.Find(e.Folder(), r.Target); a != nil {
			return Target{Asset: a}, diag.Problem{}
		}
		if g.cat.Static(strings.Trim(r.Target, "/")) {
			return Target{URL: permalink.URL("/" + strings.Trim(r.Target, "/"))}, diag.Problem{}
		}
	}
	found := g.cat.Nearest(r.Target, e.Folder())
	if len(found) == 0 {
		if u := g.made(r.Target); u != "" {
			return Target{URL: u}, diag.Problem{}
		}
	}
	return g.choose(e, r, found)
}

// made returns the address of what is made for no document and has a name all the same: a briefing that
// briefings.toml declares, by its id, and an edition of one; empty if there is none.
func (g *Graph) made(name string) permalink.URL {
	name = strings.TrimPrefix(strings.Trim(name, "/ "), "briefings/")
	id, edition, _ := strings.Cut(name, "/")
	u := permalink.Briefing(id)
	if !g.cat.Made(u) {
		return ""
	}
	if edition == "" {
		return u
	}
	if u = permalink.Edition(u, strings.ToLower(edition)); g.cat.MayBeEdition(u) {
		return u
	}
	return ""
}

// choose settles on one of the nearest documents that answer to a reference. What is wrong with it is so
// whatever the clock says: a document that is to come, or is over, counts as if it were there.
func (g *Graph) choose(e *catalog.Entry, r *hypertext.Ref, best []*catalog.Entry) (Target, diag.Problem) {
	if len(best) > 1 {
		if final := finished(best); len(final) > 0 {
			best = final
		}
	}
	if len(best) == 0 {
		return Target{}, g.missing(e, r)
	}
	if len(best) > 1 {
		return Target{}, diag.Problem{
			Code:    diag.Ambiguous,
			Message: fmt.Sprintf("%q may be %s or %s", r.Target, best[0].Path, best[1].Path),
			Cure:    "write more of the path",
		}
	}
	t := Target{Entry: best[0]}
	key := fold.Key(strings.TrimSuffix(r.Target, ".md"))
	t.ByTitle = !t.Entry.Answers(key) && !strings.Contains(r.Target, "/")
	t, p := g.fragment(e, t.Entry, r, t)
	if p.Code == "" && !t.Entry.Published() && e.Published() {
		if g.cat.Made(t.Entry.URL) {
			return Target{URL: t.Entry.URL}, p // a list is there without the text above it
		}
		p = diag.Problem{
			Code:    diag.RefHeld,
			Message: fmt.Sprintf("%q is held back (%s); shown as plain text", t.Entry.ID, t.Entry.Hold),
			Cure:    heldCure(t.Entry, r),
		}
	}
	return t, p
}

// finished returns the first two that are no drafts, which only their authors can publish.
func finished(all []*catalog.Entry) []*catalog.Entry {
	var out []*catalog.Entry
	for _, e := range all {
		if !e.Meta.Draft {
			out = append(out, e)
		}
		if len(out) == 2 {
			break
		}
	}
	return out
}

// unlisted reports a link to a list, a feed, an edition or an old address that nothing published has at
// the moment.
func unlisted(e *catalog.Entry, r *hypertext.Ref, cure string) diag.Problem {
	if !e.Published() {
		return diag.Problem{}
	}
	return diag.Problem{
		Code: diag.RefHeld, Message: fmt.Sprintf("nothing is made at %q at the moment; shown as plain text", r.Target),
		Cure: cure,
	}
}

// heldCure says how long a document is held back. Its title is not shown before its time, so that a reference by id needs
// words of its own.
func heldCure(e *catalog.Entry, r *hypertext.Ref) string {
	cure, until := "it is a draft", "for the time until it is published"
	switch e.Hold {
	case catalog.Future:
		cure, until = "it will be published at "+e.Publish.Format("2006-01-02 15:04 MST"), "for the time until then"
	case catalog.Expired:
		cure, until = "it expired at "+e.Expiry.Format("2006-01-02 15:04 MST"), "for the time from then on"
	}
	if r.Kind == hypertext.Wiki && !r.Labelled {
		target := r.Target
		if r.Fragment != "" {
			target += "#" + r.Fragment
		}
		cure += fmt.Sprintf("; give the link words %s: [[%s|…]]", until, target)
	}
	return cure
}

func (g *Graph) missing(e *catalog.Entry, r *hypertext.Ref) diag.Problem {
	p := diag.Problem{
		Code: diag.Reference, Message: fmt.Sprintf("no document named %q", r.Target),
		Cure: `write it, or name one by id, path, title or alias; "briefings list articles" and its like show the ids`,
	}
	if file := g.cat.Files.Unpublished(e.Folder(), r.Target); file != "" {
		p.Message = fmt.Sprintf("%s is a file of a sort that is not published", file)
		p.Cure = "files under static/ are published as they are"
		if address.MediaType(path.Ext(string(file))) != "" {
			p.Message, p.Cure = fmt.Sprintf("%s is not published", file), "what is wrong with it is said at the file itself"
		}
		return p
	}
	switch {
	case r.Kind == hypertext.Image || address.IsMedia(r.Target):
		p.Message = fmt.Sprintf("no file named %q", r.Target)
		p.Cure = "put it beside the document, or under static/"
	case r.Kind == hypertext.Link:
		p.Message = fmt.Sprintf("no file or page at %q", r.Target)
		p.Cure = "give the path from this file, or from content/"
	}
	p.Cure = diag.DidYouMean(g.cat.Near(r.Target), p.Cure)
	return p
}

// byPath resolves what a Markdown link or picture names: a path from the file's folder, then from
// content/, then an address of the site, then what other generators make of either.
func (g *Graph) byPath(e *catalog.Entry, r *hypertext.Ref) (Target, diag.Problem) {
	target := r.Target
	if inner, ok := strings.CutPrefix(target, "@/"); ok {
		target = "/" + inner // as Zola writes a path from content/
	}
	rel := strings.TrimPrefix(target, "/")
	tries := []string{path.Join(g.cat.Root(), rel)}
	if rel == target {
		tries = []string{path.Join(e.Folder(), rel), path.Join(g.cat.Root(), rel)}
	}
	if strings.HasPrefix(target, "../") && strings.HasSuffix(target, "/") { // no file is meant, but a page beside this one
		if to := g.cat.AtAddress(path.Join(string(e.URL), target)); to != nil {
			return g.choose(e, r, []*catalog.Entry{to})
		}
	}
	for _, p := range tries {
		if to := g.atPath(p); to != nil {
			return g.choose(e, r, []*catalog.Entry{to})
		}
		if a := g.cat.Files.At(content.Path(p)); a != nil {
			return Target{Asset: a}, diag.Problem{}
		}
	}
	known := false
	address := path.Join("/", rel)
	if rel == target { // a browser would read it from the page's own address
		address = path.Join(string(e.URL), rel)
	}
	for _, a := range []string{address, path.Join("/", rel)} {
		if g.cat.Static(strings.TrimPrefix(a, "/")) {
			return Target{URL: permalink.URL(a)}, diag.Problem{}
		}
		if to := g.cat.AtAddress(a); to != nil {
			return g.choose(e, r, []*catalog.Entry{to})
		}
		a = strings.TrimSuffix(a, "/index.html")
		for _, u := range []permalink.URL{permalink.URL(a), permalink.URL(strings.TrimSuffix(a, "/") + "/")} {
			u = g.cat.AsMade(u)
			if g.cat.Made(u) || g.cat.MayBeEdition(u) {
				return Target{URL: u}, diag.Problem{}
			}
			known = known || g.cat.Known(u)
		}
		if beside := g.cat.AtAddress(path.Dir(a)); beside != nil { // a file of its bundle
			if f := g.cat.Files.At(content.Path(path.Join(beside.Folder(), path.Base(a)))); f != nil {
				return Target{Asset: f}, diag.Problem{}
			}
		}
	}
	if known {
		return Target{}, unlisted(e, r, "what it is made of is held back or has expired; feeds and the sitemap need a base_url")
	}
	if a := g.cat.Files.Find(e.Folder(), target); a != nil {
		return Target{Asset: a}, diag.Problem{}
	}
	if found := g.cat.Dated(rel, e.Folder()); len(found) > 0 {
		return g.choose(e, r, found)
	}
	if content.IsMarkdown(target) || path.Ext(target) == "" {
		if found := g.cat.Nearest(strings.TrimPrefix(path.Clean("/"+target), "/"), e.Folder()); len(found) > 0 {
			return g.choose(e, r, found)
		}
	}
	return Target{}, g.missing(e, r)
}

// atPath returns the document at a path, which may leave out the extension, or have the one that
// generators give its page.
func (g *Graph) atPath(p string) *catalog.Entry {
	stem := p
	if ext := path.Ext(p); ext == ".html" || ext == ".htm" {
		stem = strings.TrimSuffix(p, ext)
	}
	for _, q := range []string{p, stem + ".md", stem + ".markdown", stem + "/index.md", stem + "/_index.md", stem + "/README.md"} {
		if to := g.cat.AtPath(content.Path(q)); to != nil {
			return to
		}
	}
	return nil
}
