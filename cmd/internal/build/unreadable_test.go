package build_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"syscall"
	"testing"

	"briefings/cmd/internal/build"
)

// ailing is a site on a disk that does not give back some of its files and folders.
type ailing struct {
	fs.FS
	bad map[string]error
}

func (a ailing) Open(name string) (fs.File, error) {
	if err := a.bad[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return a.FS.Open(name)
}

// TestUnreadableTogether builds sites of which files cannot be read: all of them are told at once, beside what is wrong
// with the others by themselves, and nothing follows from what was not read.
func TestUnreadableTogether(t *testing.T) {
	t.Parallel()
	site := folder{
		"content/articles/a.md": "+++\ntitle = \"A\"\nsumary = \"x\"\n+++\n[[b]] [[nothing]]\n", "content/articles/b.md": "+++\ntitle = \"B\"\n+++\n",
		"content/notes/n.md": "n", "content/map.svg": "<svg/>", "content/d.pdf": "d", "content/notes/q.md": "![p](p.png) [d](../d.pdf)\n",
		"content/notes/p.png": "none either", "static/data.csv": "1,2", "static/deep/x.txt": "x",
	}
	const unknown = `error content/articles/a.md:3:1: unknown key "sumary"`
	for _, tt := range []struct {
		name string
		bad  map[string]error
		want []string
	}{
		{"documents", map[string]error{"content/articles/b.md": fs.ErrPermission, "content/notes/n.md": syscall.EIO}, []string{
			unknown,
			"error content/articles/b.md: cannot be read: permission denied",
			"error content/notes/n.md: cannot be read: input/output error",
		}},
		{"folders", map[string]error{"content/notes": fs.ErrPermission, "static/deep": fs.ErrPermission}, []string{
			unknown, "error content/notes: cannot be read: permission denied", "error static/deep: cannot be read: permission denied",
		}},
		{"a drawing, a document and a folder", map[string]error{"content/map.svg": syscall.EIO, "content/articles/b.md": syscall.EIO, "static/deep": syscall.EIO}, []string{
			unknown, "error content/articles/b.md: cannot be read: input/output error", "error content/map.svg: cannot be read: input/output error",
			"error static/deep: cannot be read: input/output error",
		}},
		{"a picture", map[string]error{"content/notes/p.png": syscall.EIO}, []string{
			unknown, `error content/articles/a.md:5:7: no document named "nothing"`, "error content/notes/p.png: cannot be read: input/output error",
		}},
		{"files that are copied", map[string]error{"content/d.pdf": syscall.EIO, "static/data.csv": fs.ErrPermission, "static/deep/x.txt": fs.ErrPermission}, []string{
			unknown, `error content/articles/a.md:5:7: no document named "nothing"`, "error content/d.pdf: cannot be read: input/output error",
			"error static/data.csv: cannot be read: permission denied", "error static/deep/x.txt: cannot be read: permission denied",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			declared := folder{"briefings.toml": "title = \"T\"\n[problems]\nunreadable = \"off\"\nimage-alt = \"off\"\nimage-damaged = \"off\"\n"}
			r, err := build.Run(input(t, ailing{site.with(declared).fs(), tt.bad}), nil)
			if err == nil {
				_, err = r.Make(t.Context())
			}
			bad, ok := errors.AsType[*build.Unreadable](err)
			if !ok {
				t.Fatalf("the error is %v, want that files cannot be read", err)
			}
			var got []string
			for _, p := range bad.Problems {
				at := p.Path
				if p.Line > 0 {
					at += fmt.Sprintf(":%d:%d", p.Line, p.Col)
				}
				got = append(got, fmt.Sprintf("%v %s: %s", p.Severity, at, p.Message))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("problems\n%q, want\n%q", got, tt.want)
			}
		})
	}
}
