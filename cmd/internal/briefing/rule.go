package briefing

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/typed"
	"briefings/cmd/internal/weave"
)

// A rule is a [[briefing.rule]], ready to be asked.
type rule struct {
	why            string
	all, any, none []predicate
}

// A predicate is one condition: what it says, and how to see whether it holds.
type predicate struct {
	text string
	test func(e *catalog.Entry, f facts) (Evidence, bool)
}

// holds asks the rule. An absent list holds.
func (r *rule) holds(e *catalog.Entry, f facts) ([]Evidence, bool) {
	var out []Evidence
	for _, p := range r.none {
		if _, ok := p.test(e, f); ok {
			return nil, false
		}
	}
	for _, p := range r.all {
		ev, ok := p.test(e, f)
		if !ok {
			return nil, false
		}
		ev.Predicate = p.text
		out = append(out, ev)
	}
	if len(r.any) == 0 {
		return out, true
	}
	for _, p := range r.any {
		if ev, ok := p.test(e, f); ok {
			ev.Predicate = p.text
			return append(out, ev), true
		}
	}
	return nil, false
}

// makers are the predicates there are. Each makes a test of its argument, or says what is wrong
// with it.
var makers = map[string]func(s *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error){
	"tag":    tagTest,
	"entity": entityTest,
	"source": sourceTest,
	"agency": agencyTest,
	"place":  placeTest,
	"kind":   kindTest,
	"lang":   langTest,
	"author": authorTest,
	"path":   pathTest,
	"phrase": phraseTest,
	"after":  afterTest,
	"before": beforeTest,
}

// Predicates are the names of the predicates, sorted.
func Predicates() []string {
	var out []string
	for name := range makers {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// compile makes a rule. A predicate that is not understood never holds, and is reported.
func (s *Set) compile(b *config.Briefing, index int, r config.Rule) rule {
	list := func(key string, texts []string) []predicate {
		var out []predicate
		for i, text := range texts {
			p := predicate{text: text, test: func(*catalog.Entry, facts) (Evidence, bool) { return Evidence{}, false }}
			name, arg, ok := strings.Cut(text, ":")
			name, arg = strings.TrimSpace(name), strings.TrimSpace(arg)
			at := []any{"briefing", b.Index, "rule", r.Index, key, i}
			switch maker := makers[name]; {
			case !ok || maker == nil:
				cure := "one of: " + joined(Predicates())
				if !ok {
					cure = fmt.Sprintf("say what it is about, as in %q or %q", "tag:"+text, "entity:"+text)
				}
				if near := diag.Nearest(name, Predicates()); near != "" && ok {
					cure = fmt.Sprintf("did you mean %q?", near+":"+arg)
				}
				s.report(diag.Rule, fmt.Sprintf("unknown predicate %q", text), cure, at...)
			case arg == "":
				s.report(diag.Rule, fmt.Sprintf("predicate %q names nothing", text), "", at...)
			default:
				test, err := maker(s, arg)
				if err != nil {
					wrong := err.(*wrongArg)
					s.report(wrong.code, wrong.message, wrong.cure, at...)
					break
				}
				p.test = test
			}
			out = append(out, p)
		}
		return out
	}
	return rule{why: r.Why, all: list("all", r.All), any: list("any", r.Any), none: list("none", r.None)}
}

// wrongArg is what is wrong with the argument of a predicate.
type wrongArg struct {
	code          diag.Code
	message, cure string
}

func (w *wrongArg) Error() string { return w.message }

// key is what a predicate about a key of front matter answers.
func key(name string, holds bool) (Evidence, bool) {
	if !holds {
		return Evidence{}, false
	}
	return Evidence{Where: `key "` + name + `"`}, true
}

func tagTest(_ *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	want := permalink.TagKey(arg)
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		return key("tags", slices.ContainsFunc(e.Tags, func(t *catalog.Tag) bool { return t.Key == want }))
	}, nil
}

func entityTest(s *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	entity := s.cat.Find("entity", arg)
	if entity == nil {
		w := &wrongArg{diag.EntityUnknown, fmt.Sprintf("no entity %q", arg), "write its file under content/entities/"}
		var ids []string
		for _, e := range s.cat.Entities {
			ids = append(ids, e.ID)
		}
		if near := diag.Nearest(arg, ids); near != "" {
			w.cure = fmt.Sprintf("did you mean %q?", near)
		}
		return nil, w
	}
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		n := s.graph.Of(e)
		v, ok := n.Has(entity)
		if !ok {
			return Evidence{}, false
		}
		if v.Mention < 0 || v.How == "listed" {
			return Evidence{Where: map[string]string{"listed": `key "entities"`, "linked": "a link"}[v.How]}, true
		}
		m := n.Mentions[v.Mention]
		return Evidence{Where: where(e, m.Block), Words: words(e, m), Private: m.Block >= 0 && !weave.Public(e, int(m.End))}, true
	}, nil
}

