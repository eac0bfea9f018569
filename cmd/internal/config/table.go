package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"briefings/cmd/internal/diag"
)

// A scalar is a YAML value that is no string by its form: the text is kept, for YAML has no way
// to tell the title 2022 from the number.
type scalar struct {
	text  string
	value any // bool, int64 or float64
}

// A reader collects what is wrong with one file of keys. Places are found after the reading, and
// only if there is something to place.
type reader struct {
	pending []pending
	foreign bool // keys of other programs are understood: documents, not briefings.toml
}

type pending struct {
	path path
	diag.Problem
}

// A path leads to a key or a value: names of keys and indexes, joined.
type path string

func (p path) key(k string) path {
	if p == "" {
		return path(k)
	}
	return p + "\x1f" + path(k)
}

// parent returns the path of the table or list around p; false if p is the file itself.
func (p path) parent() (path, bool) {
	if i := strings.LastIndexByte(string(p), '\x1f'); i >= 0 {
		return p[:i], true
	}
	return "", p != ""
}

func (p path) index(i int) path { return p.key("\x1e" + strconv.Itoa(i)) }

// A table is one table of keys while it is read. Each accessor takes one key; done reports those
// that nothing took.
type table struct {
	r           *reader
	path        path
	name        string // for messages: `briefing "harbour"`
	value       map[string]any
	spelt       map[string]string // our key -> the key as written
	taken       map[string]bool   // as written
	asked       []string
	lenientType func(string) bool // values of another program that are passed over, or nil
}

func (r *reader) table(p path, name string, v map[string]any) *table {
	t := &table{r: r, path: p, name: name, value: v, taken: make(map[string]bool, len(v)), spelt: make(map[string]string, len(v))}
	t.spell()
	return t
}

// spell finds for each key of ours the key that the author wrote.
func (t *table) spell() {
	var weak []string
	for _, k := range slices.Sorted(maps.Keys(t.value)) {
		if t.value[k] == nil { // YAML's "key:" says nothing
			t.taken[k] = true
			continue
		}
		p := plain(k)
		if s, ok := spellings[p]; ok && t.r.foreign && t.path == "" {
			if s.weak {
				weak = append(weak, k)
				continue
			}
			p = plain(s.ours)
		}
		if other, ok := t.spelt[p]; ok {
			t.report(t.path.key(k), diag.KeyTwice, fmt.Sprintf("%q and %q are the same key", other, k), "keep one of them")
			t.taken[k] = true
			continue
		}
		t.spelt[p] = k
	}
	for _, k := range weak {
		ours := plain(spellings[plain(k)].ours)
		if _, ok := t.spelt[ours]; ok || !t.fits(k) {
			t.taken[k] = true
			continue
		}
		t.spelt[ours] = k
	}
}

// fits says whether a weak spelling has a value that can mean what our key means. Jekyll's
// permalink may be a pattern, its published a truth value.
func (t *table) fits(k string) bool {
	switch v := t.value[k].(type) {
	case string:
		switch spellings[plain(k)].ours {
		case "url":
			return !strings.Contains(v, ":")
		case "date", "lastmod", "publishDate", "expiryDate":
			_, ok := ParseDate(v)
			return ok
		}
		return true
	case scalar:
		return false
	case map[string]any:
		return spellings[plain(k)].ours == "params"
	}
	return true
}

func (t *table) at(key string) path {
	if k, ok := t.spelt[plain(key)]; ok {
		return t.path.key(k)
	}
	return t.path
}

func (t *table) report(p path, code diag.Code, message, cure string) {
	t.r.pending = append(t.r.pending, pending{p, diag.Problem{Code: code, Message: message, Cure: cure}})
}

// take returns the value of our key, nil if there is none.
func (t *table) take(key string) any {
	t.asked = append(t.asked, key)
	k, ok := t.spelt[plain(key)]
	if !ok {
		return nil
	}
	t.taken[k] = true
	return t.value[k]
}

