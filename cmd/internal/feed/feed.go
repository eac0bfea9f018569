// Package feed writes what other programs read of a site: Atom, JSON Feed, sitemaps, robots.txt.
//
// A feed is a function of its Feed value: nothing here looks at the clock, a file or the order of
// a map. Whatever strings it is given, XML comes out well-formed and JSON valid: characters that
// XML 1.0 forbids are dropped everywhere, since one of them makes a whole feed unreadable, bytes
// that are no UTF-8 become U+FFFD, and addresses are percent-encoded. It does not judge addresses:
// those that come from content have passed the site's list of schemes before.
package feed

import (
	"cmp"
	"time"
)

// A Feed is a list of entries for feed readers.
type Feed struct {
	ID       string    // an absolute IRI that never changes; see TagURI
	Title    string    // plain text
	Subtitle string    // plain text; may be empty
	Lang     string    // BCP 47; empty means not stated
	HomeURL  string    // absolute: the page this is the feed of
	SelfURL  string    // absolute: the feed itself
	Author   string    // empty means Title, because Atom demands an author
	Updated  time.Time // zero means that of the newest entry, and the start of 1970 if there is none
	Entries  []Entry   // written in this order
}

// An Entry is one item of a feed.
type Entry struct {
	ID          string    // an absolute IRI that never changes, unique in the feed; see TagURI
	Title       string    // plain text
	URL         string    // absolute: the entry's page on the site
	ExternalURL string    // absolute: what somebody else published and the entry is about; may be empty
	Published   time.Time // zero means not stated
	Updated     time.Time // zero means Published; if that is zero too, the start of 1970
	Summary     string    // plain text; may be empty
	HTML        []byte    // the content, its links absolute (see Absolute); empty means that Summary is all there is
	Authors     []string  // empty means the feed's
	Tags        []string
	Lang        string // BCP 47; empty means the feed's
}

// epoch is the date of what has none. Atom wants one, and the clock would change the feed by itself.
var epoch = time.Unix(0, 0).UTC()

// clean returns f with text that can be written, addresses that are URIs, and the defaults filled
// in, so that all formats say the same.
func (f Feed) clean() Feed {
	f.ID, f.HomeURL, f.SelfURL = uri(f.ID), uri(f.HomeURL), uri(f.SelfURL)
	f.Title, f.Subtitle, f.Lang = clean(f.Title), clean(f.Subtitle), language(f.Lang)
	f.Author = cmp.Or(clean(f.Author), f.Title, f.ID)
	entries := make([]Entry, len(f.Entries))
	newest := time.Time{}
	for i, e := range f.Entries {
		e = e.clean()
		if e.Lang == f.Lang {
			e.Lang = "" // inherited
		}
		if e.Updated.After(newest) {
			newest = e.Updated
		}
		entries[i] = e
	}
	f.Entries = entries
	f.Updated = firstDate(f.Updated, newest, epoch)
	return f
}

func (e Entry) clean() Entry {
	e.ID, e.URL, e.ExternalURL = uri(e.ID), uri(e.URL), uri(e.ExternalURL)
	e.Title, e.Summary, e.Lang = clean(e.Title), clean(e.Summary), language(e.Lang)
	e.Authors, e.Tags = cleanAll(e.Authors), cleanAll(e.Tags)
	e.Updated = firstDate(e.Updated, e.Published, epoch)
	return e
}

// firstDate returns the first of dates that can be written.
func firstDate(dates ...time.Time) time.Time {
	for _, t := range dates {
		if date(t) != "" {
			return t
		}
	}
	return time.Time{}
}

// date returns t as RFC 3339 and XML Schema write it, in t's own zone, or nothing if t is zero or
// in a year that they cannot write. Zones that they cannot write either (seconds, as in local mean
// time, or more than 14 hours) become UTC.
func date(t time.Time) string {
	if _, offset := t.Zone(); offset%60 != 0 || offset < -14*3600 || offset > 14*3600 {
		t = t.UTC()
	}
	if t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.RFC3339)
}
