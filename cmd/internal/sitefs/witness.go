package sitefs

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"path"
	"time"
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
	if s.missed(name, err); err != nil || doubtful == nil {
		return f, err
	}
	return &witness{f, sha256.New(), false, func(sum []byte) { s.testify(doubtful, sum) }}, nil
}

// ReadFile implements fs.ReadFileFS.
func (s *Snapshot) ReadFile(name string) ([]byte, error) {
	doubtful := s.doubtful(name)
	data, err := s.FS.ReadFile(name)
	if s.missed(name, err); err == nil && doubtful != nil {
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

// Stat implements fs.StatFS.
func (s *Snapshot) Stat(name string) (fs.FileInfo, error) {
	info, err := s.FS.Stat(name)
	s.missed(name, err)
	return info, err
}

// Lstat implements fs.ReadLinkFS.
func (s *Snapshot) Lstat(name string) (fs.FileInfo, error) {
	info, err := s.FS.Lstat(name)
	s.missed(name, err)
	return info, err
}

// Resolve is as that of an FS.
func (s *Snapshot) Resolve(name string) (string, error) {
	to, err := s.FS.Resolve(name)
	s.missed(name, err)
	return to, err
}

// missed notes that a file or folder could not be had which was there when it was looked at, if err is not nil: it
// is being moved, perhaps, and whoever misses it builds a site without it. So it is new at the next look, also if
// it is back by then as if nothing had been.
func (s *Snapshot) missed(name string, err error) {
	if err == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	in, base := s.folders[path.Dir(name)], path.Base(name)
	if in == nil {
		return
	}
	if x := in.files[base]; x != nil {
		if x.look.Mode.IsRegular() {
			x.at, x.sum = time.Time{}, nil
		}
	} else if _, ok := in.find(base); ok {
		s.lost = true
	}
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
