package build_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"briefings"
	"briefings/cmd/internal/bench/corpus"
	"briefings/cmd/internal/build/buildtest"
	"briefings/cmd/internal/sitefs"
)

// siteVariable names the folder that TestBuildHere builds, in a process of its own.
const siteVariable = "BRIEFINGS_TEST_SITE"

// TestSame builds sites in processes that have little in common but the bytes of the site: cores,
// zone, language, folder, and the order in which the files were written.
func TestSame(t *testing.T) {
	t.Parallel()
	generated := filepath.Join(t.TempDir(), "generated")
	if err := corpus.Generate(generated, 60, 12, 7); err != nil {
		t.Fatal(err)
	}
	for name, site := range map[string]fs.FS{"starter": briefings.Starter, "generated": os.DirFS(generated)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			names := regular(t, site)
			here := filepath.Join(t.TempDir(), "a")
			write(t, here, site, names)
			slices.Reverse(names)
			there := filepath.Join(t.TempDir(), "Ein Ordner", "نامه")
			write(t, there, site, names)
			one := elsewhere(t, here, "GOMAXPROCS=1", "TZ=America/Los_Angeles", "LANG=C", "LC_ALL=C")
			two := elsewhere(t, there, "GOMAXPROCS=2", "TZ=Asia/Tehran", "LANG=fa_IR.UTF-8", "LC_ALL=tr_TR.UTF-8")
			if !bytes.Equal(one, two) {
				t.Errorf("the same site differs in another place: %s", buildtest.FirstLine(string(one), string(two)))
			}
			if bytes.Count(one, []byte("\n")) < 50 {
				t.Errorf("hardly a file was built:\n%s", one)
			}
		})
	}
}

func regular(t *testing.T, site fs.FS) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func write(t *testing.T, dir string, site fs.FS, names []string) {
	t.Helper()
	for _, name := range names {
		data, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// elsewhere runs TestBuildHere in another process and returns what it prints.
func elsewhere(t *testing.T, dir string, env ...string) []byte {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestBuildHere$", "-test.v")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append(env, siteVariable+"="+dir)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", env, err, out)
	}
	var sums []byte
	for line := range bytes.Lines(out) {
		if bytes.HasPrefix(line, []byte("sum ")) || bytes.HasPrefix(line, []byte("problem ")) {
			sums = append(sums, line...)
		}
	}
	return sums
}

// TestBuildHere builds the site that TestSame names and prints a sum for each file. By itself it
// does nothing.
func TestBuildHere(t *testing.T) {
	dir := os.Getenv(siteVariable)
	if dir == "" {
		t.Skip("runs in the processes of TestSame only")
	}
	site, err := sitefs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	p := publish(t, input(t, site), nil)
	for _, f := range p.result.Pages.FS().Files() {
		fmt.Printf("sum %s %x\n", f.Name, sha256.Sum256([]byte(p.files[f.Name])))
	}
	for _, x := range p.problems {
		fmt.Printf("problem %s\n", strings.ReplaceAll(x.String(), "\n", " "))
	}
}
