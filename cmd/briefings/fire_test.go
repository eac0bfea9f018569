//go:build unix

package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"briefings/cmd/internal/cli"
)

// killsVariable says how often TestKilled kills a build (12 if unset), and in proportion how long other tests
// here go on. make fire sets it.
const killsVariable = "BRIEFINGS_TEST_KILLS"

func kills() int {
	n, err := strconv.Atoi(os.Getenv(killsVariable))
	if err != nil {
		return 12
	}
	return n
}

// command is the program itself, as a process that can be killed.
func (d *desk) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], append(args, "--source", d.dir, "--now", noon)...)
	cmd.Args[0] = "briefings" // see TestMain
	return cmd
}

const noon = "2022-11-09T12:00:00Z"

// newLargeDesk is one of which a build takes long enough to be met in the middle.
func newLargeDesk(t *testing.T) *desk {
	d := newDesk(t)
	for i := range 80 {
		d.put(fmt.Sprintf("content/notes/n%d.md", i), fmt.Appendf(nil, "+++\ntitle = \"Note %d\"\ndate = 2022-10-%02d\ntags = [\"t%d\"]\n+++\nSee [[b]].\n", i, i%28+1, i%7))
	}
	return d
}

// editions are ways to change the site: all of its pages, and one. Each has the site that comes out.
func (d *desk) editions() []edition {
	d.t.Helper()
	var out []edition
	for i := range 3 {
		e := edition{site: map[string]string{"briefings.toml": minimalConfig, "content/notes/b.md": fmt.Sprintf("+++\ntitle = \"B\"\n+++\nEdition %d.\n", i%2)}}
		if i == 2 {
			e.site["briefings.toml"] = strings.Replace(minimalConfig, "Desk", "Another desk", 1)
			e.site["content/notes/more.md"] = "+++\ntitle = \"More\"\ndate = 2022-11-03\n+++\nText.\n"
		}
		d.edit(e)
		out = append(out, e)
		whole := d.path("whole")
		if code := d.run(noon, "build", "-d", whole); code != cli.ExitDone {
			d.t.Fatalf("exit code %d", code)
		}
		out[i].public = d.tree("whole")
		d.remove("whole")
		d.remove(kept)
	}
	return out
}

type edition struct{ site, public map[string]string }

func (d *desk) edit(e edition) {
	d.t.Helper()
	if _, ok := e.site["content/notes/more.md"]; !ok {
		d.remove("content/notes/more.md")
	}
	for name, text := range e.site {
		d.put(name, []byte(text))
	}
}

// wantWhole wants public/ to be one of some sites, byte for byte, and returns which.
func (d *desk) wantWhole(what string, editions []edition, which ...int) int {
	d.t.Helper()
	got := d.tree("public")
	for _, i := range which {
		if maps.Equal(got, editions[i].public) {
			return i
		}
	}
	d.t.Fatalf("%s: public/ with its %d files is none of the sites that it may be", what, len(got))
	return -1
}

// stages are the folders in which builds have made a new site, or make it.
func (d *desk) stages() []string {
	names, _ := filepath.Glob(d.path(".public.briefings-*"))
	return names
}

// bookkeeping tells one manifest in public/ from another: it is the first file that a build puts there where it
// puts them there one by one.
func (d *desk) bookkeeping() string {
	info, err := os.Lstat(d.path("public/.briefings-manifest"))
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}

// waitFor waits until something is so, but not for ever.
func waitFor(most time.Duration, so func() bool) {
	for end := time.Now().Add(most); time.Now().Before(end) && !so(); {
		time.Sleep(50 * time.Microsecond)
	}
}

// wantAlone wants nothing of a run that was killed to be left once another has ended.
func (d *desk) wantAlone() {
	d.t.Helper()
	for _, folder := range []string{".", "public"} {
		entries, err := os.ReadDir(d.path(folder))
		if err != nil {
			d.t.Fatal(err)
		}
		for _, e := range entries {
			if strings.Contains(e.Name(), ".briefings-") && e.Name() != ".briefings-manifest" {
				d.t.Errorf("%s/%s is left behind", folder, e.Name())
			}
		}
	}
}

// TestKilled kills builds over an existing site at random moments. Whenever it is, public/ is the site before
// or the one after, and what is remembered misleads no later build.
func TestKilled(t *testing.T) {
	t.Parallel()
	d := newLargeDesk(t)
	editions := d.editions()
	begin := time.Now()
	if out, err := d.command("build").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	most := max(3*time.Since(begin)/2, 50*time.Millisecond)
	there := d.wantWhole("the first build", editions, 2)
	old, ended := 0, 0
	for i := range kills() {
		next := (there + 1 + rand.IntN(len(editions)-1)) % len(editions)
		d.edit(editions[next])
		left, was := d.stages(), d.bookkeeping()
		cmd := d.command("build")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		switch i % 3 {
		case 0:
			time.Sleep(rand.N(most))
		case 1: // while the new site is written
			waitFor(10*most, func() bool {
				return slices.ContainsFunc(d.stages(), func(name string) bool { return !slices.Contains(left, name) })
			})
			time.Sleep(rand.N(most / 4))
		case 2: // while it is put in the old one's place
			waitFor(10*most, func() bool { return d.bookkeeping() != was })
			time.Sleep(rand.N(3 * time.Millisecond))
		}
		_ = cmd.Process.Kill()
		if err := cmd.Wait(); err == nil {
			ended++
		} else if cmd.ProcessState.Exited() {
			t.Fatalf("kill %d: the build failed by itself: %v", i, err)
		}
		before := there
		if there = d.wantWhole(fmt.Sprintf("kill %d", i), editions, before, next); there == before {
			old++
		}
		if i%8 == 7 {
			if code := d.run(noon, "build"); code != cli.ExitDone {
				t.Fatalf("after kill %d: exit code %d", i, code)
			}
			there = d.wantWhole(fmt.Sprintf("the build after kill %d", i), editions, next)
			d.wantAlone()
		}
	}
	t.Logf("%d builds: %d ended before they were killed, %d left the site before, %d the new one", kills(), ended, old, kills()-old)
}

