package render

import (
	"fmt"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
)

// checkLogo reports a logo that is no file under static/.
func (s *Site) checkLogo() {
	if name := s.Config.Logo; name != "" && !s.Catalog.Static(name) {
		line, col := s.Config.Place("logo")
		s.Problems = append(s.Problems, diag.Problem{
			Path: config.File, Line: line, Col: col, Code: diag.Reference, Message: fmt.Sprintf("no file static/%s", name),
			Cure: "name a picture under static/, or leave out the key",
		})
	}
}
