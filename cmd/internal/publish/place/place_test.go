package place

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]Place{
		"file:///srv/www":                                 {Kind: Folder, Path: "/srv/www"},
		"file://localhost/srv/my%20www/":                  {Kind: Folder, Path: "/srv/my www/"},
		"file:../www":                                     {Kind: Folder, Path: "../www"},
		"git+file:///srv/desk.git#pages/иран":             {Kind: Git, Path: "/srv/desk.git", Branch: "pages/иран"},
		"git+file:../desk.git":                            {Kind: Git, Path: "../desk.git", Branch: "gh-pages"},
		"git+ssh://git@example.org:2222/o/desk.git#main":  {Kind: Git, URL: "ssh://git@example.org:2222/o/desk.git", Branch: "main"},
		"git+https://example.org/o/desk.git":              {Kind: Git, URL: "https://example.org/o/desk.git", Branch: "gh-pages"},
		"s3://desk":                                       {Kind: Bucket, Bucket: "desk", Endpoint: aws},
		"s3://desk/a/b/?region=eu-west-1&acl=public-read": {Kind: Bucket, Bucket: "desk", Prefix: "a/b", Endpoint: aws, Region: "eu-west-1", ACL: "public-read"},
		"s3://desk?endpoint=x.r2.example&region=auto":     {Kind: Bucket, Bucket: "desk", Endpoint: "x.r2.example", Region: "auto"},
		"s3://desk?endpoint=http://127.0.0.1:9000":        {Kind: Bucket, Bucket: "desk", Endpoint: "127.0.0.1:9000", Insecure: true},
		"s3://desk?credentials=instance":                  {Kind: Bucket, Bucket: "desk", Endpoint: aws, Instance: true},
		"rsync+ssh://desk@example.org:22/srv/www/":        {Kind: Rsync, User: "desk", Host: "example.org", Port: "22", Path: "/srv/www"},
		"rsync+ssh://[::1]/~/my%20www":                    {Kind: Rsync, Host: "::1", Path: "./my www"},
	} {
		got, err := Parse(address)
		if err != nil || got != want {
			t.Errorf("%s is %+v (%v), want %+v", address, got, err, want)
		}
	}
}

func TestParseMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ address, message, cure string }{
		{"/srv/www", "has no scheme", "file:///srv/www"},
		{"fiel:///srv/www", `nothing is published to "fiel:"`, `did you mean "file"?`},
		{"ftp://example.org", `nothing is published to "ftp:"`, "s3://"},
		{"file://srv/www", `"srv" is on another machine`, "file:///srv/www"},
		{"file:///", "no folder is named", "file:///srv/www"},
		{"file:///srv/www?x=1", "has no query", "%3F"},
		{"file:///srv/www#x", "has no fragment", "%23"},
		{"git+ssh://example.org/desk.git#a..b", `"a..b" is no branch`, "#gh-pages"},
		{"git+ssh://example.org/desk.git#-x", `"-x" is no branch`, "#gh-pages"},
		{"git+ssh://-oProxyCommand=x/desk.git", "no repository is named", "git+ssh://host/path.git"},
		{"git+https://ghp_secret@example.org/desk.git", "a token does not belong", "credential helper"},
		{"git+ssh://git:secret@example.org/desk.git", "a password does not belong", "ssh takes keys"},
		{"s3://AKIA:secret@desk", "keys do not belong", "AWS_ACCESS_KEY_ID"},
		{"s3://desk?secret_key=secret", `unknown parameter "secret_key"`, "AWS_ACCESS_KEY_ID"},
		{"s3://desk?regoin=x", `unknown parameter "regoin"`, `did you mean "region"?`},
		{"s3://desk?endpoint=https://u:secret@x", "the endpoint is no host", "endpoint="},
		{"s3://desk/a/../b", "has empty parts or dots", "s3://"},
		{"s3://d", `"d" is no name of a bucket`, "s3://"},
		{"rsync+ssh://u:secret@example.org/www", "a password does not belong", "ssh takes keys"},
		{"rsync+ssh://-x/www", `"-x" is no host`, "rsync+ssh://"},
		{"rsync+ssh://-l@example.org/www", `"-l" is no user`, "rsync+ssh://"},
		{"rsync+ssh://example.org/", "no folder is named", "/~/"},
		{"s3://u:secret@%zz", "cannot be read", "s3://"},
		{"https://u:secret@example.org", `nothing is published to "https:"`, "git+"},
	} {
		_, err := Parse(tt.address)
		wrong, ok := errors.AsType[*Error](err)
		if !ok || !strings.Contains(wrong.Message, tt.message) || !strings.Contains(wrong.Cure, tt.cure) {
			t.Errorf("%s: %v (%+v), want %q and the cure %q", tt.address, err, wrong, tt.message, tt.cure)
		}
		if ok && strings.Contains(wrong.Message+wrong.Cure, "secret\"") || ok && strings.Contains(wrong.Message, ":secret") {
			t.Errorf("%s: what is said repeats the secret: %+v", tt.address, wrong)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"file:../x", "s3://desk/x?region=y", "rsync+ssh://u@[::1]:2/~/x", "git+git://h/x#b", "git+file:x#y", "%", "s3:%zz"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Parse(s)
		if err == nil && p.Kind == None {
			t.Errorf("%q is read as nothing", s)
		}
		if strings.HasPrefix(p.Host, "-") || strings.HasPrefix(p.User, "-") || strings.HasPrefix(p.Branch, "-") || err == nil && p.Kind == Rsync && strings.HasPrefix(p.Path, "-") {
			t.Errorf("%q would be taken for an option: %+v", s, p)
		}
	})
}
