package render

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/output/manifest"
)

// An owner is what a name in the output belongs to.
type owner struct {
	path   string // of the file that it is made of, from the site's root; empty for what no file makes
	label  string // what it is called if it has no path: "the home page"
	folder bool   // the name is a folder with something of the owner's in it
	coming bool   // nothing is made there yet; see reserve
}

func (o owner) String() string { return cmp.Or(o.path, o.label) }

// file is the owner of what is made of a document.
func file(e *catalog.Entry) owner { return owner{path: string(e.Path)} }

// claim gives a name to an owner; false if it cannot have it, which is reported. Names that differ
// by letter case or Unicode form only are one name: some disks hold them for one.
func (s *Site) claim(name string, by owner) bool {
	key := fold.Key(name)
	if other, taken := s.owners[key]; taken {
		s.taken(name, by, other)
		return false
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		other, known := s.owners[dir]
		if known && !other.folder {
			s.taken(path.Dir(name), by, other)
			return false
		}
		if known {
			break
		}
		s.owners[dir] = owner{path: by.path, label: by.label, folder: true, coming: by.coming}
	}
	if bad := manifest.Unlistable(name); bad != "" {
		s.Problems = append(s.Problems, diag.Problem{
			Path: by.path, Code: diag.Escape, Message: fmt.Sprintf("cannot be published as %q: %s", name, bad), Cure: "give it another name, or a slug",
		})
		return false
	}
	s.owners[key] = by
	return true
}

// taken reports a second owner. A file under static/ may take the place of a generated one that is
// no page.
func (s *Site) taken(name string, by, other owner) {
	isPage := strings.HasSuffix(name, ".html")
	if strings.HasPrefix(other.path, "static/") && !isPage && by.path == "" {
		s.Problems = append(s.Problems, diag.Problem{
			Path: other.path, Code: diag.StaticWins, Message: fmt.Sprintf("takes the place of the generated %s", name), Cure: "remove it to have the generated one",
		})
		return
	}
	first, second := other, by
	if second.path == "" {
		first, second = second, first
	}
	p := diag.Problem{
		Path: second.path, Code: diag.URLTwice,
		Message: fmt.Sprintf("would be published at /%s, where %s is", strings.TrimSuffix(name, "index.html"), first),
		Cure:    "give one of them another name, slug or url",
	}
	if e := s.Catalog.AtPath(content.Path(second.path)); e != nil {
		for _, key := range []string{"url", "slug"} {
			if key == "url" && e.Meta.URL != "" || key == "slug" && e.Meta.Slug != "" {
				p.Line, p.Col = e.Front.Place(key)
				break
			}
		}
	}
	s.Problems = append(s.Problems, p)
}

// static plans the files of static/ under their own names, before anything that they may replace,
// and the files of content that documents use.
func (s *Site) static() {
	for _, name := range s.Static {
		s.copied(name, "static/"+name)
	}
	for _, a := range s.Graph.Assets {
		s.copied(strings.TrimPrefix(string(a.URL), "/"), string(a.Path))
	}
}

// maxCopied is how large a file is published: it is held in memory, and one may claim any size.
const maxCopied = 512 << 20

// copied plans a file that is published as it is.
func (s *Site) copied(name, from string) {
	if info, err := fs.Stat(s.Files, from); err == nil && info.Size() > maxCopied {
		s.Problems = append(s.Problems, diag.Problem{
			Path: from, Code: diag.Limit, Message: fmt.Sprintf("%d MiB, more than %d; the file is not published", info.Size()>>20, maxCopied>>20),
			Cure: "keep it where large files are kept, and link to it",
		})
		return
	}
	s.add(name, owner{path: from}, func(b *bytes.Buffer) error {
		data, err := fs.ReadFile(s.Files, from)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s has gone while the site was built", from)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", from, err)
		}
		b.Write(data)
		return nil
	})
}
