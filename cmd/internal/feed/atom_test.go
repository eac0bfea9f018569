package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	atomNS = "http://www.w3.org/2005/Atom"
	xmlNS  = "http://www.w3.org/XML/1998/namespace"
)

var tehran = time.FixedZone("", 3*3600+1800)

// sample is a feed in which everything is used.
func sample() Feed {
	return Feed{
		ID:       TagURI("desk.example", 2022, "briefing/drone-supply"),
		Title:    "Drone supply & <who> says so",
		Subtitle: "Who supplied what.",
		Lang:     "en",
		HomeURL:  "https://desk.example/briefings/drone-supply/",
		SelfURL:  "https://desk.example/briefings/drone-supply/atom.xml",
		Author:   "The desk",
		Entries: []Entry{
			{
				ID:          TagURI("desk.example", 2022, "article/patrushev-shamkhani"),
				Title:       "Security chiefs meet",
				URL:         "https://desk.example/articles/2022/patrushev-shamkhani/",
				ExternalURL: "https://wire.example/a?b=1&c=2",
				Published:   time.Date(2022, 11, 9, 12, 0, 0, 0, tehran),
				Updated:     time.Date(2022, 11, 10, 6, 40, 0, 0, time.UTC),
				Summary:     `They met, "again".`,
				HTML:        []byte("<p>They met &amp; spoke of a <code>]]&gt;</code> ]]></p>\n"),
				Authors:     []string{"A. Desk", "B. Desk"},
				Tags:        []string{"drones", `a "quoted" & <odd> tag`},
			},
			{
				ID:        TagURI("desk.example", 2022, "note/совбез"),
				Title:     "Совет безопасности",
				URL:       "https://desk.example/notes/совбез/",
				Published: time.Date(2022, 11, 8, 0, 0, 0, 0, time.UTC),
				Summary:   "Только сводка.",
				Lang:      "ru",
			},
			{
				ID:      TagURI("desk.example", 2022, "note/no-page"),
				Summary: "Neither page nor HTML.",
				Lang:    "en",
			},
		},
	}
}

func TestAtom(t *testing.T) {
	t.Parallel()
	got := Atom(sample())
	for _, problem := range checkAtom(got) {
		t.Error(problem)
	}
	want := `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>tag:desk.example,2022:briefing/drone-supply</id>
<title>Drone supply &amp; &lt;who&gt; says so</title>
<subtitle>Who supplied what.</subtitle>
<updated>2022-11-10T06:40:00Z</updated>
<author>
<name>The desk</name>
</author>
<link rel="self" type="application/atom+xml" href="https://desk.example/briefings/drone-supply/atom.xml"/>
<link rel="alternate" type="text/html" href="https://desk.example/briefings/drone-supply/"/>
<entry>
<id>tag:desk.example,2022:article/patrushev-shamkhani</id>
<title>Security chiefs meet</title>
<published>2022-11-09T12:00:00+03:30</published>
<updated>2022-11-10T06:40:00Z</updated>
<author>
<name>A. Desk</name>
</author>
<author>
<name>B. Desk</name>
</author>
<link rel="alternate" type="text/html" href="https://desk.example/articles/2022/patrushev-shamkhani/"/>
<link rel="via" href="https://wire.example/a?b=1&amp;c=2"/>
<category term="drones"/>
<category term="a &quot;quoted&quot; &amp; &lt;odd> tag"/>
<summary>They met, "again".</summary>
<content type="html" xml:base="https://desk.example/articles/2022/patrushev-shamkhani/">` +
		`&lt;p&gt;They met &amp;amp; spoke of a &lt;code&gt;]]&amp;gt;&lt;/code&gt; ]]&gt;&lt;/p&gt;
</content>
</entry>
<entry xml:lang="ru">
<id>tag:desk.example,2022:note/%D1%81%D0%BE%D0%B2%D0%B1%D0%B5%D0%B7</id>
<title>Совет безопасности</title>
<published>2022-11-08T00:00:00Z</published>
<updated>2022-11-08T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://desk.example/notes/%D1%81%D0%BE%D0%B2%D0%B1%D0%B5%D0%B7/"/>
<summary>Только сводка.</summary>
</entry>
<entry>
<id>tag:desk.example,2022:note/no-page</id>
<title></title>
<updated>1970-01-01T00:00:00Z</updated>
<summary>Neither page nor HTML.</summary>
<content>Neither page nor HTML.</content>
</entry>
</feed>
`
	if string(got) != want {
		t.Errorf("Atom changed; every reader of every site gets these bytes, so mean it:\n%s", got)
	}
}

