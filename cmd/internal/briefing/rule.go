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
	number         int // among all rules of the site
}

// A predicate is one condition: what it says, how to see whether it holds, and where that is seen.
type predicate struct {
	text string
	test
	wavers bool // it may hold at one clock and not at another: its entity comes or goes
}

// A test is what a predicate asks of an item. Most fail on most items, so that evidence is made only for
// those that have held.
type test struct {
	holds    func(e *catalog.Entry, f facts) bool
	evidence func(e *catalog.Entry, f facts) Evidence // without its Predicate
	trigger  any                                      // what an item bears that it holds for; nil if nothing of the kind; see triggers
}

// never is the test of a predicate that is not understood.
var never = test{holds: func(*catalog.Entry, facts) bool { return false }}

// holds asks the rule. An absent list holds.
func (r *rule) holds(e *catalog.Entry, f facts) ([]Evidence, bool) {
	holds := func(p predicate) bool { return p.holds(e, f) }
	if slices.ContainsFunc(r.none, holds) {
		return nil, false
	}
	for i := range r.all {
		if !r.all[i].holds(e, f) {
			return nil, false
		}
	}
	shown := r.all
	if len(r.any) > 0 {
		i := slices.IndexFunc(r.any, holds)
		if i < 0 {
			return nil, false
		}
		shown = append(slices.Clip(shown), r.any[i])
	}
	out := make([]Evidence, len(shown))
	for i, p := range shown {
		out[i] = p.evidence(e, f)
		out[i].Predicate = p.text
	}
	return out, true
}

// makers are the predicates there are. Each makes a test of its argument, or says what is wrong
// with it.
var makers = map[string]func(s *Set, arg string) (test, *wrongArg){
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
			p := predicate{text: text, test: never}
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
					cure = diag.DidYouMean(near+":"+arg, cure)
				}
				s.report(diag.Rule, fmt.Sprintf("unknown predicate %q", text), cure, at...)
			case arg == "":
				s.report(diag.Rule, fmt.Sprintf("predicate %q names nothing", text), "", at...)
			default:
				var wrong *wrongArg
				if p.test, wrong = maker(s, arg); wrong != nil {
					s.report(wrong.code, wrong.message, wrong.cure, at...)
				}
				p.wavers = name == "entity" && s.comesAndGoes(arg)
				s.wavers = s.wavers || p.wavers
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

// typo is what is wrong with an argument that no document has, if meant is what it most likely is a slip for; nil if meant is
// empty: what nobody has at the moment somebody may have tomorrow.
func typo(has, arg, predicate, meant string) *wrongArg {
	if meant == "" {
		return nil
	}
	return &wrongArg{diag.NameNear, fmt.Sprintf("no document %s %q", has, arg), diag.DidYouMean(predicate+meant, "")}
}

func tagTest(s *Set, arg string) (test, *wrongArg) {
	want := s.cat.Tag(permalink.TagKey(arg))
	if want == nil {
		return never, typo("bears the tag", arg, "tag:", s.cat.MeantTag(arg)) // or nobody bears it at the moment
	}
	return test{
		func(e *catalog.Entry, _ facts) bool { return slices.Contains(e.Tags, want) },
		seen(inKey("tags")), want,
	}, nil
}

func entityTest(s *Set, arg string) (test, *wrongArg) {
	entity := s.cat.Find("entity", arg)
	if entity == nil {
		w := &wrongArg{diag.EntityUnknown, fmt.Sprintf("no entity %q", arg), "write its file under content/entities/"}
		var ids []string
		for _, e := range s.cat.Entities {
			ids = append(ids, e.ID)
		}
		w.cure = diag.DidYouMean(diag.Nearest(arg, ids), w.cure)
		return never, w
	}
	return test{
		func(e *catalog.Entry, _ facts) bool {
			_, ok := s.graph.Of(e).Has(entity)
			return ok
		},
		func(e *catalog.Entry, _ facts) Evidence {
			v, _ := s.graph.Of(e).Has(entity)
			switch {
			case v.How == links.Listed && s.cat.Place(e) == entity:
				return inKey("place")
			case v.How == links.Listed:
				return inKey("entities")
			case v.Mention < 0:
				return Evidence{Where: Place{Part: InLink}}
			}
			m := s.graph.Mention(e, v.Mention)
			return Evidence{Where: where(e, m.Block), Words: m.Words(e), Private: m.Block >= 0 && !weave.Public(e, int(m.End))}
		},
		entity,
	}, nil
}

func sourceTest(s *Set, arg string) (test, *wrongArg) {
	want := s.cat.FindSource(arg)
	if want == nil {
		return never, unknownSource(s, arg)
	}
	return test{
		func(e *catalog.Entry, _ facts) bool {
			return e.Publisher == want || e.Agency == want || slices.Contains(e.Via, want)
		},
		func(e *catalog.Entry, _ facts) Evidence {
			switch want {
			case e.Publisher:
				return inKey("source.publisher")
			case e.Agency:
				return inKey("source.agency")
			}
			return inKey("source.via")
		},
		want,
	}, nil
}

