package sitefs

import (
	"io/fs"
	"time"

	"briefings/cmd/internal/stat"
)

// A Look is what can be known of a file without reading it. What cannot be known is zero: whoever opens
// the file finds out why.
type Look struct {
	Mode       fs.FileMode // of what is opened under the name
	Link       string      // where a symbolic link leads to, or why nowhere; empty for what is none
	Size       int64
	ModTime    time.Time
	ChangeTime time.Time // see stat.ChangeTime
	Inode      uint64    // of the file, where the system has such a number; another file may have all else the same
}

// racy is how much older than the look at it a file's times must be to vouch for its bytes: some
// disks keep times by two seconds, and a file written right after the look has the same time.
const racy = 2 * time.Second

// See looks at a file of a site, which its folder lists as d.
func See(site fs.FS, name string, d fs.DirEntry) Look {
	l := Look{Mode: d.Type()}
	if !fs.ValidPath(name) {
		return l
	}
	info, err := d.Info()
	if d.Type()&fs.ModeSymlink != 0 {
		l.Link = Target(site, name)
		info, err = fs.Stat(site, name)
	}
	if err != nil {
		return l
	}
	l.Mode = info.Mode()
	if l.Mode.IsRegular() {
		l.Size, l.ModTime, l.ChangeTime, l.Inode = info.Size(), info.ModTime(), stat.ChangeTime(info), stat.Inode(info)
	}
	return l
}

// SameKind reports whether two looks at a name found the same sort of thing, of the same size.
func (l Look) SameKind(m Look) bool {
	return l.Mode.Type() == m.Mode.Type() && l.Link == m.Link && l.Size == m.Size
}

// Same reports whether nothing but the bytes can have changed between two looks at a name.
func (l Look) Same(m Look) bool {
	return l.SameKind(m) && l.Mode == m.Mode && l.ModTime.Equal(m.ModTime) && l.ChangeTime.Equal(m.ChangeTime) && l.Inode == m.Inode
}

// Settled reports whether a look that was taken at an instant vouches for the bytes as well: a later one
// that is the same means that they are. A time of writing that is yet to come was set by a program, and
// says nothing.
func (l Look) Settled(taken time.Time) bool {
	settled := taken.Add(-racy)
	return l.ChangeTime.Before(settled) && (l.ModTime.Before(settled) || l.ModTime.After(taken.Add(racy)))
}
