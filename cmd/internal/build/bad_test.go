package build_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/sitecheck"
)

// A bad site has something wrong with it. It is completed by the least declaration.
type bad struct {
	name  string
	files folder
	want  []string            // every problem: severity, place and code
	has   map[string][]string // what a page must have
	hasNo map[string][]string // what it must not have
}

const (
	a     = "content/articles/a.md"
	aPage = "articles/a/index.html"
)

// front is a document with a title, and with keys from line 3.
func front(keys, body string) string { return "+++\ntitle = \"A\"\n" + keys + "\n+++\n" + body }

// text is a site of one article without keys; body begins on line 4.
func text(body string) folder { return folder{a: "+++\ntitle = \"A\"\n+++\n" + body} }

// with adds files to a site.
func (f folder) with(more folder) folder {
	out := maps.Clone(f)
	maps.Copy(out, more)
	return out
}

// TestBad builds sites that have something wrong, with everything that they say and show. Each is
// built as a plain folder too, where nothing is declared and hardly anything is an error.
func TestBad(t *testing.T) {
	t.Parallel()
	for _, tt := range slices.Concat(badFront, badText, badLinks, badNames, badBriefings, badLayouts) {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			site := folder{"briefings.toml": declaration}.with(tt.files)
			p := publish(t, input(t, site.fs()), nil)
			if got := p.said(); !slices.Equal(got, tt.want) {
				t.Errorf("problems:\n%s\nwant:\n%s\nin full:\n%v", strings.Join(got, "\n"), strings.Join(tt.want, "\n"), p.problems)
			}
			for page, texts := range tt.has {
				for _, text := range texts {
					if !strings.Contains(p.files[page], text) {
						t.Errorf("%s lacks %q:\n%s", page, text, main(p.files[page]))
					}
				}
			}
			for page, texts := range tt.hasNo {
				for _, text := range texts {
					if strings.Contains(p.files[page], text) {
						t.Errorf("%s has %q:\n%s", page, text, main(p.files[page]))
					}
				}
			}
			wantSafe(t, p.files)
			if !diag.HasErrors(p.problems) {
				if faults := sitecheck.Links(p.fs(), "https://desk.example/"); len(faults) > 0 {
					t.Errorf("a site without errors has wrong addresses:\n%s", strings.Join(faults, "\n"))
				}
			}
			wantVault(t, site)
		})
	}
}

// wantVault wants a site to build without a declaration, as a plain folder.
func wantVault(t *testing.T, site folder) {
	t.Helper()
	vault := folder{}
	for name, text := range site {
		if short, ok := strings.CutPrefix(name, "content/"); ok {
			vault[short] = text
		}
	}
	p := publish(t, input(t, vault.fs()), nil)
	wantSafe(t, p.files)
	for _, x := range p.problems {
		if x.Severity == diag.Error && !diag.Codes[x.Code].Always {
			t.Errorf("an error in a plain folder: %v", x)
		}
	}
	if diag.HasErrors(p.problems) {
		return
	}
	if faults := sitecheck.Links(p.fs(), "/"); len(faults) > 0 {
		t.Errorf("a plain folder without errors has wrong addresses:\n%s", strings.Join(faults, "\n"))
	}
}
