//go:build unix

package build_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/sitefs"
)

// onDisk writes a folder and opens it as a site.
func onDisk(t *testing.T, f folder) (dir string, site *sitefs.FS) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, f.fs()); err != nil {
		t.Fatal(err)
	}
	site, err := sitefs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { site.Close() })
	return dir, site
}

// TestBadFiles has what is no plain file: links that lead out or round, pipes. None is waited for,
// and no word from outside of the site is in it.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	outside := filepath.Join(t.TempDir(), "outside.md")
	if err := os.WriteFile(outside, []byte("outside words"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		make func(dir string) error
		want []string
	}{
		{"a document that leads out", func(dir string) error { return os.Symlink(outside, filepath.Join(dir, "content/x.md")) },
			[]string{"error content/x.md escape"}},
		{"a document that leads out by dots", func(dir string) error {
			return os.Symlink("../../../../../../../etc/passwd", filepath.Join(dir, "content/x.md"))
		},
			[]string{"error content/x.md escape"}},
		{"a folder that leads out", func(dir string) error { return os.Symlink(filepath.Dir(outside), filepath.Join(dir, "content/x")) },
			[]string{"error content/x escape"}},
		{"a picture that leads out", func(dir string) error { return os.Symlink(outside, filepath.Join(dir, "content/x.png")) },
			[]string{"error content/x.png escape"}},
		{"a static file that leads out", func(dir string) error { return os.Symlink(outside, filepath.Join(dir, "static/x.txt")) },
			[]string{"error static/x.txt escape"}},
		{"a link to a document", func(dir string) error { return os.Symlink("articles/a.md", filepath.Join(dir, "content/b.md")) }, nil},
		{"a link to a folder", func(dir string) error { return os.Symlink("articles", filepath.Join(dir, "content/more")) },
			[]string{"warning content/more file-kind"}},
		{"a link to nothing", func(dir string) error { return os.Symlink("gone.md", filepath.Join(dir, "content/b.md")) },
			[]string{"warning content/b.md file-kind"}},
		{"a link to itself", func(dir string) error { return os.Symlink("b.md", filepath.Join(dir, "content/b.md")) },
			[]string{"error content/b.md escape"}},
		{"a folder in itself", func(dir string) error { return os.Symlink("..", filepath.Join(dir, "content/articles/loop")) },
			[]string{"warning content/articles/loop file-kind"}},
		{"a static folder in itself", func(dir string) error { return os.Symlink(".", filepath.Join(dir, "static/loop")) },
			[]string{"warning static/loop file-kind"}},
		{"a pipe", func(dir string) error { return syscall.Mkfifo(filepath.Join(dir, "content/p.md"), 0o600) },
			[]string{"warning content/p.md file-kind"}},
		{"a static pipe", func(dir string) error { return syscall.Mkfifo(filepath.Join(dir, "static/p"), 0o600) },
			[]string{"warning static/p file-kind"}},
		{"a link to a pipe", func(dir string) error {
			return errors.Join(syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600), os.Symlink("../pipe", filepath.Join(dir, "content/p.md")))
		}, []string{"warning content/p.md file-kind"}},
		{"content that leads out", func(dir string) error { return instead(dir, "content", filepath.Dir(outside)) },
			[]string{"error content escape"}},
		{"static that leads out", func(dir string) error { return instead(dir, "static", filepath.Dir(outside)) },
			[]string{"error static escape"}},
		{"static that leads to a hidden folder", func(dir string) error { return instead(dir, "static", ".secret") },
			[]string{"error static escape"}},
		{"static that leads to drafts", func(dir string) error { return instead(dir, "static", "content") },
			[]string{"error static escape"}},
		{"layouts that lead out", func(dir string) error { return instead(dir, "layouts", filepath.Dir(outside)) },
			[]string{"error layouts escape"}},
		{"layouts that lead to nothing", func(dir string) error { return instead(dir, "layouts", "nothing") },
			[]string{"error layouts escape"}},
		{"assets of layouts that lead to a hidden folder", func(dir string) error {
			return errors.Join(os.Mkdir(filepath.Join(dir, "layouts"), 0o755), instead(dir, "layouts/assets", "../.secret"))
		}, []string{"error layouts/assets escape"}},
		{"files in the place of folders", func(dir string) error {
			var errs []error
			for _, name := range []string{"content", "layouts", "static"} {
				errs = append(errs, os.RemoveAll(filepath.Join(dir, name)), os.WriteFile(filepath.Join(dir, name), nil, 0o600))
			}
			return errors.Join(errs...)
		}, []string{"error content site-root", "error layouts site-root", "error static site-root"}},
		{"no content", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "content")) },
			[]string{"error content site-root"}},
		{"a declaration that leads to nothing", func(dir string) error { return instead(dir, "briefings.toml", "gone.toml") },
			[]string{"error briefings.toml site-root"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir, site := onDisk(t, folder{"briefings.toml": declaration, a: front("", "x"), "static/ok.txt": "ok", ".secret/key.txt": "outside words"})
			if err := tt.make(dir); err != nil {
				t.Fatal(err)
			}
			p := publish(t, input(t, site), nil)
			if got := p.said(); !slices.Equal(got, tt.want) {
				t.Errorf("problems %q, want %q: %v", got, tt.want, p.problems)
			}
			for name, text := range p.files {
				if strings.Contains(text, "outside words") || strings.Contains(text, "root:x:") {
					t.Errorf("%s has words from outside of the site", name)
				}
			}
		})
	}
}

// TestUnreadable has a file that the system refuses: an error, for a site without it would look
// complete.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	for _, name := range []string{a, "content/m.svg", "briefings.toml", "layouts/article.html", "layouts/assets/x.css"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := folder{"briefings.toml": declaration, a: front("", "x")}.fs()
			f[name] = folder{name: "x"}.fs()[name]
			r, err := build.Run(input(t, ailing{f, map[string]error{name: fs.ErrPermission}}), nil)
			if err == nil && !slices.ContainsFunc(published{problems: r.Problems}.said(), func(s string) bool { return strings.HasPrefix(s, "error "+name) }) {
				t.Errorf("a build that cannot read %s says nothing", name)
			}
			if err != nil && !strings.Contains(err.Error(), name) {
				t.Errorf("the error %q does not name %s", err, name)
			}
		})
	}
	t.Run("static/x", func(t *testing.T) { // read when it is published
		t.Parallel()
		f := folder{"briefings.toml": declaration, "static/x": "x"}.fs()
		r, err := build.Run(input(t, ailing{f, map[string]error{"static/x": fs.ErrPermission}}), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Make(t.Context()); err == nil || !strings.Contains(err.Error(), "static/x") {
			t.Errorf("error %v, want one that names static/x", err)
		}
	})
}
