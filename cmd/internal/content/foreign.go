package content

import (
	"fmt"
	"io/fs"
	"path"

	"briefings/cmd/internal/diag"
)

// foreign says why a folder of a plain site is no content, where its name or what is in it tells; empty if it
// is content.
func foreign(site fs.FS, dir string) string {
	switch base := path.Base(dir); base {
	case "node_modules":
		return "npm keeps packages in it"
	case "archetypes":
		if _, err := fs.Stat(site, path.Join(dir, "default.md")); err == nil {
			return "Hugo makes new documents of what is in it"
		}
	case "bak", "version-files":
		if path.Base(path.Dir(dir)) == "logseq" {
			return "Logseq keeps former versions in it"
		}
	default:
		if base[0] == '_' {
			return "its name begins with _"
		}
	}
	return ""
}

// leaveOut passes over a folder that is no content, and says so if there are documents in it: other programs keep
// posts in such folders.
func (l *listing) leaveOut(site fs.FS, dir, why string, skip func(string) bool) error {
	err := Walk(site, dir, false, skip, func(name string, d fs.DirEntry) error {
		if d.IsDir() || !IsMarkdown(name) {
			return nil
		}
		l.problems = append(l.problems, diag.Problem{
			Path: dir, Code: diag.FileKind, Message: fmt.Sprintf("%q is left out: %s", path.Base(dir), why),
			Cure: "give it another name, or build it by itself with --source",
		})
		return fs.SkipAll
	})
	if err != nil {
		return err
	}
	return fs.SkipDir
}