func TestAtomDefaults(t *testing.T) {
	t.Parallel()
	mmt := time.FixedZone("MMT", 2*3600+30*60+17) // Moscow before 1916
	tests := []struct {
		name string
		feed Feed
		want string
	}{
		{"no entries", Feed{}, "<updated>1970-01-01T00:00:00Z</updated>"},
		{"own date", Feed{Updated: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)}, "<updated>2023-01-01T00:00:00Z</updated>"},
		{"zone of seconds", Feed{Updated: time.Date(1914, 8, 1, 0, 0, 0, 0, mmt)}, "<updated>1914-07-31T21:29:43Z</updated>"},
		{"year too large", Feed{Updated: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)}, "<updated>1970-01-01T00:00:00Z</updated>"},
		{"before 1970", Feed{Entries: []Entry{{Published: time.Date(1943, 11, 28, 0, 0, 0, 0, tehran)}}}, "\n<updated>1943-11-28T00:00:00+03:30</updated>\n<author>"},
		{"author", Feed{Title: "The watch"}, "<name>The watch</name>"},
		{"author of nothing but controls", Feed{ID: "tag:a.example,2022:x", Author: "\x00\x1b"}, "<name>tag:a.example,2022:x</name>"},
		{"bad language", Feed{Lang: "en_GB"}, `Atom">`},
		{"forbidden", Feed{Title: "a\x00b\x0bc\ufffed\uffffe\xfff\tg"}, "<title>abcde\ufffdf\tg</title>"},
		{"carriage return", Feed{Title: "a\r\nb"}, "<title>a&#xD;\nb</title>"},
		{"attribute", Feed{Entries: []Entry{{Tags: []string{"a\tb\nc\rd", "\x00"}}}}, "<category term=\"a&#x9;b&#xA;c&#xD;d\"/>\n<content>"},
	}
	for _, test := range tests {
		if got := string(Atom(test.feed)); !strings.Contains(got, test.want) {
			t.Errorf("%s: want %q in\n%s", test.name, test.want, got)
		}
	}
}

// A feed is a value: encoding it must neither change it nor depend on when it is done.
func TestEncodersLeaveTheFeedAlone(t *testing.T) {
	t.Parallel()
	f := sample()
	f.Entries[0].Tags[1] = "a\x00b"
	first := Atom(f)
	if _, err := JSON(f); err != nil {
		t.Fatal(err)
	}
	if f.Entries[0].Tags[1] != "a\x00b" || !f.Updated.IsZero() {
		t.Error("an encoder changed the feed it was given; other feeds share its entries")
	}
	if !bytes.Equal(first, Atom(f)) {
		t.Error("the same feed gave other bytes the second time")
	}
}

func FuzzAtom(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "https://desk.example/"+s, s, int64(len(s)))
	}
	f.Fuzz(func(t *testing.T, text, address, lang string, unix int64) {
		feed := hostileFeed(text, address, lang, unix)
		for _, problem := range checkAtom(Atom(feed)) {
			t.Error(problem)
		}
	})
}

// hostile are texts that have broken feeds.
var hostile = []string{
	"", "\x00\x08\x0b\x1f\x7f\u0085", "]]>", `"'<>&`, "&#0;&amp;", "\xff\xc0\x80\xed\xa0\x80", "\ufffe\uffff\U0010ffff",
	"<!--", "<![CDATA[", "\r\n\t", "\u2028\u202e", "совбез", "شورای\u200cامنیت", "%zz%41%", "http://[::1]/[a]#b#c", "a-b", "\xef\xbf", "\xef\xbf\xbe",
}

func hostileFeed(text, address, lang string, unix int64) Feed {
	at := time.Unix(unix, 0).In(time.FixedZone("", int(unix%100_000)))
	entry := Entry{
		Title: text, URL: address, ExternalURL: address, Published: at, Summary: text, HTML: []byte(text),
		Authors: []string{text, text}, Tags: []string{text, ""}, Lang: lang,
	}
	feed := Feed{
		ID: TagURI("desk.example", 2022, "site"), Title: text, Subtitle: text, Lang: lang,
		HomeURL: address, SelfURL: address, Author: text,
	}
	for i := range 3 {
		entry.ID = TagURI("desk.example", 2022, fmt.Sprintf("note/%s/%d", text, i))
		feed.Entries = append(feed.Entries, entry)
		entry.HTML, entry.Summary = nil, ""
		entry.URL = ""
	}
	return feed
}

// A node is an XML element.
type node struct {
	name     xml.Name
	attr     []xml.Attr
	children []*node
	text     string
}

