// Package gitbranch publishes to a branch of a git repository, through the git program.
//
// A publication is one commit, and readers get all of it at once or nothing. It is made in a bare repository
// that lives as long as the publication: of the branch only the last commit and its folders are
// fetched where the other side allows that, and git fast-import (git-fast-import(1)) makes the new one of
// what was put and removed. What is not ours on the branch stays, CNAME and .nojekyll for instance.
//
// A stamp is the id of a blob, which is a hash of its content.
package gitbranch

import (
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/publish/program"
	"briefings/cmd/internal/publish/remote"
)

// local is the branch in our own repository.
const local = "refs/heads/publication"

// Open prepares for a branch. base is the folder that a relative path of the place is from; whole says that what is
// published is going to be read, and is fetched at once. Nothing is asked of the
// other side yet.
func Open(ctx context.Context, to place.Target, base string, whole bool, retry remote.Retry) (remote.Remote, error) {
	url := to.URL
	if to.Path != "" {
		path := filepath.FromSlash(to.Path)
		if !filepath.IsAbs(path) {
			path = filepath.Join(base, path)
		}
		abs, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		url = "file://" + filepath.ToSlash(abs) // of a plain path git would copy all
	}
	dir, err := os.MkdirTemp("", "briefings-publish-")
	if err != nil {
		return nil, err
	}
	b := &branch{git: git{dir: dir}, url: url, name: "refs/heads/" + to.Branch, squash: to.Squash, retry: retry, filter: "--filter=blob:none"}
	if whole {
		b.filter = "--no-filter"
	}
	for _, args := range [][]string{
		{"init", "--quiet", "--bare", "--template="},
		{"config", "remote.origin.url", url},
		{"config", "remote.origin.promisor", "true"},
		{"config", "remote.origin.partialclonefilter", "blob:none"},
		{"config", "gc.auto", "0"},
		{"config", "http.lowSpeedLimit", "1"}, // bytes a second, below which a connection is taken for dead
		{"config", "http.lowSpeedTime", "60"},
	} {
		if _, err := b.git.run(ctx, args...); err != nil {
			return nil, errors.Join(err, b.Close())
		}
	}
	return b, nil
}

type branch struct {
	git    git
	url    string
	name   string // the whole name of the branch at the other side
	squash bool
	filter string // what git fetch is told of it
	retry  remote.Retry

	mu       sync.Mutex
	fetched  bool
	tip      string    // the commit that the branch was at; empty if there is no such branch
	importer *importer // nil until something is put or removed
	bytes    int64
}

func (b *branch) Spent() remote.Cost { return remote.Cost{Bytes: b.bytes} }

// Close removes our repository.
func (b *branch) Close() error {
	var err error
	if b.importer != nil {
		err = b.importer.abandon()
	}
	return errors.Join(err, os.RemoveAll(b.git.dir))
}

// Lock has nothing to do: git refuses the second of two.
func (b *branch) Lock(context.Context) (alone bool, err error) { return true, nil }

func (b *branch) Claim(ctx context.Context, file remote.File, _ string) error {
	return b.Put(ctx, []remote.File{file}, func(int, string) {})
}

func (b *branch) do(ctx context.Context, ask func() error) error {
	return lasting.Explain(b.url, b.retry.Do(ctx, ask, temporary))
}

// atTip asks which commit the branch is at; empty if there is no branch.
func (b *branch) atTip(ctx context.Context) (string, error) {
	out, err := b.git.run(ctx, "ls-remote", "origin", b.name)
	id, _, _ := strings.Cut(string(out), "\t")
	return strings.TrimSpace(id), err
}

// fetch asks for the last commit, once.
func (b *branch) fetch(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fetched {
		return nil
	}
	err := b.do(ctx, func() (err error) {
		if b.tip, err = b.atTip(ctx); err != nil || b.tip == "" {
			return err
		}
		_, err = b.git.run(ctx, "fetch", "--quiet", "--depth=1", b.filter, "--no-tags", "origin", "+"+b.name+":refs/published")
		if err != nil {
			return err
		}
		tip, err := b.git.run(ctx, "rev-parse", "refs/published")
		b.tip = strings.TrimSpace(string(tip)) // the branch may have moved in between
		return err
	})
	b.fetched = err == nil
	return err
}

func (b *branch) List(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	if err := b.fetch(ctx); err != nil || b.tip == "" {
		return out, err
	}
	listed, err := b.git.run(ctx, "ls-tree", "-r", "-z", "--full-tree", b.tip)
	for entry := range bytes.SplitSeq(listed, []byte{0}) {
		// mode, type and id, a tab, name
		head, name, ok := strings.Cut(string(entry), "\t")
		if columns := strings.Fields(head); ok && len(columns) == 3 {
			out[name] = columns[2]
			if columns[0] != "100644" {
				out[name] += "-" + columns[0] // a link, a program, another repository: none of ours
			}
		}
	}
	return out, err
}

