package filetree

import (
	"testing"
	"testing/fstest"
)

func TestFS(t *testing.T) {
	t.Parallel()
	var files []File
	names := []string{"index.html", "a/b/index.html", "a/index.html", "a.html", "статья/index.html"}
	for _, n := range names {
		files = append(files, File{Name: n, Append: func(dst []byte) ([]byte, error) { return append(dst, n...), nil }})
	}
	if err := fstest.TestFS(New(files), names...); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(New(nil)); err != nil {
		t.Fatal(err)
	}
}

// TestFolder wants nobody to be asked for the files of a folder before somebody asks for one.
func TestFolder(t *testing.T) {
	t.Parallel()
	file := func(name string) File {
		return File{Name: name, Append: func(dst []byte) ([]byte, error) { return append(dst, name...), nil }}
	}
	asked := 0
	fsys := New([]File{file("a.html"), file("b/data.html")}, Folder{"b/data", func() []File {
		asked++
		return []File{file("b/data/1.bin"), file("b/data/c/2.bin")}
	}})
	for range 2 * few {
		for name, want := range map[string]bool{"a.html": true, "b/data.html": true, "b/data": false, "c": false} {
			if _, ok := fsys.File(name); ok != want {
				t.Fatalf("%s is there: %v", name, ok)
			}
		}
	}
	if asked > 0 {
		t.Fatal("the folder was asked for a file that is not in it")
	}
	if f, ok := fsys.File("b/data/1.bin"); !ok || f.Name != "b/data/1.bin" {
		t.Errorf("a file of the folder is %q", f.Name)
	}
	if _, ok := fsys.File("b/data/3.bin"); ok {
		t.Error("the folder has a file that nobody gave it")
	}
	if err := fstest.TestFS(fsys, "a.html", "b/data.html", "b/data/1.bin", "b/data/c/2.bin"); err != nil {
		t.Error(err)
	}
	if asked != 1 {
		t.Errorf("the folder was asked %d times", asked)
	}
}
