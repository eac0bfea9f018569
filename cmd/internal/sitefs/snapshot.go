package sitefs

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Snapshot is a site's folder as it was when it was last looked at. It lists folders from memory, and
// knows of a file whether it may have other bytes than before without a call of the system; files are
// opened on the disk. What has changed since is seen by Refresh.
//
// A folder is looked at when it is first listed, and only those that were listed are looked at again: what
// no build ever went into is nothing to a Snapshot. It may be used by several goroutines at once.
type Snapshot struct {
	*FS

	mu           sync.Mutex
	folders      map[string]*folder // by name
	links        map[string]bool    // symbolic links in them, by name; some may be none any more
	version      uint64             // the last that was given
	namesVersion uint64             // see NamesVersion
	lost         bool               // a folder that is there could not be had since the last Refresh
}

// A folder is one that was listed.
type folder struct {
	entries []fs.DirEntry    // in order of name
	files   map[string]*seen // all that are no folders, by the last part of their name
}

// find returns where a name stands, or would, among the entries, and whether it does.
func (f *folder) find(base string) (k int, ok bool) {
	return slices.BinarySearchFunc(f.entries, base, func(d fs.DirEntry, base string) int { return strings.Compare(d.Name(), base) })
}

// seen is a file that was looked at.
type seen struct {
	look    Look
	at      time.Time // when; zero if the look is not to be relied upon
	version uint64
	sum     []byte // of the bytes, where the look does not vouch for them; nil if they were not read
}

// NewSnapshot looks at what stands at the top of a site.
func NewSnapshot(site *FS) (*Snapshot, error) {
	s := &Snapshot{FS: site, namesVersion: 1, folders: map[string]*folder{}, links: map[string]bool{}}
	_, err := s.list(".")
	return s, err
}

// ReadDir implements fs.ReadDirFS.
func (s *Snapshot) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := s.entries(name)
	s.missed(name, err)
	return entries, err
}

func (s *Snapshot) entries(name string) ([]fs.DirEntry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := s.list(name)
	if err != nil {
		return nil, err
	}
	return slices.Clone(f.entries), nil
}

// Version returns a number that stays for as long as a file has the same bytes: what was read of it under
// one number need not be read again. It is 0 for a file that was in no list.
func (s *Snapshot) Version(name string) uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.folders[path.Dir(name)]; f != nil {
		if x := f.files[path.Base(name)]; x != nil {
			return x.version
		}
	}
	return 0
}

// Size returns how large a file was when it was last looked at; false if nobody has looked, or it is no plain file.
func (s *Snapshot) Size(name string) (size int64, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.folders[path.Dir(name)]; f != nil {
		if x := f.files[path.Base(name)]; x != nil && x.look.Mode.IsRegular() {
			return x.look.Size, true
		}
	}
	return 0, false
}

// NamesVersion returns a number that stays for as long as every folder that was listed has the same files and
// folders in it, and every symbolic link leads to the same: a walk that was made since it was given need not
// be made again.
func (s *Snapshot) NamesVersion() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.namesVersion
}

// list returns a folder, from memory if it was listed before.
func (s *Snapshot) list(name string) (*folder, error) {
	if f := s.folders[name]; f != nil {
		return f, nil
	}
	entries, err := s.FS.ReadDir(name)
	if err != nil {
		return nil, err
	}
	f := &folder{entries, make(map[string]*seen, len(entries))}
	for _, d := range entries {
		if !d.IsDir() {
			f.files[d.Name()] = s.see(path.Join(name, d.Name()), d)
		}
	}
	s.folders[name] = f
	return f, nil
}

// see looks at a file as at one that was never looked at.
func (s *Snapshot) see(name string, d fs.DirEntry) *seen {
	if d.Type()&fs.ModeSymlink != 0 {
		s.links[name] = true
	}
	s.version++
	x := &seen{look: See(s.FS, name, d), at: time.Now(), version: s.version}
	if !x.look.Settled(x.at) {
		x.sum = s.sum(name, x.look)
	}
	return x
}

// sum is that of a file's bytes; nil if it is none, or too large, or cannot be read.
func (s *Snapshot) sum(name string, look Look) []byte {
	if !look.Mode.IsRegular() || look.Size > small {
		return nil
	}
	data, err := s.FS.ReadFile(name)
	if err != nil {
		return nil
	}
	sum := sha256.Sum256(data)
	return sum[:]
}

// small is how large a file is read to see that it is the same: reading a larger one costs more than to build
// once too often.
const small = 256 << 10

