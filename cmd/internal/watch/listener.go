package watch

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// A listener hears what happens in the folders of a tree, each of which has a watch.
//
// A watch is the system's for a folder, whatever its name, and fsnotify goes on to report it by the
// name that it was added with. So a listener is of no use any more when one of its folders has moved.
type listener struct {
	root     string // without symbolic links
	skip     func(name string) bool
	admit    func(dir string) error
	notify   *fsnotify.Watcher
	folders  map[string]bool // those that have a watch, by path
	failures chan struct{}   // fsnotify met an error, an overflow of the system's queue among them
}

// errMoved is what hear fails with when the names of events can no longer be relied upon.
var errMoved = errors.New("a folder has moved")

// listen watches all folders of the tree at dir.
func listen(dir string, skip func(string) bool, admit func(string) error) (*listener, error) {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	l := &listener{
		root: root, skip: skip, admit: admit, notify: notify,
		folders: map[string]bool{}, failures: make(chan struct{}, 1),
	}
	// Not where events are read: fsnotify can hold its lock while it waits for an error to be taken,
	// and adding a watch waits for the lock.
	go func() {
		for range notify.Errors {
			select {
			case l.failures <- struct{}{}:
			default: // one that is not yet taken says it all
			}
		}
	}()
	if err := l.watch(root); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *listener) close() { l.notify.Close() }

func (l *listener) events() <-chan fsnotify.Event { return l.notify.Events }

// watch watches a folder and those below it. A folder is read when it has its watch, so that what
// comes meanwhile is met twice rather than never.
func (l *listener) watch(dir string) error {
	if err := l.admit(dir); err != nil {
		return fmt.Errorf("%q %w", l.name(dir), err)
	}
	if err := l.notify.Add(dir); err != nil {
		return err
	}
	l.folders[dir] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		below := filepath.Join(dir, e.Name())
		if !e.IsDir() || l.skip(l.name(below)) {
			continue
		}
		if err := l.watch(below); err != nil && !ofFolder(err) {
			return err
		}
	}
	return nil
}

// name is how a Change names a path in the tree.
func (l *listener) name(path string) string {
	below := strings.TrimPrefix(strings.TrimPrefix(path, l.root), string(filepath.Separator))
	return cmp.Or(filepath.ToSlash(below), ".")
}

// hear returns the name that an event tells of; empty if it is of no interest. Folders that
// appear are watched. The error is errMoved, or why a folder cannot be watched.
func (l *listener) hear(e fsnotify.Event) (name string, err error) {
	if e.Op&^fsnotify.Chmod == 0 {
		return "", nil // touch, backup programs, indexers
	}
	path := filepath.Clean(e.Name)
	name = l.name(path)
	switch {
	case name == "." && !e.Has(fsnotify.Remove|fsnotify.Rename):
		return "", nil
	case name == ".":
		return "", errMoved
	case l.skip(name):
		return "", nil
	case e.Has(fsnotify.Create):
		if info, err := os.Lstat(path); err == nil && info.IsDir() {
			if err := l.watch(path); err != nil && !ofFolder(err) {
				return "", err
			}
		}
	case e.Has(fsnotify.Rename) && l.folders[path]:
		return "", errMoved
	case e.Has(fsnotify.Remove):
		delete(l.folders, path)
	}
	return name, nil
}

// ofFolder reports whether an error says something about one folder, and nothing about others: it is
// gone, is no folder any more, or is closed to us.
func ofFolder(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR)
}

// reason says why there is no listening, with the cure if one is known. The system's own words for
// its limits mislead: no space is left, on no device.
func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system has no inotify watches left (raise fs.inotify.max_user_watches)"
	case errors.Is(err, syscall.EMFILE):
		return "too many files or inotify instances are open (raise ulimit -n or fs.inotify.max_user_instances)"
	}
	return err.Error()
}
