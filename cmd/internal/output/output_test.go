package output_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
)

var small = tree{
	"index.html":            "home",
	"articles/a/index.html": "a",
	"articles/b/index.html": "b",
	"feed.xml":              "<feed/>",
}

// modes are the ways a change can take; all rules but atomicity hold in each.
var modes = map[string]output.Options{"exchange": {}, "in place": {InPlace: true}}

func TestWriteMakesEqual(t *testing.T) {
	t.Parallel()
	changes := map[string]tree{
		"nothing":                small,
		"one file":               small.with(tree{"index.html": "new home"}),
		"one added":              small.with(tree{"x/y/index.html": "x"}),
		"several":                small.with(tree{"index.html": "1", "feed.xml": "2", "n.html": "3"}),
		"one removed":            {"index.html": "home", "articles/a/index.html": "a", "feed.xml": "<feed/>"},
		"several removed":        {"index.html": "home"},
		"all removed":            {},
		"a folder from a file":   {"index.html/x": "1", "index.html/y": "2", "articles/a/index.html": "a"},
		"a file from a folder":   {"index.html": "home", "articles": "list"},
		"one file from a folder": {"index.html": "home", "feed.xml": "<feed/>", "articles": "list"},
	}
	for mode, opts := range modes {
		for name, next := range changes {
			t.Run(mode+"/"+name, func(t *testing.T) {
				t.Parallel()
				dir := filepath.Join(t.TempDir(), "deep", "public")
				if s := write(t, dir, small.fs(), opts); s.Written != 4 || s.InPlace != "" {
					t.Errorf("first Write: %+v, want 4 written at once", s)
				}
				wantTree(t, dir, small)
				age(t, dir)
				before := map[string]fs.FileInfo{}
				for name := range small {
					before[name] = stat(t, filepath.Join(dir, name))
				}
				stats := write(t, dir, next.fs(), opts)
				wantTree(t, dir, next)
				wantAlone(t, dir)
				unchanged := 0
				for name, text := range small {
					if next[name] == text {
						unchanged++
						if !same(before[name], stat(t, filepath.Join(dir, name))) {
							t.Errorf("%s was touched without need", name)
						}
					}
				}
				if stats.Unchanged != unchanged || stats.Written != len(next)-unchanged {
					t.Errorf("%+v, want %d unchanged of %d", stats, unchanged, len(next))
				}
				if again := write(t, dir, next.fs(), opts); again.Written+again.Removed != 0 {
					t.Errorf("the same site again: %+v, want nothing written", again)
				}
			})
		}
	}
}

func TestNothingChangedTouchesNothing(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	site := &summed{FS: small.fs(), read: map[string]int{}}
	write(t, dir, site, output.Options{})
	look := func() map[string]fs.FileInfo {
		seen := map[string]fs.FileInfo{}
		err := filepath.WalkDir(parent, func(p string, _ fs.DirEntry, err error) error {
			seen[p] = stat(t, p)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	before := look()
	clear(site.read)
	write(t, dir, site, output.Options{})
	after := look()
	for p, info := range before {
		if after[p] == nil || !same(info, after[p]) {
			t.Errorf("%s was touched", p)
		}
	}
	if len(before) != len(after) || len(site.read) != 0 {
		t.Errorf("%d names, then %d; read %v; want no difference and nothing read", len(before), len(after), site.read)
	}
}

func TestReadOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, small.fs(), output.Options{})
	site := &summed{FS: small.with(tree{"index.html": "1", "new.html": "2"}).fs(), read: map[string]int{}}
	write(t, dir, site, output.Options{})
	if want := map[string]int{"index.html": 1, "new.html": 1}; !maps.Equal(site.read, want) {
		t.Errorf("read %v, want %v: what is there already must not be made", site.read, want)
	}
}

func TestOneChangeIsOneRename(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, small.fs(), output.Options{})
	folder := stat(t, dir)
	s := write(t, dir, small.with(tree{"index.html": "new"}).fs(), output.Options{})
	if !os.SameFile(folder, stat(t, dir)) || s.InPlace != "" || s.Written != 1 {
		t.Errorf("%+v: one file should be renamed into the folder that is there", s)
	}
}

