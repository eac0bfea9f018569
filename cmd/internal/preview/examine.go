package preview

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"briefings/cmd/internal/filetree"
)

// A style is a stylesheet of the site that a page uses.
type style struct {
	Href string `json:"href"` // as the page has it
	Sum  string `json:"sum"`
}

// shownRels are the relations of links whose files are part of how a page looks or works. Feeds
// and other pages are not: every change of the site would be one of the page.
var shownRels = []string{"icon", "manifest", "modulepreload", "preload", "stylesheet"}

// examine finds out the version of a page: all its bytes but the addresses of local stylesheets,
// which change with their fingerprints, and the bytes of the local files that it shows.
func (st *state) examine(file string, data []byte) page {
	var (
		out     page
		content = sha256.New()
		styles  = sha256.New()
		base    = &url.URL{Path: st.site.Base + "/" + file}
	)
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		t := z.Next()
		if t == html.ErrorToken {
			break
		}
		if t != html.StartTagToken && t != html.SelfClosingTagToken {
			content.Write(z.Raw())
			continue
		}
		raw := slices.Clone(z.Raw()) // Token writes over it
		token := z.Token()
		refs, href := shown(token)
		for _, ref := range refs {
			if f, ok := st.local(base, ref); ok {
				io.WriteString(content, st.sumOf(f)+"\n")
			}
		}
		sheet, ok := filetree.File{}, false
		if href >= 0 {
			sheet, ok = st.local(base, token.Attr[href].Val)
		}
		if !ok {
			content.Write(raw)
			continue
		}
		s := style{token.Attr[href].Val, st.sumOf(sheet)}
		if hasRel(token, "stylesheet") { // not one that is merely loaded early
			out.styles = append(out.styles, s)
		}
		io.WriteString(styles, s.Href+" "+s.Sum+"\n")
		token.Attr = slices.Delete(token.Attr, href, href+1)
		io.WriteString(content, token.String())
	}
	out.version = version{short(content.Sum(nil)), short(styles.Sum(nil))}
	return out
}

// shown returns the addresses of the files that an element shows, and the index of the attribute
// with the address of a stylesheet, -1 if it has none.
func shown(t html.Token) (refs []string, href int) {
	href = -1
	for i, a := range t.Attr {
		switch a.Key {
		case "src", "poster":
			refs = append(refs, a.Val)
		case "srcset", "imagesrcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					refs = append(refs, fields[0])
				}
			}
		case "href":
			if t.Data != "link" || !slices.ContainsFunc(shownRels, func(rel string) bool { return hasRel(t, rel) }) {
				continue
			}
			if hasRel(t, "stylesheet") || attr(t, "as") == "style" {
				href = i
			} else {
				refs = append(refs, a.Val)
			}
		}
	}
	return refs, href
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasRel(t html.Token, rel string) bool {
	return slices.Contains(strings.Fields(strings.ToLower(attr(t, "rel"))), rel)
}

// local returns the file of the site that a reference in the page at base means.
func (st *state) local(base *url.URL, ref string) (filetree.File, bool) {
	u, err := base.Parse(strings.TrimSpace(ref))
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == base.Path {
		return filetree.File{}, false
	}
	return st.site.Files.File(st.find(u.EscapedPath()))
}
