// Package rsync publishes to a folder of another machine over SSH, through the rsync program, 3.1 or newer there
// and here (rsync(1)).
//
// What is to be sent is laid out in a folder of this machine, which rsync sends whole: with each stage one
// connection is made. rsync itself replaces each file at once. A stamp is size and time, in seconds; the time is
// that of the publication.
package rsync

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/publish/program"
	"briefings/cmd/internal/publish/remote"
)

// Open prepares for a folder. Nothing is asked of the other machine yet.
func Open(p place.Place, retry remote.Retry) (remote.Remote, error) {
	dir, err := os.MkdirTemp("", "briefings-publish-")
	if err != nil {
		return nil, err
	}
	host := p.Host
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if p.User != "" {
		host = p.User + "@" + host
	}
	t := &there{dir: dir, host: host, path: p.Path, shell: os.Getenv("RSYNC_RSH"), retry: retry}
	if t.shell == "" {
		t.socket = filepath.Join(dir, "c")
		t.shell = "ssh -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ControlMaster=auto -o ControlPersist=60 -o 'ControlPath=" + t.socket + "'"
	}
	if p.Port != "" {
		t.shell += " -p " + p.Port
	}
	return t, nil
}

type there struct {
	dir               string // a folder of ours
	host, path, shell string
	socket            string // by which the runs of ssh share a connection; empty if it is not ours to say
	retry             remote.Retry

	requests atomic.Int64 // connections
	bytes    int64
}

// Close also ends the connection.
func (t *there) Close() error {
	if _, err := os.Lstat(t.socket); t.socket != "" && err == nil {
		// It fails if the connection has ended by itself.
		_ = exec.Command("ssh", "-O", "exit", "-o", "ControlPath="+t.socket, t.host).Run()
	}
	return os.RemoveAll(t.dir)
}

func (t *there) Spent() remote.Cost { return remote.Cost{Requests: t.requests.Load(), Bytes: t.bytes} }

func (t *there) Commit(context.Context, string) error { return nil }

// at names a file there, or the folder itself.
func (t *there) at(name string) string { return t.host + ":" + t.path + "/" + name }

// plain is what a path needs no protection for on its way through the other machine's shell.
var plain = regexp.MustCompile(`^[A-Za-z0-9_./-]*$`)

// run runs rsync. line, unless nil, is told of each line that it prints.
func (t *there) run(ctx context.Context, line func(string), args ...string) error {
	return lasting.Explain(t.host, t.retry.Do(ctx, func() error {
		t.requests.Add(1)
		all := append([]string{"--rsh=" + t.shell, "--8-bit-output", "--no-human-readable", "--timeout=60"}, args...)
		if !plain.MatchString(t.path) {
			all = append([]string{"--protect-args"}, all...)
		}
		c := program.Command(ctx, []string{"TZ=UTC"}, "rsync", all...)
		said, err := os.CreateTemp(t.dir, "said-") // a pipe would be kept open by the ssh that others share
		if err != nil {
			return err
		}
		defer said.Close()
		c.Stderr = said
		out, err := c.StdoutPipe()
		if err != nil {
			return err
		}
		if err := c.Start(); err != nil {
			return program.Failed(ctx, "rsync", err, "")
		}
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if line != nil {
				line(lines.Text())
			}
		}
		if err := errors.Join(lines.Err(), c.Wait()); err != nil {
			words, _ := os.ReadFile(said.Name())
			return program.Failed(ctx, "rsync", err, string(words))
		}
		return nil
	}, temporary))
}

// listed finds type, size, time and name in a line of rsync --list-only.
var listed = regexp.MustCompile(`^(.)\S{9,10}\s+(\d+) (\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) (.*)$`)

func (t *there) List(ctx context.Context) (map[string]string, error) {
	return t.list(ctx, "--recursive", t.at(""))
}

// list returns the stamps of what rsync lists.
func (t *there) list(ctx context.Context, what ...string) (map[string]string, error) {
	var out map[string]string
	err := t.run(ctx, func(line string) {
		if out == nil {
			out = map[string]string{}
		}
		m := listed.FindStringSubmatch(line)
		if m == nil || m[1] == "d" {
			return
		}
		if m[1] != "-" {
			name, _, _ := strings.Cut(m[4], " -> ")
			out[name] = "special"
			return
		}
		if at, err := time.Parse("2006/01/02 15:04:05", m[3]); err == nil {
			out[m[4]] = fmt.Sprintf("%s-%d", m[2], at.Unix())
		}
	}, append([]string{"--list-only"}, what...)...)
	if isMissing(err) { // rsync makes the folder, if there is one that it lies in
		out, err = map[string]string{}, nil
	}
	return out, err
}

// Lock cannot keep anybody out: rsync knows no such thing.
func (t *there) Lock(context.Context) (alone bool, err error) { return false, nil }

// Claim looks, writes, and reads. Whoever comes between is found out here, or when the file is read again.
func (t *there) Claim(ctx context.Context, file remote.File, was string) error {
	listed, err := t.list(ctx, t.at(file.Name))
	if err != nil {
		return err
	}
	if listed[file.Name] != was {
		return remote.ErrTaken
	}
	var more []string
	if was == "" {
		more = []string{"--ignore-existing"}
	}
	if err := t.send(ctx, []remote.File{file}, func(int, string) {}, more...); err != nil {
		return err
	}
	text, err := t.Read(ctx, file.Name)
	if err == nil && sha256.Sum256(text) != file.Key || errors.Is(err, fs.ErrNotExist) {
		err = remote.ErrTaken
	}
	return err
}

