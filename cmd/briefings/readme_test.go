package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/frontmatter"
)

// fenced finds the code blocks of a Markdown text: the info string and the text of each.
var fenced = regexp.MustCompile("(?ms)^```([^\n]*)\n(.*?)^```$")

func readme(t *testing.T) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := fenced.FindAllStringSubmatch(string(text), -1)
	if len(blocks) < 6 {
		t.Fatalf("only %d code blocks in README.md", len(blocks))
	}
	return blocks
}

// TestReadmeCommands runs every command of the README, one after the other, as a newcomer would;
// goals of make are looked up in the Makefile.
func TestReadmeCommands(t *testing.T) {
	t.Parallel()
	makefile, err := os.ReadFile(filepath.Join("..", "..", "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	commands := 0
	for _, block := range readme(t) {
		if block[1] != "sh" {
			continue
		}
		for line := range strings.Lines(block[2]) {
			line, _, _ = strings.Cut(line, "#")
			words := strings.Fields(line)
			switch {
			case len(words) == 0:
			case words[0] == "make":
				for _, goal := range words[1:] {
					if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(goal) + `:`).Match(makefile) {
						t.Errorf("README.md says make %s, which the Makefile does not know", goal)
					}
				}
			case words[0] == "briefings":
				commands++
				if line = strings.Join(words, " "); endless(line) {
					line += " &endless&\nexec sleep 2\nkill -INT endless\nwait endless"
				}
				script.WriteString("exec " + line + "\n")
			default:
				t.Errorf("README.md has a command that no test runs: %s", line)
			}
		}
	}
	if commands < 5 {
		t.Fatalf("only %d commands in README.md", commands)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "readme.txtar"), []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir})
}

// TestReadmeFiles reads the README's pieces of front matter and of briefings.toml.
func TestReadmeFiles(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for _, block := range readme(t) {
		seen[block[1]]++
		switch block[1] {
		case "toml front-matter":
			front, _, _, problems := frontmatter.Split([]byte(block[2]))
			_, more := front.Parse()
			for _, p := range append(problems, more...) {
				t.Errorf("README.md: %v\n%s", p, block[2])
			}
		case "toml config":
			_, problems := config.Parse([]byte(block[2]))
			for _, p := range problems {
				t.Errorf("README.md: %v\n%s", p, block[2])
			}
		}
	}
	if seen["toml front-matter"] == 0 || seen["toml config"] == 0 {
		t.Error("README.md shows no front matter or no briefings.toml")
	}
}

// TestReadmeLibraries wants the libraries of go.mod in the table, and no others.
func TestReadmeLibraries(t *testing.T) {
	t.Parallel()
	find := func(file string, form *regexp.Regexp) []string {
		text, err := os.ReadFile(filepath.Join("..", "..", file))
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, m := range form.FindAllStringSubmatch(string(text), -1) {
			for name := range strings.SplitSeq(m[1], ", ") {
				out = append(out, strings.Trim(name, "`"))
			}
		}
		slices.Sort(out)
		return out
	}
	want := find("go.mod", regexp.MustCompile(`(?m)^\t(\S+) v\S+$`)) // a library that only others need has a remark
	got := find("README.md", regexp.MustCompile("(?m)^\\| (`[^|]+`) \\|"))
	if !slices.Equal(got, want) {
		t.Errorf("the table of libraries has\n%q,\nand go.mod requires\n%q", got, want)
	}
}
