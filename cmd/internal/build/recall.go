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
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/due"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/sitefs"
)

// An Inventory is the files of a site as they stood before a run read them.
type Inventory struct {
	Files []cache.File // by name; Sum is nil
	Taken time.Time
}

// Take lists every file that a site is made of. It reads names and times, no bytes. A site that
// cannot be built is an error.
func Take(in Input) (Inventory, error) {
	inv := Inventory{Taken: time.Now()}
	visit := func(name string, d fs.DirEntry) error {
		if !d.IsDir() || !fs.ValidPath(name) {
			inv.Files = append(inv.Files, cache.File{Name: name, Look: sitefs.See(in.Site, name, d)})
		}
		return nil
	}
	skip := skipped{destination: in.Skip}.has
	declaration, err := fs.Lstat(in.Site, config.File)
	declared := err == nil
	wrong, err := roots(in.Site, declared)
	if err != nil {
		return Inventory{}, err
	}
	if len(wrong) > 0 {
		return Inventory{}, fmt.Errorf("look at %s: %s", wrong[0].Path, wrong[0].Message)
	}
	if declared {
		err = visit(config.File, fs.FileInfoToDirEntry(declaration))
	} else if settings, missing := fs.Lstat(in.Site, config.TemplatesFile); missing == nil {
		err = visit(config.TemplatesFile, fs.FileInfoToDirEntry(settings))
	}
	for _, f := range config.Folders(declared) {
		skip := skip
		if f.Hidden { // all that is there counts
			skip = nil
		}
		err = errors.Join(err, content.Walk(in.Site, f.Name, f.Hidden, skip, visit))
	}
	if err != nil {
		return Inventory{}, err
	}
	slices.SortFunc(inv.Files, func(a, b cache.File) int { return strings.Compare(a.Name, b.Name) })
	return inv, nil
}

// flags is what is asked for besides files and clock.
func (in Input) flags() string {
	return fmt.Sprintf("drafts=%v future=%v expired=%v base_url=%q", in.Drafts, in.Future, in.Expired, in.BaseURL)
}

