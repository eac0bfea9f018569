// Package outname says what the names of a published site's files tell of them, to whoever has the files and not
// the site: what compares two publications, what sends one, what serves one. All names are from the site's root.
package outname

import (
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// IsPage reports whether a file is a page.
func IsPage(name string) bool {
	ext := path.Ext(name)
	return ext == ".html" || ext == ".htm"
}

// IsIndex reports whether a file lists pages to programs, or tells hosts about them. The index of the search is
// not meant.
func IsIndex(name string) bool {
	switch ext, base := path.Ext(name), path.Base(name); {
	case ext == ".atom", ext == ".rss", base == "feed.json", name == "robots.txt", name == "_redirects", name == "_headers":
		return true
	case ext == ".xml":
		return strings.HasPrefix(name, "sitemap")
	}
	return false
}

// CopyPattern is a regular expression, as servers know them too, of how the names of smaller copies of pictures
// end, and no others.
const CopyPattern = `-[0-9]+w-[0-9a-f]{8}\.(jpe?g|jfif|png)$`

var isCopy = regexp.MustCompile(CopyPattern)

// IsCopy reports whether a file is a smaller copy of a picture. Its name changes with the picture; the hash in
// it is not that of its own bytes.
func IsCopy(name string) bool { return isCopy.MatchString(name) }

// maxStem is how much of a picture's name its copies have: file systems allow 255 bytes in all.
const maxStem = 200

// Copy names a smaller copy of a picture. stem is the picture's name without its extension, width is in pixels,
// sum is of what all its copies are made of, and ext, with its dot, is one of those in CopyPattern.
func Copy(stem string, width int, sum [32]byte, ext string) string {
	for len(stem) > maxStem {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	return fmt.Sprintf("%s-%dw-%s%s", stem, width, hex.EncodeToString(sum[:4]), ext)
}
