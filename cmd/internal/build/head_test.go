package build_test

import (
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/sitecheck"
)

// headOf is the head of a page, less its data block and what every page has.
func headOf(page string) string {
	var out strings.Builder
	for line := range strings.Lines(page) {
		switch {
		case strings.HasPrefix(line, "</head>"):
			return out.String()
		case strings.HasPrefix(line, "<meta name="), strings.HasPrefix(line, "<meta property="), strings.HasPrefix(line, "<link rel=\"alternate\" hreflang"),
			strings.HasPrefix(line, "<link rel=\"canonical\""):
			if !strings.Contains(line, `"viewport"`) {
				out.WriteString(line)
			}
		}
	}
	return ""
}

// TestHead wants in the heads of pages what other sites, search engines and Zotero read.
func TestHead(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml":  "title = \"Desk\"\nlogo = \"logo.png\"\nlang = \"en-GB\"\ntimezone = \"Asia/Tehran\"\n" + declaration + "[[briefing]]\nid = \"b\"\ntitle = \"Drones\"\ninclude = [\"n\"]\n",
		"static/logo.png": "x", "content/notes/m.png": "x",
		"content/notes/n.md": "+++\ntitle = \"N & M\"\ndate = 2022-11-09\nlastmod = 2022-11-10T12:00:00\ndescription = \"Says <who>.\"\nauthors = [\"Ann Lee\", \"Council\"]\ntags = [\"port\"]\n" +
			"[image]\nsrc = \"m.png\"\nalt = \"A quay\"\n+++\nText.\n",
		"content/articles/a.md":       "+++\ntitle = \"A\"\ndate = 2022-11-09\n[source]\npublisher = \"Wire\"\nurl = \"https://wire.example/1\"\n+++\n",
		"content/entities/council.md": "+++\ntitle = \"Council\"\nkind = \"body\"\n+++\n",
		"content/about.md":            "+++\ntitle = \"About\"\n+++\n",
		"content/about.fa.md":         "+++\ntitle = \"درباره\"\n+++\n",
		"content/about.ru.md":         "+++\ntitle = \"О нас\"\ndraft = true\n+++\n",
	}
	p := publish(t, input(t, site.fs()), nil)
	for _, x := range p.problems {
		t.Errorf("a problem: %v", x)
	}
	for _, fault := range append(sitecheck.Links(p.fs(), "https://desk.example/"), sitecheck.Schema(p.fs())...) {
		t.Error(fault)
	}
	for name, want := range map[string]string{
		"notes/n/index.html": `<meta name="description" content="Says &lt;who&gt;.">
<meta property="og:type" content="article">
<meta property="og:title" content="N &amp; M">
<meta property="og:description" content="Says &lt;who&gt;.">
<meta property="og:url" content="https://desk.example/notes/n/">
<meta property="og:site_name" content="Desk">
<meta property="og:locale" content="en_GB">
<meta property="og:image" content="https://desk.example/notes/m.png">
<meta property="og:image:alt" content="A quay">
<meta name="twitter:card" content="summary_large_image">
<meta property="article:published_time" content="2022-11-09T00:00:00&#43;03:30">
<meta property="article:modified_time" content="2022-11-10T12:00:00&#43;03:30">
<meta property="article:author" content="https://desk.example/entities/council/">
<meta property="article:section" content="Drones">
<meta property="article:tag" content="port">
<meta name="citation_title" content="N &amp; M">
<meta name="citation_author" content="Ann Lee">
<meta name="citation_author" content="Council">
<meta name="citation_publication_date" content="2022/11/09">
<meta name="citation_publisher" content="Desk">
<meta name="citation_language" content="en-GB">
<meta name="citation_public_url" content="https://desk.example/notes/n/">
<link rel="canonical" href="https://desk.example/notes/n/">
`,
		"articles/a/index.html": `<meta property="og:type" content="article">
<meta property="og:title" content="A">
<meta property="og:url" content="https://desk.example/articles/a/">
<meta property="og:site_name" content="Desk">
<meta property="og:locale" content="en_GB">
<meta name="twitter:card" content="summary">
<meta property="article:published_time" content="2022-11-09T00:00:00&#43;03:30">
<meta name="citation_title" content="A">
<meta name="citation_publication_date" content="2022/11/09">
<meta name="citation_journal_title" content="Wire">
<meta name="citation_language" content="en-GB">
<meta name="citation_public_url" content="https://desk.example/articles/a/">
<link rel="canonical" href="https://desk.example/articles/a/">
`,
		"fa/about/index.html": `<meta property="og:type" content="website">
<meta property="og:title" content="درباره">
<meta property="og:url" content="https://desk.example/fa/about/">
<meta property="og:site_name" content="Desk">
<meta property="og:locale" content="fa_IR">
<meta property="og:locale:alternate" content="en_GB">
<meta name="twitter:card" content="summary">
<link rel="canonical" href="https://desk.example/fa/about/">
<link rel="alternate" hreflang="en-GB" href="https://desk.example/about/">
<link rel="alternate" hreflang="fa" href="https://desk.example/fa/about/">
<link rel="alternate" hreflang="x-default" href="https://desk.example/about/">
`,
	} {
		if got := headOf(p.files[name]); got != want {
			t.Errorf("the head of %s is\n%s\nwant\n%s", name, got, want)
		}
	}
	if !strings.Contains(p.files["index.html"], `"logo":{"@type":"ImageObject","url":"https://desk.example/logo.png"}`) {
		t.Error("the home page does not name the logo of the publisher")
	}
	site["briefings.toml"] = "logo = \"loge.png\"\n" + declaration
	if said := publish(t, input(t, site.fs()), nil).said(); !slices.Equal(said, []string{"error briefings.toml:1:1 ref-missing"}) {
		t.Errorf("a logo that is not there: problems %q", said)
	}
}
