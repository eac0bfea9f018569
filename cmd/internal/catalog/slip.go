package catalog

import (
	"fmt"
	"maps"
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"

	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// often is how often a name without a file is written for it to be right.
const often = 2

// slips reports the names of sources and places that are written once and are most likely others: each would
// have a page of its own, or none, and nobody would see it.
func (c *Catalog) slips() {
	c.sourceSlips()
	c.placeSlips()
}

// spellings are folded names that are right, and what they are the names of, by their first letter: nobody
// gets that wrong.
type spellings map[rune][]spelling

type spelling struct {
	name, of string
	letters  uint64 // see diag.Letters
}

func (x spellings) add(name, of string) {
	key := fold.Key(name)
	first, _ := utf8.DecodeRuneInString(key)
	x[first] = append(x[first], spelling{key, of, diag.Letters(key)})
}

// meant returns what a name most likely is, if it is wrong by as few letters as wrong counts, which is 0 for another name;
// empty if it is right, or none of them.
func (x spellings) meant(name string, wrong func(name, other string) int) (of string) {
	key := fold.Key(name)
	first, _ := utf8.DecodeRuneInString(key)
	letters := diag.Letters(key)
	least := math.MaxInt
	for _, k := range x[first] {
		if k.name == key {
			return ""
		}
		if bits.OnesCount64(letters^k.letters) > diag.MostLetters {
			continue
		}
		if n := wrong(key, k.name); n > 0 && n < least {
			least, of = n, k.of
		}
	}
	return of
}

// slip counts the letters that diag.Slip takes for wrong: all are alike to it.
func slip(name, other string) int {
	if diag.Slip(name, other) {
		return 1
	}
	return 0
}

func (c *Catalog) sourceSlips() {
	known := spellings{}
	for _, s := range c.allSources {
		switch {
		case s.file != nil:
			for _, name := range append([]string{s.file.ID, s.file.Title}, s.file.Names...) {
				known.add(name, s.file.ID)
			}
		case s.uses >= often:
			known.add(s.Title, s.Title)
		}
	}
	for _, s := range c.allSources {
		if s.file != nil || s.uses != 1 {
			continue
		}
		if name := known.meant(s.Title, slip); name != "" {
			c.reportKey(s.by, diag.NameNear, fmt.Sprintf("no other document names the source %q", s.Title),
				fmt.Sprintf("did you mean %q? if not, give it a file under content/sources/", name), s.by.keyOf(s)...)
		}
	}
}

// keyOf is the key that names a source of a document.
func (e *Entry) keyOf(s *Source) []any {
	switch s {
	case e.Publisher:
		return []any{"source", "publisher"}
	case e.Agency:
		return []any{"source", "agency"}
	}
	for i, v := range e.Via {
		if v == s {
			return []any{"source", "via", i}
		}
	}
	return []any{"source"}
}

// folderSlip reports the folder at the top of content/ that a document stands in if it should most likely say
// what is in it, and does not. Of one folder it is always the same problem.
func (c *Catalog) folderSlip(d *content.Document, name permalink.Name) []diag.Problem {
	folder, meant := name.MeantKind(c.Config.Kinds)
	if folder == "" || !c.Config.Declared || d.Meta.Type != "" {
		return nil
	}
	return []diag.Problem{{
		Path: "content/" + folder, Code: diag.NameNear, Message: "a folder of no kind: what is in it are pages",
		Cure: fmt.Sprintf("did you mean content/%s/? if not, say it under [kinds]: %q = \"page\"", meant, folder),
	}}
}

func (c *Catalog) placeSlips() {
	plain := map[string][]*Entry{} // by folded name, which is no entity's id
	for _, e := range c.Entries {
		if e.Meta.Place != "" && c.Place(e) == nil {
			key := fold.Key(e.Meta.Place)
			plain[key] = append(plain[key], e)
		}
	}
	if len(plain) == 0 {
		return
	}
	known := spellings{}
	for _, e := range c.Entries {
		if kind := e.Meta.Entity.Kind; e.Kind == "entity" && (kind == "place" || kind == "") {
			for _, name := range append(e.AllNames(), e.ID) {
				known.add(name, e.ID)
			}
		}
	}
	names := slices.Sorted(maps.Keys(plain))
	for _, name := range names {
		if by := plain[name]; len(by) >= often {
			known.add(name, by[0].Meta.Place)
		}
	}
	for _, name := range names {
		by := plain[name]
		if len(by) > 1 {
			continue
		}
		if of := known.meant(name, slip); of != "" {
			c.reportKey(by[0], diag.NameNear, fmt.Sprintf("no other document names the place %q", by[0].Meta.Place),
				fmt.Sprintf("did you mean %q? if not, give it a file under content/entities/", of), "place")
		}
	}
}