func (b *branch) Read(ctx context.Context, name string) ([]byte, error) {
	if err := b.fetch(ctx); err != nil {
		return nil, err
	}
	if b.tip == "" {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	var data []byte
	err := b.do(ctx, func() (err error) {
		data, err = b.git.run(ctx, "cat-file", "blob", b.tip+":"+name)
		return err
	})
	if err != nil && strings.Contains(err.Error(), "does not exist in") {
		err = &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return data, err
}

// Holds compares ids: what has the same content has the same.
func (b *branch) Holds(ctx context.Context, files []remote.File) ([]bool, error) {
	there, err := b.git.run(ctx, "ls-tree", "-r", "-z", "--full-tree", b.tip)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for entry := range bytes.SplitSeq(there, []byte{0}) {
		known[string(entry)] = true
	}
	out := make([]bool, len(files))
	for i, f := range files {
		data, err := f.Data()
		if err != nil {
			return nil, err
		}
		out[i] = known["100644 blob "+b.id(data)+"\t"+f.Name]
	}
	return out, nil
}

// id is the name that git gives to a content.
func (b *branch) id(data []byte) string {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(data))
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func (b *branch) Put(ctx context.Context, files []remote.File, done func(int, string)) error {
	w, err := b.begin(ctx)
	if err != nil {
		return err
	}
	for i, f := range files {
		data, err := f.Data()
		if err != nil {
			return err
		}
		if err := w.put(f.Name, data); err != nil {
			return err
		}
		b.bytes += int64(len(data))
		done(i, b.id(data))
	}
	return nil
}

func (b *branch) Remove(ctx context.Context, names []string) error {
	w, err := b.begin(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := w.remove(name); err != nil {
			return err
		}
	}
	return nil
}

func (b *branch) begin(ctx context.Context) (*importer, error) {
	if b.importer != nil {
		return b.importer, nil
	}
	var err error
	b.importer, err = b.git.fastImport(ctx)
	return b.importer, err
}

// Commit makes the commit and pushes it. A push whose answer got lost has worked.
func (b *branch) Commit(ctx context.Context, message string) error {
	if b.importer == nil {
		return nil
	}
	who, err := b.git.committer(ctx)
	if err != nil {
		return err
	}
	tree := ""
	if b.squash && b.tip != "" {
		id, err := b.git.run(ctx, "rev-parse", b.tip+"^{tree}")
		if err != nil {
			return err
		}
		tree = strings.TrimSpace(string(id))
	}
	err = b.importer.commit(who, message, b.tip, tree)
	b.importer = nil
	if err != nil {
		return err
	}
	made, err := b.git.run(ctx, "rev-parse", local)
	if err != nil {
		return err
	}
	tries := 0
	return b.do(ctx, func() error {
		if tries++; tries > 1 {
			if at, err := b.atTip(ctx); err != nil || at == strings.TrimSpace(string(made)) {
				return err
			}
		}
		// The lease is what keeps another publication's commit from being lost.
		_, err := b.git.run(ctx, "push", "--quiet", "--no-thin", "--force-with-lease="+b.name+":"+b.tip, "origin", local+":"+b.name)
		return err
	})
}

// lasting are what git says when another try would be of no use.
var lasting = program.Troubles{
	{"stale info", "somebody else has published meanwhile: publish again"},
	{"[rejected]", "somebody else has published meanwhile: publish again"},
	{"cannot lock ref", "somebody else has published meanwhile: publish again"},
	{"[remote rejected]", "the other side does not take it; see what it says"},
	{"Authentication failed", `give git what it needs: "git help credentials", or a key of ssh`},
	{"could not read Username", `give git what it needs: "git help credentials", or a key of ssh`},
	{"Permission denied", "the key of ssh, or the user, must be allowed to push there"},
	{"Host key verification failed", "connect once by hand, or put the host's key into ~/.ssh/known_hosts"},
	{"not appear to be a git repository", "mend the address, or make the repository there"},
	{"does not exist in", ""},
	{"Repository not found", "mend the address, or make the repository there"},
	{"access denied or repository not exported", "the other side must allow it"},
}

func temporary(err error) bool {
	failed, ok := errors.AsType[*program.Failure](err)
	return ok && failed.Status != 0 && !lasting.Lasting(failed)
}
