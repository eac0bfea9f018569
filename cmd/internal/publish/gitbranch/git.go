package gitbranch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"briefings/cmd/internal/output"
)

// A git runs git in a repository.
type git struct{ dir string }

// A failure is what git said before it failed.
type failure struct {
	verb   string
	status int // 0 if it was never begun
	said   string
}

func (f *failure) Error() string { return fmt.Sprintf("git %s: %s", f.verb, f.said) }

func (g git) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "git", args...)
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = 5 * time.Second
	for _, v := range os.Environ() {
		// The repository that we may be run from, or by a hook of, is another.
		name, _, _ := strings.Cut(v, "=")
		switch name {
		case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE":
		default:
			c.Env = append(c.Env, v)
		}
	}
	c.Env = append(c.Env, "GIT_DIR="+g.dir, "LC_ALL=C")
	return c
}

// run returns what git prints.
func (g git) run(ctx context.Context, args ...string) ([]byte, error) {
	c := g.command(ctx, args...)
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		return nil, failed(ctx, args[0], err, said.String())
	}
	return out.Bytes(), nil
}

func failed(ctx context.Context, verb string, err error, said string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, exec.ErrNotFound) {
		return &output.Refusal{Path: "git", Message: "is not installed", Cure: "install it: it does the publishing"}
	}
	f := &failure{verb: verb, said: strings.TrimSpace(said)}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		f.status = exit.ExitCode()
	}
	if f.said == "" {
		f.said = err.Error()
	}
	return f
}

// committer is who publishes: whom git knows, or the program.
func (g git) committer(ctx context.Context) (string, error) {
	who, err := g.run(ctx, "-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
	if err == nil {
		return strings.TrimSpace(string(who)), nil
	}
	if ctx.Err() != nil {
		return "", err
	}
	return fmt.Sprintf("briefings <briefings@localhost> %d +0000", time.Now().Unix()), nil
}

// An importer is a running git fast-import, which is told what the next commit changes.
type importer struct {
	cmd   *exec.Cmd
	pipe  io.WriteCloser
	w     *bufio.Writer
	said  bytes.Buffer
	ctx   context.Context
	marks int
	// changes are what the commit does with the blobs that were sent before it.
	changes bytes.Buffer
}

func (g git) fastImport(ctx context.Context) (*importer, error) {
	i := &importer{ctx: ctx, cmd: g.command(ctx, "fast-import", "--quiet", "--done")}
	i.cmd.Stderr = &i.said
	var err error
	if i.pipe, err = i.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := i.cmd.Start(); err != nil {
		return nil, failed(ctx, "fast-import", err, "")
	}
	i.w = bufio.NewWriterSize(i.pipe, 1<<16)
	return i, nil
}

func (i *importer) put(name string, data []byte) error {
	i.marks++
	fmt.Fprintf(i.w, "blob\nmark :%d\ndata %d\n", i.marks, len(data))
	i.w.Write(data)
	fmt.Fprintf(&i.changes, "M 100644 :%d %s\n", i.marks, name)
	if _, err := i.w.WriteString("\n"); err != nil { // of this or an earlier write
		return i.end(err)
	}
	return nil
}

func (i *importer) remove(name string) error {
	_, err := fmt.Fprintf(&i.changes, "D %s\n", name)
	return err
}

// commit ends the importer with a commit that follows tip; if tree is not empty, with one that has the files of tree and no
// history. tip may be empty.
func (i *importer) commit(who, message, tip, tree string) error {
	fmt.Fprintf(i.w, "commit %s\ncommitter %s\ndata %d\n%s\n", local, who, len(message), message)
	switch {
	case tree != "":
		fmt.Fprintf(i.w, "M 040000 %s \"\"\n", tree)
	case tip != "":
		fmt.Fprintf(i.w, "from %s\n", tip)
	}
	i.w.Write(i.changes.Bytes())
	i.w.WriteString("done\n")
	return i.end(errors.Join(i.w.Flush(), i.pipe.Close()))
}

// end waits for git, whose own words say more than a pipe that it closed.
func (i *importer) end(err error) error {
	i.pipe.Close()
	if ended := i.cmd.Wait(); ended != nil {
		return failed(i.ctx, "fast-import", ended, i.said.String())
	}
	return err
}

// abandon ends an importer without a commit.
func (i *importer) abandon() error {
	i.pipe.Close()
	_ = i.cmd.Wait() // it complains of the end that did not come
	return nil
}
