// Package report says what is wrong with a site as a browser is told it: at most so many problems,
// each with the lines around its place.
package report

import (
	"bufio"
	"cmp"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"briefings/cmd/internal/diag"
)

const (
	maxFindings  = 50      // that one report has
	around       = 2       // lines of an excerpt before the problem's, and after it
	maxSource    = 4 << 20 // bytes of a file that are read for an excerpt
	maxLine      = 240     // code points of a line that are shown
	beforeMark   = 80      // of them before the mark, in a longer line
	maxMarkWidth = 40
)

// A Report is what a browser is told about the problems of a site.
type Report struct {
	Build    int       `json:"build"` // its number
	Built    bool      `json:"built"` // whether there is a site to show
	Stale    bool      `json:"stale"` // whether it is older than the problems
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Problems []Finding `json:"problems"` // errors first
	More     int       `json:"more"`     // problems that are not among them
}

// A Finding is a problem with the lines around its place.
type Finding struct {
	Path     string `json:"path,omitempty"`
	Place    string `json:"place,omitempty"` // path, line and column as they are printed
	Line     int    `json:"line,omitempty"`
	Col      int    `json:"col,omitempty"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Cure     string `json:"cure,omitempty"`
	Excerpt  []Line `json:"excerpt,omitempty"`
}

// A Line of an excerpt is in three parts if it is the one that the problem is in, and its column is
// known; else all is in Text.
type Line struct {
	Number int    `json:"number"`
	Here   bool   `json:"here,omitempty"` // the problem is in this line
	Text   string `json:"text"`
	Marked string `json:"marked,omitempty"` // from the problem's column to the next space
	After  string `json:"after,omitempty"`
}

// New reports settled problems of a site whose files are in source, which may be nil. What Build,
// Built and Stale say is the caller's.
func New(problems []diag.Problem, source fs.FS) Report {
	problems = slices.Clone(problems)
	slices.SortStableFunc(problems, func(a, b diag.Problem) int { return cmp.Compare(b.Severity, a.Severity) })
	r := Report{Problems: []Finding{}}
	for _, p := range problems {
		r.count(p)
		if len(r.Problems) < maxFindings {
			r.Problems = append(r.Problems, NewFinding(p, source))
		}
	}
	r.More = len(problems) - len(r.Problems)
	return r
}

func (r *Report) count(p diag.Problem) {
	if p.Severity == diag.Error {
		r.Errors++
	} else {
		r.Warnings++
	}
}

// Counts is how many problems there are of each severity; empty if there is none.
func (r Report) Counts() string {
	var parts []string
	for _, c := range []struct {
		n    int
		word string
	}{{r.Errors, "error"}, {r.Warnings, "warning"}} {
		if c.n > 0 {
			parts = append(parts, diag.Number(c.n, c.word))
		}
	}
	return strings.Join(parts, ", ")
}

// With returns the report with a problem before the others, if it is not among them.
func (r Report) With(p diag.Problem, source fs.FS) Report {
	f := NewFinding(p, source)
	if slices.ContainsFunc(r.Problems, func(x Finding) bool { return x.String() == f.String() }) {
		return r
	}
	r.count(p)
	r.Problems = slices.Concat([]Finding{f}, r.Problems)
	return r
}

// NewFinding looks up where a problem is.
func NewFinding(p diag.Problem, source fs.FS) Finding {
	return Finding{
		Path:     diag.Printable(p.Path),
		Place:    p.Place(),
		Line:     p.Line,
		Col:      p.Col,
		Severity: p.Severity.String(),
		Message:  diag.Printable(p.Message),
		Cure:     diag.Printable(p.Cure),
		Excerpt:  excerpt(source, p),
	}
}

// String is the finding as a terminal shows it.
func (f Finding) String() string {
	s := f.Message
	if f.Place != "" {
		s = f.Place + ": " + s
	}
	if f.Cure != "" {
		s += "\n\t" + f.Cure
	}
	return s
}

// excerpt returns the lines around a problem; none if they cannot be read, for the problem stands
// without them.
func excerpt(source fs.FS, p diag.Problem) []Line {
	if source == nil || p.Line < 1 || !fs.ValidPath(p.Path) {
		return nil
	}
	info, err := fs.Stat(source, p.Path)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := source.Open(p.Path)
	if err != nil {
		return nil
	}
	defer f.Close()
	scanner := bufio.NewScanner(io.LimitReader(f, maxSource))
	scanner.Buffer(nil, maxSource)
	var out []Line
	for n := 1; n <= p.Line+around && scanner.Scan(); n++ {
		if n >= p.Line-around {
			out = append(out, newLine(scanner.Text(), n, p))
		}
	}
	return out
}

func newLine(s string, number int, p diag.Problem) Line {
	runes := []rune(strings.ToValidUTF8(s, "\ufffd"))
	at := p.Col - 1
	if number != p.Line || at < 0 || at >= len(runes) {
		shown := printable(runes[:min(len(runes), maxLine)])
		if len(runes) > maxLine {
			shown += "…"
		}
		return Line{Number: number, Here: number == p.Line, Text: shown}
	}
	end := at + 1
	for end < min(len(runes), at+maxMarkWidth) && !unicode.IsSpace(runes[end]) {
		end++
	}
	before, after := runes[:at], runes[end:]
	l := Line{Number: number, Here: true}
	if len(runes) > maxLine && len(before) > beforeMark {
		before = before[len(before)-beforeMark:]
		l.Text = "…"
	}
	l.Text += printable(before)
	l.Marked = printable(runes[at:end])
	if room := maxLine - len(before) - (end - at); len(after) > room {
		after = append(slices.Clone(after[:room]), '…')
	}
	l.After = printable(after)
	return l
}

func printable(runes []rune) string {
	return diag.Printable(strings.ReplaceAll(string(runes), "\t", "    "))
}