func agencyTest(s *Set, arg string) (test, *wrongArg) {
	want := s.cat.FindSource(arg)
	if want == nil {
		return never, unknownSource(s, arg)
	}
	return test{func(e *catalog.Entry, _ facts) bool { return e.Agency == want }, seen(inKey("source.agency")), want}, nil
}

func unknownSource(s *Set, arg string) *wrongArg {
	w := &wrongArg{diag.SourceUnknown, fmt.Sprintf("no source %q", arg), "no document names it; write its file under content/sources/ if one will"}
	var ids []string
	for _, x := range s.cat.Sources {
		ids = append(ids, x.ID)
	}
	w.cure = diag.DidYouMean(diag.Nearest(arg, ids), w.cure)
	return w
}

func placeTest(s *Set, arg string) (test, *wrongArg) {
	want, entity := fold.Key(arg), s.cat.Entity(arg, nil)
	var wrong *wrongArg
	if entity == nil {
		wrong = typo("names the place", arg, "place:", s.cat.MeantPlace(arg))
	}
	return test{
		func(e *catalog.Entry, _ facts) bool {
			return e.Meta.Place != "" && (fold.Key(e.Meta.Place) == want || entity != nil && s.cat.Place(e) == entity)
		},
		seen(inKey("place")), nil,
	}, wrong
}

func kindTest(_ *Set, arg string) (test, *wrongArg) {
	if arg != "article" && arg != "note" {
		return never, &wrongArg{diag.Rule, fmt.Sprintf("no kind %q in a briefing", arg), "articles and notes are members of briefings: kind:article, kind:note"}
	}
	return test{func(e *catalog.Entry, _ facts) bool { return e.Kind == arg }, seen(Evidence{Where: Place{Part: InKind}}), nil}, nil
}

func langTest(_ *Set, arg string) (test, *wrongArg) {
	want := strings.ToLower(arg)
	return test{
		func(e *catalog.Entry, _ facts) bool {
			lang := strings.ToLower(e.Lang)
			return lang == want || strings.HasPrefix(lang, want+"-")
		},
		seen(inKey("lang")), nil,
	}, nil
}

func authorTest(s *Set, arg string) (test, *wrongArg) {
	want := fold.Key(arg)
	return test{
		func(e *catalog.Entry, _ facts) bool {
			return slices.ContainsFunc(e.Meta.Authors, func(a string) bool { return fold.Key(a) == want })
		},
		seen(inKey("authors")), nil,
	}, typo("has the author", arg, "author:", s.cat.MeantAuthor(arg))
}

// pathTest matches the path below content/: "*" is any run of letters but "/", "**" any run, "?" one.
func pathTest(s *Set, arg string) (test, *wrongArg) {
	below := strings.TrimPrefix(strings.TrimPrefix(arg, "/"), "content/")
	pattern := strings.NewReplacer(`\*\*/`, `(?:.*/)?`, `\*\*`, `.*`, `\*`, `[^/]*`, `\?`, `[^/]`).Replace(regexp.QuoteMeta(below))
	re, err := regexp.Compile("^" + pattern + "$")
	if err != nil {
		return never, &wrongArg{diag.Rule, fmt.Sprintf("cannot understand the pattern %q", arg), `write it as "articles/2022/**"`}
	}
	return test{
		func(e *catalog.Entry, _ facts) bool {
			p := strings.TrimPrefix(string(e.Path), "content/")
			return re.MatchString(p) || re.MatchString(strings.TrimSuffix(p, path.Ext(p)))
		},
		seen(Evidence{Where: Place{Part: InPath}}), nil,
	}, typo("has the path", arg, "path:", s.cat.MeantPath(below))
}

func afterTest(s *Set, arg string) (test, *wrongArg) {
	return dateTest(s, arg, func(date, at time.Time) bool { return !date.Before(at) })
}

func beforeTest(s *Set, arg string) (test, *wrongArg) { return dateTest(s, arg, time.Time.Before) }

// dateTest compares the date of an item with the moment that arg names. What has no date is neither
// after nor before.
func dateTest(s *Set, arg string, holds func(date, at time.Time) bool) (test, *wrongArg) {
	d, ok := typed.ParseDate(arg)
	if !ok {
		return never, &wrongArg{diag.Rule, fmt.Sprintf("%q is no date", arg), "write it as 2022-11-09"}
	}
	at := d.In(s.cat.Config.Location)
	return test{
		func(e *catalog.Entry, _ facts) bool { return !e.Date.IsZero() && holds(e.Date, at) },
		seen(inKey("date")), nil,
	}, nil
}
