package search

import (
	"crypto/sha256"
	"strconv"
	"strings"
	"unicode/utf8"

	"briefings/cmd/internal/filetree"
)

// A result shows a document's title and some of its text. Two documents share a file: results are rarely
// neighbours, so that more would cost readers bytes, and fewer would make as many files as pages.
const (
	perText  = 2
	headSize = 4 << 10 // bytes of a text that stand there; the rest has a file of its own
)

// Fields and documents are kept apart by characters that texts have not.
const (
	fieldEnd    = "\x1f"
	documentEnd = "\x1e"
)

// texts are the files that results are shown with.
func (x *Index) texts() []filetree.File {
	var files []filetree.File
	for to := 0; to < len(x.docs); {
		from, n := to, x.numbers[to]/perText
		for to < len(x.docs) && x.numbers[to]/perText == n {
			to++
		}
		end := to
		files = append(files, text("text-"+strconv.Itoa(int(n)), func(b []byte) []byte { return x.appendTexts(b, from, end) }))
	}
	for i := range x.docs {
		if tail := x.docs[i].Text[head(x.docs[i].Text):]; tail != "" {
			files = append(files, text("tail-"+strconv.Itoa(int(x.numbers[i])), func(b []byte) []byte { return append(b, tail...) }))
		}
	}
	return files
}

// text is a file that is made when it is asked for.
func text(name string, raw func([]byte) []byte) filetree.File {
	return filetree.File{
		Name:   name + ".bin",
		Append: func(dst []byte) ([]byte, error) { return deflate(dst, raw(nil), forText), nil },
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

// appendTexts appends the documents of one file, each at the place that its number has there.
func (x *Index) appendTexts(b []byte, from, to int) []byte {
	clean := strings.NewReplacer(fieldEnd, " ", documentEnd, " ")
	at := x.numbers[from] / perText * perText
	for i := from; i < to; i++ {
		for ; at < x.numbers[i]; at++ {
			b = append(b, documentEnd...)
		}
		d := &x.docs[i]
		n := head(d.Text)
		for _, field := range []string{
			d.URL, d.When, d.Lang, d.Dir, strings.Join(d.Names, "\n"), d.About, strings.Join(d.Lines, "\n"),
			strconv.Itoa(len(d.Text) - n), d.Text[:n],
		} {
			b = append(b, clean.Replace(field)...)
			b = append(b, fieldEnd...)
		}
	}
	return b
}
