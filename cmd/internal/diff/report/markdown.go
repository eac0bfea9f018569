package report

import (
	"fmt"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/diff"
)

// markdown is for a merge request: what CommonMark and GitHub make of it. The words are strangers', so
// nothing in them is markup, and nobody is called by an @ in them.
type markdown struct{ b *strings.Builder }

func (f *markdown) section(title string) {
	if f.b.Len() > 0 {
		f.b.WriteByte('\n')
	}
	fmt.Fprintf(f.b, "### %s\n\n", title)
}

func (f *markdown) page(p diff.Page) {
	at := escaped(p.URL)
	if p.From != "" {
		at = escaped(p.From) + " → " + at
	}
	fmt.Fprintf(f.b, "- **%s** %s\n", escaped(p.Title), at)
}

func (f *markdown) change(c diff.Change) {
	label := map[string]string{diff.Headline: "headline: ", diff.Claim: "claim: ", diff.Added: "new: ", diff.Removed: "gone: "}[c.Kind]
	var out []string
	for _, p := range shortened(c) {
		text := escaped(p.Text)
		switch {
		case c.Was == "" || c.Now == "" || p.Sign == ' ':
		case p.Sign == '-':
			text = "<del>" + text + "</del>"
		case p.Sign == '+':
			text = "<ins>" + text + "</ins>"
		}
		out = append(out, text)
	}
	fmt.Fprintf(f.b, "  - %s%s\n", label, strings.Join(out, " "))
}

func (f *markdown) more(text string) { fmt.Fprintf(f.b, "  - %s\n", escaped(text)) }

func (f *markdown) end(text string) {
	if f.b.Len() > 0 {
		f.b.WriteByte('\n')
	}
	f.b.WriteString(text + "\n")
}

// escaped is a text that stands for itself wherever it is put, but at the beginning of a line. A word that
// begins with @ or # gets a sign without width in it: as an entity it would still be a person or an issue.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range diag.Printable(text) {
		switch r {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '\\', '`', '*', '_', '[', ']', '|', '~', '$', '!', '{', '}':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '@', '#':
			b.WriteRune(r)
			b.WriteRune('\u200b')
		default:
			b.WriteRune(r)
		}
	}
	// Addresses of other sites must not become links by themselves.
	return strings.NewReplacer("://", ":\u200b//", "www.", "www\u200b.").Replace(b.String())
}
