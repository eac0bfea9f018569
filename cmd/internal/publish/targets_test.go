package publish_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"

	"briefings/cmd/internal/publish"
	"briefings/cmd/internal/publish/place"
)

// TestBucketHeaders wants files to have their type and what caches need, and to be sent again when that changes.
func TestBucketHeaders(t *testing.T) {
	t.Parallel()
	h := bucketHost(t)
	s := newSite(7, 3)
	source := build(t, s.files(), filepath.Join(t.TempDir(), "public"))
	mustRun(t, h, source)
	style := source.Files.Names()[0]
	for name, want := range map[string][2]string{
		"index.html": {"text/html; charset=utf-8", "no-cache"},
		"feed.atom":  {"application/atom+xml; charset=utf-8", "no-cache"},
		style:        {"text/css; charset=utf-8", "public, max-age=31536000, immutable"},
	} {
		got := h.header(name)
		if got.Get("Content-Type") != want[0] || got.Get("Cache-Control") != want[1] || got.Get("Content-Encoding") != "" {
			t.Errorf("%s has the headers %v, want %q", name, got, want)
		}
	}
	h.to.Compress, h.to.ACL = true, "public-read"
	stats := mustRun(t, h, source)
	if len(stats.Changed) != 4 { // the pages; all else is too small to be worth it
		t.Errorf("%v were sent again for compression, want the four pages", stats.Changed)
	}
	if got := h.header("index.html").Get("X-Amz-Acl"); got != "public-read" {
		t.Errorf("the home page is put with the acl %q, want public-read", got)
	}
	if got := h.header("index.html").Get("Content-Encoding"); got != "gzip" {
		t.Errorf("the home page has the encoding %q, want gzip", got)
	}
	z, err := gzip.NewReader(bytes.NewReader(h.get("index.html")))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, s.files()["index.html"].Data) {
		t.Errorf("the home page is unpacked as %.80q, %v", got, err)
	}
	if stats := mustRun(t, h, source); !stats.Idle() {
		t.Errorf("nothing has changed, and %v was sent", stats.Changed)
	}
	published(t, h, s.files())
}

// TestBucketResumes wants what was sent before a cut not to be sent again.
func TestBucketResumes(t *testing.T) {
	t.Parallel()
	h := bucketHost(t)
	s := newSite(8, 100)
	source := build(t, s.files(), filepath.Join(t.TempDir(), "public"))
	h.proxy.cutAfter(150_000) // of about 300 kB
	first, err := run(t, h, source, publish.Options{})
	if err == nil || first.Sent == 0 || !strings.Contains(err.Error(), fmt.Sprintf("%d of %d files are sent", first.Sent, len(source.Files))) {
		t.Fatalf("%v after %d files; want to be told how far it came", err, first.Sent)
	}
	h.proxy.heal()
	second := mustRun(t, h, source)
	if !second.Resumed || first.Sent+second.Sent > len(source.Files) {
		t.Errorf("%d files were sent before the cut and %d after it, of %d", first.Sent, second.Sent, len(source.Files))
	}
	wantSite(t, h, s.files())
}

func TestBucketRefusals(t *testing.T) {
	h := bucketHost(t)
	source := build(t, newSite(9, 3).files(), filepath.Join(t.TempDir(), "public"))
	h.to.Bucket = "elsewhere"
	_, err := run(t, h, source, publish.Options{})
	wantRefusal(t, err, "bucket does not exist", "make it")
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "MINIO_ROOT_USER", "MINIO_ACCESS_KEY"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	_, err = publish.Open(t.Context(), h.to, "", source.Dir, hasty)
	wantRefusal(t, err, "no keys", "AWS_ACCESS_KEY_ID")
}

// TestGit wants one commit for each publication, and none for nothing.
func TestGit(t *testing.T) {
	t.Parallel()
	dir, h := bare(t)
	h.to = at(t, "git+file://"+dir)
	s := newSite(10, 5)
	public := filepath.Join(t.TempDir(), "public")
	commits := func() int {
		return strings.Count(must(t, "git", "-C", dir, "log", "--format=%h", "gh-pages"), "\n")
	}
	mustRun(t, h, build(t, s.files(), public))
	mustRun(t, h, build(t, s.files(), public))
	if n := commits(); n != 1 {
		t.Errorf("%d commits after a publication and one of the same, want 1", n)
	}
	s.edit()
	mustRun(t, h, build(t, s.files(), public))
	if n := commits(); n != 2 {
		t.Errorf("%d commits after two publications", n)
	}
	if who := must(t, "git", "-C", dir, "log", "-1", "--format=%an <%ae> %s", "gh-pages"); !strings.HasPrefix(who, "briefings <briefings@localhost> Publish: ") {
		t.Errorf("the commit is %s", who)
	}
	before := must(t, "git", "-C", dir, "rev-parse", "gh-pages^{tree}")
	h.to.Squash = true
	s.edit()
	mustRun(t, h, build(t, s.files(), public))
	if n := commits(); n != 1 {
		t.Errorf("%d commits on a branch without history", n)
	}
	if before == must(t, "git", "-C", dir, "rev-parse", "gh-pages^{tree}") {
		t.Error("the edit is not published")
	}
	kept := slices.DeleteFunc(h.names(), func(name string) bool { return !strings.HasPrefix(name, "assets/") })
	wantSite(t, h, s.files(), kept...)
}

