// Package cure says how a line is to be written that is neither TOML nor YAML and was meant to be.
//
// It knows the line and nothing else. What it proposes can be read.
package cure

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// Lines that were meant as one of TOML, or of YAML.
var (
	assignment = regexp.MustCompile(`^\s*([^\s=:"'\[\]{}#][^=:"'\[\]{}#]*?)\s*=\s*(.*?)\s*$`)
	mapping    = regexp.MustCompile(`^\s*([\pL\pN_][\pL\pM\pN_ -]*?)\s*:(?:\s+(.*?))?\s*$`)
	entry      = regexp.MustCompile(`^\s*-(?:\s|$)`)
	element    = regexp.MustCompile(`^\s*([^"',\[\]{}=:#]+?)\s*,?\s*$`)
	unequal    = regexp.MustCompile(`^\s*([A-Za-z0-9_-]+)\s+(["'\[\d].*?)\s*$`)
	header     = regexp.MustCompile(`^\s*(\[\[?)([A-Za-z0-9_.-]+)\]?\s*$`)
	bareKey    = regexp.MustCompile(`^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$`)
)

// TOML says how a line that is no TOML is to be written; empty if that cannot be told from the line.
func TOML(line string) string {
	if len(line) > maxLine {
		return ""
	}
	if strings.HasPrefix(strings.TrimSpace(line), "//") {
		return "a comment begins with #"
	}
	if plain := strings.ReplaceAll(line, "\u00a0", " "); plain != line && Sound(plain) {
		return "a space in it is one that does not break, U+00A0: write a plain one"
	}
	if m := assignment.FindStringSubmatch(line); m != nil {
		return cureOfPair(m[1], m[2])
	}
	if m := mapping.FindStringSubmatch(line); m != nil && m[2] != "" {
		return fmt.Sprintf("write it as TOML: %s = %s", keyed(m[1]), valued(m[2]))
	}
	if m := unequal.FindStringSubmatch(line); m != nil && sound(m[2]) {
		return fmt.Sprintf("write = between the two: %s = %s", m[1], m[2])
	}
	if m := header.FindStringSubmatch(line); m != nil {
		return "close the brackets: " + m[1] + m[2] + strings.Repeat("]", len(m[1]))
	}
	return ""
}

// Element is TOML for a line of a list that began above it.
func Element(line string) string {
	if m := element.FindStringSubmatch(line); m != nil && len(line) <= maxLine {
		return "put the value in quotes: " + quoted(m[1])
	}
	return ""
}

func cureOfPair(key, value string) string {
	if !bareKey.MatchString(key) {
		if joined := strings.Join(strings.Fields(key), "_"); bareKey.MatchString(joined) {
			return fmt.Sprintf("a key is one word: %s = %s", joined, valued(value))
		}
		return fmt.Sprintf("put the key in quotes: %s = %s", quoted(key), valued(value))
	}
	if value == "" {
		return fmt.Sprintf("give it a value, as %s = \"text\", or remove the line", key)
	}
	for _, m := range mended {
		if v := m.mend(value); v != value && sound(v) {
			return fmt.Sprintf("%s: %s = %s", m.what, key, v)
		}
	}
	if t, err := time.Parse("2006-2-1", value); err == nil && t.Day() > 12 {
		return fmt.Sprintf("write the month before the day: %s = %s", key, t.Format(time.DateOnly))
	}
	if yearLast.MatchString(value) {
		return fmt.Sprintf("write the year first, then the month and the day: %s = 2022-11-09", key)
	}
	if dateForm.MatchString(value) {
		return "there is no such day or time; write one that there is, as 2022-11-09 or 2022-11-09T06:40:00Z"
	}
	if strings.ContainsAny(value[:1], `"'[{`) {
		return ""
	}
	cure := fmt.Sprintf("put the value in quotes: %s = %s", key, quoted(value))
	if list := inBrackets("[" + value + "]"); strings.Contains(value, ",") && sound(list) {
		cure += ", or each of a list: " + key + " = " + list
	}
	return cure
}

// mended is how values are written that were meant for something else, in the order in which it is tried.
var mended = []struct {
	what string
	mend func(value string) string
}{
	{"leave out what stands at the end", func(v string) string { return strings.TrimRight(v, ",; ") }},
	{"write plain quotation marks", straight},
	{"write the date as", inDigits},
	{"write", truth},
	{"leave out the zeros before it", func(v string) string { return strings.TrimLeft(v, "0") }},
	{"put a comma between values", func(v string) string { return gap.ReplaceAllString(v, `$1, $2`) }},
	{"put each value in quotes", inBrackets},
	{"close the brackets", func(v string) string { return strings.TrimRight(v, ", ") + "]" }},
	{"close the quotation mark", func(v string) string { return v + v[:1] }},
	{"close the quotation mark", func(v string) string { return straight(v) + straight(v)[:1] }},
	{"open the quotation mark", opened},
	{"put double quotation marks around it", func(v string) string { return requoted(v, "'", `"`) }},
	{"put single quotation marks around it", func(v string) string { return requoted(v, `"`, "'") }},
	{"put a backslash before each mark within the text", escaped},
}

