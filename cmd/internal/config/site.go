// Package config reads briefings.toml into typed values, strictly and with the place of every mistake.
//
// Whatever the file says, a Site is whole: what is missing or cannot be understood is at its default,
// and never publishes more than its author wanted.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/keytree"
	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/typed"
)

// File is the name of a site's configuration.
const File = "briefings.toml"

// The hosts that a site may have files for.
const (
	Netlify     = "netlify"
	Cloudflare  = "cloudflare"
	GitHubPages = "github-pages"
)

// The calendars that a site tells dates by; by that of Iran besides the other.
const (
	gregorian = "gregorian"
	Jalali    = "jalali"
)

// A Site is briefings.toml, with defaults for what it leaves out.
type Site struct {
	Declared    bool // there is a briefings.toml; without one a site is a plain folder of Markdown
	Title       string
	Description string
	BaseURL     string // without a slash at its end; empty if not set
	Authority   string // of feed ids, as written; may be empty. See TagAuthority
	Location    *time.Location
	Lang        string
	Dir         string
	Calendar    string             // "gregorian", or Jalali
	Text        frontmatter.Rights // rights of articles unless they or their source say otherwise
	Accent      string             // the site's own colour, "#7a1f2b"; empty for that of the style sheet
	AccentDark  string             // what takes its place in the dark; likewise
	RawHTML     bool               // raw HTML is sanitised and published, not shown as text
	PerPage     int                // items on a page of a list
	FeedItems   int                // entries in a feed
	Search      bool               // the site has a search
	Logo        string             // name of a picture under static/; empty if there is none
	NewsSitemap bool               // there is a sitemap of the news of two days
	Cards       bool               // briefings, notes and entities have pictures to be shared by
	Hosting     []string           // the hosts that the site has files for: Netlify, Cloudflare, GitHubPages
	HSTS        bool               // hosts that read headers from the site say that it is there by HTTPS alone
	Kinds       map[string]string
	Briefings   []Briefing
	Targets     []place.Target // where the site is published to
	Policy      diag.Policy
	Templates   string // a folder of a plain site whose documents are not published; empty if there is none
	Params      map[string]any

	places func() keytree.Places // looked for once, when the first is asked for; nil if there is no text
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

// Place returns where in briefings.toml a key or a value is: keys by name, elements of lists by index
// from 0. If there is no such key, it is the place of the table that would hold it; 0, 0 if there is
// no briefings.toml or no key is asked for.
func (s *Site) Place(keys ...any) (line, col int) {
	if s.places == nil || len(keys) == 0 {
		return 0, 0
	}
	places := s.places()
	at := places.Find(typed.Dialect{}.Find(places, keys...))
	return at.Line, at.Col
}

// Load reads briefings.toml of the site. A folder without one is a site too.
func Load(site fs.FS) (*Site, []diag.Problem, error) {
	src, err := fs.ReadFile(site, File)
	if errors.Is(err, fs.ErrNotExist) {
		s := defaults()
		var problems []diag.Problem
		s.Templates, problems, err = templates(site)
		return s, problems, err
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", File, err)
	}
	s, problems := Parse(src)
	return s, problems, nil
}

func defaults() *Site {
	return &Site{
		Title: "Briefings", Location: time.UTC, Lang: "en", Dir: "ltr", Calendar: gregorian, Text: frontmatter.Full, PerPage: 50, FeedItems: 30, Search: true,
		Policy: diag.Policy{Lenient: true},
	}
}
