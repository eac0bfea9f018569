package frontmatter

import (
	"bytes"
	"testing"

	"briefings/cmd/internal/typed/typedtest"
)

func FuzzFront(f *testing.F) {
	for _, s := range []string{
		everything, "---\ntitle: a\n---\nbody", "+++\n+++", "---\n---", "{\"a\": 1}\nx", "\ufeff---\na: 1\n...\n", "\n\n+++\n[[claims]]\n+++",
		inYAML("tags: [null, {a: b}]\nauthor: {name: x}\nimage: [x]\nsource: [[a]]\nurl: [x]"), inYAML("published: false\nname: {{x}}"),
		inTOML("taxonomies = 1\ndraft = 'x'"), "---\r\ntitle: \u2028a\r\nx: 1\r\n---\r\n", "\xff\xfe-\x00-\x00-\x00",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		src, _ = Decode(src)
		front, body, line, problems := Split(src)
		if !bytes.HasSuffix(src, body) && len(body) > 0 {
			t.Errorf("the body is no end of %q: %q", src, body)
		}
		if n := bytes.Count(src, []byte("\n")) + 1; line < 1 || line > n || len(body) > 0 && line != n-bytes.Count(body, []byte("\n")) {
			t.Errorf("the body of %q begins in line %d", src, line)
		}
		src = bytes.TrimPrefix(src, []byte("\ufeff"))
		m, more := front.Parse()
		typedtest.CheckProblems(t, src, append(problems, more...))
		again, _ := front.Parse()
		if m.Title != again.Title || len(m.Tags) != len(again.Tags) || m.Draft != again.Draft {
			t.Errorf("%q is read in two ways", src)
		}
		front.Place("source", "via", 0)
		front.Place("tags", 1)
	})
}

func BenchmarkFront(b *testing.B) {
	yaml := inYAML("title: \"Security chiefs meet\"\ndate: 2022-11-09\nplace: Teheran\ntags: [drones, sanctions]\nentities:\n- nikolai-patrushev\n- ali-shamkhani\n" +
		"source:\n  publisher: straits-times\n  url: https://example.org/1\n  via: [tass, readout]\n")
	toml := inTOML("title = \"Security chiefs meet\"\ndate = 2022-11-09\nplace = \"Teheran\"\ntags = [\"drones\", \"sanctions\"]\nentities = [\"nikolai-patrushev\", \"ali-shamkhani\"]\n" +
		"[source]\npublisher = \"straits-times\"\nurl = \"https://example.org/1\"\nvia = [\"tass\", \"readout\"]\n")
	for name, src := range map[string]string{"TOML": toml, "YAML": yaml} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				front, _, _, _ := Split([]byte(src))
				if _, problems := front.Parse(); len(problems) > 0 {
					b.Fatal(typedtest.Said(problems))
				}
			}
		})
	}
}
