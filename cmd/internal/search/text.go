package search

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"briefings/cmd/internal/filetree"
)

// headSize is how many bytes of a text stand with its title; the rest has a file of its own. Documents share no
// files: the results of a query are rarely neighbours, and readers would load what they are not shown.
const headSize = 8 << 10

// fieldEnd keeps fields apart: texts have no such character.
const fieldEnd = "\x1f"

// texts are the files that results are shown with.
func (x *Index) texts() []filetree.File {
	var files []filetree.File
	for i := range x.docs {
		n := strconv.Itoa(int(x.numbers[i]))
		files = append(files, x.text("text-"+n, func(b []byte) []byte { return appendText(b, &x.docs[i]) }))
		if tail := x.docs[i].Text[head(x.docs[i].Text):]; tail != "" {
			files = append(files, x.text("tail-"+n, func(b []byte) []byte { return append(b, tail...) }))
		}
	}
	return files
}

// text is a file that is made when it is asked for.
func (x *Index) text(name string, raw func([]byte) []byte) filetree.File {
	return filetree.File{
		Name:   name + ".bin",
		Append: func(dst []byte) ([]byte, error) { return x.press.text(dst, raw(nil)), nil },
		Key:    func() [32]byte { return sha256.Sum256(raw(nil)) },
	}
}

// head is how many bytes of a text stand with its title: whole lines, if there are lines.
func head(text string) int {
	if len(text) <= headSize {
		return len(text)
	}
	if end := strings.LastIndexByte(text[:headSize], '\n'); end > headSize/2 {
		return end + 1
	}
	n := headSize
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// appendText appends what is shown of a document.
func appendText(b []byte, d *Document) []byte {
	n := head(d.Text)
	b = slices.Grow(b, n+1<<10)
	for _, field := range []string{
		d.URL, d.When, d.Lang, d.Dir, strings.Join(d.Names, "\n"), d.About, strings.Join(d.Lines, "\n"),
		strconv.Itoa(len(d.Text) - n), d.Text[:n],
	} {
		b = append(b, strings.ReplaceAll(field, fieldEnd, " ")...)
		b = append(b, fieldEnd...)
	}
	return b
}
