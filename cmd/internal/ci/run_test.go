//go:build unix

package ci_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"briefings/cmd/internal/ci"
)

// A machine is one of a host's: a folder with a checkout, in which it runs scripts, and with programs
// of its own before all others.
type machine struct {
	t       *testing.T
	dir     string // of the checkout
	bin     string
	log     string // each call of the program, a line
	program []byte // what the address leads to
	env     []string
}

// fake is a program that notes how it is called, and ends with what the variable of its verb says.
const fake = `#!/bin/sh
echo "$@" >> "$LOG"
case $1 in
due) exit "${DUE:-0}" ;;
check) exit "${CHECK:-0}" ;;
build) mkdir -p public .briefings desk/public desk/.briefings ;;
esac
`

// curl gives a fixed file, whatever it is asked for, if it is asked in a safe way.
const curl = `#!/bin/sh
case "$*" in "--proto =https "*) ;; *) exit 9 ;; esac
while [ "$1" != --output ]; do shift; done
cp "$PROGRAM" "$2"
`

func newMachine(t *testing.T, program []byte) *machine {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash here")
	}
	top := t.TempDir()
	m := &machine{t: t, dir: filepath.Join(top, "checkout"), bin: filepath.Join(top, "bin"), log: filepath.Join(top, "log"), program: program}
	for _, dir := range []string{m.dir, m.bin, filepath.Join(top, "temp")} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	m.put(filepath.Join(m.bin, "curl"), []byte(curl), 0o755)
	m.put(filepath.Join(top, "program"), program, 0o644)
	m.env = append(os.Environ(), "LOG="+m.log, "PROGRAM="+filepath.Join(top, "program"), "RUNNER_TEMP="+filepath.Join(top, "temp"),
		"TMPDIR="+filepath.Join(top, "temp"), "PATH="+m.bin+":"+os.Getenv("PATH"))
	return m
}

func (m *machine) put(name string, data []byte, mode os.FileMode) {
	m.t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, mode)); err != nil {
		m.t.Fatal(err)
	}
}

// bash runs a script in the checkout and returns its exit code.
func (m *machine) bash(script string, options []string, env ...string) int {
	m.t.Helper()
	cmd := exec.Command("bash", append(options, "-c", script)...)
	cmd.Dir = m.dir
	cmd.Env = append(slices.Clone(m.env), env...)
	out, err := cmd.CombinedOutput()
	m.t.Logf("%s", out)
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		m.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode()
}

// calls returns how the program was called since the last time, without the place of the site.
func (m *machine) calls() []string {
	text, _ := os.ReadFile(m.log)
	os.Remove(m.log)
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(string(text), " --source desk", "")), "\n")
}

func job(program []byte) ci.Job {
	sum := sha256.Sum256(program)
	return ci.Job{Program: ci.Program{URL: "https://example.org/briefings", SHA256: hex.EncodeToString(sum[:])}, Place: ci.Place{Site: ".", Branch: "main"}, Name: "desk"}
}

// A workflow is as much of GitHub's language as ours have.
type workflow struct {
	Jobs map[string]struct {
		Steps []struct {
			ID, If, Uses, Run string
			Env               map[string]string
		}
	}
}