// TestTwoAtOnce runs builds with other flags into one folder at once: the last one's site is there, whole.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	d := newLargeDesk(t)
	d.put("content/notes/draft.md", []byte("+++\ntitle = \"Draft\"\ndraft = true\n+++\n"))
	flags := [][]string{nil, {"--drafts"}, {"--future"}}
	var editions []edition
	for _, f := range flags {
		if code := d.run(noon, append([]string{"build"}, f...)...); code != cli.ExitDone {
			t.Fatalf("exit code %d", code)
		}
		editions = append(editions, edition{public: d.tree("public")})
	}
	for round := range max(kills()/12, 1) {
		var wg sync.WaitGroup
		for _, f := range slices.Concat(flags, flags) {
			wg.Go(func() {
				if out, err := d.command(append([]string{"build"}, f...)...).CombinedOutput(); err != nil {
					t.Errorf("build %q: %v\n%s", f, err, out)
				}
			})
		}
		wg.Wait()
		d.wantWhole(fmt.Sprint("round ", round), editions, 0, 1, 2)
		d.wantAlone()
		for i, f := range flags { // what is remembered is of the build that it says
			if code := d.run(noon, append([]string{"build"}, f...)...); code != cli.ExitDone {
				t.Fatalf("exit code %d", code)
			}
			d.wantWhole("a build after them", editions, i)
		}
	}
}

// TestSiteUnderTheHands builds while files are written, cut, renamed and removed. A build may fail then, and
// must not remember what never was: the next one makes the site that is there.
func TestSiteUnderTheHands(t *testing.T) {
	t.Parallel()
	d := newLargeDesk(t)
	d.put("static/data.txt", []byte("0"))
	d.remove("public")
	for round := range max(kills()/4, 1) {
		stop, stopped := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(stopped)
			rnd := rand.New(rand.NewPCG(uint64(round), 7))
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				name := d.path(fmt.Sprintf("content/notes/n%d.md", rnd.IntN(80)))
				text := bytes.Repeat([]byte("Text. "), rnd.IntN(3000))
				switch rnd.IntN(5) {
				case 0:
					_ = os.Remove(name)
				case 1:
					_ = os.Rename(name, d.path(fmt.Sprintf("content/notes/m%d.md", rnd.IntN(20))))
				case 2:
					_ = os.WriteFile(d.path("static/data.txt"), text, 0o644)
				default:
					_ = os.WriteFile(name, append([]byte("+++\ntitle = \"N\"\n+++\n"), text...), 0o644)
				}
				time.Sleep(time.Duration(rnd.IntN(2000)) * time.Microsecond)
			}
		}()
		code := d.run(noon, "build")
		close(stop)
		<-stopped
		if code != cli.ExitDone && code != cli.ExitFailed {
			t.Errorf("exit code %d while the site was edited", code)
		}
		if code := d.run(noon, "build"); code != cli.ExitDone {
			t.Fatalf("exit code %d once the site was left alone", code)
		}
		got := d.tree("public")
		if code := d.run(noon, "build", "-d", d.path("whole")); code != cli.ExitDone {
			t.Fatalf("exit code %d", code)
		}
		if !maps.Equal(got, d.tree("whole")) {
			t.Fatal("after a build of a site that was being edited, the next one is not what a clean one makes")
		}
		d.remove("whole")
		d.remove(kept)
	}
}

// TestClockSetBack builds at an earlier instant than the one before, and with files of the future.
func TestClockSetBack(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	future := time.Now().Add(1000 * time.Hour)
	at := func(now string) map[string]string {
		t.Helper()
		if code := d.run(now, "build"); code != cli.ExitDone {
			t.Fatalf("exit code %d", code)
		}
		return d.tree("public")
	}
	want := at(noon)
	if maps.Equal(at("2023-01-01"), want) {
		t.Fatal("the site is the same at both instants: this test needs one that is not")
	}
	for _, name := range []string{"content/notes/b.md", "public/index.html", "public/.briefings-manifest", kept + "/state"} {
		if err := os.Chtimes(d.path(name), future, future); err != nil {
			t.Fatal(err)
		}
	}
	if !maps.Equal(at(noon), want) {
		t.Error("with the clock set back another site comes out")
	}
	// An edit by hand, of the same length, with the time that the file had.
	page := []byte(want["index.html"])
	page[len(page)-2] ^= 1
	for _, name := range []string{"public/.briefings-manifest", "public/index.html"} {
		if name == "public/index.html" {
			d.put(name, page)
		}
		if err := os.Chtimes(d.path(name), future, future); err != nil {
			t.Fatal(err)
		}
	}
	if !maps.Equal(at(noon), want) {
		t.Error("an edit by hand survives where times are of the future")
	}
}
