package weave

import (
	"bytes"
	"html/template"
	"strings"

	"briefings/cmd/internal/boundary"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/links"
)

// sentenceLength is how many characters of a sentence are shown around a link or a name.
const sentenceLength = 320

// Reference returns the sentence that a document refers to another in, with the words of the
// reference marked. Empty if it may not be shown.
func (w *Weaver) Reference(b links.Backlink) template.HTML {
	r := b.From.Body.Refs[b.Ref]
	return w.sentence(b.From, r.Block, r.Start, r.End)
}

// Mention returns the sentence that a document first names an entity in, likewise. A mention that
// stands by itself, as in a table, gives way to one in a sentence.
func (w *Weaver) Mention(e *catalog.Entry, entity *catalog.Entry) template.HTML {
	for _, m := range w.graph.Mentions(e) {
		if m.Entity == entity && m.Block >= 0 {
			if s := w.sentence(e, m.Block, m.Start, m.End); s != "" {
				return s
			}
		}
	}
	for i, t := range w.graph.Of(e).Targets {
		if t.Entry == entity {
			if s := w.Reference(links.Backlink{From: e, Ref: i}); s != "" {
				return s
			}
		}
	}
	return ""
}

func (w *Weaver) sentence(e *catalog.Entry, block, start, end int32) template.HTML {
	if block < 0 || int(block) >= len(e.Body.Blocks) {
		return ""
	}
	if b := e.Body.Blocks[block]; start < b.Start || end > b.End || !Public(e, int(end)) {
		return ""
	}
	text, s, t := w.words(e, block, start, end)
	if strings.TrimSpace(text) == strings.TrimSpace(text[s:t]) {
		return ""
	}
	from, to := boundary.Sentence(text, s, t)
	text, s, t = boundary.Clip(text[from:to], s-from, t-from, sentenceLength)
	if s == t {
		return HTML([]byte(template.HTMLEscapeString(text)))
	}
	return HTML([]byte(template.HTMLEscapeString(text[:s]) + "<mark>" + template.HTMLEscapeString(text[s:t]) + "</mark>" + template.HTMLEscapeString(text[t:])))
}

// words returns the text of a block as a reader sees it, as much as may be shown, with the new place
// of a piece of it: references by id show their label, citations show nothing. A
// cell of a table comes with its row.
func (w *Weaver) words(e *catalog.Entry, block, start, end int32) (text string, from, to int) {
	first, last := int(block), int(block)
	blocks := e.Body.Blocks
	if blocks[block].Kind == hypertext.Cell {
		for first > 0 && blocks[first-1].Kind == hypertext.Cell && blocks[first-1].Line == blocks[block].Line {
			first--
		}
		for last+1 < len(blocks) && blocks[last+1].Kind == hypertext.Cell && blocks[last+1].Line == blocks[block].Line {
			last++
		}
	}
	seen, unseen := visible(e)
	stop := min(blocks[last].End, unseen)
	out, from, to := w.read(e, max(blocks[first].Start, seen), stop, start, end)
	text = strings.ReplaceAll(string(out), "\n", " ")
	if stop < blocks[last].End {
		text += ellipsis
	}
	return text, from, to
}

// read returns the text from pos to stop as a reader sees it, with the new place of the piece from start
// to end: see words.
func (w *Weaver) read(e *catalog.Entry, pos, stop, start, end int32) (out []byte, from, to int) {
	from, to = -1, -1
	note := func(at int32) { // places within text that is copied
		if from < 0 && start <= at {
			from = len(out) - int(at-start)
		}
		if to < 0 && end <= at {
			to = len(out) - int(at-end)
		}
	}
	copyTo := func(at int32) {
		out = append(out, e.Body.Text[pos:at]...)
		pos = at
		note(at)
	}
	n := w.graph.Of(e)
	for i := range e.Body.Refs {
		r := &e.Body.Refs[i]
		if r.Kind == hypertext.Cite && r.Start >= pos && r.End <= stop {
			copyTo(r.Start)
			out = bytes.TrimRight(out, " ") // a citation leaves no words, and no blank either
			continue
		}
		if r.Start < pos || r.End > stop {
			continue
		}
		words := label(e, r, n.Targets[i])
		if words == "" {
			continue
		}
		copyTo(r.Start)
		if start == r.Start && end == r.End {
			from = len(out)
			out = append(out, words...)
			to = len(out)
		} else {
			out = append(out, words...)
		}
		pos = r.End
	}
	copyTo(stop)
	from, to = min(from, len(out)), min(to, len(out))
	if from < 0 || to < from { // the piece lay within words that a title took the place of
		return out, 0, 0
	}
	return out, from, to
}

// label returns what a reference without a label shows in the place of ids, which read badly in a text: the title of
// its document, and the words of the heading that it leads to. It is empty where what the author wrote stays.
func label(e *catalog.Entry, r *hypertext.Ref, t links.Target) string {
	if r.Kind != hypertext.Wiki || r.Labelled || r.InLink || t.Entry == nil || !t.Entry.Published() {
		return ""
	}
	named := t.Entry != e && !t.ByTitle && t.Entry.Meta.Title != ""
	words := r.Target
	if named {
		words = t.Entry.Title
	}
	if t.Fragment == "" || r.Fragment[0] == '^' {
		if !named {
			return ""
		}
		return words
	}
	part := hypertext.Part(r.Fragment)
	if t.Heading != "" && t.Entry.Text == frontmatter.Full {
		part = t.Heading
	}
	if words == "" {
		return part
	}
	return words + hypertext.Within + part
}
