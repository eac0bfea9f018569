package watch

import (
	"errors"

	"golang.org/x/sys/unix"
)

// networks are the file systems that are changed from elsewhere, which the system does not tell. FUSE
// has local ones, too, and cannot be told apart. By f_type in statfs(2).
var networks = map[uint32]string{
	unix.NFS_SUPER_MAGIC:  "NFS",
	unix.SMB_SUPER_MAGIC:  "SMB",
	unix.SMB2_SUPER_MAGIC: "SMB",
	unix.CIFS_SUPER_MAGIC: "SMB",
	unix.FUSE_SUPER_MAGIC: "FUSE",
	unix.V9FS_MAGIC:       "9P",
	unix.AFS_SUPER_MAGIC:  "AFS",
	unix.AFS_FS_MAGIC:     "AFS",
	unix.CODA_SUPER_MAGIC: "Coda",
	unix.CEPH_SUPER_MAGIC: "Ceph",
}

// onNetwork returns an error if a folder is on a network drive.
func onNetwork(dir string) error {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return nil // watching it will fail in its own way
	}
	if kind, ok := networks[uint32(st.Type)]; ok {
		return errors.New("is on a network drive (" + kind + ")")
	}
	return nil
}
