package starter

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"briefings/cmd/internal/config"
)

// theme is the one briefing of a small site.
const theme = `[[briefing]]
id      = "first-theme"
title   = "First theme"
summary = "What this theme is about, in a sentence."

[[briefing.rule]]
why = "bears the theme's tag"
any = ["tag:first theme"]
`

// article and note are its documents, less the year.
const (
	article = `+++
title = "What somebody reported"
date = %04d-01-10
tags = ["first theme"]

[source]
publisher = "A newspaper"
url = "https://example.org/its-story"
+++
Write over this what the story says. Names of people, bodies and places that have a file under
content/entities/ are linked by themselves.
`
	note = `+++
title = "What the desk makes of it"
date = %04d-01-11
authors = ["The desk"]
tags = ["first theme"]
+++
A note refers to an article by the name of its file: [[first-article]] says that somebody reported something.
`
)

var (
	titleLine       = regexp.MustCompile(`(?m)^title( *)= *".*"`)
	descriptionLine = regexp.MustCompile(`(?m)^description( *)= *".*"`)
)

// emptied makes of the starter the smallest site that shows how one is written: the settings with what is said
// of them, a briefing, an article and a note.
func emptied(files map[string][]byte, year int) error {
	settings, _, found := bytes.Cut(files[config.File], []byte("[[briefing]]"))
	if !found || !titleLine.Match(settings) || !descriptionLine.Match(settings) {
		return fmt.Errorf("the starter's %s has no title, no description or no briefing", config.File)
	}
	settings = titleLine.ReplaceAll(settings, []byte(`title$1= "Our desk"`))
	settings = descriptionLine.ReplaceAll(settings, []byte(`# description$1= "Whose desk this is and what it follows, in a sentence."`))
	for name := range files {
		if name != config.File && name != ".gitignore" && !strings.HasPrefix(name, "layouts/") {
			delete(files, name)
		}
	}
	files[config.File] = append(settings, theme...)
	files["content/articles/first-article.md"] = fmt.Appendf(nil, article, year)
	files["content/notes/first-note.md"] = fmt.Appendf(nil, note, year)
	return nil
}
