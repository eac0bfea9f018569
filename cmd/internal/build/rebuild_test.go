package build_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/build"
)

// TestRebuild changes a small site at random, a few hundred times, and builds it after each change
// with and without the build before: every byte and every problem must be equal.
func TestRebuild(t *testing.T) {
	t.Parallel()
	const runs, edits = 4, 60
	for seed := range uint64(runs) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := newScribble(seed)
			var prev *build.Result
			var before map[string]string
			var done []string
			same, all := 0, 0
			for range edits {
				done = slices.Insert(done, 0, d.edit())
				in := input(t, d.files.fs())
				in.Now, in.Drafts, in.Future = d.now, d.drafts, d.future
				warm, clean := publish(t, in, prev), publish(t, in, nil)
				if diff := difference(warm, clean); diff != "" {
					t.Fatalf("a build with the one before in hand differs: %s\nafter these edits, the last one first:\n%s",
						diff, strings.Join(done, "\n"))
				}
				same += alike(t, prev, warm, before, done)
				all += len(warm.files)
				prev, before = warm.result, warm.files
			}
			if same < all/4 {
				t.Errorf("of %d files only %d had the keys of the build before: next to all would be made again each time", all, same)
			}
		})
	}
}

// alike wants every file that has the key which it had in the build before to have the same bytes, and
// counts these.
func alike(t *testing.T, prev *build.Result, now published, before map[string]string, done []string) int {
	t.Helper()
	if prev == nil {
		return 0
	}
	same := 0
	for _, f := range now.result.Pages.FS().Files() {
		then, _ := prev.Pages.FS().File(f.Name)
		if f.Key == nil || then.Key == nil || f.Key() != then.Key() {
			continue
		}
		same++
		if a, b := before[f.Name], now.files[f.Name]; a != b {
			t.Fatalf("%s has other bytes and the same key: %s\nafter these edits, the last one first:\n%s", f.Name, firstLine(a, b), strings.Join(done, "\n"))
		}
	}
	return same
}

// difference names the first difference of two built sites; empty if they are equal.
func difference(a, b published) string {
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		switch text, ok := b.files[name]; {
		case !ok:
			return name + " is in the first only"
		case text != a.files[name]:
			return name + ": " + firstLine(a.files[name], text)
		}
	}
	if len(a.files) != len(b.files) {
		return fmt.Sprintf("%d and %d files", len(a.files), len(b.files))
	}
	if x, y := fmt.Sprint(a.problems), fmt.Sprint(b.problems); x != y {
		return fmt.Sprintf("problems:\n%s\nand\n%s", x, y)
	}
	return ""
}

// firstLine shows the first line that differs.
func firstLine(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	return fmt.Sprintf("line %d is %q and %q", i+1, append(x, "")[i], append(y, "")[i])
}

// A scribble is a site that somebody works on without plan. What it does follows from the seed.
type scribble struct {
	*rand.Rand
	files          folder
	now            time.Time
	drafts, future bool
}

func newScribble(seed uint64) *scribble {
	d := &scribble{Rand: rand.New(rand.NewPCG(seed, 1)), files: folder{"static/a.txt": "a"}, now: now}
	d.files["briefings.toml"] = d.declaration()
	for range 10 {
		d.files[d.newName()] = d.document()
	}
	return d
}

func (d *scribble) one(of ...string) string { return of[d.IntN(len(of))] }

// words are what titles, ids and texts share, so that documents have much to do with each other.
var words = []string{"port", "strike", "drones", "teheran", "sanctions", "Patrushev", "Shamkhani", "council"}

func (d *scribble) word() string { return d.one(words...) }

func (d *scribble) newName() string {
	return fmt.Sprintf("content/%s/%s.md", d.one("articles", "articles/2022", "notes", "entities", "sources", "briefings", "pages", "notes/bundle"), d.one(append(words, "index", "_index")...))
}

// some is a file of the site whose name begins so; empty if there is none.
func (d *scribble) some(prefix string) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		if strings.HasPrefix(name, prefix) {
			names = append(names, name)
		}
	}
	if names == nil {
		return ""
	}
	return names[d.IntN(len(names))]
}