// github runs a job as GitHub does, but for what actions do: broken is one that fails. It returns whether
// the job succeeded, and whether the site was published.
func (m *machine) github(data []byte, job, event, commit, broken string, env ...string) (ok, published bool) {
	m.t.Helper()
	var w workflow
	if err := yaml.Unmarshal(data, &w); err != nil {
		m.t.Fatal(err)
	}
	outputs, path := filepath.Join(m.bin, "outputs"), filepath.Join(m.bin, "path")
	for _, name := range []string{outputs, path} {
		m.put(name, nil, 0o644)
	}
	for _, step := range w.Jobs[job].Steps {
		said, err := os.ReadFile(outputs)
		if err != nil {
			m.t.Fatal(err)
		}
		switch step.If {
		case "":
		case "github.event_name == 'schedule'":
			if event != "schedule" {
				continue
			}
		case "steps.due.outputs.nothing != 'true'":
			if strings.Contains(string(said), "nothing=true\n") {
				continue
			}
		default:
			m.t.Fatalf("this test does not know the condition %q", step.If)
		}
		action, _, _ := strings.Cut(step.Uses, "@")
		switch {
		case step.Uses != "" && action == broken:
			return false, published
		case action == "actions/deploy-pages":
			published = true
		}
		if step.Run == "" {
			continue
		}
		added, err := os.ReadFile(path)
		if err != nil {
			m.t.Fatal(err)
		}
		own := append(slices.Clone(env), "GITHUB_OUTPUT="+outputs, "GITHUB_PATH="+path, "GITHUB_STEP_SUMMARY="+outputs, "GITHUB_SHA="+commit,
			"PATH="+strings.ReplaceAll(string(added), "\n", ":")+m.bin+":"+os.Getenv("PATH"))
		for name, value := range step.Env {
			own = append(own, name+"="+strings.ReplaceAll(value, "${{ steps.pages.outputs.base_url }}", "https://desk.test"))
		}
		if m.bash(step.Run, []string{"-e"}, own...) != 0 {
			return false, published
		}
	}
	return true, published
}

func TestGitHub(t *testing.T) {
	t.Parallel()
	m := newMachine(t, []byte(fake))
	workflow := files(t, "github", job(m.program))[".github/workflows/site.yml"]
	const check, build, due = "check --format github", "build", "due --check"
	for _, tt := range []struct {
		name, event, commit, broken, env string
		ok, published                    bool
		calls                            []string
	}{
		{"the first schedule", "schedule", "a", "", "DUE=3", true, true, []string{check, build}},
		{"a schedule with nothing due", "schedule", "a", "", "DUE=3", true, false, []string{due}},
		{"one with something due", "schedule", "a", "", "DUE=0", true, true, []string{due, check, build}},
		{"one that fails", "schedule", "a", "", "DUE=1", false, false, []string{due}},
		{"one that is wrongly called", "schedule", "a", "", "DUE=2", false, false, []string{due}},
		{"a push asks nothing", "push", "a", "", "DUE=3", true, true, []string{check, build}},
		{"a push with errors", "push", "b", "", "CHECK=1", false, false, []string{check}},
		{"a push that cannot be published", "push", "b", "actions/deploy-pages", "", false, false, []string{check, build}},
		{"the schedule makes up for it", "schedule", "b", "", "DUE=3", true, true, []string{check, build}},
		{"and then rests", "schedule", "b", "", "DUE=3", true, false, []string{due}},
		{"by hand", "workflow_dispatch", "b", "", "DUE=3", true, true, []string{check, build}},
	} {
		ok, published := m.github(workflow, "publish", tt.event, tt.commit, tt.broken, tt.env)
		if calls := m.calls(); ok != tt.ok || published != tt.published || !slices.Equal(calls, tt.calls) {
			t.Errorf("%s: success %v, published %v, calls %q; want %v, %v, %q", tt.name, ok, published, calls, tt.ok, tt.published, tt.calls)
		}
	}
	if ok, _ := m.github(workflow, "check", "pull_request", "c", "", "CHECK=1"); ok || !slices.Equal(m.calls(), []string{check}) {
		t.Error("a pull request with errors passes")
	}
	told := []string{check, "build --source .base/", "diff --against .base/public --format markdown"}
	if ok, _ := m.github(workflow, "check", "pull_request", "c", ""); !ok || !slices.Equal(m.calls(), told) {
		t.Error("of a pull request without errors it is not told what would change")
	}
	other := job([]byte("another program"))
	if ok, published := m.github(files(t, "github", other)[".github/workflows/site.yml"], "publish", "push", "a", ""); ok || published || m.calls()[0] != "" {
		t.Error("a program with another sum was run")
	}
}

