package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/output/manifest"
)

// claim gives a file to an owner: the path of what it is made of, or a word for what no file makes.
// Names that differ by letter case or Unicode form only are one name: some disks hold them for one.
func (s *Site) claim(name, owner string) bool {
	key := fold.Key(name)
	if other, taken := s.owners[key]; taken {
		s.taken(name, owner, other)
		return false
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if other, taken := s.owners[dir]; taken && !strings.HasPrefix(other, folderOf) {
			s.taken(path.Dir(name), owner, other)
			return false
		}
		if _, known := s.owners[dir]; known {
			break
		}
		s.owners[dir] = folderOf + owner
	}
	if bad := manifest.Unlistable(name); bad != "" {
		s.Problems = append(s.Problems, diag.Problem{
			Path: pathOf(owner), Code: diag.Escape, Message: fmt.Sprintf("cannot be published as %q: %s", name, bad), Cure: "give it another name, or a slug",
		})
		return false
	}
	s.owners[key] = owner
	return true
}

// folderOf marks a name that is a folder, with the first owner of a file in it.
const folderOf = "\x00"

// taken reports a second owner. A file under static/ may take the place of a generated one that is
// no page.
func (s *Site) taken(name, owner, other string) {
	other = strings.TrimPrefix(other, folderOf)
	isPage := strings.HasSuffix(name, ".html")
	if strings.HasPrefix(other, "static/") && !isPage && pathOf(owner) == "" {
		s.Problems = append(s.Problems, diag.Problem{
			Path: other, Code: diag.StaticWins, Message: fmt.Sprintf("takes the place of the generated %s", name), Cure: "remove it to have the generated one",
		})
		return
	}
	first, second := other, owner
	if pathOf(second) == "" {
		first, second = second, first
	}
	p := diag.Problem{
		Path: pathOf(second), Code: diag.URLTwice,
		Message: fmt.Sprintf("would be published at /%s, where %s is", strings.TrimSuffix(name, "index.html"), first),
		Cure:    "give one of them another name, slug or url",
	}
	if e := s.Catalog.AtPath(content.Path(second)); e != nil {
		for _, key := range []string{"url", "slug"} {
			if key == "url" && e.Meta.URL != "" || key == "slug" && e.Meta.Slug != "" {
				p.Line, p.Col = e.Front.Place(key)
				break
			}
		}
	}
	s.Problems = append(s.Problems, p)
}

// pathOf is the file of the site that an owner is; empty for what no file makes.
func pathOf(owner string) string {
	if strings.Contains(owner, ".") && !strings.HasPrefix(owner, "the ") {
		return owner
	}
	return ""
}

// static plans the files of static/ under their own names, before anything that they may replace,
// and the files of content that documents use.
func (s *Site) static() error {
	for _, name := range s.Static {
		s.copied(name, "static/"+name)
	}
	for _, a := range s.Graph.Assets {
		s.copied(strings.TrimPrefix(string(a.URL), "/"), string(a.Path))
	}
	return nil
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
	s.add(name, from, func(b *bytes.Buffer) error {
		data, err := fs.ReadFile(s.Files, from)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s has gone while the site was built", from)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", from, err)
		}
		b.Write(data)
		return nil
	}, nil)
}
