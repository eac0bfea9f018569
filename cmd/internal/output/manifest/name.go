package manifest

import (
	"fmt"
	"io/fs"
	"strings"
)

// maxSegment is the longest file name that ext4, APFS and NTFS all take, in bytes.
const maxSegment = 255

// Unlistable says why a name cannot be that of a file on every system, or "" if it can: such
// names are neither written nor believed. The rules besides fs.ValidPath are Windows'
// (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
func Unlistable(name string) string {
	if !fs.ValidPath(name) || name == "." {
		return "is no path of a file"
	}
	if strings.HasPrefix(name, Reserved) {
		return fmt.Sprintf("begins with %q, which is kept for the program", Reserved)
	}
	for rest := name; rest != ""; {
		var segment string
		segment, rest, _ = strings.Cut(rest, "/")
		if len(segment) > maxSegment {
			return fmt.Sprintf("has a part of more than %d bytes", maxSegment)
		}
		if strings.HasSuffix(segment, ".") || strings.HasSuffix(segment, " ") {
			return fmt.Sprintf("has a part that ends in a dot or a space: %q", segment)
		}
		if isDevice(segment) {
			return fmt.Sprintf("has the name of a device of Windows: %q", segment)
		}
	}
	for i := range len(name) {
		if isForbidden(name[i]) {
			return fmt.Sprintf("has the character %q", name[i])
		}
	}
	return ""
}

// isForbidden reports whether no file name may have a character. All of them are ASCII.
func isForbidden(c byte) bool {
	switch c {
	case '<', '>', ':', '"', '|', '?', '*', '\\', 0x7f:
		return true
	}
	return c < ' '
}

// isDevice reports whether Windows takes a file name for a device, which it does with any
// extension, too.
func isDevice(segment string) bool {
	base, _, _ := strings.Cut(segment, ".")
	base = strings.TrimRight(base, " ")
	switch len(base) {
	case len("CON"), len("COM1"), len("COM¹"), len("CONIN$"), len("CONOUT$"):
	default:
		return false
	}
	base = strings.ToUpper(base)
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, ok := strings.CutPrefix(base, "COM")
	if !ok {
		port, ok = strings.CutPrefix(base, "LPT")
	}
	switch port {
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
		return ok
	}
	return false
}
