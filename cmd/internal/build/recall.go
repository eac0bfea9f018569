package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/output/manifest"
)

// racy is how much older than the look at it a file's time must be to vouch for its bytes: some
// disks keep times by two seconds, and a file written right after the look has the same time.
const racy = 2 * time.Second

// An Inventory is the files of a site as they stood before a run read them.
type Inventory struct {
	Files []cache.File // by name; Sum is nil
	Taken time.Time
}

// Take lists every file that a site is made of. It reads names and times, no bytes.
func Take(in Input) (Inventory, error) {
	inv := Inventory{Taken: time.Now()}
	roots := []string{"content", "layouts", "static", config.File}
	if _, err := fs.Stat(in.Site, config.File); errors.Is(err, fs.ErrNotExist) {
		roots = []string{"."}
	}
	for _, root := range roots {
		err := fs.WalkDir(in.Site, root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil && name == root && errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case !fs.ValidPath(name): // left out by the readers too
				return content.Pass(d)
			case d.IsDir():
				if name != "." && (path.Base(name)[0] == '.' || in.skip(name)) {
					return fs.SkipDir
				}
				return nil
			}
			info, err := d.Info()
			if err == nil && !info.Mode().IsRegular() {
				info, err = fs.Stat(in.Site, name)
			}
			f := cache.File{Name: name}
			if err == nil && info.Mode().IsRegular() {
				f.Size, f.ModTime = info.Size(), info.ModTime().UnixNano()
			}
			inv.Files = append(inv.Files, f)
			return nil
		})
		if err != nil {
			return Inventory{}, fmt.Errorf("look at %s: %w", root, err)
		}
	}
	slices.SortFunc(inv.Files, func(a, b cache.File) int { return strings.Compare(a.Name, b.Name) })
	return inv, nil
}

// key is everything besides files and clock that a byte of the site depends on.
func (in Input) key() string {
	h := sha256.New()
	fmt.Fprintln(h, in.Drafts, in.Future, in.Expired, in.BaseURL, runtime.Version())
	if info, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintln(h, info)
	}
	if exe, err := os.Executable(); err == nil {
		if info, err := os.Stat(exe); err == nil {
			fmt.Fprintln(h, info.Size(), info.ModTime().UnixNano())
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Recall returns the site that a former run made, if its input was the same: a tree whose files have
// their sums and sizes, and are made, by a run, only if one is opened. It is nil if anything may be
// different. refreshed says that the files have new times, which are now in state.
func Recall(in Input, inv Inventory, state *cache.State) (site fs.FS, refreshed bool) {
	now := in.Now.UnixNano()
	if state == nil || state.Key != in.key() || now < state.From || state.Until != 0 && now >= state.Until || len(state.Inputs) != len(inv.Files) {
		return nil, false
	}
	var doubtful []int
	for i, f := range inv.Files {
		old := state.Inputs[i]
		switch {
		case old.Name != f.Name:
			return nil, false
		case old.Sum == nil: // only its name matters
		case old.Size != f.Size:
			return nil, false
		case old.ModTime != f.ModTime || f.ModTime > state.Saved-int64(racy):
			doubtful = append(doubtful, i)
		}
	}
	if !sameBytes(in.Site, state.Inputs, doubtful) {
		return nil, false
	}
	for i := range state.Inputs {
		state.Inputs[i].ModTime = inv.Files[i].ModTime
	}
	state.Saved = inv.Taken.UnixNano()
	return newRecalled(in, state.Outputs), len(doubtful) > 0
}

// sameBytes reports whether the files with these indexes have the sums that are known of them.
func sameBytes(site fs.FS, files []cache.File, which []int) bool {
	var next atomic.Int64
	var differ atomic.Bool
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for !differ.Load() {
				k := int(next.Add(1) - 1)
				if k >= len(which) {
					return
				}
				f := files[which[k]]
				data, err := fs.ReadFile(site, f.Name)
				if sum := sha256.Sum256(data); err != nil || !bytes.Equal(sum[:], f.Sum) {
					differ.Store(true)
				}
			}
		})
	}
	wg.Wait()
	return !differ.Load()
}

