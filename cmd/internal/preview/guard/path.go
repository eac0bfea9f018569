package guard

import (
	"errors"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Path decodes the path of an address, once, and refuses what no link of a site has, and what some
// servers have taken for a way out of their folder. What it returns begins with a slash.
func Path(escaped string) (string, error) {
	lower := strings.ToLower(escaped)
	if strings.Contains(lower, "%2f") || strings.Contains(lower, "%5c") {
		return "", errors.New("the path has an encoded slash or backslash")
	}
	path, err := url.PathUnescape(escaped)
	switch {
	case err != nil:
		return "", errors.New("the path has a percent sign that begins no code")
	case !strings.HasPrefix(path, "/"):
		return "", errors.New("the path does not begin with a slash")
	case !utf8.ValidString(path):
		return "", errors.New("the path is not UTF-8")
	case strings.Contains(path, `\`):
		return "", errors.New("the path has a backslash")
	case strings.ContainsFunc(path, unicode.IsControl):
		return "", errors.New("the path has a control character")
	}
	for segment := range strings.SplitSeq(path, "/") {
		if segment, _, _ = strings.Cut(segment, ";"); segment == "." || segment == ".." {
			return "", errors.New("the path has a dot segment")
		}
	}
	return path, nil
}
