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
// Of two publications to one place at a time one is refused: in a folder by a lock, in git by git, elsewhere by the
// list of new names. A run writes it if it is as the run found it, and looks before it removes anything whether it
// is still its own; the record is written if nobody else has written it. A run that has died has no say.
package publish

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
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

	// Site tells a site from any other: its authority. A place of another one is left alone. Empty: it is not known.
	Site string

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

	alone  bool              // nobody else can publish meanwhile
	stamps map[string]string // of our own files, as they were listed
	state  State
	stats  Stats
}

func (r *run) all(ctx context.Context) error {
	var err error
	if !r.opts.DryRun {
		if r.alone, err = r.remote.Lock(ctx); err != nil {
			return r.refused(err)
		}
	}
	listed, err := r.remote.List(ctx)
	if err != nil {
		return fmt.Errorf("list what is there: %w", err)
	}
	r.stamps = map[string]string{record.Name: listed[record.Name], record.Begun: listed[record.Begun]}
	if r.state, err = readState(ctx, r.remote, listed); err != nil {
		return r.refused(err)
	}
	if was := r.state.site; was != "" && r.opts.Site != "" && was != r.opts.Site && !r.opts.Force {
		return &output.Refusal{Path: r.to.Name, Message: fmt.Sprintf("the site of %q was published there, and this is that of %q", was, r.opts.Site),
			Cure: "take another place, or replace the whole site with --force"}
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
	if err := r.consent(ctx, p); err != nil {
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
	for name := range listed {
		if name != record.Name && !strings.HasPrefix(name, record.Begun) {
			continue
		}
		text, err := from.Read(ctx, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return s, fmt.Errorf("read %s: %w", name, err)
		}
		found, mark, err := record.ParseMarked(text)
		if err != nil {
			return s, fmt.Errorf("%s: %w", name, err)
		}
		if name == record.Name {
			s.Known, s.site = found, mark.Value
			continue
		}
		if s.Begun == nil {
			s.Begun = record.Record{}
		}
		maps.Copy(s.Begun, found)
		s.lists = append(s.lists, name)
		s.Contested = s.Contested || name != record.Begun
	}
	return s, nil
}

// refused turns what is wrong with a record, or that there is another publication, into a refusal.
func (r *run) refused(err error) error {
	switch {
	case errors.Is(err, remote.ErrTaken):
		return &output.Refusal{Path: r.to.Name, Message: err.Error(), Cure: "publish again when it has ended"}
	case errors.Is(err, record.ErrNewer):
		return &output.Refusal{Path: r.to.Name, Message: err.Error(), Cure: "publish with that version"}
	case errors.Is(err, record.ErrDamaged):
		return &output.Refusal{Path: r.to.Name, Message: err.Error(), Cure: "remove that file there, and publish with --force"}
	}
	return err
}

// consent refuses a plan that would cost more than was agreed to.
func (r *run) consent(ctx context.Context, p *Plan) error {
	if r.opts.Force {
		return nil
	}
	if n := len(p.Foreign); n > 0 {
		if listed, err := r.remote.List(ctx); err == nil && listed[record.Begun]+listed[record.Name] != r.stamps[record.Begun]+r.stamps[record.Name] {
			return r.refused(remote.ErrTaken) // it was listed while another run began
		}
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
	begun := maps.Clone(p.add)
	maps.Copy(begun, r.state.Begun) // what was cut before stays ours
	token := rand.Text()
	mine := r.file(record.Begun, begun.Marked(record.Mark{Key: record.Run, Value: token}))
	if err := r.claim(ctx, mine); err != nil {
		return err
	}
	err := r.change(ctx, p, mine)
	if _, refused := errors.AsType[*output.Refusal](err); refused && !r.alone {
		// Whoever was first may have removed the list, and the next run needs it; and may have removed what this run
		// only changed, and so put back.
		for _, f := range p.puts() {
			begun[f.Name] = p.next[f.Name]
		}
		left := r.file(record.Begun+"-"+token, begun.Encode())
		err = errors.Join(err, r.remote.Put(ctx, []remote.File{left}, func(int, string) {}))
	}
	if err != nil {
		return err
	}
	lists := append(r.state.lists, record.Begun)
	slices.Sort(lists)
	if err := r.remove(ctx, slices.Compact(lists)); err != nil {
		return err
	}
	return r.remote.Commit(ctx, r.message(p))
}

// change does what is planned, under the protection of the list mine.
func (r *run) change(ctx context.Context, p *Plan, mine remote.File) error {
	all := len(p.New) + len(p.Changed)
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
	if err := r.verify(ctx, p, mine); err != nil {
		return err
	}
	// Pages go first: until then they name what goes with them, and somebody may be reading one.
	pages, rest := p.gone()
	if err := r.remove(ctx, pages); err != nil {
		return err
	}
	if err := r.remove(ctx, rest); err != nil {
		return err
	}
	return r.claim(ctx, r.file(record.Name, p.next.Marked(record.Mark{Key: record.Site, Value: r.opts.Site})))
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

// file is one of our own files.
func (r *run) file(name string, text []byte) remote.File {
	f := remote.File{Name: name, Key: sha256.Sum256(text), Size: int64(len(text)), Data: func() ([]byte, error) { return text, nil }}
	if r.to.Kind == place.Bucket {
		f.Header = remote.Header{Type: "text/plain; charset=utf-8", Cache: "no-store", Encoding: "gzip"}
		f.Data = func() ([]byte, error) { return gzipped(text), nil }
	}
	return f
}

// claim puts one of our own files, if nobody else has since it was listed.
func (r *run) claim(ctx context.Context, f remote.File) error {
	err := r.remote.Claim(ctx, f, r.stamps[f.Name])
	if errors.Is(err, remote.ErrTaken) {
		return r.refused(err)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Name, err)
	}
	return nil
}

// verify looks whether everything is there as this run, and nobody else, has put it, before what other files need is
// removed.
func (r *run) verify(ctx context.Context, p *Plan, mine remote.File) error {
	if r.alone {
		return nil
	}
	text, err := r.remote.Read(ctx, record.Begun)
	if err == nil && sha256.Sum256(text) != mine.Key || errors.Is(err, fs.ErrNotExist) {
		return r.refused(remote.ErrTaken)
	}
	listed, listErr := r.remote.List(ctx)
	if err := errors.Join(err, listErr); err != nil {
		return fmt.Errorf("look at what was sent: %w", err)
	}
	for _, name := range p.next.Names() {
		if stamp := p.next[name].Stamp; stamp != "" && stamp != short(listed[name]) {
			return &output.Refusal{Path: r.to.Name, Message: fmt.Sprintf("somebody else has changed %q there meanwhile", name), Cure: "publish again: it is mended then"}
		}
	}
	return nil
}

// message is what a commit is called.
func (r *run) message(p *Plan) string {
	return fmt.Sprintf("Publish: %d new, %d changed, %d removed\n", len(p.New), len(p.Changed), len(p.Gone))
}
