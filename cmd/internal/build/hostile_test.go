package build_test

import (
	"fmt"
	"strings"
	"testing"
)

// Seven files of fifty lines each would make a page of gigabytes.
func TestEmbedsAreBounded(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": declaration}
	for k := range 7 {
		body := strings.Repeat(fmt.Sprintf("![[l%d]]\n\n", k+1), 50)
		if k == 6 {
			body = strings.Repeat("ha ", 1000)
		}
		site[fmt.Sprintf("content/notes/l%d.md", k)] = body
	}
	p := publish(t, input(t, site.fs()), nil)
	for name, text := range p.files {
		if len(text) > 6<<20 {
			t.Errorf("%s has %d bytes; bound what a page embeds", name, len(text))
		}
	}
	said := strings.Join(p.said(), "\n")
	if !strings.Contains(said, "warning content/notes/l0.md:") || !strings.Contains(said, " limit") {
		t.Errorf("nothing is said of embeds that are shown as links:\n%.500s", said)
	}
	if text := main(p.files["notes/l5/index.html"]); strings.Count(text, "ha ha") != strings.Count(text, `class="embed-source"`) && !strings.Contains(text, "ha ha") {
		t.Error("what is within the bounds is not embedded")
	}
}

// held are sites in which the word Zanzibar stands in what must not be published only.
var held = map[string]folder{
	"a tag that only a draft bears": {
		"content/articles/a.md": "+++\ntitle = \"A\"\ndraft = true\ntags = [\"Zanzibar\"]\n+++\n",
	},
	"a tag that a draft spells otherwise": {
		"content/articles/a.md": "+++\ntitle = \"A\"\ndraft = true\ntags = [\"Zanzibar\"]\n+++\n",
		"content/articles/b.md": "+++\ntitle = \"B\"\ntags = [\"zanzibar\"]\n+++\n",
	},
	"pictures of a draft in the folder of a bundle": {
		"content/notes/index.md":             "+++\ntitle = \"N\"\n+++\n",
		"content/notes/secret/index.md":      "+++\ntitle = \"A\"\ndraft = true\n+++\n![](Zanzibar.png)",
		"content/notes/secret/Zanzibar.png":  "",
		"content/notes/secret/x/Zanzibar.md": "+++\ndraft = true\n+++\n",
	},
	"pictures of a private text": {
		"content/articles/a/index.md":     "+++\ntitle = \"A\"\ntext = \"private\"\n+++\n![](Zanzibar.png)",
		"content/articles/a/Zanzibar.png": "",
	},
	"an old address of a draft": {
		"content/articles/a.md": "+++\ntitle = \"A\"\ndraft = true\naliases = [\"/Zanzibar/\"]\n+++\n",
	},
	"a draft above a list": {
		"content/articles/_index.md": "+++\ntitle = \"Zanzibar\"\ndraft = true\n+++\nZanzibar",
		"content/_index.md":          "+++\ntitle = \"Zanzibar\"\ndraft = true\n+++\nZanzibar",
		"content/tags/x.md":          "+++\ntitle = \"Zanzibar\"\ndraft = true\n+++\nZanzibar",
	},
	"an entity that is a draft": {
		"content/entities/z.md": "+++\ntitle = \"Zanzibar\"\ndraft = true\n+++\n",
		"content/notes/a.md":    "+++\ntitle = \"A\"\nentities = [\"z\"]\nplace = \"z\"\n+++\nSee [[z]], ![[z]] and [@z].\n\n![[z]]\n",
	},
	"a file too large to be read": {
		"content/notes/Zanzibar.md": "+++\ndraft = true\n+++\n" + strings.Repeat("a\n", 9<<20),
	},
}

func TestHeldIsNowhere(t *testing.T) {
	t.Parallel()
	for name, site := range held {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := publish(t, input(t, site.with(folder{"briefings.toml": declaration}).fs()), nil)
			for file, text := range p.files {
				if strings.Contains(file, "anzibar") && !strings.Contains(name, "otherwise") || strings.Contains(text, "Zanzibar") {
					t.Errorf("%s tells of what is held back", file)
				}
			}
		})
	}
}

// File names are strangers' text too, and become titles.
func TestNamesAreText(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": declaration}
	for _, name := range []string{"a\x18b", "\u202egpj.exe", "a\nb", "<script>", `"onload="x`, "{{.}}", "%2e%2e%2f", "\x01/index", "x\x7f/y"} {
		site["content/"+name+"/a.md"] = "+++\n+++\n"
		site["content/notes/"+name+".md"] = "+++\ndate = 2022-01-01\n+++\n"
	}
	wantSafe(t, publish(t, input(t, site.fs()), nil).files)
}
