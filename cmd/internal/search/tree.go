package search

import (
	"encoding/binary"

	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/parallel"
)

// The sizes of nodes, in bytes before they are deflated. Where one ends depends on its words and not on
// how many stand before it, so that a new word changes its own node alone.
const (
	leafBytes  = 6 << 10
	nodeBytes  = 1 << 10
	lengthy    = 1 << 10  // postings of more bytes have a file of their own
	placeBytes = 12 << 10 // of a file with the places of several words
	oneIn      = 4        // words may end a node that is large enough
	atMost     = 4        // times the size, whatever the words are
)

// format is the first number of the root; another format has another.
const format = 2

// A child is a node of the tree as the one above it knows it.
type child struct {
	key string // its first word
	sum [fingerprint]byte
}

// A leaf is a run of entries. Its own file names those of what does not stand in it.
type leaf struct {
	entries []entry
	files   []blob
	child
}

// A shelf collects the files of an index.
type shelf struct {
	files []filetree.File
	seen  map[[fingerprint]byte]bool // two words may stand at the same places
}

func (s *shelf) add(b blob) {
	if !s.seen[b.sum] {
		s.seen[b.sum] = true
		s.files = append(s.files, b.file())
	}
}

// tree makes the index of the documents' words. Of a leaf only its files are kept.
func (x *Index) tree(l *lexicon) []filetree.File {
	shelf := &shelf{seen: map[[fingerprint]byte]bool{}}
	var nodes []child
	press := func(leaves []leaf) {
		parallel.With(len(leaves), func() func(int) {
			var raw, places []byte
			return func(i int) { raw, places = leaves[i].make(x.press, raw[:0], places[:0]) }
		})
		for _, l := range leaves {
			nodes = append(nodes, l.child)
			for _, b := range l.files {
				shelf.add(b)
			}
		}
	}
	knife := knife{bytes: leafBytes}
	var last leaf
	for entries := range l.entries() {
		var whole []leaf
		for _, e := range entries {
			if knife.cuts(e.word, e.size()) {
				whole = append(whole, last)
				last = leaf{}
			}
			last.entries = append(last.entries, e)
		}
		press(whole)
	}
	if len(last.entries) > 0 {
		press([]leaf{last})
	}
	depth := 0 // of nodes between the root and the leaves
	for size(nodes) > atMost*nodeBytes {
		depth++
		groups := cut(nodes, nodeBytes)
		above := make([]child, len(groups))
		for i, g := range groups {
			b := newBlob(x.press.text(nil, appendNode(nil, g)))
			shelf.add(b)
			above[i] = child{g[0].key, b.sum}
		}
		nodes = above
	}
	return append(shelf.files, named("root.bin", x.press.text(nil, x.root(depth, nodes))))
}

// size is how many bytes of a leaf an entry takes.
func (e entry) size() int {
	if len(e.posts) > lengthy {
		return len(e.word) + fingerprint
	}
	return len(e.word) + len(e.posts)
}

func (c child) size() int { return len(c.key) + fingerprint }

func size(nodes []child) int {
	n := 0
	for _, c := range nodes {
		n += c.size()
	}
	return n
}

// A knife cuts a list into nodes of at least so many bytes.
type knife struct{ bytes, n int }

// cuts reports whether a node ends before an element that begins with a word and has so many bytes.
func (k *knife) cuts(word string, size int) bool {
	cuts := k.n >= k.bytes && digestOf(word)%oneIn == 0 || k.n >= atMost*k.bytes
	if cuts {
		k.n = 0
	}
	k.n += size
	return cuts
}

// cut cuts a level of the tree into nodes of at least so many bytes.
func cut(level []child, bytes int) [][]child {
	var out [][]child
	knife := knife{bytes: bytes}
	start := 0
	for i, c := range level {
		if knife.cuts(c.key, c.size()) {
			out = append(out, level[start:i])
			start = i
		}
	}
	return append(out, level[start:])
}

// root says which documents there are, and has the top of the tree.
func (x *Index) root(depth int, nodes []child) []byte {
	b := binary.AppendUvarint(nil, format)
	b = binary.AppendUvarint(b, uint64(len(x.docs)))
	b = binary.AppendUvarint(b, uint64(len(x.months)))
	end := uint32(0)
	for _, m := range x.months {
		b = binary.AppendUvarint(b, uint64(m.kind))
		b = binary.AppendUvarint(b, uint64(m.month))
		b = binary.AppendUvarint(b, uint64(m.base-end))
		b = binary.AppendUvarint(b, uint64(m.count))
		end = m.base + m.count
	}
	b = binary.AppendUvarint(b, uint64(depth))
	return appendNode(b, nodes)
}

// appendNode appends the words that nodes begin with, and their names.
func appendNode(b []byte, nodes []child) []byte {
	b = binary.AppendUvarint(b, uint64(len(nodes)))
	prev := ""
	for _, c := range nodes {
		b = appendWord(b, prev, c.key)
		b = append(b, c.sum[:]...)
		prev = c.key
	}
	return b
}

// appendWord appends a word by what it has in common with the one before.
func appendWord(b []byte, prev, word string) []byte {
	n := 0
	for n < len(prev) && n < len(word) && prev[n] == word[n] {
		n++
	}
	b = binary.AppendUvarint(b, uint64(n))
	b = binary.AppendUvarint(b, uint64(len(word)-n))
	return append(b, word[n:]...)
}

// What the number of an entry's documents is followed by, in the bits below it.
const (
	ownPosts    = 1 << iota // the name of a file of postings, and not these
	startPlaces             // before that, the name and size of a file: places of this entry and of the next ones
	entryBits   = iota
)

// make makes the leaf's files, in memory that it returns to be used again.
func (l *leaf) make(p *press, raw, places []byte) ([]byte, []byte) {
	l.key = l.entries[0].word
	file := func(b blob) blob {
		l.files = append(l.files, b)
		return b
	}
	raw = binary.AppendUvarint(raw, uint64(len(l.entries)))
	prev := ""
	rest := l.entries // whose places have no file yet
	for i, e := range l.entries {
		raw = appendWord(raw, prev, e.word)
		prev = e.word
		flags := uint64(0)
		if len(e.posts) > lengthy {
			flags |= ownPosts
		}
		starts := e.places != nil && len(l.entries)-len(rest) <= i
		if starts {
			flags |= startPlaces
		}
		raw = binary.AppendUvarint(raw, uint64(e.count)<<entryBits|flags)
		if starts {
			places, rest = fill(places[:0], l.entries[i:])
			b := file(newBlob(p.number(nil, places)))
			raw = append(raw, b.sum[:]...)
			raw = binary.AppendUvarint(raw, uint64(len(b.data)))
		}
		if flags&ownPosts == 0 {
			raw = append(raw, e.posts...)
			continue
		}
		b := file(newBlob(p.number(nil, e.posts)))
		raw = append(raw, b.sum[:]...)
	}
	l.sum = file(newBlob(p.text(nil, raw))).sum
	return raw, places
}

// fill appends the places of the first of some entries, no more than belong into one file, and returns the entries
// that are left.
func fill(b []byte, entries []entry) ([]byte, []entry) {
	for i, e := range entries {
		if e.places == nil {
			continue
		}
		if len(b) > 0 && len(b)+len(e.places) > placeBytes {
			return b, entries[i:]
		}
		b = binary.AppendUvarint(b, uint64(len(e.places)))
		b = append(b, e.places...)
	}
	return b, nil
}

// digestOf is a number that depends on the word alone.
func digestOf(word string) uint32 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return h >> 8
}
