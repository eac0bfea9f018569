package watchtest

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// inNamespace says to a test's own program that it runs where it may set limits.
const inNamespace = "BRIEFINGS_TEST_INOTIFY_NAMESPACE"

// skipped begins the reason why a limit cannot be set.
const skipped = "cannot set: "

// InNamespace runs a test by itself in a user namespace, which has limits of its own, so that nobody else
// is short of anything. It reports whether it is called there, where the test does its work; outside there
// is nothing left to do when it returns.
func InNamespace(t *testing.T) bool {
	t.Helper()
	if os.Getenv(inNamespace) != "" {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
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
	return false
}

// Limit sets a limit of the namespace, by its name in /proc/sys/user.
func Limit(t *testing.T, name string, n int) {
	t.Helper()
	if err := os.WriteFile("/proc/sys/user/"+name, []byte(fmt.Sprint(n)), 0o644); err != nil {
		t.Skip(skipped, err)
	}
}
