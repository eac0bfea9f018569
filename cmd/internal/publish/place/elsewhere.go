package place

import (
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
)

// bucketName is what S3 allows, and a little more that others do.
var bucketName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$`)

const aws = "s3.amazonaws.com"

// parameters are what the query of a bucket's address may hold.
var parameters = []string{"acl", "credentials", "endpoint", "region"}

func bucket(u *url.URL) (Place, error) {
	const form = "write it as s3://bucket/prefix?endpoint=HOST&region=NAME"
	p := Place{Kind: Bucket, Bucket: u.Host, Prefix: strings.Trim(u.Path, "/"), Endpoint: aws}
	if !bucketName.MatchString(p.Bucket) || u.Opaque != "" {
		return p, wrong(form, "%q is no name of a bucket", u.Host+u.Opaque)
	}
	if p.Prefix != "" && !fs.ValidPath(p.Prefix) {
		return p, wrong(form, "the prefix %q has empty parts or dots", p.Prefix)
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return p, wrong(form, "what follows the ? cannot be read")
	}
	for key, values := range query {
		if !slices.Contains(parameters, key) {
			cure := diag.DidYouMean(diag.Nearest(key, parameters), "one of: "+strings.Join(parameters, ", ")+"; keys come from AWS_ACCESS_KEY_ID or ~/.aws/credentials")
			return p, wrong(cure, "unknown parameter %q", key)
		}
		if len(values) != 1 || values[0] == "" {
			return p, wrong(form, "the parameter %q has no value, or two", key)
		}
	}
	p.Region = query.Get("region")
	if e := query.Get("endpoint"); e != "" {
		if p.Endpoint, p.Insecure, err = endpoint(e); err != nil {
			return p, err
		}
	}
	if p.ACL = query.Get("acl"); p.ACL != "" && p.ACL != "public-read" && p.ACL != "private" {
		return p, wrong("one of: public-read, private", "%q is no acl", p.ACL)
	}
	switch c := query.Get("credentials"); c {
	case "":
	case "instance":
		p.Instance = true
	default:
		return p, wrong(`leave it out, or write "instance" to ask the machine's own service for them`, "%q is no way to credentials", c)
	}
	return p, nil
}

// endpoint reads a host, perhaps with a scheme and a port.
func endpoint(s string) (host string, insecure bool, err error) {
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") != "" || u.User != nil || u.RawQuery != "" {
		return "", false, wrong("write it as endpoint=s3.example.org, with http:// before it for a server without TLS", "the endpoint is no host")
	}
	return u.Host, u.Scheme == "http", nil
}

var (
	// word keeps what goes into a command line of ssh from being taken for something else.
	word = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9._-]*$`)
	// hostName is a word, or an address of IPv6 as a URL has it.
	hostName = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9._-]*|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$`)
)

func rsync(u *url.URL) (Place, error) {
	const form = "write it as rsync+ssh://user@host/srv/www, or with /~/www for a folder of the user's own"
	p := Place{Kind: Rsync, User: u.User.Username(), Host: u.Hostname(), Port: u.Port(), Path: strings.TrimRight(u.Path, "/")}
	switch {
	case !hostName.MatchString(p.Host):
		return p, wrong(form, "%q is no host", p.Host)
	case p.User != "" && !word.MatchString(p.User):
		return p, wrong(form, "%q is no user", p.User)
	case p.Path == "" || p.Path == "/~":
		return p, wrong(form, "no folder is named")
	case strings.ContainsFunc(p.Path, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return p, wrong(form, "the path has control characters")
	}
	if own, ok := strings.CutPrefix(p.Path, "/~/"); ok {
		p.Path = "./" + own
	}
	return p, nil
}
