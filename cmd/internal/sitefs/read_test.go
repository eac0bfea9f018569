package sitefs

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

// A file that was read in the middle of a save that leaves it as it was must be read again.
func TestReadWhileWritten(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		meets   string // what a reader meets
		read    func(s *Snapshot) error
		changed bool
	}{
		{"as it was", "whole", open, false}, {"half", "wh", open, true}, {"at once, as it was", "whole", readFile, false}, {"at once, half", "wh", readFile, true},
	} {
		dir := t.TempDir()
		name := filepath.Join(dir, "a.md")
		write := func(text string) {
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		write("whole")
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
		write(test.meets)
		if err := test.read(s); err != nil {
			t.Fatal(err)
		}
		write("whole")
		changed := s.Refresh("a.md")
		if changed != test.changed || (s.Version("a.md") != before) != test.changed {
			t.Errorf("read %s: changed %v, and another version %v, want %v", test.name, changed, s.Version("a.md") != before, test.changed)
		}
	}
}

func open(s *Snapshot) error {
	f, err := s.Open("a.md")
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.Discard, f)
	return err
}

func readFile(s *Snapshot) error {
	_, err := s.ReadFile("a.md")
	return err
}
