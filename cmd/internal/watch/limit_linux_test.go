package watch

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// inNamespace says to the test's own program that it runs where it may set limits.
const inNamespace = "BRIEFINGS_TEST_INOTIFY_NAMESPACE"

// TestLimits runs out of what the system really has to give: in a user namespace, which has limits of
// its own, so that nobody else is short of anything.
func TestLimits(t *testing.T) {
	if os.Getenv(inNamespace) != "" {
		t.Run("watches", outOfWatches)
		t.Run("instances", outOfInstances)
		return
	}
	t.Parallel()
	cmd := exec.Command(os.Args[0], "-test.run=^TestLimits$", "-test.v")
	cmd.Env = append(os.Environ(), inNamespace+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if cmd.Process == nil {
		t.Skipf("there are no user namespaces to be had: %v", err)
	}
	if err != nil {
		t.Fatalf("%v:\n%s", err, out)
	}
	if _, why, ok := strings.Cut(string(out), skipped); ok {
		t.Skipf("limits cannot be set in a user namespace: %s", why)
	}
}

const skipped = "cannot set: "

func limit(t *testing.T, name string, n int) {
	t.Helper()
	if err := os.WriteFile("/proc/sys/user/"+name, []byte(fmt.Sprint(n)), 0o644); err != nil {
		t.Skip(skipped, err)
	}
}

func outOfWatches(t *testing.T) {
	limit(t, "max_inotify_watches", 20)
	notes := make(chan string, 10)
	s := watchTree(t, Options{Note: func(n string) { notes <- n }}, "a/", "b/")
	s.probe()
	for i := range 30 {
		s.mkdir(fmt.Sprintf("a/%d", i))
	}
	if note := <-notes; !strings.Contains(note, "max_user_watches") {
		t.Errorf("said %q, want the cure", note)
	}
	for range 2 {
		for !s.next().All {
		}
	}
	s.must(s.w.Close())

	s.watch(Options{Note: func(n string) { notes <- n }}, onNetwork)
	if note := <-notes; !strings.Contains(note, "max_user_watches") {
		t.Errorf("said %q, want the cure", note)
	}
	if c := s.next(); !c.All {
		t.Errorf("%+v, want All", c)
	}
	s.must(s.w.Close())
	if len(notes) > 0 {
		t.Errorf("said more: %q", <-notes)
	}
}

func outOfInstances(t *testing.T) {
	limit(t, "max_inotify_instances", 0)
	notes := make(chan string, 10)
	s := watchTree(t, Options{Note: func(n string) { notes <- n }}, "a/")
	if note := <-notes; !strings.Contains(note, "max_user_instances") {
		t.Errorf("said %q, want the cure", note)
	}
	start := time.Now()
	if c := s.next(); !c.All {
		t.Errorf("%+v, want All", c)
	}
	if took := time.Since(start); took < time.Second/2 {
		t.Errorf("looked again after %v: a pause is missing", took)
	}
}
