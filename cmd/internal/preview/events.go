package preview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// heartbeat is how often a stream says that it lives: a lost connection is found out by writing.
const heartbeat = 15 * time.Second

// A message is one event of a stream. https://html.spec.whatwg.org/multipage/server-sent-events.html
type message struct {
	name string
	id   string // the version that the browser has once it did what the message says; empty: as before
	data any
}

func (m message) String() string {
	data, err := json.Marshal(m.data)
	if err != nil { // strings and numbers only
		data = []byte("null")
	}
	s := "event: " + m.name + "\n"
	if m.id != "" {
		s += "id: " + m.id + "\n"
	}
	return s + "data: " + string(data) + "\n\n"
}

// A follower is the page that is open at the other end of a stream.
type follower struct {
	path     string  // as the browser has it in its address
	seen     version // zero if the browser does not know
	reported []byte  // the last report, sent or not worth it; nil before the first
	shows    bool    // the browser was told of problems last
}

// events keeps a page up to date until the reader goes. A reader who is slow misses states between,
// and nobody waits for him.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		w.Header().Set("Retry-After", "5")
		refusal(w, http.StatusServiceUnavailable, "too many pages follow this preview; close some")
		return
	}
	query := r.URL.Query()
	seen := r.Header.Get("Last-Event-ID") // of a browser that lost us; newer than the address
	if seen == "" {
		seen = query.Get("seen")
	}
	f := follower{path: query.Get("page")}
	f.seen.content, f.seen.styles, _ = strings.Cut(seen, ".")

	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	send := func(text string) bool {
		// Without deadlines a reader who stands still would be waited for; tests may lack them.
		_ = control.SetWriteDeadline(time.Now().Add(messageTime))
		_, err := fmt.Fprint(w, text)
		return err == nil && control.Flush() == nil
	}
	if !send("retry: 500\n\n") || r.Method == http.MethodHead {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for st := s.current(); ; {
		for _, m := range f.follow(st) {
			if !send(m.String()) {
				return
			}
		}
	wait:
		for {
			select {
			case <-r.Context().Done():
				return
			case <-beat.C:
				if !send(": here\n\n") {
					return
				}
			case <-st.replaced:
				break wait
			}
		}
		st = s.current()
	}
}

// follow returns what the page must be told so that it shows the state.
func (f *follower) follow(st *state) []message {
	var out []message
	now := st.at(f.path)
	told := st.report()
	if now.problem != nil {
		told = told.With(*now.problem, st.site.Source)
	}
	// The first report is sent also if it is empty: the browser may still show an older one.
	if data, err := json.Marshal(told); err == nil && !bytes.Equal(data, f.reported) {
		if f.reported == nil || len(told.Problems) > 0 || f.shows {
			out = append(out, message{name: "problems", data: told})
		}
		f.reported, f.shows = data, len(told.Problems) > 0
	}
	switch {
	case f.seen == (version{}):
		f.seen = now.version
	case f.seen == now.version:
	case now.version.isTrouble() && !f.seen.isTrouble():
		// The last good page stays, with the problems over it.
	case f.seen.content != now.version.content:
		f.seen = now.version
		out = append(out, message{name: "reload"})
	default:
		f.seen = now.version
		out = append(out, message{name: "styles", id: now.version.String(), data: now.styles})
	}
	return out
}

func (v version) isTrouble() bool { return strings.HasPrefix(v.content, trouble) }

// at returns what is known about the page that the browser has at a path.
func (st *state) at(escaped string) page {
	file := st.find(escaped)
	if file == "" {
		file = st.page404()
	}
	return st.page(file, func() ([]byte, error) { return st.site.Files.ReadFile(file) })
}
