// Package help holds the topics that "briefings help" explains beside the verbs.
//
// What the program itself knows (keys, codes, views) is printed from what it knows; the rest is
// written here, and tests compare it with what the program does.
package help

import (
	_ "embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"briefings"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/typed"
)

// A Topic is one page of help.
type Topic struct {
	Name, Short string
	Text        func() string // ends in a newline
}

// Topics returns every topic, in the order of their names.
func Topics() []Topic {
	return []Topic{
		{"ci", "how a host builds and publishes the site by itself", func() string { return ciText }},
		{"config", "the keys of briefings.toml", configText},
		{"editions", "what came into a briefing by week or month", func() string { return editionsText }},
		{"files", "the folders of a site", func() string { return filesText }},
		{"front-matter", "the keys of a document", frontMatterText},
		{"hosting", "files and headers for hosts, and for a server of one's own", hostingText},
		{"languages", "the site's words, dates and names in its language", languagesText},
		{"layouts", "what layouts are and what they see", layoutsText},
		{"links", "how documents refer to each other", func() string { return linksText }},
		{"problems", "the codes of problems", problemsText},
		{"publishing", "where a site can be published to, and how", func() string { return publishingText }},
		{"rules", "how briefings choose their items", rulesText},
	}
}

// views is what layouts see, from the comments of package view.
//
//go:generate go test -run TestLayoutsUpToDate -update .
//go:embed layouts.txt
var views string

// languagesText ends with the English table, which says which texts there are.
func languagesText() string {
	table, err := fs.ReadFile(briefings.Starter, locale.Folder+"/"+locale.English+".toml")
	if err != nil {
		return languagesIntro // it is embedded, and a test reads it
	}
	return languagesIntro + "\n" + string(table)
}

func hostingText() string {
	return hostingIntro + "\n" + indented(hosting.Nginx()) + "\nCaddy, in its Caddyfile:\n\n" + indented(hosting.Caddy())
}

// indented sets a text off from what stands around it.
func indented(text string) string {
	return strings.ReplaceAll("  "+strings.TrimSuffix(strings.ReplaceAll(text, "\n", "\n  "), "  "), "  \n", "\n")
}

func layoutsText() string { return layoutsIntro + "\n" + views }

func configText() string { return configIntro + "\n" + keys(config.Keys()) }

func frontMatterText() string { return frontMatterIntro + "\n" + keys(frontmatter.Keys()) }

// keys lists keys in columns.
func keys(docs []typed.KeyDoc) string {
	var rows [][]string
	for _, d := range docs {
		rows = append(rows, []string{d.Key, string(d.Form), d.Text})
	}
	return columns(rows)
}

func problemsText() string {
	var rows [][]string
	for _, code := range slices.Sorted(maps.Keys(diag.Codes)) {
		info := diag.Codes[code]
		severity := info.Severity.String()
		if info.Always {
			severity += "*"
		}
		rows = append(rows, []string{string(code), severity, info.Text})
	}
	return problemsIntro + "\n" + columns(rows)
}

func rulesText() string {
	var rows [][]string
	for _, p := range predicates {
		rows = append(rows, []string{p.example, p.text})
	}
	return rulesIntro + "\n" + columns(rows) + "\n" + rulesEnd
}

// columns sets rows in columns, all but the last as wide as their longest word.
func columns(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], len(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			fmt.Fprintf(&b, "  %-*s", widths[i], cell)
		}
		fmt.Fprintf(&b, "  %s\n", row[len(row)-1])
	}
	return b.String()
}
