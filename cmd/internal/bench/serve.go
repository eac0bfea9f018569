package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"briefings"
	"briefings/cmd/internal/bench/browser"
	"briefings/cmd/internal/bench/edit"
	"briefings/cmd/internal/bench/process"
)

// What is measured beside the edits, which are measured with serve.
const (
	firstPage = "first page of serve"
	watchBody = "build --watch, body"
)

const (
	patience     = 5 * time.Minute        // with which one save is waited for
	betweenSaves = 100 * time.Millisecond // nobody saves faster; whatever the last save left to do is done
	glance       = time.Millisecond       // between two looks at a file
)

var (
	servesAt = regexp.MustCompile(` at (http://\S+), until Ctrl-C\n`)
	watching = regexp.MustCompile(`watching .*, until Ctrl-C\n`)
)

// follow measures what follows a site: the start of serve as often as starts says, and each edit as often as
// saves says, both 1 or more.
func (b *bench) follow(ctx context.Context, starts, saves int) error {
	for range starts - 1 {
		if err := b.serve(ctx, func(*browser.Browser, *process.Running) error { return nil }); err != nil {
			return err
		}
	}
	// The layout that is edited is the built-in one, and the site's own from the start.
	text, err := briefings.Starter.ReadFile(edit.Layout)
	if err != nil {
		return err
	}
	layout := filepath.Join(b.site, filepath.FromSlash(edit.Layout))
	if err := writeNew(layout, text); err != nil {
		return err
	}
	var s *edit.Scene
	err = b.serve(ctx, func(preview *browser.Browser, p *process.Running) (err error) {
		s, err = b.saveServed(ctx, preview, p, saves)
		return err
	})
	if err == nil {
		err = b.watch(ctx, s, saves)
	}
	return errors.Join(err, os.RemoveAll(filepath.Dir(layout)))
}

// serve starts serve, loads its home page, and ends it after use. The site is then as it was.
func (b *bench) serve(ctx context.Context, use func(*browser.Browser, *process.Running) error) (err error) {
	b.progress(firstPage)
	begin := time.Now()
	p, err := process.Start(ctx, b.program, "serve", "-s", b.site, "--port", "0", "--published")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Stop(), b.restore()) }()
	m, err := p.Await(ctx, servesAt)
	if err != nil {
		return err
	}
	preview := browser.New(m[1])
	defer preview.Close()
	if _, err := preview.Get(ctx, "/"); err != nil {
		return p.Complain(err)
	}
	b.record(firstPage, sample{wall: time.Since(begin).Seconds(), peak: p.Peak()})
	return use(preview, p)
}

// saveServed makes all edits, each so often, and returns where.
func (b *bench) saveServed(ctx context.Context, preview *browser.Browser, p *process.Running, saves int) (*edit.Scene, error) {
	config, err := os.ReadFile(filepath.Join(b.site, edit.Config))
	if err != nil {
		return nil, err
	}
	s, err := edit.FindScene(ctx, preview, string(config))
	if err != nil {
		return nil, err
	}
	for _, e := range edit.Edits {
		if err := b.followPages(ctx, preview, p, s, e, saves); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// followPages saves an edit so often and follows its pages.
func (b *bench) followPages(ctx context.Context, preview *browser.Browser, p *process.Running, s *edit.Scene, e edit.Edit, saves int) error {
	open, others := e.Pages(s)[0], e.Pages(s)[1:]
	tab, err := preview.Open(ctx, open)
	if err != nil {
		return err
	}
	defer tab.Close()
	return b.saveAll(ctx, p, e.Name, s, e, saves, func(ctx context.Context, saved func() error, shows func([]byte) bool) (sample, error) {
		if err := tab.Follow(ctx); err != nil {
			return sample{}, err
		}
		before, err := preview.Status(ctx)
		if err != nil {
			return sample{}, err
		}
		begin := time.Now()
		if err := saved(); err != nil {
			return sample{}, err
		}
		for shown := false; !shown; {
			page, err := tab.Next(ctx)
			if err != nil {
				return sample{}, err
			}
			shown = shows(page)
		}
		for _, other := range others {
			if page, err := preview.Get(ctx, other); err != nil {
				return sample{}, err
			} else if !shows(page) {
				return sample{}, fmt.Errorf("%s shows the change and %s does not", open, other)
			}
		}
		wall := time.Since(begin)
		after, err := preview.Status(ctx)
		return sample{
			wall:   wall.Seconds(),
			builds: float64(after.Build - before.Build),
			read:   float64(after.Counts["documents read"]),
			made:   float64(after.Counts["pages made"]),
		}, err
	})
}

// watch starts build --watch, saves the body of an article so often, and waits for its file.
func (b *bench) watch(ctx context.Context, s *edit.Scene, saves int) (err error) {
	args := append([]string{"build", "--watch", "-s", b.site, "-d", b.output}, b.args...)
	p, err := process.Start(ctx, b.program, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Stop(), b.restore()) }()
	if _, err := p.Await(ctx, watching); err != nil {
		return err
	}
	file := filepath.Join(b.output, filepath.FromSlash(s.Article), "index.html")
	return b.saveAll(ctx, p, watchBody, s, edit.Edits[0], saves, func(ctx context.Context, saved func() error, shows func([]byte) bool) (sample, error) {
		begin := time.Now()
		if err := saved(); err != nil {
			return sample{}, err
		}
		for {
			page, err := os.ReadFile(file)
			if err != nil {
				return sample{}, err
			}
			if shows(page) {
				return sample{wall: time.Since(begin).Seconds()}, nil
			}
			select {
			case <-ctx.Done():
				return sample{}, ctx.Err()
			case <-time.After(glance):
			}
		}
	})
}

// A look calls saved, which saves an edit, and returns what was measured when all pages have shown it.
type look func(ctx context.Context, saved func() error, shows func(page []byte) bool) (sample, error)

// saveAll saves an edit so often, two times in one way and two times in the other, and records what look
// returns under a name. What p is doing for the site is what is measured.
func (b *bench) saveAll(ctx context.Context, p *process.Running, name string, s *edit.Scene, e edit.Edit, saves int, look look) error {
	b.progress(name)
	file := filepath.Join(b.site, filepath.FromSlash(e.File(s)))
	text, err := b.keep(file)
	if err != nil {
		return err
	}
	for n := 1; n <= saves; n++ {
		time.Sleep(betweenSaves)
		patient, cancel := context.WithTimeout(ctx, patience)
		one, err := look(patient,
			func() error { return edit.Save(file, e.Change(s, text, n), n/2%2 == 1) },
			func(page []byte) bool { return e.Shows(s, page, n) })
		cancel()
		if err != nil {
			return p.Complain(fmt.Errorf("%s, save %d of %s: %w", name, n, file, err))
		}
		one.peak = p.Peak()
		b.record(name, one)
	}
	return nil
}

// keep returns the text of a file that will be edited, which restore brings back.
func (b *bench) keep(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	if _, kept := b.kept[file]; !kept { // else it has the text of before an earlier edit
		b.kept[file] = string(text)
	}
	return string(text), nil
}

// restore brings back the files that were edited.
func (b *bench) restore() error {
	for file, text := range b.kept {
		if err := edit.Save(file, text, true); err != nil {
			return err
		}
	}
	clear(b.kept)
	return nil
}
