package config

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/net/idna"

	"briefings/cmd/internal/config/zone"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/keytree"
	"briefings/cmd/internal/typed"
)

// Parse reads the text of a briefings.toml.
func Parse(src []byte) (*Site, []diag.Problem) {
	s := defaults()
	s.Declared, s.Policy.Lenient = true, false
	var problems []diag.Problem
	src, encoding := frontmatter.Decode(src)
	if encoding != nil {
		problems = append(problems, *encoding)
	}
	text := keytree.Text{Keys: strings.TrimPrefix(string(src), "\ufeff"), Line: 1}
	s.places = sync.OnceValue(text.Places)
	tree, syntax := text.Tree()
	r := typed.NewReader(typed.Dialect{Help: `"briefings help config" lists the keys`})
	s.read(r.Root(tree))
	problems = append(problems, r.Problems(syntax, s.places)...)
	for i := range problems {
		problems[i].Path = File
	}
	return s, problems
}

func (s *Site) read(t *typed.Table) {
	set(&s.Title, t.Str("title"))
	s.Description = t.Str("description")
	s.BaseURL = baseURL(t)
	s.Authority = authority(t)
	s.checkAuthority(t)
	location(&s.Location, t)
	set(&s.Lang, t.Lang("lang"))
	set(&s.Dir, direction.OfLanguage(s.Lang))
	set(&s.Dir, t.OneOf("dir", "ltr", "rtl"))
	set(&s.Calendar, t.OneOf("calendar", gregorian, Jalali))
	set(&s.Text, frontmatter.ReadRights(t))
	s.Accent, s.AccentDark = accents(t)
	s.RawHTML = t.Bool("raw_html")
	s.PerPage = t.Int("per_page", s.PerPage, 1, 10_000)
	s.FeedItems = t.Int("feed_items", s.FeedItems, 1, 10_000)
	if t.Has("search") {
		s.Search = t.Bool("search")
	}
	s.Logo = strings.TrimPrefix(strings.TrimPrefix(t.Str("logo"), "/"), "static/")
	s.NewsSitemap = t.Bool("news_sitemap")
	s.Cards = t.Bool("cards")
	s.Hosting = hosts(t)
	s.HSTS = t.Bool("hsts")
	s.Params = t.Free("params")
	s.Kinds = kinds(t)
	s.Policy.Override = overrides(t)
	for i, b := range t.Tables("briefing") {
		if briefing, ok := s.briefing(b, i); ok {
			s.Briefings = append(s.Briefings, briefing)
		}
	}
	for i, p := range t.Tables("publish") {
		if target, ok := s.target(p, i); ok {
			s.Targets = append(s.Targets, target)
		}
	}
	t.Done()
}

func set[T ~string](to *T, v T) {
	if v != "" {
		*to = v
	}
}

func location(to **time.Location, t *typed.Table) {
	name := t.Str("timezone")
	if name == "" {
		return
	}
	loc, err := zone.Load(name)
	if err != nil {
		t.Report("timezone", diag.KeyValue, fmt.Sprintf("no time zone named %q", name), `use a name such as "Europe/Berlin" or "UTC"`)
		return
	}
	*to = loc
}

func baseURL(t *typed.Table) string {
	written := t.Str("base_url")
	if written == "" {
		return ""
	}
	s, err := ParseBaseURL(written)
	if err != nil {
		t.Report("base_url", diag.KeyValue, err.Error(), `write it as "https://example.org/desk"`)
	}
	return s
}

// ParseBaseURL reads the address that a site is to be published at, and returns it without a slash at its end, a
// host of other letters in the form that programs ask for it by (RFC 5891).
func ParseBaseURL(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" || strings.ContainsFunc(s, unicode.IsSpace):
		return "", fmt.Errorf("%q is no address of a site", s)
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return "", fmt.Errorf("the address of a site has no query, fragment or user: %q", s)
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "", fmt.Errorf("there is no port %s: %q", port, s)
		}
	}
	dir := strings.TrimRight(u.EscapedPath(), "/")
	for part := range strings.SplitSeq(strings.TrimPrefix(dir, "/"), "/") {
		if dir != "" && (part == "" || part == "." || part == "..") { // a link that begins with // leads to another host
			return "", fmt.Errorf("the path of a site has no empty parts and no dots alone: %q", s)
		}
	}
	host := u.Host
	if strings.ContainsFunc(host, func(r rune) bool { return r > unicode.MaxASCII }) {
		if host, err = idna.Lookup.ToASCII(u.Hostname()); err != nil {
			return "", fmt.Errorf("%q is no name of a host", u.Hostname())
		}
		if port := u.Port(); port != "" {
			host += ":" + port
		}
	}
	return u.Scheme + "://" + host + dir, nil
}

// authorityForm is what RFC 4151, 2.1 calls a tagging entity: a DNS name or a mail address, and
// here optionally a comma and a date on which it was the desk's.
var authorityForm = regexp.MustCompile(`^((?:[A-Za-z0-9._-]+@)?` + dnsLabel + `(?:\.` + dnsLabel + `)*)(?:,(\d{4}(?:-\d{2}(?:-\d{2})?)?))?$`)

const dnsLabel = `[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?`

func authority(t *typed.Table) string {
	s := t.Str("authority")
	m := authorityForm.FindStringSubmatch(s)
	date := s != "" && m != nil && m[2] != ""
	if date {
		_, date = typed.ParseDate((m[2] + "-01-01")[:10])
		date = !date
	}
	if s != "" && m == nil || date {
		t.Report("authority", diag.KeyValue, fmt.Sprintf("%q is no authority of tag URIs (RFC 4151)", s),
			`write a domain of yours and a year in which it was, "example.org,2022"`)
		return ""
	}
	return s
}