func TestEditsByHandAreUndone(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(t *testing.T, p string){
		"another size": func(t *testing.T, p string) { put(t, filepath.Dir(p), tree{filepath.Base(p): "longer than before"}) },
		"the same size and time": func(t *testing.T, p string) {
			info := stat(t, p)
			put(t, filepath.Dir(p), tree{filepath.Base(p): "hom3"})
			if err := os.Chtimes(p, info.ModTime(), info.ModTime()); err != nil {
				t.Fatal(err)
			}
			if runtime.GOOS != "linux" {
				t.Skip("found by ctime, which is read on Linux only")
			}
		},
		"deleted": func(t *testing.T, p string) { os.Remove(p) },
	} {
		for _, changed := range []tree{{}, {"feed.xml": "1", "new.html": "2"}} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				dir := filepath.Join(t.TempDir(), "public")
				write(t, dir, small.fs(), output.Options{})
				// A second build by exchange: the links it removes must not hide an edit.
				write(t, dir, small.with(tree{"feed.xml": "x", "y.html": "y"}).fs(), output.Options{})
				edit(t, filepath.Join(dir, "index.html"))
				write(t, dir, small.with(changed).fs(), output.Options{})
				wantTree(t, dir, small.with(changed))
			})
		}
	}
}

func TestForeignFilesStay(t *testing.T) {
	t.Parallel()
	foreign := tree{"CNAME": "example.org", ".nojekyll": "", "articles/notes.txt": "mine", "articles/a/own.png": "png"}
	for mode, opts := range modes {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			write(t, dir, small.fs(), opts)
			put(t, dir, foreign)
			age(t, dir)
			before := map[string]fs.FileInfo{}
			for name := range foreign {
				before[name] = stat(t, filepath.Join(dir, name))
			}
			for _, next := range []tree{small.with(tree{"index.html": "1", "feed.xml": "2"}), {"index.html": "3", "articles/a/index.html": "4"}, {"articles/a/index.html": "5"}} {
				s := write(t, dir, next.fs(), opts)
				wantTree(t, dir, next.with(foreign))
				for name, info := range before {
					if !same(info, stat(t, filepath.Join(dir, name))) {
						t.Errorf("%s was touched", name)
					}
				}
				if (s.InPlace != "") != opts.InPlace && s.Written+s.Removed > 1 && runtime.GOOS == "linux" {
					t.Errorf("in place: %q with %s", s.InPlace, mode)
				}
			}
		})
	}
}

func TestForeignFoldersKeepTheDirectory(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func(dir string) error{
		".git":         func(dir string) error { return os.MkdirAll(filepath.Join(dir, ".git", "objects"), 0o755) },
		"empty folder": func(dir string) error { return os.Mkdir(filepath.Join(dir, "articles", "mine"), 0o700) },
		"symlink":      func(dir string) error { return os.Symlink("/nowhere", filepath.Join(dir, "link")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			write(t, dir, small.fs(), output.Options{})
			if err := make(dir); err != nil {
				t.Skip(err)
			}
			foreign := read(t, dir)
			for name := range small {
				delete(foreign, name)
			}
			next := tree{"index.html": "1", "articles/c/index.html": "2"}
			folder := stat(t, dir)
			s := write(t, dir, next.fs(), output.Options{})
			if s.InPlace == "" || !os.SameFile(folder, stat(t, dir)) {
				t.Errorf("%+v: a folder with something that cannot be linked must stay, and Stats must say why", s)
			}
			wantTree(t, dir, next.with(foreign))
			wantAlone(t, dir)
		})
	}
}

func TestFolderWithDotFilesIsTaken(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	put(t, dir, tree{".gitkeep": ""})
	write(t, dir, small.fs(), output.Options{})
	wantTree(t, dir, small.with(tree{".gitkeep": ""}))
	wantAlone(t, dir)
}

func TestEmptyFolderIsTaken(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, small.fs(), output.Options{})
	wantTree(t, dir, small)
	wantAlone(t, dir)
}

