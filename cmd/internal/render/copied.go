package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/render/owner"
	"briefings/cmd/internal/sitefs"
)

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
	if size := s.sizeOf(from); size > maxCopied {
		s.Problems = append(s.Problems, diag.Problem{
			Path: from, Code: diag.Limit, Message: fmt.Sprintf("%d MiB, more than %d; the file is not published", size>>20, maxCopied>>20),
			Cure: "keep it where large files are kept, and link to it",
		})
		return
	}
	var key func(*keys) [32]byte
	if marked, ok := s.Files.(content.Versioned); ok {
		if version := marked.Version(from); version != 0 {
			key = func(k *keys) [32]byte { return k.Of("copy", from, version) }
		}
	}
	s.addCopy(name, owner.Owner{Path: from}, key, func(b *bytes.Buffer) error {
		data, err := fs.ReadFile(s.Files, from)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s has gone while the site was built", from)
		}
		if err != nil {
			return &sitefs.ReadError{Name: from, Err: err}
		}
		b.Write(data)
		return nil
	})
}

// sizeOf is how large a file of the site is; 0 if that cannot be told, for reading it tells why.
func (s *Site) sizeOf(name string) int64 {
	if marked, ok := s.Files.(content.Versioned); ok {
		if size, ok := marked.Size(name); ok {
			return size
		}
	}
	info, err := fs.Stat(s.Files, name)
	if err != nil {
		return 0
	}
	return info.Size()
}

// copies plans the smaller sizes of the pictures that pages show.
func (s *Site) copies() {
	for _, p := range s.Gallery.All() {
		for _, c := range p.Copies {
			key := func(k *keys) [32]byte { return k.Of("picture", c.Key()) }
			s.addKeyed(strings.TrimPrefix(string(c.URL), "/"), owner.Owner{Path: c.Path()}, key, func(b *bytes.Buffer) error {
				data, err := s.Gallery.Make(c)
				b.Write(data)
				return err
			})
		}
	}
}
