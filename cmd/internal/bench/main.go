// Command bench measures whole runs of briefings on generated sites, beside what the machine can do at
// most: the limits, which read, convert and write as much without making a site of it. Compare
// figures of one run only, for machines are noisy; ratios last longer than seconds.
//
//	go run ./cmd/internal/bench                              1,000 and 10,000 articles
//	go run ./cmd/internal/bench -articles 10000 -runs 1 -- --base-url https://bench.example/
//	go run ./cmd/internal/bench -articles 100000 -runs 1 -saves 5 -parts=false
//	go run ./cmd/internal/bench -generate DIR -articles 10000
//
// What follows the flags is passed to "briefings build".
//
// Then the site is edited while "briefings serve --published" shows it, and measured is what somebody waits
// for who has the page before him: from the beginning of the save until the preview has told the page's
// event stream that there is another, and this has arrived. A title must also have arrived on a briefing's
// page and on the home page, which are loaded after the article's. Files are saved in place and by renaming a
// new one. The numbers of builds, of documents read and of pages made are the program's own; a page is made
// to see whether it is another, and again when it is loaded, and its stylesheet and icon count, too. With
// "build --watch" it is until the page's file in the output is another. The first page of serve is from the
// start of the process until the home page has arrived.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"

	"briefings/cmd/internal/bench/corpus"
)

// notesPer is the number of articles for each note.
const notesPer = 5

type options struct {
	articles []int
	runs     int
	saves    int
	parts    bool
	seed     uint64
	dir      string
	program  string
	timings  bool
	keep     bool
	args     []string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func command(ctx context.Context) error {
	var o options
	articles := flag.String("articles", "1000,10000", "sizes of the sites, in articles; each has a fifth as many notes")
	flag.IntVar(&o.runs, "runs", 5, "how often everything is measured")
	flag.IntVar(&o.saves, "saves", 10, "how often each edit is saved while serve shows the site, after all runs; 0: serve is not measured")
	flag.BoolVar(&o.parts, "parts", true, "also measure what search, charts, photographs and share cards add: eight times as much work as the rest")
	flag.Uint64Var(&o.seed, "seed", 1, "of the generated sites")
	flag.StringVar(&o.dir, "dir", "", "where sites and output go, in a folder of their own (default: in memory if there is room)")
	flag.StringVar(&o.program, "program", "", "the briefings to measure (default: built from this repository)")
	flag.BoolVar(&o.timings, "timings", true, "ask the program for the times of its stages")
	flag.BoolVar(&o.keep, "keep", false, "leave sites and output behind, and say where")
	generate := flag.String("generate", "", "only write a site into this folder, which must be empty or absent")
	limit := flag.String("limit", "", "only do the work of this limit; arguments: site, output, scratch folder")
	flag.Parse()

	if *limit != "" {
		if flag.NArg() != 3 {
			return errors.New("-limit: want three folders: site, output, scratch")
		}
		return runLimit(*limit, flag.Arg(0), flag.Arg(1), flag.Arg(2))
	}
	for s := range strings.SplitSeq(*articles, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || n < 1 {
			return fmt.Errorf("-articles: %q is no number of articles", s)
		}
		o.articles = append(o.articles, n)
	}
	if *generate != "" {
		if len(o.articles) != 1 {
			return errors.New("-generate: want one number of -articles")
		}
		return corpus.Generate(*generate, o.articles[0], o.articles[0]/notesPer, o.seed)
	}
	if o.runs < 1 {
		return errors.New("-runs: want one or more")
	}
	if o.saves < 0 {
		return errors.New("-saves: want none or more")
	}
	o.args = flag.Args()
	if o.timings {
		o.args = append(o.args, "--timings")
	}
	return measure(ctx, o)
}

// measure measures a site of every size and writes tables to standard output.
func measure(ctx context.Context, o options) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for _, n := range o.articles {
		if err := measureSite(ctx, o, self, n); err != nil {
			return err
		}
	}
	return nil
}

func measureSite(ctx context.Context, o options, self string, articles int) (err error) {
	place := "the folder of -dir"
	if o.dir == "" {
		o.dir, place = roomyDir(articles)
	}
	dir, err := os.MkdirTemp(o.dir, "briefings-bench-")
	if err != nil {
		return err
	}
	defer func() {
		if o.keep {
			fmt.Fprintln(os.Stderr, "kept", dir)
			return
		}
		err = errors.Join(err, os.RemoveAll(dir))
	}()
	fmt.Fprintf(os.Stderr, "%d articles, in %s\n", articles, dir)

	b := &bench{
		program: o.program, self: self, args: o.args, parts: o.parts,
		site:    filepath.Join(dir, "site"),
		output:  filepath.Join(dir, "public"),
		scratch: filepath.Join(dir, "scratch"),
		samples: map[string][]sample{},
		kept:    map[string]string{},
	}
	if b.program == "" {
		if b.program, err = compile(ctx, dir); err != nil {
			return err
		}
	}
	if _, err := run(ctx, self, "-generate", b.site, "-articles", strconv.Itoa(articles), "-seed", strconv.FormatUint(o.seed, 10)); err != nil {
		return err
	}
	if b.article, err = middle(b.site); err != nil {
		return err
	}
	for k := range o.runs {
		b.progress = func(what string) { fmt.Fprintf(os.Stderr, "run %d of %d: %s\n", k+1, o.runs, what) }
		if err := b.once(ctx); err != nil {
			return err
		}
	}
	if o.saves > 0 {
		b.progress = func(what string) { fmt.Fprintf(os.Stderr, "following: %s\n", what) }
		if err := b.follow(ctx, o.runs, o.saves); err != nil {
			return err
		}
	}
	return b.report(os.Stdout, articles, place)
}

// roomyDir returns where the bytes of a site, its output and a copy of it go, and what to call that:
// in memory if there is room for them, else the system's folder for temporary files.
func roomyDir(articles int) (dir, place string) {
	const perArticle = 64 << 10
	if sharedMemory != "" && freeBytes(sharedMemory) > uint64(articles)*perArticle {
		return sharedMemory, "memory (" + sharedMemory + ")"
	}
	return os.TempDir(), "the folder for temporary files"
}