func TestDestinationSymlinkStays(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	real, link := filepath.Join(parent, "www", "site"), filepath.Join(parent, "public")
	put(t, filepath.Dir(real), tree{"other.txt": "x"})
	if err := errors.Join(os.Mkdir(real, 0o755), os.Symlink(real, link)); err != nil {
		t.Skip(err)
	}
	write(t, link, small.fs(), output.Options{})
	write(t, link, tree{"a": "1", "b": "2"}.fs(), output.Options{})
	wantTree(t, real, tree{"a": "1", "b": "2"})
	if target, _ := os.Readlink(link); target != real {
		t.Errorf("the link was replaced")
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	two := small.with(tree{"index.html": "1", "feed.xml": "2"})
	for name, c := range map[string]struct {
		dir     string // below a folder with content/, layouts/ and site/; empty: public
		prepare func(t *testing.T, root, dir string)
		site    tree
		want    string
	}{
		"unknown folder":  {prepare: func(t *testing.T, _, dir string) { put(t, dir, tree{"thesis.txt": "x"}) }, want: "public: not written by briefings, refusing to replace it"},
		"a file":          {prepare: func(t *testing.T, root, _ string) { put(t, root, tree{"public": "x"}) }, want: "is no folder"},
		"root":            {dir: "/", want: "is the root of the file system"},
		"the source":      {dir: "content", want: `is the folder "content"`},
		"above a source":  {dir: ".", want: `contains "content"`},
		"in a source":     {dir: "content/articles/public", want: `lies in "content"`},
		"around":          {dir: "layouts/../../root", want: `contains "content"`},
		"through symlink": {prepare: func(t *testing.T, root, dir string) { link(t, filepath.Join(root, "content"), dir) }, want: `is the folder "content"`},
		"broken symlink":  {prepare: func(t *testing.T, root, dir string) { link(t, filepath.Join(root, "nothing"), dir) }, want: "no such file"},
		"foreign file":    {prepare: ours(tree{"new.html": "mine"}), site: two.with(tree{"new.html": "ours"}), want: "public/new.html: not written by briefings"},
		"foreign folder":  {prepare: ours(tree{"new.html/x": "mine"}), site: two.with(tree{"new.html": "ours"}), want: "public/new.html: not written by briefings"},
		"foreign file, our folder": {prepare: ours(tree{"new": "mine"}), site: two.with(tree{"new/x": "ours"}),
			want: "public/new: not written by briefings"},
		"foreign file in a folder to be a file": {prepare: ours(tree{"articles/mine": "x"}), site: tree{"articles": "ours"},
			want: "public/articles: not written by briefings"},
		"symlink for a folder": {prepare: func(t *testing.T, root, dir string) {
			ours(nil)(t, root, dir)
			if err := os.RemoveAll(filepath.Join(dir, "articles")); err != nil {
				t.Fatal(err)
			}
			link(t, filepath.Join(root, "content"), filepath.Join(dir, "articles"))
		}, site: two, want: "public/articles: not written by briefings"},
		"symlink for a file": {prepare: func(t *testing.T, root, dir string) {
			ours(nil)(t, root, dir)
			if err := os.Remove(filepath.Join(dir, "index.html")); err != nil {
				t.Fatal(err)
			}
			link(t, filepath.Join(root, "content", "a.md"), filepath.Join(dir, "index.html"))
		}, site: two, want: "public/index.html: not written by briefings"},
		"newer manifest": {prepare: func(t *testing.T, _, dir string) {
			put(t, dir, tree{manifest.Name: "briefings-manifest 2\n{}"})
		}, want: "newer version"},
		"letter case":      {site: tree{"A.html": "", "a.html": ""}, want: "the same file"},
		"file and folder":  {site: tree{"a": "", "A/b": ""}, want: "is a file, and"},
		"device":           {site: tree{"x/aux.html": ""}, want: "device of Windows"},
		"trailing dot":     {site: tree{"x./a": ""}, want: "ends in a dot"},
		"long":             {site: tree{strings.Repeat("ж", 128): ""}, want: "255 bytes"},
		"control":          {site: tree{"a\nb": ""}, want: "character"},
		"our own manifest": {site: tree{manifest.Name: ""}, want: "kept for the program"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := filepath.Join(t.TempDir(), "root")
			put(t, root, tree{"content/a.md": "a", "layouts/base.html": "x"})
			dir := filepath.Join(root, "public")
			if strings.HasPrefix(c.dir, "/") {
				dir = c.dir
			} else if c.dir != "" {
				dir = root + "/" + c.dir
			}
			if c.prepare != nil {
				c.prepare(t, root, dir)
			}
			before := read(t, root)
			if c.site == nil {
				c.site = small
			}
			opts := output.Options{Root: root, Sources: []string{root + "/content", root + "/layouts", root + "/static"}}
			_, err := output.Write(context.Background(), dir, c.site.fs(), opts)
			if err == nil {
				t.Fatalf("no error, want %q", c.want)
			}
			text := strings.NewReplacer(root+"/", "", root, ".").Replace(err.Error())
			if !strings.Contains(text, c.want) {
				t.Errorf("error %q, want %q in it", text, c.want)
			}
			if refusal := new(output.Refusal); errors.As(err, &refusal) {
				if refusal.Cure == "" {
					t.Errorf("%v: say what to do instead", err)
				}
			} else if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%v is no Refusal", err)
			}
			wantTree(t, root, before)
			wantAlone(t, dir)
		})
	}
	if _, err := output.Write(context.Background(), "", small.fs(), output.Options{}); !errors.As(err, new(*output.Refusal)) {
		t.Errorf("no directory: %v, want a Refusal", err)
	}
}

