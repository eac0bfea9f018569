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
	Words  map[string][]Place  // where each word stands, and each pair of frequent ones as " a b"; in order
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
	At     []int // nil where that is not told
	Marks  []int // of the words before and behind each
}

// Read reads the index below dir. It fails the test if a file is there that no other leads to, and none
// that one leads to.
func Read(t testing.TB, fsys fs.FS, dir string) *Index {
	t.Helper()
	x := &Index{Words: map[string][]Place{}, Texts: map[uint32][]string{}, t: t, fsys: fsys, dir: dir, read: map[string]bool{}}
	c := x.file("root")
	if format := c.number(); format != 2 {
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
	var places *cursor // of the file that was begun last
	for word := range c.words() {
		if first == "" {
			first = word
		}
		if _, twice := x.Words[word]; twice {
			x.t.Errorf("two entries of %q", word)
		}
		n := c.number()
		if n&2 != 0 {
			if places != nil && len(places.rest) > 0 {
				x.t.Errorf("places before those of %q belong to no word", word)
			}
			places = x.file(c.name())
			c.number() // its size
		}
		posts := c
		if n&1 != 0 {
			posts = x.file(c.name())
		}
		list := make([]Place, n>>2)
		next := 0
		for i := range list {
			p := posts.number()
			list[i].Level = p & 7
			list[i].Number = uint32(next + p>>3)
			next += p>>3 + 1
		}
		if posts != c && len(posts.rest) > 0 {
			x.t.Errorf("%q has more postings than documents", word)
		}
		if word[0] != ':' && (word[0] == ' ' || !x.Frequent(len(list))) {
			size := places.number()
			x.places(word, list, &cursor{t: x.t, rest: places.rest[:size]})
			places.rest = places.rest[size:]
		}
		x.Words[word] = list
	}
	if places != nil && len(places.rest) > 0 {
		x.t.Errorf("places behind those of %q belong to no word", first)
	}
	return first
}

// Frequent reports whether a word is frequent that stands in so many documents: its places are not told.
func (x *Index) Frequent(in int) bool {
	power := 1
	for power <= x.Count {
		power *= 2
	}
	return in*16 >= power
}

func (x *Index) places(word string, list []Place, c *cursor) {
	for i := range list {
		at := 0
		for last := false; !last; {
			p := c.number()
			last, at = p&1 == 1, at+p>>1
			list[i].At = append(list[i].At, at)
			list[i].Marks = append(list[i].Marks, int(c.rest[0]), int(c.rest[1]))
			c.rest = c.rest[2:]
		}
	}
	if len(c.rest) > 0 {
		x.t.Errorf("%q has more places than documents", word)
	}
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
