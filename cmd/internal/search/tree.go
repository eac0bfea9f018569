package search

import (
	"encoding/binary"

	"briefings/cmd/internal/filetree"
)

// The sizes of nodes, in bytes before they are deflated. Where one ends depends on its words and not on
// how many stand before it, so that a new word changes its own node alone.
const (
	leafBytes = 12 << 10
	nodeBytes = 1 << 10
	lengthy   = 2 << 10 // postings of more bytes have a file of their own
	oneIn     = 4       // words may end a node that is large enough
	atMost    = 4       // times the size, whatever the words are
)

// format is the first number of the root; another format has another.
const format = 1

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
func (x *Index) tree(r *reading) []filetree.File {
	shelf := &shelf{seen: map[[fingerprint]byte]bool{}}
	var nodes []child
	press := func(leaves []leaf) {
		parallel(len(leaves), func() func(int) {
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
	for entries := range x.entries(r) {
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
		return len(e.word) + 2*fingerprint
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

// make makes the leaf's files, in memory that it returns to be used again.
func (l *leaf) make(p *press, raw, places []byte) ([]byte, []byte) {
	l.key = l.entries[0].word
	for _, e := range l.entries {
		if len(e.posts) <= lengthy {
			places = binary.AppendUvarint(places, uint64(len(e.places)))
			places = append(places, e.places...)
		}
	}
	at := newBlob(p.number(nil, places))
	l.files = append(l.files, at)
	raw = append(raw, at.sum[:]...)
	raw = binary.AppendUvarint(raw, uint64(len(at.data)))
	raw = binary.AppendUvarint(raw, uint64(len(l.entries)))
	prev := ""
	for _, e := range l.entries {
		raw = appendWord(raw, prev, e.word)
		prev = e.word
		if len(e.posts) <= lengthy {
			raw = binary.AppendUvarint(raw, uint64(e.count)<<1)
			raw = append(raw, e.posts...)
			continue
		}
		raw = binary.AppendUvarint(raw, uint64(e.count)<<1|1)
		for _, b := range []blob{newBlob(p.number(nil, e.posts)), newBlob(p.number(nil, e.places))} {
			l.files = append(l.files, b)
			raw = append(raw, b.sum[:]...)
			raw = binary.AppendUvarint(raw, uint64(len(b.data)))
		}
	}
	b := newBlob(p.text(nil, raw))
	l.files = append(l.files, b)
	l.sum = b.sum
	return raw, places
}

// digestOf is a number that depends on the word alone.
func digestOf(word string) uint32 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return h >> 8
}
