package ci_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/rhysd/actionlint"
	"go.yaml.in/yaml/v3"

	"briefings/cmd/internal/ci"
)

const sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

// jobs are all sorts of jobs.
var jobs = map[string]ci.Job{
	"program":    {Program: ci.Program{URL: "https://example.org/briefings", SHA256: sum}, Place: ci.Place{Site: ".", Branch: "main"}, Name: "My Desk"},
	"archive":    {Program: ci.Program{URL: "https://example.org/briefings.tar.gz?v=1", SHA256: sum}, Place: ci.Place{Site: "sites/desk", Branch: "trunk"}, Name: "desk"},
	"repository": {Place: ci.Place{Site: ".", Branch: "main"}, Name: "desk"},
}

func host(t *testing.T, name string) ci.Host {
	t.Helper()
	i := slices.IndexFunc(ci.Hosts(), func(h ci.Host) bool { return h.Name == name })
	if i < 0 {
		t.Fatalf("no host %q", name)
	}
	return ci.Hosts()[i]
}

func files(t *testing.T, name string, j ci.Job) map[string][]byte {
	t.Helper()
	out, err := host(t, name).Files(j)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestForm reads every file in the language that it is written in, and looks for what is left of a
// template, or names no version.
func TestForm(t *testing.T) {
	t.Parallel()
	for _, h := range ci.Hosts() {
		for kind, j := range jobs {
			for name, data := range files(t, h.Name, j) {
				var v any
				var err error
				switch filepath.Ext(name) {
				case ".yml":
					err = yaml.Unmarshal(data, &v)
				case ".toml":
					err = toml.Unmarshal(data, &v)
				}
				if err != nil {
					t.Errorf("%s, %s: %s: %v", h.Name, kind, name, err)
				}
				if bytes.Contains(data, []byte("<no value>")) || bytes.Contains(data, []byte("[[.")) || !bytes.HasSuffix(data, []byte("\n")) {
					t.Errorf("%s, %s: %s is not what its template means:\n%s", h.Name, kind, name, data)
				}
				for _, line := range regexp.MustCompile(`(?m)^.*\buses: .*$`).FindAllString(string(data), -1) {
					if !regexp.MustCompile(`uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`).MatchString(line) {
						t.Errorf("%s: an action must be pinned by its commit, with the version beside it: %s", name, line)
					}
				}
			}
		}
	}
}

// lint asks actionlint about a workflow.
func lint(t *testing.T, name string, data []byte) {
	t.Helper()
	var b bytes.Buffer
	linter, err := actionlint.NewLinter(&b, &actionlint.LinterOptions{Shellcheck: os.Getenv("BRIEFINGS_TEST_SHELLCHECK")})
	if err != nil {
		t.Fatal(err)
	}
	found, err := linter.Lint(name, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 {
		t.Errorf("actionlint on %s:\n%s", name, b.String())
	}
}

func TestActionlint(t *testing.T) {
	t.Parallel()
	for _, j := range jobs {
		for name, data := range files(t, "github", j) {
			lint(t, name, data)
		}
	}
	own, err := filepath.Glob("../../../.github/workflows/*.yml")
	if err != nil || len(own) < 2 {
		t.Fatalf("the repository's own workflows are %q, %v; want those that test it and that publish the starter", own, err)
	}
	for _, name := range own {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lint(t, name, data)
	}
}

// TestActionlintFinds wants the linter to be awake.
func TestActionlintFinds(t *testing.T) {
	t.Parallel()
	for name, data := range files(t, "github", jobs["program"]) {
		linter, err := actionlint.NewLinter(&bytes.Buffer{}, &actionlint.LinterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for right, wrong := range map[string]string{
			"runs-on: ubuntu-24.04": "runs-on: ubuntu-1.0", "steps.due.outputs": "steps.duo.outputs", "contents: read": "content: read",
		} {
			found, err := linter.Lint(name, bytes.Replace(data, []byte(right), []byte(wrong), 1), nil)
			if err != nil || len(found) == 0 {
				t.Errorf("with %q for %q actionlint finds nothing, %v", wrong, right, err)
			}
		}
	}
}

// TestOwnWorkflow wants the repository to publish its starter with what "new --ci github" writes.
func TestOwnWorkflow(t *testing.T) {
	t.Parallel()
	for name, want := range files(t, "github", jobs["repository"]) {
		got, err := os.ReadFile(filepath.Join("../../..", name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the program writes, %v: renew it with bin/briefings new --ci github --force", name, err)
		}
	}
}

func TestFindProgram(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, url, sum, repository string
		want                       ci.Program
		err                        error
	}{
		{"asked for", "https://example.org/b", strings.ToUpper(sum), "../../..", ci.Program{URL: "https://example.org/b", SHA256: sum}, nil},
		{"from the repository", "", "", "../../..", ci.Program{}, nil},
		{"from nowhere", "", "", ".", ci.Program{}, ci.ErrNoProgram},
		{"not safe", "http://example.org/b", sum, ".", ci.Program{}, ci.ErrURL},
		{"no address of plain characters", "https://example.org/'$(id)'", sum, ".", ci.Program{}, ci.ErrURL},
		{"no sum", "https://example.org/b", "abc", ".", ci.Program{}, ci.ErrSum},
	} {
		got, err := ci.FindProgram(tt.url, tt.sum, tt.repository)
		if got != tt.want || err != tt.err {
			t.Errorf("%s: %+v, %v; want %+v, %v", tt.name, got, err, tt.want, tt.err)
		}
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		name = filepath.Join(top, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := func(dir string, w ci.Place) {
		t.Helper()
		w.Top = filepath.Join(top, w.Top)
		if got, err := ci.Locate(filepath.Join(top, dir)); err != nil || got != w {
			t.Errorf("%s: %+v, %v; want %+v", dir, got, err, w)
		}
	}
	want("alone", ci.Place{Top: "alone", Site: ".", Branch: "main"})
	put("repo/.git/HEAD", "ref: refs/heads/topic\n")
	want("repo/desk", ci.Place{Top: "repo", Site: "desk", Branch: "topic"})
	put("repo/.git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/trunk\n")
	want("repo", ci.Place{Top: "repo", Site: ".", Branch: "trunk"})
	put("worktree/.git", "gitdir: elsewhere\n")
	want("worktree/a/b", ci.Place{Top: "worktree", Site: "a/b", Branch: "main"})
	put("odd/.git/HEAD", "ref: refs/heads/$(id)\n")
	want("odd", ci.Place{Top: "odd", Site: ".", Branch: "main"})
	if _, err := ci.Locate(filepath.Join(top, "repo", "my desk")); err == nil {
		t.Error("a name that no script can hold was taken")
	}
}
