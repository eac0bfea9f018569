package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// Formats are the forms that problems are written in.
var Formats = []string{"text", "json", "github", "gitlab", "sarif"}

// Write writes settled problems in one of the Formats. An unknown one is an error.
func Write(w io.Writer, problems []Problem, format string) error {
	switch format {
	case "text":
		return writeText(w, problems)
	case "json":
		return writeJSON(w, problems)
	case "github":
		return writeGitHub(w, problems)
	case "gitlab":
		return writeGitLab(w, problems)
	case "sarif":
		return writeSARIF(w, problems)
	}
	return fmt.Errorf("unknown format %q, not one of %s", format, strings.Join(Formats, ", "))
}

// Place is where the problem is: path:line:col, as far as that is known.
func (p Problem) Place() string {
	at := Printable(p.Path)
	if p.Path != "" && p.Line > 0 {
		at += fmt.Sprintf(":%d", p.Line)
		if p.Col > 0 {
			at += fmt.Sprintf(":%d", p.Col)
		}
	}
	return at
}

// String is the problem as people read it: place and message, and below them the cure.
func (p Problem) String() string {
	var b strings.Builder
	if at := p.Place(); at != "" {
		b.WriteString(at + ": ")
	}
	if p.Severity == Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(Printable(p.Message))
	if p.Cure != "" {
		b.WriteString("\n\t" + Printable(p.Cure))
	}
	return b.String()
}

// Printable keeps control characters, which can hide or forge lines of a terminal or a log, out of
// what is printed: file names, keys and titles are strangers' words.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '\ufffd'
		}
		return r
	}, s)
}

func writeText(w io.Writer, problems []Problem) error {
	for _, p := range problems {
		if _, err := fmt.Fprintln(w, p); err != nil {
			return err
		}
	}
	return nil
}

func writeJSON(w io.Writer, problems []Problem) error {
	type row struct {
		Path     string `json:"path,omitempty"`
		Line     int    `json:"line,omitempty"`
		Col      int    `json:"col,omitempty"`
		Code     Code   `json:"code"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		Cure     string `json:"cure,omitempty"`
	}
	rows := make([]row, len(problems))
	for i, p := range problems {
		rows[i] = row{p.Path, p.Line, p.Col, p.Code, p.Severity.String(), p.Message, p.Cure}
	}
	return encode(w, rows)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// writeGitHub writes workflow commands, which GitHub shows as annotations at the line.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func writeGitHub(w io.Writer, problems []Problem) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, p := range problems {
		at := ""
		if p.Path != "" {
			at = " file=" + property.Replace(p.Path)
			if p.Line > 0 {
				at += fmt.Sprintf(",line=%d", p.Line)
			}
			if p.Col > 0 {
				at += fmt.Sprintf(",col=%d", p.Col)
			}
			at += ",title=" + property.Replace(string(p.Code))
		}
		message := p.Message
		if p.Cure != "" {
			message += "\n" + p.Cure
		}
		if _, err := fmt.Fprintf(w, "::%s%s::%s\n", p.Severity, at, data.Replace(message)); err != nil {
			return err
		}
	}
	return nil
}

// writeSARIF writes a log of SARIF 2.1.0, OASIS.
func writeSARIF(w io.Writer, problems []Problem) error {
	type text struct {
		Text string `json:"text"`
	}
	type rule struct {
		ID    Code `json:"id"`
		Short text `json:"shortDescription"`
	}
	type region struct {
		Line int `json:"startLine"`
		Col  int `json:"startColumn,omitempty"`
	}
	type physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *region `json:"region,omitempty"`
	}
	type location struct {
		Physical physical `json:"physicalLocation"`
	}
	type result struct {
		Rule      Code       `json:"ruleId"`
		Level     string     `json:"level"`
		Message   text       `json:"message"`
		Locations []location `json:"locations,omitempty"`
	}
	rules := []rule{}
	for _, code := range slices.Sorted(maps.Keys(Codes)) {
		rules = append(rules, rule{code, text{Codes[code].Text}})
	}
	results := []result{}
	for _, p := range problems {
		r := result{Rule: p.Code, Level: p.Severity.String(), Message: text{p.Message}}
		if p.Cure != "" {
			r.Message.Text += "\n" + p.Cure
		}
		if p.Path != "" {
			var l location
			l.Physical.Artifact.URI = (&url.URL{Path: p.Path}).String()
			if p.Line > 0 {
				l.Physical.Region = &region{p.Line, p.Col}
			}
			r.Locations = append(r.Locations, l)
		}
		results = append(results, r)
	}
	return encode(w, map[string]any{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json",
		"version": "2.1.0",
		"runs": []any{map[string]any{
			"tool":       map[string]any{"driver": map[string]any{"name": "briefings", "rules": rules}},
			"columnKind": "unicodeCodePoints",
			"results":    results,
		}},
	})
}
