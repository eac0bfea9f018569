// Package sitecheck proves that an emitted site is sound. Only tests import it.
//
// Links and Schema need Go alone. What calls other people's validators stands in packages tools and chromium.
// No check knows how a site came to be: each reads the folder as a web server and a browser would.
// For the same reason a check that finds nothing to look at fails.
package sitecheck

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
)

// A ref is an address that a file of the site mentions.
type ref struct {
	where    string // element and attribute, as in "a href"
	url      string // as written
	loads    bool   // the browser asks for it, or sends to it, without a reader who follows a link
	absolute bool   // read away from its page, so it must carry the host
}

// A document is what a file says about itself and others.
type document struct {
	ids    map[string]int // how often each id is borne; nil if the file can have none
	names  map[string]bool
	refs   []ref
	faults []string // without the file's name
}

func (d *document) faultf(format string, args ...any) {
	d.faults = append(d.faults, fmt.Sprintf(format, args...))
}

// hasFragment reports whether a browser finds something to scroll to.
func (d *document) hasFragment(id string) bool {
	return d.ids == nil || d.ids[id] > 0 || d.names[id] || strings.EqualFold(id, "top")
}

// Links reports what is wrong with the addresses in site, sorted, one fault a string, each beginning
// with its file: targets and fragments that do not exist, ids borne twice or referred to in vain,
// requests to other origins, what the policy "default-src 'self'" blocks, and the marks that
// html/template leaves where a layout put content in a wrong place. It reads HTML, SVG, CSS, Atom,
// JSON Feed, JSON-LD, sitemaps and robots.txt.
//
// The site's root is served at base, an absolute URL; a base without a host has only root-relative
// addresses.
func Links(site fs.FS, base string) []string {
	root, err := url.Parse(base)
	if err != nil {
		return []string{fmt.Sprintf("base: %v", err)}
	}
	if !strings.HasSuffix(root.Path, "/") {
		root = root.JoinPath("/")
	}
	docs, faults := read(site, root)
	if len(docs) == 0 {
		faults = append(faults, "the site has no files")
	}
	for name, doc := range docs {
		for _, r := range doc.refs {
			if fault := follow(docs, root, name, r); fault != "" {
				doc.faultf("%s %q: %s", r.where, r.url, fault)
			}
		}
		for _, fault := range doc.faults {
			faults = append(faults, name+": "+fault)
		}
	}
	slices.Sort(faults)
	return slices.Compact(faults)
}

// read reads every file of site once.
func read(site fs.FS, root *url.URL) (docs map[string]*document, faults []string) {
	docs = make(map[string]*document)
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		doc := new(document)
		docs[name] = doc
		switch path.Ext(name) {
		case ".html", ".svg":
			doc.readHTML(data, root)
		case ".css":
			doc.readCSS(data)
		case ".xml", ".atom":
			doc.readXML(data, locate(root, name))
		case ".json":
			doc.readJSONFeed(data)
		case ".txt":
			if name == "robots.txt" {
				doc.readRobots(data)
			}
		case ".js":
		default:
			return nil
		}
		if bytes.Contains(data, []byte("ZgotmplZ")) {
			doc.faultf("ZgotmplZ: html/template refused a value; use it elsewhere in the layout")
		}
		return nil
	})
	if err != nil {
		faults = append(faults, err.Error())
	}
	return docs, faults
}

// locate returns the address of a file. The name is no URL yet: a percent sign in it is a percent sign.
func locate(root *url.URL, name string) *url.URL {
	return root.ResolveReference(&url.URL{Path: root.Path + name})
}

// follow says why the address r, met in the file from, leads nowhere; it is empty if it does not.
func follow(docs map[string]*document, root *url.URL, from string, r ref) string {
	u, err := url.Parse(strings.TrimSpace(r.url))
	if err != nil {
		return "not a URL"
	}
	switch u.Scheme {
	case "", "http", "https":
	case "javascript":
		return "a script in an address, which the policy blocks"
	default:
		if r.loads {
			return "the policy allows only the site's own files"
		}
		return ""
	}
	if u.Host == "" && r.absolute && root.Host != "" {
		return "is read away from its page and must be absolute"
	}
	if from == "404.html" && u.Host == "" && u.Path != "" && !strings.HasPrefix(u.Path, "/") {
		return "is relative, and this page is served at any address"
	}
	u = locate(root, from).ResolveReference(u)
	switch {
	case u.Host != root.Host && r.loads:
		return "a request to another origin"
	case u.Host != root.Host:
		return ""
	case u.Scheme != root.Scheme:
		return fmt.Sprintf("the site is at %s:", root.Scheme)
	}
	rel, ok := strings.CutPrefix(u.Path, root.Path)
	if !ok {
		return fmt.Sprintf("lies outside of the site's path %q", root.Path)
	}
	if rel == "" || strings.HasSuffix(rel, "/") {
		rel += "index.html"
	}
	target := docs[rel]
	if target == nil {
		if docs[rel+"/index.html"] != nil {
			return "wants a slash at its end, or each visit costs a redirect"
		}
		return fmt.Sprintf("there is no file %q", rel)
	}
	// What follows :~: is addressed to the browser (WICG, URL Fragment Text Directives).
	fragment, _, _ := strings.Cut(u.Fragment, ":~:")
	if fragment != "" && !target.hasFragment(fragment) {
		return fmt.Sprintf("%s has no id %q", rel, fragment)
	}
	return ""
}
