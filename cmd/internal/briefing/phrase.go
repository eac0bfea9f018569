package briefing

import (
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/mention"
	"briefings/cmd/internal/weave"
)

// phrases are those of all rules, found in one pass over each text.
type phrases struct {
	names  []mention.Name
	finder *mention.Finder
	found  []facts // of each entry; nil for one that was not looked at
}

// facts are the phrases in one item, each with its first place. They depend on the document and the
// phrases alone.
type facts []fact

type fact struct {
	phrase int32
	block  int32 // -1: the title or the description
	words  string
	end    int // in the text
}

// of returns the first place of a phrase; nil if it does not stand in the item.
func (f facts) of(phrase int32) *fact {
	for i := range f {
		if f[i].phrase == phrase {
			return &f[i]
		}
	}
	return nil
}

func phraseTest(s *Set, arg string) (test, *wrongArg) {
	number := int32(len(s.phrases.names))
	s.phrases.names = append(s.phrases.names, mention.Name{Text: arg, Value: number})
	return test{
		func(_ *catalog.Entry, f facts) bool { return f.of(number) != nil },
		func(e *catalog.Entry, f facts) Evidence {
			at := f.of(number)
			return Evidence{Where: where(e, at.block), Words: at.words, Private: at.block >= 0 && !weave.Public(e, at.end)}
		},
		phrase(number),
	}, nil
}

// finish makes the phrases ready to be found. prev are those of the set before, or nil.
func (p *phrases) finish(prev *phrases, entries int) {
	if prev != nil && slices.Equal(p.names, prev.names) {
		p.finder = prev.finder
	} else {
		p.finder = mention.NewPhrases(p.names)
	}
	p.found = make([]facts, entries)
}

// in finds the phrases in an item, or knows them from the set before, prev, which has the catalog before
// and may be nil.
func (p *phrases) in(e *catalog.Entry, scratch *mention.Scratch, prev *Set) facts {
	if len(p.names) == 0 {
		return nil
	}
	var f facts
	if prev != nil && e.Kept >= 0 && p.finder == prev.phrases.finder && e.Title == prev.cat.Entries[e.Kept].Title {
		f = prev.phrases.found[e.Kept]
	}
	if f == nil {
		f = p.find(e, scratch)
	}
	p.found[e.Index] = f
	return f
}

// find finds the phrases in the title, the description and the body of an item.
func (p *phrases) find(e *catalog.Entry, scratch *mention.Scratch) facts {
	f := facts{}
	look := func(text string, block func(at int) int32) {
		p.finder.Find(text, scratch, func(m mention.Match) {
			for _, v := range p.finder.Values(m.Spelling) {
				if f.of(v) == nil {
					f = append(f, fact{v, block(m.Start), text[m.Start:m.End], m.End})
				}
			}
		})
	}
	title := func(int) int32 { return -1 }
	look(e.Title, title)
	look(e.Meta.Description, title)
	look(e.Body.Text, func(at int) int32 { return int32(e.Body.BlockAt(at)) })
	return f
}