// TestGitRace lets somebody else publish in the middle: neither's commit may be lost.
func TestGitRace(t *testing.T) {
	t.Parallel()
	dir, h := bare(t)
	h.to = at(t, "git+file://"+dir)
	s := newSite(11, 5)
	public := filepath.Join(t.TempDir(), "public")
	mustRun(t, h, build(t, s.files(), public))
	s.edit()
	source := build(t, s.files(), public)
	other := false
	_, err := run(t, h, source, publish.Options{Progress: func(done, _ int) {
		if done == 1 && !other {
			other = true
			h.put("CNAME", "desk.example.org")
		}
	}})
	wantRefusal(t, err, "rejected", "publish again")
	mustRun(t, h, source)
	if string(h.get("CNAME")) != "desk.example.org" {
		t.Error("somebody else's commit was lost")
	}
}

// TestCopies wants compressed copies beside the files of a folder that a server of HTTP hands out.
func TestCopies(t *testing.T) {
	t.Parallel()
	h := folderHost(t)
	h.to.Compress = true
	s := newSite(12, 3)
	files := s.files()
	files["data.csv"] = &fstest.MapFile{Data: bytes.Repeat([]byte("1,2,3\n"), 100)}
	files["data.csv.gz"] = &fstest.MapFile{Data: []byte("the site's own")}
	public := filepath.Join(t.TempDir(), "public")
	mustRun(t, h, build(t, files, public))
	want := files["index.html"].Data
	z, err := gzip.NewReader(bytes.NewReader(h.get("index.html.gz")))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, want) {
		t.Errorf("index.html.gz: %v, %.80q", err, got)
	}
	if got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(h.get("index.html.br")))); err != nil || !bytes.Equal(got, want) {
		t.Errorf("index.html.br: %v, %.80q", err, got)
	}
	if got := string(h.get("data.csv.gz")); got != "the site's own" {
		t.Errorf("the site's own file was replaced by a copy: %q", got)
	}
	if stats := mustRun(t, h, build(t, files, public)); !stats.Idle() {
		t.Errorf("nothing has changed, and %v, %v was sent", stats.New, stats.Changed)
	}
	published(t, h, files)
	h.to.Compress = false
	mustRun(t, h, build(t, files, public))
	wantSite(t, h, files)
}

// TestInterrupted ends a publication after any number of files. The next goes on.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	h := folderHost(t)
	s := newSite(13, 30)
	public := filepath.Join(t.TempDir(), "public")
	stop := readAlong(t, h)
	for range times(t, 10) {
		source := build(t, s.files(), public)
		r, err := publish.Open(t.Context(), h.to, "", source.Dir, hasty)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		after := s.rng.IntN(8)
		_, err = publish.Run(ctx, source, h.to, r, publish.Options{Progress: func(done, _ int) {
			if done >= after {
				cancel()
			}
		}})
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		cancel()
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if s.rng.IntN(2) == 0 {
			mustRun(t, h, source)
			kept := slices.DeleteFunc(h.names(), func(name string) bool { return !strings.HasPrefix(name, "assets/") })
			wantSite(t, h, s.files(), kept...)
		}
		s.edit() // and now and then a site follows on one that was never published as a whole
	}
	stop()
}

func TestFolderRefusals(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	source := build(t, newSite(14, 2).files(), filepath.Join(dir, "public"))
	write(t, dir, "file", "x")
	for path, message := range map[string]string{"absent/www": "is not there", "public": "is the folder that is published", "file": "is no folder"} {
		_, err := publish.Open(t.Context(), place.New("www", place.Place{Kind: place.Folder, Path: path}), dir, source.Dir, hasty)
		wantRefusal(t, err, message, "")
	}
	// A link in the folder leads nowhere that we would follow it to.
	outside := t.TempDir()
	h := folderHost(t)
	if err := os.Symlink(outside, filepath.Join(h.to.Path, "notes")); err != nil {
		t.Skip(err)
	}
	if _, err := run(t, h, source, publish.Options{}); err == nil {
		t.Error("published through a symbolic link that leads out of the folder")
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) > 0 {
		t.Errorf("%d files outside of the folder, %v", len(entries), err)
	}
}

// TestLarge publishes a large site after one edit, and counts. Its own length is that of the full form.
func TestLarge(t *testing.T) {
	t.Parallel()
	pages, start := 300, bucketHost
	if full() {
		pages = 12_000
	}
	if os.Getenv("BRIEFINGS_TEST_S3") != "" {
		start = realBucketHost
	}
	h := start(t)
	s := newSite(15, pages)
	public := filepath.Join(t.TempDir(), "public")
	first := mustRun(t, h, build(t, s.files(), public))
	s.pages[s.names()[pages/2]]++
	second := mustRun(t, h, build(t, s.files(), public))
	if len(second.Changed) != 2 || second.Sent != 2 || len(second.New)+len(second.Gone) > 0 {
		t.Errorf("one edit: %+v; want the page and the index of the search", second.Changed)
	}
	t.Logf("%d files: %d requests and %d bytes of files; after one edit %d files, %d requests, %d bytes", len(first.New), first.Requests, first.Bytes, second.Sent, second.Requests, second.Bytes)
}
