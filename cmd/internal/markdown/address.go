package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"
)

// A Sort says where an address leads.
type Sort uint8

const (
	Unsafe   Sort = iota // not published
	Local                // into the site
	External             // out of it
)

// schemes are those that a link of a published page may have: the web's own, those that the HTML
// standard has on its list of safe ones, and a few that readers meet in citations and archives.
var schemes = map[string]bool{
	"http": true, "https": true, "mailto": true, "tel": true, "sms": true, "smsto": true, "mms": true, "ftp": true, "ftps": true,
	"sftp": true, "ssh": true, "sip": true, "geo": true, "xmpp": true, "im": true, "irc": true, "ircs": true, "matrix": true,
	"news": true, "nntp": true, "magnet": true, "webcal": true, "openpgp4fpr": true, "bitcoin": true,
	"doi": true, "urn": true, "git": true, "gemini": true, "gopher": true,
}

// Address decides on an address from content: one function for links, pictures and front matter.
// dest must have its entities and escapes resolved. An External one comes back encoded, ready to
// be escaped as an attribute. It follows the WHATWG URL standard in what a browser would ignore:
// control characters and blanks before the scheme, tabs and line ends anywhere.
func Address(dest string) (string, Sort) {
	dest = strings.TrimFunc(dest, func(r rune) bool { return r <= ' ' })
	dest = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, dest)
	slashed := strings.ReplaceAll(dest, `\`, "/") // as browsers read it
	if strings.HasPrefix(slashed, "//") {
		return encode("https:" + slashed), External
	}
	scheme, ok := schemeOf(dest)
	switch {
	case !ok:
		return dest, Local
	case schemes[scheme]:
		return encode(dest), External
	}
	return "", Unsafe
}

// schemeOf returns what RFC 3986, section 3.1, reads as a scheme.
func schemeOf(s string) (string, bool) {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(s[:i]), true
		default:
			return "", false
		}
	}
	return "", false
}

func encode(s string) string { return string(util.URLEscape([]byte(s), false)) }

func quoted(s string) string {
	if len(s) > 80 {
		s = s[:77] + "..."
	}
	return strconv.Quote(strings.ToValidUTF8(s, "\ufffd"))
}

// mediaTypes are the files that content may publish, by extension, and what they are. Documents
// that run scripts (HTML, XML, script) are not among them: content is strangers' text.
var mediaTypes = map[string]string{
	".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".webp": "image", ".avif": "image",
	".svg": "image", ".bmp": "image", ".ico": "image", ".apng": "image", ".jfif": "image",
	".mp3": "audio", ".ogg": "audio", ".oga": "audio", ".opus": "audio", ".wav": "audio", ".m4a": "audio", ".flac": "audio", ".aac": "audio", ".3gp": "audio",
	".mp4": "video", ".webm": "video", ".ogv": "video", ".mov": "video", ".mkv": "video", ".m4v": "video",
	".pdf": "file", ".txt": "file", ".csv": "file", ".tsv": "file", ".json": "file", ".geojson": "file", ".zip": "file", ".gz": "file", ".7z": "file", ".tar": "file",
	".doc": "file", ".docx": "file", ".xls": "file", ".xlsx": "file", ".ppt": "file", ".pptx": "file", ".odt": "file", ".ods": "file",
	".odp": "file", ".epub": "file", ".rtf": "file", ".bib": "file", ".ics": "file", ".vcf": "file", ".kml": "file", ".gpx": "file", ".eml": "file", ".tex": "file",
}

// MediaType returns "image", "audio", "video" or "file" for the extension of a file that content
// may publish, and "" for any other. ext has its dot; case does not matter.
func MediaType(ext string) string { return mediaTypes[strings.ToLower(ext)] }
