package config

import (
	"errors"
	"io/fs"
	"reflect"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/config/zone"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/typed/typedtest"
)

const wholeSite = `title = "Desk"
description = "d"
base_url = "https://example.org/desk/"
authority = "example.org,2022"
timezone = "Europe/London"
lang = "fa"
calendar = "jalali"
text = "excerpt"
raw_html = true
per_page = 20
feed_items = 10
search = false

[kinds]
posts = "article"
"My Notes" = "note"

[problems]
key-unknown = "warning"
ref-missing = "off"

[params]
x = 1

[[briefing]]
id = "drone-supply"
title = "Drone supply"
summary = "s"
edition = "weekly"
include = ["a"]
exclude = ["b"]

[[briefing.rule]]
why = "names the Shahed family"
all = ["entity:iran"]
any = ["entity:shahed-136", "phrase:kamikaze drones"]
none = ["kind:note"]

[[briefing]]
id = "санкции_2"
rule = [{ why = "w", any = "tag:x" }]

[[publish]]
name = "www"
url = "s3://desk/news?region=eu-west-1"
max_deletes = 9
compress = true

[[publish]]
name = "pages"
url = "git+ssh://git@example.org/desk.git"
squash = true
`

func TestParseSite(t *testing.T) {
	t.Parallel()
	s, problems := Parse([]byte("\ufeff" + wholeSite))
	if len(problems) > 0 {
		t.Fatalf("problems where there are none:\n%s", typedtest.Said(problems))
	}
	london, err := zone.Load("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	s.places = nil
	want := &Site{
		Declared: true, Title: "Desk", Description: "d", BaseURL: "https://example.org/desk", Authority: "example.org,2022",
		Location: london, Lang: "fa", Dir: "rtl", Calendar: "jalali", Text: "excerpt", RawHTML: true, PerPage: 20, FeedItems: 10,
		Kinds: map[string]string{"posts": "article", "My Notes": "note"},
		Policy: diag.Policy{Override: map[diag.Code]diag.Severity{
			diag.KeyUnknown: diag.Warning, diag.Reference: diag.Off}},
		Params: map[string]any{"x": int64(1)},
		Targets: []place.Target{
			{Name: "www", MaxDeletes: 9, Compress: true, Place: place.Place{Kind: place.Bucket, Bucket: "desk", Prefix: "news", Endpoint: "s3.amazonaws.com", Region: "eu-west-1"}},
			{Name: "pages", MaxDeletes: 256, Squash: true, Place: place.Place{Kind: place.Git, URL: "ssh://git@example.org/desk.git", Branch: "gh-pages"}},
		},
		Briefings: []Briefing{
			{ID: "drone-supply", Title: "Drone supply", Summary: "s", Edition: "weekly", Include: []string{"a"}, Exclude: []string{"b"},
				Rules: []Rule{{Why: "names the Shahed family", All: []string{"entity:iran"},
					Any: []string{"entity:shahed-136", "phrase:kamikaze drones"}, None: []string{"kind:note"}}}},
			{ID: "санкции_2", Title: "санкции_2", Index: 1, Rules: []Rule{{Why: "w", Any: []string{"tag:x"}}}},
		},
	}
	if !reflect.DeepEqual(s, want) {
		t.Errorf("read as\n%+v\nwant\n%+v", s, want)
	}
}

func TestSiteMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ src, problems string }{
		{"", ""},
		{"[[publish]]\nurl = 'ftp://example.org'\n[[publish]]\nname = 'a b'\nurl = 's3://AKIA:secret@desk'\nsquash = true\nsqash = 1",
			"1:1 key-missing no \"name\" in publish 1\n2:1 key-value nothing is published to \"ftp:\"\n5:1 key-value keys do not belong into an address\n7:1 key-unknown unknown key \"sqash\" in publish \"a b\"\n4:1 key-value \"a b\" is no name of a target\n"},
		{"[[publish]]\nname = 'a'\nurl = 'file:../www'\nsquash = true\n[[publish]]\nname = 'a'\nurl = 'file:///x'\n[[publish]]\nname = 'b'\nurl = 'git+file:../x'\ncompress = true",
			"4:1 key-value \"squash\" is for branches of git\n6:1 key-twice two targets have the name \"a\"\n11:1 key-value \"compress\" is not for branches of git: who serves them compresses\n"},
		{"sumary = 'x'", "1:1 key-unknown unknown key \"sumary\"\n"},
		{"Base-URL = 'https://example.org'\nbase_url = 'https://example.org'\nauthority = 'example.org'", "2:1 key-twice \"Base-URL\" and \"base_url\" are the same key\n"},
		{"published = 2022-01-01", "1:1 key-unknown unknown key \"published\"\n"},
		{"base_url = 'https://a.example'", "1:1 authority-missing feed ids begin with the host of \"base_url\": when that changes, feeds announce every old item again\n"},
		{"base_url = 'https://иран.рф'\nauthority = 'b.example'", ""},
		{"authority = 'b.example'", ""},
		{"base_url = 'https://a.example'\nauthority = '?'", "2:1 key-value \"?\" is no authority of tag URIs (RFC 4151)\n"},
		{"base_url = 'example.org'", "1:1 key-value \"example.org\" is no address of a site\n"},
		{"base_url = 'ftp://example.org'", "1:1 key-value \"ftp://example.org\" is no address of a site\n"},
		{"base_url = 'https://:80/'", "1:1 key-value \"https://:80/\" is no address of a site\n"},
		{"base_url = 'https://example.org//desk'\nauthority = 'a.example'", "1:1 key-value the path of a site has no empty parts and no dots alone: \"https://example.org//desk\"\n"},
		{"base_url = 'https://example.org/../x/'\nauthority = 'a.example'", "1:1 key-value the path of a site has no empty parts and no dots alone: \"https://example.org/../x/\"\n"},
		{"base_url = 'https://example.org:99999'\nauthority = 'a.example'", "1:1 key-value there is no port 99999: \"https://example.org:99999\"\n"},
		{"base_url = 'https://u@example.org/?q'", "1:1 key-value the address of a site has no query, fragment or user: \"https://u@example.org/?q\"\n"},
		{"timezone = 'Local'", "1:1 key-value no time zone named \"Local\"\n"},
		{"timezone = '../zone'", "1:1 key-value no time zone named \"../zone\"\n"},
		{"lang = 'klingonese'\ndir = 'left'", "1:1 key-value \"klingonese\" is no language\n2:1 key-value \"left\" is no dir\n"},
		{"accent = '#7a1f2b'", ""},
		{"accent = 'crimson'\naccent_dark = '#12'", "1:1 key-value \"crimson\" is no colour\n2:1 key-value \"#12\" is no colour\n"},
		{"accent = '#f2b84b'\naccent_dark = '#17556f'",
			"1:1 accent-contrast the colour #f2b84b has a contrast of 1.6:1 with the light background of pages, less than 4.5:1\n" +
				"2:1 accent-contrast the colour #17556f has a contrast of 1.9:1 with the dark background of pages, less than 4.5:1\n"},
		{"per_page = 0\nfeed_items = 'x'", "1:1 key-value \"per_page\" is out of range\n2:1 key-type \"feed_items\" must be a whole number, not a string\n"},
		{"[kinds]\nposts = 'articel'\nx = ['note', 'page']", "2:1 key-value \"articel\" is no kind\n3:1 key-value \"note, page\" is no kind\n"},
		{"[problems]\nkey-unknwon = 'off'\nkey-type = 'fatal'", "3:1 key-value \"fatal\" is no severity\n2:1 key-unknown no problem has the code \"key-unknwon\"\n"},
		{"[[briefing]]\ntitle = 'é'\n[[briefing]]\nid = 'a b'", "1:1 key-missing no \"id\" in briefing 1\n4:1 key-value the id \"a b\" cannot stand in an address\n"},
		{"[[briefing]]\nid = 'Drones'\n[[briefing]]\nid = 'drones'", "4:1 key-twice two briefings have the id \"drones\"\n"},
		{"[[briefing]]\nid = 'é'\n[[briefing.rule]]\nnone = ['tag:x']\n[[briefing.rule]]\nwhy = 1\nany = [\n  'é', 2]\nwhen = 1",
			"3:1 key-missing no \"why\" in rule 1 of briefing \"é\"\n3:1 rule no \"all\" and no \"any\" in rule 1 of briefing \"é\"\n" +
				"6:1 key-type \"why\" must be a string, not a number\n8:8 key-type \"any\" must hold strings, not a number\n" +
				"9:1 key-unknown unknown key \"when\" in rule 2 of briefing \"é\"\n"},
		{"[briefing]\nid = 'x'", "1:1 key-type \"briefing\" must be a list of tables, not a table\n"},
		{"title = 'é' é\n[[briefing]]\nid = yes\nedition = 'weakly'",
			"1:12 front-matter TOML: expected a top-level item to end with a newline, comment, or EOF, but got 'é' instead\n" +
				"3:6 front-matter TOML: expected value but found \"yes\" instead\n4:1 key-value \"weakly\" is no edition\n"},
		{"title = ", "1:8 front-matter TOML: unexpected EOF; expected value\n"},
	}
	for _, tt := range tests {
		s, problems := Parse([]byte(tt.src))
		if got := typedtest.Said(problems); got != tt.problems {
			t.Errorf("problems of\n%s\n%swant\n%s", tt.src, got, tt.problems)
		}
		for _, p := range problems {
			if p.Path != File || p.Cure == "" {
				t.Errorf("a problem without its file or a cure: %+v", p)
			}
		}
		if s.Location == nil || s.Title == "" || s.PerPage < 1 {
			t.Errorf("%q: defaults are lost: %+v", tt.src, s)
		}
	}
}