// recalled is a site of which only sums are known until a file is opened.
type recalled struct {
	*filetree.FS
	sums map[string]cache.File
}

func newRecalled(in Input, outputs []cache.File) fs.FS {
	run := sync.OnceValues(func() (*filetree.FS, error) {
		r, err := Run(in, nil)
		if err != nil {
			return nil, err
		}
		return r.Pages.FS(), nil
	})
	files := make([]filetree.File, len(outputs))
	sums := make(map[string]cache.File, len(outputs))
	for i, o := range outputs {
		sums[o.Name] = o
		files[i] = filetree.File{Name: o.Name, Append: func(dst []byte) ([]byte, error) {
			pages, err := run()
			if err != nil {
				return nil, err
			}
			return pages.AppendFile(dst, o.Name)
		}}
	}
	return &recalled{filetree.New(files), sums}
}

// Sum tells package output what a file would hold.
func (r *recalled) Sum(name string) (sum [32]byte, size int64, ok bool) {
	f, ok := r.sums[name]
	copy(sum[:], f.Sum)
	return sum, f.Size, ok && len(f.Sum) == len(sum)
}

// Remember returns what the next run may know of this one, which has been written to the folder out.
func (r *Result) Remember(ctx context.Context, in Input, inv Inventory, out string) (*cache.State, error) {
	made, _, err := manifest.Load(out)
	if err != nil {
		return nil, fmt.Errorf("remember: %w", err)
	}
	s := &cache.State{Key: in.key(), Saved: inv.Taken.UnixNano(), Problems: r.Problems}
	s.From, s.Until = r.valid(in)
	for _, name := range made.Names() {
		e := made[name]
		s.Outputs = append(s.Outputs, cache.File{Name: name, Size: e.Size, Sum: bytes.Clone(e.Sum[:])})
	}
	known := r.sums(made)
	for _, f := range inv.Files {
		sum, ok := known[f.Name]
		if !ok && (f.Name == config.File || strings.HasPrefix(f.Name, "layouts/")) {
			data, err := fs.ReadFile(in.Site, f.Name)
			if err != nil {
				return nil, fmt.Errorf("remember: %w", err)
			}
			full := sha256.Sum256(data)
			sum, ok = full[:], true
		}
		if ok {
			f.Sum = sum
		}
		s.Inputs = append(s.Inputs, f)
	}
	return s, ctx.Err()
}

// sums are those of the files that were read, by name. What was copied has the sum of its copy.
func (r *Result) sums(made manifest.Manifest) map[string][]byte {
	known := make(map[string][]byte, len(r.tree.Documents))
	for _, d := range r.tree.Documents {
		known[string(d.Path)] = d.Sum[:]
	}
	for _, name := range r.Pages.Static {
		if e, ok := made[name]; ok {
			known["static/"+name] = bytes.Clone(e.Sum[:])
		}
	}
	for _, a := range r.Graph.Assets {
		if e, ok := made[strings.TrimPrefix(string(a.URL), "/")]; ok {
			known[string(a.Path)] = bytes.Clone(e.Sum[:])
		}
	}
	return known
}

// valid returns the clocks that the result is true of: from the last instant at which a document
// came or went to the next.
func (r *Result) valid(in Input) (from, until int64) {
	now := in.Now.UnixNano()
	from = -1 << 63
	for _, e := range r.Catalog.Entries {
		for _, t := range []time.Time{e.Publish, e.Expiry} {
			if t.IsZero() {
				continue
			}
			switch at := t.UnixNano(); {
			case at <= now:
				from = max(from, at)
			case until == 0 || at < until:
				until = at
			}
		}
	}
	return from, until
}
