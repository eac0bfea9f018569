package edit

import (
	"bytes"
	"context"
	"errors"
	"regexp"

	"briefings/cmd/internal/bench/browser"
)

// A Scene is what of a site is edited and looked at, by addresses.
type Scene struct {
	Article  string // a new one, which is on the home page and the briefing's
	Briefing string
	Tag      string // one that the article does not have
	TagPage  string
}

// FindScene looks for a scene as a reader would, from the home page on. config is the text of
// briefings.toml. A briefing will do if its page shows the reason of its first rule.
func FindScene(ctx context.Context, b *browser.Browser, config string) (*Scene, error) {
	home, err := b.Get(ctx, "/")
	if err != nil {
		return nil, err
	}
	for _, briefing := range briefingLinks.FindAllSubmatch(home, -1) {
		s := &Scene{Briefing: string(briefing[1])}
		page, err := b.Get(ctx, s.Briefing)
		if err != nil {
			return nil, err
		}
		at := findRule(config, s.Briefing)
		if at == nil || !bytes.Contains(page, []byte(config[at[2]:at[3]])) {
			continue
		}
		for _, article := range articleLinks.FindAllSubmatch(home, -1) {
			if s.Article = string(article[1]); bytes.Contains(page, link(s.Article)) {
				return s, s.findTag(ctx, b)
			}
		}
	}
	return nil, errors.New("no article of the home page is in a briefing that shows the reason of its first rule")
}

// findTag looks for a tag whose page does not list the article.
func (s *Scene) findTag(ctx context.Context, b *browser.Browser) error {
	tags, err := b.Get(ctx, "/tags/")
	if err != nil {
		return err
	}
	for _, tag := range tagLinks.FindAllSubmatch(tags, -1) {
		s.TagPage, s.Tag = string(tag[1]), string(tag[2])
		page, err := b.Get(ctx, s.TagPage)
		if err != nil {
			return err
		}
		if !bytes.Contains(page, link(s.Article)) {
			return nil
		}
	}
	return errors.New(s.Article + " is listed under every tag")
}

// Links as the built-in layouts have them. What the corpus writes needs no escapes.
var (
	articleLinks  = regexp.MustCompile(`href="(/articles/\d[^"]*/)"`)
	briefingLinks = regexp.MustCompile(`href="(/briefings/[^"/]+/)"`)
	tagLinks      = regexp.MustCompile(`href="(/tags/[^"/]+/)">([^<]+)</a>`)
)

func link(address string) []byte { return []byte(`href="` + address + `"`) }
