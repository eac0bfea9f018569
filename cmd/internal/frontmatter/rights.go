package frontmatter

import "briefings/cmd/internal/typed"

// Rights say how much of a document's text may be shown. None are given if they are empty.
type Rights string

const (
	Full    Rights = "full"
	Excerpt Rights = "excerpt" // how it begins
	Private Rights = "private" // no word of it
)

// ReadRights takes the key "text", here and in briefings.toml; empty if it is not there. What cannot be
// understood must not show more than its author wanted.
func ReadRights(t *typed.Table) Rights {
	s := t.OneOf("text", string(Full), string(Excerpt), string(Private))
	if s == "" && t.Bad("text") {
		return Private
	}
	return Rights(s)
}
