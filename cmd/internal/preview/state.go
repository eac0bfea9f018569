package preview

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"sync"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/preview/report"
)

// A state is a Site and what was found out about it. It is asked, never changed, and replaced as a
// whole by the next.
type state struct {
	site     Site
	life     string               // tells keys from those of a server before this one, which count anew
	number   int                  // how many were shown before and with this one
	replaced chan struct{}        // closed when there is a newer state
	report   func() report.Report // of the site's problems, made when first asked for
	problem  func(error) diag.Problem

	// Of the files alone, so that a state with the same files goes on with them.
	*memos
}

// memos are what was found out about files, by name. They hold names that there are and no others,
// so that nobody can fill them.
type memos struct {
	pages memo[page]
	sums  memo[string]
}

func (s *Server) newState(site Site, number int, prev *state) *state {
	st := &state{site: site, life: s.life, number: number, replaced: make(chan struct{}), problem: s.problem}
	st.report = sync.OnceValue(func() report.Report {
		r := report.New(site.Problems, site.Source)
		r.Build, r.Built, r.Stale = number, site.Files != nil, site.Stale
		return r
	})
	if prev != nil && prev.site.Files == site.Files && prev.site.Base == site.Base {
		st.memos = prev.memos
	} else {
		st.memos = &memos{}
	}
	return st
}

// A memo remembers what was made for a name. Who asks for one in the making waits for it.
type memo[V any] struct {
	mu     sync.Mutex
	values map[string]func() V
}

func (m *memo[V]) get(name string, make func() V) V {
	m.mu.Lock()
	value, ok := m.values[name]
	if !ok {
		if m.values == nil {
			m.values = map[string]func() V{}
		}
		value = sync.OnceValue(make)
		m.values[name] = value
	}
	m.mu.Unlock()
	return value()
}

// sum is a short name for bytes.
func sum(data []byte) string {
	s := sha256.Sum256(data)
	return short(s[:])
}

// short is half of a SHA-256 in letters of URLs.
func short(sum []byte) string { return base64.RawURLEncoding.EncodeToString(sum[:16]) }

// A page is what is known about one page of a state.
type page struct {
	version version
	styles  []style
	problem *diag.Problem // why it could not be made; nil if it could
}

// A version says what a reader sees, in two parts, for a browser can change the second without
// loading the page again.
type version struct {
	content string // the page without the addresses of its stylesheets, and the local files it shows
	styles  string // the stylesheets
}

// trouble begins the content of a version that is a page of problems instead of the site's.
const trouble = "!"

func (v version) String() string { return v.content + "." + v.styles }

// page returns what is known about the page that a file, or with "" the lack of one, answers with.
// produce makes the bytes of the file, and is called if the page is not known yet.
func (st *state) page(file string, produce func() ([]byte, error)) page {
	switch {
	case st.site.Files == nil:
		return page{version: st.troubled(st.report().Problems)}
	case file == "":
		return page{version: version{content: "missing"}}
	}
	return st.pages.get(file, func() page {
		data, err := produce()
		if err != nil {
			return st.failed(err)
		}
		return st.examine(file, data)
	})
}

// failed is a page whose making returned the error.
func (st *state) failed(err error) page {
	p := st.problem(err)
	if p.Severity == diag.Default {
		p.Severity = diag.Error
	}
	return page{version: st.troubled([]report.Finding{report.NewFinding(p, st.site.Source)}), problem: &p}
}

// troubled is the version of a page that tells problems: another one if they are others.
func (st *state) troubled(findings []report.Finding) version {
	data, err := json.Marshal(findings)
	if err != nil { // strings and numbers only
		data = nil
	}
	return version{content: trouble + sum(data)}
}

// page404 is the file that answers when there is no other; empty if the site has none.
func (st *state) page404() string {
	const name = "404.html"
	if st.site.Files != nil {
		if _, ok := st.site.Files.File(name); ok {
			return name
		}
	}
	return ""
}

// sumOf returns the sum of a file's bytes, or its key, which saves making it; of a file that cannot be made
// it is that of nothing.
func (st *state) sumOf(f filetree.File) string {
	return st.sums.get(f.Name, func() string {
		if f.Key != nil {
			key := f.Key()
			return sum(append(key[:], st.life...))
		}
		if f.Open != nil {
			if s, err := sumOnDisk(f); err == nil {
				return s
			}
		}
		data, err := f.Make()
		if err != nil {
			data = nil
		}
		return sum(data)
	})
}

// sumOnDisk is sum of a file that is not read into memory for it.
func sumOnDisk(f filetree.File) (string, error) {
	opened, err := f.Open()
	if err != nil {
		return "", err
	}
	defer opened.Close()
	h := sha256.New()
	if _, err := io.Copy(h, opened); err != nil {
		return "", err
	}
	return short(h.Sum(nil)), nil
}
