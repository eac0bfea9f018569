// Package place reads the addresses that sites are published to.
//
//	file:///srv/www                                 a folder; file:../www lies beside the site's
//	git+ssh://git@example.org/desk.git#gh-pages     a branch; also git+https, git+file and git+git
//	s3://bucket/prefix?endpoint=HOST&region=NAME    a bucket; without an endpoint, of AWS
//	rsync+ssh://user@host/srv/www                   a folder elsewhere; /~/www lies in the user's own
//
// No address holds a secret: one that does is refused, and what is said about it does not repeat it.
package place

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"briefings/cmd/internal/diag"
)

// A Kind is a way of publishing.
type Kind uint8

const (
	None Kind = iota
	Folder
	Git
	Bucket
	Rsync
)

// A Place is where a site is published to. Which fields count depends on its Kind.
type Place struct {
	Kind Kind

	Path string // Folder: the system's; Git: of a repository on this machine, else empty; Rsync: the other machine's

	URL    string // Git: what git is told; empty if Path is set
	Branch string // Git

	Bucket, Prefix string // Bucket: the prefix has no slash at its ends, and may be empty
	Endpoint       string // Bucket: host and perhaps port
	Region         string // Bucket: may be empty
	Insecure       bool   // Bucket: by HTTP
	Instance       bool   // Bucket: the credentials of the machine itself may be asked for, over the network
	ACL            string // Bucket: what each file is given; may be empty

	User, Host, Port string // Rsync: user and port may be empty
}

// Folder is the folder of a Place of that kind. base is the site's folder, which relative paths are from.
func (p Place) Folder(base string) string {
	path := filepath.FromSlash(p.Path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(base, path)
}

// A Target is a place with a name, and how it is published to: one [[publish]] of briefings.toml.
type Target struct {
	Name string
	Place
	MaxDeletes int  // more files than these are removed only by force; below 0: any number
	Compress   bool // files are sent compressed, or with compressed copies beside them
	Squash     bool // Git: the branch has one commit and no history
}

// MaxDeletes is how many files are removed unless a target says otherwise.
const MaxDeletes = 256

// New returns a target as it is unless something else is said.
func New(name string, p Place) Target { return Target{Name: name, Place: p, MaxDeletes: MaxDeletes} }

// An Error is what is wrong with an address, and what to do about it.
type Error struct{ Message, Cure string }

func (e *Error) Error() string { return e.Message }

func wrong(cure, format string, args ...any) error {
	return &Error{fmt.Sprintf(format, args...), cure}
}

// schemes are the beginnings of addresses, and what reads the rest.
var schemes = map[string]func(*url.URL) (Place, error){
	"file":      folder,
	"git+file":  gitFile,
	"git+ssh":   gitURL,
	"git+https": gitURL,
	"git+git":   gitURL,
	"s3":        bucket,
	"rsync+ssh": rsync,
}

const forms = `write it as file:///srv/www, git+ssh://git@host/path.git#branch, s3://bucket/prefix?region=NAME or rsync+ssh://user@host/path`

// Parse reads an address. Its errors are of type *Error.
func Parse(s string) (Place, error) {
	u, err := url.Parse(s)
	if err != nil {
		return Place{}, wrong(forms, "it cannot be read as an address") // err would repeat it
	}
	read := schemes[u.Scheme]
	switch {
	case u.Scheme == "":
		return Place{}, wrong(forms, "%q has no scheme", u.Redacted())
	case read == nil:
		known := make([]string, 0, len(schemes))
		for scheme := range schemes {
			known = append(known, scheme)
		}
		cure := diag.DidYouMean(diag.Nearest(u.Scheme, known), forms)
		return Place{}, wrong(cure, "nothing is published to %q", u.Scheme+":")
	}
	if err := secrets(u); err != nil {
		return Place{}, err
	}
	if u.RawQuery != "" && u.Scheme != "s3" {
		return Place{}, wrong("leave it out, or write ? as %3F", "an address of %s: has no query", u.Scheme)
	}
	if u.Fragment != "" && !strings.HasPrefix(u.Scheme, "git+") {
		return Place{}, wrong("leave it out, or write # as %23", "an address of %s: has no fragment", u.Scheme)
	}
	return read(u)
}

// secrets refuses an address that holds a password, or a name that may be one.
func secrets(u *url.URL) error {
	if u.User == nil {
		return nil
	}
	_, password := u.User.Password()
	switch u.Scheme {
	case "s3":
		return wrong("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write them into ~/.aws/credentials", "keys do not belong into an address")
	case "git+https":
		return wrong(`give it to git's credential helper ("git help credentials"); in CI, to the step that checks the site out`, "a user or a token does not belong into an address")
	}
	if password {
		return wrong("ssh takes keys from its agent and from what ~/.ssh/config names", "a password does not belong into an address")
	}
	return nil
}

// folder reads file: with a path, or with one from the site's folder.
func folder(u *url.URL) (Place, error) {
	path, err := local(u)
	return Place{Kind: Folder, Path: path}, err
}

func local(u *url.URL) (string, error) {
	cure := fmt.Sprintf("write it as %s:///srv/www, or as %s:../www from the site's folder", u.Scheme, u.Scheme)
	if u.Host != "" && u.Host != "localhost" {
		return "", wrong(cure, "%q is on another machine", u.Host)
	}
	path := u.Path
	if u.Opaque != "" {
		var err error
		if path, err = url.PathUnescape(u.Opaque); err != nil {
			return "", wrong(cure, "the path of the address cannot be read")
		}
	}
	if strings.Trim(path, "/") == "" || strings.ContainsRune(path, 0) {
		return "", wrong(cure, "no folder is named")
	}
	return path, nil
}

// branchName is stricter than git, which takes nearly every character.
var branchName = regexp.MustCompile(`^[\pL\pN_][\pL\pN._-]*(/[\pL\pN_][\pL\pN._-]*)*$`)

// DefaultBranch is the branch that is meant where none is named.
const DefaultBranch = "gh-pages"

func branch(u *url.URL) (string, error) {
	name := u.Fragment
	if name == "" {
		name = DefaultBranch
	}
	if !branchName.MatchString(name) || strings.Contains(name, "..") || strings.HasSuffix(name, ".lock") || strings.HasSuffix(name, ".") {
		return "", wrong("name it after #, as in #gh-pages", "%q is no branch", name)
	}
	return name, nil
}

func gitFile(u *url.URL) (Place, error) {
	p := Place{Kind: Git}
	var err error
	if p.Path, err = local(u); err == nil {
		p.Branch, err = branch(u)
	}
	return p, err
}

func gitURL(u *url.URL) (Place, error) {
	b, err := branch(u)
	if err != nil {
		return Place{}, err
	}
	if u.Hostname() == "" || strings.HasPrefix(u.Host, "-") || strings.Trim(u.Path, "/") == "" || u.Opaque != "" {
		return Place{}, wrong(fmt.Sprintf("write it as %s://host/path.git#%s", u.Scheme, b), "no repository is named")
	}
	bare := *u
	bare.Scheme, bare.Fragment, bare.RawFragment = strings.TrimPrefix(u.Scheme, "git+"), "", ""
	return Place{Kind: Git, URL: bare.String(), Branch: b}, nil
}
