package sitefs

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"path"
)

// A witness is a file that was written so shortly before it was looked at that it may be read in the middle of a
// save. If other bytes are read than it had, whatever it has at the next look is taken for new, also what it had
// before: else nobody would read it again.
type witness struct {
	fs.File
	read hash.Hash
	all  bool // up to the end
	told func(sum []byte)
}

// Open implements fs.FS.
func (s *Snapshot) Open(name string) (fs.File, error) {
	doubtful := s.doubtful(name)
	f, err := s.FS.Open(name)
	if err != nil || doubtful == nil {
		return f, err
	}
	return &witness{f, sha256.New(), false, func(sum []byte) { s.testify(doubtful, sum) }}, nil
}

// ReadFile implements fs.ReadFileFS.
func (s *Snapshot) ReadFile(name string) ([]byte, error) {
	doubtful := s.doubtful(name)
	data, err := s.FS.ReadFile(name)
	if doubtful != nil {
		sum := sha256.Sum256(data)
		s.testify(doubtful, sum[:])
	}
	return data, err
}

// doubtful returns a file whose look does not vouch for its bytes; nil for any other.
func (s *Snapshot) doubtful(name string) *seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.folders[path.Dir(name)]; f != nil {
		if x := f.files[path.Base(name)]; x != nil && x.sum != nil {
			return x
		}
	}
	return nil
}

func (s *Snapshot) testify(x *seen, sum []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !bytes.Equal(x.sum, sum) {
		x.sum = nil
	}
}

func (w *witness) Read(b []byte) (int, error) {
	n, err := w.File.Read(b)
	w.read.Write(b[:n])
	w.all = w.all || errors.Is(err, io.EOF)
	return n, err
}

func (w *witness) Close() error {
	var sum []byte
	if w.all {
		sum = w.read.Sum(nil)
	}
	w.told(sum)
	return w.File.Close()
}