// Refresh looks again at files and folders, by name, and at everything below such a folder; with no names
// at everything. Of all files, one that looks as it did, at an age at which times vouch for bytes, is the
// same; of those that are named none is, for somebody has written to it; and one with the same bytes is. It
// reports whether anything may have changed.
func (s *Snapshot) Refresh(names ...string) (changed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if renewed := s.FS.Renew(); renewed || s.folders["."] == nil { // or it had gone, and what is known may be of before
		clear(s.folders)
		s.namesVersion++
		_, err := s.list(".") // what is wrong with it, a build finds out
		return renewed || err == nil
	}
	if s.lost {
		s.lost, changed = false, true
		s.namesVersion++
	}
	if len(names) == 0 || slices.Contains(names, ".") {
		for _, name := range slices.Sorted(maps.Keys(s.folders)) { // a folder before those in it
			changed = s.lookInto(name) || changed
		}
		return changed
	}
	for _, name := range names {
		changed = s.lookAt(name) || changed
	}
	return s.lookThroughLinks() || changed
}

// lookAt looks at what has a name: a file, a folder, or nothing any more.
func (s *Snapshot) lookAt(name string) (changed bool) {
	if s.folders[name] != nil {
		s.forget(name)
		s.namesVersion++
		changed = true
	}
	dir, base := path.Dir(name), path.Base(name)
	in := s.folders[dir]
	if in == nil {
		return changed
	}
	k, was := in.find(base)
	info, err := s.FS.Lstat(name)
	switch {
	case err != nil && !was:
		return changed // it came and went
	case err != nil:
		in.entries = slices.Delete(slices.Clone(in.entries), k, k+1)
		delete(in.files, base)
		s.namesVersion++
		return true
	}
	d := fs.FileInfoToDirEntry(info)
	if was && d.IsDir() && in.entries[k].IsDir() {
		return changed // and if it was never listed, it is nothing to anyone
	}
	if !was || !d.Type().IsRegular() || !in.entries[k].Type().IsRegular() {
		s.namesVersion++
		changed = true
	}
	in.entries = slices.Clone(in.entries)
	if was {
		in.entries[k] = d
	} else {
		in.entries = slices.Insert(in.entries, k, d)
	}
	old := in.files[base]
	delete(in.files, base)
	if d.IsDir() {
		return true
	}
	now := s.see(name, d)
	in.files[base] = now
	return !(old != nil && now.sameBytes(old)) || changed
}

// forget drops what is known of a folder and below it.
func (s *Snapshot) forget(name string) {
	maps.DeleteFunc(s.folders, func(folder string, _ *folder) bool { return folder == name || strings.HasPrefix(folder, name+"/") })
}

// lookInto lists a folder again, and gives new versions to the files in it that look otherwise than
// before, or looked so new that their times did not vouch for their bytes.
func (s *Snapshot) lookInto(name string) (changed bool) {
	f := s.folders[name]
	if f == nil {
		return false // forgotten with the one around it
	}
	entries, err := s.FS.ReadDir(name)
	if err != nil {
		s.forget(name)
		s.namesVersion++
		return true
	}
	same := func(a, b fs.DirEntry) bool { return a.Name() == b.Name() && a.Type() == b.Type() }
	if !slices.EqualFunc(f.entries, entries, same) {
		s.namesVersion++
		changed = true
	}
	files := make(map[string]*seen, len(entries))
	for _, d := range entries {
		if d.IsDir() {
			continue
		}
		now, same := s.seeAgain(path.Join(name, d.Name()), d, f.files[d.Name()])
		if !same {
			changed = true
			if !d.Type().IsRegular() {
				s.namesVersion++
			}
		}
		files[d.Name()] = now
	}
	f.entries, f.files = entries, files
	return changed
}

// seeAgain looks at a file that may have been seen before; old is nil if it was not. It reports whether the file has
// the bytes that it had then: it keeps that version.
func (s *Snapshot) seeAgain(name string, d fs.DirEntry, old *seen) (now *seen, same bool) {
	now = s.see(name, d)
	switch {
	case old == nil:
		return now, false
	case old.look.Same(now.look) && old.look.Settled(old.at):
		now.version = old.version
		return now, true
	case old.sum != nil && now.sum == nil: // of age by now, and nobody has compared what it has become
		now.sum = s.sum(name, now.look)
		same = now.sameBytes(old)
		now.sum = nil
		return now, same
	}
	return now, now.sameBytes(old)
}

// sameBytes reports whether a file was read both times and has the same bytes: it gets that version then.
func (now *seen) sameBytes(old *seen) bool {
	if old.look.Mode != now.look.Mode || old.look.Link != now.look.Link || old.sum == nil || !bytes.Equal(old.sum, now.sum) {
		return false
	}
	now.version = old.version
	return true
}

// lookThroughLinks looks again at the files that symbolic links lead to, which change under other names.
func (s *Snapshot) lookThroughLinks() (changed bool) {
	for name := range s.links {
		dir, base := path.Split(name)
		in := s.folders[path.Clean(dir)]
		if in == nil || in.files[base] == nil || in.files[base].look.Link == "" {
			delete(s.links, name)
			continue
		}
		if info, err := s.FS.Lstat(name); err == nil {
			now, same := s.seeAgain(name, fs.FileInfoToDirEntry(info), in.files[base])
			if !same {
				s.namesVersion++
				changed = true
			}
			in.files[base] = now
		}
	}
	return changed
}