// where names a block of text as readers count: the title, or the paragraph.
func where(e *catalog.Entry, block int32) string {
	if block < 0 {
		return "the title"
	}
	return fmt.Sprintf("paragraph %d", e.Body.Paragraph(int(block)))
}

func words(e *catalog.Entry, m links.Mention) string {
	if m.Block < 0 {
		return e.Title[m.Start:m.End]
	}
	return e.Body.Text[m.Start:m.End]
}

func sourceTest(s *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	want := s.cat.FindSource(arg)
	if want == nil {
		return nil, unknownSource(s, arg)
	}
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		switch {
		case e.Publisher == want:
			return key("source.publisher", true)
		case e.Agency == want:
			return key("source.agency", true)
		}
		return key("source.via", slices.Contains(e.Via, want))
	}, nil
}

func agencyTest(s *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	want := s.cat.FindSource(arg)
	if want == nil {
		return nil, unknownSource(s, arg)
	}
	return func(e *catalog.Entry, _ facts) (Evidence, bool) { return key("source.agency", e.Agency == want) }, nil
}

func unknownSource(s *Set, arg string) error {
	w := &wrongArg{diag.SourceUnknown, fmt.Sprintf("no source %q", arg), "no document names it; write its file under content/sources/ if one will"}
	var ids []string
	for _, x := range s.cat.Sources {
		ids = append(ids, x.ID)
	}
	if near := diag.Nearest(arg, ids); near != "" {
		w.cure = fmt.Sprintf("did you mean %q?", near)
	}
	return w
}

func placeTest(s *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	want, entity := fold.Key(arg), s.cat.Find("entity", arg)
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		p := e.Meta.Place
		return key("place", p != "" && (fold.Key(p) == want || entity != nil && s.cat.Find("entity", p) == entity))
	}, nil
}

func kindTest(_ *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	if arg != "article" && arg != "note" {
		return nil, &wrongArg{diag.Rule, fmt.Sprintf("no kind %q in a briefing", arg), "articles and notes are members of briefings: kind:article, kind:note"}
	}
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		return Evidence{Where: "its kind"}, e.Kind == arg
	}, nil
}

func langTest(_ *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		return key("lang", strings.EqualFold(e.Lang, arg) || strings.HasPrefix(strings.ToLower(e.Lang), strings.ToLower(arg)+"-"))
	}, nil
}

func authorTest(_ *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	want := fold.Key(arg)
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		return key("authors", slices.ContainsFunc(e.Meta.Authors, func(a string) bool { return fold.Key(a) == want }))
	}, nil
}

// pathTest matches the path below content/: "*" is any run of letters but "/", "**" any run, "?" one.
func pathTest(s *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	pattern := regexp.QuoteMeta(strings.TrimPrefix(strings.TrimPrefix(arg, "/"), "content/"))
	pattern = strings.NewReplacer(`\*\*/`, `(?:.*/)?`, `\*\*`, `.*`, `\*`, `[^/]*`, `\?`, `[^/]`).Replace(pattern)
	re, err := regexp.Compile("^" + pattern + "$")
	if err != nil {
		return nil, &wrongArg{diag.Rule, fmt.Sprintf("cannot understand the pattern %q", arg), `write it as "articles/2022/**"`}
	}
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		p := strings.TrimPrefix(string(e.Path), "content/")
		return Evidence{Where: "its path"}, re.MatchString(p) || re.MatchString(strings.TrimSuffix(p, path.Ext(p)))
	}, nil
}

func afterTest(s *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	at, err := s.moment(arg)
	if err != nil {
		return nil, err
	}
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		return key("date", !e.Date.IsZero() && !e.Date.Before(at))
	}, nil
}

func beforeTest(s *Set, arg string) (func(*catalog.Entry, facts) (Evidence, bool), error) {
	at, err := s.moment(arg)
	if err != nil {
		return nil, err
	}
	return func(e *catalog.Entry, _ facts) (Evidence, bool) {
		return key("date", !e.Date.IsZero() && e.Date.Before(at))
	}, nil
}

func (s *Set) moment(arg string) (time.Time, error) {
	d, ok := typed.ParseDate(arg)
	if !ok {
		return time.Time{}, &wrongArg{diag.Rule, fmt.Sprintf("%q is no date", arg), "write it as 2022-11-09"}
	}
	return d.In(s.cat.Config.Location), nil
}
