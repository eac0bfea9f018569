package guard

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"briefings/cmd/internal/output/internal/disk"
)

// Folder finds the folder that the person means by dir, and refuses those that Apart refuses. It makes the
// folder's parents.
func Folder(dir string, sources []string, root string) (string, error) {
	if dir == "" {
		return "", &Refusal{Path: "destination", Message: "is empty", Cure: "name a folder with --destination"}
	}
	real, err := Apart(dir, sources, root, "choose another with --destination")
	if err != nil {
		return "", err
	}
	return real, os.MkdirAll(filepath.Dir(real), 0o777)
}

// Apart finds the folder that dir is, and refuses those in which a site could do harm: what sources name,
// what lies in one or contains one, and root or what contains it. An empty root is none. cure says what to do
// instead.
func Apart(dir string, sources []string, root, cure string) (string, error) {
	real, err := disk.RealPath(dir)
	if err != nil {
		return "", fmt.Errorf("find the folder %s: %w", dir, err)
	}
	if filepath.Dir(real) == real {
		return "", &Refusal{Path: dir, Message: "is the root of the file system", Cure: cure}
	}
	info, err := os.Stat(real)
	if err == nil && !info.IsDir() {
		return "", &Refusal{Path: dir, Message: "is no folder", Cure: cure}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	kept := slices.Clip(sources)
	if root != "" {
		kept = append(kept, root)
	}
	for i, source := range kept {
		s, err := disk.RealPath(source)
		if err != nil {
			return "", fmt.Errorf("find the folder %s: %w", source, err)
		}
		above, below := disk.Lies(s, real), disk.Lies(real, s)
		switch {
		case above && below:
			return "", &Refusal{Path: dir, Message: fmt.Sprintf("is the folder %q, which the site is made from", source), Cure: cure}
		case above:
			return "", &Refusal{Path: dir, Message: fmt.Sprintf("contains %q, which the site is made from", source), Cure: cure}
		case below && i < len(sources):
			return "", &Refusal{Path: dir, Message: fmt.Sprintf("lies in %q, which the site is made from", source), Cure: cure}
		}
	}
	return real, nil
}
