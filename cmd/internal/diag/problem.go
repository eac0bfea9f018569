// Package diag says what is wrong in a site, where, and what to do about it.
//
// A Problem is an author's mistake: a value with a place, never a Go error. All problems of a
// run are reported at once, in file order. What the machine does wrong (a full disk, a lost
// permission) is an error and does not belong here.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Severity says whether a problem stops the site from being replaced.
type Severity uint8

const (
	// Default leaves the choice to the table of codes.
	Default Severity = iota
	Off
	Warning
	Error
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Off:
		return "off"
	}
	return "warning"
}

// A Problem is one mistake of an author.
type Problem struct {
	Path     string   // the file, from the site's root, slash-separated; empty if it is about no file
	Line     int      // 1-based; 0 if not known
	Col      int      // 1-based, in Unicode code points; 0 if not known
	Code     Code     // stable and short: what [problems] in briefings.toml names
	Severity Severity // Default until a List settles it
	Message  string   // lower case, no full stop, names quoted
	Cure     string   // what to do about it; may be empty
	Meant    string   // how it was read all the same, as its author seems to have meant it; empty if it was not
	More     int      // how often it is the same further on in the file; settled, the message says it
}

// Compare orders problems by file, then by place, then by text, so that a run reports them in
// the same order however many workers found them.
func Compare(a, b Problem) int {
	return cmp.Or(
		strings.Compare(a.Path, b.Path),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Col, b.Col),
		strings.Compare(string(a.Code), string(b.Code)),
		strings.Compare(a.Message, b.Message),
		strings.Compare(a.Cure, b.Cure),
	)
}

// A Policy settles how severe each problem of a site is.
type Policy struct {
	// Lenient is for a folder without briefings.toml: only what would harm the output, and was not read as it was
	// meant, is an error, and of warnings with one message, only the first place in the site is reported.
	Lenient bool
	// Override is [problems] of briefings.toml; nil changes nothing.
	Override map[Code]Severity
}

// Severity returns what a problem with the code is worth under p.
func (p Policy) Severity(code Code) Severity {
	if s := p.Override[code]; s != Default {
		return s
	}
	info := Codes[code]
	if p.Lenient && !info.Always {
		return Warning
	}
	if info.Severity == Default {
		return Warning
	}
	return info.Severity
}

// Settle returns the problems in file order, each once, with its severity under p, without
// those that are off; those that are said once a site are one. The argument is not
// changed. To settle again what is settled changes nothing.
func (p Policy) Settle(problems []Problem) []Problem {
	out := make([]Problem, 0, len(problems))
	for _, pr := range problems {
		if pr.Severity = p.Severity(pr.Code); pr.Severity == Off {
			continue
		}
		if p.Lenient && pr.Meant != "" {
			pr.Severity = Warning
			if end := "; " + pr.Meant; !strings.Contains(pr.Message, end) {
				pr.Message += end
			}
		}
		out = append(out, pr)
	}
	slices.SortStableFunc(out, Compare)
	return p.once(slices.Compact(out))
}

// once keeps, of the problems in file order that are said once a site, the first with each message, and
// adds to it how many other files have the same.
func (p Policy) once(problems []Problem) []Problem {
	type saying struct {
		code    Code
		message string
	}
	type first struct {
		index int    // in out
		last  string // the file that was counted last
		more  int    // files but the first
	}
	seen := map[saying]*first{}
	out := problems[:0]
	for _, pr := range problems {
		if Codes[pr.Code].Once || p.Lenient && pr.Severity == Warning {
			s := saying{pr.Code, pr.Message}
			if f := seen[s]; f != nil {
				if pr.Path != f.last {
					f.last = pr.Path
					f.more++
				} else if f.more == 0 {
					out[f.index].More += 1 + pr.More
				}
				continue
			}
			seen[s] = &first{index: len(out), last: pr.Path}
		}
		out = append(out, pr)
	}
	for _, f := range seen {
		switch pr := &out[f.index]; {
		case f.more == 1:
			pr.Message += ", and in 1 more file"
			pr.More = 0
		case f.more > 1:
			pr.Message += fmt.Sprintf(", and in %d more files", f.more)
			pr.More = 0
		}
	}
	for i := range out {
		if n := out[i].More; n > 0 {
			out[i].Message += fmt.Sprintf(" (and %d more)", n)
			out[i].More = 0
		}
	}
	return out
}

// HasErrors reports whether any of the settled problems is an error.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error })
}
