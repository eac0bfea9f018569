package main

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"

	"briefings/cmd/internal/bench/edit"
)

// A target is what one figure of a site of so many articles should be.
type target struct {
	articles int
	scenario string
	figure   figure
	aim      float64
	floor    float64 // or 0: the aim is the floor
}

// A figure is one number of a sample.
type figure struct {
	name string
	of   func(sample) float64
	verb string
}

var (
	wall = figure{"wall s", func(s sample) float64 { return s.wall }, "%.3f"}
	cpu  = figure{"CPU s", func(s sample) float64 { return s.cpu }, "%.3f"}
	peak = figure{"peak MiB", func(s sample) float64 { return s.peak }, "%.0f"}

	builds = figure{"builds", func(s sample) float64 { return s.builds }, "%.0f"}
	read   = figure{"documents read", func(s sample) float64 { return s.read }, "%.0f"}
	made   = figure{"pages made", func(s sample) float64 { return s.made }, "%.0f"}
)

// The aims are those of a machine with two cores whose output is in memory.
var targets = []target{
	{1000, "clean build", wall, 0.15, 0.25},
	{1000, "clean build", peak, 60, 0},
	{1000, "nothing changed", wall, 0.04, 0},
	{1000, "nothing changed, all times new", wall, 0.06, 0},
	{10000, "clean build", wall, 1.3, 2},
	{10000, "clean build", cpu, 2.4, 3.6},
	{10000, "clean build", peak, 250, 0},
	{10000, "nothing changed", wall, 0.25, 0},
	{10000, "nothing changed, all times new", wall, 0.4, 0},
	{100000, "clean build", wall, 13, 20},
	{100000, "clean build", peak, 2048, 0},
	{100000, "nothing changed", wall, 2.5, 0},
	{100000, "nothing changed, all times new", wall, 4, 0},

	{1000, firstPage, wall, 0.1, 0},
	{1000, "save, body", wall, 0.015, 0.04},
	{1000, "save, title", wall, 0.015, 0.04},
	{1000, "save, tag", wall, 0.015, 0.04},
	{1000, "save, rule", wall, 0.015, 0.04},
	{1000, "save, phrase of a rule", wall, 0.015, 0.04},
	{1000, "save, layout", wall, 0.015, 0.04},
	{10000, firstPage, wall, 0.7, 0},
	{10000, "save, body", wall, 0.04, 0.12},
	{10000, "save, title", wall, 0.06, 0.15},
	{10000, "save, tag", wall, 0.06, 0.15},
	{10000, "save, rule", wall, 0.06, 0.15},
	{10000, "save, phrase of a rule", wall, 0.06, 0.15},
	{10000, "save, layout", wall, 0.06, 0.15},
	{100000, firstPage, wall, 6, 0},
	{100000, "save, body", wall, 0.3, 0.9},
	{100000, "save, title", wall, 0.4, 1.2},
	{100000, "save, tag", wall, 0.4, 1.2},
	{100000, "save, rule", wall, 0.4, 1.2},
	{100000, "save, phrase of a rule", wall, 0.4, 1.2},
	{100000, "save, layout", wall, 0.4, 1.2},

	{1000000, "clean build", peak, 12288, 0},
}

