//go:build full

// Package tools has other people's validators look at a site. They are behind the build tag "full", and a missing
// tool fails the test, for a check that is skipped proves nothing.
package tools

import (
	_ "embed"
	"encoding/xml"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// atomSchema is RFC 4287's grammar, in our own arrangement.
//
//go:embed atom.rng
var atomSchema []byte

// Command returns the path of the first of names that is installed.
func Command(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	t.Fatalf("none of the commands %q is installed: run `make tools`", names)
	return ""
}

// NPMFile returns the path of a file in an npm package; name begins with the package.
func NPMFile(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("BRIEFINGS_TOOLS")
	if dir == "" {
		t.Fatal("BRIEFINGS_TOOLS does not name the folder of the test tools: run `make test`")
	}
	file := filepath.Join(dir, "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(file); err != nil {
		t.Fatalf("%v: run `make tools`", err)
	}
	return file
}

// VNU wants neither an error nor a warning from the Nu Html Checker in the HTML, SVG and CSS files under
// dir.
func VNU(t testing.TB, dir string) {
	t.Helper()
	if pages := find(t, dir, func(file string) bool { return filepath.Ext(file) == ".html" }); len(pages) == 0 {
		t.Fatalf("no HTML in %s", dir)
	}
	// Deep pages need more than Java's usual stack.
	cmd := exec.Command(Command(t, "java"), "-Xss4m", "-jar", NPMFile(t, "vnu-jar/build/dist/vnu.jar"),
		"--skip-non-html", "--also-check-svg", "--also-check-css", dir)
	out, err := cmd.CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("vnu: %v\n%s", err, out)
	}
}

// Atom wants every Atom document under dir to be as RFC 4287 says.
func Atom(t testing.TB, dir string) {
	t.Helper()
	feeds := find(t, dir, isAtom)
	if len(feeds) == 0 {
		t.Fatalf("no Atom feed in %s", dir)
	}
	schema := filepath.Join(t.TempDir(), "atom.rng")
	if err := os.WriteFile(schema, atomSchema, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(Command(t, "jing"), append([]string{schema}, feeds...)...).CombinedOutput()
	if err != nil {
		t.Errorf("jing: %v\n%s", err, out)
	}
}

// isAtom reports whether the file's root element is one of Atom's.
func isAtom(file string) bool {
	if ext := filepath.Ext(file); ext != ".xml" && ext != ".atom" {
		return false
	}
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	for dec := xml.NewDecoder(f); ; {
		token, err := dec.Token()
		if err != nil {
			return false
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Space == "http://www.w3.org/2005/Atom"
		}
	}
}

// find returns the files under dir that match.
func find(t testing.TB, dir string, match func(file string) bool) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && match(file) {
			files = append(files, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
