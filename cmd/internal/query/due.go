package query

import (
	"io"
	"time"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/due"
)

// DueFormats are the forms that instants can be written in.
var DueFormats = []string{"text", "json", "ics"}

// DueColumns are those of the text, keys of the objects; JSON has all keys.
var DueColumns = []string{"instant", "why", "id", "title", "path"}

// WriteDue writes instants of a site in one of DueFormats. now is the clock that they were asked at.
func WriteDue(w io.Writer, format string, cfg *config.Site, now time.Time, instants []due.Instant) error {
	switch format {
	case "json":
		return WriteJSON(w, dueRows(instants))
	case "ics":
		authority, year := cfg.TagAuthority()
		_, err := io.WriteString(w, due.ICS(due.Calendar{Name: cfg.Title, Authority: authority, Year: year, Stamp: now}, instants))
		return err
	}
	return writeColumns(w, DueColumns, dueRows(instants))
}

func dueRows(instants []due.Instant) []Row {
	var rows []Row
	for _, x := range instants {
		rows = append(rows, Row{
			"instant": x.At.Format(time.RFC3339Nano), "kind": x.Kind, "why": x.Why, "id": x.ID, "title": x.Title,
			"path": string(x.Path), "url": string(x.URL),
		})
	}
	return rows
}
