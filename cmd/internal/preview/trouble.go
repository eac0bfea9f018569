package preview

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"

	"briefings/cmd/internal/mediatype"
	"briefings/cmd/internal/preview/report"
)

// own are the files that the server adds to a site while it is looked at.
//
//go:embed live.js live.css
var own embed.FS

//go:embed trouble.html
var troubleHTML string

// troubles are the pages that the server shows where the site has none.
var troubles = template.Must(template.New("").Parse(troubleHTML))

// The templates of troubles.
const (
	troubleReport = "report" // what a report says
	trouble404    = "missing"
)

// trouble answers with the problems that keep a page from being shown.
func (s *Server) trouble(w http.ResponseWriter, r *http.Request, st *state, status int, p page, problems report.Report) {
	w.Header().Add("Vary", "Accept")
	if !acceptsHTML(r) {
		var b bytes.Buffer
		for _, f := range problems.Problems {
			fmt.Fprintln(&b, f)
		}
		if problems.More > 0 {
			fmt.Fprintf(&b, "and %d more\n", problems.More)
		}
		if b.Len() == 0 {
			b.WriteString("the site is being built\n")
		}
		write(w, r, mediatype.Of(".txt"), status, b.Bytes())
		return
	}
	s.render(w, r, st, status, p.version, troubleReport, problems)
}

// render answers with one of the troubles. problems may be empty.
func (s *Server) render(w http.ResponseWriter, r *http.Request, st *state, status int, v version, name string, problems report.Report) {
	var b bytes.Buffer
	data := struct {
		Style string // address of the stylesheet
		Home  string
		report.Report
	}{ownAddress(st.site.Base, "live.css"), st.site.Base + "/", problems}
	if err := troubles.ExecuteTemplate(&b, name, data); err != nil {
		refusal(w, http.StatusInternalServerError, err.Error())
		return
	}
	page := b.Bytes()
	if s.follows(r) {
		page = inject(page, st.site.Base, v)
	}
	write(w, r, mediatype.Of(".html"), status, page)
}
