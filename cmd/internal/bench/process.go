package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"briefings/cmd/internal/bench/process"
)

// A sample is what one process took, or one save while a process follows the site.
type sample struct {
	wall, cpu float64 // seconds
	peak      float64 // MiB that the process held at most so far, or 0 where the system does not say
	stages    []stage // in the order in which the process named them

	// Of a save, by the program's own count; read and made are of the last build.
	builds, read, made float64 // builds, documents read, pages made
}

// A stage is a part of a build, by the program's own clock.
type stage struct {
	name string
	ms   float64
}

// run runs a process to its end.
func run(ctx context.Context, name string, args ...string) (sample, error) {
	took, words, err := process.Run(ctx, name, args...)
	return sample{wall: took.Wall, cpu: took.CPU, peak: took.Peak, stages: parseStages(words)}, err
}

// parseStages reads the lines that are a name and milliseconds, and passes over all others.
func parseStages(text string) []stage {
	var out []stage
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) != 2 {
			continue
		}
		if ms, err := strconv.ParseFloat(fields[1], 64); err == nil {
			out = append(out, stage{fields[0], ms})
		}
	}
	return out
}

// compile builds the program into dir and returns its name.
func compile(ctx context.Context, dir string) (string, error) {
	name := filepath.Join(dir, "briefings")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if _, err := run(ctx, "go", "build", "-o", name, "./cmd/briefings"); err != nil {
		return "", fmt.Errorf("%w\nrun this in the repository's root, or name a program with -program", err)
	}
	return name, nil
}

// memory is the folder in which the program keeps what one run remembers for the next.
const memory = ".briefings"

// A scenario is a change to the site and the build after it. Every scenario starts from the end of
// the one before it.
type scenario struct {
	name   string
	change func(b *bench) error
}

var scenarios = []scenario{
	{"clean build", (*bench).clear},
	{"nothing changed", func(*bench) error { return nil }},
	{"nothing changed, all times new", func(b *bench) error { return b.touch() }},
	{"output there, no cache", func(b *bench) error {
		return os.RemoveAll(filepath.Join(b.site, memory))
	}},
	{"body of one article", func(b *bench) error {
		return b.edit(func(text []byte) []byte { return append(text, "\nOne sentence was added.\n"...) })
	}},
	{"title of one article", func(b *bench) error {
		return b.edit(func(text []byte) []byte {
			return bytes.Replace(text, []byte(`title = "`), []byte(`title = "Corrected: `), 1)
		})
	}},
}

// clear removes what earlier builds left.
func (b *bench) clear() error {
	if err := os.RemoveAll(b.output); err != nil {
		return err
	}
	return os.RemoveAll(filepath.Join(b.site, memory))
}

// touch gives every source a new time and leaves its bytes.
func (b *bench) touch() error {
	files, err := list(b.site)
	if err != nil {
		return err
	}
	now := time.Now()
	for _, f := range files {
		if err := os.Chtimes(filepath.Join(b.site, f.name), now, now); err != nil {
			return err
		}
	}
	return nil
}

// edit changes the article in the middle of the site.
func (b *bench) edit(change func([]byte) []byte) error {
	data, err := os.ReadFile(b.article)
	if err != nil {
		return err
	}
	return os.WriteFile(b.article, change(data), 0o644)
}

// middle names the article in the middle of the site, by path.
func middle(site string) (string, error) {
	dir := filepath.Join(site, "content", "articles")
	files, err := list(dir)
	if err != nil {
		return "", err
	}
	if len(files) == 0 {
		return "", fmt.Errorf("%s: no articles", dir)
	}
	return filepath.Join(dir, files[len(files)/2].name), nil
}

// A bench measures one site.
type bench struct {
	program      string   // the briefings to run
	self         string   // this program, to run limits with
	args         []string // more arguments for "briefings build"
	parts        bool     // measure also what each part adds
	site, output string
	scratch      string // for what limits write
	article      string // the one to edit
	samples      map[string][]sample
	kept         map[string]string // the texts of files that are edited, by name
	progress     func(what string)
}

// once runs every scenario and every limit, and what the site is without its parts, and adds what they took.
func (b *bench) once(ctx context.Context) error {
	original, err := os.ReadFile(b.article)
	if err != nil {
		return err
	}
	if b.parts {
		if err := b.changed(ctx); err != nil {
			return err
		}
	}
	for _, s := range scenarios {
		b.progress(s.name)
		if err := s.change(b); err != nil {
			return err
		}
		if err := b.add(ctx, s.name, b.program, b.build()...); err != nil {
			return err
		}
	}
	for _, l := range limits {
		b.progress(l.name)
		if err := b.add(ctx, l.name, b.self, "-limit", l.name, b.site, b.output, b.scratch); err != nil {
			return err
		}
		if err := os.RemoveAll(b.scratch); err != nil {
			return err
		}
	}
	return os.WriteFile(b.article, original, 0o644)
}

// build is the arguments of a build.
func (b *bench) build() []string {
	return slices.Concat([]string{"build", "-s", b.site, "-d", b.output}, b.args)
}

func (b *bench) add(ctx context.Context, what, name string, args ...string) error {
	s, err := run(ctx, name, args...)
	if err == nil {
		b.record(what, s)
	}
	return err
}

func (b *bench) record(what string, s sample) { b.samples[what] = append(b.samples[what], s) }
