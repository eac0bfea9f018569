package config

// A Folder is one of those that a site is made of.
type Folder struct {
	Name   string // from the site's own; "." for all of it
	Hidden bool   // what is hidden in it is part of the site, too
}

// Folders returns the folders that a site is made of besides briefings.toml, that of its documents first. Without a
// briefings.toml that one is all.
func Folders(declared bool) []Folder {
	if !declared {
		return []Folder{{Name: "."}}
	}
	return []Folder{{Name: "content"}, {Name: "layouts", Hidden: true}, {Name: "static", Hidden: true}}
}

// Root returns the folder that documents stand in.
func (s *Site) Root() string { return Folders(s.Declared)[0].Name }
