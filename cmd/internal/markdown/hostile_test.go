package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// hostile are texts that some Markdown parsers take more than linear time or memory for.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"links", func(n int) string { return strings.Repeat("[a](", n/4) }},
	{"brackets", func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) }},
	{"images", func(n int) string { return strings.Repeat("![", n/2) }},
	{"wikilinks", func(n int) string { return strings.Repeat("[[a", n/3) }},
	{"wikilinks closed", func(n int) string { return strings.Repeat("[[a]]", n/5) }},
	{"citations", func(n int) string { return strings.Repeat("[@a", n/3) }},
	{"emphasis", func(n int) string { return strings.Repeat("*a **a ", n/7) }},
	{"emphasis mixed", func(n int) string { return strings.Repeat("a**b_", n/5) }},
	{"underscores", func(n int) string { return strings.Repeat("_", n) + "a" }},
	{"dollars", func(n int) string { return strings.Repeat("$a ", n/3) }},
	{"dollars before code", func(n int) string { return strings.Repeat("$a ", n/3) + "`" }},
	{"dollars twice", func(n int) string { return strings.Repeat("$$a\n", n/4) + "$$b" }},
	{"dollars in a paragraph", func(n int) string { return "a $$\n" + strings.Repeat("b\n$$ $$ $$\n$$\n", n/14) }},
	{"dollars and headings", func(n int) string { return strings.Repeat("$$\n\n# a\n\n", n/9) }},
	{"dollar lines", func(n int) string { return strings.Repeat("$$ a $\n", n/7) }},
	{"figures", func(n int) string {
		return strings.Repeat("{{< figure a=\"", n/28) + strings.Repeat("\n{{< figure a=\" b=\"", n/38)
	}},
	{"highlight lines", func(n int) string { return strings.Repeat("{{< highlight a\n", n/16) }},
	{"properties", func(n int) string { return strings.Repeat("collapsed:: true\na\n", n/38) + strings.Repeat("((", n/4) }},
	{"block references", func(n int) string {
		const id = "63b368fe-9105-4f20-985a-e1760ef0684f"
		return strings.Repeat("a ", n/4) + "\nid:: " + id + "\n\n" + strings.Repeat("(("+id+")) ", n/80)
	}},
	{"notes", func(n int) string { return strings.Repeat("^[a ", n/4) + strings.Repeat("]", n/8) }},
	{"notes closed", func(n int) string { return strings.Repeat("^[a] ", n/5) }},
	{"marks", func(n int) string { return strings.Repeat("==a ", n/4) }},
	{"strikes", func(n int) string { return strings.Repeat("~~a ~", n/5) }},
	{"backticks", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("`", i) + " ")
		}
		return b.String()
	}},
	{"quotes", func(n int) string { return strings.Repeat(">", n) + "a" }},
	{"quote lines", func(n int) string { return strings.Repeat(strings.Repeat("> ", 60)+"a\n", n/121) }},
	{"list nested", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}},
	{"list in line", func(n int) string { return strings.Repeat("- ", n/2) + "a" }},
	{"list flat", func(n int) string { return strings.Repeat("- a\n", n/4) }},
	{"list deep lines", func(n int) string {
		var b strings.Builder
		for i := range 60 {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		for b.Len() < n {
			b.WriteString(strings.Repeat("  ", 59) + "- a\n")
		}
		return b.String()
	}},
	{"table square", func(n int) string {
		k := 1
		for k*4+k*2 < n {
			k++
		}
		return strings.Repeat("|a", k) + "\n" + strings.Repeat("|-", k) + "\n" + strings.Repeat("|\n", k)
	}},
	{"table long", func(n int) string { return "a|b\n-|-\n" + strings.Repeat("c|d\n", n/4) }},
	{"footnotes", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[^%d] and text\n\n[^%d]: note\n\n", i, i)
		}
		return b.String()
	}},
	{"footnote refs", func(n int) string { return "[^a]: note\n\n" + strings.Repeat("[^a] ", n/5) }},
	{"definitions", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[a%d]: /u\n", i)
		}
		return b.String() + "\n" + strings.Repeat("[a1] ", 100)
	}},
	{"definition lists", func(n int) string { return strings.Repeat("a\n: b\n\n", n/7) }},
	{"entities", func(n int) string { return strings.Repeat("&", n) }},
	{"html open", func(n int) string { return strings.Repeat("<a b=", n/5) }},
	{"html comments", func(n int) string { return strings.Repeat("<!-- a ", n/7) }},
	{"html cdata", func(n int) string { return strings.Repeat("a <![CDATA[ ", n/12) }},
	{"html php", func(n int) string { return strings.Repeat("a <? ", n/5) }},
	{"html places", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "<a id=b%d></a>\n\n## b%d\n\n", i, i)
		}
		return b.String()
	}},
	{"html places open", func(n int) string { return strings.Repeat("<a id=b> <b>", n/12) + strings.Repeat("</a>", n/4) }},
	{"autolinks", func(n int) string { return strings.Repeat("http://a.b/( ", n/13) }},
	{"www", func(n int) string { return strings.Repeat("www.", n/4) }},
	{"emails", func(n int) string { return strings.Repeat("a@", n/2) }},
	{"headings same", func(n int) string { return strings.Repeat("# a\n", n/4) }},
	{"headings numbered", func(n int) string { return strings.Repeat("# a\n\n# a-1\n\n", n/12) }},
	{"callouts", func(n int) string { return strings.Repeat("> [!note] a\n\n", n/13) }},
	{"braces", func(n int) string { return strings.Repeat("a{", n/4) + strings.Repeat(":a{", n/6) }},
	{"attributes", func(n int) string {
		return strings.Repeat("<a:b>{.c <a:b>{.c}{d=\"", n/50) + strings.Repeat("\n{.a}", n/10)
	}},
	{"comments", func(n int) string { return strings.Repeat("%%a%%\n", n/6) }},
	{"comments and ticks", func(n int) string { return "%% %%" + strings.Repeat("`a ``b ", n/7) }},
	{"block ids", func(n int) string { return strings.Repeat("a ^b\n\n", n/6) }},
	{"setext", func(n int) string { return strings.Repeat("a\n", n/2) + "=" }},
	{"spaces", func(n int) string { return "a" + strings.Repeat(" ", n) + "b" }},
	{"blank lines in code", func(n int) string { return strings.Repeat("    a\n\n\n", n/8) }},
	{"fences", func(n int) string { return strings.Repeat("```\n", n/4) }},
	{"cjk", func(n int) string { return strings.Repeat("伊朗", n/6) }},
	{"quotations", func(n int) string { return strings.Repeat("\"a\" [@b] ", n/9) }},
	{"unclosed quotations", func(n int) string { return strings.Repeat("a\" [@b] ", n/8) }},
}

// BenchmarkHostile shows what grows faster than its input: compare the sizes' ns/B.
func BenchmarkHostile(b *testing.B) {
	r := New(Options{})
	for _, h := range hostile {
		for _, n := range []int{20_000, 160_000, 1_280_000} {
			src := []byte(h.make(n))
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(h.name, " ", "-"), n), func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					r.Read(src, 1, Front{})
				}
			})
		}
	}
}
