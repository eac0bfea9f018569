package publish

import (
	"encoding/hex"
	"path"
	"regexp"
	"strings"

	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/outname"
	"briefings/cmd/internal/output/manifest"
)

// A stage is a step of a publication. No reader ever gets a page that names what is not there yet,
// because a step begins when all of the one before is done.
type stage int

const (
	assets       stage = iota // style, script, pictures, what the search reads: nobody names the new ones yet
	newPages                  // named by no page that is published, but perhaps by each other
	changedPages              // now name the new pages, and none that will go
	indexes                   // feeds, sitemaps and what else lists pages to programs
	stages
)

// stageOf says when a file is published. there: the remote has one of its name.
func stageOf(name string, there bool) stage {
	switch {
	case name == "index.html": // where readers come in, the first time too
		return changedPages
	case there && outname.IsPage(name):
		return changedPages
	case outname.IsPage(name):
		return newPages
	case there && isIndex(name):
		return indexes
	case isIndex(name):
		return newPages
	}
	return assets
}

// isIndex reports whether a file names others to programs.
func isIndex(name string) bool { return outname.IsIndex(name) || name == "search/data/root.bin" }

// named finds the hash that ends the name of a file, before its extension.
var named = regexp.MustCompile(`(?:^|[-.])([0-9a-f]{8,64})\.[0-9a-z]+$`)

// fingerprinted reports whether other bytes would have another name. A date in a name is none: the hash
// must be that of the bytes.
func fingerprinted(name string, e manifest.Entry) bool {
	if outname.IsCopy(name) {
		return true
	}
	m := named.FindStringSubmatch(path.Base(name))
	return m != nil && strings.HasPrefix(hex.EncodeToString(e.Sum[:]), m[1])
}

// cacheControl is what servers tell browsers of how long a file is good.
func cacheControl(name string, e manifest.Entry) string {
	if fingerprinted(name, e) {
		return hosting.Immutable
	}
	return hosting.Revalidate
}
