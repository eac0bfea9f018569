package weave

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"html/template"
	"sync/atomic"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/links"
)

// A Digester has the methods of a Weaver that return texts of documents, and returns in the place of each
// a digest of all that it is made of: where two builds have the same digest, they have the same text. It is
// made in a fraction of the time, for no text is copied, cut into sentences or cleaned.
type Digester struct {
	w     *Weaver
	words []atomic.Pointer[[sha256.Size]byte] // of each entry; see wording
}

// NewDigester returns a Digester of the texts of a Weaver.
func NewDigester(w *Weaver, entries int) *Digester {
	return &Digester{w: w, words: make([]atomic.Pointer[[sha256.Size]byte], entries)}
}

// wording is a digest of what the words of a document are made of, as far as they may be shown: see
// Weaver.words, which puts the titles of other documents among them.
func (d *Digester) wording(e *catalog.Entry) []byte {
	if known := d.words[e.Index].Load(); known != nil {
		return known[:]
	}
	b := appendString(append([]byte(nil), e.Sum[:]...), string(e.Text))
	n := d.w.graph.Of(e)
	for i := range e.Body.Refs {
		if words := label(e, &e.Body.Refs[i], n.Targets[i]); words != "" {
			b = appendString(binary.AppendUvarint(b, uint64(i)), words)
		}
	}
	sum := sha256.Sum256(b)
	d.words[e.Index].Store(&sum)
	return sum[:]
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func text(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Shown stands for Weaver.Shown.
func (d *Digester) Shown(e *catalog.Entry) (template.HTML, bool) {
	if e.Text == frontmatter.Private {
		return "", false
	}
	b := append([]byte(nil), d.wording(e)...)
	for _, in := range d.w.inserts(e, 0, int(e.Body.Size), nil) {
		b = appendString(binary.AppendVarint(binary.AppendVarint(b, int64(in.At)), int64(in.Over)), in.HTML)
	}
	return HTML([]byte(text(b))), e.Text == frontmatter.Full
}

// Opening stands for Weaver.Opening.
func (d *Digester) Opening(e *catalog.Entry) string { return hex.EncodeToString(d.wording(e)) }

// Reference stands for Weaver.Reference.
func (d *Digester) Reference(b links.Backlink) template.HTML {
	return HTML([]byte(text(binary.AppendUvarint(append([]byte(nil), d.wording(b.From)...), uint64(b.Ref)))))
}

// Mention stands for Weaver.Mention.
func (d *Digester) Mention(e *catalog.Entry, entity *catalog.Entry) template.HTML {
	b := append([]byte(nil), d.wording(e)...)
	for _, m := range d.w.graph.Mentions(e) {
		if m.Entity == entity {
			b = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(b, int64(m.Block)), int64(m.Start)), int64(m.End))
		}
	}
	b = append(b, '/')
	for i, t := range d.w.graph.Of(e).Targets {
		if t.Entry == entity {
			b = binary.AppendUvarint(b, uint64(i))
		}
	}
	return HTML([]byte(text(b)))
}

// Links stands for Weaver.Links. The digest of the text is one of its links too.
func (d *Digester) Links(template.HTML) []string { return nil }
