// Package query answers what a desk asks of a built site: what is in it, and why an item is, or is
// not, in a briefing.
//
// Answers are values that marshal to JSON with keys that stay, and that people can read as text.
// Nothing in them is made for pages: text that may not be shown stands in them only where a field
// says so.
package query

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
)

// A Kind is something that a site has a list of.
type Kind struct {
	Name    string
	Short   string   // what the list holds
	Columns []string // of the text, keys of the rows; JSON has all keys
	rows    func(*build.Result) []Row
}

// A Row is one line of a list: strings and numbers by key. A key without a value has "".
type Row map[string]any

var itemColumns = []string{"date", "id", "title", "path"}

// kinds is every list there is.
var kinds = []Kind{
	{"articles", "what others published, newest first", itemColumns,
		func(r *build.Result) []Row { return items(r.Catalog.Articles) }},
	{"notes", "what the desk wrote, newest first", itemColumns,
		func(r *build.Result) []Row { return items(r.Catalog.Notes) }},
	{"entities", "people, bodies, places and things, with how many items speak of each", []string{"kind", "id", "title", "path", "items"}, entities},
	{"sources", "publishers and agencies, with how many items come from each", []string{"items", "id", "title", "path"}, sources},
	{"tags", "tags, with how many items bear each", []string{"items", "tag"}, tags},
	{"pages", "the site's own pages, by weight", itemColumns,
		func(r *build.Result) []Row { return items(r.Catalog.Pages) }},
	{"briefings", "the briefings, with how many items are in each", []string{"items", "id", "title", "path"}, briefings},
	{"drafts", "what says of itself that it is a draft", itemColumns, drafts},
	{"held", "what is held back, why, and until or since when", []string{"why", "instant", "id", "title", "path"}, held},
	{"unplaced", "articles and notes in no briefing", itemColumns,
		func(r *build.Result) []Row { return items(r.Briefings.Unplaced) }},
	{"problems", "what is wrong, in file order", []string{"severity", "code", "place", "message"}, problems},
}

// Kinds returns every list there is.
func Kinds() []Kind { return slices.Clone(kinds) }

// Rows returns the list of a site. Problems are those of the result.
func (k *Kind) Rows(r *build.Result) []Row { return k.rows(r) }

// WriteText writes the rows as the kind's columns, separated by tabs; "-" is a value that is not there.
func (k *Kind) WriteText(w io.Writer, rows []Row) error { return writeColumns(w, k.Columns, rows) }

func writeColumns(w io.Writer, columns []string, rows []Row) error {
	var b strings.Builder
	for _, row := range rows {
		for i, column := range columns {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(cmp.Or(diag.Printable(fmt.Sprint(row[column])), "-"))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteJSON writes an answer, indented. No rows are an empty array.
func WriteJSON(w io.Writer, answer any) error {
	if rows, ok := answer.([]Row); ok && rows == nil {
		answer = []Row{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(answer)
}

// item is the row of a document.
func item(e *catalog.Entry) Row {
	return Row{"kind": e.Kind, "id": e.ID, "title": e.Title, "path": string(e.Path), "url": string(e.URL), "date": dateOf(e)}
}

func items(entries []*catalog.Entry) []Row {
	var out []Row
	for _, e := range entries {
		out = append(out, item(e))
	}
	return out
}

// dateOf is the day of a document, or the moment where its author wrote one.
func dateOf(e *catalog.Entry) string {
	if e.HasTime() {
		return instant(e.Date)
	}
	if e.Date.IsZero() {
		return ""
	}
	return e.Date.Format(time.DateOnly)
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func entities(r *build.Result) []Row {
	var out []Row
	for _, e := range r.Catalog.Entities {
		row := item(e)
		row["kind"], row["items"] = e.Meta.Entity.Kind, len(r.Graph.Of(e).Items)
		out = append(out, row)
	}
	return out
}

func sources(r *build.Result) []Row {
	var out []Row
	for _, s := range r.Catalog.Sources {
		row := Row{"id": s.ID, "title": s.Title, "url": string(s.URL), "items": len(s.Items), "path": ""}
		if s.Entry != nil {
			row["path"] = string(s.Entry.Path)
		}
		out = append(out, row)
	}
	return out
}

func tags(r *build.Result) []Row {
	var out []Row
	for _, t := range r.Catalog.Tags {
		out = append(out, Row{"tag": t.Name, "url": string(t.URL), "items": len(t.Items)})
	}
	return out
}

func briefings(r *build.Result) []Row {
	var out []Row
	for _, b := range r.Briefings.All {
		row := Row{"id": b.ID, "title": b.Title, "url": string(b.URL), "items": len(b.Members), "path": ""}
		if b.Entry != nil {
			row["path"] = string(b.Entry.Path)
		}
		out = append(out, row)
	}
	return out
}

func drafts(r *build.Result) []Row {
	return items(slices.DeleteFunc(slices.Clone(r.Catalog.Entries), func(e *catalog.Entry) bool { return !e.Meta.Draft }))
}

func held(r *build.Result) []Row {
	var out []Row
	for _, e := range r.Catalog.Held {
		row := item(e)
		row["why"], row["instant"] = e.Hold.String(), heldAt(e, e.Hold)
		out = append(out, row)
	}
	return out
}

// heldAt is when what is held back will be published, or when it expired; empty for a draft.
func heldAt(e *catalog.Entry, h catalog.Hold) string {
	switch h {
	case catalog.Future:
		return instant(e.Publish)
	case catalog.Expired:
		return instant(e.Expiry)
	}
	return ""
}

func problems(r *build.Result) []Row {
	var out []Row
	for _, p := range r.Problems {
		out = append(out, Row{
			"severity": p.Severity.String(), "code": string(p.Code), "place": p.Place(), "path": p.Path, "line": p.Line, "col": p.Col,
			"message": p.Message, "cure": p.Cure,
		})
	}
	return out
}
