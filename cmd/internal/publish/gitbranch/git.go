package gitbranch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/publish/program"
)

// A git runs git in a repository.
type git struct{ dir string }

func (g git) command(ctx context.Context, args ...string) *exec.Cmd {
	c := program.Command(ctx, []string{"GIT_DIR=" + g.dir}, "git", args...)
	// The repository that we may be run from, or by a hook of, is another.
	c.Env = slices.DeleteFunc(c.Env, func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(inherited, name)
	})
	return c
}

// inherited are the variables by which git tells its hooks of a repository; see git(1).
var inherited = []string{"GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE"}

// run returns what git prints.
func (g git) run(ctx context.Context, args ...string) ([]byte, error) {
	return program.Run(ctx, g.command(ctx, args...), "git "+args[0])
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
		return nil, program.Failed(ctx, "git fast-import", err, "")
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
		return program.Failed(i.ctx, "git fast-import", ended, i.said.String())
	}
	return err
}

// abandon ends an importer without a commit.
func (i *importer) abandon() error {
	i.pipe.Close()
	_ = i.cmd.Wait() // it complains of the end that did not come
	return nil
}
