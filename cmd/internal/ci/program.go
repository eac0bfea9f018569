package ci

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Set by the linker when a release is made: where a program for a job is (linux, amd64), and the
// SHA-256 of that file in hexadecimal. "make release" does it.
var releaseURL, releaseSHA256 string

// A Program is where a job gets briefings from: a URL, or, if it is empty, the sources of the program
// at the top of the repository.
type Program struct {
	URL    string // of the program itself, or of a .tar.gz with it
	SHA256 string // of what is there, in hexadecimal
}

var (
	// ErrNoProgram says that nobody knows where a job gets the program from.
	ErrNoProgram = errors.New("this briefings does not know where a job can get it from")

	ErrURL = errors.New("not an https address of plain characters")
	ErrSum = errors.New("not a SHA-256 of 64 hexadecimal digits")
)

// The address stands in a shell's quotes: it has no other characters than these.
var (
	plainURL = regexp.MustCompile(`^https://[A-Za-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._~/?&=%+@:,-]*$`)
	sumForm  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// FindProgram returns where a job gets the program: from the address that is asked for, else from the
// release that this program is of, else from the repository, if it is that of the program.
func FindProgram(url, sum, repository string) (Program, error) {
	if url == "" && sum == "" {
		url, sum = releaseURL, releaseSHA256
	}
	if url == "" && sum == "" {
		if isOurs(repository) {
			return Program{}, nil
		}
		return Program{}, ErrNoProgram
	}
	sum = strings.ToLower(strings.TrimSpace(sum))
	switch {
	case !plainURL.MatchString(url):
		return Program{}, ErrURL
	case !sumForm.MatchString(sum):
		return Program{}, ErrSum
	}
	return Program{url, sum}, nil
}

// isOurs reports whether a folder has the sources of this program.
func isOurs(dir string) bool {
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil || !strings.HasPrefix(string(text), "module briefings\n") {
		return false
	}
	info, err := fs.Stat(os.DirFS(dir), "cmd/briefings")
	return err == nil && info.IsDir()
}

// Archive reports whether the program is packed.
func (p Program) Archive() bool {
	name, _, _ := strings.Cut(p.URL, "?")
	return strings.HasSuffix(name, ".tar.gz") || strings.HasSuffix(name, ".tgz")
}
