package publish

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"briefings/cmd/internal/mediatype"
	"briefings/cmd/internal/publish/remote"
)

// A wire is how files are sent.
type wire struct {
	headers  bool // the remote keeps a header with each file
	compress bool // files that gain by it are compressed
}

// worthwhile is how large a file must be, in bytes, to be compressed.
const worthwhile = 256

// files are those of a source as they are sent, by name.
func (w wire) files(s *Source) []remote.File {
	out := make([]remote.File, 0, len(s.Files))
	for _, name := range s.Files.Names() {
		e := s.Files[name]
		f := remote.File{Name: name, Key: e.Sum, Size: e.Size, Data: func() ([]byte, error) { return s.read(name) }}
		if w.headers {
			f.Header = remote.Header{Type: mediatype.Of(name), Cache: cacheControl(name, e)}
			if w.compress && compressible(f.Type) && e.Size >= worthwhile {
				f.Encoding = "gzip"
				f.Data = func() ([]byte, error) { return packed(s.read(name)) }
			}
		}
		out = append(out, f)
	}
	return out
}

// form tells one header from another in a few letters. It is empty for none.
func form(h remote.Header) string {
	if h == (remote.Header{}) {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", h))
	return hex.EncodeToString(sum[:4])
}

// compressible reports whether files of a media type are text, more or less.
func compressible(media string) bool {
	media, _, _ = strings.Cut(media, ";")
	kind, rest, _ := strings.Cut(media, "/")
	switch rest {
	case "json", "xml", "wasm", "ttf", "otf", "x-icon":
		return true
	}
	return kind == "text" || strings.HasSuffix(rest, "+xml") || strings.HasSuffix(rest, "+json")
}

// packed compresses what was read without an error (RFC 1952). It has no time and no name in it.
func packed(data []byte, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // there is such a level
	z.Write(data)                                         // a buffer takes all
	z.Close()
	return b.Bytes(), nil
}
