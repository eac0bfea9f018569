package frontmatter

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/typed"
	"briefings/cmd/internal/typed/typedtest"
)

func parse(src string) (Meta, string) {
	front, _, _, problems := Split([]byte(src))
	m, more := front.Parse()
	return m, typedtest.Said(append(problems, more...))
}

func inTOML(keys string) string { return "+++\n" + keys + "\n+++\n" }
func inYAML(keys string) string { return "---\n" + keys + "\n---\n" }

const everything = `+++
title = "Security chiefs meet"
id = "chiefs"
type = "article"
slug = "s"
url = "/a/b/"
layout = "wide"
date = 2022-11-09
lastmod = 2022-11-10T06:40:00Z
publishDate = "2022-11-11"
expiryDate = 2023-11-11
draft = true
weight = -3
aliases = ["x", "/old/"]
tags = ["#drones", "[[missiles]]"]
description = "d"
lang = "en"
dir = "ltr"
text = "excerpt"
briefings = ["drone-supply"]
entities = ["nikolai-patrushev", "[[people/ali-shamkhani|Shamkhani]]"]
authors = ["[[jane|Jane Doe]]"]
place = "Teheran"
confidence = "high"
kind = "person"
same_as = ["https://example.org/x"]

[source]
publisher = "straits-times"
agency = "reuters"
url = "https://example.org/1"
retrieved = 2022-11-10T06:40:00Z
archived = "https://example.org/2"
via = ["tass", "readout"]

[image]
src = "m.jpg"
alt = "a"
caption = "c"
credit = "AFP"

[[corrections]]
date = 2022-11-12
was = "1"
now = "2"
why = "3"

[[claims]]
id = "c1"
who = "russia"
stance = "denies"
what = "that"
when = 2022-11-01
quotation = "no"
via = ["tass"]

[names]
fa = "الف"
zh_hant = ["甲", "乙"]

[[roles]]
title = "secretary"
of = "council"
from = 2008-05-12
to = 2024-05-12

[params]
x = 1
+++
`

func TestEverything(t *testing.T) {
	t.Parallel()
	got, problems := parse(everything)
	if problems != "" {
		t.Fatalf("problems where there are none:\n%s", problems)
	}
	retrieved, _ := typed.ParseDate("2022-11-10T06:40:00Z")
	want := Meta{
		Title: "Security chiefs meet", ID: "chiefs", Type: "article", Slug: "s", URL: "/a/b/", Layout: "wide",
		Date: typed.Day(2022, 11, 9), LastMod: retrieved, PublishDate: typed.Day(2022, 11, 11), ExpiryDate: typed.Day(2023, 11, 11),
		Draft: true, Weight: -3, Aliases: []string{"x", "/old/"}, Tags: []string{"drones", "missiles"}, Description: "d",
		Lang: "en", Dir: "ltr", Text: "excerpt", Briefings: []string{"drone-supply"},
		Entities: []string{"nikolai-patrushev", "ali-shamkhani"}, Authors: []string{"Jane Doe"}, Place: "Teheran", Confidence: "high",
		Source: Source{Publisher: "straits-times", Agency: "reuters", URL: "https://example.org/1", Retrieved: retrieved,
			Archived: "https://example.org/2", Via: []string{"tass", "readout"}},
		Image:       Image{Src: "m.jpg", Alt: "a", Caption: "c", Credit: "AFP"},
		Corrections: []Correction{{Date: typed.Day(2022, 11, 12), Was: "1", Now: "2", Why: "3"}},
		Claims: []Claim{{ID: "c1", Who: "russia", Stance: "denies", What: "that", When: typed.Day(2022, 11, 1), Quote: "no",
			Via: []string{"tass"}}},
		Entity: Entity{Kind: "person", SameAs: []string{"https://example.org/x"},
			Names: []Name{{"fa", "الف"}, {"zh-Hant", "甲"}, {"zh-Hant", "乙"}},
			Roles: []Role{{Title: "secretary", Of: "council", From: typed.Day(2008, 5, 12), To: typed.Day(2024, 5, 12)}}},
		Params: map[string]any{"x": int64(1)},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read as\n%+v\nwant\n%+v", got, want)
	}
	if got.Date.In(time.UTC).Hour() != 0 {
		t.Error("a day does not begin at midnight")
	}
}

