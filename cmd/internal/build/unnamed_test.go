//go:build unix

package build_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A name that is not UTF-8 cannot be opened. It is left out and said, and stops nothing.
func TestUnnamed(t *testing.T) {
	t.Parallel()
	dir, site := onDisk(t, folder{"briefings.toml": declaration, "content/notes/a.md": "A", "static/a.txt": ""})
	for _, name := range []string{"content/notes/\xff.md", "content/\xfe/b.md", "static/\xfd.txt", "static/\xfc/c.txt"} {
		file := filepath.Join(dir, name)
		if os.MkdirAll(filepath.Dir(file), 0o755) != nil || os.WriteFile(file, nil, 0o644) != nil {
			t.Skip("this system has no such names")
		}
	}
	p := publish(t, input(t, site), nil)
	want := []string{"warning content/notes/\ufffd.md encoding", "warning content/\ufffd encoding", "warning static/\ufffd encoding", "warning static/\ufffd.txt encoding"}
	said := p.said()
	slices.Sort(said)
	slices.Sort(want)
	if !slices.Equal(said, want) {
		t.Errorf("said is %q, want %q", said, want)
	}
	if p.files["notes/a/index.html"] == "" || len(p.result.Catalog.Entries) != 1 {
		t.Error("the rest of the site is not built")
	}
}

// TestMisnamed wants a folder whose briefings.toml has another name not to be taken for a plain one.
func TestMisnamed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Briefings.toml", "briefings.yaml", "briefings.toml.txt"} {
		_, site := onDisk(t, folder{name: declaration, "content/articles/a.md": "A"})
		if _, err := fs.Stat(site, "briefings.toml"); err == nil {
			t.Skip("this system has no such names")
		}
		if said, want := publish(t, input(t, site), nil).said(), []string{"error " + name + " site-root"}; !slices.Equal(said, want) {
			t.Errorf("said is %q, want %q", said, want)
		}
	}
}
