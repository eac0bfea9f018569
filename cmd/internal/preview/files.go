package preview

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/mediatype"
	"briefings/cmd/internal/preview/report"
)

// file answers with what is at a path, given from the site's root.
func (s *Server) file(w http.ResponseWriter, r *http.Request, st *state, name string) {
	file, elsewhere := st.locate(name)
	if elsewhere != "" {
		redirect(w, r, st.site.Base+"/"+elsewhere)
		return
	}
	if file == "" {
		s.missing(w, r, st)
		return
	}
	s.answer(w, r, st, file, http.StatusOK)
}

// answer makes a file and sends it.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, st *state, file string, status int) {
	f, _ := st.site.Files.File(file)
	if status == http.StatusOK && s.serveFile(w, r, st, f) {
		return
	}
	data, err := f.Make()
	made := func() ([]byte, error) { return data, err }
	if err != nil {
		p := st.page(file, made)
		if p.problem == nil { // it could be made before
			p = st.failed(err)
		}
		s.trouble(w, r, st, http.StatusInternalServerError, p, st.report().With(*p.problem, st.site.Source))
		return
	}
	t := mediatype.Of(file)
	if t == mediatype.Of(".html") {
		w.Header().Add("Vary", "Accept")
		if s.follows(r) {
			data = inject(data, st.site.Base, st.page(file, made).version)
		}
	}
	if status == http.StatusOK {
		serveBytes(w, r, t, data)
		return
	}
	write(w, r, t, status, data)
}

// serveFile answers with a file that lies on the disk as it is, without reading more of it than is asked for; false
// if there is none, or a page that the server adds to.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, st *state, f filetree.File) bool {
	t := mediatype.Of(f.Name)
	if f.Open == nil || t == mediatype.Of(".html") {
		return false
	}
	opened, err := f.Open()
	if err != nil {
		return false // making it fails too, and says why
	}
	defer opened.Close()
	info, err := opened.Stat()
	content, ok := opened.(io.ReadSeeker)
	if err != nil || !ok || !info.Mode().IsRegular() {
		return false
	}
	w.Header().Set("Content-Type", t)
	// The sum is of the last good build; the file may have changed since.
	w.Header().Set("ETag", fmt.Sprintf(`"%s-%x-%x"`, st.sumOf(f), info.Size(), info.ModTime().UnixNano()))
	http.ServeContent(w, r, "", time.Time{}, content)
	return true
}

// missing answers where nothing is.
func (s *Server) missing(w http.ResponseWriter, r *http.Request, st *state) {
	if file := st.page404(); file != "" {
		s.answer(w, r, st, file, http.StatusNotFound)
		return
	}
	if st.site.Files == nil {
		s.trouble(w, r, st, http.StatusServiceUnavailable, st.page("", nil), st.report())
		return
	}
	w.Header().Add("Vary", "Accept")
	if !s.follows(r) {
		refusal(w, http.StatusNotFound, "there is no such page")
		return
	}
	s.render(w, r, st, http.StatusNotFound, st.page("", nil).version, trouble404, report.Report{})
}

// follows reports whether the answer is for a browser that shall follow the site. Only those name
// the type: other programs see the bytes as they are published.
func (s *Server) follows(r *http.Request) bool {
	return s.options.Reload && acceptsHTML(r)
}

func acceptsHTML(r *http.Request) bool {
	for _, accept := range r.Header.Values("Accept") {
		for part := range strings.SplitSeq(accept, ",") {
			t, _, _ := strings.Cut(part, ";")
			if strings.EqualFold(strings.TrimSpace(t), "text/html") {
				return true
			}
		}
	}
	return false
}

// inject puts the tag of our script, with the version of the page, at the end of the body. The page
// says itself what it is, so that no change is lost before the script runs.
func inject(page []byte, base string, v version) []byte {
	tag := fmt.Appendf(nil, `<script src="%s" data-seen="%s" defer></script>`,
		html.EscapeString(ownAddress(base, "live.js")), html.EscapeString(v.String()))
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = bytes.LastIndex(page, []byte("</BODY>"))
	}
	if at < 0 {
		at = len(page)
	}
	return slices.Concat(page[:at], tag, page[at:])
}

// serveBytes answers with bytes, or the part of them that was asked for, or nothing if the reader
// has them.
func serveBytes(w http.ResponseWriter, r *http.Request, contentType string, data []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("ETag", `"`+sum(data)+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// write answers with bytes and a status other than 200.
func write(w http.ResponseWriter, r *http.Request, contentType string, status int, data []byte) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		// A reader who has gone needs no answer.
		_, _ = w.Write(data)
	}
}

// refusal answers with a plain text.
func refusal(w http.ResponseWriter, status int, reason string) {
	h := w.Header()
	if status == http.StatusMethodNotAllowed {
		h.Set("Allow", "GET, HEAD")
	}
	h.Set("Content-Type", mediatype.Of(".txt"))
	w.WriteHeader(status)
	// A reader who has gone needs no answer.
	_, _ = io.WriteString(w, reason+"\n")
}
