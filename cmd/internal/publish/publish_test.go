package publish_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish"
	"briefings/cmd/internal/publish/remote"
)

// hasty gives up after one more try: what cannot be had is to fail soon.
var hasty = remote.Retry{Tries: 2, Pause: time.Millisecond}

// run publishes once.
func run(t *testing.T, h *host, s *publish.Source, opts publish.Options) (publish.Stats, error) {
	t.Helper()
	r, err := publish.Open(t.Context(), h.to, "", s.Dir, hasty)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	return publish.Run(t.Context(), s, h.to, r, opts)
}

func mustRun(t *testing.T, h *host, s *publish.Source) publish.Stats {
	t.Helper()
	stats, err := run(t, h, s, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// ours begins the names of files that the program keeps at a host.
func ours(name string) bool { return strings.HasPrefix(name, manifest.Reserved) }

// wantSite fails unless a host has a site, byte for byte, and else just what also names.
func wantSite(t *testing.T, h *host, files fstest.MapFS, also ...string) {
	t.Helper()
	for _, name := range h.names() {
		if _, ok := files[name]; !ok && !ours(name) && !slices.Contains(also, name) && name != "" {
			t.Errorf("%s is there, and the site does not have it", name)
		}
	}
	for _, name := range also {
		if h.get(name) == nil {
			t.Errorf("%s is not there any more, and ought to be", name)
		}
	}
	for name, f := range files {
		if got := h.get(name); !bytes.Equal(got, f.Data) {
			t.Errorf("%s is not there as the site has it: %.80q, want %.80q", name, got, f.Data)
		}
	}
}

// TestPublish tells the story of a site at every kind of host.
func TestPublish(t *testing.T) {
	t.Parallel()
	for name, start := range hosts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if strings.Contains(name, " over its protocol") && !full() {
				t.Skip("the story is told without the network, and TestCut has the connection")
			}
			h := start(t)
			dir := filepath.Join(t.TempDir(), "public")
			s := newSite(1, 12)
			h.put("CNAME", "desk.example.org")
			h.put("old/page.html", "somebody else's")
			foreign := []string{"CNAME", "old/page.html"}

			stats := mustRun(t, h, build(t, s.files(), dir))
			if len(stats.New) != len(s.files()) || len(stats.Changed)+len(stats.Gone)+stats.Unchanged > 0 {
				t.Errorf("a first publication: %d new, %v changed, %v gone, %d unchanged; want all new", len(stats.New), stats.Changed, stats.Gone, stats.Unchanged)
			}
			wantSite(t, h, s.files(), foreign...)

			stats = mustRun(t, h, build(t, s.files(), dir))
			if !stats.Idle() || stats.Sent > 0 || stats.Bytes > 0 {
				t.Errorf("nothing has changed, and %+v was done", stats)
			}

			before := s.files()
			s.style++ // every page changes, and the name of the style
			s.add()
			gone := s.names()[3]
			delete(s.pages, gone)
			stats = mustRun(t, h, build(t, s.files(), dir))
			var old string
			for name := range before {
				if strings.HasPrefix(name, "assets/") {
					old = name
				}
			}
			if len(stats.New) != 3 || !slices.Equal(stats.Gone, []string{feedOf(gone), gone}) || !slices.Equal(stats.Kept, []string{old}) {
				t.Errorf("%v new, %v gone, %v kept; want a page with its feed and a style, %s with its feed, and %s", stats.New, stats.Gone, stats.Kept, gone, old)
			}
			wantSite(t, h, s.files(), append(foreign, old)...)
			if mustRun(t, h, build(t, s.files(), dir)); h.get(old) == nil {
				t.Error("the same site again is no publication: the old style must stay")
			}
			s.pages[s.names()[0]]++
			stats = mustRun(t, h, build(t, s.files(), dir))
			if want := []string{"search/data/root.bin", s.names()[0]}; !slices.Equal(slices.Sorted(slices.Values(stats.Changed)), slices.Sorted(slices.Values(want))) || !slices.Equal(stats.Gone, []string{old}) {
				t.Errorf("an edit: %v changed, %v gone; want %v, and %s", stats.Changed, stats.Gone, want, old)
			}
			wantSite(t, h, s.files(), foreign...)

			// Behind our back: what is wrong is found and mended, and nothing else is sent.
			damaged, lost := s.names()[1], s.names()[2]
			h.put(damaged, "defaced")
			h.remove(lost)
			stats = mustRun(t, h, build(t, s.files(), dir))
			if !slices.Equal(stats.Changed, []string{damaged}) || !slices.Equal(stats.New, []string{lost}) || stats.Sent != 2 {
				t.Errorf("mended %v and %v; want %s and %s", stats.Changed, stats.New, damaged, lost)
			}
			wantSite(t, h, s.files(), foreign...)
			published(t, h, s.files())
		})
	}
}