func link(t *testing.T, target, name string) {
	if err := os.Symlink(target, name); err != nil {
		t.Skip(err)
	}
}

// ours makes dir a site with files of somebody else in it.
func ours(foreign tree) func(t *testing.T, root, dir string) {
	return func(t *testing.T, _, dir string) {
		write(t, dir, small.fs(), output.Options{})
		put(t, dir, foreign)
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	fold := func(s string) string { return strings.ReplaceAll(s, "e\u0301", "\u00e9") }
	_, err := output.Write(context.Background(), filepath.Join(t.TempDir(), "p"), tree{"e\u0301": "", "\u00e9": ""}.fs(), output.Options{Fold: fold})
	if !errors.As(err, new(*output.Refusal)) {
		t.Errorf("%v: two Unicode forms of one name must be refused", err)
	}
}

func TestDamagedManifest(t *testing.T) {
	t.Parallel()
	damage := map[string]func(text string) string{
		"emptied":   func(string) string { return "" },
		"truncated": func(s string) string { return s[:len(s)/2] },
		"a bit":     func(s string) string { return strings.Replace(s, "feed.xml", "feed.xmm", 1) },
		"binary":    func(string) string { return "\x00\xff\n\n" },
		"alien":     func(s string) string { return strings.Replace(s, "index.html", "../../x", 1) },
	}
	for name, broken := range damage {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			write(t, dir, small.fs(), output.Options{})
			put(t, dir, tree{"CNAME": "example.org"})
			list := filepath.Join(dir, manifest.Name)
			text, err := os.ReadFile(list)
			if err != nil {
				t.Fatal(err)
			}
			put(t, dir, tree{manifest.Name: broken(string(text))})
			// The same site: all is proved by its bytes, and the manifest is mended.
			s := write(t, dir, small.fs(), output.Options{})
			if len(s.Notes) == 0 {
				t.Error("a damaged manifest must be said")
			}
			wantTree(t, dir, small.with(tree{"CNAME": "example.org"}))
			if mended, _ := os.ReadFile(list); string(mended) != string(text) {
				t.Errorf("the manifest is now\n%s\nwant\n%s", mended, text)
			}
			// Another site, and a file of somebody else where it has a page.
			put(t, dir, tree{manifest.Name: broken(string(text)), "new.html": "mine"})
			_, err = output.Write(context.Background(), dir, small.with(tree{"new.html": "ours"}).fs(), output.Options{})
			if !errors.As(err, new(*output.Refusal)) {
				t.Errorf("%v, want a Refusal", err)
			}
			wantTree(t, dir, small.with(tree{"CNAME": "example.org", "new.html": "mine"}))
		})
	}
}

func TestErrorCostsNothing(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	next := small.with(tree{"index.html": "1", "zz.html": "2", "feed.xml": "3"})
	for mode, opts := range modes {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			if _, err := output.Write(context.Background(), dir, failing{FS: next.fs(), name: "zz.html", err: boom}, opts); !errors.Is(err, boom) {
				t.Errorf("%v, want boom", err)
			}
			if _, err := os.Lstat(dir); err == nil {
				t.Error("a first build that fails must not leave a directory")
			}
			write(t, dir, small.fs(), opts)
			if _, err := output.Write(context.Background(), dir, failing{FS: next.fs(), name: "zz.html", err: boom}, opts); !errors.Is(err, boom) {
				t.Errorf("%v, want boom", err)
			}
			wantTree(t, dir, small)
			ctx, cancel := context.WithCancel(context.Background())
			site := failing{FS: next.fs(), name: "zz.html", err: boom, then: cancel}
			site.err = context.Canceled
			if _, err := output.Write(ctx, dir, site, opts); !errors.Is(err, context.Canceled) {
				t.Errorf("%v, want context.Canceled", err)
			}
			wantTree(t, dir, small)
			wantAlone(t, dir)
		})
	}
}

