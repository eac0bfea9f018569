package permalink

import (
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

// languageSuffix is a name such as about.fa or index.zh-CN, as Hugo and Zola name translations.
var languageSuffix = regexp.MustCompile(`^(.+)\.([a-z]{2}(?:-[A-Za-z]{2,4})?)$`)

// suffixed splits the language off the stem of a file; lang is empty if it has none.
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

// Languages returns the languages that documents have by the names of their files, by path.
// crates.io.md has none: a translation stands beside the document itself or another translation, or
// is a folder's page. Others are asked of alone.
func Languages(files []string, alone func(file, lang string) bool) map[string]string {
	versions := map[string]int{}
	candidates := map[string]string{}
	for _, f := range files {
		base, lang := suffixed(Stem(f))
		if lang != "" {
			candidates[f] = lang
		}
		versions[version(f, base)]++
	}
	for f, lang := range candidates {
		base, _ := suffixed(Stem(f))
		if !IsIndex(base) && versions[version(f, base)] < 2 && !alone(f, lang) {
			delete(candidates, f)
		}
	}
	return candidates
}

// Version is what a document and its translations have in common, by the path of one and the language of
// its name, which is empty for the document itself.
func Version(file, lang string) string {
	base := Stem(file)
	if lang != "" {
		base, _ = suffixed(base)
	}
	return version(file, base)
}

// version is what all versions of a document have in common.
func version(file, base string) string {
	return path.Join(path.Dir(file), strings.ToLower(base))
}
