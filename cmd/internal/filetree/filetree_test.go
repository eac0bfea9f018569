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
