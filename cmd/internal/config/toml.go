package config

import (
	"errors"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"briefings/cmd/internal/diag"
)

// decodeTOML decodes into plain values. BurntSushi/toml stops at a key given twice; such keys are
// reported and blanked, so that everything else is still checked in the same run.
func decodeTOML(text string) (map[string]any, []diag.Problem) {
	tree := map[string]any{}
	_, err := toml.Decode(text, &tree)
	if err == nil {
		plainTOML(tree)
		return tree, nil
	}
	var problems []diag.Problem
	if twice := scanTOML(text).twice; len(twice) > 0 {
		blanked := []byte(text)
		for _, span := range twice {
			at := placeOf(text, span.start)
			problems = append(problems, diag.Problem{
				Line: at.line, Col: at.col, Code: diag.KeyTwice,
				Message: "key " + quote(span.name) + " is given twice",
				Cure:    "keep one of them",
			})
			for i := span.start; i < span.end; i++ {
				if blanked[i] != '\n' {
					blanked[i] = ' '
				}
			}
		}
		tree = map[string]any{}
		if _, err = toml.Decode(string(blanked), &tree); err == nil {
			plainTOML(tree)
			return tree, problems
		}
	}
	return nil, append(problems, tomlProblem(text, err))
}

func tomlProblem(text string, err error) diag.Problem {
	p := diag.Problem{Line: 1, Col: 1, Code: diag.FrontMatter, Message: "TOML: " + err.Error(), Cure: `"briefings help front-matter" shows the form`}
	var perr toml.ParseError
	if errors.As(err, &perr) {
		// The column that the library gives counts bytes; ours counts code points.
		at := placeOf(text, min(max(perr.Position.Start, 0), len(text)))
		p.Line, p.Col = perr.Position.Line, 1
		if at.line == p.Line {
			p.Col = at.col
		}
		p.Message = "TOML: " + strings.ToLower(perr.Message[:1]) + strings.TrimRight(perr.Message[1:], ".")
	}
	return p
}

// plainTOML replaces the library's dates, whose local forms carry the machine's zone, by ours.
func plainTOML(v any) any {
	switch v := v.(type) {
	case time.Time:
		d, ok := tomlDate(v)
		if !ok {
			return scalar{text: v.Format("15:04:05")}
		}
		return d
	case map[string]any:
		for k, e := range v {
			if heavy(e) {
				v[k] = plainTOML(e)
			}
		}
	case []map[string]any:
		for _, e := range v {
			plainTOML(e)
		}
	case []any:
		for i, e := range v {
			if heavy(e) {
				v[i] = plainTOML(e)
			}
		}
	}
	return v
}

func heavy(v any) bool {
	switch v.(type) {
	case string, int64, bool, float64:
		return false
	}
	return true
}