// key is everything besides files and clock that a byte of the site depends on.
func (in Input) key() string {
	h := sha256.New()
	fmt.Fprintln(h, in.flags(), runtime.Version())
	info, ok := debug.ReadBuildInfo()
	if ok {
		fmt.Fprintln(h, info)
	}
	if ok && committed(info) {
		return hex.EncodeToString(h.Sum(nil))
	}
	if exe, err := os.Executable(); err == nil {
		if info, err := os.Stat(exe); err == nil {
			fmt.Fprintln(h, info.Size(), info.ModTime().UnixNano())
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// committed reports whether a program was built from a commit and nothing else, which then says all of
// it. One that a scheduled job fetches anew has another time whenever it runs.
func committed(info *debug.BuildInfo) bool {
	setting := map[string]string{}
	for _, s := range info.Settings {
		setting[s.Key] = s.Value
	}
	for _, m := range info.Deps { // what lies in a folder may be anything
		if m.Replace != nil || m.Version == "(devel)" {
			return false
		}
	}
	return setting["vcs.revision"] != "" && setting["vcs.modified"] == "false"
}

// Recall returns the site that a former run made, if its input was the same: a tree whose files have
// their sums and sizes, and are made, by a run, only if one is opened. It is nil if anything may be
// different. refreshed says that the files have new times, which are now in state.
func Recall(in Input, inv Inventory, state *cache.State) (site fs.FS, refreshed bool) {
	if state == nil || state.Key != in.key() || !validAt(state, in.Now) {
		return nil, false
	}
	doubtful, same := compare(in.Site, inv, state)
	if !same {
		return nil, false
	}
	for i, f := range inv.Files {
		f.Sum = state.Inputs[i].Sum
		state.Inputs[i] = f
	}
	state.Saved = inv.Taken
	return newRecalled(in, state.Outputs), len(doubtful) > 0
}

// compare reports whether the files of a site are the same as in a former run, and which had to be read to tell.
func compare(site fs.FS, inv Inventory, state *cache.State) (doubtful []int, same bool) {
	if len(state.Inputs) != len(inv.Files) {
		return nil, false
	}
	for i, f := range inv.Files {
		switch old := state.Inputs[i]; {
		case !old.SameKind(f):
			return nil, false
		case old.SameLook(f) && f.Settled(state.Saved):
		case old.Sum == nil:
			return nil, false
		default:
			doubtful = append(doubtful, i)
		}
	}
	return doubtful, sameBytes(site, state.Inputs, doubtful)
}

// Edited reports whether files of a site are others than in a former run, as far as can be told.
func Edited(site fs.FS, inv Inventory, state *cache.State) bool {
	_, same := compare(site, inv, state)
	return !same
}

// Shown names the flags by which a former run showed what is held back.
func Shown(state *cache.State) []string {
	var out []string
	for _, flag := range []string{"drafts", "future", "expired"} {
		if strings.Contains(state.Flags, flag+"=true ") {
			out = append(out, "--"+flag)
		}
	}
	return out
}

// validAt reports whether a state is true of a clock.
func validAt(s *cache.State, now time.Time) bool {
	return (s.From.IsZero() || !now.Before(s.From)) && (s.Until.IsZero() || now.Before(s.Until))
}

// sameBytes reports whether the files with these indexes have the sums that are known of them.
func sameBytes(site fs.FS, files []cache.File, which []int) bool {
	return parallel.Each(context.Background(), len(which), func(k int) error {
		f := files[which[k]]
		data, err := fs.ReadFile(site, f.Name)
		if sum := sha256.Sum256(data); err != nil || !bytes.Equal(sum[:], f.Sum) {
			return errEdited
		}
		return nil
	}) == nil
}

// recalled is a site of which only names and sums are known until something else is asked of it.
type recalled struct {
	outputs []cache.File // by name
	tree    func() *filetree.FS
}

func newRecalled(in Input, outputs []cache.File) fs.FS {
	run := sync.OnceValues(func() (*filetree.FS, error) {
		r, err := Run(in, nil)
		if err != nil {
			return nil, err
		}
		return r.Pages.FS(), nil
	})
	return &recalled{outputs, sync.OnceValue(func() *filetree.FS {
		files := make([]filetree.File, len(outputs))
		for i, o := range outputs {
			files[i] = filetree.File{Name: o.Name, Append: func(dst []byte) ([]byte, error) {
				pages, err := run()
				if err != nil {
					return nil, err
				}
				return pages.AppendFile(dst, o.Name)
			}}
		}
		return filetree.New(files)
	})}
}

// Open implements fs.FS.
func (r *recalled) Open(name string) (fs.File, error) { return r.tree().Open(name) }

// ReadDir implements fs.ReadDirFS.
func (r *recalled) ReadDir(name string) ([]fs.DirEntry, error) { return r.tree().ReadDir(name) }

// AppendFile tells package output what a file holds.
func (r *recalled) AppendFile(dst []byte, name string) ([]byte, error) {
	return r.tree().AppendFile(dst, name)
}

// Names tells package output which files there are.
func (r *recalled) Names() []string {
	names := make([]string, len(r.outputs))
	for i := range r.outputs {
		names[i] = r.outputs[i].Name
	}
	return names
}

// Sum tells package output what a file would hold.
func (r *recalled) Sum(name string) (sum [32]byte, size int64, ok bool) {
	i, ok := slices.BinarySearchFunc(r.outputs, name, func(f cache.File, name string) int { return strings.Compare(f.Name, name) })
	if !ok {
		return sum, 0, false
	}
	f := &r.outputs[i]
	copy(sum[:], f.Sum)
	return sum, f.Size, len(f.Sum) == len(sum)
}

// unused is how large a file that the site does not use is read, so that a copy of the site with
// other times is known again: most are small, and reading the large ones costs more than a build.
const unused = 64 << 10

// errEdited says that files are others than they were: Remember fails with it when nobody can say which bytes the run has
// read.
var errEdited = errors.New("files of the site were changed while it was built")

// Remember returns what the next run may know of this one, of which made was written. It is not read
// off the destination: by now another run, with other flags, may have written there.
// What was told to people is for the caller to add. Files whose sum the run did not keep are read for it, which is why all must stand as they stood in inv.
func (r *Result) Remember(ctx context.Context, in Input, inv Inventory, made manifest.Manifest) (*cache.State, error) {
	s := &cache.State{Key: in.key(), Flags: in.flags(), Clock: in.Now.UTC(), Saved: inv.Taken}
	s.From, s.Until = r.Valid(in.Now)
	if coming := due.After(r.Instants(), in.Now); len(coming) > 0 {
		s.Next = noted(coming[0])
	}
	for _, name := range made.Names() {
		e := made[name]
		s.Outputs = append(s.Outputs, cache.File{Name: name, Look: sitefs.Look{Size: e.Size}, Sum: bytes.Clone(e.Sum[:])})
	}
	known := r.sums(made)
	for _, f := range inv.Files {
		f.Sum = known[f.Name]
		read := f.Name == config.File || strings.HasPrefix(f.Name, "layouts/") || f.Size <= unused
		if f.Sum == nil && f.Mode.IsRegular() && read {
			if data, err := fs.ReadFile(in.Site, f.Name); err == nil {
				sum := sha256.Sum256(data)
				f.Sum = sum[:]
			}
		}
		s.Inputs = append(s.Inputs, f)
	}
	now, err := Take(in)
	if err != nil {
		return nil, fmt.Errorf("remember: %w", err)
	}
	if !slices.EqualFunc(inv.Files, now.Files, cache.File.SameLook) {
		return nil, errEdited
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
