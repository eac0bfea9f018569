package buildtest

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// editors are ways to save a file, as programs have them.
var editors = []struct {
	name string
	save func(d *Disk, file string, text []byte) error
}{
	{"truncate and write", func(_ *Disk, file string, text []byte) error { return os.WriteFile(file, text, 0o644) }},
	{"write in pieces", inPieces},
	{"append", func(d *Disk, file string, text []byte) error {
		old, err := os.ReadFile(file)
		rest, ok := bytes.CutPrefix(text, old)
		if err != nil || !ok {
			return os.WriteFile(file, text, 0o644)
		}
		f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = f.Write(rest)
		return errors.Join(err, f.Close())
	}},
	{"sed -i", func(d *Disk, file string, text []byte) error { return over(d, beside(file, "sed", "Qx7"), file, text) }},
	{"gedit", func(d *Disk, file string, text []byte) error {
		return over(d, filepath.Join(filepath.Dir(file), ".goutputstream-K3XV2U"), file, text)
	}},
	{"vim", func(d *Disk, file string, text []byte) error {
		probe, swap, backup := filepath.Join(filepath.Dir(file), "4913"), beside(file, ".", ".swp"), file+"~"
		err := errors.Join(os.WriteFile(swap, text, 0o600), os.WriteFile(probe, nil, 0o644), os.Remove(probe))
		old := exists(file)
		if old {
			err = errors.Join(err, os.Rename(file, backup))
		}
		d.pause()
		err = errors.Join(err, os.WriteFile(file, text, 0o644), os.Chmod(file, 0o644))
		if old {
			err = errors.Join(err, os.Remove(backup))
		}
		return errors.Join(err, os.Remove(swap))
	}},
	{"vim with backupcopy", func(d *Disk, file string, text []byte) error {
		backup := file + "~"
		old, err := os.ReadFile(file)
		if err != nil {
			return os.WriteFile(file, text, 0o644)
		}
		err = os.WriteFile(backup, old, 0o644)
		return errors.Join(err, inPieces(d, file, text), os.Remove(backup))
	}},
	{"emacs", func(d *Disk, file string, text []byte) error {
		lock, auto := beside(file, ".#", ""), beside(file, "#", "#")
		err := errors.Join(os.Symlink("desk@host.1234:1667995200", lock), os.WriteFile(auto, text, 0o644))
		d.pause()
		if exists(file) { // the backup stays
			err = errors.Join(err, os.Rename(file, file+"~"))
		}
		return errors.Join(err, os.WriteFile(file, text, 0o644), os.Remove(auto), os.Remove(lock))
	}},
	{"JetBrains", func(d *Disk, file string, text []byte) error {
		tmp, was := file+"___jb_tmp___", file+"___jb_old___"
		err := os.WriteFile(tmp, text, 0o644)
		d.pause()
		if !exists(file) {
			return errors.Join(err, os.Rename(tmp, file))
		}
		return errors.Join(err, os.Rename(file, was), os.Rename(tmp, file), os.Remove(was))
	}},
	{"cp -p", func(d *Disk, file string, text []byte) error {
		old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		return errors.Join(os.WriteFile(file, text, 0o644), os.Chtimes(file, old, old))
	}},
	{"mv from elsewhere", func(d *Disk, file string, text []byte) error { return over(d, d.spare(), file, text) }},
	{"rm and ln", func(d *Disk, file string, text []byte) error {
		other := d.spare()
		err := os.WriteFile(other, text, 0o644)
		if exists(file) {
			err = errors.Join(err, os.Remove(file))
		}
		d.pause()
		return errors.Join(err, os.Link(other, file))
	}},
}

func inPieces(d *Disk, file string, text []byte) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	third := len(text) / 3
	for _, piece := range [][]byte{text[:third], text[third : 2*third], text[2*third:]} {
		d.pause()
		_, more := f.Write(piece)
		err = errors.Join(err, more)
	}
	return errors.Join(err, f.Close())
}

// over writes another file and puts it in the place of the one that is saved.
func over(d *Disk, other, file string, text []byte) error {
	err := os.WriteFile(other, text, 0o644)
	d.pause()
	return errors.Join(err, os.Rename(other, file))
}

// beside is a path in the folder of a file, with the file's name between two parts.
func beside(file, before, after string) string {
	dir, name := filepath.Split(file)
	return filepath.Join(dir, before+name+after)
}

func exists(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}
