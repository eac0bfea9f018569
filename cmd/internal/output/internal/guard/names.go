package guard

import (
	"fmt"

	"briefings/cmd/internal/output/internal/disk"
	"briefings/cmd/internal/output/manifest"
)

// Names refuses names of files that some file system cannot hold, or would hold for the same file, on
// every system alike. They are sorted; fold gives those that count as the same one spelling.
func Names(names []string, fold func(string) string) error {
	byKey := make(map[string]string, len(names))
	for _, name := range names {
		if why := manifest.Unlistable(name); why != "" {
			return &Refusal{Path: name, Message: why, Cure: "choose another name: not every system can hold this one"}
		}
		key := fold(name)
		if other, ok := byKey[key]; ok {
			return &Refusal{Path: name, Message: fmt.Sprintf("is the same file as %q on some systems", other), Cure: "give one of them another name"}
		}
		byKey[key] = name
	}
	for _, folder := range disk.Folders(names) {
		if file, ok := byKey[fold(folder)]; ok {
			return &Refusal{Path: file, Message: fmt.Sprintf("is a file, and %q a folder with files in it", folder), Cure: "give one of them another name"}
		}
	}
	return nil
}
