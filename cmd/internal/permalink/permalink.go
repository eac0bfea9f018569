// Package permalink reads what the path of a document says of it, its id, kind, date and language,
// and settles where on the site pages and files stand.
//
// Its functions are pure: one path has one address, whatever else is in the site. No address leaves
// the site: each begins with one slash, and none has a part "..".
package permalink

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
	"time"

	"briefings/cmd/internal/fold"
)

// A URL is where a reader finds a page or a file, from the site's root, not encoded: /articles/port/.
type URL string

// Lower is the address for comparing: many disks do not tell letter case.
func (u URL) Lower() URL { return URL(strings.ToLower(string(u))) }

// Segment is a part of an address; never empty.
func Segment(s string) string {
	if out := fold.Segment(s); out != "" {
		return out
	}
	sum := sha256.Sum256([]byte(s))
	return "x-" + hex.EncodeToString(sum[:4])
}

// Clean makes an address that an author has written one to look for: ok is false if it would leave the site.
func Clean(s string) (u URL, ok bool) { return clean(s, Segment) }

// Given makes an address that a document is to have, or had, one of the site's, as Clean does. Letter case stays as
// it is, for many servers tell one from the other.
func Given(s string) (u URL, ok bool) {
	return clean(s, func(part string) string {
		if out := fold.Cased(part); out != "" {
			return out
		}
		return Segment(part)
	})
}

func clean(s string, segment func(string) string) (u URL, ok bool) {
	ok = true
	var parts []string
	for p := range strings.SplitSeq(strings.ReplaceAll(s, `\`, "/"), "/") {
		switch p = strings.TrimSpace(p); p {
		case "", ".":
		case "..":
			ok = false
		default:
			parts = append(parts, segment(p))
		}
	}
	if len(parts) == 0 {
		return "/", ok
	}
	out := "/" + strings.Join(parts, "/")
	if dir, index := strings.CutSuffix(out, "/index.html"); index {
		return URL(dir + "/"), ok
	}
	if path.Ext(out) == ".html" {
		return URL(out), ok
	}
	return URL(out + "/"), ok
}

// File is the address of a file that is no document. It keeps the extension, whatever folding makes
// of the name.
func File(file, root string) URL {
	folders, base := split(file, root)
	ext := path.Ext(base)
	return URL(join(folders) + Segment(strings.TrimSuffix(base, ext)) + strings.ToLower(ext))
}

// split returns the folders of a file below root, as they are written, and its name. A root of "."
// is above every file.
func split(file, root string) (folders []string, base string) {
	if root != "." {
		file = strings.TrimPrefix(file, root+"/")
	}
	folders = strings.Split(file, "/")
	return folders[:len(folders)-1], folders[len(folders)-1]
}

// join is the address of a folder.
func join(folders []string) string {
	out := "/"
	for _, f := range folders {
		out += Segment(f) + "/"
	}
	return out
}

// Briefing is the page of the briefing with an id.
func Briefing(id string) URL { return URL("/briefings/" + Segment(id) + "/") }

// Edition is the page of an edition of the briefing at an address, by the key of its period; "editions"
// is the key of the page that lists them.
func Edition(briefing URL, key string) URL {
	return URL(path.Join(strings.TrimSuffix(string(briefing), ".html"), key) + "/")
}

// Card is the picture that stands for the page at an address where that is shared.
func Card(page URL) URL {
	return URL(path.Join(strings.TrimSuffix(string(page), ".html"), "share.png"))
}

// Source is the page of a source that has no file of its own.
func Source(id string) URL { return URL("/sources/" + Segment(id) + "/") }

// Tag is the page of a tag, by its key.
func Tag(key string) URL { return URL("/tags/" + key + "/") }

// Month is the page of the archive for a month.
func Month(year int, month time.Month) URL {
	return URL(fmt.Sprintf("/archive/%04d/%02d/", year, month))
}

// TagKey is what tags are compared by, and the end of a tag's address. A tag may have parts: rivers/volga.
func TagKey(name string) string {
	var parts []string
	for p := range strings.SplitSeq(strings.TrimLeft(fold.Key(name), "#"), "/") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, Segment(p))
		}
	}
	switch {
	case len(parts) == 0:
		return Segment(name)
	case parts[len(parts)-1] == "index.html": // the list's own file is called so
		parts[len(parts)-1] = "index-html"
	}
	return strings.Join(parts, "/")
}