// published reads the site back as "briefings diff" does.
func published(t *testing.T, h *host, files fstest.MapFS) {
	t.Helper()
	r, err := publish.Open(t.Context(), h.to, "", "", hasty)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	listed, fsys, err := publish.Published(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if len(listed) != len(files) {
		t.Errorf("%d files are listed as published, want %d", len(listed), len(files))
	}
	if err := fstest.TestFS(fsys, "index.html", "feed.atom"); err != nil && len(files) < 10 {
		t.Error(err)
	}
	f, err := fsys.Open("index.html")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(f); err != nil || !bytes.Equal(b.Bytes(), files["index.html"].Data) {
		t.Errorf("the published home page is read as %.80q, %v", b.Bytes(), err)
	}
}

// full reports whether the tests are to have their whole length, in which the figures of a release are taken.
func full() bool { return os.Getenv("BRIEFINGS_TEST_CUTS") != "" }

// times is how often a test does something at random: a few times, or as often as BRIEFINGS_TEST_CUTS says.
func times(t *testing.T, few int) int {
	t.Helper()
	if !full() {
		return few
	}
	n, err := strconv.Atoi(os.Getenv("BRIEFINGS_TEST_CUTS"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestCut cuts the connection at a random moment of each publication, while a reader follows links from the home
// page on. The next run finishes the work.
func TestCut(t *testing.T) {
	t.Parallel()
	for name, start := range hosts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := start(t)
			if h.proxy == nil {
				t.Skip("there is no connection to cut")
			}
			s := newSite(2, 30)
			dir := filepath.Join(t.TempDir(), "public")
			mustRun(t, h, build(t, s.files(), dir))
			stop := readAlong(t, h)
			cut := 0
			s.edit()
			most := h.passed(func() { mustRun(t, h, build(t, s.files(), dir)) })
			few := 3
			if name == "rsync over its protocol" {
				few = 1 // connections take their time
			}
			for range times(t, few) {
				before := s.files()
				s.edit()
				h.proxy.cutAfter(1 + s.rng.Int64N(most))
				source := build(t, s.files(), dir)
				if _, err := run(t, h, source, publish.Options{}); err != nil {
					cut++
				}
				if h.atomic {
					wantEither(t, h, before, s.files())
				}
				h.proxy.heal()
				mustRun(t, h, source)
				kept := slices.DeleteFunc(h.names(), func(name string) bool { return !strings.HasPrefix(name, "assets/") })
				wantSite(t, h, s.files(), kept...)
				if len(kept) > 3 {
					t.Errorf("%v are kept: more than the last publication's", kept)
				}
				if h.get(".briefings-begun") != nil {
					t.Error("the list of what is begun is still there")
				}
			}
			t.Logf("%d publications were cut; the reader read %d files meanwhile", cut, stop())
		})
	}
}

// passed counts the bytes that pass the proxy.
func (h *host) passed(do func()) int64 {
	const many = 1 << 40
	h.proxy.cutAfter(many)
	do()
	h.proxy.mu.Lock()
	defer h.proxy.mu.Unlock()
	passed := many - h.proxy.left
	h.proxy.left = -1
	return passed
}

// wantEither fails unless a host has one of two sites as a whole.
func wantEither(t *testing.T, h *host, a, b fstest.MapFS) {
	t.Helper()
	site := b
	if root := h.get("search/data/root.bin"); bytes.Equal(root, a["search/data/root.bin"].Data) {
		site = a
	}
	for name, f := range site {
		if !bytes.Equal(h.get(name), f.Data) {
			t.Errorf("%s is of another publication than the rest", name)
		}
	}
}

// readAlong crawls until stop is called, which says how many files were read.
func readAlong(t *testing.T, h *host) (stop func() int) {
	ended, read := make(chan struct{}), 0
	var reader sync.WaitGroup
	reader.Go(func() {
		for {
			select {
			case <-ended:
				return
			default:
				read += crawl(t, h.get)
				time.Sleep(5 * time.Millisecond) // whoever publishes needs the processor, too
			}
		}
	})
	stop = sync.OnceValue(func() int {
		close(ended)
		reader.Wait()
		return read
	})
	t.Cleanup(func() { stop() })
	return stop
}

// TestReader follows links while whole publications come one after the other.
func TestReader(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"folder", "bucket"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := hosts[name](t)
			s := newSite(3, 40)
			dir := filepath.Join(t.TempDir(), "public")
			stop := readAlong(t, h)
			for range times(t, 10) {
				mustRun(t, h, build(t, s.files(), dir))
				s.edit()
			}
			t.Logf("the reader read %d files", stop())
		})
	}
}

