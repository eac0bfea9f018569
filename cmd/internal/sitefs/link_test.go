package sitefs_test

import (
	"os"
	"path/filepath"
	"testing"

	"briefings/cmd/internal/sitefs"
)

func TestLeadsWithin(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"content/notes/draft.md", "content/notes/a.txt", "content/.hidden/a.txt", ".git/config.txt", "secret.txt", "static/b.txt", "../outside.txt"} {
		file := filepath.Join(dir, "site", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	site, err := sitefs.Open(filepath.Join(dir, "site"))
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	for i, test := range []struct {
		to   string
		want bool
	}{
		{"notes/a.txt", true},
		{"../static/b.txt", true},
		{"link0.txt", true}, // a link to the first of these
		{"notes/draft.md", false},
		{".hidden/a.txt", false},
		{"../.git/config.txt", false},
		{"../secret.txt", false},
		{"../../outside.txt", false},
		{"nothing.txt", false},
		{"link9.txt", false}, // to itself
	} {
		name := "content/link" + string(rune('0'+i)) + ".txt"
		if err := os.Symlink(test.to, filepath.Join(dir, "site", name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
		if got := sitefs.LeadsWithin(site, name, "content", "static"); got != test.want {
			t.Errorf("a link to %s may be published: %v, want %v", test.to, got, test.want)
		}
	}
}