func parseXML(data []byte) (*node, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	top := &node{}
	stack := []*node{top}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		last := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name, attr: slices.Clone(token.Attr)}
			last.children = append(last.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.text += string(token)
		}
	}
	if len(top.children) != 1 {
		return nil, fmt.Errorf("%d root elements", len(top.children))
	}
	return top.children[0], nil
}

// get returns the attribute of that name, of no namespace or of xml's.
func (n *node) get(name string) (string, bool) {
	for _, a := range n.attr {
		if a.Name.Local == name && (a.Name.Space == "" || a.Name.Space == xmlNS) {
			return a.Value, true
		}
	}
	return "", false
}

func (n *node) all(name string) []*node {
	var out []*node
	for _, c := range n.children {
		if c.name == (xml.Name{Space: atomNS, Local: name}) {
			out = append(out, c)
		}
	}
	return out
}

var (
	rfc3339  = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$`)
	langTag  = regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)
	uriChars = regexp.MustCompile(`^(?:[-A-Za-z0-9._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2}|[#\[\]])*$`)
)

// checkAtom returns what in data is against RFC 4287, as far as it can be seen in one file.
func checkAtom(data []byte) (problems []string) {
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	root, err := parseXML(data)
	if err != nil {
		return []string{fmt.Sprintf("not well-formed: %v\n%q", err, data)}
	}
	if root.name != (xml.Name{Space: atomNS, Local: "feed"}) {
		report("the root is %v", root.name)
	}
	ids := map[string]bool{}
	check := func(n *node, once, optional []string) {
		for _, name := range once {
			if c := len(n.all(name)); c != 1 {
				report("%s has %d %s, must have one", n.name.Local, c, name)
			}
		}
		for _, name := range optional {
			if c := len(n.all(name)); c > 1 {
				report("%s has %d %s, must have one at most", n.name.Local, c, name)
			}
		}
		for _, id := range n.all("id") {
			if u, err := url.Parse(id.text); err != nil || !u.IsAbs() || !uriChars.MatchString(id.text) {
				report("id %q is no absolute IRI", id.text)
			}
			if ids[id.text] {
				report("id %q is there twice", id.text)
			}
			ids[id.text] = true
		}
		for _, d := range append(n.all("updated"), n.all("published")...) {
			if _, err := time.Parse(time.RFC3339, d.text); err != nil || !rfc3339.MatchString(d.text) {
				report("%s %q is no date of RFC 3339", d.name.Local, d.text)
			}
		}
		alternates := map[string]bool{}
		for _, link := range n.all("link") {
			href, ok := link.get("href")
			if !ok || !uriChars.MatchString(href) {
				report("link to %q, which is no IRI", href)
			}
			rel, _ := link.get("rel")
			mediaType, _ := link.get("type")
			if rel == "alternate" && alternates[mediaType] {
				report("%s has two alternate links of type %s", n.name.Local, mediaType)
			}
			alternates[mediaType] = alternates[mediaType] || rel == "alternate"
		}
		for _, author := range n.all("author") {
			if len(author.all("name")) != 1 {
				report("an author must have one name")
			}
		}
		for _, category := range n.all("category") {
			if _, ok := category.get("term"); !ok {
				report("a category must have a term")
			}
		}
		for _, text := range slices.Concat(n.all("title"), n.all("subtitle"), n.all("summary"), n.all("content")) {
			if kind, ok := text.get("type"); ok && kind != "text" && kind != "html" || len(text.children) > 0 {
				report("%s of type %q has children or a type that it should not have", text.name.Local, kind)
			}
		}
		if lang, ok := n.get("lang"); ok && !langTag.MatchString(lang) {
			report("xml:lang %q is no language tag", lang)
		}
		if n.name.Local == "entry" && len(n.all("content")) == 0 && !alternates["text/html"] {
			report("an entry without content must have an alternate link")
		}
	}
	check(root, []string{"id", "title", "updated"}, []string{"subtitle"})
	if len(root.all("author")) == 0 {
		report("the feed must have an author")
	}
	for _, entry := range root.all("entry") {
		check(entry, []string{"id", "title", "updated"}, []string{"published", "summary", "content"})
	}
	return problems
}

// Some 220 feeds of 30 entries are made in a build of 14,000 pages.
func BenchmarkAtom(b *testing.B) {
	f := sample()
	f.Entries[0].HTML = bytes.Repeat([]byte("<p>They met &amp; spoke in <a href=\"https://desk.example/\">Teheran</a>. Встреча.</p>\n"), 40)
	for len(f.Entries) < 30 {
		f.Entries = append(f.Entries, f.Entries[0])
	}
	b.SetBytes(int64(len(Atom(f))))
	for b.Loop() {
		Atom(f)
	}
}
