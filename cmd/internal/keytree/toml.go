package keytree

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree/cure"
)

// maxMended is how many broken statements are passed over to check the rest of a text. With more
// of them it is likelier that one quotation mark is missing than that each is a mistake, unless each has a
// cure of its own.
const (
	maxMended = 3
	maxCures  = 20
)

// decodeTOML decodes text. BurntSushi/toml stops at the first mistake; a key given twice and, in a
// text that is otherwise sound, a few broken statements are reported and passed over, so that
// everything else is still checked in the same run. The tree is nil if nothing could be read.
func decodeTOML(text string) (map[string]any, []diag.Problem) {
	if deepTOML(text) {
		return nil, []diag.Problem{{
			Line: 1, Col: 1, Code: diag.FrontMatter,
			Message: "TOML: nested more than 32 deep",
			Cure:    "keep structured data in a file of its own",
		}}
	}
	tree, err := libraryTOML(text)
	if err == nil {
		return tree, nil
	}
	if at, ok := cure.IsYAML(text); ok {
		place := placeOf(text, at)
		return nil, []diag.Problem{{
			Line: place.Line, Col: place.Col, Code: diag.FrontMatter,
			Message: "YAML where TOML is expected",
			Cure:    `write every line as key = "value"; in front matter YAML stands between lines of ---`,
		}}
	}
	scan := scanTOML(text)
	var problems []diag.Problem
	rest := []byte(text)
	for _, s := range scan.twice {
		at := placeOf(text, s.start)
		problems = append(problems, diag.Problem{
			Line: at.Line, Col: at.Col, Code: diag.KeyTwice,
			Message: strconv.Quote(s.name) + " is given twice",
			Cure:    "keep one of them",
		})
		blank(rest, s)
	}
	if len(problems) > 0 {
		if tree, err = libraryTOML(string(rest)); err == nil {
			return tree, problems
		}
	}
	first, _ := tomlProblem(scan, err)
	broken, uncured := []diag.Problem{first}, 1
	for range maxCures {
		s, ok := scan.statement(offsetOf(err, text))
		if !ok || uncured > maxMended {
			break
		}
		blank(rest, s)
		if tree, err = libraryTOML(string(rest)); err == nil {
			return tree, append(problems, broken...)
		}
		p, cured := tomlProblem(scan, err)
		if !cured {
			uncured++
		}
		broken = append(broken, p)
	}
	return nil, append(problems, first)
}

// deepTOML tells whether text nests deeper than maxDepth: BurntSushi/toml takes time and memory
// in the square of the depth, so that 256 KiB of "a.a.a" exhaust a machine.
func deepTOML(text string) bool {
	if strings.Count(text, "[")+strings.Count(text, "{") < maxDepth {
		longest := 0
		for line := range strings.Lines(text) {
			longest = max(longest, strings.Count(line, "."))
		}
		if longest < maxDepth {
			return false
		}
	}
	return scanTOML(text).deep
}

// tomlPlaces tells where the keys and elements of text are. The text need not be sound: what is
// said of the part after a mistake may be wrong, but lies in the text.
func tomlPlaces(text string) Places {
	return placesOf(text, scanTOML(text).at)
}

func libraryTOML(text string) (map[string]any, error) {
	tree := map[string]any{}
	if _, err := toml.Decode(text, &tree); err != nil {
		return nil, err
	}
	own(tree)
	return tree, nil
}

// blank overwrites a statement. Offsets and lines stay as they were.
func blank(text []byte, s span) {
	for i := s.start; i < s.end; i++ {
		if text[i] != '\n' && text[i] != '\r' {
			text[i] = ' '
		}
	}
}

// offsetOf is where in text the library found a mistake, or -1.
func offsetOf(err error, text string) int {
	var perr toml.ParseError
	if !errors.As(err, &perr) || perr.Position.Start < 0 || perr.Position.Start > len(text) {
		return -1
	}
	at := perr.Position.Start
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// generic is the cure for a line that does not show what it was meant to be.
const generic = `write key = "text", key = 2022-11-09, key = true or key = ["a", "b"]`

// tomlProblem is what the library says of a text. cured says that the cure is of the very line.
func tomlProblem(scan *scan, err error) (p diag.Problem, cured bool) {
	p = diag.Problem{
		Line: 1, Col: 1, Code: diag.FrontMatter,
		Message: "TOML: " + err.Error(),
		Cure:    generic,
	}
	var perr toml.ParseError
	if !errors.As(err, &perr) {
		return p, false
	}
	message := strings.TrimPrefix(strings.TrimRight(perr.Message, "."), "TOML files ")
	if message != "" {
		p.Message = "TOML: " + strings.ToLower(message[:1]) + message[1:]
	}
	if strings.Contains(message, "control characters") {
		p.Cure = "remove it; it cannot be seen"
	}
	at := offsetOf(err, scan.text)
	if at < 0 {
		return p, false
	}
	line := lineAt(scan.text, at)
	text := cure.TOML(line)
	if s, ok := scan.statement(at); ok && strings.Contains(scan.text[s.start:at], "\n") { // it began above
		if above := cure.TOML(lineAt(scan.text, s.start)); above != "" && cure.Sound(line) {
			text, at = above, s.start
		} else if text == "" {
			text = cure.Element(line)
		}
	}
	place := placeOf(scan.text, at) // the library's columns count bytes, and its lines may run over the end
	p.Line, p.Col = place.Line, place.Col
	p.Cure = cmp.Or(text, p.Cure)
	return p, text != ""
}

// lineAt is the line around a byte of text.
func lineAt(text string, at int) string {
	start := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return strings.TrimRight(line, "\r")
}

// own replaces what is the library's by what this package's tree holds.
func own(v any) any {
	switch v := v.(type) {
	case time.Time:
		return tomlTime(v)
	case map[string]any:
		for k, e := range v {
			switch e.(type) {
			case string, int64, bool, float64:
			default:
				v[k] = own(e)
			}
		}
	case []map[string]any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = own(e)
		}
		return out
	case []any:
		for i, e := range v {
			v[i] = own(e)
		}
	}
	return v
}

// tomlTime undoes the library's reading of local forms, which it puts into the machine's zone and
// marks by the name of the location.
func tomlTime(t time.Time) Time {
	layout := time.RFC3339Nano
	switch t.Location().String() {
	case "datetime-local":
		layout = "2006-01-02T15:04:05.999999999"
	case "date-local":
		layout = time.DateOnly
	case "time-local":
		layout = "15:04:05.999999999"
	}
	return Time(t.Format(layout))
}
