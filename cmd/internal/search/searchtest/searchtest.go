// Package searchtest reads the files of a search index in full, for tests. It shares no code with the
// package that writes them, and tells what a patient reader could find out.
package searchtest

import (
	"compress/flate"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"testing"
)

// An Index is what is in the files.
type Index struct {
	Count  int                 // of documents, as the root says
	Months []Month             // likewise
	Words  map[string][]Place  // where each word stands, in order
	Texts  map[uint32][]string // of each document by its number: address, date, language, direction, names, description, lines, text

	t    testing.TB
	fsys fs.FS
	dir  string
	read map[string]bool
}

// A Month is the numbers of the documents of one kind and month.
type Month struct{ Kind, Month, Base, Count int }

// A Place is a document that a word stands in.
type Place struct {
	Number uint32
	Level  int
	At     []int
	Marks  []int // of the words before and behind each
}

// Read reads the index below dir. It fails the test if a file is there that no other leads to, and none
// that one leads to.
func Read(t testing.TB, fsys fs.FS, dir string) *Index {
	t.Helper()
	x := &Index{Words: map[string][]Place{}, Texts: map[uint32][]string{}, t: t, fsys: fsys, dir: dir, read: map[string]bool{}}
	c := x.file("root")
	if format := c.number(); format != 1 {
		t.Fatalf("format %d", format)
	}
	x.Count = c.number()
	end := 0
	for range c.number() {
		m := Month{Kind: c.number(), Month: c.number(), Base: end + c.number()}
		m.Count = c.number()
		end = m.Base + m.Count
		x.Months = append(x.Months, m)
	}
	x.node(c.number(), c)
	x.texts()
	names, err := fs.Glob(fsys, dir+"/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if !x.read[strings.TrimSuffix(path.Base(n), ".bin")] {
			t.Errorf("%s: nothing leads to it", n)
		}
	}
	return x
}

// texts reads what is shown of each document.
func (x *Index) texts() {
	for _, m := range x.Months {
		for n := m.Base; n < m.Base+m.Count; n++ {
			fields := strings.Split(string(x.file(fmt.Sprintf("text-%d", n)).rest), "\x1f")
			if len(fields) != 10 {
				x.t.Errorf("number %d has %d fields", n, len(fields))
				continue
			}
			text := fields[8]
			if fields[7] != "0" {
				text += string(x.file(fmt.Sprintf("tail-%d", n)).rest)
			}
			x.Texts[uint32(n)] = append(fields[:7:7], text)
		}
	}
}

func (x *Index) node(depth int, c *cursor) {
	for key := range c.words() {
		name := c.name()
		child := x.file(name)
		if depth > 0 {
			x.node(depth-1, child)
			continue
		}
		if first := x.leaf(child); first != key {
			x.t.Errorf("%s.bin begins with %q and not with %q", name, first, key)
		}
	}
}

// leaf reads a leaf and returns its first word.
func (x *Index) leaf(c *cursor) (first string) {
	small := x.file(c.name())
	c.number() // its size
	for word := range c.words() {
		if first == "" {
			first = word
		}
		if _, twice := x.Words[word]; twice {
			x.t.Errorf("two entries of %q", word)
		}
		n := c.number()
		posts, places := c, small
		if n%2 == 1 {
			posts = x.file(c.name())
			c.number()
			places = x.file(c.name())
			c.number()
		}
		list := make([]Place, n/2)
		next := 0
		for i := range list {
			p := posts.number()
			list[i].Level = p & 7
			list[i].Number = uint32(next + p>>3)
			next += p>>3 + 1
		}
		if n%2 == 0 {
			size := small.number()
			places = &cursor{t: x.t, rest: small.rest[:size]}
			small.rest = small.rest[size:]
		}
		for i := range list {
			at := 0
			for last := false; !last; {
				p := places.number()
				last, at = p&1 == 1, at+p>>1
				list[i].At = append(list[i].At, at)
				list[i].Marks = append(list[i].Marks, int(places.rest[0]), int(places.rest[1]))
				places.rest = places.rest[2:]
			}
		}
		if len(places.rest) > 0 && (n%2 == 0 || len(posts.rest) > 0) {
			x.t.Errorf("%q has more places than documents", word)
		}
		x.Words[word] = list
	}
	return first
}

func (x *Index) file(name string) *cursor {
	x.t.Helper()
	x.read[name] = true
	f, err := x.fsys.Open(x.dir + "/" + name + ".bin")
	if err != nil {
		x.t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(flate.NewReader(f))
	if err != nil {
		x.t.Fatalf("%s: %v", name, err)
	}
	return &cursor{t: x.t, rest: data}
}

// A cursor reads a file.
type cursor struct {
	t    testing.TB
	rest []byte
}

func (c *cursor) number() int {
	v, n := binary.Uvarint(c.rest)
	if n <= 0 {
		c.t.Fatalf("no number in %q", c.rest)
	}
	c.rest = c.rest[n:]
	return int(v)
}

func (c *cursor) name() string {
	name := hex.EncodeToString(c.rest[:8])
	c.rest = c.rest[8:]
	return name
}

// words reads a list, of which the caller reads what belongs to each word.
func (c *cursor) words() func(yield func(string) bool) {
	return func(yield func(string) bool) {
		word := ""
		for range c.number() {
			same := c.number()
			more := c.number()
			next := word[:same] + string(c.rest[:more])
			c.rest = c.rest[more:]
			if next <= word {
				c.t.Errorf("%q stands behind %q", next, word)
			}
			word = next
			if !yield(word) {
				return
			}
		}
	}
}
