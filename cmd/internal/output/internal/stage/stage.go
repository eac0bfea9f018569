// Package stage makes and removes the folders in which a directory is made anew.
//
// A stage of the directory NAME is the folder .NAME.briefings-NUMBER beside it, on the same file
// system, or .briefings-stage-NUMBER in it where that cannot be. It is locked as long as its run
// lives, so that the next can tell the dead's from the living's. It has a manifest from the
// moment it is complete; after an exchange it is the old directory, which has one, too.
package stage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"briefings/cmd/internal/output/internal/disk"
	"briefings/cmd/internal/output/manifest"
)

// A Stage is a folder of the running program.
type Stage struct {
	Path    string
	release func()
}

const insidePrefix = manifest.Reserved + "stage-"

// besidePrefix begins the names of the stages beside dir.
func besidePrefix(dir string) string { return "." + filepath.Base(dir) + manifest.Reserved }

// Beside makes a stage beside dir.
func Beside(dir string) (*Stage, error) { return open(filepath.Dir(dir), besidePrefix(dir)) }

// Inside makes a stage in dir.
func Inside(dir string) (*Stage, error) { return open(dir, insidePrefix) }

func open(parent, prefix string) (*Stage, error) {
	for {
		path := filepath.Join(parent, prefix+strconv.FormatUint(uint64(rand.Uint32()), 10))
		err := os.Mkdir(path, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		release, err := disk.TryLock(path)
		if errors.Is(err, errors.ErrUnsupported) {
			release, err = func() {}, nil
		}
		if err != nil {
			return nil, errors.Join(err, os.Remove(path))
		}
		return &Stage{path, release}, nil
	}
}

// File is the path of a site's file in the stage.
func (s *Stage) File(name string) string { return join(s.Path, name) }

// Drop removes the stage with all that is in it: nothing but our own, until it is exchanged.
func (s *Stage) Drop() error {
	defer s.release()
	return os.RemoveAll(s.Path)
}

// Leave ends the run's hold on the folder, which is no stage any more.
func (s *Stage) Leave() { s.release() }

// ClearDead removes the stages of dir whose runs were killed, and reports whether there were any.
func ClearDead(ctx context.Context, dir string) (found bool, err error) {
	var errs []error
	for _, place := range []struct{ folder, prefix string }{
		{filepath.Dir(dir), besidePrefix(dir)},
		{dir, insidePrefix},
	} {
		entries, err := os.ReadDir(place.folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
		for _, e := range entries {
			number, ok := strings.CutPrefix(e.Name(), place.prefix)
			if _, err := strconv.ParseUint(number, 10, 32); !ok || err != nil || !e.IsDir() {
				continue
			}
			path := filepath.Join(place.folder, e.Name())
			dead, err := clearDead(ctx, path, dir)
			found = found || dead
			if err != nil {
				errs = append(errs, fmt.Errorf("%s was left by a run that was killed, and cannot be removed: %w", path, err))
			}
		}
	}
	return found, errors.Join(errs...)
}

// clearDead removes a stage if its run is dead, and reports whether it is. One with a manifest may be the old directory,
// with files in it that are not ours, and waits for a run that finds a site to put them into.
func clearDead(ctx context.Context, path, dir string) (dead bool, err error) {
	release, err := disk.TryLock(path)
	if errors.Is(err, disk.ErrBusy) {
		return false, nil
	}
	if err == nil {
		defer release()
	}
	_, _, err = manifest.Load(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, manifest.ErrDamaged) {
		return true, os.RemoveAll(path) // killed, or the machine with it, while it was being made
	}
	if err != nil {
		return true, err
	}
	if _, _, err := manifest.Load(dir); err != nil {
		return true, nil
	}
	return true, Discard(ctx, path, dir)
}
