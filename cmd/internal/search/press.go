package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"

	"briefings/cmd/internal/filetree"
)

// A press compresses. It may be used by several goroutines at once, and keeps what they used for the next.
type press struct{ numbers, texts sync.Pool } // of *stamp

// A stamp is a writer with what it writes to.
type stamp struct {
	*flate.Writer
	out bytes.Buffer
}

// text appends a text to dst, compressed (RFC 1951).
func (p *press) text(dst, raw []byte) []byte { return deflate(&p.texts, flate.BestSpeed, dst, raw) }

// number appends numbers: nothing in them repeats.
func (p *press) number(dst, raw []byte) []byte {
	return deflate(&p.numbers, flate.HuffmanOnly, dst, raw)
}

// deflate makes no more room in dst than is needed: most of it is kept.
func deflate(pool *sync.Pool, level int, dst, raw []byte) []byte {
	s, ok := pool.Get().(*stamp)
	if !ok {
		s = &stamp{}
		s.Writer, _ = flate.NewWriter(nil, level) // the level is one that there is
	}
	s.out.Reset()
	s.Reset(&s.out)
	s.Write(raw) // a buffer takes all
	s.Close()
	dst = append(slices.Grow(dst, s.out.Len()), s.out.Bytes()...)
	pool.Put(s)
	return dst
}

// fingerprint is how many bytes of a hash name a file.
const fingerprint = 8

// A blob is a file that is named by its hash.
type blob struct {
	sum  [fingerprint]byte
	data []byte // deflated
}

func (b blob) file() filetree.File { return named(hex.EncodeToString(b.sum[:])+".bin", b.data) }

// newBlob is the file of what is compressed.
func newBlob(data []byte) blob {
	b := blob{data: data}
	sum := sha256.Sum256(data)
	copy(b.sum[:], sum[:])
	return b
}
