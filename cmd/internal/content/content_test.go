package content

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/markdown"
)

func tree(t *testing.T, root string, prev *Tree, files ...string) *Tree {
	t.Helper()
	site := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		site[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	out, err := Read(site, root, markdown.New(markdown.Options{}), func(dir string) bool { return dir == "public" }, prev)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func names(t *Tree) string {
	var out []string
	for _, d := range t.Documents {
		out = append(out, string(d.Path))
	}
	for _, f := range t.Files {
		out = append(out, "+"+string(f))
	}
	return strings.Join(out, " ")
}

// A declared site reads content/ whole; a plain folder leaves out what other programs keep there.
func TestReadTree(t *testing.T) {
	t.Parallel()
	files := []string{
		"content/b.md", "b", "content/a.markdown", "a", "content/_index.md", "i", "content/_drafts/d.md", "d",
		"content/.obsidian/x.md", "x", "content/.hidden.md", "h", "content/p.PNG", "p", "other/o.md", "o", "public/out.md", "p",
		"_posts/2022-11-09-port.md", "post", "_layouts/page.html", "l", "c.MD", "c",
		"node_modules/x/README.md", "n", "site/archetypes/default.md", "a", "logseq/bak/c.md", "c", "logseq/x.md", "x", "archetypes/hero.md", "a",
	}
	for _, test := range []struct{ root, want string }{
		{"content", "content/_drafts/d.md content/_index.md content/a.markdown content/b.md +content/p.PNG"},
		{".", "archetypes/hero.md c.MD content/_index.md content/a.markdown content/b.md logseq/x.md other/o.md +content/p.PNG"},
		{"nowhere", ""},
	} {
		got := tree(t, test.root, nil, files...)
		if names(got) != test.want {
			t.Errorf("root %q: read %q, want %q", test.root, names(got), test.want)
		}
	}
	var left []string
	for _, p := range tree(t, ".", nil, files...).Problems {
		left = append(left, p.Path+" "+string(p.Code))
	}
	if got, want := strings.Join(left, ","), "_posts file-kind,content/_drafts file-kind,logseq/bak file-kind,node_modules file-kind,site/archetypes file-kind"; got != want {
		t.Errorf("folders said to be left out: %q, want %q: those with documents, and no others", got, want)
	}
}

// Documents with the same bytes are used again, whatever else has changed.
func TestReadAgain(t *testing.T) {
	t.Parallel()
	first := tree(t, "content", nil, "content/a.md", "a", "content/b.md", "b")
	second := tree(t, "content", first, "content/a.md", "a", "content/b.md", "new", "content/c.md", "a")
	if second.Documents[0] != first.Documents[0] {
		t.Error("the unchanged document was read again")
	}
	if second.Documents[1] == first.Documents[1] || second.Documents[1].Body.Text != "new\n" {
		t.Error("the changed document was not read again")
	}
	if second.Documents[2].Path != "content/c.md" {
		t.Error("a document with the bytes of another lost its own name")
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	reader := markdown.New(markdown.Options{})
	d := Parse("content/a.md", []byte("+++\ntitle = \"Port\"\ntilte = 1\n+++\n# Port\n\n[x](javascript:1)\n"), reader)
	if d.Meta.Title != "Port" || d.Body.Text != "x\n" || d.Body.Title != "Port" {
		t.Errorf("title %q, text %q, heading %q", d.Meta.Title, d.Body.Text, d.Body.Title)
	}
	var places []string
	for _, p := range d.Problems {
		if p.Path != "content/a.md" {
			t.Errorf("problem without its file: %+v", p)
		}
		places = append(places, string(p.Code))
		if p.Code == diag.UnsafeURL && p.Line != 7 {
			t.Errorf("line %d, want that of the file and not of the body", p.Line)
		}
	}
	if got := strings.Join(places, " "); got != "key-unknown url-unsafe" {
		t.Errorf("problems %q", got)
	}
	big := Parse("content/big.md", []byte(strings.Repeat("a", MaxFile+1)), reader)
	if len(big.Problems) != 1 || big.Problems[0].Code != diag.Limit || big.Body.Text != "" {
		t.Errorf("a file over the limit: problems %v, %d bytes of text", big.Problems, len(big.Body.Text))
	}
}

func FuzzParse(f *testing.F) {
	reader := markdown.New(markdown.Options{})
	for _, s := range []string{"", "---\na: 1\n---\nb", "+++\na = 1\n+++\n", "---\n", "\ufeff---\r\ntitle: x\r\n---\r\ny", "+++\ntitle = \"x\ny\n+++", "---\n- @a\n---\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		d := Parse("a.md", []byte(src), reader)
		lines := strings.Count(src, "\n") + 1
		for _, p := range d.Problems {
			if p.Line < 0 || p.Line > lines+1 || p.Message == "" {
				t.Fatalf("problem at line %d of %d: %+v", p.Line, lines, p)
			}
		}
	})
}

// A worker reads all its files into the same memory, and so nothing of a document may lie in it.
func TestSharesNoMemory(t *testing.T) {
	t.Parallel()
	for _, src := range []string{
		"+++\ntitle = \"Port\"\ntags = [\"a\", 'b']\n[params]\nx = \"y\"\n+++\n# Head *one* {#id}\n\nSee [the *quay*](a/b.md#c \"t\"), ![alt](p.png) and [[note|label]] [@src, p. 3].\n\n> quoted\n\n| a | b |\n|---|---|\n| `c` | d[^1] |\n\n[^1]: foot\n\n```go\ncode\n```\n<b>raw</b> &amp; \"q\" [@x]\n\n^block\n",
		"---\ntitle: Порт\ntags: [a, \"b\"]\nsource: {publisher: Desk, url: https://example.org/}\nwrong: [\n---\n\ufeffТекст \u202e \x00 %%c%% <script>\r\n",
	} {
		for _, raw := range []bool{false, true} {
			reader := markdown.New(markdown.Options{RawHTML: raw})
			bytes := []byte(src)
			got, want := Parse("content/notes/n.md", bytes, reader), Parse("content/notes/n.md", []byte(src), reader)
			for i := range bytes {
				bytes[i] = 'X'
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("raw HTML %v: the document changed with the memory that it was read from:\n%+v\n%+v", raw, got.Body, want.Body)
			}
		}
	}
}
