package build_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefings"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/build/buildtest"
	"briefings/cmd/internal/diag"
)

// A folder is the files of a site, by name.
type folder map[string]string

// declaration is the least that a site of these tests declares.
const declaration = "base_url = \"https://desk.example/\"\nauthority = \"desk.example,2020\"\n"

// fs is the folder as a file system. A declared site has a folder for its documents, if with none in it.
func (f folder) fs() fstest.MapFS {
	out := fstest.MapFS{}
	if f["briefings.toml"] != "" {
		out["content"] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
	}
	for name, text := range f {
		out[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return out
}

// now is the clock of these tests.
var now = time.Date(2022, 12, 31, 12, 0, 0, 0, time.UTC)

// input is a build of a folder with the built-in layouts.
func input(t testing.TB, site fs.FS) build.Input {
	t.Helper()
	layouts, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		t.Fatal(err)
	}
	return build.Input{Site: site, Builtin: layouts, Now: now}
}

// A published site is what a build makes: every file, and all problems, settled.
type published struct {
	result   *build.Result
	files    map[string]string
	problems []diag.Problem
}

// publish builds a site and makes all of its files. prev is the build before, or nil. A file that
// cannot be made is missing from the files, and its problem is among the problems.
func publish(t testing.TB, in build.Input, prev *build.Result) published {
	t.Helper()
	r, err := build.Run(in, prev)
	if err != nil {
		t.Fatal(err)
	}
	made, err := buildtest.Make(r)
	if err != nil {
		t.Fatal(err)
	}
	return published{r, made.Files, made.Problems}
}

// difference names the first difference of two sites; empty if they are equal.
func difference(a, b published) string {
	return buildtest.Difference(buildtest.Made{Files: a.files, Problems: a.problems}, buildtest.Made{Files: b.files, Problems: b.problems})
}

// said are the problems, one a line, by severity, place and code.
func (p published) said() []string {
	var out []string
	for _, x := range p.problems {
		at := x.Path
		if x.Line > 0 {
			at += fmt.Sprintf(":%d:%d", x.Line, x.Col)
		}
		out = append(out, fmt.Sprintf("%s %s %s", x.Severity, at, x.Code))
	}
	return out
}

// fs is the published site as a web server has it.
func (p published) fs() fstest.MapFS { return folder(p.files).fs() }

// main is what stands inside of <main> on a page.
func main(page string) string {
	_, rest, _ := strings.Cut(page, "<main")
	_, rest, _ = strings.Cut(rest, ">")
	out, _, _ := strings.Cut(rest, "</main>")
	return out
}
