package sitecheck

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/text/language"
)

// A form is what a value must look like.
type form func(v any) bool

// What values of schema.org look like, as far as sites here have them.
var (
	text   form = func(v any) bool { s, ok := v.(string); return ok && strings.TrimSpace(s) != "" }
	truth  form = func(v any) bool { _, ok := v.(bool); return ok }
	number form = func(v any) bool { n, ok := v.(float64); return ok && n > 0 && n == float64(int(n)) }
	moment form = func(v any) bool { // search engines guess the zone of what has none
		s, _ := v.(string)
		_, err := time.Parse(time.RFC3339, s)
		return err == nil
	}
	web form = func(v any) bool {
		s, _ := v.(string)
		u, err := url.Parse(s)
		return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
	}
	tongue form = func(v any) bool {
		s, _ := v.(string)
		_, err := language.Parse(s)
		return err == nil
	}
	named form = func(v any) bool { // text, or text in a language
		if m, ok := v.(map[string]any); ok {
			return len(m) == 2 && tongue(m["@language"]) && text(m["@value"])
		}
		return text(v)
	}
	template form = func(v any) bool { s, _ := v.(string); return web(v) && strings.Count(s, "{search_term_string}") == 1 }
	query    form = func(v any) bool { return v == "required name=search_term_string" }
)

// A kind is a type of schema.org: the properties that it may have here, the form of each value, or the
// names of the types that it may be of. Those that begin with an exclamation mark must be there, as search
// engines ask for rich results.
type kind map[string]any

// agents sign and publish, and subjects are what texts speak of.
var (
	agents   = []string{"Person", "Organization"}
	subjects = []string{"Person", "Organization", "Place", "Event", "Thing"}
	works    = []string{"NewsArticle", "AnalysisNewsArticle", "WebPage"}
)

// kinds are the types that pages may be described with: schema.org's own definitions, and of what
// search engines document for article, breadcrumb, carousel, logo and search box what must be there.
var kinds = map[string]kind{
	"NewsArticle": article, "AnalysisNewsArticle": article,
	"WebPage": {
		"!name": text, "identifier": text, "!url": web, "!inLanguage": tongue, "!isAccessibleForFree": truth, "description": text, "mainEntityOfPage": []string{"#page"},
		"image": []string{"ImageObject"}, "datePublished": moment, "dateModified": moment, "publisher": agents,
	},
	"WebSite": {
		"!name": text, "!url": web, "inLanguage": tongue, "description": text, "publisher": agents, "potentialAction": []string{"SearchAction"},
	},
	"CollectionPage": {
		"!name": text, "!url": web, "!inLanguage": tongue, "!isPartOf": []string{"WebSite"}, "description": text, "mainEntity": []string{"ItemList"}, "hasPart": []string{"#work"},
	},
	"ItemList":          {"!itemListElement": []string{"#listed"}, "!numberOfItems": number},
	"BreadcrumbList":    {"!itemListElement": []string{"#step"}},
	"SearchAction":      {"!target": []string{"EntryPoint"}, "!query-input": query},
	"EntryPoint":        {"!urlTemplate": template},
	"ImageObject":       {"!url": web, "width": number, "height": number, "caption": text, "creditText": text},
	"CorrectionComment": {"!text": text, "datePublished": moment},
	"Person":            subject, "Organization": subject, "Place": subject, "Event": subject, "Thing": subject,

	// Things that are only pointed at say less.
	"#page":   {"!@id": web},
	"#work":   {"!name": text, "!url": web},
	"#origin": {"!url": web, "archivedAt": web},
	"#listed": {"!position": number, "!url": web, "!name": text},
	"#step":   {"!position": number, "!item": web, "!name": text},
}

var article = kind{
	"!headline": text, "!name": text, "identifier": text, "!url": web, "!mainEntityOfPage": []string{"#page"}, "!inLanguage": tongue, "!isAccessibleForFree": truth,
	"!publisher": agents, "!isPartOf": []string{"WebSite"}, "author": agents, "datePublished": moment, "dateModified": moment, "description": text,
	"image": []string{"ImageObject"}, "isBasedOn": []string{"#origin"}, "citation": []string{"#work"}, "about": subjects, "mentions": subjects,
	"sourceOrganization": agents, "contentLocation": subjects, "correction": []string{"CorrectionComment"},
}

var subject = kind{
	"!name": text, "identifier": text, "url": web, "sameAs": web, "alternateName": named, "description": text, "image": []string{"ImageObject"}, "logo": []string{"ImageObject"},
	"mainEntityOfPage": []string{"#page"},
}

