package catalog

import (
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"briefings/cmd/internal/content"
)

// languageSuffix is a name such as about.fa or index.zh-CN, as Hugo and Zola name translations.
var languageSuffix = regexp.MustCompile(`^(.+)\.([a-z]{2}(?:-[A-Za-z]{2,4})?)$`)

// suffixed splits the language off the name of a file; lang is empty if it has none.
func suffixed(stem string) (base, lang string) {
	m := languageSuffix.FindStringSubmatch(stem)
	if m == nil {
		return stem, ""
	}
	if _, err := language.Parse(m[2]); err != nil {
		return stem, ""
	}
	return m[1], m[2]
}

// translations returns the languages that documents have by the names of their files. crates.io.md is
// none: a translation stands beside the document itself or another translation, or is a folder's page.
func translations(docs []*content.Document) map[content.Path]string {
	versions := map[string]int{}
	candidates := map[content.Path]string{}
	for _, d := range docs {
		base, lang := suffixed(stemOf(string(d.Path)))
		if lang != "" {
			candidates[d.Path] = lang
		}
		versions[path.Join(path.Dir(string(d.Path)), strings.ToLower(base))]++
	}
	for p := range candidates {
		base, _ := suffixed(stemOf(string(p)))
		if !isIndex(base) && versions[path.Join(path.Dir(string(p)), strings.ToLower(base))] < 2 {
			delete(candidates, p)
		}
	}
	return candidates
}
