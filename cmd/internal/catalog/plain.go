package catalog

import (
	"strings"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/permalink"
)

// Plain returns a text of a document's front matter, which holds no links, with the words of each [[reference]] as
// readers see them in a text: its label, or the title of what it leads to if that is published. One that leads nowhere stays as
// it is written. Of briefings.toml there is no document: e is nil.
func (c *Catalog) Plain(text string, e *Entry) string {
	if !strings.Contains(text, "[[") {
		return text
	}
	folder := c.root
	if e != nil {
		folder = e.Folder()
	}
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, "]]")
		open := strings.LastIndex(before, "[[")
		if !found {
			return out.String() + text
		}
		text = after
		if open >= 0 && !strings.HasSuffix(before[:open], "!") {
			if words, ok := c.words(before[open+len("[["):], folder); ok {
				out.WriteString(before[:open] + words)
				continue
			}
		}
		out.WriteString(before + "]]")
	}
}

// words returns what stands for a reference, written without its brackets, from a folder; false if it leads nowhere.
func (c *Catalog) words(ref, folder string) (string, bool) {
	target, label, _ := strings.Cut(ref, "|")
	name, fragment, _ := strings.Cut(target, "#")
	name = strings.TrimSpace(name)
	words := name
	if name != "" {
		found := c.Nearest(name, folder)
		switch {
		case len(found) == 1:
			e := found[0]
			byID := strings.Contains(name, "/") || e.Answers(fold.Key(strings.TrimSuffix(name, ".md")))
			if byID && e.Published() && e.Meta.Title != "" {
				words = e.Title
			}
		case len(found) > 1 || !c.Made(permalink.Briefing(name)):
			return "", false
		}
	}
	if label = strings.TrimSpace(label); label != "" {
		return label, true
	}
	if fragment = strings.TrimSpace(fragment); fragment != "" && fragment[0] != '^' {
		if words != "" {
			words += hypertext.Within
		}
		words += hypertext.Part(fragment)
	}
	return words, words != ""
}
