package preview

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ownFolder is where the server's own files are, in the site's folder.
const ownFolder = ".briefings/"

// A place is the path of an address, decoded once. It begins with a slash.
type place struct{ text string }

// parsePath decodes the path of an address and refuses what no link of a site has, and what some
// servers have taken for a way out of their folder.
func parsePath(escaped string) (place, error) {
	lower := strings.ToLower(escaped)
	if strings.Contains(lower, "%2f") || strings.Contains(lower, "%5c") {
		return place{}, errors.New("the path has an encoded slash or backslash")
	}
	text, err := url.PathUnescape(escaped)
	switch {
	case err != nil:
		return place{}, errors.New("the path has a percent sign that begins no code")
	case !strings.HasPrefix(text, "/"):
		return place{}, errors.New("the path does not begin with a slash")
	case !utf8.ValidString(text):
		return place{}, errors.New("the path is not UTF-8")
	case strings.Contains(text, `\`):
		return place{}, errors.New("the path has a backslash")
	case strings.ContainsFunc(text, unicode.IsControl):
		return place{}, errors.New("the path has a control character")
	}
	for segment := range strings.SplitSeq(text, "/") {
		if segment, _, _ = strings.Cut(segment, ";"); segment == "." || segment == ".." {
			return place{}, errors.New("the path has a dot segment")
		}
	}
	return place{text}, nil
}

// within returns the path from the root of a site at base, without a leading slash.
func (p place) within(base string) (name string, ok bool) {
	return strings.CutPrefix(p.text, base+"/")
}

// locate returns the name of the file that an address within the site means, or the path, from
// the site's root, of the address that the reader should go to instead. Without both there is
// no such page.
func (st *state) locate(name string) (file, elsewhere string) {
	if st.site.Files == nil {
		return "", ""
	}
	// Some systems' keyboards and file dialogs give letters apart from their accents.
	composed := norm.NFC.String(name)
	file = composed
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	if _, ok := st.site.Files.File(file); !ok {
		if _, ok = st.site.Files.File(file + "/index.html"); !ok {
			return "", ""
		}
		return "", composed + "/"
	}
	if composed != name {
		return "", composed
	}
	return file, ""
}

// redirect sends the reader to a path of this server, for now: another site may be shown here
// tomorrow. A path from locate begins with the name of a file or folder that there is, never with
// a second slash, which would make the name of a host of it.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	u := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", u.String())
	w.WriteHeader(http.StatusFound)
}
