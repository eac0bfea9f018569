package stat

import (
	"io/fs"
	"syscall"
	"time"
)

func system(info fs.FileInfo) (changed time.Time, inode uint64, ok bool) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return changed, 0, false
	}
	return time.Unix(st.Ctim.Unix()), st.Ino, true
}