// TestForeign reads what other programs write. Each case gives the few fields that matter.
func TestForeign(t *testing.T) {
	t.Parallel()
	tests := []struct {
		src      string
		want     Meta
		problems string
	}{
		{inYAML("published: false"), Meta{Draft: true}, ""},
		{inYAML("published: true"), Meta{}, ""},
		{inYAML("published: 2022-11-09"), Meta{PublishDate: typed.Day(2022, 11, 9)}, ""},
		{inYAML("published: 2019"), Meta{}, ""},
		{inTOML("published = false"), Meta{Draft: true}, ""},
		{inYAML("publish: false"), Meta{Draft: true}, ""},
		{inYAML("publish: true"), Meta{}, ""},
		{inTOML("roles = [{title = \"Chair\", from = 2022-11-09, to = 2021-01-01}]"), Meta{Entity: Entity{Roles: []Role{{Title: "Chair", From: typed.Day(2022, 11, 9), To: typed.Day(2021, 1, 1)}}}},
			"2:47 key-value the role ends before it begins\n"},
		{inYAML("published: no"), Meta{Draft: true}, ""},
		{inYAML("published: 'Off'"), Meta{Draft: true}, ""},
		{inYAML("published: 0"), Meta{Draft: true}, ""},
		{inYAML("published:"), Meta{}, ""},
		{inYAML("published: ''"), Meta{}, ""},
		{inYAML("published: yes"), Meta{}, ""},
		{inYAML("published: Nov 9th, 2022"), Meta{}, ""},
		{inYAML("publish: flase"), Meta{Draft: true}, `2:1 key-value "publish" is "flase", neither true nor false; the document is held back` + "\n"},

		{inYAML("url: https://example.org/x"), Meta{Source: Source{URL: "https://example.org/x"}}, ""},
		{inYAML("url: [https://example.org/x]"), Meta{Source: Source{URL: "https://example.org/x"}}, ""},
		{inYAML("url: ['[A page](https://example.org/x)']"), Meta{Source: Source{URL: "https://example.org/x"}}, ""},
		{inYAML("url: https://example.org/x\nsource: https://example.org/y"), Meta{Source: Source{URL: "https://example.org/y"}}, ""},
		{inYAML("url: /a/b/"), Meta{URL: "/a/b/"}, ""},
		{inYAML("permalink: /a/b/"), Meta{URL: "/a/b/"}, ""},
		{inYAML("permalink: /:year/:title/"), Meta{}, ""},
		{inTOML("url = 'https://example.org/x'"), Meta{}, "2:1 key-value \"url\" is the page's own address, from the site's root\n"},

		{inYAML("source: https://example.org/x"), Meta{Source: Source{URL: "https://example.org/x"}}, ""},
		{inYAML("source: TASS"), Meta{Source: Source{Publisher: "TASS"}}, ""},
		{inYAML("source: '[[sources/TASS|The agency]]'"), Meta{Source: Source{Publisher: "The agency"}}, ""},
		{inYAML("source:\n- '[[sources/TASS]]'"), Meta{Source: Source{Publisher: "TASS"}}, ""},
		{inYAML("source:\n- [[TASS]]\n- https://example.org/x"), Meta{Source: Source{URL: "https://example.org/x"}}, ""},
		{inYAML("source: []"), Meta{}, ""},
		{inTOML("source = 'TASS'"), Meta{Source: Source{Publisher: "TASS"}}, ""},
		{inTOML("source = ['TASS']"), Meta{}, "2:1 key-type \"source\" must be a table, not a list\n"},

		{inYAML("image: a.jpg"), Meta{Image: Image{Src: "a.jpg"}}, ""},
		{inYAML("image: ['![[a b.jpg|300]]']"), Meta{Image: Image{Src: "a b.jpg"}}, ""},
		{inYAML("image: {path: a.jpg, thumbnail: b.jpg, alt: x}"), Meta{Image: Image{Src: "a.jpg", Alt: "x"}}, "2:22 key-ignored key \"thumbnail\" of another program has no meaning here\n"},
		{inYAML("image: {feature: a.jpg}"), Meta{Image: Image{Src: "a.jpg"}}, ""},
		{inTOML("image = {path = 'a.jpg'}"), Meta{}, "2:1 key-missing no \"src\" in image\n2:10 key-unknown unknown key \"path\" in image\n"},

		{inYAML("lang: zh_tw"), Meta{Lang: "zh-TW"}, ""},
		{inYAML("language: English"), Meta{}, ""},
		{inYAML("language: 英语"), Meta{}, ""},
		{inTOML("lang = 'English'"), Meta{}, "2:1 key-value \"English\" is no language\n"},

		{inYAML("type: Movie\nkind: film"), Meta{}, ""},
		{inTOML("type = 'Movie'\nkind = 'film'"), Meta{}, "2:1 key-value \"Movie\" is no type\n3:1 key-value \"film\" is no kind\n"},
		{inYAML("layout: post"), Meta{Layout: "post"}, ""},

		{inYAML("tags: [null, '#a', [b]]"), Meta{Tags: []string{"a", "b"}}, ""},
		{inYAML("tags: a, b"), Meta{Tags: []string{"a", "b"}}, ""},
		{inYAML("aliases: ['Doe, John']"), Meta{Aliases: []string{"Doe, John"}}, ""},
		{inTOML("tags = 'a, b'"), Meta{Tags: []string{"a", "b"}}, ""},
		{inYAML("tags:\n-"), Meta{Tags: []string{}}, ""},
		{inYAML("aliases: [a, null]\nalias: b"), Meta{Aliases: []string{"a"}}, ""},
		{inYAML("aliases:\n- Title: the rest"), Meta{Aliases: []string{"Title: the rest"}}, ""},
		{inYAML("author: {name: A, url: x}"), Meta{Authors: []string{"A"}}, ""},
		{inYAML("authors: [{name: A}, B]"), Meta{Authors: []string{"A", "B"}}, ""},
		{inTOML("[[authors]]\nname = 'A'"), Meta{Authors: []string{"A"}}, ""},
		{inTOML("[taxonomies]\ntags = ['a']\nauthors = ['A']\ncategories = ['c']\n[extra]\nx = 1"),
			Meta{Tags: []string{"a"}, Authors: []string{"A"}, Params: map[string]any{"x": int64(1)}},
			"5:1 key-ignored key \"categories\" of another program has no meaning here\n"},

		{inYAML("title: 2023-01-05"), Meta{Title: "2023-01-05"}, ""},
		{inYAML("title: {{title}}\nid: x"), Meta{ID: "x"}, "2:9 front-matter YAML: a key must be a word, not a list or mapping\n"},
		{inYAML("date created: 2022-11-09\ndate modified: 2022-11-10"), Meta{Date: typed.Day(2022, 11, 9), LastMod: typed.Day(2022, 11, 10)}, ""},
		{inYAML("title: x\nexpiryDate: 9999-12-31"), Meta{Title: "x"}, ""},
		{inYAML("title: x\nexpiryDate: 9999-soon"), Meta{Title: "x", Draft: true}, "3:1 key-value \"9999-soon\" is no date\n"},
		{inTOML("title = 'x'\nexpiryDate = 9999-12-31T23:59:59Z"), Meta{Title: "x"}, ""},
		{inYAML("date:\n  created: 2022-11-09\n  updated: 2022-11-10"), Meta{Date: typed.Day(2022, 11, 9), LastMod: typed.Day(2022, 11, 10)}, ""},
		{inYAML("categories: [a]\ncssclasses: x\n评价: 1"), Meta{},
			"2:1 key-ignored key \"categories\" of another program has no meaning here\n" +
				"3:1 key-ignored key \"cssclasses\" of another program has no meaning here\n" +
				"4:1 key-unknown unknown key \"评价\"\n"},
	}
	for _, tt := range tests {
		got, problems := parse(tt.src)
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s is read as\n%+v\nwant\n%+v", tt.src, got, tt.want)
		}
		if problems != tt.problems {
			t.Errorf("problems of\n%s%swant\n%s", tt.src, problems, tt.problems)
		}
	}
}

