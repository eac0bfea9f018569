package config

import (
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/keytree"
	"briefings/cmd/internal/typed"
)

// asked returns what read asks for in a text that has every table.
func asked(t *testing.T, text string, d typed.Dialect, read func(*typed.Table)) map[string]string {
	t.Helper()
	tree, problems := keytree.Text{Keys: text, Line: 1}.Tree()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	forms := map[string]string{}
	r := typed.NewReader(d)
	r.Asked = func(key keytree.Path, form string) { forms[strings.Join(key.Keys(), ".")] = form }
	read(r.Root(tree))
	return forms
}

// The lists of keys are what the help prints. This holds them against what is read.
func TestKeyDocs(t *testing.T) {
	t.Parallel()
	front, _, _, _ := Split([]byte(everything))
	for name, list := range map[string]struct {
		docs  []KeyDoc
		forms map[string]string
	}{
		"DocumentKeys": {DocumentKeys(), asked(t, front.text.Keys, dialect(false), func(t *typed.Table) { meta(t, false) })},
		"SiteKeys":     {SiteKeys(), asked(t, wholeSite, typed.Dialect{}, func(t *typed.Table) { defaults().read(t) })},
	} {
		delete(list.forms, "taxonomies") // Zola's
		for _, doc := range list.docs {
			form, ok := list.forms[doc.Key]
			switch {
			case !ok:
				t.Errorf("%s has %q, which is never read: take it out", name, doc.Key)
			case doc.Key == "source" || doc.Key == "image": // a string or a table
			case form != doc.Type:
				t.Errorf("%s says that %q is %s, but it is read as %s", name, doc.Key, doc.Type, form)
			}
			if doc.Text == "" || strings.HasSuffix(doc.Text, ".") || strings.ContainsRune(doc.Text, '\n') {
				t.Errorf("%s: the text of %q must be one line without a full stop: %q", name, doc.Key, doc.Text)
			}
			delete(list.forms, doc.Key)
		}
		for key, form := range list.forms {
			t.Errorf("%s lacks %q (%s): add a line on it", name, key, form)
		}
	}
}

// Tables of keys that contradict each other would pass over what an author meant.
func TestForeignKeys(t *testing.T) {
	t.Parallel()
	own := map[string]bool{}
	for _, doc := range DocumentKeys() {
		own[typed.Plain(doc.Key)] = true
	}
	for p, s := range spellings {
		if p != typed.Plain(p) || own[p] || !own[typed.Plain(s.Key)] {
			t.Errorf("spelling %q of %q: it must be plain, not ours, and mean one of ours", p, s.Key)
		}
	}
	seen := map[string]string{}
	for _, f := range foreign {
		keys := strings.Fields(f.keys)
		if !slices.IsSorted(keys) {
			t.Errorf("keys of %s are not sorted: sort them", f.program)
		}
		for _, k := range keys {
			if k != typed.Plain(k) {
				t.Errorf("key %q of %s: write it as %q", k, f.program, typed.Plain(k))
			}
			if _, spelling := spellings[k]; spelling || own[k] || seen[k] != "" {
				t.Errorf("key %q of %s is also a key of ours, a spelling or of %q: keep one", k, f.program, seen[k])
			}
			seen[k] = f.program
		}
	}
}
