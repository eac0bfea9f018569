// Package publish makes a remote place equal to a built site.
//
// A publication asks the remote what it has, plans, and carries the plan out stage by stage:
//
//	list     what is there; what the record of the last publication says is compared with it
//	plan     the files that differ, in stages, and those that are gone
//	begin    a list of the new names is left at the remote: whatever happens, they are known as ours
//	stages   assets; new pages and feeds; changed pages; changed feeds and indexes. Each begins when the one before is done
//	remove   what is gone, pages first, but for fingerprinted files of the last publication, which stay for one more
//	record   what is there now, and the list of new names is removed
//
// The invariants: no page that can be reached from the home page links, at any instant, to what the remote does
// not have. A file that was not published by us is neither replaced nor removed, unless by force. A run that
// ends anywhere costs nothing but its work so far, and most of that not either: the next finds out what is there.
//
// Two publications to one place at a time disturb each other, except in git, which refuses the second.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"time"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/publish/record"
	"briefings/cmd/internal/publish/remote"
)

// Options are what Run may be told.
type Options struct {
	Force  bool // remove more files than the target allows, and replace what is not ours
	DryRun bool // only plan

	// Progress is told how many of all files that are to be sent have been; nil: nobody is.
	Progress func(done, all int)
}

// Stats says what a Run did, or would have done. After an error it says how far it came.
type Stats struct {
	*Plan
	remote.Cost
	Resumed bool // a publication before this one had not ended
	Sent    int  // files
	Took    time.Duration
}

// Run publishes a site. Its errors are a *output.Refusal, before anything has been changed, or wrap what went wrong.
func Run(ctx context.Context, s *Source, to place.Target, r remote.Remote, opts Options) (Stats, error) {
	begin := time.Now()
	run := &run{source: s, to: to, remote: r, opts: opts}
	err := run.all(ctx)
	run.stats.Took = time.Since(begin)
	run.stats.Cost = r.Spent()
	return run.stats, err
}

// A run is one publication.
type run struct {
	source *Source
	to     place.Target
	remote remote.Remote
	opts   Options

	state State
	stats Stats
}

func (r *run) all(ctx context.Context) error {
	listed, err := r.remote.List(ctx)
	if err != nil {
		return fmt.Errorf("list what is there: %w", err)
	}
	if r.state, err = readState(ctx, r.remote, listed); err != nil {
		return r.refused(err)
	}
	r.stats.Resumed = r.state.Begun != nil
	files := sent(r.source, r.to)
	doubtful := r.state.doubtful(files)
	held := make(map[string]bool, len(doubtful))
	if len(doubtful) > 0 {
		same, err := r.remote.Holds(ctx, doubtful)
		if err != nil {
			return fmt.Errorf("look at what is there: %w", err)
		}
		for i, f := range doubtful {
			held[f.Name] = same[i]
		}
	}
	p := plan(files, &r.state, held, r.opts.Force)
	r.stats.Plan = p
	if err := r.consent(p); err != nil {
		return err
	}
	if err := check(p.puts()); err != nil {
		return err
	}
	if r.opts.DryRun || p.Idle() && r.state.Begun == nil && maps.Equal(p.next, r.state.Known) {
		return nil
	}
	return r.carryOut(ctx, p)
}

// readState reads our own files out of a list of all.
func readState(ctx context.Context, from remote.Remote, listed map[string]string) (State, error) {
	s := State{There: make(map[string]string, len(listed))}
	for name, stamp := range listed {
		if !strings.HasPrefix(name, manifest.Reserved) {
			s.There[name] = short(stamp)
		}
	}
	for name, to := range map[string]*record.Record{record.Name: &s.Known, record.Begun: &s.Begun} {
		if _, there := listed[name]; !there {
			continue
		}
		text, err := from.Read(ctx, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return s, fmt.Errorf("read %s: %w", name, err)
		}
		if *to, err = record.Parse(text); err != nil {
			return s, fmt.Errorf("%s: %w", name, err)
		}
	}
	return s, nil
}

