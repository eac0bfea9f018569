package feed

import (
	"fmt"
	"strings"
	"time"
)

// What one sitemap file may hold (sitemaps.org, protocol 0.9).
const (
	sitemapURLs  = 50_000
	sitemapBytes = 50 << 20 // uncompressed
)

const sitemapNS = `"http://www.sitemaps.org/schemas/sitemap/0.9"`

// A Location is a page in a sitemap.
type Location struct {
	URL      string    // as Sitemap is told to make it absolute
	Modified time.Time // when its content last changed; zero means not stated
}

// A File is a file of a sitemap.
type File struct {
	Name string // sitemap.xml, sitemap-1.xml
	Data func() []byte
}

// Sitemap returns the sitemap of pages, in their order. The first file is sitemap.xml. If one file
// cannot hold all pages, it is an index of the others: sitemap-1.xml, sitemap-2.xml and so on, which
// the index names under base, the absolute address of the folder that they will be in. absolute makes
// addresses whole; nothing is written before the data of a file is asked for.
func Sitemap(base string, pages []Location, absolute func(url string) string) []File {
	return sitemap(base, pages, absolute, sitemapURLs, sitemapBytes)
}

func sitemap(base string, pages []Location, absolute func(string) string, maxURLs, maxBytes int) []File {
	parts := split(base, pages, absolute, maxURLs, maxBytes)
	if len(parts) == 1 {
		return []File{{"sitemap.xml", func() []byte { return urlset(parts[0], absolute) }}}
	}
	name := func(i int) string { return fmt.Sprintf("sitemap-%d.xml", i+1) }
	files := []File{{"sitemap.xml", func() []byte {
		data := []byte(xmlHeader + "<sitemapindex xmlns=" + sitemapNS + ">\n")
		for i, part := range parts {
			data = appendLocation(data, "sitemap", Location{strings.TrimSuffix(base, "/") + "/" + name(i), newest(part)})
		}
		return append(data, "</sitemapindex>\n"...)
	}}}
	for i, part := range parts {
		files = append(files, File{name(i), func() []byte { return urlset(part, absolute) }})
	}
	return files
}

// split divides pages among files, of which there is at least one. Only where addresses are so long
// that bytes might be the limit are they made for it.
func split(base string, pages []Location, absolute func(string) string, maxURLs, maxBytes int) [][]Location {
	const longest = 6 // bytes that one byte of an address becomes at most: &quot;
	element := len(appendLocation(nil, "url", Location{Modified: time.Date(2022, 1, 1, 1, 1, 1, 0, time.FixedZone("", 3600))}))
	frame := len(urlset(nil, nil))
	most := frame
	var parts [][]Location
	for rest := pages; len(rest) > 0 || parts == nil; {
		n := min(len(rest), maxURLs)
		size := frame
		for i := range rest[:n] {
			size += element + longest*(len(base)+len(rest[i].URL))
		}
		most = max(most, size)
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	if most <= maxBytes {
		return parts
	}
	parts = nil
	from, size := 0, frame
	var loc []byte
	for i, page := range pages {
		page.URL = absolute(page.URL)
		loc = appendLocation(loc[:0], "url", page)
		if i > from && (i-from == maxURLs || size+len(loc) > maxBytes) {
			parts = append(parts, pages[from:i])
			from, size = i, frame
		}
		size += len(loc)
	}
	return append(parts, pages[from:])
}

// newest is when the last of the pages changed; zero if none says.
func newest(pages []Location) (out time.Time) {
	for _, page := range pages {
		if date(page.Modified) != "" && page.Modified.After(out) {
			out = page.Modified
		}
	}
	return out
}

func urlset(pages []Location, absolute func(string) string) []byte {
	data := []byte(xmlHeader + "<urlset xmlns=" + sitemapNS + ">\n")
	for _, page := range pages {
		page.URL = absolute(page.URL)
		data = appendLocation(data, "url", page)
	}
	return append(data, "</urlset>\n"...)
}

func appendLocation(dst []byte, element string, loc Location) []byte {
	dst = append(append(append(dst, '<'), element...), ">\n"...)
	dst = appendElement(dst, "loc", uri(loc.URL))
	if modified := date(loc.Modified); modified != "" {
		dst = appendElement(dst, "lastmod", modified)
	}
	return append(append(append(dst, "</"...), element...), ">\n"...)
}

// Robots returns a robots.txt (RFC 9309) that lets everybody read everything and says where the
// sitemaps are, by their absolute addresses.
func Robots(sitemaps ...string) []byte {
	dst := []byte("User-agent: *\nAllow: /\n")
	for i, url := range sitemaps {
		if i == 0 {
			dst = append(dst, '\n')
		}
		dst = append(dst, "Sitemap: "+uri(url)+"\n"...)
	}
	return dst
}
