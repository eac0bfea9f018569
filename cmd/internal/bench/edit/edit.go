// Package edit has the edits of a site that a preview is measured with: what is changed, and which pages
// must then show it. It knows the sites of package corpus and the built-in layouts.
package edit

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
)

// The files that are edited beside the article's, from the site's folder.
const (
	Config = "briefings.toml"
	Layout = "layouts/article.html"
)

// An Edit is what somebody changes who has the preview before him. It is saved again and again.
type Edit struct {
	Name  string
	File  func(s *Scene) string   // from the site's folder, with slashes
	Pages func(s *Scene) []string // that must show it; the first is the one that is open

	// Change returns the file with the nth edit, n from 1, made of the text from before the first.
	Change func(s *Scene, text string, n int) string
	// Shows reports whether a page shows the nth edit, and none before it.
	Shows func(s *Scene, page []byte, n int) bool
}

// Edits are all edits. The first is the least that can be changed.
var Edits = []Edit{
	{
		Name:   "save, body",
		File:   article,
		Pages:  func(s *Scene) []string { return []string{s.Article} },
		Change: func(_ *Scene, text string, n int) string { return text + "\nOne sentence, " + mark("body", n) + ".\n" },
		Shows:  marked("body"),
	},
	{
		Name:  "save, title",
		File:  article,
		Pages: func(s *Scene) []string { return []string{s.Article, s.Briefing, "/"} },
		Change: func(_ *Scene, text string, n int) string {
			return strings.Replace(text, `title = "`, `title = "`+mark("title", n)+" ", 1)
		},
		Shows: marked("title"),
	},
	{
		Name:  "save, tag",
		File:  article,
		Pages: func(s *Scene) []string { return []string{s.TagPage} },
		Change: func(s *Scene, text string, n int) string {
			if odd(n) {
				return addTag(text, s.Tag)
			}
			return text
		},
		Shows: func(s *Scene, page []byte, n int) bool { return bytes.Contains(page, link(s.Article)) == odd(n) },
	},
	{
		Name:  "save, rule",
		File:  func(*Scene) string { return Config },
		Pages: func(s *Scene) []string { return []string{s.Briefing} },
		Change: func(s *Scene, text string, n int) string {
			added := ""
			if odd(n) {
				added = "tag:" + s.Tag
			}
			return changeRule(text, s.Briefing, mark("rule", n), added)
		},
		Shows: marked("rule"),
	},
	{
		// Apart, for a new phrase is looked for in every text.
		Name:  "save, phrase of a rule",
		File:  func(*Scene) string { return Config },
		Pages: func(s *Scene) []string { return []string{s.Briefing} },
		Change: func(s *Scene, text string, n int) string {
			return changeRule(text, s.Briefing, mark("phrase", n), "phrase:"+mark("phrase", n))
		},
		Shows: marked("phrase"),
	},
	{
		Name:  "save, layout",
		File:  func(*Scene) string { return Layout },
		Pages: func(s *Scene) []string { return []string{s.Article} },
		Change: func(_ *Scene, text string, n int) string {
			return strings.Replace(text, `{{define "main"}}`, `{{define "main"}}<p>`+mark("layout", n)+"</p>", 1)
		},
		Shows: marked("layout"),
	},
}

func odd(n int) bool { return n%2 == 1 }

func article(s *Scene) string { return "content" + strings.TrimSuffix(s.Article, "/") + ".md" }

// mark is a word that stands in one edit and nowhere else.
func mark(kind string, n int) string { return fmt.Sprintf("edit-%d-of-the-%s", n, kind) }

func marked(kind string) func(*Scene, []byte, int) bool {
	return func(_ *Scene, page []byte, n int) bool { return bytes.Contains(page, []byte(mark(kind, n))) }
}

// addTag gives a document one more tag.
func addTag(text, tag string) string {
	if before, after, ok := strings.Cut(text, "\ntags = ["); ok {
		return fmt.Sprintf("%s\ntags = [%q, %s", before, tag, after)
	}
	return strings.Replace(text, "\n", fmt.Sprintf("\ntags = [%q]\n", tag), 1) // after the first +++
}

// changeRule gives the first rule of the briefing at an address another reason and, unless it is empty, one
// more predicate.
func changeRule(text, briefing, why, predicate string) string {
	at := findRule(text, briefing)
	if at == nil {
		return text
	}
	if predicate != "" {
		predicate = fmt.Sprintf("%q, ", predicate)
	}
	return text[:at[2]] + why + text[at[3]:at[4]] + predicate + text[at[4]:]
}

// rule has as its groups the reason, and the place where a predicate can be added.
var rule = regexp.MustCompile(`\nwhy = "([^"]*)"\nany = \[()`)

// findRule says where in briefings.toml the first rule of the briefing at an address is, as the indexes of
// a match of rule; nil if there is none.
func findRule(text, briefing string) []int {
	begin := strings.Index(text, fmt.Sprintf("\nid = %q\n", path.Base(briefing)))
	if begin < 0 {
		return nil
	}
	at := rule.FindStringSubmatchIndex(text[begin:])
	for i := range at {
		at[i] += begin
	}
	return at
}

// Save writes a file as editors do: in place, or as a new file that then gets the name.
func Save(name, text string, inPlace bool) error {
	if inPlace {
		return os.WriteFile(name, []byte(text), 0o644)
	}
	if err := os.WriteFile(name+"~", []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(name+"~", name)
}
