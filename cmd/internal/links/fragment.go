package links

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/hypertext"
)

// maxCompared is how many headings are compared with one that is not there: comparing each missing
// one with each there is would take the square of both.
const maxCompared = 100

// fragment finds the heading or block that a reference names in a document.
func (g *Graph) fragment(from, to *catalog.Entry, r *hypertext.Ref, t Target) (Target, diag.Problem) {
	if r.Fragment == "" || r.Fragment == "top" {
		return t, diag.Problem{}
	}
	id, ok := g.anchors[to.Index].find(to, r.Fragment)
	if ok {
		t.Fragment, t.Heading = id, g.anchors[to.Index].words[id]
		return t, diag.Problem{}
	}
	what := "heading"
	if r.Fragment[0] == '^' {
		what = "block"
	}
	where := string(to.Path)
	if from == to {
		where = "this document"
	}
	p := diag.Problem{Code: diag.Fragment, Message: fmt.Sprintf("no %s %q in %s", what, r.Fragment, where)}
	if to.Text != frontmatter.Full || !to.Published() {
		return t, p // a cure would print headings that may not be shown
	}
	var have []string
	for _, h := range to.Body.Headings[:min(len(to.Body.Headings), maxCompared)] {
		have = append(have, h.Text, h.ID)
	}
	if what == "heading" {
		p.Cure = headings(to.Body.Headings)
	}
	p.Cure = diag.DidYouMean(diag.Nearest(r.Fragment, have), p.Cure)
	return t, p
}

// mostTold is how many headings a cure names.
const mostTold = 5

// headings says which there are.
func headings(all []hypertext.Heading) string {
	if len(all) == 0 {
		return "it has no headings"
	}
	var names []string
	for _, h := range all[:min(len(all), mostTold)] {
		names = append(names, strconv.Quote(h.Text))
	}
	if len(all) > mostTold {
		names = append(names, "...")
	}
	return "its headings are " + strings.Join(names, ", ")
}

// An anchorIndex finds the ids of one document by what references write for them. It is filled when the
// first is looked for.
type anchorIndex struct {
	once    sync.Once
	anchors map[string]string // by id; those of blocks, with "^", in lower case
	words   map[string]string // of headings, by id
	heads   [2]headingIndex   // by headingKey, and by bareKey
}

// A headingIndex finds headings by their folded words and ids. The first of them wins.
type headingIndex struct {
	once       sync.Once
	words, ids map[string]string
}

// find returns the id for a heading's words, a heading's id, a block's ^id, or the title.
func (x *anchorIndex) find(e *catalog.Entry, s string) (string, bool) {
	x.once.Do(func() { x.fill(e.Body) })
	if s[0] == '^' {
		id, ok := x.anchors[strings.ToLower(s)]
		return id, ok
	}
	last := s
	if i := strings.LastIndexByte(s, '#'); i >= 0 {
		last = s[i+1:] // Obsidian writes the headings above it too
	}
	for _, key := range []string{last, fold.Anchor(last)} { // as it is, and as a document's own id is kept
		if id, ok := x.anchors[key]; ok {
			return id, true
		}
	}
	for i, same := range []func(string) string{headingKey, bareKey} {
		key := same(last)
		if key == "" {
			continue
		}
		h := &x.heads[i]
		h.once.Do(func() { h.fill(e.Body, same) })
		for _, ids := range []map[string]string{h.words, h.ids} {
			if id, ok := ids[key]; ok {
				return id, true
			}
		}
		if same(e.Title) == key || same(e.Body.Title) == key || same(e.Body.TitleID) == key {
			return "", true
		}
	}
	return "", strings.HasPrefix(s, "fn:") || strings.HasPrefix(s, "fnref:")
}

func (x *anchorIndex) fill(b *hypertext.Body) {
	x.anchors = make(map[string]string, len(b.Anchors))
	for _, a := range b.Anchors {
		key := a.ID
		if strings.HasPrefix(key, "^") {
			key = strings.ToLower(key)
		}
		first(x.anchors, key, a.ID)
	}
	x.words = make(map[string]string, len(b.Headings))
	for _, h := range b.Headings {
		x.words[h.ID] = h.Text
	}
}

func (h *headingIndex) fill(b *hypertext.Body, same func(string) string) {
	h.words, h.ids = make(map[string]string, len(b.Headings)), make(map[string]string, len(b.Headings))
	for _, x := range b.Headings {
		first(h.words, same(x.Text), x.ID)
		if x.Source != "" {
			first(h.words, same(x.Source), x.ID)
		}
		first(h.ids, same(x.ID), x.ID)
	}
}

func first(m map[string]string, key, id string) {
	if _, ok := m[key]; !ok {
		m[key] = id
	}
}

// headingKey folds a heading as references may write it: Obsidian leaves out what has a meaning in
// its links.
func headingKey(s string) string {
	return fold.Key(strings.Map(func(r rune) rune {
		if strings.ContainsRune("#^[]|:*`_", r) {
			return ' '
		}
		return r
	}, s))
}

// bareKey is a heading's letters and digits: programs make ids of headings in many ways, and differ
// in what they do with everything else.
func bareKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.M, unicode.N) {
			return r
		}
		return -1
	}, fold.Search(s))
}
