package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"briefings/cmd/internal/diag"
)

// Vault is the folder in which Obsidian keeps the settings of a vault, and TemplatesFile the one of them that a
// plain folder goes by: where its templates are. https://help.obsidian.md/plugins/templates
const (
	Vault         = ".obsidian"
	TemplatesFile = Vault + "/templates.json"
)

// templates finds the folder of a vault's templates, which are no documents: what stands in them is filled
// in when one is made of them. It is empty if there is none, or the settings cannot be understood.
func templates(site fs.FS) (folder string, problems []diag.Problem, err error) {
	if info, err := fs.Lstat(site, Vault); err != nil || !info.IsDir() {
		return "", nil, nil
	}
	_, err = fs.ReadDir(site, Vault) // a sitefs.Snapshot looks again at what was listed
	if err != nil {
		return "", nil, fmt.Errorf("read %s: %w", Vault, err)
	}
	src, err := fs.ReadFile(site, TemplatesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, fmt.Errorf("read %s: %w", TemplatesFile, err)
	}
	var settings struct{ Folder string }
	_ = json.Unmarshal(src, &settings) // what is wrong with another program's file is not ours to say
	folder = path.Clean(settings.Folder)
	if folder == "." || !fs.ValidPath(folder) {
		return "", nil, nil
	}
	if info, err := fs.Stat(site, folder); err != nil || !info.IsDir() {
		return "", nil, nil
	}
	return folder, []diag.Problem{{
		Path: folder, Code: diag.FileKind, Message: "the folder of Obsidian's templates is left out",
		Cure: "to publish it, name another one in " + TemplatesFile,
	}}, nil
}
