// Package config reads what authors write as keys and values: briefings.toml and the front matter
// of documents, TOML and YAML, into typed values, strictly and with the place of every mistake.
//
// What a key means is decided here and nowhere else: foreign spellings, wrong types and doubled
// keys do not reach other packages. A mistake never publishes more than its author wanted.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"briefings/cmd/internal/diag"
)

// File is the name of a site's configuration.
const File = "briefings.toml"

// A Site is briefings.toml, with defaults for what it leaves out.
type Site struct {
	Declared    bool // there is a briefings.toml; without one a site is a plain folder of Markdown
	Title       string
	Description string
	BaseURL     string // without a slash at its end; empty if not set
	Authority   string // of feed ids; empty: the host of BaseURL. See TagAuthority
	Location    *time.Location
	Lang        string
	Dir         string
	Text        string // rights of articles unless they or their source say otherwise
	RawHTML     bool   // raw HTML is sanitised and published, not shown as text
	PerPage     int    // items on a page of a list
	FeedItems   int    // entries in a feed
	Kinds       map[string]string
	Briefings   []Briefing
	Policy      diag.Policy
	Params      map[string]any

	front Front // for Place
}

// A Briefing is one [[briefing]]: what it is called and what belongs into it.
type Briefing struct {
	ID, Title, Summary string
	Edition            string // "weekly", "monthly" or empty
	Include, Exclude   []string
	Rules              []Rule
	Index              int // in briefings.toml; -1 if only content/briefings has it
}

// A Rule places a document that All, Any and None each hold for; an empty one of them holds.
type Rule struct {
	Why            string
	Index          int // among the rules of the briefing, as written
	All, Any, None []string
}

// Place returns where in briefings.toml a key or value is, as Front.Place does.
func (s *Site) Place(keys ...any) (line, col int) { return s.front.Place(keys...) }

// Load reads briefings.toml of the site. A folder without one is a site too.
func Load(site fs.FS) (*Site, []diag.Problem, error) {
	src, err := fs.ReadFile(site, File)
	if errors.Is(err, fs.ErrNotExist) {
		return defaults(), nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", File, err)
	}
	s, problems := Parse(src)
	return s, problems, nil
}

func defaults() *Site {
	return &Site{
		Title: "Briefings", Location: time.UTC, Lang: "en", Dir: "ltr", Text: "full", PerPage: 50, FeedItems: 30,
		Policy: diag.Policy{Lenient: true},
	}
}
