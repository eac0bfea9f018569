package report

import (
	"fmt"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/diff"
)

// plain is for a terminal.
type plain struct{ b *strings.Builder }

func (f *plain) section(title string) {
	if f.b.Len() > 0 {
		f.b.WriteByte('\n')
	}
	f.b.WriteString(title + "\n")
}

func (f *plain) page(p diff.Page) {
	at := p.URL
	if p.From != "" {
		at = p.From + " -> " + p.URL
	}
	fmt.Fprintf(f.b, "  %s  %s\n", diag.Printable(at), diag.Printable(p.Title))
}

func (f *plain) change(c diff.Change) {
	text := f.words(c)
	switch c.Kind {
	case diff.Headline:
		text = "headline: " + text
	case diff.Claim:
		text = "claim: " + text
	}
	fmt.Fprintf(f.b, "    %s %s\n", sign(c), text)
}

func (f *plain) words(c diff.Change) string {
	var out []string
	for _, p := range shortened(c) {
		text := diag.Printable(p.Text)
		switch {
		case c.Was == "" || c.Now == "" || p.Sign == ' ':
		case p.Sign == '-':
			text = "[-" + text + "-]"
		case p.Sign == '+':
			text = "{+" + text + "+}"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func (f *plain) more(text string) { fmt.Fprintf(f.b, "    %s\n", diag.Printable(text)) }

func (f *plain) end(text string) {
	if f.b.Len() > 0 {
		f.b.WriteByte('\n')
	}
	f.b.WriteString(text + "\n")
}

// sign is what stands before a change.
func sign(c diff.Change) string {
	switch {
	case c.Was == "":
		return "+"
	case c.Now == "":
		return "-"
	}
	return "~"
}

// Of a text that has not changed, this many words are shown beside what has; of one that is new or gone, the
// first ones.
const (
	wordsBeside = 6
	wordsAlone  = 40
)

// shortened is a change as pieces, with its unchanged stretches cut.
func shortened(c diff.Change) []diff.Piece {
	if c.Was == "" || c.Now == "" {
		return []diff.Piece{{Text: head(c.Was+c.Now, wordsAlone), Sign: ' '}}
	}
	pieces := diff.Words(c.Was, c.Now)
	for i, p := range pieces {
		if p.Sign != ' ' {
			continue
		}
		words := strings.Fields(p.Text)
		before, after := i > 0, i < len(pieces)-1
		switch {
		case before && after && len(words) > 2*wordsBeside:
			pieces[i].Text = strings.Join(words[:wordsBeside], " ") + " … " + strings.Join(words[len(words)-wordsBeside:], " ")
		case before && !after:
			pieces[i].Text = head(p.Text, wordsBeside)
		case after && !before && len(words) > wordsBeside:
			pieces[i].Text = "… " + strings.Join(words[len(words)-wordsBeside:], " ")
		}
	}
	return pieces
}

// head is the beginning of a text.
func head(text string, most int) string {
	if words := strings.Fields(text); len(words) > most {
		return strings.Join(words[:most], " ") + " …"
	}
	return text
}
