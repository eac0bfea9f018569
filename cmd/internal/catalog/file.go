package catalog

import "briefings/cmd/internal/asset"

// Bundle returns the files that stand in a document's own folder; none if it has no folder.
func (c *Catalog) Bundle(e *Entry) []*asset.Asset {
	if !e.bundle {
		return nil
	}
	return c.Files.Bundle(e.folder)
}

// Picture returns the file that a document's image key names; nil if it names none, or one that is
// not there, which is reported when the document is read.
func (c *Catalog) Picture(e *Entry) *asset.Asset {
	if e.Meta.Image.Src == "" {
		return nil
	}
	return c.Files.Find(e.folder, e.Meta.Image.Src)
}