func (t *table) wrong(key, want string, got any) {
	t.report(t.at(key), diag.KeyType, fmt.Sprintf("%s must be %s, not %s", quote(t.spelt[plain(key)]), want, kindOf(got)), "")
}

func quote(s string) string { return strconv.Quote(s) }

func kindOf(v any) string {
	switch v := v.(type) {
	case scalar:
		return kindOf(v.value)
	case string:
		return "a string"
	case bool:
		return "a truth value"
	case int64:
		return "a number"
	case float64:
		return "a number"
	case time.Time, Date:
		return "a date"
	case []any, []map[string]any:
		return "a list"
	case map[string]any:
		return "a table"
	}
	return "nothing"
}

func (t *table) str(key string) string {
	v := t.take(key)
	s, ok := text(v)
	if !ok && v != nil {
		t.wrong(key, "a string", v)
	}
	return s
}

// text is a value as a string, if its author can have meant one.
func text(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v), true
	case scalar:
		return v.text, true
	}
	return "", false
}

func (t *table) need(key string) string {
	s := t.str(key)
	if _, there := t.spelt[plain(key)]; !there {
		t.missing(key)
	}
	return s
}

func (t *table) missing(key string) {
	t.report(t.path, diag.KeyMissing, fmt.Sprintf("no %q in %s", key, t.name), fmt.Sprintf("add %s = ...", key))
}

// scalar takes the key if its value is a plain string.
func (t *table) scalar(key string) (string, bool) {
	k := t.spelt[plain(key)]
	s, ok := text(t.value[k])
	if ok {
		t.take(key)
	}
	return s, ok
}

func (t *table) oneOf(key string, allowed []string, pass func(string) bool) string {
	s := t.str(key)
	if s == "" || slices.Contains(allowed, s) {
		return s
	}
	if pass == nil || !pass(s) {
		cure := "one of: " + strings.Join(allowed, ", ")
		if near := diag.Nearest(s, allowed); near != "" {
			cure = fmt.Sprintf("did you mean %q?", near)
		}
		t.report(t.at(key), diag.KeyValue, fmt.Sprintf("%q is no %s", s, key), cure)
	}
	return ""
}

func (t *table) boolean(key string) bool {
	switch v := t.take(key).(type) {
	case nil:
		return false
	case bool:
		return v
	case scalar:
		if b, ok := v.value.(bool); ok {
			return b
		}
		t.wrong(key, "true or false", v)
	case string:
		if b, err := strconv.ParseBool(strings.ToLower(v)); err == nil {
			return b
		}
		t.wrong(key, "true or false", v)
	default:
		t.wrong(key, "true or false", v)
	}
	return false
}

func (t *table) integer(key string) int {
	v := t.take(key)
	if s, ok := v.(scalar); ok {
		v = s.value
	}
	switch n := v.(type) {
	case nil:
		return 0
	case int64:
		return int(n)
	case float64:
		if n == float64(int(n)) {
			return int(n)
		}
	}
	t.wrong(key, "a whole number", v)
	return 0
}

func (t *table) date(key string) Date {
	v := t.take(key)
	switch v := v.(type) {
	case nil:
		return Date{}
	case Date:
		return v
	}
	s, ok := text(v)
	if !ok {
		t.wrong(key, "a date", v)
		return Date{}
	}
	d, ok := ParseDate(s)
	if !ok && s != "" {
		t.report(t.at(key), diag.KeyValue, fmt.Sprintf("%q is no date", s), "write it as 2022-11-09 or 2022-11-09T06:40:00Z")
	}
	return d
}

func (t *table) needDate(key string) Date {
	d := t.date(key)
	if _, there := t.spelt[plain(key)]; !there {
		t.missing(key)
	}
	return d
}

