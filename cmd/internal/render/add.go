package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"strings"

	"briefings/cmd/internal/feed"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/render/owner"
	"briefings/cmd/internal/weave"
)

// add plans a file that is what write makes of an empty buffer, and reports whether it did. A second
// owner of its name is a problem that names both; the first stays.
func (s *Site) add(name string, by owner.Owner, write func(*bytes.Buffer) error) bool {
	return s.addKeyed(name, by, nil, write)
}

// addKeyed plans a file as add does. key is a digest of all that write makes it of; nil if there is none.
func (s *Site) addKeyed(name string, by owner.Owner, key func(*keys) [32]byte, write func(*bytes.Buffer) error) bool {
	if !s.owners.Claim(name, by) {
		return false
	}
	file := filetree.File{Name: name, Append: func(dst []byte) ([]byte, error) {
		s.made.Add(1)
		b := bytes.NewBuffer(dst)
		if err := write(b); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	}}
	if key != nil {
		file.Key = func() [32]byte { return s.keys().of(name, key) }
	}
	s.planned = append(s.planned, file)
	return true
}

// addCopy plans a file that is another one of the site, as addKeyed does.
func (s *Site) addCopy(name string, by owner.Owner, key func(*keys) [32]byte, write func(*bytes.Buffer) error) {
	if s.addKeyed(name, by, key, write) {
		s.planned[len(s.planned)-1].Open = func() (fs.File, error) { return s.Files.Open(by.Path) }
	}
}

// addBytes plans a file of which the bytes are known, as add does.
func (s *Site) addBytes(name string, by owner.Owner, data []byte) {
	s.add(name, by, func(b *bytes.Buffer) error {
		b.Write(data)
		return nil
	})
}

// addAsset plans a file under a name that changes with its bytes, so that browsers may keep it for ever,
// and returns where it stands.
func (s *Site) addAsset(name string, by owner.Owner, data []byte) (href string) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	u := permalink.URL("/assets/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext)
	s.addBytes(string(u)[1:], by, data)
	s.immutable = append(s.immutable, weave.Escape(u))
	return s.base + weave.Escape(u)
}

// A scene is what a page shows: the layout and the view that it is executed with, which a Maker makes.
type scene func(m *present.Maker) (layout string, v any)

// addPage plans a page, as add does.
func (s *Site) addPage(name string, by owner.Owner, show scene) bool {
	key := func(k *keys) [32]byte {
		layout, v := show(k.maker)
		return k.Of(layout, v)
	}
	return s.addKeyed(name, by, key, func(b *bytes.Buffer) error {
		layout, v := show(s.maker)
		return s.layouts.Execute(b, layout, v)
	})
}

// page plans a page and its place in the sitemap. Only pages that a search engine should list are
// listed.
func (s *Site) page(u permalink.URL, by owner.Owner, listed bool, modified feed.Location, show scene) {
	if s.addPage(outputName(u), by, show) && listed && s.host != "" {
		modified.URL = string(u)
		s.pages = append(s.pages, modified)
	}
}

// outputName is the file that a page is written to.
func outputName(u permalink.URL) string {
	name := strings.TrimPrefix(string(u), "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}