func isMissing(err error) bool {
	failed, ok := errors.AsType[*program.Failure](err)
	return ok && failed.Status == 23 && strings.Contains(failed.Said, "No such file or directory")
}

func (t *there) Read(ctx context.Context, name string) ([]byte, error) {
	stage, err := os.MkdirTemp(t.dir, "read-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(stage)
	file := filepath.Join(stage, "file")
	list := filepath.Join(stage, "list")
	if err := os.WriteFile(list, []byte(name), 0o600); err != nil {
		return nil, err
	}
	// The name goes by a list: the other machine's shell does not see it.
	err = t.run(ctx, nil, "--from0", "--no-relative", "--files-from="+list, t.at(""), filepath.Join(stage, "file")+"/")
	if isMissing(err) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(file, path.Base(name)))
}

// lay writes files to where rsync finds them, with one time.
func (t *there) lay(files []remote.File, at time.Time) (stage string, err error) {
	if stage, err = os.MkdirTemp(t.dir, "stage-"); err != nil {
		return "", err
	}
	if err := os.Chmod(stage, 0o755); err != nil {
		return stage, err
	}
	for _, f := range files {
		data, err := f.Data()
		if err != nil {
			return stage, err
		}
		name := filepath.Join(stage, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return stage, err
		}
		if err := errors.Join(os.WriteFile(name, data, 0o644), os.Chtimes(name, at, at)); err != nil {
			return stage, err
		}
	}
	return stage, nil
}

// Holds has both sides read and compare: rsync names the files that it would send.
func (t *there) Holds(ctx context.Context, files []remote.File) ([]bool, error) {
	stage, err := t.lay(files, time.Now())
	defer os.RemoveAll(stage)
	if err != nil {
		return nil, err
	}
	differ := map[string]bool{}
	err = t.run(ctx, func(line string) { differ[line] = true },
		"--recursive", "--dry-run", "--checksum", "--out-format=%n", stage+"/", t.at(""))
	out := make([]bool, len(files))
	for i, f := range files {
		out[i] = !differ[f.Name]
	}
	return out, err
}

func (t *there) Put(ctx context.Context, files []remote.File, done func(int, string)) error {
	return t.send(ctx, files, done)
}

// send is Put with more flags of rsync.
func (t *there) send(ctx context.Context, files []remote.File, done func(int, string), more ...string) error {
	at := time.Now().Truncate(time.Second)
	stage, err := t.lay(files, at)
	defer os.RemoveAll(stage)
	if err != nil {
		return err
	}
	index := make(map[string]int, len(files))
	for i, f := range files {
		index[f.Name] = i
	}
	// Whatever its size and time, a file is sent: what differs is known already.
	args := append([]string{"--recursive", "--times", "--omit-dir-times", "--ignore-times", "--compress", "--out-format=%l %n"}, more...)
	args = append(args, stage+"/", t.at(""))
	sent := make([]bool, len(files))
	finish := func(i int, size string) {
		if !sent[i] {
			sent[i] = true
			done(i, fmt.Sprintf("%s-%d", size, at.Unix()))
		}
	}
	err = t.run(ctx, func(line string) {
		size, name, _ := strings.Cut(line, " ")
		if i, ok := index[name]; ok {
			finish(i, size)
		}
	}, args...)
	if err != nil {
		return err
	}
	for i, f := range files {
		info, err := os.Lstat(filepath.Join(stage, filepath.FromSlash(f.Name)))
		if err != nil {
			return err
		}
		t.bytes += info.Size()
		finish(i, fmt.Sprint(info.Size()))
	}
	return nil
}

// Remove has rsync take an empty folder for the site, and everything but names for protected. Folders that hold nothing else
// go, too.
func (t *there) Remove(ctx context.Context, names []string) error {
	stage, err := os.MkdirTemp(t.dir, "none-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(stage)
	patterns := map[string]bool{}
	for _, name := range names {
		patterns["/"+name] = true
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			patterns["/"+dir+"/"] = true
		}
	}
	list := strings.Join(slices.Sorted(maps.Keys(patterns)), "\x00")
	list = strings.ReplaceAll(list, "[", `\[`) // names have none of the other characters that patterns are made of
	file := filepath.Join(t.dir, "list")
	if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
		return err
	}
	return t.run(ctx, nil, "--recursive", "--delete", "--from0", "--include-from="+file, "--exclude=*", stage+"/", t.at(""))
}

// lasting are what ssh says when another try would be of no use.
var lasting = program.Troubles{
	{"Permission denied (", "the user's key of ssh must be known there"},
	{"Host key verification failed", "connect once by hand, or put the host's key into ~/.ssh/known_hosts"},
	{"Could not resolve hostname", "mend the host in the address"},
	{"rsync: command not found", "install rsync there"},
	{"rsync: not found", "install rsync there"},
}

// temporary reports whether the connection was at fault. The statuses are in rsync(1), "EXIT VALUES"; 255 is
// that of ssh.
func temporary(err error) bool {
	failed, ok := errors.AsType[*program.Failure](err)
	return ok && !lasting.Lasting(failed) && slices.Contains([]int{5, 10, 12, 20, 30, 35, 255}, failed.Status)
}