// refused turns what is wrong with a record into a refusal.
func (r *run) refused(err error) error {
	switch {
	case errors.Is(err, record.ErrNewer):
		return &output.Refusal{Path: r.to.Name, Message: err.Error(), Cure: "publish with that version"}
	case errors.Is(err, record.ErrDamaged):
		return &output.Refusal{Path: r.to.Name, Message: err.Error(), Cure: "remove that file there, and publish with --force"}
	}
	return err
}

// consent refuses a plan that would cost more than was agreed to.
func (r *run) consent(p *Plan) error {
	if r.opts.Force {
		return nil
	}
	if n := len(p.Foreign); n > 0 {
		more := ""
		if n > 1 {
			more = fmt.Sprintf(", and %d more", n-1)
		}
		return &output.Refusal{Path: r.to.Name, Message: fmt.Sprintf("%q is there and was not published by briefings%s, refusing to replace it", p.Foreign[0], more),
			Cure: "take another place, or replace it with --force"}
	}
	if p.Lasting > r.to.MaxDeletes && r.to.MaxDeletes >= 0 {
		return &output.Refusal{Path: r.to.Name, Message: fmt.Sprintf("%d files would be removed, such as %q, and max_deletes is %d", p.Lasting, p.Gone[0], r.to.MaxDeletes),
			Cure: "if that is meant, publish with --force; --dry-run lists them"}
	}
	return nil
}

// carryOut does what is planned, in order.
func (r *run) carryOut(ctx context.Context, p *Plan) error {
	all := len(p.New) + len(p.Changed)
	r.progress(0, all)
	if len(p.add) > 0 {
		begun := maps.Clone(p.add)
		maps.Copy(begun, r.state.Begun) // what was cut before stays ours
		if err := r.keep(ctx, record.Begun, begun); err != nil {
			return err
		}
	}
	if err := r.remove(ctx, p.Early); err != nil {
		return err
	}
	for _, files := range p.Put {
		if len(files) == 0 {
			continue
		}
		err := r.remote.Put(ctx, files, func(i int, stamp string) {
			e := p.next[files[i].Name]
			e.Stamp = short(stamp)
			p.next[files[i].Name] = e
			r.stats.Sent++
			r.progress(r.stats.Sent, all)
		})
		if err != nil {
			return fmt.Errorf("%d of %d files are sent: %w", r.stats.Sent, all, err)
		}
	}
	// Pages go first: until then they name what goes with them, and somebody may be reading one.
	pages, rest := p.gone()
	if err := r.remove(ctx, pages); err != nil {
		return err
	}
	if err := r.remove(ctx, rest); err != nil {
		return err
	}
	if err := r.keep(ctx, record.Name, p.next); err != nil {
		return err
	}
	if r.state.Begun != nil || len(p.add) > 0 {
		if err := r.remove(ctx, []string{record.Begun}); err != nil {
			return err
		}
	}
	return r.remote.Commit(ctx, r.message(p))
}

func (r *run) remove(ctx context.Context, names []string) error {
	if len(names) == 0 {
		return nil
	}
	if err := r.remote.Remove(ctx, names); err != nil {
		return fmt.Errorf("remove files: %w", err)
	}
	return nil
}

func (r *run) progress(done, all int) {
	if r.opts.Progress != nil {
		r.opts.Progress(done, all)
	}
}

// keep puts one of our own files.
func (r *run) keep(ctx context.Context, name string, what record.Record) error {
	text := what.Encode()
	f := remote.File{Name: name, Size: int64(len(text)), Data: func() ([]byte, error) { return text, nil }}
	if r.to.Kind == place.Bucket {
		f.Header = remote.Header{Type: "text/plain; charset=utf-8", Cache: "no-store", Encoding: "gzip"}
		f.Data = func() ([]byte, error) { return gzipped(text), nil }
	}
	if err := r.remote.Put(ctx, []remote.File{f}, func(int, string) {}); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// message is what a commit is called.
func (r *run) message(p *Plan) string {
	return fmt.Sprintf("Publish: %d new, %d changed, %d removed\n", len(p.New), len(p.Changed), len(p.Gone))
}