// checkAuthority asks a site that has feeds to say what their ids begin with, before a move does.
func (s *Site) checkAuthority(t *typed.Table) {
	name, year := s.TagAuthority()
	if name == "" || t.Has("authority") {
		return
	}
	own := fmt.Sprintf("%s,%d", name, year)
	if !authorityForm.MatchString(own) {
		own = "example.org,2022"
	}
	t.Report("base_url", diag.Authority, "feed ids begin with the host of \"base_url\": when that changes, feeds announce every old item again",
		fmt.Sprintf("write authority = %q, and never change it", own))
}

// TagAuthority is what feed ids begin with (RFC 4151): a DNS name or mail address, and a year in which
// it was the desk's. A site that does not say has the host of its base_url, empty if it has none, and a
// year that never changes: with each, all entries of its feeds would be announced again.
func (s *Site) TagAuthority() (name string, year int) {
	name, date, _ := strings.Cut(s.Authority, ",")
	if name == "" {
		if u, err := url.Parse(s.BaseURL); err == nil {
			name = u.Hostname()
		}
	}
	if len(date) >= 4 {
		if year, err := strconv.Atoi(date[:4]); err == nil {
			return name, year
		}
	}
	return name, firstYear
}

// firstYear is the year of an authority without one.
const firstYear = 2020

// kinds reads which kind the documents of a folder are.
func kinds(t *typed.Table) map[string]string {
	var out map[string]string
	for _, e := range t.Entries("kinds") {
		if len(e.Values) != 1 || !slices.Contains(frontmatter.Kinds, e.Values[0]) {
			t.ReportEntry(e, diag.KeyValue, fmt.Sprintf("%q is no kind", strings.Join(e.Values, ", ")), "one of: "+strings.Join(frontmatter.Kinds, ", "))
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[e.Key] = e.Values[0]
	}
	return out
}

func overrides(t *typed.Table) map[diag.Code]diag.Severity {
	names := map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "off": diag.Off}
	var out map[diag.Code]diag.Severity
	for _, e := range t.Entries("problems") {
		if _, ok := diag.Codes[diag.Code(e.Key)]; !ok {
			t.ReportEntry(e, diag.KeyUnknown, fmt.Sprintf("no problem has the code %q", e.Key), nearestCode(e.Key))
			continue
		}
		if len(e.Values) != 1 || names[e.Values[0]] == diag.Default {
			t.ReportEntry(e, diag.KeyValue, fmt.Sprintf("%q is no severity", strings.Join(e.Values, ", ")), "one of: error, warning, off")
			continue
		}
		if out == nil {
			out = map[diag.Code]diag.Severity{}
		}
		out[diag.Code(e.Key)] = names[e.Values[0]]
	}
	return out
}

func nearestCode(name string) string {
	codes := make([]string, 0, len(diag.Codes))
	for c := range diag.Codes {
		codes = append(codes, string(c))
	}
	return diag.DidYouMean(diag.Nearest(name, codes), `"briefings help problems" lists the codes`)
}

// briefing reads one [[briefing]]; false if it cannot be told from another.
func (s *Site) briefing(t *typed.Table, index int) (Briefing, bool) {
	t.Name = fmt.Sprintf("briefing %d", index+1)
	b := Briefing{ID: t.Need("id"), Index: index}
	if b.ID != "" {
		t.Name = fmt.Sprintf("briefing %q", b.ID)
	}
	b.Title = t.Str("title")
	b.Summary = t.Str("summary")
	b.Edition = t.OneOf("edition", "weekly", "monthly")
	b.Include = t.List("include")
	b.Exclude = t.List("exclude")
	for i, r := range t.Tables("rule") {
		r.Name = fmt.Sprintf("rule %d of %s", i+1, t.Name)
		rule := Rule{Index: i, Why: r.Need("why"), All: r.List("all"), Any: r.List("any"), None: r.List("none")}
		r.Done()
		if len(rule.All)+len(rule.Any) == 0 {
			r.Report("", diag.Rule, fmt.Sprintf("no \"all\" and no \"any\" in %s", r.Name), `a rule with only "none" would take nearly everything`)
			continue
		}
		b.Rules = append(b.Rules, rule)
	}
	t.Done()
	if b.Title == "" {
		b.Title = b.ID
	}
	return b, s.owns(t, b.ID)
}

// owns checks a briefing's id: a part of its address, and no other's.
func (s *Site) owns(t *typed.Table, id string) bool {
	if id == "" {
		return false // said already
	}
	if strings.ContainsFunc(id, func(r rune) bool { return r != '-' && r != '_' && !unicode.In(r, unicode.L, unicode.M, unicode.N) }) {
		cure := "use letters, digits, - and _"
		if plain := fold.Segment(id); plain != "" && plain != id {
			cure = fmt.Sprintf("write id = %q", plain)
		}
		t.Report("id", diag.KeyValue, fmt.Sprintf("the id %q cannot stand in an address", id), cure)
	}
	for _, other := range s.Briefings {
		if fold.Key(other.ID) == fold.Key(id) {
			t.Report("id", diag.KeyTwice, fmt.Sprintf("two briefings have the id %q", id), "give one of them another id")
			return false
		}
	}
	return true
}
