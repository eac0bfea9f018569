package build

import (
	"io/fs"

	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/output/manifest"
)

// over is a site that is written over one before it.
type over struct {
	*filetree.FS
	before *filetree.FS
	made   manifest.Manifest
}

// Over returns the files of r for package output to write over those of the result before it, of which it
// made what made lists: a file whose key is what it was then is not made again. before may be nil.
func (r *Result) Over(before *Result, made manifest.Manifest) fs.FS {
	if before == nil {
		return r.Pages.FS()
	}
	return &over{r.Pages.FS(), before.Pages.FS(), made}
}

// Sum tells package output what a file would hold.
func (o *over) Sum(name string) (sum [32]byte, size int64, ok bool) {
	now, _ := o.File(name)
	then, _ := o.before.File(name)
	entry, listed := o.made[name]
	if now.Key == nil || then.Key == nil || !listed || now.Key() != then.Key() {
		return sum, 0, false
	}
	return entry.Sum, entry.Size, true
}
