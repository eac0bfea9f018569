package main

import (
	"time"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
)

// A memory is what is known of the run before this one.
type memory struct {
	file  string // where it is kept, in the site
	inv   build.Inventory
	state *cache.State // of the former run; nil if none is known

	done   bool // the destination now is what the former run made, which this one would make too
	stats  output.Stats
	stages []build.Stage
}

// recall looks whether this build would make what a former one made, and sees to it that the
// destination holds that. Whatever it does not know, it leaves to a build.
func (b *builder) recall(c *cobra.Command) (*memory, error) {
	begin := time.Now()
	m := &memory{file: b.site.Memory()}
	files, err := b.site.Open()
	if err != nil {
		return nil, err
	}
	defer files.Close()
	in := b.in.Input
	in.Site = files
	if m.inv, err = build.Take(in); err != nil {
		return m, nil // the build finds out what is wrong and says so better
	}
	m.state = cache.Load(m.file)
	known, refreshed := build.Recall(in, m.inv, m.state)
	if known == nil {
		return m, nil
	}
	wrote := time.Now()
	m.stats, err = output.Write(c.Context(), b.site.Out(), known, b.options(m.state.Told.Declared))
	if err != nil {
		return m, c.Context().Err()
	}
	m.done = true
	m.stages = []build.Stage{{Name: "recall", Took: wrote.Sub(begin)}, {Name: "write", Took: time.Since(wrote)}}
	if moved := m.state.Destination != b.site.Destination(); refreshed || moved {
		m.state.Destination = b.site.Destination()
		_ = m.state.Save(m.file) // it only saves the next run from reading the files again, and "due" from saying yes
	}
	return m, nil
}

// keep remembers a build for the next one.
func (b *builder) keep(c *cobra.Command, m *memory, s *cli.Site, made manifest.Manifest, problems []diag.Problem, told cache.Told) error {
	if m.inv.Files == nil {
		return nil
	}
	state, err := s.Remember(c.Context(), s.In.Input, m.inv, made)
	if err != nil {
		return err
	}
	state.Problems, state.Told, state.Destination = problems, told, b.site.Destination()
	return state.Save(m.file)
}
