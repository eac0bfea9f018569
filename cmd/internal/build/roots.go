package build

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
)

// roots says what is wrong with the places where the reading of a site begins. A walk follows its
// root: behind a link that is one, every file would be taken for the site's own, the keys beside it
// and the drafts in content/ too.
func roots(site fs.FS, declared bool) ([]diag.Problem, error) {
	if !declared {
		switch info, err := fs.Lstat(site, config.File); {
		case errors.Is(err, fs.ErrNotExist):
			return misnamed(site)
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", config.File, err)
		case info.Mode()&fs.ModeSymlink != 0:
			return []diag.Problem{{
				Path: config.File, Code: diag.SiteRoot, Message: "a symbolic link to nothing",
				Cure: "put back what it leads to, or remove it to build a plain folder",
			}}, nil
		}
		return nil, nil
	}
	var names []string
	for _, f := range config.Folders(declared) {
		names = append(names, f.Name)
	}
	var problems []diag.Problem
	for _, name := range append(names, "layouts/assets") {
		info, err := fs.Lstat(site, name)
		p := diag.Problem{Path: name, Code: diag.SiteRoot}
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == names[0]:
			p.Message, p.Cure = "there is no such folder", "documents are read from it; make it, or name the site's folder with --source"
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil && len(problems) > 0:
			continue // below one that is reported
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", name, err)
		case info.Mode()&fs.ModeSymlink != 0:
			p.Code, p.Message, p.Cure = diag.Escape, "a symbolic link in the place of a folder", "put the folder itself here"
		case !info.IsDir():
			p.Message, p.Cure = "not a folder", "move the file away"
		default:
			continue
		}
		problems = append(problems, p)
	}
	return problems, nil
}

// nearly are the names of a briefings.toml that was misnamed, in small letters.
var nearly = []string{"briefing.toml", "briefings.toml", "briefings.toml.txt", "briefings.tml", "briefings.yaml", "briefings.yml", "briefings.json"}

// misnamed finds a briefings.toml under a name that is not read: without it a folder is a plain one, and all
// that it was meant to keep back would be published.
func misnamed(site fs.FS) ([]diag.Problem, error) {
	entries, err := fs.ReadDir(site, ".")
	if err != nil {
		return nil, fmt.Errorf("read the site's folder: %w", err)
	}
	var problems []diag.Problem
	for _, e := range entries {
		if slices.Contains(nearly, strings.ToLower(e.Name())) {
			problems = append(problems, diag.Problem{
				Path: e.Name(), Code: diag.SiteRoot, Message: "this is not " + config.File + ", and is not read", Cure: "name it " + config.File + ", in TOML",
			})
		}
	}
	return problems, nil
}