func TestAuthority(t *testing.T) {
	t.Parallel()
	for s, ok := range map[string]bool{
		"example.org": true, "example.org,2022": true, "desk@example.org,2022-11": true, "example.org,2022-11-09": true, "a-b.example": true,
		"https://example.org": false, "example.org,22": false, "example.org,2022-13": false, "example.org,2022-02-30": false,
		"-a.org": false, "a..org": false, "@example.org": false, "иран.рф": false, "a b": false, ",2022": false,
	} {
		site, problems := Parse([]byte("authority = '" + s + "'"))
		if ok != (len(problems) == 0) || ok != (site.Authority == s) {
			t.Errorf("authority %q: %v, want it accepted: %v", s, problems, ok)
		}
	}
}

func TestTagAuthority(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		site Site
		name string
		year int
	}{
		{Site{Authority: "desk.example,2022-11-09", BaseURL: "https://host.example/desk"}, "desk.example", 2022},
		{Site{Authority: "desk@desk.example"}, "desk@desk.example", firstYear},
		{Site{BaseURL: "https://host.example:8080/desk"}, "host.example", firstYear},
		{Site{}, "", firstYear},
	} {
		if name, year := tt.site.TagAuthority(); name != tt.name || year != tt.year {
			t.Errorf("%+v has the authority %q, %d; want %q, %d", tt.site, name, year, tt.name, tt.year)
		}
	}
}

