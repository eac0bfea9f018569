package manifest_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefings/cmd/internal/output/manifest"
)

var two = manifest.Manifest{"a/b c.html": {Sum: [32]byte{1}, Size: 3}, "a-b.html": {Size: 2}}

func TestEncode(t *testing.T) {
	t.Parallel()
	const want = "briefings-manifest 1\n" +
		"0000000000000000000000000000000000000000000000000000000000000000 2 a-b.html\n" +
		"0100000000000000000000000000000000000000000000000000000000000000 3 a/b c.html\n" +
		"end "
	if got := string(two.Encode()); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s...\nanother format needs another version", got, want)
	}
}

func FuzzParse(f *testing.F) {
	good := two.Encode()
	f.Add(good)
	f.Add(good[:len(good)-9])
	f.Add(bytes.Replace(good, []byte("a/b"), []byte("../"), 1))
	f.Add(manifest.Manifest(nil).Encode())
	f.Add([]byte("briefings-manifest 2\n"))
	f.Add([]byte("\n\n \n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := manifest.Parse(text)
		if err == nil && !bytes.Equal(m.Encode(), text) {
			t.Errorf("%q was taken for a manifest, and its right form is %q", text, m.Encode())
		}
		if errors.Is(err, manifest.ErrNewer) && m != nil {
			t.Error("lines of a version that is not known were read")
		}
		for name := range m {
			if !fs.ValidPath(name) || name == "." || strings.HasPrefix(name, manifest.Reserved) {
				t.Errorf("the name %q leads out of the directory or to the manifest itself", name)
			}
		}
	})
}

func TestLoadRefusesSymlink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	real := filepath.Join(dir, "real")
	if err := os.WriteFile(real, two.Encode(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, filepath.Join(dir, manifest.Name)); err != nil {
		t.Skip(err)
	}
	if _, _, err := manifest.Load(dir); err == nil {
		t.Error("a manifest behind a symlink was believed")
	}
}

func TestUnlistable(t *testing.T) {
	t.Parallel()
	for name, ok := range map[string]bool{
		"index.html": true, "статьи/а.html": true, "console.html": true, "com10": true, ".well-known/x": true,
		"a/.briefings-x": true, "lpt.html": true, strings.Repeat("a", 255): true,
		"": false, ".": false, "/a": false, "a/../b": false, "a//b": false, "\xff": false,
		"aux": false, "x/Aux.html": false, "nul.tar.gz": false, "com1.x": false, "LPT¹": false, "con .x": false, "conin$": false,
		"a.": false, "a /b": false, "a:b": false, "a\tb": false, `a\b`: false, "a\x7f": false,
		".briefings-manifest": false, strings.Repeat("a", 256): false,
	} {
		if why := manifest.Unlistable(name); (why == "") != ok {
			t.Errorf("%q: %q, want a reason: %t", name, why, !ok)
		}
	}
}
