package keytree

import (
	"fmt"
	"testing"
)

// TestUnpublishable has strings with characters that no page may hold: they are left out, in every
// table and list, and each value that had one is reported with its place.
func TestUnpublishable(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text Text
		want string
	}{
		{Text{Keys: "a = \"x\\u0007\\u001by\"\nb = [\"ok\", \"\\u202ez\"]\n[c]\nd = \"\\u0000\"\n"}, "map[a:xy b:[ok z] c:map[d:]] [1:1 2:12 4:1]"},
		{Text{Keys: "a: \"x\\u0007y\"\nb: [ok, \"\\u2066z\"]\nc:\n  d: \"\\u0000\"\n", YAML: true}, "map[a:xy b:[ok z] c:map[d:]] [1:1 2:9 4:3]"},
		{Text{Keys: "a = \"line\\n\\ttab \\u200f\\u061c\"\n"}, "map[a:line\n\ttab \u200f\u061c] []"},
	} {
		tree, problems := tt.text.Tree()
		places := []string{}
		for _, p := range problems {
			places = append(places, fmt.Sprintf("%d:%d", p.Line, p.Col))
		}
		if got := fmt.Sprint(tree, " ", places); got != tt.want {
			t.Errorf("%q is read as %q, want %q", tt.text.Keys, got, tt.want)
		}
	}
}
