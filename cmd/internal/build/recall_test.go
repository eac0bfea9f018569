package build_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"briefings"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/sitefs"
)

// A remembered is a site on disk that is built as the command builds it.
type remembered struct {
	t        *testing.T
	dir, out string
	in       build.Input
}

func newRemembered(t *testing.T, files map[string]string) *remembered {
	d := &remembered{t: t, dir: t.TempDir(), out: filepath.Join(t.TempDir(), "public")}
	for name, text := range files {
		d.write(name, text, time.Now().Add(-time.Hour))
	}
	site, err := sitefs.Open(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { site.Close() })
	layouts, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		t.Fatal(err)
	}
	d.in = build.Input{Site: site, Builtin: layouts, Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	return d
}

func (d *remembered) write(name, text string, modified time.Time) {
	d.t.Helper()
	file := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Chtimes(file, modified, modified); err != nil {
		d.t.Fatal(err)
	}
}

// modified is when a file was written, as it says of itself.
func (d *remembered) modified(name string) time.Time {
	d.t.Helper()
	info, err := os.Stat(filepath.Join(d.dir, filepath.FromSlash(name)))
	if err != nil {
		d.t.Fatal(err)
	}
	return info.ModTime()
}

// build builds and writes the site.
func (d *remembered) build() (build.Inventory, *build.Result, manifest.Manifest) {
	d.t.Helper()
	inv, err := build.Take(d.in)
	if err != nil {
		d.t.Fatal(err)
	}
	r, err := build.Run(d.in, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	stats, err := output.Write(context.Background(), d.out, r.Pages.FS(), output.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	return inv, r, stats.Made
}

// remember builds the site and returns what is kept of it.
func (d *remembered) remember() *cache.State {
	d.t.Helper()
	inv, r, made := d.build()
	state, err := r.Remember(context.Background(), d.in, inv, made)
	if err != nil {
		d.t.Fatal(err)
	}
	return state
}

// recall reports whether the state is taken for the truth, and if so whether it is.
func (d *remembered) recall(state *cache.State) bool {
	d.t.Helper()
	inv, err := build.Take(d.in)
	if err != nil {
		d.t.Fatal(err)
	}
	site, _ := build.Recall(d.in, inv, state)
	if site == nil {
		return false
	}
	r, err := build.Run(d.in, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, f := range r.Pages.FS().Files() {
		want, err := f.Make()
		if err != nil {
			d.t.Fatal(err)
		}
		got, err := fs.ReadFile(site, f.Name)
		if err != nil || string(got) != string(want) {
			d.t.Fatalf("recalled %s is not what a build makes: %v", f.Name, err)
		}
	}
	return true
}

func TestRecall(t *testing.T) {
	t.Parallel()
	long := time.Now().Add(-time.Hour)
	files := map[string]string{
		"briefings.toml":            "title = \"Desk\"\n",
		"content/articles/one.md":   "+++\ntitle = \"One\"\ndate = 2025-01-01\n+++\nText, and a picture. ![p](p.png)\n",
		"content/articles/later.md": "+++\ntitle = \"Later\"\ndate = 2026-06-01\n+++\nText.\n",
		"content/articles/p.png":    "picture",
		"content/articles/q.png":    "not used",
		"static/robots.txt":         "User-agent: *\n",
		"layouts/404.html":          `{{define "main"}}<h1>gone</h1>{{end}}`,

		"static/.well-known/security.txt": "Contact: one",
		"content/notes/b/index.md":        "text",
		"content/notes/b/active.svg":      `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`,
	}
	for _, test := range []struct {
		name string
		edit func(d *remembered)
		want bool
	}{
		{"nothing", func(*remembered) {}, true},
		{"new times", func(d *remembered) {
			for name, text := range files {
				d.write(name, text, time.Now())
			}
		}, true},
		{"a text", func(d *remembered) {
			d.write("content/articles/one.md", files["content/articles/one.md"]+"More.\n", long)
		}, false},
		{"a text of the same length, with a new time", func(d *remembered) {
			d.write("content/articles/one.md", "+++\ntitle = \"Two\"\ndate = 2025-01-01\n+++\nText, and a picture. ![p](p.png)\n", time.Now())
		}, false},
		{"a new document", func(d *remembered) { d.write("content/notes/new.md", "text", long) }, false},
		{"a document less", func(d *remembered) { os.Remove(filepath.Join(d.dir, "content/articles/later.md")) }, false},
		{"a picture", func(d *remembered) { d.write("content/articles/p.png", "PICTURE", time.Now()) }, false},
		{"a picture that nothing uses", func(d *remembered) { d.write("content/articles/q.png", "still not used", time.Now()) }, false},
		{"a picture that could not be published", func(d *remembered) {
			d.write("content/notes/b/active.svg", `<svg xmlns="http://www.w3.org/2000/svg"></svg>`, long)
		}, false},
		{"other bytes of the same length and with the same time", func(d *remembered) {
			d.write("content/articles/p.png", "PICTURE", d.modified("content/articles/p.png"))
		}, false},
		{"a hidden static file", func(d *remembered) { d.write("static/.well-known/security.txt", "Contact: two", time.Now()) }, false},
		{"hidden files that nothing reads", func(d *remembered) { d.write("content/.obsidian/workspace.md", "{}", long) }, true},
		{"a file that cannot be read any more", func(d *remembered) {
			if err := os.Chmod(filepath.Join(d.dir, "content/articles/one.md"), 0); err != nil {
				d.t.Fatal(err)
			}
			if _, err := os.ReadFile(filepath.Join(d.dir, "content/articles/one.md")); err == nil {
				d.t.Skip("this user may read everything")
			}
		}, false},
		{"a static file", func(d *remembered) { d.write("static/robots.txt", "User-agent: x\n", time.Now()) }, false},
		{"a layout", func(d *remembered) { d.write("layouts/404.html", `{{define "main"}}<h1>lost</h1>{{end}}`, time.Now()) }, false},
		{"the configuration", func(d *remembered) { d.write("briefings.toml", "title = \"Desk 2\"\n", long) }, false},
		{"the clock, with nothing due", func(d *remembered) { d.in.Now = d.in.Now.AddDate(0, 1, 0) }, true},
		{"the clock, with something due", func(d *remembered) { d.in.Now = d.in.Now.AddDate(0, 6, 0) }, false},
		{"the clock set back", func(d *remembered) { d.in.Now = d.in.Now.AddDate(-2, 0, 0) }, false},
		{"a flag", func(d *remembered) { d.in.Future = true }, false},
		{"the base URL", func(d *remembered) { d.in.BaseURL = "https://example.org" }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := newRemembered(t, files)
			state := d.remember()
			test.edit(d)
			if got := d.recall(state); got != test.want {
				t.Errorf("recalled: %v, want %v", got, test.want)
			}
		})
	}
}

// instead puts a symbolic link in the place of a file or folder of the site.
func instead(dir, name, to string) error {
	name = filepath.Join(dir, filepath.FromSlash(name))
	return errors.Join(os.RemoveAll(name), os.Symlink(to, name))
}

// What is not published today may be tomorrow, without a byte of anything else being changed.
func TestRecallOdd(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name       string
		make, edit func(dir string) error
	}{
		{"a static link to nothing gets its file",
			func(dir string) error { return os.Symlink("../static/later.txt", filepath.Join(dir, "static/l.txt")) },
			func(dir string) error { return instead(dir, "static/l.txt", "ok.txt") }},
		{"a link to a document leads to another",
			func(dir string) error { return os.Symlink("articles/one.md", filepath.Join(dir, "content/l.md")) },
			func(dir string) error { return instead(dir, "content/l.md", "articles/two.md") }},
		{"a link to a folder becomes a file",
			func(dir string) error { return os.Symlink("articles", filepath.Join(dir, "content/l.md")) },
			func(dir string) error {
				name := filepath.Join(dir, "content/l.md")
				return errors.Join(os.Remove(name), os.WriteFile(name, nil, 0o600))
			}},
		{"a static file that was too large",
			func(dir string) error {
				name := filepath.Join(dir, "static/large.bin")
				return errors.Join(os.WriteFile(name, nil, 0o600), os.Truncate(name, 513<<20))
			},
			func(dir string) error { return os.Truncate(filepath.Join(dir, "static/large.bin"), 5) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := newRemembered(t, map[string]string{
				"briefings.toml": declaration, "content/articles/one.md": "one", "content/articles/two.md": "two", "static/ok.txt": "ok",
			})
			if err := test.make(d.dir); err != nil {
				t.Skip("not on this system:", err)
			}
			state := d.remember()
			if err := test.edit(d.dir); err != nil {
				t.Fatal(err)
			}
			if d.recall(state) {
				t.Error("the site was taken for unchanged")
			}
		})
	}
}

// What another run wrote to the same folder in the meantime is not what this one made.
func TestRememberOwn(t *testing.T) {
	t.Parallel()
	d := newRemembered(t, map[string]string{"briefings.toml": declaration, "content/articles/a.md": "+++\ntitle = \"A\"\ndraft = true\n+++\n"})
	inv, r, made := d.build()
	other := *d
	other.in.Drafts = true
	other.build()
	state, err := r.Remember(context.Background(), d.in, inv, made)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range state.Outputs {
		if f.Name == "articles/a/index.html" {
			t.Error("a draft's page, which a run with --drafts wrote, is remembered by one without")
		}
	}
}

// A run that cannot say which bytes it has read is not remembered.
func TestRememberChanged(t *testing.T) {
	t.Parallel()
	d := newRemembered(t, map[string]string{"briefings.toml": declaration, "content/a.md": "a", "layouts/404.html": `{{define "main"}}1{{end}}`})
	inv, r, made := d.build()
	d.write("layouts/404.html", `{{define "main"}}2{{end}}`, time.Now())
	if _, err := r.Remember(context.Background(), d.in, inv, made); err == nil {
		t.Error("a layout that was changed during a build is remembered as what was built")
	}
}

// A clock may stand at any year, also where nanoseconds since 1970 are more than 64 bits hold.
func TestRecallClock(t *testing.T) {
	t.Parallel()
	d := newRemembered(t, map[string]string{"briefings.toml": declaration, "content/articles/a.md": front("date = 2025-01-01", "embargoed")})
	d.in.Now = time.Date(2600, 1, 1, 0, 0, 0, 0, time.UTC)
	state := d.remember()
	for year, want := range map[int]bool{1: false, 2021: false, 2024: false, 2026: true, 2600: true, 9999: true} {
		d.in.Now = time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		if got := d.recall(state); got != want {
			t.Errorf("in %d recalled: %v, want %v", year, got, want)
		}
	}
}

func TestRecallState(t *testing.T) {
	t.Parallel()
	d := newRemembered(t, map[string]string{"briefings.toml": "title = \"Desk\"\n", "content/about.md": "text"})
	file := filepath.Join(t.TempDir(), "kept", "state")
	if cache.Load(file) != nil {
		t.Fatal("a state out of nothing")
	}
	if err := d.remember().Save(file); err != nil {
		t.Fatal(err)
	}
	if !d.recall(cache.Load(file)) {
		t.Fatal("a saved state is not recalled")
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 7 {
		damaged := append([]byte(nil), whole...)
		damaged[i] ^= 0x41
		if err := os.WriteFile(file, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if cache.Load(file) != nil {
			t.Fatalf("a state with byte %d damaged is believed", i)
		}
	}
	for _, n := range []int{0, 1, 20, len(whole) - 1} {
		if err := os.WriteFile(file, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		if cache.Load(file) != nil {
			t.Fatalf("a state cut at %d bytes is believed", n)
		}
	}
}