func (d *scribble) document() string {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = %q\ndate = 2022-%02d-%02d\n", d.word()+" "+d.word(), 1+d.IntN(12), 1+d.IntN(28))
	for _, key := range []string{
		fmt.Sprintf("tags = [%q, %q]", d.word(), d.word()), fmt.Sprintf("aliases = [%q]", d.word()), fmt.Sprintf("aliases = [%q]", "/old/"+d.word()),
		"draft = true", "publishDate = 2023-01-01", "expiryDate = 2022-06-01", fmt.Sprintf("roles = [{title = %q, of = %q, to = 2022-0%d-01}]", d.word(), d.word(), 1+d.IntN(9)),
		"lang = \"fa\"", "text = \"private\"", "text = \"excerpt\"",
		fmt.Sprintf("entities = [%q]", d.word()), fmt.Sprintf("briefings = [%q]", d.word()), fmt.Sprintf("place = %q", d.word()), fmt.Sprintf("id = %q", d.word()),
		"unknown = 1", "kind = \"person\"", fmt.Sprintf("source = {publisher = %q, agency = %q}", d.word(), d.word()),
	} {
		if name, _, _ := strings.Cut(key, " "); d.IntN(5) == 0 && !strings.Contains(b.String(), "\n"+name+" ") {
			fmt.Fprintln(&b, key)
		}
	}
	b.WriteString("+++\n")
	for range d.IntN(5) {
		b.WriteString(d.paragraph() + "\n\n")
	}
	return b.String()
}

func (d *scribble) paragraph() string {
	w := d.word()
	return d.one(w+" spoke of "+d.word()+".", "See [["+w+"]] and "+d.word()+".", "## "+w+"\n\n"+d.word(), "![["+w+"]]", "[x]("+w+".md) [["+w+"#"+d.word()+"]]",
		"\""+w+"\" [@"+w+"]", "{{< x >}} <b>", "![a map](m.png)", "![["+w+".png]]", "%%"+w+"%%", "<!--more-->", "> "+w, "ایران و "+w)
}

func (d *scribble) declaration() string {
	return fmt.Sprintf("%sper_page = %d\nlang = %q\ntext = %q\nraw_html = %v\n[[briefing]]\nid = %q\n%s[[briefing.rule]]\nwhy = %q\nany = [\"entity:%s\", \"tag:%s\", \"phrase:%s\", \"source:%s\"]\n",
		declaration, 1+d.IntN(3), d.one("en", "fa"), d.one("full", "excerpt", "private"), d.IntN(4) == 0, d.word(), d.one("", "edition = \"weekly\"\n", "edition = \"monthly\"\n"), d.word(), d.word(), d.word(), d.word(), d.word())
}

// edit changes something and says what.
func (d *scribble) edit() string {
	name := d.some("content/")
	switch n := d.IntN(20); {
	case n < 6 || name == "":
		if name == "" || d.IntN(3) == 0 {
			name = d.newName()
		}
		d.files[name] = d.document()
		return "wrote " + name
	case n < 9:
		d.files[name] += "\n\n" + d.paragraph()
		return "went on with " + name
	case n < 11:
		delete(d.files, name)
		return "deleted " + name
	case n < 13:
		to := d.newName()
		d.files[to] = d.files[name]
		delete(d.files, name)
		return "moved " + name + " to " + to
	case n < 14:
		other := d.some("content/")
		d.files[name], d.files[other] = d.files[other], d.files[name]
		return "exchanged " + name + " and " + other
	case n < 15:
		d.files["briefings.toml"] = d.declaration()
		return "wrote briefings.toml"
	case n < 16:
		if d.files["briefings.toml"] != "" && d.IntN(2) == 0 {
			delete(d.files, "briefings.toml")
			return "deleted briefings.toml"
		}
		name = "layouts/" + d.one("item.html", "link.html", "assets/style.css")
		if _, ok := d.files[name]; ok {
			delete(d.files, name)
			return "deleted " + name
		}
		d.files[name] = "<p>" + d.word() + " {{.Title}}</p>"
		return "wrote " + name
	case n < 17:
		name = d.one("content/articles/m.png", "content/"+d.word()+".png", "static/"+d.word()+".txt", "static/robots.txt")
		d.files[name] = d.word()
		return "wrote " + name
	case n < 19:
		d.now = d.now.AddDate(0, d.IntN(15)-7, 0)
		return "set the clock to " + d.now.String()
	}
	d.drafts, d.future = d.IntN(2) == 0, d.IntN(2) == 0
	return fmt.Sprintf("flags: drafts %v, future %v", d.drafts, d.future)
}
