// Package owner says who has which name in the output.
//
// A name has one owner, whoever comes first, and a second is a problem that names both. Nothing is a
// file and a folder at once.
package owner

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/output/manifest"
)

// An Owner is what a name in the output belongs to.
type Owner struct {
	Path   string // of the file that it is made of, from the site's root; empty for what no file makes
	Label  string // what is made: "the home page"; empty for a document's own page
	folder bool   // the name is a folder with something of the owner's in it
	Coming bool   // nothing is made there yet

	// Without is how a site does without what is made, as a cure; no static file takes its place. Empty for what
	// is a page, and for what one may stand in for.
	Without string
}

func (o Owner) String() string { return cmp.Or(o.Path, o.Label) }

// A Registry is the names of one output.
//
// What it answers depends on what it was asked before and on nothing else, so that a Registry that is
// asked what an earlier one was asked, from the first question on, has that one's answers without
// having to know a single name. It learns them when it is asked something else.
type Registry struct {
	Problems []diag.Problem

	asked  []question
	former []question        // of the earlier one; nil once the two have parted
	owners map[string]holder // by folded name; nil until they are needed
	place  func(path string) (line, col int)
}

// A question is one call of a method, with its answer.
type question struct {
	sort    sort
	name    string
	by      Owner // who claims it
	*answer       // nil, as nearly always: a claim is granted, a name is nobody's
}

// A holder has a name: whoever claimed it, or something in it.
type holder struct {
	question int32 // in Registry.asked
	folder   bool
}

type sort uint8

const (
	claims sort = iota
	owner
	release
)

// An answer says whose a name is, or what came of a claim to it.
type answer struct {
	refused refusal
	name    string // that another has: the one that was claimed, or a folder of it
	owner   Owner  // of that
	known   bool   // it is somebody's
}

type refusal uint8

const (
	granted refusal = iota
	taken
	unlistable
)

// New returns a registry without names. prev is an earlier one, or nil. place says where in a file of the
// site its address is written; 0, 0 for none. It may be nil.
func New(prev *Registry, place func(path string) (line, col int)) *Registry {
	r := &Registry{place: place}
	if prev != nil {
		r.former = prev.asked
		r.asked = make([]question, 0, len(prev.asked)+len(prev.asked)/8)
	}
	return r
}

// ask answers a question as the earlier registry did, or else by what has a name.
func (r *Registry) ask(q question) answer {
	k := len(r.asked)
	r.asked = append(r.asked, q)
	if k < len(r.former) && r.former[k].sort == q.sort && r.former[k].name == q.name && r.former[k].by == q.by {
		r.asked[k].answer = r.former[k].answer
	} else {
		r.learn(k)
		if a := r.answer(k); a != (answer{}) {
			r.asked[k].answer = &a
		}
	}
	if a := r.asked[k].answer; a != nil {
		return *a
	}
	return answer{}
}

// learn parts with the earlier registry, when it has been asked n questions.
func (r *Registry) learn(n int) {
	r.former = nil
	if r.owners != nil {
		return
	}
	r.owners = make(map[string]holder, 2*n) // most names have a folder of their own
	for k := range n {
		r.answer(k)
	}
}

// holder returns whose a folded name is; false if it is nobody's.
func (r *Registry) holder(key string) (Owner, bool) {
	h, known := r.owners[key]
	if !known {
		return Owner{}, false
	}
	by := r.asked[h.question].by
	by.folder = h.folder
	return by, true
}

// answer answers a question and does what it asks for.
func (r *Registry) answer(k int) answer {
	q := &r.asked[k]
	key := fold.Key(q.name)
	other, known := r.holder(key)
	switch {
	case q.sort == owner:
		return answer{owner: other, known: known}
	case q.sort == release:
		delete(r.owners, key)
		return answer{}
	case known:
		return answer{refused: taken, name: q.name, owner: other}
	}
	for end := strings.LastIndexByte(key, '/'); end > 0; end = strings.LastIndexByte(key[:end], '/') {
		other, known := r.holder(key[:end])
		if known && !other.folder {
			return answer{refused: taken, name: path.Dir(q.name), owner: other}
		}
		if known {
			break
		}
		r.owners[key[:end]] = holder{int32(k), true}
	}
	if manifest.Unlistable(q.name) != "" {
		return answer{refused: unlistable}
	}
	r.owners[key] = holder{int32(k), false}
	return answer{}
}

// Owner returns whose a name is; false if it is nobody's.
func (r *Registry) Owner(name string) (Owner, bool) {
	a := r.ask(question{sort: owner, name: name})
	return a.owner, a.known
}

// Release makes a name nobody's again. Names below it stay whose they are.
func (r *Registry) Release(name string) { r.ask(question{sort: release, name: name}) }

// Claim gives a name to an owner; false if it cannot have it, which is reported. Names that differ
// by letter case or Unicode form only are one name: some disks hold them for one.
func (r *Registry) Claim(name string, by Owner) bool {
	a := r.ask(question{sort: claims, name: name, by: by})
	switch a.refused {
	case taken:
		needed := by.Without != "" || strings.HasSuffix(name, ".html")
		r.taken(a.name, by, a.owner, needed)
	case unlistable:
		r.Problems = append(r.Problems, diag.Problem{
			Path: by.Path, Code: diag.Escape, Message: fmt.Sprintf("cannot be published as %q: %s", name, manifest.Unlistable(name)), Cure: "give it another name, or a slug",
		})
	}
	return a.refused == granted
}

// taken reports a second owner of a name, or of a folder of the one that was claimed. A file under static/ may take
// the place of a generated one that is not needed: it neither is a page nor serves one.
func (r *Registry) taken(name string, by, other Owner, needed bool) {
	if strings.HasPrefix(other.Path, "static/") && !needed && by.Path == "" {
		r.Problems = append(r.Problems, diag.Problem{
			Path: other.Path, Code: diag.StaticWins, Message: fmt.Sprintf("takes the place of the generated %s", name), Cure: "remove it to have the generated one",
		})
		return
	}
	first, second := other, by
	switch second.Path {
	case "":
		first, second = second, first
	case first.Path: // a document stands where the list would have its text from it
		first = Owner{Label: cmp.Or(by.Label, other.Label)}
	}
	p := diag.Problem{
		Path: second.Path, Code: diag.URLTwice,
		Message: fmt.Sprintf("would be published at /%s, where %s is", strings.TrimSuffix(name, "index.html"), first),
		Cure:    "give one of them another name, slug or url",
	}
	if first.Without != "" {
		p.Cure = "give it another name, or " + first.Without
	}
	if r.place != nil {
		p.Line, p.Col = r.place(second.Path)
	}
	r.Problems = append(r.Problems, p)
}