// list takes a list of strings; a single string is a list of one.
func (t *table) list(key string) []string {
	v := t.take(key)
	if s, ok := text(v); ok {
		if s == "" {
			return nil
		}
		return t.split(key, s)
	}
	items, ok := v.([]any)
	if !ok {
		if v != nil {
			t.wrong(key, "a list of strings", v)
		}
		return nil
	}
	out := make([]string, 0, len(items))
	for i, item := range items {
		switch s, ok := text(item); {
		case ok && s != "":
			out = append(out, s)
		case !ok && item != nil:
			if s, ok := named(item); ok { // authors as tables, as some generators have them
				out = append(out, s)
				continue
			}
			t.report(t.at(key).index(i), diag.KeyType, fmt.Sprintf("%s must hold strings, not %s", quote(t.spelt[plain(key)]), kindOf(item)), "")
		}
	}
	return out
}

func named(v any) (string, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		return "", false
	}
	s, ok := text(m["name"])
	return s, ok
}

// split separates what vaults write as one string: tags: "a, b".
func (t *table) split(key, s string) []string {
	if !t.r.foreign || key != "tags" && key != "aliases" {
		return []string{s}
	}
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func (t *table) table(key string) *table {
	v := t.take(key)
	if v == nil {
		return nil
	}
	m, ok := v.(map[string]any)
	if !ok {
		t.wrong(key, "a table", v)
		return nil
	}
	return t.r.table(t.at(key), key, m)
}

func (t *table) tables(key string) []*table {
	v := t.take(key)
	var out []*table
	switch v := v.(type) {
	case nil:
	case map[string]any:
		t.wrong(key, "a list of tables ([["+key+"]])", v)
	case []map[string]any:
		for i, m := range v {
			out = append(out, t.r.table(t.at(key).index(i), key, m))
		}
	case []any:
		for i, item := range v {
			if m, ok := item.(map[string]any); ok {
				out = append(out, t.r.table(t.at(key).index(i), key, m))
				continue
			}
			t.report(t.at(key).index(i), diag.KeyType, fmt.Sprintf("%s must hold tables, not %s", quote(key), kindOf(item)), "")
		}
	default:
		t.wrong(key, "a list of tables ([["+key+"]])", v)
	}
	return out
}

// free takes a table whose keys are the author's own. Layouts see its values as strings, numbers,
// truth values, times, lists and tables.
func (t *table) free(key string) map[string]any {
	v := t.take(key)
	m, ok := v.(map[string]any)
	if v != nil && !ok {
		t.wrong(key, "a table", v)
	}
	if len(m) == 0 {
		return nil
	}
	return bare(m).(map[string]any)
}

// bare strips what only this package knows from a value.
func bare(v any) any {
	switch v := v.(type) {
	case scalar:
		return v.value
	case Date:
		return v.In(time.UTC)
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, e := range v {
			out[k] = bare(e)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = bare(e)
		}
		return out
	}
	return v
}

// keys are the keys as written, in order, for tables whose keys are data.
func (t *table) keys() []string { return slices.Sorted(maps.Keys(t.value)) }

// done reports the keys that no accessor took.
func (t *table) done() {
	if len(t.taken) >= len(t.value) {
		return
	}
	for _, k := range slices.Sorted(maps.Keys(t.value)) {
		if t.taken[k] {
			continue
		}
		if t.r.foreign && t.path == "" && ignored[plain(k)] {
			t.report(t.path.key(k), diag.KeyIgnored, fmt.Sprintf("key %q of another program has no meaning here", k), "")
			continue
		}
		cure := `free keys live under [params]; "briefings help front-matter" lists the others`
		if !t.r.foreign {
			cure = `"briefings help config" lists the keys`
		}
		if near := diag.Nearest(k, t.asked); near != "" {
			cure = fmt.Sprintf("did you mean %q?", near)
		}
		message := fmt.Sprintf("unknown key %q", k)
		if t.name != "" {
			message += " in " + t.name
		}
		t.report(t.path.key(k), diag.KeyUnknown, message, cure)
	}
}

func tags(list []string) []string {
	for i, s := range list {
		list[i] = strings.TrimPrefix(s, "#")
	}
	return list
}

func isURL(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}
