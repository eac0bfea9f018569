// Package config reads what authors write as keys and values: briefings.toml and the front matter
// of documents, TOML and YAML, into typed values, strictly and with the place of every mistake.
//
// What a key means is decided here and nowhere else: foreign spellings, wrong types and doubled
// keys do not reach other packages.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"golang.org/x/text/language"

	"briefings/cmd/internal/diag"
)

// File is the name of a site's configuration.
const File = "briefings.toml"

// A Site is briefings.toml, with defaults for what it leaves out.
type Site struct {
	Declared    bool // there is a briefings.toml; without one a site is a plain folder of Markdown
	Title       string
	Description string
	BaseURL     string // without a slash at its end; empty if not set
	Authority   string // of feed ids, RFC 4151; empty: the host of BaseURL
	Location    *time.Location
	Lang        string
	Dir         string
	Text        string // rights of articles unless they or their source say otherwise
	RawHTML     bool   // raw HTML is sanitised and published, not shown as text
	PerPage     int    // items on a page of a list
	FeedItems   int    // entries in a feed
	Kinds       map[string]string
	Briefings   []Briefing
	Policy      diag.Policy
	Params      map[string]any

	front Front // for Place
}

// A Briefing is one [[briefing]]: what it is called and what belongs into it.
type Briefing struct {
	ID, Title, Summary string
	Edition            string // "weekly", "monthly" or empty
	Include, Exclude   []string
	Rules              []Rule
	Index              int // in briefings.toml; -1 if only content/briefings has it
}

// A Rule places a document that All, Any and None each hold for; an empty one of them holds.
type Rule struct {
	Why            string
	Index          int // among the rules of the briefing, as written
	All, Any, None []string
}

// Place returns where in briefings.toml a key or value is, as Front.Place does.
func (s *Site) Place(keys ...any) (line, col int) { return s.front.Place(keys...) }

// Load reads briefings.toml of the site. A folder without one is a site too.
func Load(site fs.FS) (*Site, []diag.Problem, error) {
	src, err := fs.ReadFile(site, File)
	if errors.Is(err, fs.ErrNotExist) {
		return defaults(), nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", File, err)
	}
	s, problems := Parse(src)
	return s, problems, nil
}

func defaults() *Site {
	return &Site{
		Title: "Briefings", Location: time.UTC, Lang: "en", Dir: "ltr", Text: "full", PerPage: 50, FeedItems: 30,
		Policy: diag.Policy{Lenient: true},
	}
}

// Parse reads the text of a briefings.toml.
func Parse(src []byte) (*Site, []diag.Problem) {
	s := defaults()
	s.Declared, s.Policy.Lenient = true, false
	s.front = Front{text: strings.TrimPrefix(string(src), "\ufeff"), line: 1}
	tree, problems := decodeTOML(s.front.text)
	r := &reader{}
	s.read(r.table("", "", tree))
	problems = append(problems, r.placed(s.front.places)...)
	for i := range problems {
		problems[i].Path = File
	}
	return s, problems
}

func (s *Site) read(t *table) {
	set(&s.Title, t.str("title"))
	s.Description = t.str("description")
	s.BaseURL = baseURL(t)
	s.Authority = t.str("authority")
	if zone := t.str("timezone"); zone != "" {
		loc, err := time.LoadLocation(zone)
		if err != nil || zone == "Local" {
			t.report(t.at("timezone"), diag.KeyValue, fmt.Sprintf("no time zone named %q", zone), `use a name such as "Europe/Berlin" or "UTC"`)
		} else {
			s.Location = loc
		}
	}
	set(&s.Lang, t.language("lang"))
	set(&s.Dir, Direction(s.Lang))
	set(&s.Dir, t.oneOf("dir", []string{"ltr", "rtl"}, nil))
	set(&s.Text, t.oneOf("text", []string{"full", "excerpt", "private"}, nil))
	s.RawHTML = t.boolean("raw_html")
	s.PerPage = t.positive("per_page", s.PerPage)
	s.FeedItems = t.positive("feed_items", s.FeedItems)
	s.Params = t.free("params")
	s.Kinds = kinds(t)
	s.Policy.Override = overrides(t)
	seen := map[string]bool{}
	for i, b := range t.tables("briefing") {
		briefing := readBriefing(b, i)
		if seen[briefing.ID] {
			b.report(b.at("id"), diag.KeyTwice, fmt.Sprintf("two briefings have the id %q", briefing.ID), "give one of them another id")
			continue
		}
		seen[briefing.ID] = true
		s.Briefings = append(s.Briefings, briefing)
	}
	t.done()
}

