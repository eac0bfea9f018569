package permalink

import (
	"path"
	"regexp"
	"strconv"
	"strings"
)

// A Post is what an address says of a post where Jekyll, Hugo or WordPress made it: folders, the date
// of publication, and the name.
type Post struct {
	Folder           string // before the date; empty if there is none
	Year, Month, Day int    // Day is 0 if the address has none
	Name             string
}

var post = regexp.MustCompile(`^(?:(.*)/)?(\d{4})/(\d{1,2})(?:/(\d{1,2}))?/([^/]+?)(?:\.html?)?/?$`)

// ReadPost reads the address of a post: ok is false if it has no date.
func ReadPost(address string) (p Post, ok bool) {
	m := post.FindStringSubmatch(strings.TrimPrefix(path.Clean("/"+address), "/"))
	if m == nil {
		return Post{}, false
	}
	p = Post{Folder: m[1], Name: m[5]}
	for i, number := range []*int{&p.Year, &p.Month, &p.Day} {
		*number, _ = strconv.Atoi(m[2+i]) // digits, or empty for the day
	}
	return p, true
}
