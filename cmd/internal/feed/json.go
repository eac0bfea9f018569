package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// The names are those of JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url,omitempty"`
	FeedURL     string       `json:"feed_url,omitempty"`
	Description string       `json:"description,omitempty"`
	Authors     []jsonAuthor `json:"authors"`
	Language    string       `json:"language,omitempty"`
	Items       []jsonItem   `json:"items"`
}

type jsonItem struct {
	ID            string       `json:"id"`
	URL           string       `json:"url,omitempty"`
	ExternalURL   string       `json:"external_url,omitempty"`
	Title         string       `json:"title,omitempty"`
	ContentHTML   string       `json:"content_html,omitempty"`
	ContentText   *string      `json:"content_text,omitempty"` // an item must have one content, be it empty
	Summary       string       `json:"summary,omitempty"`
	DatePublished string       `json:"date_published,omitempty"`
	DateModified  string       `json:"date_modified,omitempty"`
	Authors       []jsonAuthor `json:"authors,omitempty"`
	Tags          []string     `json:"tags,omitempty"`
	Language      string       `json:"language,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// JSON returns f as a JSON Feed, version 1.1. Markup in it is not escaped a second time, so it
// may stand in a file of its own but not inside a page.
func JSON(f Feed) ([]byte, error) {
	f = f.clean()
	out := jsonFeed{
		Version:     "https://jsonfeed.org/version/1.1",
		Title:       f.Title,
		HomePageURL: f.HomeURL,
		FeedURL:     f.SelfURL,
		Description: f.Subtitle,
		Authors:     jsonAuthors([]string{f.Author}),
		Language:    f.Lang,
		Items:       make([]jsonItem, len(f.Entries)),
	}
	for i, e := range f.Entries {
		out.Items[i] = newJSONItem(e)
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return nil, fmt.Errorf("feed %s: %w", f.SelfURL, err)
	}
	return buf.Bytes(), nil
}

func newJSONItem(e Entry) jsonItem {
	item := jsonItem{
		ID:            e.ID,
		URL:           e.URL,
		ExternalURL:   e.ExternalURL,
		Title:         e.Title,
		ContentHTML:   clean(string(e.HTML)),
		Summary:       e.Summary,
		DatePublished: date(e.Published),
		DateModified:  date(e.Updated),
		Authors:       jsonAuthors(e.Authors),
		Tags:          e.Tags,
		Language:      e.Lang,
	}
	if item.ContentHTML == "" {
		item.ContentText = &e.Summary
	}
	return item
}

func jsonAuthors(names []string) []jsonAuthor {
	out := make([]jsonAuthor, len(names))
	for i, name := range names {
		out[i] = jsonAuthor{name}
	}
	return out
}
