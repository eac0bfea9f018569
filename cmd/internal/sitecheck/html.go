package sitecheck

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// urlAttributes hold one address each.
var urlAttributes = []string{"action", "background", "cite", "data", "formaction", "href", "ping", "poster", "src"}

// idAttributes hold ids of the same page, separated by spaces.
var idAttributes = []string{
	"aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage",
	"aria-flowto", "aria-labelledby", "aria-owns", "commandfor", "for", "form", "headers", "list", "popovertarget",
}

// metaURLs are the metadata (OpenGraph and its like) whose content is an address for other sites.
var metaURLs = []string{"og:audio", "og:image", "og:image:url", "og:url", "og:video", "twitter:image"}

// passiveRels are the link types that no browser follows by itself (HTML, section 4.6.7).
var passiveRels = []string{
	"alternate", "author", "bookmark", "canonical", "describedby", "help", "hub", "license", "me",
	"next", "prev", "privacy-policy", "search", "self", "tag", "terms-of-service",
}

// scriptTypes are, beside JavaScript's media types, the types of a script element that a content
// security policy governs. All others are data blocks.
var scriptTypes = []string{"", "importmap", "module", "speculationrules"}

// readHTML reads a page, or an SVG picture, which the same policy governs.
func (d *document) readHTML(data []byte, root *url.URL) {
	d.ids, d.names = make(map[string]int), make(map[string]bool)
	// Without scripting, what stands in noscript is read as well.
	tree, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false))
	if err != nil {
		d.faultf("%v", err)
		return
	}
	var wanted []ref // ids that the page refers to
	for n := range tree.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		d.readElement(n, root)
		for _, a := range n.Attr {
			where := n.Data + " " + a.Key
			switch {
			case a.Key == "id":
				d.ids[a.Val]++
			case a.Key == "name" && n.Data == "a":
				d.names[a.Val] = true
			case slices.Contains(idAttributes, a.Key):
				for _, id := range strings.Fields(a.Val) {
					wanted = append(wanted, ref{where: where, url: id})
				}
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				d.faultf("%s: the policy blocks it; use a class, or a script file", where)
			}
		}
	}
	for id, n := range d.ids {
		if n > 1 {
			d.faultf("id %q is borne by %d elements", id, n)
		}
	}
	for _, w := range wanted {
		if d.ids[w.url] == 0 {
			d.faultf("%s: the page has no id %q", w.where, w.url)
		}
	}
}

// readElement collects the addresses in an element's attributes, and judges scripts and styles.
func (d *document) readElement(n *html.Node, root *url.URL) {
	switch n.Data {
	case "base":
		d.faultf("base: it moves every fragment link to another page")
	case "style":
		d.faultf("style: the policy blocks it; use a style sheet")
	case "meta":
		d.readMeta(n)
	case "script":
		d.readScript(n, root)
	}
	for _, a := range n.Attr {
		where := n.Data + " " + a.Key
		switch {
		case a.Key == "srcset", a.Key == "imagesrcset":
			for _, u := range sources(a.Val) {
				d.refs = append(d.refs, ref{where: where, url: u, loads: true})
			}
		case a.Key == "data" && n.Data != "object":
		case slices.Contains(urlAttributes, a.Key):
			d.refs = append(d.refs, ref{where: where, url: a.Val, loads: loads(n, a.Key)})
		}
	}
}

// loads reports whether the browser uses the address in the attribute without being told to.
func loads(n *html.Node, key string) bool {
	switch {
	case key == "cite":
		return false
	case key != "href":
		return true
	case n.Data == "link":
		return slices.ContainsFunc(strings.Fields(strings.ToLower(attribute(n, "rel"))), func(rel string) bool {
			return !slices.Contains(passiveRels, rel)
		})
	}
	return n.Data != "a" && n.Data != "area" && n.Data != "base"
}

func (d *document) readMeta(n *html.Node) {
	content := attribute(n, "content")
	if strings.EqualFold(attribute(n, "http-equiv"), "refresh") {
		if _, u, ok := strings.Cut(content, "="); ok {
			d.refs = append(d.refs, ref{where: "meta refresh", url: strings.Trim(u, `'" `)})
		}
	}
	if name := attribute(n, "property") + attribute(n, "name"); slices.Contains(metaURLs, name) {
		d.refs = append(d.refs, ref{where: "meta " + name, url: content, absolute: true})
	}
}

func (d *document) readScript(n *html.Node, root *url.URL) {
	kind := strings.ToLower(strings.TrimSpace(attribute(n, "type")))
	switch {
	case slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "src" }):
	case slices.Contains(scriptTypes, kind), strings.HasSuffix(kind, "javascript"), strings.HasSuffix(kind, "ecmascript"):
		d.faultf("script: the policy blocks it in the page; use a script file")
	case kind == "application/ld+json":
		var text strings.Builder
		for c := range n.ChildNodes() {
			text.WriteString(c.Data)
		}
		var value any
		if err := json.Unmarshal([]byte(text.String()), &value); err != nil {
			d.faultf("JSON-LD: %v", err)
			return
		}
		eachString("", value, func(key, s string) {
			if root.Host == "" || !strings.HasPrefix(s, root.Scheme+"://"+root.Host+"/") {
				return
			}
			if key == "@id" { // names a node of the graph, not a place in the page (JSON-LD 1.1, section 3.3)
				s, _, _ = strings.Cut(s, "#")
			}
			d.refs = append(d.refs, ref{where: "JSON-LD " + key, url: s})
		})
	}
}

// sources returns the addresses of a srcset. A comma parts candidates only before a space: an
// address may hold commas itself (HTML, section 4.8.4.2.2).
func sources(srcset string) []string {
	var urls []string
	wantsURL := true
	for word := range strings.FieldsSeq(srcset) {
		if u := strings.Trim(word, ","); wantsURL && u != "" {
			urls = append(urls, u)
		}
		wantsURL = strings.HasSuffix(word, ",")
	}
	return urls
}

// attribute returns the value of n's attribute, or "".
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
