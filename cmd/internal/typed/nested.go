package typed

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree"
)

// List takes a list of strings; a single string is a list of one. Empty strings are left out.
func (t *Table) List(key string) []string {
	v := t.take(key, AList)
	return t.texts(t.at(key), key, v)
}

// Words is List, but a single string is split at its commas: tags: "a, b".
func (t *Table) Words(key string) []string {
	out := t.List(key)
	if _, isString := t.value[t.spelt[Plain(key)]].(string); !isString || len(out) == 0 {
		return out
	}
	var words []string
	for w := range strings.SplitSeq(out[0], ",") {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// texts reads v, the value at p, as a list of strings; key is its name.
func (t *Table) texts(p keytree.Path, key string, v any) []string {
	if v == nil {
		return nil
	}
	items, isList := v.([]any)
	if !isList {
		s, ok := t.item(v)
		if !ok {
			t.reportAt(p, diag.KeyType, fmt.Sprintf("%s must be %s, not %s", t.written(key), AList, kindOf(v)), t.example(key, AList))
		}
		if s == "" {
			return nil
		}
		return []string{s}
	}
	out := make([]string, 0, len(items))
	for i, v := range items {
		s, ok := t.item(v)
		if !ok && v != nil {
			t.reportAt(p.Index(i), diag.KeyType, fmt.Sprintf("%s must hold strings, not %s", t.written(key), kindOf(v)), t.example(key, AList))
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// An Entry is a key that is the author's own, and its strings.
type Entry struct {
	Key    string
	Values []string

	path keytree.Path
}

// Entries takes a table whose keys are data, in their order. Their spelling counts.
func (t *Table) Entries(key string) []Entry {
	v := t.take(key, ATable)
	if v == nil {
		return nil
	}
	m, ok := v.(map[string]any)
	if !ok {
		t.wrong(key, ATable, v)
		return nil
	}
	var out []Entry
	for _, k := range slices.Sorted(maps.Keys(m)) {
		p := t.at(key).Key(k)
		out = append(out, Entry{k, t.texts(p, k, m[k]), p})
	}
	return out
}

// ReportEntry notes a problem at the entry.
func (t *Table) ReportEntry(e Entry, code diag.Code, message, cure string) {
	t.reportAt(e.path, code, message, cure)
}

// item is an element of a list of strings. A table stands for its name, as some programs have
// their authors; in YAML, "- Title: subtitle" without quotes is a table that nobody meant.
func (t *Table) item(v any) (string, bool) {
	m, isTable := v.(map[string]any)
	if !isTable {
		return t.plain(v)
	}
	if s, ok := t.plain(m["name"]); ok {
		return s, true
	}
	if !t.r.dialect.Lenient {
		return "", false
	}
	for k, v := range m {
		if s, ok := t.plain(v); len(m) == 1 && ok {
			return k + ": " + s, true
		}
	}
	return "", true
}

// Table takes a table; nil if there is none.
func (t *Table) Table(key string) *Table {
	v := t.take(key, ATable)
	m, ok := v.(map[string]any)
	switch {
	case v == nil:
		return nil
	case !ok:
		t.wrong(key, ATable, v)
		return nil
	}
	return t.r.table(t.at(key), key, m)
}

// Tables takes a list of tables.
func (t *Table) Tables(key string) []*Table {
	v := t.take(key, Tables)
	if v == nil {
		return nil
	}
	items, ok := v.([]any)
	if !ok {
		t.wrong(key, Tables, v)
		return nil
	}
	var out []*Table
	for i, item := range items {
		if m, ok := item.(map[string]any); ok {
			out = append(out, t.r.table(t.at(key).Index(i), key, m))
		} else if item != nil {
			t.reportAt(t.at(key).Index(i), diag.KeyType, fmt.Sprintf("%s must hold tables, not %s", t.written(key), kindOf(item)), t.example(key, Tables))
		}
	}
	return out
}

// Free takes a table whose keys are the author's own; nil if there is none. Its values are string,
// bool, int64, float64, time.Time, []any and map[string]any, and nil.
func (t *Table) Free(key string) map[string]any {
	v := t.take(key, ATable)
	m, ok := v.(map[string]any)
	if v != nil && !ok {
		t.wrong(key, ATable, v)
	}
	if len(m) == 0 {
		return nil
	}
	return bare(m).(map[string]any)
}

// bare strips what only keytree knows from a value.
func bare(v any) any {
	switch v := v.(type) {
	case keytree.Scalar:
		return v.Value
	case keytree.Time:
		if d, ok := ParseDate(string(v)); ok {
			return d.In(time.UTC)
		}
		return string(v)
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
