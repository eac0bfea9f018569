package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish/record"
	"briefings/cmd/internal/publish/remote"
)

// A Source is a built site.
type Source struct {
	Dir   string // as the person named it
	Files manifest.Manifest
	Other []string // what lies there and is not of the site, and is not published; sorted
	root  *os.Root
}

const build = `"briefings build" makes it`

// OpenSource opens the folder that a build made, and refuses one that is not whole. Close what comes back.
func OpenSource(dir string) (*Source, error) {
	files, _, err := manifest.Load(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		message := "there is no such folder"
		if _, err := os.Stat(dir); err == nil {
			message = "not written by briefings"
		}
		return nil, &output.Refusal{Path: filepath.ToSlash(dir), Message: message, Cure: build}
	case err != nil:
		return nil, &output.Refusal{Path: filepath.ToSlash(dir), Message: err.Error(), Cure: `"briefings build" mends it`}
	case len(files) == 0:
		return nil, &output.Refusal{Path: filepath.ToSlash(dir), Message: "the site has no files", Cure: build}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s := &Source{Dir: dir, Files: files, root: root}
	if err := s.look(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return s, nil
}

// Close frees the folder.
func (s *Source) Close() error { return s.root.Close() }

// look compares names and sizes with the manifest. A build may have been killed.
func (s *Source) look() error {
	missing := len(s.Files)
	err := fs.WalkDir(s.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == manifest.Name {
			return err
		}
		e, listed := s.Files[name]
		if !listed {
			s.Other = append(s.Other, name)
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !d.Type().IsRegular() || info.Size() != e.Size {
			return s.changed(name)
		}
		missing--
		return nil
	})
	if err == nil && missing > 0 {
		for _, name := range s.Files.Names() {
			if _, err := s.root.Lstat(filepath.FromSlash(name)); err != nil {
				return &output.Refusal{Path: s.shown(name), Message: "the build made it, and it is gone", Cure: `"briefings build" makes it again`}
			}
		}
	}
	return err
}

func (s *Source) shown(name string) string {
	return filepath.ToSlash(filepath.Join(s.Dir, filepath.FromSlash(name)))
}

func (s *Source) changed(name string) error {
	return &output.Refusal{Path: s.shown(name), Message: "changed since it was built", Cure: `"briefings build" makes it anew`}
}

// read returns a file as it was built; any other is refused.
func (s *Source) read(name string) ([]byte, error) {
	data, err := s.root.ReadFile(filepath.FromSlash(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, s.changed(name)
	}
	if err == nil && sha256.Sum256(data) != s.Files[name].Sum {
		return nil, s.changed(name)
	}
	return data, err
}

// check reads what is going to be sent, so that a damaged file is found before anything is.
func check(files []remote.File) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, chunk := range slices.Collect(slices.Chunk(files, 64)) {
		g.Go(func() error {
			for _, f := range chunk {
				if f.Form == record.Copy {
					continue // its original is looked at
				}
				if _, err := f.Data(); err != nil {
					return fmt.Errorf("read %s: %w", f.Name, err)
				}
			}
			return nil
		})
	}
	return g.Wait()
}
