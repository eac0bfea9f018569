// Package mention finds names in running text: thousands of names in one pass, whole words of
// every script, the longest name where several begin.
//
// A Finder knows nothing of documents or entities: names go in with numbers, and the numbers of
// those found come out with their places.
package mention

import (
	"slices"
	"strings"

	"briefings/cmd/internal/boundary"
	"briefings/cmd/internal/fold"
)

// A Name is one spelling of what is looked for.
type Name struct {
	Text  string
	Value int32 // what a Match gives back; several names may share one, and one name may have several
}

// A Match is a name in a text.
type Match struct {
	Start, End int   // bytes of the text
	Spelling   int32 // see Finder.Values
}

// A Finder finds a fixed set of names. It may be used by several goroutines at once, each with a
// Scratch of its own.
type Finder struct {
	anyCase bool
	names   []entry // by text
	starts  map[[3]byte]span
	filter  [1 << 10]uint64 // hashes of first three bytes
	short   [256]bool       // first bytes of names of fewer than three
}

type entry struct {
	text   string // folded
	values []int32
}

type span struct{ lo, hi int32 }

// NewNames returns a Finder of proper names: letter case counts, but all capitals also match.
func NewNames(names []Name) *Finder {
	all := make(map[string][]int32, 2*len(names))
	for _, n := range names {
		text := fold.Name(n.Text)
		add(all, text, n.Value)
		if !Common(n.Text) { // a common word in a headline is still one
			add(all, strings.ToUpper(text), n.Value)
		}
	}
	return index(all, false)
}

// NewPhrases returns a Finder of phrases in any letter case.
func NewPhrases(phrases []Name) *Finder {
	all := make(map[string][]int32, len(phrases))
	for _, p := range phrases {
		add(all, fold.Key(p.Text), p.Value)
	}
	return index(all, true)
}

func add(all map[string][]int32, text string, value int32) {
	if text != "" && !slices.Contains(all[text], value) {
		all[text] = append(all[text], value)
	}
}

func index(all map[string][]int32, anyCase bool) *Finder {
	f := &Finder{anyCase: anyCase, names: make([]entry, 0, len(all)), starts: make(map[[3]byte]span, len(all))}
	for text, values := range all {
		slices.Sort(values)
		f.names = append(f.names, entry{text, values})
	}
	slices.SortFunc(f.names, func(a, b entry) int { return strings.Compare(a.text, b.text) })
	for i, n := range f.names {
		if len(n.text) < 3 {
			f.short[n.text[0]] = true
			continue
		}
		k := [3]byte{n.text[0], n.text[1], n.text[2]}
		s, ok := f.starts[k]
		if !ok {
			s.lo = int32(i)
		}
		s.hi = int32(i + 1)
		f.starts[k] = s
		h := hash(k[0], k[1], k[2])
		f.filter[h>>6] |= 1 << (h & 63)
	}
	return f
}

func hash(a, b, c byte) uint32 {
	return ((uint32(a)<<16 | uint32(b)<<8 | uint32(c)) * 0x9e3779b1) >> 16
}

// Values returns the values of all names that are spelled so, ascending. They are not to be changed.
func (f *Finder) Values(spelling int32) []int32 { return f.names[spelling].values }

// Len returns the number of spellings.
func (f *Finder) Len() int { return len(f.names) }

// A Scratch is memory that one goroutine uses again for each text. The zero value is ready.
type Scratch struct {
	buf    []byte
	folded folded
}

// Find calls yield for each match in text, in order; matches do not overlap. A line end is in no
// name.
func (f *Finder) Find(text string, s *Scratch, yield func(Match)) {
	if len(f.names) == 0 {
		return
	}
	if simple(text) {
		if s.buf = append(s.buf[:0], text...); f.anyCase {
			lower(s.buf)
		}
		f.findSimple(text, s.buf, yield)
		return
	}
	s.folded.set(text, f.anyCase)
	f.findFolded(text, &s.folded, yield)
}

// simple says whether folding changes nothing but letter case, so that places need no mapping.
func simple(text string) bool {
	var last byte
	for i := range len(text) {
		c := text[i]
		if c >= 0x80 || c < ' ' && c != '\n' || c == '`' || c == last && (c == ' ' || c == '-') {
			return false
		}
		last = c
	}
	return true
}

func lower(b []byte) {
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// findSimple finds in ASCII text, of which at is the folded form, byte by byte.
func (f *Finder) findSimple(text string, at []byte, yield func(Match)) {
	for i := 0; i < len(at); i++ {
		if i > 0 && wordByte(at[i-1]) && wordByte(at[i]) || !f.mayStart(at, i) {
			continue
		}
		end, n := f.longest(at, i, func(end int) bool {
			return (end == len(at) || !wordByte(at[end-1]) || !wordByte(at[end])) && boundary.Whole(text, i, end)
		})
		if n >= 0 {
			yield(Match{i, end, n})
			i = end - 1
		}
	}
}

func (f *Finder) mayStart(at []byte, i int) bool {
	if i+2 < len(at) {
		h := hash(at[i], at[i+1], at[i+2])
		if f.filter[h>>6]&(1<<(h&63)) != 0 {
			return true
		}
	}
	return f.short[at[i]]
}

// longest returns the longest name at the place that ends where it may, as an index of names; -1 if there is none.
func (f *Finder) longest(at []byte, start int, ends func(end int) bool) (end int, name int32) {
	lo, hi, depth := int32(0), int32(len(f.names)), 0
	if start+2 < len(at) && !f.short[at[start]] {
		s, ok := f.starts[[3]byte{at[start], at[start+1], at[start+2]}]
		if !ok {
			return 0, -1
		}
		lo, hi, depth = s.lo, s.hi, 3
	}
	var found [8]int32 // candidates, the shorter first; of more than eight the shortest are given up
	count := 0
	for ; lo < hi; depth++ {
		if len(f.names[lo].text) == depth {
			found[count%len(found)] = lo
			count++
			lo++
		}
		if start+depth >= len(at) {
			break
		}
		lo, hi = f.narrow(lo, hi, depth, at[start+depth])
	}
	for k := range min(count, len(found)) {
		name := found[(count-1-k)%len(found)]
		if end := start + len(f.names[name].text); ends(end) {
			return end, name
		}
	}
	return 0, -1
}

// narrow returns the names of [lo, hi) whose byte at depth is c. All of them are longer than depth.
func (f *Finder) narrow(lo, hi int32, depth int, c byte) (int32, int32) {
	bound := func(c int) int32 {
		a, b := lo, hi
		for a < b {
			m := (a + b) / 2
			if int(f.names[m].text[depth]) < c {
				a = m + 1
			} else {
				b = m
			}
		}
		return a
	}
	return bound(int(c)), bound(int(c) + 1)
}
