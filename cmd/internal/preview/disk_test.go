package preview

import (
	"errors"
	"io/fs"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/filetree"
)

// A file that lies on the disk is sent from there, in part too, and never made.
func TestFileOnDisk(t *testing.T) {
	t.Parallel()
	disk := fstest.MapFS{"film.mp4": {Data: []byte(strings.Repeat("0123456789", 1000))}}
	film := filetree.File{Name: "film.mp4", Append: func([]byte) ([]byte, error) {
		t.Error("all of the file was read into memory")
		return nil, errors.New("not here")
	}}
	film.Open = func() (fs.File, error) { return disk.Open("film.mp4") }
	_, h := start(t, Site{Files: filetree.New([]filetree.File{film})})
	get := func(header ...string) *http.Response {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.URL+"/film.mp4", nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		answer, err := h.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { answer.Body.Close() })
		return answer
	}
	whole := get()
	if whole.StatusCode != http.StatusOK || whole.ContentLength != 10_000 || whole.Header.Get("Content-Type") != "video/mp4" {
		t.Errorf("the whole file: %d, %d bytes of %s", whole.StatusCode, whole.ContentLength, whole.Header.Get("Content-Type"))
	}
	if part := get("Range", "bytes=5-9"); part.StatusCode != http.StatusPartialContent || part.ContentLength != 5 {
		t.Errorf("a part of it: %d, %d bytes", part.StatusCode, part.ContentLength)
	}
	tag := whole.Header.Get("ETag")
	if known := get("If-None-Match", tag); tag == "" || known.StatusCode != http.StatusNotModified {
		t.Errorf("what the reader has: %d, with the tag %q", known.StatusCode, tag)
	}
	disk["film.mp4"] = &fstest.MapFile{Data: []byte("another")}
	_, h = start(t, Site{Files: filetree.New([]filetree.File{film})})
	if changed := get("If-None-Match", tag); changed.StatusCode != http.StatusOK {
		t.Errorf("another film under the same name: %d", changed.StatusCode)
	}
}

// A key counts anew in each server, so that what one server called a file says nothing to the next.
func TestKeyOfAnotherServer(t *testing.T) {
	t.Parallel()
	file := filetree.File{Name: "a.bin", Key: func() [32]byte { return [32]byte{1} }}
	var sums []string
	for range 2 {
		s, _ := start(t, Site{Files: filetree.New([]filetree.File{file})})
		sums = append(sums, s.current().sumOf(file))
	}
	if sums[0] == sums[1] {
		t.Errorf("two servers have one sum for one key: %q", sums[0])
	}
}
