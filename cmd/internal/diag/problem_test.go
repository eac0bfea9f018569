package diag

import (
	"slices"
	"testing"
)

func TestSettle(t *testing.T) {
	t.Parallel()
	ignored := func(path string, line int, key string) Problem {
		return Problem{Path: path, Line: line, Code: KeyIgnored, Message: key}
	}
	missing := Problem{Path: "b.md", Line: 3, Code: Reference, Message: "no document"}
	tests := []struct {
		name   string
		policy Policy
		in     []Problem
		want   []string
	}{
		{"nothing", Policy{}, nil, nil},
		{"in file order, each once", Policy{}, []Problem{missing, {Path: "a.md", Code: Layout, Message: "broken"}, missing},
			[]string{"a.md: broken", "b.md:3: no document"}},
		{"off", Policy{Override: map[Code]Severity{Reference: Off}}, []Problem{missing}, nil},
		{"a folder without briefings.toml", Policy{Lenient: true}, []Problem{missing, {Path: "a.md", Code: Escape, Message: "out"}},
			[]string{"a.md: out", "b.md:3: warning: no document"}},
		{"a code that nobody knows warns", Policy{}, []Problem{{Path: "a.md", Code: "odd", Message: "odd"}}, []string{"a.md: warning: odd"}},
		{"once a site", Policy{}, []Problem{
			ignored("c.md", 1, "cssclasses"), ignored("a.md", 2, "cssclasses"), ignored("b.md", 1, "cssclasses"), ignored("b.md", 9, "cssclasses"),
			ignored("b.md", 2, "banner"), ignored("d.md", 2, "banner"), ignored("c.md", 4, "icon"), ignored("c.md", 5, "icon"),
		}, []string{
			"a.md:2: warning: cssclasses, and in 2 more files",
			"b.md:2: warning: banner, and in 1 more file",
			"c.md:4: warning: icon (and 1 more)",
		}},
		{"further on in the file", Policy{}, []Problem{
			{Path: "a.md", Line: 1, Code: RawHTML, Message: "html", More: 2}, {Path: "b.md", Line: 1, Code: RawHTML, Message: "html"}, missing,
			{Path: "b.md", Line: 4, Code: Reference, Message: "no document"},
		}, []string{
			"a.md:1: warning: html (and 2 more)", "b.md:1: warning: html", "b.md:3: no document", "b.md:4: no document",
		}},
		{"a folder without briefings.toml says the same once", Policy{Lenient: true}, []Problem{
			{Path: "a.md", Line: 1, Code: RawHTML, Message: "html", More: 2}, {Path: "b.md", Line: 1, Code: RawHTML, Message: "html"}, missing,
			{Path: "b.md", Line: 4, Code: Reference, Message: "no document"}, {Path: "b.md", Line: 5, Code: Escape, Message: "out"},
			{Path: "c.md", Line: 5, Code: Escape, Message: "out"}, {Path: "c.md", Line: 6, Code: Shortcode, Message: "tag", More: 1},
			{Path: "c.md", Line: 7, Code: Shortcode, Message: "tag", More: 1},
		}, []string{
			"a.md:1: warning: html, and in 1 more file", "b.md:3: warning: no document (and 1 more)", "b.md:5: out", "c.md:5: out",
			"c.md:6: warning: tag (and 3 more)",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			before := slices.Clone(tt.in)
			settled := tt.policy.Settle(tt.in)
			if !slices.Equal(tt.in, before) {
				t.Error("Settle changed its argument; it must sort a copy")
			}
			var got []string
			for _, p := range settled {
				got = append(got, p.String())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("settled:\n%q\nwant:\n%q", got, tt.want)
			}
			if again := tt.policy.Settle(settled); !slices.Equal(again, settled) {
				t.Errorf("settled again:\n%v\nwant no change:\n%v", again, settled)
			}
		})
	}
}
