package typed

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree"
)

// fits says whether the value under a weak spelling can be one of our key's.
func (t *Table) fits(k string, f Form) bool {
	switch v := t.value[k].(type) {
	case bool:
		return f == ATruth
	case keytree.Scalar:
		_, isBool := v.Value.(bool)
		return isBool == (f == ATruth) && f != ADate
	case string:
		if f == ADate {
			_, ok := ParseDate(v)
			return ok
		}
		return f != ATable && f != Tables && !strings.ContainsAny(v, t.r.dialect.Spellings[Plain(k)].Not)
	case keytree.Time:
		return f == ADate
	case map[string]any:
		return f == ATable || f == AList
	}
	return true
}

func kindOf(v any) string {
	switch v := v.(type) {
	case keytree.Scalar:
		return kindOf(v.Value)
	case string:
		return "a string"
	case bool:
		return "a truth value"
	case int64, float64:
		return "a number"
	case keytree.Time:
		return "a date or time"
	case []any:
		return "a list"
	}
	return "a table"
}

// wrong reports a value that has not the form.
func (t *Table) wrong(key string, f Form, got any) {
	t.Report(key, diag.KeyType, fmt.Sprintf("%s must be %s, not %s", t.written(key), f, kindOf(got)), t.example(key, f))
}

// example is a cure: how the key would be written in its form.
func (t *Table) example(key string, f Form) string {
	if t.r.dialect.Lenient {
		switch f {
		case ATable:
			return fmt.Sprintf("write its keys in the lines after %q, indented", key+":")
		case Tables:
			return fmt.Sprintf("write its keys in the lines after %q, each group after a hyphen", key+":")
		}
	}
	values := map[Form]string{AString: `"..."`, ATruth: "true", ANumber: "1", ADate: "2022-11-09", AList: `["...", "..."]`}
	name := strings.Join(t.path.Key(key).Keys(), ".")
	switch {
	case f == ATable:
		return fmt.Sprintf("open it with a line [%s]", name)
	case f == Tables:
		return fmt.Sprintf("open each with a line [[%s]]", name)
	case t.r.dialect.Lenient:
		return fmt.Sprintf("write %s: %s", key, values[f])
	}
	return fmt.Sprintf("write %s = %s", key, values[f])
}

// plain is a value as a string, if its author can have meant one.
func (t *Table) plain(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v), true
	case keytree.Scalar:
		return v.Text, true
	case []any:
		if len(v) == 1 && t.r.dialect.Lenient {
			return t.plain(v[0])
		}
	}
	return "", false
}

// Str takes a string, without the white space around it.
func (t *Table) Str(key string) string {
	v := t.take(key, AString)
	if v == nil {
		return ""
	}
	s, ok := t.plain(v)
	if !ok {
		t.wrong(key, AString, v)
	}
	return s
}

// Need is Str of a key that must be there.
func (t *Table) Need(key string) string {
	s := t.Str(key)
	switch {
	case !t.Has(key):
		t.missing(key, AString)
	case s == "" && !t.Bad(key):
		t.Report(key, diag.KeyMissing, fmt.Sprintf("%q is empty in %s", key, t.Name), t.example(key, AString))
	}
	return s
}

func (t *Table) missing(key string, f Form) {
	t.Report(key, diag.KeyMissing, fmt.Sprintf("no %q in %s", key, t.Name), t.example(key, f))
}

// Word takes the key if its value is a string and not a table; false if it is none or not there.
func (t *Table) Word(key string) (string, bool) {
	s, ok := t.plain(t.value[t.spelt[Plain(key)]])
	if ok {
		t.take(key, AString)
	}
	return s, ok
}

// OneOf takes a string that is one of those allowed.
func (t *Table) OneOf(key string, allowed ...string) string {
	s := t.Str(key)
	if s == "" || slices.Contains(allowed, s) {
		return s
	}
	cure := diag.DidYouMean(diag.Nearest(s, allowed), "one of: "+strings.Join(allowed, ", "))
	t.Report(key, diag.KeyValue, fmt.Sprintf("%q is no %s", s, key), cure)
	return ""
}

// Known is OneOf, but passes over other values where the dialect is lenient: other programs have
// theirs under the same key.
func (t *Table) Known(key string, allowed ...string) string {
	if s, ok := t.Word(key); ok && t.r.dialect.Lenient && !slices.Contains(allowed, s) {
		return ""
	}
	return t.OneOf(key, allowed...)
}

