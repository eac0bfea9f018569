package markdown

import (
	"strings"
	"testing"

	"briefings/cmd/internal/markdown/source"
)

// secretPlaces are texts with a comment, SECRET, where a scanner of comments may take it for code.
var secretPlaces = []string{
	"a %%SECRET%% b",
	"# a ` b\n%%SECRET%% ` c",
	"- a `\n- %%SECRET%% `",
	"a `\n> %%SECRET%% `",
	"a|b\n-|-\n` | %%SECRET%% `\n",
	"> ```\n> a\n\n%%SECRET%%\n\n```\nb\n```",
	"- ```\n  a\n\n%%SECRET%%\n\n```\nb\n```",
	"```\na\n``` b\n```\n\n%%SECRET%%\n",
	"a\n    ```\n%%SECRET%%\n",
	"    ```\n%%SECRET%%\n",
	"1. a\n\n       ```\n%%SECRET%%\n",
	"```%%SECRET%%\nb\n```",
	"~~~ %%SECRET%%\nb\n~~~",
	"[a](b \"%%SECRET%%\")",
	"[a](%%SECRET%%)",
	"![%%SECRET%%](b.png)",
	"![a](b.png \"`\")\n- [x](y \"%%SECRET%%`\")",
	"[[a|%%SECRET%%]]",
	"[[%%SECRET%%]]",
	"![[a.png|%%SECRET%%]]",
	"[@a, %%SECRET%%]",
	"> [!note] a `\n> %%SECRET%% `",
	"> [!note|%%SECRET%%] a",
	"[^a]\n\n[^a]: b %%SECRET%%",
	"[^%%SECRET%%]\n\n[^%%SECRET%%]: b",
	"[r]: /b \"%%SECRET%%\"\n\n[r]",
	"# a {#%%SECRET%%}",
	"# %%SECRET%%",
	"a ^b%%SECRET%%",
	"<b title=\"`\">\n\n%%SECRET%%`",
	"<!-- ` -->\n%%SECRET%% `",
	"<http://a.b/`>\n# b\n%%SECRET%% `",
	"`%%` %%SECRET%%",
	"\\`%%SECRET%%`",
	"`\\` %%SECRET%%",
	"a\n: b `\n: %%SECRET%% `",
	"***\n` a\n***\n%%SECRET%% `",
	"a `\n===\n%%SECRET%% `",
	"%%SECRET",
	"%%\n\n```\nSECRET\n```\n\n%%",
	"`a\r\n\r\n%%SECRET%%`",
	"<b title=\"%%SECRET%%\">a</b>",
	"<div title='%%SECRET%%'>\n%%SECRET%%\n</div>",
	"<div>\n<!-- SECRET -->\n</div>",
	"<div>a<!-- SECRET\nSECRET -->b</div>",
	"<pre>\n<!-- SECRET -->\n</pre>",
	"<!-- SECRET -->",
	"a <!-- SECRET --> b",
	"<!-- SECRET",
	"<a id=\"a%%SECRET%%\">b</a>",
	"<div id=\"a\"><!-- SECRET --></div>",
	"<a id=\"a\"></a> <!-- SECRET -->\n\nb",
	"`a`{.b #c%%SECRET%%}",
	"a\n{.b #c%%SECRET%%}",
	"## a {: #b%%SECRET%% }",
	"[a]({{< ref \"b%%SECRET%%\" >}} \"%%SECRET%%\")",
	"![a](b.png \"c%%SECRET%%\" =20x)",
	"![a](b%%SECRET%%.png =20x)",
	"{{< figure src=\"a%%SECRET%%.png\" alt=\"%%SECRET%%\" caption=\"b%%SECRET%%\" link=\"c%%SECRET%%\" >}}",
	"- a <!-- SECRET --> %%SECRET%%\n  id:: 63b368fe-9105-4f20-985a-e1760ef0684f\n- ((63b368fe-9105-4f20-985a-e1760ef0684f))",
	"a\ncard-x:: %%SECRET%%",
	strings.Repeat("[", 5000) + "\n\n```\n%%SECRET%%",
}

func TestCommentIsNeverPublished(t *testing.T) {
	t.Parallel()
	for _, opts := range []Options{{}, {RawHTML: true}} {
		r := New(opts)
		for _, src := range secretPlaces {
			b := r.Read([]byte(src), 1, Front{})
			shown := b.HTML() + b.Text + b.Title
			for _, ref := range b.Refs {
				shown += ref.Target + ref.Fragment + ref.Title + ref.Alt
			}
			for _, h := range b.Headings {
				shown += h.ID + h.Text
			}
			if strings.Contains(strings.ToUpper(shown), "SECRET") {
				t.Errorf("%+v: the comment of %.60q is in %.200q", opts, src, shown)
			}
			if strings.Contains(shown, "\x01") {
				t.Errorf("%+v: a mark of the comment of %.60q is left in %.200q", opts, src, shown)
			}
		}
	}
}

// What is code for certain stays.
func TestCodeIsNoComment(t *testing.T) {
	t.Parallel()
	r := New(Options{})
	for _, src := range []string{
		"`%%code%%`",
		"``a ` %%code%%``",
		"```\n%%code%%\n```",
		"~~~ matlab\n%%code%%\n~~~\n%%b%%",
		"a\n\n    %%code%%\n",
		"> ```\n> %%code%%\n> ```",
		"- ```\n  %%code%%\n  ```",
		"\\%%code",
	} {
		if b := r.Read([]byte(src), 1, Front{}); !strings.Contains(b.Text, "%%code") {
			t.Errorf("%q became %q", src, b.Text)
		}
	}
}

func FuzzComment(f *testing.F) {
	for _, src := range secretPlaces {
		before, after, _ := strings.Cut(src, "%%SECRET%%")
		f.Add(before, after)
	}
	r := New(Options{})
	f.Fuzz(func(t *testing.T, before, after string) {
		// Whatever the parser makes of the text, a %% that is in no code must not be there.
		whole, _ := source.New([]byte(before+"%%SECRET%%"+after), 1)
		text, _ := whole.WithoutComments()
		if tree, _ := r.parse(text); tree.MarkLeft() >= 0 {
			text, _ = whole.WithoutMarked()
			if tree, _ = r.parse(text); tree.MarkLeft() >= 0 {
				t.Errorf("%q keeps a mark", text.Bytes)
			}
		}
	})
}
