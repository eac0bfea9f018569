package build_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"briefings"
	"briefings/cmd/internal/build"
)

// FuzzBuild makes a small site of any bytes. Whatever they are, the site is built, with and without a
// briefings.toml, and harmless; what is wrong with it is said at a place in a file.
func FuzzBuild(f *testing.F) {
	for _, x := range [][4]string{
		{"+++\ntitle = \"A\"\ntags = [\"x\"]\n+++\n[[b]] ![[b]] [@b] ![](p.png)", "---\ntitle: B\naliases: [/c/]\n---\n# H\n\n![[a#H]]", "b.md", declaration},
		{"---\nurl: /notes/b/\n---\n[x](../b) <b>", "%%a%% `%%`\n\n> [!note] [[a]]\n\n^id", "../b.md", declaration + "raw_html = true\n"},
		{"+++\nslug = \"../x\"\ntext = \"excerpt\"\n+++\na\n\n<!--more-->\n\n[^1]\n\n[^1]: b", "+++\nid = \"a\"\ndate = 2022-01-01\nbriefings = [\"q\"]\n+++\n", "index.md", declaration + "[[briefing]]\nid = \"q\"\ntitle = \"Q\"\n[[briefing.rule]]\nwhy = \"x\"\nany = [\"phrase:a\", \"tag:x\"]\n"},
		{"| a |\n|-|\n| [[b\\|c]] |", "+++\nkind = \"person\"\n[names]\nfa = \"ایران\"\n+++\n", "_index.md", "title = 1"},
		{"+++", "---\n", "README.md", ""},
	} {
		f.Add(x[0], x[1], x[2], x[3])
	}
	layouts, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, a, b, name, settings string) {
		for _, declared := range []bool{true, false} {
			site := fstest.MapFS{
				"content/notes/a.md":       {Data: []byte(a)},
				"content/entities/b.md":    {Data: []byte(b)},
				"content/notes/x/p.png":    {Data: []byte(b)},
				"content/notes/x/draft.md": {Data: []byte("---\ndraft: true\n---\n" + b)},
			}
			if named := "content/articles/" + name; fs.ValidPath(named) && site[named] == nil {
				site[named] = &fstest.MapFile{Data: []byte(a)}
			}
			if declared {
				site["briefings.toml"] = &fstest.MapFile{Data: []byte(settings)}
			}
			made := publish(t, build.Input{Site: site, Builtin: layouts, Now: now}, nil)
			for _, p := range made.problems {
				if p.Path == "" || p.Code == "" || p.Message == "" {
					t.Errorf("a problem without a place: %+v", p)
				}
			}
			wantSafe(t, made.files)
		}
	})
}