// Bool takes a truth value; false if there is none.
func (t *Table) Bool(key string) bool {
	v := t.take(key, ATruth)
	if v == nil {
		return false
	}
	b, ok := t.Truth(v)
	if !ok {
		t.wrong(key, ATruth, v)
	}
	return b
}

// Truth returns what a value says, if it is a truth value or, in YAML, a word for one.
func (t *Table) Truth(v any) (value, ok bool) {
	if b, ok := Truth(v); ok {
		return b, true
	}
	if s, ok := t.plain(v); ok && t.r.dialect.Lenient {
		switch strings.ToLower(s) { // YAML 1.1
		case "true", "yes", "on", "y":
			return true, true
		case "false", "no", "off", "n", "":
			return false, true
		}
	}
	return false, false
}

// Truth returns v if it is a truth value.
func Truth(v any) (value, ok bool) {
	if s, isScalar := v.(keytree.Scalar); isScalar {
		v = s.Value
	}
	value, ok = v.(bool)
	return value, ok
}

// Int takes a whole number from low to high; otherwise if there is none.
func (t *Table) Int(key string, otherwise, low, high int) int {
	v := t.take(key, ANumber)
	if v == nil {
		return otherwise
	}
	n, ok := whole(v)
	if s, isString := v.(string); isString && t.r.dialect.Lenient {
		i, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
		n, ok = i, err == nil
	}
	switch {
	case !ok:
		t.wrong(key, ANumber, v)
	case n < int64(low) || n > int64(high):
		t.Report(key, diag.KeyValue, fmt.Sprintf("%s is out of range", t.written(key)), fmt.Sprintf("give a number from %d to %d", low, high))
	default:
		return int(n)
	}
	return otherwise
}

func whole(v any) (int64, bool) {
	switch v := v.(type) {
	case keytree.Scalar:
		return whole(v.Value)
	case int64:
		return v, true
	case float64: // 1.0, and 1e3, which YAML calls a float
		return int64(v), v == math.Trunc(v) && math.Abs(v) <= 1<<53
	}
	return 0, false
}

// Date takes a date, or a string that is one.
func (t *Table) Date(key string) Date { return t.date(key, false) }

// End takes a date as Date does. The last year that there is means never, as databases and sheets have it.
func (t *Table) End(key string) Date { return t.date(key, true) }

func (t *Table) date(key string, never bool) Date {
	v := t.take(key, ADate)
	if v == nil {
		return Date{}
	}
	s, ok := t.plain(v)
	if local, isTime := v.(keytree.Time); isTime {
		s, ok = string(local), true
	}
	if !ok {
		t.wrong(key, ADate, v)
		return Date{}
	}
	d, ok := ParseDate(s)
	if last, is := strings.CutPrefix(s, "9999-"); is && never {
		_, ok = ParseDate("2999-" + last)
	}
	if !ok && s != "" {
		t.Report(key, diag.KeyValue, fmt.Sprintf("%q is no date", s), dateCure(s))
	}
	return d
}

// dateCure says how a date is written that cannot be read.
func dateCure(s string) string {
	if strings.HasPrefix(s, "9999-") || strings.HasPrefix(s, "0000-") {
		return "years go from 0001 to 9998; if it means never, leave the key out"
	}
	if t, err := time.Parse("20060102", s); err == nil {
		return "write it as " + t.Format(time.DateOnly)
	}
	return "write it as 2022-11-09 or 2022-11-09T06:40:00Z"
}

// NeedDate is Date of a key that must be there.
func (t *Table) NeedDate(key string) Date {
	d := t.Date(key)
	if !t.Has(key) {
		t.missing(key, ADate)
	}
	return d
}

// Lang takes a BCP 47 tag and returns it in its usual form: zh_tw is zh-TW. In a lenient dialect
// "English" is passed over.
func (t *Table) Lang(key string) string {
	s := t.Str(key)
	if s == "" {
		return ""
	}
	tag, ok := LanguageTag(s)
	if !ok && !t.r.dialect.Lenient {
		t.Report(key, diag.KeyValue, fmt.Sprintf("%q is no language", s), LanguageCure)
	}
	return tag
}

// LanguageCure is what to do about a language that is none.
const LanguageCure = `write it as "en", "fa" or "zh-Hant"`

// LanguageTag is s as BCP 47 has it; false if it is no language.
func LanguageTag(s string) (string, bool) {
	tag, err := language.Parse(s)
	if err != nil {
		return "", false
	}
	return tag.String(), true
}
