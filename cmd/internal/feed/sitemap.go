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
	URL      string    // absolute
	Modified time.Time // when its content last changed; zero means not stated
}

// A File is a file of a sitemap.
type File struct {
	Name string // sitemap.xml, sitemap-1.xml
	Data []byte
}

// Sitemap returns the sitemap of pages, in their order. The first file is sitemap.xml. If one file
// cannot hold all pages, it is an index of the others: sitemap-1.xml, sitemap-2.xml and so on, which
// the index names under base, the absolute address of the folder that they will be in.
func Sitemap(base string, pages []Location) []File {
	return sitemap(base, pages, sitemapURLs, sitemapBytes)
}

func sitemap(base string, pages []Location, maxURLs, maxBytes int) []File {
	const end = "</urlset>\n"
	var files []File
	var index []Location // of files
	data, count, newest := startSitemap(), 0, time.Time{}
	flush := func() {
		name := fmt.Sprintf("sitemap-%d.xml", len(files)+1)
		files = append(files, File{name, append(data, end...)})
		index = append(index, Location{strings.TrimSuffix(base, "/") + "/" + name, newest})
		data, count, newest = startSitemap(), 0, time.Time{}
	}
	var loc []byte
	for _, page := range pages {
		loc = appendLocation(loc[:0], "url", page)
		if count > 0 && (count == maxURLs || len(data)+len(loc)+len(end) > maxBytes) {
			flush()
		}
		data = append(data, loc...)
		count++
		if date(page.Modified) != "" && page.Modified.After(newest) {
			newest = page.Modified
		}
	}
	flush()
	if len(files) == 1 {
		files[0].Name = "sitemap.xml"
		return files
	}
	data = append(data[:0], xmlHeader+"<sitemapindex xmlns="+sitemapNS+">\n"...)
	for _, loc := range index {
		data = appendLocation(data, "sitemap", loc)
	}
	data = append(data, "</sitemapindex>\n"...)
	return append([]File{{"sitemap.xml", data}}, files...)
}

func startSitemap() []byte {
	return []byte(xmlHeader + "<urlset xmlns=" + sitemapNS + ">\n")
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
// sitemap is, by its absolute address; empty means that there is none.
func Robots(sitemapURL string) []byte {
	dst := []byte("User-agent: *\nAllow: /\n")
	if sitemapURL != "" {
		dst = append(dst, "\nSitemap: "+uri(sitemapURL)+"\n"...)
	}
	return dst
}