func set(to *string, v string) {
	if v != "" {
		*to = v
	}
}

func baseURL(t *table) string {
	s := strings.TrimRight(t.str("base_url"), "/")
	if s == "" {
		return ""
	}
	if err := CheckBaseURL(s); err != nil {
		t.report(t.at("base_url"), diag.KeyValue, err.Error(), `write it as "https://example.org/desk"`)
		return ""
	}
	return s
}

// CheckBaseURL says what is wrong with the address that a site is to be published at.
func CheckBaseURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("%q is no address of a site", s)
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return fmt.Errorf("the address of a site has no query, fragment or user: %q", s)
	}
	return nil
}

func (t *table) positive(key string, otherwise int) int {
	if _, there := t.spelt[plain(key)]; !there {
		t.asked = append(t.asked, key)
		return otherwise
	}
	n := t.integer(key)
	if n < 1 || n > 10_000 {
		t.report(t.at(key), diag.KeyValue, fmt.Sprintf("%s must be between 1 and 10000", key), "")
		return otherwise
	}
	return n
}

// language takes a BCP 47 tag.
func (t *table) language(key string) string {
	s := t.str(key)
	if s == "" {
		return ""
	}
	tag, err := language.Parse(s)
	if err != nil {
		t.report(t.at(key), diag.KeyValue, fmt.Sprintf("%q is no language", s), `write it as "en", "fa" or "zh-Hant"`)
		return ""
	}
	return tag.String()
}

// Direction returns the direction that the language's script is written in.
func Direction(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return "ltr"
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return "rtl"
	}
	return "ltr"
}

func kinds(t *table) map[string]string {
	k := t.table("kinds")
	if k == nil {
		return nil
	}
	out := map[string]string{}
	for _, folder := range k.keys() {
		if kind := k.oneOf(folder, Kinds, nil); kind != "" {
			out[folder] = kind
		}
	}
	k.done()
	return out
}

func overrides(t *table) map[diag.Code]diag.Severity {
	p := t.table("problems")
	if p == nil {
		return nil
	}
	out := map[diag.Code]diag.Severity{}
	names := map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "off": diag.Off}
	for _, code := range p.keys() {
		if _, ok := diag.Codes[diag.Code(code)]; !ok {
			continue // done reports it
		}
		if s := p.oneOf(code, []string{"error", "warning", "off"}, nil); s != "" {
			out[diag.Code(code)] = names[s]
		}
	}
	for _, code := range slices.Sorted(maps.Keys(diag.Codes)) {
		p.asked = append(p.asked, string(code))
	}
	p.done()
	return out
}

func readBriefing(t *table, index int) Briefing {
	b := Briefing{ID: t.need("id"), Index: index}
	t.name = fmt.Sprintf("briefing %q", b.ID)
	b.Title = t.str("title")
	b.Summary = t.str("summary")
	b.Edition = t.oneOf("edition", []string{"weekly", "monthly"}, nil)
	b.Include = t.list("include")
	b.Exclude = t.list("exclude")
	for i, r := range t.tables("rule") {
		rule := Rule{Index: i, Why: r.need("why"), All: r.list("all"), Any: r.list("any"), None: r.list("none")}
		if len(rule.All)+len(rule.Any) == 0 {
			r.report(r.path, diag.Rule, "a rule needs all or any", `a rule with only "none" would take nearly everything`)
		} else {
			b.Rules = append(b.Rules, rule)
		}
		r.done()
	}
	t.done()
	if b.Title == "" {
		b.Title = b.ID
	}
	return b
}