func wantRefusal(t *testing.T, err error, message, cure string) {
	t.Helper()
	r, ok := errors.AsType[*output.Refusal](err)
	if !ok || !strings.Contains(r.Message, message) || !strings.Contains(r.Cure, cure) {
		t.Errorf("%+v (%v), want a refusal with %q and the cure %q", r, err, message, cure)
	}
}

// TestConsent wants what could be a mistake to be refused, before anything is changed.
func TestConsent(t *testing.T) {
	t.Parallel()
	h := folderHost(t)
	dir := filepath.Join(t.TempDir(), "public")
	s := newSite(4, 20)
	h.put("index.html", "somebody else's")
	h.put("robots.txt", string(s.files()["robots.txt"].Data))
	source := build(t, s.files(), dir)
	_, err := run(t, h, source, publish.Options{})
	wantRefusal(t, err, `"index.html" is there and was not published by briefings, refusing`, "--force")
	if names := h.names(); len(names) != 2 {
		t.Errorf("refused, and yet there is %v", names)
	}
	if _, err := run(t, h, source, publish.Options{DryRun: true, Force: true}); err != nil || len(h.names()) != 2 {
		t.Errorf("a dry run: %v; there is %v", err, h.names())
	}
	if stats, err := run(t, h, source, publish.Options{Force: true}); err != nil || stats.Unchanged != 1 {
		t.Fatalf("with force: %v; %+v", err, stats)
	}
	wantSite(t, h, s.files())

	for _, name := range s.names()[:6] {
		delete(s.pages, name)
	}
	h.to.MaxDeletes = 11
	source = build(t, s.files(), dir)
	_, err = run(t, h, source, publish.Options{})
	wantRefusal(t, err, "12 files would be removed", "--force")
	h.to.MaxDeletes = 12
	mustRun(t, h, source)
	wantSite(t, h, s.files())
}

// TestDamagedRecord wants nothing to be believed of a list that is damaged.
func TestDamagedRecord(t *testing.T) {
	t.Parallel()
	h := folderHost(t)
	source := build(t, newSite(17, 3).files(), filepath.Join(t.TempDir(), "public"))
	mustRun(t, h, source)
	h.put(".briefings-published", "briefings-published 1\nx\n")
	_, err := run(t, h, source, publish.Options{})
	wantRefusal(t, err, "damaged", "--force")
	h.put(".briefings-published", "briefings-published 2\n")
	_, err = run(t, h, source, publish.Options{})
	wantRefusal(t, err, "newer version", "that version")
	h.remove(".briefings-published")
	if stats := mustRun(t, h, source); !stats.Idle() {
		t.Errorf("all was there, and %+v was done", stats)
	}
}

// TestSource wants a folder that is not as it was built to be refused.
func TestSource(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, message string
		harm          func(dir string) error
	}{
		{"no folder", "there is no such folder", os.RemoveAll},
		{"not ours", "not written by briefings", func(dir string) error { return os.Remove(filepath.Join(dir, manifest.Name)) }},
		{"a manifest that is damaged", "damaged", func(dir string) error { return os.WriteFile(filepath.Join(dir, manifest.Name), []byte("x"), 0o600) }},
		{"a file is gone", "it is gone", func(dir string) error { return os.Remove(filepath.Join(dir, "robots.txt")) }},
		{"a file is shorter", "changed since it was built", func(dir string) error { return os.Truncate(filepath.Join(dir, "robots.txt"), 3) }},
		{"a link in its place", "changed since it was built", func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "robots.txt")), os.Symlink("index.html", filepath.Join(dir, "robots.txt")))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			build(t, newSite(5, 3).files(), dir)
			if err := tt.harm(dir); err != nil {
				t.Fatal(err)
			}
			_, err := publish.OpenSource(dir)
			wantRefusal(t, err, tt.message, "briefings build")
		})
	}
	// Other bytes of the same size are found when they are about to be sent, before anything is.
	h := folderHost(t)
	dir := filepath.Join(t.TempDir(), "public")
	source := build(t, newSite(6, 3).files(), dir)
	write(t, dir, "robots.txt", "User-agent: x\n")
	_, err := run(t, h, source, publish.Options{})
	wantRefusal(t, err, "changed since it was built", "briefings build")
	if names := h.names(); len(names) > 0 {
		t.Errorf("refused, and yet %v was sent", names)
	}
}

// TestEveryStep looks at the whole site after each file that is sent.
func TestEveryStep(t *testing.T) {
	t.Parallel()
	h := folderHost(t)
	s := newSite(16, 12)
	dir := filepath.Join(t.TempDir(), "public")
	for range times(t, 6) {
		if _, err := run(t, h, build(t, s.files(), dir), publish.Options{Progress: func(int, int) { crawl(t, h.get) }}); err != nil {
			t.Fatal(err)
		}
		s.edit()
	}
}
