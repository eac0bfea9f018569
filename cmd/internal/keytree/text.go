package keytree

import "briefings/cmd/internal/diag"

// A Text is front matter, or a file of keys, as it was written. The zero Text is that of a file
// without front matter.
type Text struct {
	Keys string // between the fences
	Line int    // of the first line of Keys
	YAML bool   // and not TOML
}

// Tree decodes the text. The lines of problems count from that of Keys. Characters that cannot be
// published, which both languages have escapes for, are left out of its strings.
func (t Text) Tree() (map[string]any, []diag.Problem) {
	if t.Keys == "" {
		return nil, nil
	}
	decode := decodeTOML
	if t.YAML {
		decode = decodeYAML
	}
	tree, problems := decode(t.Keys)
	return tree, append(problems, t.clean(tree)...)
}

// Places tells where the keys and elements are; lines count from that of Keys. The text need not
// be sound: what is said of the part after a mistake may be wrong, but lies in the text.
func (t Text) Places() Places {
	if t.YAML {
		return yamlPlaces(t.Keys)
	}
	return tomlPlaces(t.Keys)
}
