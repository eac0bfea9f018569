package publish

import (
	"encoding/hex"
	"path"
	"regexp"
	"strings"

	"briefings/cmd/internal/hosting"
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
	case there && isPage(name):
		return changedPages
	case isPage(name):
		return newPages
	case there && isIndex(name):
		return indexes
	case isIndex(name):
		return newPages
	}
	return assets
}

func isPage(name string) bool {
	ext := path.Ext(name)
	return ext == ".html" || ext == ".htm"
}

// isIndex reports whether a file lists pages to programs. The search has an index of its own.
func isIndex(name string) bool {
	switch ext, base := path.Ext(name), path.Base(name); {
	case ext == ".atom", ext == ".rss", base == "feed.json", name == "robots.txt", name == "_redirects", name == "_headers", name == "search/data/root.bin":
		return true
	case ext == ".xml":
		return strings.HasPrefix(name, "sitemap")
	}
	return false
}

var (
	// named finds the hash that ends the name of a file, before its extension.
	named = regexp.MustCompile(`(?:^|[-.])([0-9a-f]{8,64})\.[0-9a-z]+$`)
	// scaled is the name of a smaller copy of a picture; its hash is not of its own bytes. See package gallery.
	scaled = regexp.MustCompile(`-\d+w-[0-9a-f]{8}\.(jpe?g|png)$`)
)

// fingerprinted reports whether other bytes would have another name. A date in a name is none: the hash
// must be that of the bytes.
func fingerprinted(name string, e manifest.Entry) bool {
	base := path.Base(name)
	if scaled.MatchString(base) {
		return true
	}
	m := named.FindStringSubmatch(base)
	return m != nil && strings.HasPrefix(hex.EncodeToString(e.Sum[:]), m[1])
}

// cacheControl is what servers tell browsers of how long a file is good.
func cacheControl(name string, e manifest.Entry) string {
	if fingerprinted(name, e) {
		return hosting.Immutable
	}
	return hosting.Revalidate
}
