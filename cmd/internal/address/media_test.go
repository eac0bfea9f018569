package address

import (
	"strings"
	"testing"

	"briefings/cmd/internal/mediatype"
)

// TestServed wants what content may publish to be served as what pages show it as: browsers do not guess.
func TestServed(t *testing.T) {
	t.Parallel()
	for ext, sort := range mediaTypes {
		served := mediatype.Of("a" + ext)
		if kind, _, _ := strings.Cut(served, "/"); sort != "file" && kind != sort || served == mediatype.Of("") {
			t.Errorf("a file of %s, of the sort %q, is served as %s: enter it in package mediatype", ext, sort, served)
		}
	}
}
