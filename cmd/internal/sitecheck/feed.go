package sitecheck

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

const (
	atomSpace  = "http://www.w3.org/2005/Atom"
	xhtmlSpace = "http://www.w3.org/1999/xhtml"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssURL     = regexp.MustCompile(`(?i)(?:@import\s+(?:url\(\s*)?|url\(\s*)["']?([^"')\s;]+)`)
)

// jsonFeedURLs are the keys of JSON Feed 1.1 whose values are addresses.
var jsonFeedURLs = []string{
	"avatar", "banner_image", "external_url", "favicon", "feed_url", "home_page_url", "icon", "image", "next_url", "url",
}

// readCSS collects what a style sheet loads. An address that is a mere fragment names a part of the
// page that uses the sheet, and is left out.
func (d *document) readCSS(data []byte) {
	for _, m := range cssURL.FindAllSubmatch(cssComment.ReplaceAll(data, nil), -1) {
		if u := string(m[1]); !strings.HasPrefix(u, "#") {
			d.refs = append(d.refs, ref{where: "url()", url: u, loads: true})
		}
	}
}

// readRobots collects the sitemaps named in robots.txt (sitemaps.org, "Submitting").
func (d *document) readRobots(data []byte) {
	for line := range strings.Lines(string(data)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(key), "sitemap") {
			d.refs = append(d.refs, ref{where: "Sitemap", url: strings.TrimSpace(value), absolute: true})
		}
	}
}

// readXML collects the addresses of an Atom feed or a sitemap; other XML is only checked for form.
// self is where the file is served. Relative addresses in a feed are for its xml:base alone
// (RFC 4287, section 2): readers disagree about anything else.
func (d *document) readXML(data []byte, self *url.URL) {
	bases := []*url.URL{nil}
	var open []xml.StartElement
	var text strings.Builder
	ids := make(map[string]bool)
	for dec := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			d.faultf("%v", err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			text.Reset()
			base := bases[len(bases)-1]
			if s, ok := xmlAttribute(token, xmlSpace, "base"); ok {
				if base == nil {
					base = self
				}
				if base, err = base.Parse(s); err != nil {
					d.faultf("xml:base %q: not a URL", s)
				}
			}
			open, bases = append(open, token.Copy()), append(bases, base)
			if token.Name.Space == atomSpace || token.Name.Space == xhtmlSpace {
				for _, key := range []string{"href", "src", "uri"} {
					if s, ok := xmlAttribute(token, "", key); ok {
						d.feedRef(token.Name.Local+" "+key, s, base)
					}
				}
			}
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			start, base := open[len(open)-1], bases[len(bases)-1]
			open, bases = open[:len(open)-1], bases[:len(bases)-1]
			d.readText(start, text.String(), base)
			if start.Name.Local == "id" && len(open) > 0 && open[len(open)-1].Name.Local == "entry" {
				id := strings.TrimSpace(text.String())
				if ids[id] {
					d.faultf("id %q is borne by two entries", id)
				}
				ids[id] = true
			}
		}
	}
}

// readText collects the addresses in the text of an XML element.
func (d *document) readText(e xml.StartElement, text string, base *url.URL) {
	kind, _ := xmlAttribute(e, "", "type")
	switch {
	case e.Name.Local == "loc": // of a sitemap, or of its extensions for news and pictures
		d.refs = append(d.refs, ref{where: "loc", url: text, absolute: true})
	case e.Name.Space != atomSpace:
	case slices.Contains([]string{"icon", "logo", "uri"}, e.Name.Local):
		d.feedRef(e.Name.Local, strings.TrimSpace(text), base)
	case kind == "html":
		d.readFragment(e.Name.Local, text, base)
	}
}

// readFragment collects the addresses of HTML inside of a feed. A feed reader is another origin
// anyway, so what it loads must only exist.
func (d *document) readFragment(where, text string, base *url.URL) {
	tree, err := html.Parse(strings.NewReader(text))
	if err != nil {
		d.faultf("%s: %v", where, err)
		return
	}
	for n := range tree.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" || a.Key == "src" {
				d.feedRef(where+" "+n.Data+" "+a.Key, a.Val, base)
			}
		}
	}
}

// feedRef adds an address of a feed, relative to base, which is nil where only absolute ones will do.
func (d *document) feedRef(where, s string, base *url.URL) {
	if base != nil {
		if u, err := base.Parse(s); err == nil {
			s = u.String()
		}
	}
	d.refs = append(d.refs, ref{where: where, url: s, absolute: true})
}

// readJSONFeed collects the addresses of a JSON Feed. Other JSON is only checked for form.
func (d *document) readJSONFeed(data []byte) {
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		d.faultf("%v", err)
		return
	}
	feed, _ := value.(map[string]any)
	if version, _ := feed["version"].(string); !strings.HasPrefix(version, "https://jsonfeed.org/version/") {
		return
	}
	eachString("", value, func(key, s string) {
		switch {
		case key == "content_html":
			d.readFragment(key, s, nil)
		case slices.Contains(jsonFeedURLs, key):
			d.feedRef(key, s, nil)
		}
	})
}

// eachString calls visit with every string in a JSON value and the key it stands under; the strings
// of a list stand under the list's key.
func eachString(key string, value any, visit func(key, s string)) {
	switch value := value.(type) {
	case string:
		visit(key, value)
	case []any:
		for _, v := range value {
			eachString(key, v, visit)
		}
	case map[string]any:
		for k, v := range value {
			eachString(k, v, visit)
		}
	}
}

func xmlAttribute(e xml.StartElement, space, local string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Space == space && a.Name.Local == local {
			return a.Value, true
		}
	}
	return "", false
}