var gap = regexp.MustCompile(`(["'])\s+(["'])`)

// straight has plain quotation marks in the place of typographic ones.
func straight(v string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "‚", "'").Replace(v)
}

var yearLast = regexp.MustCompile(`^\d{1,2}[-/]\d{1,2}[-/]\d{4}$`)

var dateForm = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}:\d{2})(:\d{2})?\s*(?i:(Z|UTC|GMT)|([+-]\d{2}):?(\d{2}))?)?$`)

// inDigits is a date or time as TOML has it; v if it is none.
func inDigits(v string) string {
	for _, layout := range []string{"2.1.2006", "2 January 2006", "January 2, 2006", "2 Jan 2006", "Jan 2, 2006", "January 2 2006"} {
		if t, err := time.Parse(layout, v); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	m := dateForm.FindStringSubmatch(v)
	if m == nil {
		return v
	}
	out := fmt.Sprintf("%s-%02s-%02s", m[1], m[2], m[3])
	if m[4] == "" {
		return out
	}
	out += fmt.Sprintf("T%05s", m[4])
	if m[5] == "" {
		m[5] = ":00"
	}
	out += m[5]
	switch {
	case m[6] != "":
		out += "Z"
	case m[7] != "":
		out += m[7] + ":" + m[8]
	}
	return out
}

// truth is a word for true or false as TOML has it; v if it is none.
func truth(v string) string {
	switch strings.ToLower(v) {
	case "yes", "on", "true":
		return "true"
	case "no", "off", "false":
		return "false"
	}
	return v
}

// inBrackets is a list with every value of it in quotes; v if it is no list of plain words.
func inBrackets(v string) string {
	list, ok := strings.CutPrefix(v, "[")
	if list, ok2 := strings.CutSuffix(list, "]"); ok && ok2 && !strings.ContainsAny(list, "[]{}") {
		var out []string
		for word := range strings.SplitSeq(list, ",") {
			if word = strings.TrimSpace(word); strings.Count(word, "'")%2 != 0 || strings.Count(word, `"`)%2 != 0 {
				word = strings.Trim(word, `"'`) // one that was not closed
			}
			if word != "" {
				out = append(out, valued(word))
			}
		}
		return "[" + strings.Join(out, ", ") + "]"
	}
	return v
}

// requoted is a text with other quotation marks around it; v if it has not those that it is to lose.
func requoted(v, from, to string) string {
	inner, ok1 := strings.CutPrefix(v, from)
	inner, ok2 := strings.CutSuffix(inner, from)
	if !ok1 || !ok2 {
		return v
	}
	return to + inner + to
}

// opened is a text whose quotation mark was closed and not opened; v if it is none. An apostrophe may end a text.
func opened(v string) string {
	if strings.HasSuffix(v, `"`) && strings.Count(v, `"`) == 1 {
		return `"` + v
	}
	return v
}

// escaped is a text between double quotation marks in which others stand.
func escaped(v string) string {
	if len(v) < 2 || v[0] != v[len(v)-1] || v[0] != '"' && v[0] != '\'' {
		return v
	}
	return quoted(v[1 : len(v)-1])
}

func keyed(key string) string {
	if bareKey.MatchString(key) {
		return key
	}
	return quoted(key)
}

// valued is a value as it is, or in quotes.
func valued(v string) string {
	if sound(v) {
		return v
	}
	return quoted(straight(strings.Trim(v, "“”„«»‘’")))
}

func quoted(v string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`).Replace(v) + `"`
}

// sound reports whether a value can be read.
func sound(v string) bool { return Sound("v = " + v) }

// Sound reports whether a line can be read by itself.
func Sound(line string) bool {
	if len(line) > 2*maxLine {
		return false
	}
	_, err := toml.Decode(line, &map[string]any{})
	return err == nil
}

// maxLine is how many bytes a line may have for its cure to be looked for: nobody reads a longer one.
const maxLine = 500

// IsYAML reports whether a text that is no TOML is mostly YAML, and where its first such line begins.
func IsYAML(text string) (offset int, ok bool) {
	pairs, entries, first, at := 0, 0, -1, 0
	for line := range strings.Lines(text) {
		switch line := strings.TrimRight(line, "\r\n"); {
		case assignment.MatchString(line):
			pairs++
		case mapping.MatchString(line):
			if entries++; first < 0 {
				first = at
			}
		case entry.MatchString(line):
			entries++
		}
		at += len(line)
	}
	return first, first >= 0 && entries > 1 && entries > pairs
}
