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

// tree makes the index of the documents' words.
func (x *Index) tree(docs []tokenised) []filetree.File {
	leaves := cut(x.entries(docs), leafBytes, func(e entry) (string, int) {
		if len(e.posts) > lengthy {
			return e.word, len(e.word) + 2*fingerprint
		}
		return e.word, len(e.word) + len(e.posts)
	})
	made := make([]leaf, len(leaves))
	parallel(len(leaves), func() func(int) {
		var raw, places []byte
		return func(i int) {
			made[i].entries = leaves[i]
			raw, places = made[i].make(x.press, raw[:0], places[:0])
		}
	})
	var files []filetree.File
	seen := map[[fingerprint]byte]bool{} // two words may stand at the same places
	keep := func(b blob) {
		if !seen[b.sum] {
			seen[b.sum] = true
			files = append(files, b.file())
		}
	}
	nodes := make([]child, len(made))
	for i, l := range made {
		nodes[i] = l.child
		for _, b := range l.files {
			keep(b)
		}
	}
	depth := 0 // of nodes between the root and the leaves
	for size(nodes) > atMost*nodeBytes {
		depth++
		groups := cut(nodes, nodeBytes, func(c child) (string, int) { return c.key, len(c.key) + fingerprint })
		above := make([]child, len(groups))
		for i, g := range groups {
			b := newBlob(x.press.text(nil, appendNode(nil, g)))
			keep(b)
			above[i] = child{g[0].key, b.sum}
		}
		nodes = above
	}
	return append(files, named("root.bin", x.press.text(nil, x.root(depth, nodes))))
}

func size(nodes []child) int {
	n := 0
	for _, c := range nodes {
		n += len(c.key) + fingerprint
	}
	return n
}

// cut cuts a list into nodes of at least so many bytes. of says the word that an element begins with,
// and its bytes.
func cut[T any](list []T, bytes int, of func(T) (string, int)) [][]T {
	var out [][]T
	start, n := 0, 0
	for i, e := range list {
		word, size := of(e)
		if n >= bytes && digestOf(word)%oneIn == 0 || n >= atMost*bytes {
			out = append(out, list[start:i])
			start, n = i, 0
		}
		n += size
	}
	if start < len(list) {
		out = append(out, list[start:])
	}
	return out
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
