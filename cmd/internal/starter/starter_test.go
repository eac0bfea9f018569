package starter

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/config"
)

func TestAuthority(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"desk":                   "desk.example,2026",
		"My Desk":                "my-desk.example,2026",
		"--a__b--":               "a-b.example,2026",
		"Büro":                   "b-ro.example,2026",
		"ورق":                    "desk.example,2026",
		"":                       "desk.example,2026",
		"/":                      "desk.example,2026",
		strings.Repeat("x1", 40): strings.Repeat("x1", 31) + "x.example,2026",
	} {
		if got := Authority(name, 2026); got != want {
			t.Errorf("Authority(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzAuthority(f *testing.F) {
	for _, seed := range []string{"desk", "My Desk 2", "ورق", "-", "a\x00b", "\xff"} {
		f.Add(seed, 2026)
	}
	f.Fuzz(func(t *testing.T, name string, year int) {
		year = 1000 + (year%9000+9000)%9000
		got := Authority(name, year)
		if _, problems := config.Parse([]byte(`authority = "` + got + `"`)); len(problems) > 0 {
			t.Errorf("Authority(%q) = %q, which is refused: %v", name, got, problems)
		}
	})
}

var small = fstest.MapFS{
	"briefings.toml":        {Data: []byte("title = \"Desk\"\nauthority   =  \"example.org,2022\" # for good\n")},
	"content/articles/a.md": {Data: []byte("A")},
	"layouts/base.html":     {Data: []byte("base")},
}

func TestWrite(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "some", "desk")
	if err := Write(dir, small, Options{Layouts: true, Year: 2026}); err != nil {
		t.Fatal(err)
	}
	wantFile(t, dir, "briefings.toml", "title = \"Desk\"\nauthority = \"desk.example,2026\" # for good\n")
	wantFile(t, dir, "content/articles/a.md", "A")
	wantFile(t, dir, "layouts/base.html", "base")
	wantFile(t, dir, ".gitignore", ignored)
	if err := Write(dir, small, Options{}); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("a second Write: %v, want %v", err, ErrNotEmpty)
	}
}

// broken is a starter with a file that cannot be written, for a folder has its name.
var broken = fstest.MapFS{
	"briefings.toml": small["briefings.toml"],
	".gitignore/x":   {Data: []byte("x")},
}

func TestWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	empty := filepath.Join(parent, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(parent, "new"), empty} {
		if err := Write(dir, broken, Options{}); err == nil {
			t.Errorf("%s: no error", dir)
		}
	}
	err := filepath.WalkDir(parent, func(path string, _ fs.DirEntry, err error) error {
		if path != parent && path != empty {
			t.Errorf("%s was left behind", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoAuthority(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "desk")
	if err := Write(dir, fstest.MapFS{"briefings.toml": {Data: []byte("title = \"Desk\"\n")}}, Options{}); err == nil {
		t.Error("a starter whose ids cannot be made its own must not be written")
	}
}

func wantFile(t *testing.T, dir, name, want string) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil || string(got) != want {
		t.Errorf("%s: %q, %v; want %q", name, got, err, want)
	}
}
