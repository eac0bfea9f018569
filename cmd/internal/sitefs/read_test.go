package sitefs

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
)

// A file that was read in the middle of a save that leaves it as it was must be read again.
func TestReadWhileWritten(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		read    string
		changed bool
	}{{"whole", false}, {"wh", true}} {
		dir := t.TempDir()
		name := filepath.Join(dir, "a.md")
		write := func() {
			if err := os.WriteFile(name, []byte("whole"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		write()
		site, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer site.Close()
		s, err := NewSnapshot(site)
		if err != nil {
			t.Fatal(err)
		}
		before := s.Version("a.md")
		s.Read("a.md", before, sha256.Sum256([]byte(test.read)))
		write()
		changed := s.Look("a.md")
		if changed != test.changed || (s.Version("a.md") != before) != test.changed {
			t.Errorf("%q was read: changed %v, and another version %v, want %v", test.read, changed, s.Version("a.md") != before, test.changed)
		}
	}
}