func TestAuthorityCure(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{"a.example:8080": "a.example,2020", "иран.рф": "xn--80apqk.xn--p1ai,2020"} {
		_, problems := Parse([]byte("base_url = 'https://" + host + "/'"))
		if want = `write authority = "` + want + `", and never change it`; len(problems) != 1 || problems[0].Cure != want {
			t.Errorf("at %s: %+v, want the cure %s", host, problems, want)
		}
	}
}

func TestSiteIDCure(t *testing.T) {
	t.Parallel()
	_, problems := Parse([]byte("[[briefing]]\nid = 'Drone supply/2'"))
	if len(problems) != 1 || problems[0].Cure != `write id = "drone-supply2"` {
		t.Errorf("cure of an id: %+v", problems)
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	s, problems, err := Load(fstest.MapFS{})
	if err != nil || len(problems) > 0 || s.Declared || !s.Policy.Lenient {
		t.Errorf("a folder without %s: %+v, %v, %v", File, s, problems, err)
	}
	s, problems, err = Load(fstest.MapFS{File: {Data: []byte(wholeSite)}})
	if err != nil || len(problems) > 0 || !s.Declared || s.Policy.Lenient {
		t.Errorf("a site: %+v, %v, %v", s, problems, err)
	}
	if line, col := s.Place("briefing", 0, "rule", 0, "any", 1); line != 36 || col != 29 {
		t.Errorf("a predicate is at %d:%d, want 36:29", line, col)
	}
	_, _, err = Load(fstest.MapFS{File: {Mode: fs.ModeDir}})
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder in place of %s: %v", File, err)
	}
}

func TestParseBaseURL(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"https://example.org/":       "https://example.org",
		"https://example.org/a%20b/": "https://example.org/a%20b",
		"http://127.0.0.1:8080/desk": "http://127.0.0.1:8080/desk",
		"https://\u0645\u062b\u0627\u0644.\u0627\u06cc\u0631\u0627\u0646/": "https://xn--mgbh0fb.xn--mgba3a4f16a",
		"https://иран.рф:8443/стол/":                                       "https://xn--80apqk.xn--p1ai:8443/%D1%81%D1%82%D0%BE%D0%BB",
	} {
		if got, err := ParseBaseURL(s); got != want || err != nil {
			t.Errorf("%q is read as %q (%v), want %q", s, got, err, want)
		}
	}
}
