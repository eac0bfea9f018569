package report

import (
	"encoding/json"
	"io"

	"briefings/cmd/internal/diff"
)

func writeJSON(w io.Writer, d *diff.Diff) error {
	type change struct {
		Kind  string `json:"kind"`
		Where string `json:"where,omitempty"`
		List  bool   `json:"list,omitempty"`
		Was   string `json:"was,omitempty"`
		Now   string `json:"now,omitempty"`
	}
	type page struct {
		State   string   `json:"state"`
		URL     string   `json:"url"`
		From    string   `json:"from,omitempty"`
		Old     bool     `json:"old,omitempty"`
		To      string   `json:"to,omitempty"`
		Title   string   `json:"title"`
		Listing bool     `json:"listing,omitempty"`
		Changes []change `json:"changes,omitempty"`
	}
	type file struct {
		State string `json:"state"`
		Name  string `json:"name"`
	}
	out := struct {
		Pages []page `json:"pages"`
		Files []file `json:"files"`
	}{[]page{}, []file{}}
	for _, p := range d.Pages {
		row := page{State: p.State, URL: p.URL, From: p.From, Old: p.Old, To: p.To, Title: p.Title, Listing: p.Listing()}
		for _, c := range p.Changes {
			row.Changes = append(row.Changes, change{c.Kind, c.Where, c.List, c.Was, c.Now})
		}
		out.Pages = append(out.Pages, row)
	}
	for _, f := range d.Files {
		out.Files = append(out.Files, file{f.State, f.Name})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
