package search

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"briefings/cmd/internal/filetree"
)

// A press compresses. It may be used by several goroutines at once, and keeps what they used for the next.
type press struct{ numbers, texts sync.Pool } // of *flate.Writer

// text appends a text to dst, compressed (RFC 1951).
func (p *press) text(dst, raw []byte) []byte { return deflate(&p.texts, flate.BestSpeed, dst, raw) }

// number appends numbers: nothing in them repeats.
func (p *press) number(dst, raw []byte) []byte {
	return deflate(&p.numbers, flate.HuffmanOnly, dst, raw)
}

func deflate(pool *sync.Pool, level int, dst, raw []byte) []byte {
	b := bytes.NewBuffer(dst)
	w, ok := pool.Get().(*flate.Writer)
	if ok {
		w.Reset(b)
	} else {
		w, _ = flate.NewWriter(b, level) // the level is one that there is
	}
	w.Write(raw) // a buffer takes all
	w.Close()
	pool.Put(w)
	return b.Bytes()
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
