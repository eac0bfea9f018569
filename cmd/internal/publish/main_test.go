package publish_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// sshKey is the user's key on the servers that tests start.
var sshKey string

// TestMain lays out what programs find by the environment, which tests that run in parallel cannot change: keys, and in the
// place of ssh a script that takes the command to this machine, or to one of the tests' servers.
func TestMain(m *testing.M) { os.Exit(inEnvironment(m)) }

func inEnvironment(m *testing.M) int {
	dir, err := os.MkdirTemp("", "briefings-publish-test-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	sshKey = filepath.Join(dir, "key")
	if program, err := exec.LookPath("ssh-keygen"); err == nil {
		if out, err := exec.Command(program, "-q", "-t", "ed25519", "-N", "", "-f", sshKey).CombinedOutput(); err != nil {
			panic(fmt.Sprintf("%v: %s", err, out))
		}
	}
	real, _ := exec.LookPath("ssh")
	shell := filepath.Join(dir, "ssh")
	script := `#!/bin/sh
case " $* " in
*" nowhere.invalid "*)
	while [ "$1" != nowhere.invalid ]; do shift; done
	shift
	exec sh -c "$*";;
esac
exec '` + real + `' -F none -i '` + sshKey + `' -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "$@"
`
	if err := os.WriteFile(shell, []byte(script), 0o755); err != nil {
		panic(err)
	}
	for name, value := range map[string]string{
		"RSYNC_RSH": "", "PATH": dir + string(filepath.ListSeparator) + os.Getenv("PATH"), "AWS_ACCESS_KEY_ID": accessKey, "AWS_SECRET_ACCESS_KEY": secretKey, "AWS_REGION": "", "AWS_DEFAULT_REGION": "",
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
	} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	return m.Run()
}