func TestGitLab(t *testing.T) {
	t.Parallel()
	m := newMachine(t, []byte(fake))
	j := job(m.program)
	j.Place.Site = "desk"
	var w struct {
		Default struct {
			Before []string `yaml:"before_script"`
		}
		Check, Pages struct {
			Script []string
			Allow  struct {
				Codes []int `yaml:"exit_codes"`
			} `yaml:"allow_failure"`
		}
	}
	if err := yaml.Unmarshal(files(t, "gitlab", j)[".gitlab-ci.yml"], &w); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(w.Pages.Allow.Codes, []int{3}) {
		t.Errorf("codes %v are no failure, want 3 alone", w.Pages.Allow.Codes)
	}
	for _, tt := range []struct {
		name, source, commit, env string
		code                      int
		calls                     []string
	}{
		{"the first schedule", "schedule", "a", "DUE=3", 0, []string{"check", "build"}},
		{"nothing due", "schedule", "a", "DUE=3", 3, []string{"due --check"}},
		{"something due", "schedule", "a", "DUE=0", 0, []string{"due --check", "check", "build"}},
		{"an error", "schedule", "a", "DUE=1", 1, []string{"due --check"}},
		{"a push", "push", "a", "DUE=3", 0, []string{"check", "build"}},
		{"a push with errors", "push", "b", "CHECK=1", 1, []string{"check"}},
		{"a schedule after it", "schedule", "b", "DUE=3", 0, []string{"check", "build"}},
	} {
		script := strings.Join(append(slices.Clone(w.Default.Before), w.Pages.Script...), "\n")
		code := m.bash(script, []string{"-eo", "pipefail"}, "CI_PIPELINE_SOURCE="+tt.source, "CI_COMMIT_SHA="+tt.commit, tt.env)
		if calls := m.calls(); code != tt.code || !slices.Equal(calls, tt.calls) {
			t.Errorf("%s: code %d, calls %q; want %d, %q", tt.name, code, calls, tt.code, tt.calls)
		}
	}
	script := strings.Join(append(w.Default.Before, w.Check.Script...), "\n")
	for want, env := range []string{"CHECK=0", "CHECK=1"} {
		if code := m.bash(script, []string{"-eo", "pipefail"}, env); code != want {
			t.Errorf("a merge request with %s: code %d, want %d", env, code, want)
		}
	}
}

func TestCloudflare(t *testing.T) {
	t.Parallel()
	m := newMachine(t, []byte(fake))
	script := string(files(t, "cloudflare", job(m.program))["cloudflare/build.sh"])
	if code, calls := m.bash(script, nil), m.calls(); code != 0 || !slices.Equal(calls, []string{"check", "build"}) {
		t.Errorf("code %d, calls %q", code, calls)
	}
	if code, calls := m.bash(script, nil, "CHECK=1"), m.calls(); code != 1 || !slices.Equal(calls, []string{"check"}) {
		t.Errorf("with errors: code %d, calls %q", code, calls)
	}
}

// plugin runs the events of Netlify's plugin, and prints what it asks for.
const plugin = `
const utils = {
  cache: { restore: async (p) => console.log('restore', p), save: async (p) => console.log('save', p) },
  build: { cancelBuild: (m) => { console.log('cancel', m) }, failBuild: (m) => { console.log('fail', m) } },
}
const p = require('./netlify/plugin')
p[process.argv[1]]({ utils })
`

