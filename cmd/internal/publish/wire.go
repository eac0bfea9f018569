package publish

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"

	"briefings/cmd/internal/mediatype"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/publish/record"
	"briefings/cmd/internal/publish/remote"
)

// worthwhile is how large a file must be, in bytes, to be compressed.
const worthwhile = 256

// A coding is a way to compress, and how files are named that servers hand out to those who understand it.
type coding struct {
	ext  string
	pack func(data []byte) []byte
}

var codings = []coding{{".gz", gzipped}, {".br", brotlied}}

// sent are the files of a source as they are sent to a target, by name. A bucket keeps a header with each, and compressed
// bytes if that is asked for. Elsewhere a server of HTTP makes the headers, and compressed copies lie beside the
// files for it.
func sent(s *Source, to place.Target) []remote.File {
	out := make([]remote.File, 0, len(s.Files))
	for _, name := range s.Files.Names() {
		e := s.Files[name]
		media := mediatype.Of(name)
		pack := to.Compress && compressible(media) && e.Size >= worthwhile
		f := remote.File{Name: name, Key: e.Sum, Size: e.Size, Data: func() ([]byte, error) { return s.read(name) }}
		if to.Kind == place.Bucket {
			f.Header = remote.Header{Type: media, Cache: cacheControl(name, e)}
			if pack {
				f.Encoding = "gzip"
				f.Data = func() ([]byte, error) { return packed(gzipped, s, name) }
			}
			f.Form = form(f.Header)
		}
		out = append(out, f)
		if pack && to.Kind != place.Bucket && to.Kind != place.Git {
			out = append(out, copies(s, name, e)...)
		}
	}
	return out
}

// copies are the compressed copies of a file, but for those that the site itself has.
func copies(s *Source, name string, e manifest.Entry) []remote.File {
	var out []remote.File
	for _, c := range codings {
		if _, taken := s.Files[name+c.ext]; taken {
			continue
		}
		out = append(out, remote.File{
			Name: name + c.ext, Key: sha256.Sum256(append([]byte(c.ext), e.Sum[:]...)), Size: e.Size, Form: record.Copy,
			Data: func() ([]byte, error) { return packed(c.pack, s, name) },
		})
	}
	return out
}

// original is the name of the file that a file is a copy of, or its own.
func original(f remote.File) string {
	if f.Form != record.Copy {
		return f.Name
	}
	return f.Name[:strings.LastIndexByte(f.Name, '.')]
}

// form tells one header from another in a few letters.
func form(h remote.Header) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", h))
	return hex.EncodeToString(sum[:4])
}

// compressible reports whether files of a media type are text, more or less.
func compressible(media string) bool {
	media, _, _ = strings.Cut(media, ";")
	kind, rest, _ := strings.Cut(media, "/")
	switch rest {
	case "json", "xml", "wasm", "x-icon":
		return true
	}
	return kind == "text" || strings.HasSuffix(rest, "+xml") || strings.HasSuffix(rest, "+json")
}

func packed(pack func([]byte) []byte, s *Source, name string) ([]byte, error) {
	data, err := s.read(name)
	if err != nil {
		return nil, err
	}
	return pack(data), nil
}

// gzipped compresses (RFC 1952). There is no time and no name in it.
func gzipped(data []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // there is such a level
	return through(z, &b, data)
}

// brotliLevel is the last before compressing takes ten times as long for a few more hundredths.
const brotliLevel = 9

// brotlied compresses (RFC 7932).
func brotlied(data []byte) []byte {
	var b bytes.Buffer
	return through(brotli.NewWriterLevel(&b, brotliLevel), &b, data)
}

func through(z io.WriteCloser, b *bytes.Buffer, data []byte) []byte {
	z.Write(data) // a buffer takes all
	z.Close()
	return b.Bytes()
}
