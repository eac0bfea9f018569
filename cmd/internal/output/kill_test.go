//go:build unix

package output_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
)

// Set in the environment, childDir makes the test binary a program that writes one site after
// the other into that directory until it is killed. killRuns is how often it is (30 if unset).
const (
	childDir     = "OUTPUT_TEST_CHILD_DIR"
	childInPlace = "OUTPUT_TEST_CHILD_IN_PLACE"
	killRuns     = "OUTPUT_TEST_KILLS"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		child(dir)
	}
	os.Exit(m.Run())
}

// storySite is version n of a site in which much changes from one version to the next: pages
// new, changed and gone. Every fourth step changes one file only.
func storySite(n int) tree {
	site := tree{"index.html": fmt.Sprint("version ", n)}
	n = n / 4 * 4
	for i := range 120 {
		version := 0
		if (i+n)%3 == 0 {
			version = n
		}
		if (i+n)%5 != 0 {
			site[fmt.Sprintf("articles/%d/index.html", i)] = fmt.Sprintf("article %d, version %d", i, version)
		}
	}
	return site
}

const storyLength = 16

func child(dir string) {
	opts := output.Options{InPlace: os.Getenv(childInPlace) != ""}
	fmt.Println("ready")
	for n := rand.IntN(storyLength); ; n = (n + 1) % storyLength {
		if _, err := output.Write(context.Background(), dir, storySite(n).fs(), opts); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// pace is how long a Write of a storySite may take here: kills must fall into all parts of one.
func pace(t *testing.T) time.Duration {
	t.Helper()
	begin := time.Now()
	write(t, filepath.Join(t.TempDir(), "public"), storySite(0).fs(), output.Options{})
	return max(60*time.Millisecond, 3*time.Since(begin))
}

// killOnce runs the child for a random while, at the most for the given one.
func killOnce(t *testing.T, most time.Duration, dir string, env ...string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), childDir+"="+dir), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	bufio.NewReader(out).ReadString('\n')
	time.Sleep(rand.N(most))
	cmd.Process.Kill()
	if err := cmd.Wait(); cmd.ProcessState.Exited() {
		t.Fatalf("the child ended by itself: %v", err)
	}
}

func kills() int {
	n, err := strconv.Atoi(os.Getenv(killRuns))
	if err != nil {
		return 30
	}
	return n
}

func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	foreign := tree{"CNAME": "example.org", "articles/own.txt": "mine"}
	versions := map[string]bool{}
	most := pace(t)
	for i := range kills() {
		killOnce(t, most, dir)
		got := read(t, dir)
		if i == 0 && len(got) > 0 {
			put(t, dir, foreign)
			got = got.with(foreign)
		}
		whole := len(got) == 0
		for n := range storyLength {
			want := storySite(n)
			if _, ok := got["CNAME"]; ok {
				want = want.with(foreign)
			}
			if maps.Equal(got, want) {
				whole = true
				versions[got["index.html"]] = true
			}
		}
		if !whole {
			t.Fatalf("kill %d left a torn site of %d files, home %q", i, len(got), got["index.html"])
		}
	}
	_, took := read(t, dir)["CNAME"]
	want := storySite(3)
	if took {
		want = want.with(foreign)
	}
	write(t, dir, want.less(foreign), output.Options{})
	wantTree(t, dir, want)
	wantAlone(t, dir)
	t.Logf("stopped at %d versions", len(versions))
}

// less is the file system without the files that are somebody else's.
func (t tree) less(foreign tree) fs.FS {
	u := maps.Clone(t)
	for name := range foreign {
		delete(u, name)
	}
	return u.fs()
}

// TestKilledInPlace: file by file, a kill may leave two sites mixed. What it must not do is to
// lose count of which files are ours: the next run makes the directory equal all the same.
func TestKilledInPlace(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	foreign := tree{"CNAME": "example.org"}
	most := pace(t)
	for i := range kills() {
		killOnce(t, most, dir, childInPlace+"=1")
		if i%3 != 0 {
			continue
		}
		opts := output.Options{InPlace: i%2 == 0}
		write(t, dir, storySite(i%storyLength).fs(), opts)
		put(t, dir, foreign)
		wantTree(t, dir, storySite(i%storyLength).with(foreign))
		wantAlone(t, dir)
	}
}

func TestLeftoversOfTheLivingStay(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	// What a dead run left, and names that only look like it.
	put(t, parent, tree{".public.briefings-123/a/b": "x", ".public.briefings-keep/a": "x", ".publicity.briefings-1/a": "x"})
	write(t, dir, small.fs(), output.Options{})
	want := tree{".public.briefings-keep/a": "x", ".publicity.briefings-1/a": "x"}
	for name, text := range small {
		want["public/"+name] = text
	}
	want["public/"+manifest.Name] = ""
	got := read(t, parent)
	got["public/"+manifest.Name] = ""
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestTimesOfTheKilledAreNotBelieved: a run was killed between the rename of a file and the manifest that
// lists it, and the clock was set meanwhile, so that the manifest looks the younger.
func TestTimesOfTheKilledAreNotBelieved(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	write(t, dir, storySite(0).fs(), output.Options{})
	put(t, parent, tree{"public/index.html": "version 1", ".public.briefings-9/other.html": "staged"})
	time.Sleep(20 * time.Millisecond) // longer than a tick of the clock that files have
	now := time.Now()
	if err := os.Chtimes(filepath.Join(dir, manifest.Name), now, now); err != nil {
		t.Fatal(err)
	}
	write(t, dir, storySite(0).fs(), output.Options{})
	wantTree(t, dir, storySite(0))
}

// TestFileOfTheExchangeIsRescued: the old directory of a run killed after the exchange may hold
// a file that somebody put there in that moment.
func TestFileOfTheExchangeIsRescued(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	dir, old := filepath.Join(parent, "public"), filepath.Join(parent, ".public.briefings-7")
	write(t, dir, small.fs(), output.Options{})
	if err := os.Rename(dir, old); err != nil {
		t.Fatal(err)
	}
	put(t, old, tree{"late.txt": "mine", "index.html": "home"})
	next := tree{"index.html": "1"}
	write(t, dir, next.fs(), output.Options{})
	// The first Write finds no directory to rescue into but makes it; nothing may be lost.
	write(t, dir, next.fs(), output.Options{})
	wantTree(t, dir, next.with(tree{"late.txt": "mine"}))
	if _, err := os.Lstat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is left", old)
	}
}
