package preview

import (
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/text/unicode/norm"

	"briefings/cmd/internal/preview/guard"
)

// ownFolder is where the server's own files are, in the site's folder.
const ownFolder = ".briefings/"

// ownAddress is where a page finds one of them.
func ownAddress(base, name string) string {
	return (&url.URL{Path: base + "/" + ownFolder + name}).String()
}

// find returns the name of the file that the path of an address means; empty if there is none.
func (st *state) find(escaped string) (file string) {
	path, err := guard.Path(escaped)
	if err != nil {
		return ""
	}
	if name, ok := strings.CutPrefix(path, st.site.Base+"/"); ok {
		file, _ = st.locate(name)
	}
	return file
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
