package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish/bucket"
	"briefings/cmd/internal/publish/folder"
	"briefings/cmd/internal/publish/gitbranch"
	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/publish/record"
	"briefings/cmd/internal/publish/remote"
	"briefings/cmd/internal/publish/rsync"
)

// Patience is how long a remote that does not answer is tried again: for about ten seconds.
var Patience = remote.Retry{Tries: 6, Pause: 300 * time.Millisecond}

// Open opens a target. base is the site's folder, which relative paths are from, and source the one that is
// published, "" if what is published is only read. Close what comes back.
func Open(ctx context.Context, to place.Target, base, source string, retry remote.Retry) (remote.Remote, error) {
	switch to.Kind {
	case place.Folder:
		return folder.Open(to.Folder(base), source)
	case place.Git:
		return gitbranch.Open(ctx, to, base, source == "", retry)
	case place.Bucket:
		return bucket.Open(to.Place, retry)
	case place.Rsync:
		return rsync.Open(to.Place, retry)
	}
	return nil, fmt.Errorf("%s: nothing is published there", to.Name)
}

// Published is what was published last: its files by name, and the files themselves, which are asked for when they
// are opened, and refused if they have been changed there since. There is nothing if there was no publication.
func Published(ctx context.Context, r remote.Remote) (manifest.Manifest, fs.FS, error) {
	text, err := r.Read(ctx, record.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, filetree.New(nil), nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", record.Name, err)
	}
	known, _, err := record.ParseMarked(text)
	if err != nil {
		return nil, nil, &output.Refusal{Path: record.Name, Message: err.Error(), Cure: "publish again"}
	}
	site := known.Site()
	files := make([]filetree.File, 0, len(site))
	for name, e := range site {
		files = append(files, filetree.File{Name: name, Append: func(dst []byte) ([]byte, error) {
			data, err := r.Read(ctx, name)
			if err == nil && sha256.Sum256(data) != e.Sum {
				err = &output.Refusal{Path: name, Message: "changed there since it was published", Cure: "publish again"}
			}
			return append(dst, data...), err
		}})
	}
	return site, filetree.New(files), nil
}
