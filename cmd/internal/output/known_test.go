package output

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestVouches sets the clock back, as far as a test can.
func TestVouches(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "manifest")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	written := time.Now()
	look := func() os.FileInfo {
		info, err := os.Lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	if !vouches(look(), written.Add(time.Second)) {
		t.Error("a manifest that was just written is not believed")
	}
	if vouches(look(), written.Add(-time.Hour)) {
		t.Error("a manifest of the future is believed: the clock was set back")
	}
	if err := os.Chtimes(name, written.Add(time.Hour), written.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if vouches(look(), written.Add(time.Second)) {
		t.Error("a manifest that says it is of the future is believed")
	}
}
