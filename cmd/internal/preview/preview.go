// Package preview shows a built site to the browser of the person who edits it: the files over
// HTTP, changes as they come, and what is wrong with the site over the last page that was right.
//
// What is asked for is made then, and only what the site's tree of files has, never what else lies on the disk.
// Nothing that the server adds is in the published files: a script tag, put into pages on their way to a
// browser, is the only difference. What the
// server has of its own lies under /.briefings/.
//
// The server tells what a page needs from the page alone. A browser says which version it has, in
// the words that the page was served with, and the server compares them with the version of now.
// It keeps nothing about anybody, so that a lost connection, a tab in the background and a new
// start of the server are one case.
package preview

import (
	"crypto/rand"
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/mediatype"
	"briefings/cmd/internal/preview/guard"
)

// A Site is what a Server shows: the files of a build, and what is wrong with the newest one.
type Site struct {
	Files    *filetree.FS   // of the last good build; nil if there was none yet
	Base     string         // path that the site has on its host, such as "/desk"; empty at the root
	Problems []diag.Problem // settled, of the newest build
	Stale    bool           // the newest build has errors, and Files are of one before it
	Source   fs.FS          // the site's own files, for the lines around a problem; may be nil

	// Counts are for /.briefings/status, such as "documents read", when they are asked for; may be nil.
	Counts func() map[string]int
}

// Options are what a Server is told once.
type Options struct {
	// Hosts are names and addresses beside the loopback ones that the server may be asked for. One
	// with a port, such as "localhost:8080", is for who forwards another port to ours.
	Hosts []string
	// Reload makes pages follow the site, and show its problems.
	Reload bool
	// Problem returns the settled problem in an error that the making of a file returned. It may be nil.
	Problem func(error) (diag.Problem, bool)
}

// A Server shows one site. It is safe for concurrent use.
type Server struct {
	options Options
	guard   guard.Guard
	streams chan struct{} // as many elements as there are event streams
	life    string        // tells this server from the one before it

	mu    sync.Mutex
	state *state
}

// maxStreams keeps what a page that opens streams without end can use up.
const maxStreams = 200

// New returns a server that has nothing to show yet.
func New(options Options) *Server {
	s := &Server{options: options, guard: guard.New(options.Hosts, "/"+ownFolder), streams: make(chan struct{}, maxStreams), life: rand.Text()[:8]}
	s.state = s.newState(Site{}, 0, nil)
	return s
}

// Show makes site what is shown from now on. It does not wait for anybody who looks.
func (s *Server) Show(site Site) {
	s.mu.Lock()
	defer s.mu.Unlock()
	prev := s.state
	s.state = s.newState(site, prev.number+1, prev)
	close(prev.replaced)
}

func (s *Server) current() *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// Time that one answer, and one message of a stream, may take to leave.
const (
	answerTime  = time.Minute
	messageTime = 10 * time.Second
	bodyTime    = 10 * time.Second // of a request, for which there is no use
)

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header(w.Header())
	if status, reason := s.guard.Refuse(r); status != 0 {
		refusal(w, status, reason)
		return
	}
	// Not every ResponseWriter of a test has deadlines.
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(time.Now().Add(answerTime))
	if r.ContentLength != 0 { // nobody needs what comes, nor waits for it
		_ = control.SetReadDeadline(time.Now().Add(bodyTime))
	}
	st := s.current()
	path, err := guard.Path(r.URL.EscapedPath())
	if err != nil {
		refusal(w, http.StatusBadRequest, err.Error())
		return
	}
	name, ok := strings.CutPrefix(path, st.site.Base+"/")
	if !ok {
		if path == "/" || path == st.site.Base {
			redirect(w, r, st.site.Base+"/")
			return
		}
		s.missing(w, r, st)
		return
	}
	switch name {
	case ownFolder + "events":
		s.events(w, r)
	case ownFolder + "status":
		s.status(w, r, st)
	case ownFolder + "live.js", ownFolder + "live.css":
		data, err := own.ReadFile(name[len(ownFolder):])
		if err != nil {
			refusal(w, http.StatusInternalServerError, err.Error())
			return
		}
		serveBytes(w, r, mediatype.Of(name), data)
	default:
		s.file(w, r, st, name)
	}
}

// header sets what every answer has: nothing may be kept without asking again, nor be of use to
// pages from elsewhere, and pages may do what they may once they are published: what the server adds to them
// comes from the server too, and needs no more.
func header(h http.Header) {
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Security-Policy", hosting.Policy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
}

// status tells tools what is shown.
func (s *Server) status(w http.ResponseWriter, r *http.Request, st *state) {
	report := st.report()
	counts := map[string]int{}
	if st.site.Counts != nil {
		counts = st.site.Counts()
	}
	data, err := json.MarshalIndent(struct {
		Build    int            `json:"build"` // how often Show was called
		Built    bool           `json:"built"` // whether there is a site to show
		Stale    bool           `json:"stale"`
		Errors   int            `json:"errors"`
		Warnings int            `json:"warnings"`
		Counts   map[string]int `json:"counts"`
	}{st.number, st.site.Files != nil, st.site.Stale, report.Errors, report.Warnings, counts}, "", "  ")
	if err != nil {
		refusal(w, http.StatusInternalServerError, err.Error())
		return
	}
	serveBytes(w, r, mediatype.Of(".json"), append(data, '\n'))
}

// problem is what the error of making a file tells the author.
func (s *Server) problem(err error) diag.Problem {
	if s.options.Problem != nil {
		if p, ok := s.options.Problem(err); ok {
			return p
		}
	}
	return diag.Problem{Severity: diag.Error, Message: err.Error()}
}
