// Package claim says who has which name in the output.
//
// A name has one owner, whoever comes first, and a second is a problem that names both. Nothing is a
// file and a folder at once.
package claim

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
	Label  string // what it is called if it has no path: "the home page"
	folder bool   // the name is a folder with something of the owner's in it
	Coming bool   // nothing is made there yet
}

func (o Owner) String() string { return cmp.Or(o.Path, o.Label) }

// A Registry is the names of one output.
type Registry struct {
	Problems []diag.Problem

	owners map[string]Owner // by folded name
	place  func(path string) (line, col int)
}

// New returns a registry without names, for about so many. place says where in a file of the site its address is
// written; 0, 0 for none. It may be nil.
func New(names int, place func(path string) (line, col int)) *Registry {
	return &Registry{owners: make(map[string]Owner, 2*names), place: place} // most names have a folder of their own
}

// Owner returns whose a name is; false if it is nobody's.
func (r *Registry) Owner(name string) (Owner, bool) {
	o, ok := r.owners[fold.Key(name)]
	return o, ok
}

// Release makes a name nobody's again. Names below it stay whose they are.
func (r *Registry) Release(name string) { delete(r.owners, fold.Key(name)) }

// Claim gives a name to an owner; false if it cannot have it, which is reported. Names that differ
// by letter case or Unicode form only are one name: some disks hold them for one.
func (r *Registry) Claim(name string, by Owner) bool {
	key := fold.Key(name)
	if other, taken := r.owners[key]; taken {
		r.taken(name, by, other)
		return false
	}
	for end := strings.LastIndexByte(key, '/'); end > 0; end = strings.LastIndexByte(key[:end], '/') {
		dir := key[:end]
		other, known := r.owners[dir]
		if known && !other.folder {
			r.taken(path.Dir(name), by, other)
			return false
		}
		if known {
			break
		}
		r.owners[dir] = Owner{Path: by.Path, Label: by.Label, Coming: by.Coming, folder: true}
	}
	if bad := manifest.Unlistable(name); bad != "" {
		r.Problems = append(r.Problems, diag.Problem{
			Path: by.Path, Code: diag.Escape, Message: fmt.Sprintf("cannot be published as %q: %s", name, bad), Cure: "give it another name, or a slug",
		})
		return false
	}
	r.owners[key] = by
	return true
}

// taken reports a second owner. A file under static/ may take the place of a generated one that is
// no page.
func (r *Registry) taken(name string, by, other Owner) {
	isPage := strings.HasSuffix(name, ".html")
	if strings.HasPrefix(other.Path, "static/") && !isPage && by.Path == "" {
		r.Problems = append(r.Problems, diag.Problem{
			Path: other.Path, Code: diag.StaticWins, Message: fmt.Sprintf("takes the place of the generated %s", name), Cure: "remove it to have the generated one",
		})
		return
	}
	first, second := other, by
	if second.Path == "" {
		first, second = second, first
	}
	p := diag.Problem{
		Path: second.Path, Code: diag.URLTwice,
		Message: fmt.Sprintf("would be published at /%s, where %s is", strings.TrimSuffix(name, "index.html"), first),
		Cure:    "give one of them another name, slug or url",
	}
	if r.place != nil {
		p.Line, p.Col = r.place(second.Path)
	}
	r.Problems = append(r.Problems, p)
}