func TestConcurrentWrites(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	sites := []tree{small, {"index.html": "other", "b/c": "d"}, {"index.html": "third"}}
	for range 5 {
		var wg sync.WaitGroup
		for _, site := range sites {
			wg.Go(func() {
				if _, err := output.Write(context.Background(), dir, site.fs(), output.Options{}); err != nil {
					t.Errorf("Write: %v", err)
				}
			})
		}
		wg.Wait()
		got := read(t, dir)
		if !slices.ContainsFunc(sites, func(s tree) bool { return maps.Equal(s, got) }) {
			t.Fatalf("%v is none of the sites", got)
		}
		wantAlone(t, dir)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWaitingEndsWithContext(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, small.fs(), output.Options{})
	inside, leave := make(chan bool), make(chan bool)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(leave)
	wg.Go(func() {
		site := failing{FS: small.with(tree{"index.html": "1"}).fs(), name: "index.html", err: errors.New("enough"), then: func() { close(inside); <-leave }}
		output.Write(context.Background(), dir, site, output.Options{})
	})
	<-inside
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := output.Write(ctx, dir, small.fs(), output.Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v: a Write must wait for the one before, as long as its context allows", err)
	}
}

// TestAnySequence writes random sites one after the other, with somebody else's files between,
// and wants each of them exactly.
func TestAnySequence(t *testing.T) {
	t.Parallel()
	for mode, opts := range modes {
		for seed := range uint64(12) {
			t.Run(mode, func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(seed, 1))
				dir := filepath.Join(t.TempDir(), "public")
				foreign, last := tree{}, tree{}
				for range 12 {
					next := tree{}
					for range r.IntN(8) {
						// Files and folders of the same few names, so that each stands in the way of others.
						name := []string{"a", "a/b", "a/b/c", "d", "d/e", "f/g/h", "i"}[r.IntN(7)]
						clash := slices.ContainsFunc(slices.Collect(maps.Keys(next)), func(o string) bool {
							return strings.HasPrefix(o, name+"/") || strings.HasPrefix(name, o+"/")
						})
						if !clash {
							next[name] = []string{"one", "two"}[r.IntN(2)]
						}
					}
					age(t, dir)
					before := map[string]fs.FileInfo{}
					for name := range read(t, dir) {
						before[name] = stat(t, filepath.Join(dir, name))
					}
					write(t, dir, next.fs(), opts)
					wantTree(t, dir, next.with(foreign))
					for name, info := range before {
						if kept := foreign.with(next)[name]; kept != "" && last.with(foreign)[name] == kept && !same(info, stat(t, filepath.Join(dir, name))) {
							t.Errorf("%s was touched", name)
						}
					}
					wantAlone(t, dir)
					last = next
					if name := []string{"own", "f/own", "x.txt"}[r.IntN(3)]; r.IntN(2) == 0 && (name[0] != 'f' || next["f/g/h"] != "") {
						foreign[name] = "mine"
						put(t, dir, tree{name: "mine"})
					}
				}
			})
		}
	}
}

func TestIrregularSiteIsAnError(t *testing.T) {
	t.Parallel()
	site := fstest.MapFS{"pipe": &fstest.MapFile{Mode: fs.ModeNamedPipe}}
	if _, err := output.Write(context.Background(), filepath.Join(t.TempDir(), "p"), site, output.Options{}); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("%v, want fs.ErrInvalid", err)
	}
}

func TestModeOfTheDirectoryStays(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, small.fs(), output.Options{})
	if err := os.Chmod(dir, 0o2751); err != nil {
		t.Fatal(err)
	}
	want := stat(t, dir).Mode()
	write(t, dir, tree{"a": "1", "b": "2"}.fs(), output.Options{})
	if got := stat(t, dir).Mode(); got != want {
		t.Errorf("mode %v, was %v", got, want)
	}
}

// TestNewSpelling plays a file system that folds letter case by a second link.
func TestNewSpelling(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, tree{"Page.html": "old", "b": "1"}.fs(), output.Options{InPlace: true})
	if err := os.Link(filepath.Join(dir, "Page.html"), filepath.Join(dir, "page.html")); err != nil {
		t.Skip(err)
	}
	write(t, dir, tree{"page.html": "new", "b": "2"}.fs(), output.Options{InPlace: true})
	wantTree(t, dir, tree{"page.html": "new", "Page.html": "old", "b": "2"}) // to delete either is to delete both
}

func TestFileThatAppearsMeanwhileStays(t *testing.T) {
	t.Parallel()
	for mode, opts := range modes {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			write(t, dir, small.fs(), opts)
			next := late{small.with(tree{"new.html": "ours", "index.html": "1"}).fs(), "new.html", func() { put(t, dir, tree{"new.html": "mine"}) }}
			if _, err := output.Write(context.Background(), dir, next, opts); err == nil {
				t.Error("no error")
			}
			wantTree(t, dir, small.with(tree{"new.html": "mine"}))
			wantAlone(t, dir)
		})
	}
}

// A late site has something done while it makes a file.
type late struct {
	fs.FS
	name string
	do   func()
}

func (l late) ReadFile(name string) ([]byte, error) {
	if name == l.name {
		l.do()
	}
	return fs.ReadFile(l.FS, name)
}
