package render_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	figure = regexp.MustCompile(`(?s)<figure class="chart.*?</figure>`)
	bar    = regexp.MustCompile(`M\d+ \d+V`)
)

// TestManyInFigures draws years of items, of many sources and with many companions, with as few bars as of
// some weeks, on the newest page only.
func TestManyInFigures(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": declaration + "per_page = 100\n[[briefing]]\nid = \"b\"\ntitle = \"B\"\n[[briefing.rule]]\nwhy = \"is tagged\"\nany = [\"tag:t\"]\n"}
	for i := range 20 {
		site[fmt.Sprintf("content/entities/e%02d.md", i)] = fmt.Sprintf("+++\ntitle = \"Somebody with a long name, number %d\"\n+++\n", i)
	}
	for i := range 600 {
		named := []string{`"e00"`}
		for k := 1; k < 20; k++ {
			if i%(k+1) == 0 {
				named = append(named, fmt.Sprintf(`"e%02d"`, k))
			}
		}
		site[fmt.Sprintf("content/articles/a%03d.md", i)] = tagged(fmt.Sprintf("Article %d", i), fmt.Sprintf(
			"date = %04d-%02d-%02d\nentities = [%s]\nsource = { publisher = \"S%d\" }", 2012+i%10, 1+i%12, 1+i%28, strings.Join(named, ", "), i*i%17))
	}
	r := run(t, site, "2022-12-31")
	for page, want := range map[string]int{"briefings/b/index.html": 2, "entities/e00/index.html": 2, "briefings/b/page/2/index.html": 0, "entities/e00/page/2/index.html": 0} {
		figures := figure.FindAllString(made(t, r, page), -1)
		if len(figures) != want {
			t.Errorf("%s has %d figures, want %d", page, len(figures), want)
		}
		for _, f := range figures {
			if bars := len(bar.FindAllString(f, -1)); len(f) > 24<<10 || bars > 60*7 {
				t.Errorf("%s has a figure of %d bytes with %d bars: use longer bars, or fewer rows", page, len(f), bars)
			}
		}
	}

	mix := figure.FindAllString(made(t, r, "briefings/b/index.html"), -1)[1]
	var counts []string
	for _, m := range regexp.MustCompile(`<th scope="row">(?:<a [^>]*>)?([^<]*).*\n.*\n<td class="right">(\d+)`).FindAllStringSubmatch(mix, -1) {
		counts = append(counts, m[1]+" "+m[2])
	}
	if want := []string{"S1 71", "S16 71", "S4 71", "S9 71", "S13 70", "S15 70", "Others 176"}; !slices.Equal(counts, want) {
		t.Errorf("the sources are %q, want %q", counts, want)
	}
	company := figure.FindAllString(made(t, r, "entities/e00/index.html"), -1)[1]
	if spokes, ties := strings.Count(company, `class="spoke"`), strings.Count(company, `class="tie"`); spokes != 12 || ties != 18 {
		t.Errorf("%d companions and %d ties are drawn, want 12 and 18", spokes, ties)
	}
}

// TestOneDay draws nothing of a day, however much there is, and of two days one bar each.
func TestOneDay(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": weekly}
	for i := range 9 {
		site[fmt.Sprintf("content/articles/a%d.md", i)] = tagged("A", "date = 2022-11-08")
	}
	if page := made(t, run(t, site, "2022-11-20"), "briefings/b/index.html"); strings.Contains(page, "<figure") {
		t.Error("items of one day are drawn over time")
	}
	site["content/articles/a0.md"] = tagged("A", "date = 2022-11-09")
	page := made(t, run(t, site, "2022-11-20"), "briefings/b/index.html")
	if bars := bar.FindAllString(page, -1); len(bars) != 2 {
		t.Errorf("items of two days are drawn as %d bars", len(bars))
	}
}

// TestSlope marks one of two high bars side by side, whose marks would cover each other, and the next one.
func TestSlope(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": weekly}
	for i, day := range []string{"10-01", "10-01", "10-01", "10-02", "10-02", "10-02", "10-02", "11-08", "11-08", "11-08"} {
		site[fmt.Sprintf("content/articles/a%d.md", i)] = tagged("A", "date = 2022-"+day)
	}
	page := made(t, run(t, site, "2022-11-20"), "briefings/b/index.html")
	var at []string
	for _, m := range regexp.MustCompile(`<small>(\d+ \w+) 2022: `).FindAllStringSubmatch(page, -1) {
		at = append(at, m[1])
	}
	if got := strings.Join(at, ", "); got != "2 October, 8 November" {
		t.Errorf("the peaks told are of %s; want 2 October, beside which 1 October is a slope, and 8 November", got)
	}
}

// TestFigureDigits wants the figures within a picture to be those of the site's language.
func TestFigureDigits(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": declaration + "lang = \"fa\"\n[[briefing]]\nid = \"b\"\ntitle = \"B\"\n[[briefing.rule]]\nwhy = \"x\"\nany = [\"tag:t\"]\n"}
	for i := range 60 {
		site[fmt.Sprintf("content/articles/a%02d.md", i)] = tagged("خبر", fmt.Sprintf("date = 2022-%02d-%02d", 1+i%7, 1+i%28))
	}
	words := regexp.MustCompile(`<(?:text|span)\b[^>]*>([^<]*)`).FindAllStringSubmatch(made(t, run(t, site, "2022-12-31"), "briefings/b/index.html"), -1)
	if len(words) < 6 {
		t.Errorf("the picture has the words %q, want an axis, ticks and peaks", words)
	}
	for _, w := range words {
		if strings.ContainsAny(w[1], "0123456789") {
			t.Errorf("the picture says %q on a site whose figures are ۰ to ۹", w[1])
		}
	}
}