// pointed are the types that a thing which is only pointed at may be of.
var pointed = map[string][]string{
	"#page": {"WebPage"}, "#work": append(slices.Clone(works), "CollectionPage"), "#origin": works, "#listed": {"ListItem"}, "#step": {"ListItem"},
}

// Schema reports what is wrong with the JSON-LD of the pages in site, sorted, one fault a string, each
// beginning with its file. Every page that a search engine should list must have some.
func Schema(site fs.FS) []string {
	var faults []string
	pages := 0
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		pages++
		root, err := html.Parse(strings.NewReader(string(data)))
		if err != nil {
			return err
		}
		for _, fault := range schemaOf(root) {
			faults = append(faults, name+": "+fault)
		}
		return nil
	})
	if err != nil {
		faults = append(faults, err.Error())
	}
	if pages == 0 {
		faults = append(faults, "the site has no pages")
	}
	slices.Sort(faults)
	return faults
}

func schemaOf(root *html.Node) []string {
	var c schemaCheck
	blocks, listed := 0, true
	for n := range root.Descendants() {
		switch {
		case n.Data == "meta" && attribute(n, "name") == "robots":
			listed = !strings.Contains(attribute(n, "content"), "noindex")
		case n.Data == "script" && attribute(n, "type") == "application/ld+json" && n.FirstChild != nil:
			blocks++
			c.block(n.FirstChild.Data)
		}
	}
	if listed && blocks != 1 {
		c.faultf("%d blocks of JSON-LD, want one", blocks)
	}
	return c.faults
}

// A schemaCheck gathers the faults of one page.
type schemaCheck struct{ faults []string }

func (c *schemaCheck) faultf(format string, args ...any) {
	c.faults = append(c.faults, "JSON-LD: "+fmt.Sprintf(format, args...))
}

func (c *schemaCheck) block(source string) {
	var graph struct {
		Context string           `json:"@context"`
		Things  []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(source), &graph); err != nil {
		c.faultf("%v", err)
		return
	}
	if graph.Context != "https://schema.org" || len(graph.Things) == 0 {
		c.faultf("no graph in the terms of schema.org")
	}
	for _, t := range graph.Things {
		sort, _ := t["@type"].(string)
		if strings.HasPrefix(sort, "#") || kinds[sort] == nil {
			c.faultf("a thing of the type %q", sort)
			continue
		}
		c.thing(sort, t, kinds[sort])
	}
}

// thing checks a thing, which is called where.
func (c *schemaCheck) thing(where string, t map[string]any, k kind) {
	for _, property := range slices.Sorted(maps.Keys(k)) {
		if name, must := strings.CutPrefix(property, "!"); must && t[name] == nil {
			c.faultf("%s has no %s", where, name)
		}
	}
	for _, property := range slices.Sorted(maps.Keys(t)) {
		wanted, ok := k[property]
		if !ok {
			wanted, ok = k["!"+property]
		}
		switch {
		case property == "@type":
		case !ok:
			c.faultf("%s may not have %q", where, property)
		default:
			c.values(where+"."+property, t[property], wanted)
		}
	}
}

// values checks the value of a property, or each if it has several.
func (c *schemaCheck) values(where string, v, wanted any) {
	all, several := v.([]any)
	if !several {
		all = []any{v}
	}
	if len(all) == 0 {
		c.faultf("%s is empty", where)
	}
	seen := map[any]bool{}
	for i, x := range all {
		if is, ok := wanted.(form); ok {
			if !is(x) {
				c.faultf("%s is %v", where, x)
			}
			continue
		}
		t, _ := x.(map[string]any)
		c.typed(where, t, wanted.([]string))
		if place, numbered := t["position"]; numbered && place != float64(i+1) {
			c.faultf("%s has the position %v at place %d", where, place, i+1)
		}
		for _, address := range []string{"url", "item"} {
			if u := t[address]; u != nil && seen[u] && several {
				c.faultf("%s names %v twice", where, u)
			} else if u != nil {
				seen[u] = true
			}
		}
	}
}

// typed checks a thing that is a value: of one of the types, or pointed at as one of them is.
func (c *schemaCheck) typed(where string, t map[string]any, types []string) {
	sort, _ := t["@type"].(string)
	for _, name := range types {
		if name == sort || slices.Contains(pointed[name], sort) {
			c.thing(where, t, kinds[name])
			return
		}
	}
	c.faultf("%s is of the type %q, want one of %s", where, sort, strings.Join(types, ", "))
}