// report writes what b measured as plain text, a table each for processes, targets and stages.
// place says where the files are.
func (b *bench) report(w io.Writer, articles int, place string) error {
	sources, err := list(b.site)
	if err != nil {
		return err
	}
	output, err := list(b.output)
	if err != nil {
		return err
	}
	var read, html int64
	pages := 0
	for _, f := range sources {
		read += f.size
	}
	for _, f := range output {
		if path.Ext(f.name) == ".html" {
			pages++
			html += f.size
		}
	}
	fmt.Fprintf(w, "\n%d articles, %d notes: %d sources of %.1f MB; %d pages, %.1f MB of HTML, %d files in all\n",
		articles, articles/notesPer, len(sources), float64(read)/1e6, pages, float64(html)/1e6, len(output))
	fmt.Fprintf(w, "%s %s/%s, %d cores, files in %s; %d runs: median (min–max)\n\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), place, len(b.samples[scenarios[0].name]))

	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	whole := []figure{wall, cpu, peak}
	heading(t, "", whole)
	for _, s := range scenarios {
		b.row(t, s.name, s.name, whole)
	}
	for _, l := range limits {
		b.row(t, "limit: "+l.name, l.name, whole)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	clean, last := b.samples[scenarios[0].name], b.samples[limits[len(limits)-1].name]
	fmt.Fprintf(w, "\nThe clean build took %.2f times the wall time and %.2f times the CPU time of the last limit.\n",
		ratio(median(clean, wall), median(last, wall)), ratio(median(clean, cpu), median(last, cpu)))
	if b.parts {
		if err := b.adds(w); err != nil {
			return err
		}
	}
	if err := b.saves(w); err != nil {
		return err
	}
	if err := b.targets(w, articles); err != nil {
		return err
	}
	return b.stages(w)
}

// saves writes nothing if serve was not measured.
func (b *bench) saves(w io.Writer) error {
	if len(b.samples[firstPage]) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t)
	seen, counted := []figure{wall, peak}, []figure{wall, peak, builds, read, made}
	heading(t, fmt.Sprintf("%d saves", len(b.samples[edit.Edits[0].Name])), counted)
	b.row(t, firstPage, firstPage, seen)
	for _, e := range edit.Edits {
		b.row(t, e.Name, e.Name, counted)
	}
	b.row(t, watchBody, watchBody, seen)
	return t.Flush()
}

func heading(w io.Writer, title string, figures []figure) {
	cells := []string{title}
	for _, f := range figures {
		cells = append(cells, f.name)
	}
	row(w, cells...)
}

func (b *bench) row(w io.Writer, title, what string, figures []figure) {
	cells := []string{title}
	for _, f := range figures {
		low, high := b.extent(what, f)
		cells = append(cells, fmt.Sprintf(f.verb+" ("+f.verb+"–"+f.verb+")", median(b.samples[what], f), low, high))
	}
	row(w, cells...)
}

func (b *bench) extent(what string, f figure) (low, high float64) {
	by := func(x, y sample) int { return cmp.Compare(f.of(x), f.of(y)) }
	if len(b.samples[what]) == 0 {
		return 0, 0
	}
	return f.of(slices.MinFunc(b.samples[what], by)), f.of(slices.MaxFunc(b.samples[what], by))
}

// targets writes nothing if there are none for a site of this size.
func (b *bench) targets(w io.Writer, articles int) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t)
	row(t, "target", "measured", "aim", "floor", "measured / aim")
	some := false
	for _, g := range targets {
		if g.articles != articles || len(b.samples[g.scenario]) == 0 {
			continue
		}
		some = true
		got := median(b.samples[g.scenario], g.figure)
		row(t, g.scenario+", "+g.figure.name, fmt.Sprintf(g.figure.verb, got), fmt.Sprint(g.aim),
			fmt.Sprint(cmp.Or(g.floor, g.aim)), fmt.Sprintf("%.2f", ratio(got, g.aim)))
	}
	if !some {
		return nil
	}
	return t.Flush()
}

// stages writes the medians of the stages that the program named, and nothing if it named none.
func (b *bench) stages(w io.Writer) error {
	var names []string
	times := map[string]map[string][]float64{} // by stage, then by scenario
	for _, s := range scenarios {
		for _, one := range b.samples[s.name] {
			for _, st := range one.stages {
				if times[st.name] == nil {
					times[st.name] = map[string][]float64{}
					names = append(names, st.name)
				}
				times[st.name][s.name] = append(times[st.name][s.name], st.ms)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	head := []string{"stage, wall ms"}
	for _, s := range scenarios {
		head = append(head, s.name)
	}
	fmt.Fprintln(t)
	row(t, head...)
	for _, name := range names {
		cells := []string{name}
		for _, s := range scenarios {
			cell := "-"
			if ms := times[name][s.name]; len(ms) > 0 {
				cell = fmt.Sprintf("%.1f", middleOf(ms))
			}
			cells = append(cells, cell)
		}
		row(t, cells...)
	}
	return t.Flush()
}

func row(w io.Writer, cells ...string) { fmt.Fprintln(w, strings.Join(cells, "\t")) }

// median is 0 if there are no samples.
func median(samples []sample, f figure) float64 {
	values := make([]float64, 0, len(samples))
	for _, s := range samples {
		values = append(values, f.of(s))
	}
	return middleOf(values)
}

// middleOf is the median; of an even number of values the mean of the two in the middle, of none 0.
func middleOf(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// ratio is 0 if b is: a system that does not measure has no ratios.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