// TestMistakes has several mistakes a file: all come at once, and none publishes what its author
// held back.
func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		src, problems string
		draft         bool
		text          Rights
	}{
		{inTOML("draft = \"yes\""), "2:1 key-type \"draft\" must be true or false, not a string\n", true, ""},
		{inYAML("draft: perhaps"), "2:1 key-type \"draft\" must be true or false, not a string\n", true, ""},
		{inYAML("draft: yes"), "", true, ""},
		{inTOML("publishDate = \"soon\""), "2:1 key-value \"soon\" is no date\n", true, ""},
		{inYAML("expiryDate: 2022-02-30"), "2:1 key-value \"2022-02-30\" is no date\n", true, ""},
		{inYAML("publishDate: ''"), "", false, ""},
		{inYAML("text: privat"), "2:1 key-value \"privat\" is no text\n", false, "private"},
		{inTOML("weight = 1.5\ntags = [\n  \"é\", 5,\n]\nsumary = 'x'"),
			"2:1 key-type \"weight\" must be a whole number, not a number\n4:8 key-type \"tags\" must hold strings, not a number\n6:1 key-unknown unknown key \"sumary\"\n", false, ""},
		{inTOML("title = 1\ntitle = 2\nslug = 3"),
			"3:1 key-twice \"title\" is given twice\n2:1 key-type \"title\" must be a string, not a number\n4:1 key-type \"slug\" must be a string, not a number\n", false, ""},
		{inTOML("title = yes\nslug = 3\n[image]\nsrc = yes"),
			"2:9 front-matter TOML: expected value but found \"yes\" instead\n5:7 front-matter TOML: expected value but found \"yes\" instead\n3:1 key-type \"slug\" must be a string, not a number\n", false, ""},
		{inTOML("title = '''\né\n''' \n[[claims]]\nwhen = 'é'\n[[claims]]\nwho = 'a'\nwhat = 'b'\nwhem = 1"),
			"5:1 key-missing no \"who\" in claims\n5:1 key-missing no \"what\" in claims\n6:1 key-value \"é\" is no date\n10:1 key-unknown unknown key \"whem\" in claims\n", false, ""},
		{inTOML("source.url = 1\nimage = { \"é\" = 1, src = 2 }"),
			"2:8 key-type \"url\" must be a string, not a number\n3:20 key-type \"src\" must be a string, not a number\n3:11 key-unknown unknown key \"é\" in image\n", false, ""},
		{inYAML("claims:\n- {ключ: x, who: a, what: b, stance: nie}\nroles:\n- of: x"),
			"3:30 key-value \"nie\" is no stance\n3:4 key-unknown unknown key \"ключ\" in claims\n5:3 key-missing no \"title\" in roles\n", false, ""},
		{inTOML("publishDate = 2022-11-10\nexpiryDate = 2022-11-09"), "3:1 key-value expiryDate is before publishDate\n", false, ""},
		{inTOML("[names]\nFarsi = \"x\"\nfa = 1"), "4:1 key-type \"fa\" must be a list of strings, not a number\n3:1 key-value \"Farsi\" is no language\n", false, ""},
		{inYAML("a: b: c"), "2:1 front-matter YAML: mapping values are not allowed in this context\n2:1 key-unknown unknown key \"a\"\n", false, ""},
	}
	for _, tt := range tests {
		for _, src := range []string{tt.src, strings.ReplaceAll(tt.src, "\n", "\r\n")} {
			m, problems := parse(src)
			if problems != tt.problems {
				t.Errorf("problems of\n%s%swant\n%s", src, problems, tt.problems)
			}
			if m.Draft != tt.draft || m.Text != tt.text {
				t.Errorf("%q: draft %v, text %q; want %v, %q", src, m.Draft, m.Text, tt.draft, tt.text)
			}
		}
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		src  string
		keys []any
		want [2]int
	}{
		{everything, []any{"title"}, [2]int{2, 1}},
		{everything, []any{"entities", 1}, [2]int{21, 34}},
		{everything, []any{"source", "via", 1}, [2]int{34, 16}},
		{everything, []any{"claims", 0, "who"}, [2]int{50, 1}},
		{everything, []any{"claims", 0, "nothing"}, [2]int{48, 1}},
		{everything, []any{"nothing"}, [2]int{2, 1}},
		{inTOML("x = 1\nPub_Date = 2022-01-01"), []any{"publishDate"}, [2]int{3, 1}},
		{inTOML("x = 1\n[Source]\nPublisher = 'x'"), []any{"source", "publisher"}, [2]int{4, 1}},
		{inYAML("author:\n- é\n- {name: x}"), []any{"authors", 1}, [2]int{4, 3}},
		{inYAML("modified: x\nupdated: y\nlast_mod: z"), []any{"lastmod"}, [2]int{4, 1}},
		{inTOML("[taxonomies]\ntags = ['é', 'b']"), []any{"tags", 1}, [2]int{3, 14}},
		{inYAML("x: 1\nurl: https://example.org/"), []any{"source", "url"}, [2]int{3, 1}},
		{inYAML("x: 1\npublished: false"), []any{"draft"}, [2]int{3, 1}},
		{"\n\n" + inYAML("x: 1\ntitle: y"), []any{"title"}, [2]int{5, 1}},
		{"no front matter", []any{"title"}, [2]int{0, 0}},
		{everything, nil, [2]int{0, 0}},
	} {
		front, _, _, _ := Split([]byte(tt.src))
		line, col := front.Place(tt.keys...)
		if [2]int{line, col} != tt.want {
			t.Errorf("Place(%v) is %d:%d, want %v, in\n%s", tt.keys, line, col, tt.want, tt.src)
		}
	}
}

// What is no YAML is read as it was meant, but where that may be that it is not to be shown.
func TestMeant(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]bool{
		"title: Ports: an index": true, "title: 'x' y\ndraft: true": true, "created: {{ d }}": true, "publishDate: 2022-11-09: a": true,
		"draft: {{ d }}": false, "publishDate: {{ d }}": false, "text: {{ d }}": false, "{{ draft }}: true": false, "Expiry_Date: {{ d }}": false,
		"title: Foo, draft: true": false, "title: 'x' draft: true": false, "a: b, \"publish_date\": 2100-01-01": false,
	} {
		front, _, _, problems := Split([]byte("---\n" + src + "\n---\n"))
		_, more := front.Parse()
		meant := true
		for _, p := range append(problems, more...) {
			if p.Code == diag.FrontMatter && p.Meant == "" {
				meant = false
			}
		}
		if meant != want {
			t.Errorf("%q: read as it was meant: %v, want %v; problems %+v", src, meant, want, more)
		}
	}
}
