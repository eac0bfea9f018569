package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"briefings/cmd/internal/cli"
)

var update = flag.Bool("update", false, "write what cmp compares in testdata/script anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"briefings": main})
}

// TestScripts runs testdata/script. Each script has a folder of its own, with the briefings.toml
// below unless it brings one, and a clock that stands at noon of 9 November 2022.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, params(testscript.Params{Dir: "testdata/script", UpdateScripts: *update}))
}

const minimalConfig = `title = "Desk"
base_url = "https://example.org/"
authority = "example.org,2022"

[[briefing]]
id = "harbour"
title = "Harbour"
rule = [{why = "is about the port", any = ["tag:port", "phrase:container terminal"]}]

[problems]
briefing-empty = "off" # few scripts are about ports
`

func params(p testscript.Params) testscript.Params {
	p.RequireUniqueNames = true
	p.Setup = func(env *testscript.Env) error {
		env.Setenv("SOURCE_DATE_EPOCH", "1667995200")
		file := filepath.Join(env.WorkDir, "briefings.toml")
		if _, err := os.Stat(file); err == nil {
			return nil
		}
		return os.WriteFile(file, []byte(minimalConfig), 0o644)
	}
	p.Cmds = map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "await": await, "get": get, "served": served}
	return p
}

// exits CODE program args... runs the program and wants it to end with the code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE program args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		got = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// TestExamples runs every line that help gives as an example, in the starter site.
func TestExamples(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range newRoot().Commands() {
		if c.Runnable() && c.Example == "" {
			t.Errorf("the verb %s has no example", c.Name())
		}
		for i, line := range exampleLines(c) {
			prepare := "briefings new site\nbriefings new site/desk\ncd site\n"
			switch c.Name() {
			case "new":
				prepare = ""
			case "diff": // there must be something to compare with
				prepare += "briefings build\nbriefings build -s desk\n"
			}
			if endless(line) {
				line += " & sleep 2; kill -0 $! && kill $!; wait $!"
			}
			script := fmt.Sprintf("[!exec:sh] skip\n%sexec sh -c %s\n", prepare, quote(line))
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s_%d.txtar", c.Name(), i)), []byte(script), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	testscript.Run(t, params(testscript.Params{Dir: dir}))
}

// endless reports whether a command goes on until it is interrupted.
func endless(line string) bool {
	return strings.HasPrefix(line, "briefings serve") || strings.Contains(line, "--watch")
}

func exampleLines(c *cobra.Command) []string {
	var out []string
	for line := range strings.Lines(c.Example) {
		out = append(out, strings.TrimSpace(line))
	}
	return out
}

// quote is a word of a script.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// TestVerbs wants every verb to be a whole one.
func TestVerbs(t *testing.T) {
	t.Parallel()
	sentence := regexp.MustCompile(`^[A-Z][^.]*[^.]$`)
	for _, c := range newRoot().Commands() {
		if c.Runnable() && (c.Long == "" || !sentence.MatchString(c.Short)) {
			t.Errorf("%s: a verb has a Long, and a Short with a capital and no full stop", c.Name())
		}
		for line := range strings.Lines(c.Long) {
			if len(line) > 105 {
				t.Errorf("%s: a line of %d characters: %s", c.Name(), len(line), line)
			}
		}
	}
}

// TestInterrupted wants a build that is interrupted to leave the site as it was.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	site := filepath.Join(dir, "desk")
	if code := run(t.Context(), []string{"new", site}); code != cli.ExitDone {
		t.Fatalf("new: exit code %d", code)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, verb := range [][]string{{"build"}, {"check"}, {"list", "articles"}, {"why", "kremlin-denies"}} {
		if code := run(ctx, append(verb, "--source", site)); code != cli.ExitInterrupted {
			t.Errorf("%s: exit code %d, want %d", verb[0], code, cli.ExitInterrupted)
		}
	}
	if _, err := os.Stat(filepath.Join(site, "public")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("public was made, or cannot be looked at: %v", err)
	}
}
