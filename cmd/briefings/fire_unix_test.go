//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// as makes a command run as somebody else.
func as(cmd *exec.Cmd, user uint32) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
}
