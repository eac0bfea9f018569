package corpus

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// generate returns the files of a new site by their names, with slashes.
func generate(t *testing.T, articles, notes int, seed uint64) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := Generate(dir, articles, notes, seed); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sum is one hash of all names and bytes: fmt prints maps in the order of their keys.
func sum(files map[string]string) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%q", files)))
}

func TestSameSeedSameSite(t *testing.T) {
	t.Parallel()
	one, two, other := generate(t, 60, 12, 1), generate(t, 60, 12, 1), generate(t, 60, 12, 2)
	if sum(one) != sum(two) {
		t.Error("one seed gave two sites: draw from the document's stream only, and range over no map")
	}
	if sum(one) == sum(other) {
		t.Error("two seeds gave one site: the seed must reach every stream")
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for _, size := range []struct{ articles, notes int }{{0, 0}, {0, 3}, {1, 0}, {1, 3}, {2, 1}, {400, 80}} {
		files := generate(t, size.articles, size.notes, 1)
		count, words := map[string]int{}, map[string]int{}
		for name, text := range files {
			kind, _, _ := strings.Cut(strings.TrimPrefix(name, "content/"), "/")
			count[kind]++
			words[kind] += len(strings.Fields(body(text)))
		}
		want := map[string]int{"articles": size.articles, "notes": size.notes, "entities": 200, "sources": 8, "briefings.toml": 1}
		for kind, n := range want {
			if count[kind] != n {
				t.Errorf("%+v: %d files of %s, want %d", size, count[kind], kind, n)
			}
		}
		if size.articles < 100 {
			continue
		}
		if mean := words["articles"] / size.articles; mean < 340 || mean > 460 {
			t.Errorf("%+v: articles have %d words on average, want about 400", size, mean)
		}
		if mean := words["notes"] / size.notes; mean < 210 || mean > 290 {
			t.Errorf("%+v: notes have %d words on average, want about 250", size, mean)
		}
	}
}

func TestGenerateRefuses(t *testing.T) {
	t.Parallel()
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "mine"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Generate(full, 1, 0, 1); err == nil {
		t.Error("a folder with files was accepted: nothing of somebody else's may be mixed with a site")
	}
	if err := Generate(filepath.Join(full, "new"), -1, 0, 1); err == nil {
		t.Error("a negative number of articles was accepted")
	}
	if err := Generate(filepath.Join(full, "mine"), 1, 0, 1); err == nil {
		t.Error("a file was accepted in place of a folder")
	}
}

// frontMatter is what the tests read of front matter.
type frontMatter struct {
	Title, Kind, Place string
	Aliases            []string
	Entities           []string
	Roles              []struct{ Of string }
	Source             struct {
		Publisher, Agency string
		Via               []string
	}
}

var (
	wikiLink     = regexp.MustCompile(`\[\[([^\]|]+)`)
	markdownLink = regexp.MustCompile(`\]\(([^)]+)\)`)
)

// A site whose references lead nowhere would measure the reporting of problems.
func TestNoProblems(t *testing.T) {
	t.Parallel()
	files := generate(t, 300, 60, 3)
	ids := map[string]string{}   // to the document's path
	names := map[string]string{} // of entities, to the entity's path
	heads := map[string]frontMatter{}
	for name, text := range files {
		if path.Ext(name) != ".md" {
			continue
		}
		head, _, ok := strings.Cut(strings.TrimPrefix(text, "+++\n"), "\n+++\n")
		var fm frontMatter
		if _, err := toml.Decode(head, &fm); !ok || err != nil {
			t.Fatalf("%s: front matter cannot be read: %v", name, err)
		}
		heads[name] = fm
		id := strings.TrimSuffix(path.Base(name), ".md")
		if other := ids[id]; other != "" {
			t.Errorf("%s and %s have one id", other, name)
		}
		ids[id] = name
		if strings.HasPrefix(name, "content/entities/") {
			for _, n := range append(fm.Aliases, fm.Title) {
				if other := names[strings.ToLower(n)]; other != "" {
					t.Errorf("%s and %s have one name, %q", other, name, n)
				}
				names[strings.ToLower(n)] = name
			}
		}
	}
	has := func(name, folder, id string) {
		if id != "" && path.Dir(ids[id]) != "content/"+folder {
			t.Errorf("%s: no %q among the %s", name, id, folder)
		}
	}
	for name, fm := range heads {
		has(name, "entities", fm.Place)
		for _, id := range fm.Entities {
			has(name, "entities", id)
		}
		for _, r := range fm.Roles {
			has(name, "entities", r.Of)
		}
		for _, id := range append(fm.Source.Via, fm.Source.Publisher, fm.Source.Agency) {
			has(name, "sources", id)
		}
		for _, m := range wikiLink.FindAllStringSubmatch(body(files[name]), -1) {
			if ids[m[1]] == "" {
				t.Errorf("%s: no document %q", name, m[1])
			}
		}
		for _, m := range markdownLink.FindAllStringSubmatch(body(files[name]), -1) {
			if to := path.Join(path.Dir(name), m[1]); files[to] == "" {
				t.Errorf("%s: no file %q", name, to)
			}
		}
	}
	for _, w := range vocabulary(rand.New(rand.NewPCG(3, 3)), vocabularySize) {
		if strings.Contains(w, "z") {
			t.Errorf("the common word %q has a z, which is for names", w)
		}
	}
}

func TestNotesLinkAndQualify(t *testing.T) {
	t.Parallel()
	for name, text := range generate(t, 300, 60, 4) {
		if !strings.HasPrefix(name, "content/notes/") {
			continue
		}
		// The first note follows one article only.
		links := len(wikiLink.FindAllString(text, -1)) + len(markdownLink.FindAllString(text, -1))
		if links < 1 || links > 5 {
			t.Errorf("%s: %d links, want two to five", name, links)
		}
		if !strings.Contains(text, "| --- |") || !strings.Contains(text, "\n[^1]: ") {
			t.Errorf("%s: want a table and a footnote", name)
		}
	}
}

func TestBriefings(t *testing.T) {
	t.Parallel()
	files := generate(t, 300, 0, 1)
	var c struct {
		Briefing []struct {
			ID   string
			Rule []struct{ All, Any, None []string }
		}
	}
	if _, err := toml.Decode(files["briefings.toml"], &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Briefing) != 12 {
		t.Errorf("%d briefings, want 12", len(c.Briefing))
	}
	kinds := map[string]int{}
	for _, b := range c.Briefing {
		for _, r := range b.Rule {
			for _, p := range append(append(r.All, r.Any...), r.None...) {
				kind, id, _ := strings.Cut(p, ":")
				kinds[kind]++
				folder := map[string]string{"entity": "entities", "source": "sources"}[kind]
				if folder != "" && files["content/"+folder+"/"+id+".md"] == "" {
					t.Errorf("%s: nothing answers to %q", b.ID, p)
				}
			}
		}
	}
	for _, kind := range []string{"entity", "tag", "phrase", "source", "kind"} {
		if kinds[kind] == 0 {
			t.Errorf("no rule has a predicate %s:, so that its cost is not measured", kind)
		}
	}
}

// body is the text below the front matter.
func body(text string) string {
	_, b, _ := strings.Cut(text, "\n+++\n")
	return b
}
