package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// A part is something that a site may go without. What it adds to a clean build is measured by a clean build
// without it.
type part struct{ name, off string } // off is a line of briefings.toml

var parts = []part{
	{"search", "search = false"},
}

func (p part) without() string { return "clean build without " + p.name }

// without builds the site without each part, and leaves briefings.toml as it was.
func (b *bench) without(ctx context.Context) error {
	name := filepath.Join(b.site, "briefings.toml")
	whole, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for _, p := range parts {
		b.progress(p.without())
		if err := b.clear(); err != nil {
			return err
		}
		if err := os.WriteFile(name, append([]byte(p.off+"\n"), whole...), 0o644); err != nil {
			return err
		}
		if err := b.add(ctx, p.without(), b.program, b.build()...); err != nil {
			return err
		}
	}
	return os.WriteFile(name, whole, 0o644)
}

// adds writes what each part adds to a clean build.
func (b *bench) adds(w io.Writer) error {
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row(t, "adds to a clean build", wall.name, cpu.name, peak.name, "share of CPU")
	clean := b.samples[scenarios[0].name]
	for _, p := range parts {
		less := b.samples[p.without()]
		cells := []string{p.name}
		for _, f := range []figure{wall, cpu, peak} {
			cells = append(cells, fmt.Sprintf(f.verb, median(clean, f)-median(less, f)))
		}
		row(t, append(cells, fmt.Sprintf("%.2f", ratio(median(clean, cpu), median(less, cpu))-1))...)
	}
	return t.Flush()
}