func TestNetlify(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node here")
	}
	m := newMachine(t, []byte(fake))
	for name, data := range files(t, "netlify", job(m.program)) {
		m.put(filepath.Join(m.dir, name), data, 0o644)
	}
	event := func(name string, env ...string) string {
		cmd := exec.Command(node, "-e", plugin, name)
		cmd.Dir, cmd.Env = m.dir, append(slices.Clone(m.env), env...)
		var b bytes.Buffer
		cmd.Stdout = &b
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, b.String())
		}
		return b.String()
	}
	for _, tt := range []struct {
		name, hook, commit, env string
		said                    string // of the end of a build; empty: it goes on
		calls                   []string
	}{
		{"the first schedule", "clock", "a", "DUE=3", "", []string{""}},
		{"nothing due", "clock", "a", "DUE=3", "cancel nothing is due", []string{"due --check"}},
		{"something due", "clock", "a", "DUE=0", "", []string{"due --check"}},
		{"an error", "clock", "a", "DUE=1", "fail ", []string{"due --check"}},
		{"a push", "", "a", "DUE=3", "", []string{""}},
		{"a schedule after a push that failed", "clock", "b", "DUE=3", "", []string{""}},
	} {
		said := event("onPreBuild", "INCOMING_HOOK_TITLE="+tt.hook, "COMMIT_REF="+tt.commit, tt.env)
		goesOn := !strings.Contains(said, "cancel ") && !strings.Contains(said, "fail ")
		if calls := m.calls(); !strings.Contains(said, "restore .briefings\n") || !strings.Contains(said, tt.said) || goesOn != (tt.said == "") || !slices.Equal(calls, tt.calls) {
			t.Errorf("%s: %q, calls %q; want %q, %q", tt.name, said, calls, tt.said, tt.calls)
		}
		if !goesOn {
			continue
		}
		if code, calls := m.bash("bash netlify/build.sh", nil), m.calls(); code != 0 || !slices.Equal(calls, []string{"check", "build"}) {
			t.Errorf("%s: build: code %d, calls %q", tt.name, code, calls)
		}
		if said := event("onSuccess", "COMMIT_REF="+tt.commit); said != "save .briefings\n" {
			t.Errorf("%s: after the publication: %q", tt.name, said)
		}
	}
	m.put(strings.TrimSuffix(m.bin, "bin")+"program", []byte("another"), 0o644)
	if said := event("onPreBuild"); !strings.Contains(said, "fail briefings could not be installed") {
		t.Errorf("a program with another sum: %q", said)
	}
}

// TestRealProgram lets the program itself answer, by a clock that the test sets.
func TestRealProgram(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "briefings")
	link := "-X briefings/cmd/internal/ci.releaseURL=https://example.org/release -X briefings/cmd/internal/ci.releaseSHA256=" + sum
	if out, err := exec.Command("go", "build", "-ldflags", link, "-o", file, "briefings/cmd/briefings").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	program, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := newMachine(t, program)
	workflow := files(t, "github", job(program))[".github/workflows/site.yml"]
	note := filepath.Join(m.dir, "content", "notes", "later.md")
	m.put(filepath.Join(m.dir, "briefings.toml"), []byte("title = \"Desk\"\nauthority = \"desk.test,2022\"\n"), 0o644)
	m.put(note, []byte("+++\ntitle = \"Later\"\ndate = 2022-12-24\n+++\n"), 0o644)
	page := filepath.Join(m.dir, "public", "notes", "later", "index.html")
	for _, tt := range []struct {
		name, event   string
		clock         int
		ok, published bool
		shown         bool // the note is
	}{
		{"a push", "push", 1667995200, true, true, false},
		{"the schedule an hour later", "schedule", 1667998800, true, false, false},
		{"the schedule in January", "schedule", 1672531200, true, true, true},
		{"and once more", "schedule", 1672531300, true, false, true},
	} {
		ok, published := m.github(workflow, "publish", tt.event, "a", "", fmt.Sprint("SOURCE_DATE_EPOCH=", tt.clock))
		if _, err := os.Stat(page); ok != tt.ok || published != tt.published || (err == nil) != tt.shown {
			t.Errorf("%s: success %v, published %v, the note shown %v; want %v, %v, %v", tt.name, ok, published, err == nil, tt.ok, tt.published, tt.shown)
		}
	}
	sitemap, err := os.ReadFile(filepath.Join(m.dir, "public", "sitemap.xml"))
	if err != nil || !bytes.Contains(sitemap, []byte("https://desk.test/notes/later/")) {
		t.Errorf("the sitemap does not have the host's address, %v: %s", err, sitemap)
	}
	if code := m.bash(file+" new --ci cloudflare && grep -F https://example.org/release cloudflare/build.sh && grep -F "+sum+" cloudflare/build.sh", nil); code != 0 {
		t.Error("what the linker says of the release is not in the files")
	}
	m.put(note, []byte("+++\ntitle = \"Later\"\n+++\n[[nowhere]]\n"), 0o644)
	if ok, published := m.github(workflow, "publish", "schedule", "a", "", "SOURCE_DATE_EPOCH=1672531300"); ok || published {
		t.Errorf("a site with errors: success %v, published %v", ok, published)
	}
}
