package zone

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestLoadAsksNoMachine gives the machine a zone of its own making.
func TestLoadAsksNoMachine(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "Europe"), 0o755); err != nil {
		t.Fatal(err)
	}
	nonsense := []byte("no rules")
	if err := os.WriteFile(filepath.Join(dir, "Europe", "Berlin"), nonsense, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ZONEINFO", dir) // which package time reads once: keep this the only test that loads by it
	loc, err := Load("Europe/Berlin")
	if err != nil {
		t.Fatalf("%v: the machine's rules were read, want those of the program", err)
	}
	if _, offset := time.Date(2022, 7, 1, 0, 0, 0, 0, loc).Zone(); offset != 2*3600 || loc.String() != "Europe/Berlin" {
		t.Errorf("%v in July 2022 is %d s from UTC, want 7200", loc, offset)
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"UTC", "Europe/London", "Asia/Tehran", "America/Argentina/Buenos_Aires", "Etc/GMT+3"} {
		if loc, err := Load(name); err != nil || loc.String() != name {
			t.Errorf("%q: %v, %v; want the zone", name, loc, err)
		}
	}
	if loc, err := Load("UTC"); err != nil || loc != time.UTC {
		t.Errorf("UTC: %v, %v; want time.UTC itself", loc, err)
	}
	for _, name := range []string{"", "Local", "Europe", "Europe/Berlin/", "/etc/localtime", "../zone.go", "europe/berlin", "Nowhere/City", "a\x00b", "."} {
		if loc, err := Load(name); err == nil {
			t.Errorf("%q is the zone %v, want an error", name, loc)
		}
	}
}
