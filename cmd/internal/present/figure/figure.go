// Package figure makes the pictures of pages: what package chart reckons, in the words of the site.
//
// Each figure is a view with all numbers that it shows, so that a layout can print it as a table, too.
package figure

import (
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/view"
)

// A Drawer makes the figures of one site. It may be used by several goroutines at once.
type Drawer struct {
	Graph      *links.Graph
	Locale     *locale.Locale
	Link       func(*catalog.Entry) view.Link
	SourceLink func(*catalog.Source) view.Link
	Order      func(a, b *catalog.Entry) int // of entities that are named as often as each other
}
