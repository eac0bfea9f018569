package jsonld

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/typed"
)

var desk = Site{Name: "Desk", URL: "https://desk.example/", Lang: "en"}

const (
	publishedByDesk = `"publisher":{"@type":"Organization","name":"Desk","url":"https://desk.example/"}`
	partOfDesk      = `"isPartOf":{"@type":"WebSite","name":"Desk","url":"https://desk.example/"}`
)

func TestDocument(t *testing.T) {
	t.Parallel()
	date := time.Date(2022, 11, 9, 0, 0, 0, 0, time.FixedZone("", 3600))
	wire := &catalog.Source{Title: "Wire"}
	for _, tt := range []struct {
		name  string
		entry catalog.Entry
		meta  frontmatter.Meta
		page  Page
		want  string
	}{
		{
			"article", catalog.Entry{Kind: "article", Title: "Port", Lang: "en", Date: date, LastMod: date.Add(time.Hour), Publisher: wire, Agency: &catalog.Source{Title: "Agency"}},
			frontmatter.Meta{}, Page{
				URL: "u", Description: "Says who.", Image: &Image{URL: "i", Width: 3, Height: 2, Credit: "AFP"}, BasedOn: "b", Archived: "a",
				About:    []Subject{{Kind: "person", Name: "Ali", URL: "p", SameAs: []string{"w"}}},
				Mentions: []Subject{{Name: "Tug"}}, Place: Subject{Kind: "place", Name: "Enzeli"},
			},
			`{"@type":"NewsArticle","about":[{"@type":"Person","name":"Ali","sameAs":["w"],"url":"p"}],"author":[{"@type":"Organization","name":"Agency"}],` +
				`"contentLocation":{"@type":"Place","name":"Enzeli"},"dateModified":"2022-11-09T01:00:00+01:00","datePublished":"2022-11-09T00:00:00+01:00",` +
				`"description":"Says who.","headline":"Port","image":{"@type":"ImageObject","creditText":"AFP","height":2,"url":"i","width":3},"inLanguage":"en",` +
				`"isAccessibleForFree":true,"isBasedOn":{"@type":"NewsArticle","archivedAt":"a","url":"b"},` + partOfDesk + `,"mainEntityOfPage":{"@id":"u","@type":"WebPage"},` +
				`"mentions":[{"@type":"Thing","name":"Tug"}],"name":"Port","publisher":{"@type":"Organization","name":"Wire"},` +
				`"sourceOrganization":{"@type":"Organization","name":"Agency"},"url":"u"}`,
		},
		{
			"article of nobody", catalog.Entry{Kind: "article", Title: "Port", Lang: "en"}, frontmatter.Meta{}, Page{URL: "u"},
			`{"@type":"NewsArticle","headline":"Port","inLanguage":"en","isAccessibleForFree":true,` + partOfDesk +
				`,"mainEntityOfPage":{"@id":"u","@type":"WebPage"},"name":"Port",` + publishedByDesk + `,"url":"u"}`,
		},
		{
			"note", catalog.Entry{Kind: "note", Title: "Quay", Lang: "fa"}, frontmatter.Meta{}, Page{
				URL: "u", Authors: []Author{{Name: "Desk", Body: true}, {Name: "Ali", URL: "p"}}, Cites: []Work{{Link{"Port", "a"}, "article"}},
				Corrections: []Correction{{Date: date, Text: "A slip."}, {Text: "Another."}},
			},
			`{"@type":"AnalysisNewsArticle","author":[{"@type":"Organization","name":"Desk"},{"@type":"Person","name":"Ali","url":"p"}],` +
				`"citation":[{"@type":"NewsArticle","name":"Port","url":"a"}],"correction":[{"@type":"CorrectionComment","datePublished":"2022-11-09T00:00:00+01:00","text":"A slip."},` +
				`{"@type":"CorrectionComment","text":"Another."}],"headline":"Quay","inLanguage":"fa","isAccessibleForFree":true,` + partOfDesk +
				`,"mainEntityOfPage":{"@id":"u","@type":"WebPage"},"name":"Quay",` + publishedByDesk + `,"url":"u"}`,
		},
		{
			"note of nobody", catalog.Entry{Kind: "note", Title: "Quay", Lang: "fa"}, frontmatter.Meta{}, Page{URL: "u"},
			`{"@type":"AnalysisNewsArticle","author":[{"@type":"Organization","name":"Desk","url":"https://desk.example/"}],"headline":"Quay","inLanguage":"fa","isAccessibleForFree":true,` +
				partOfDesk + `,"mainEntityOfPage":{"@id":"u","@type":"WebPage"},"name":"Quay",` + publishedByDesk + `,"url":"u"}`,
		},
		{
			"person", catalog.Entry{Kind: "entity", Title: "Ali", Lang: "en", Date: date, Names: []string{"A."}},
			frontmatter.Meta{Entity: frontmatter.Entity{Kind: "person", Names: []frontmatter.Name{{Lang: "fa", Name: "علی"}}}}, Page{URL: "u", SameAs: []string{"w"}},
			`{"@type":"Person","alternateName":["A.",{"@language":"fa","@value":"علی"}],"mainEntityOfPage":{"@id":"u","@type":"WebPage"},"name":"Ali","sameAs":["w"],"url":"u"}`,
		},
		{
			"entity of no kind", catalog.Entry{Kind: "entity", Title: "Ali"}, frontmatter.Meta{}, Page{URL: "u"},
			`{"@type":"Thing","mainEntityOfPage":{"@id":"u","@type":"WebPage"},"name":"Ali","url":"u"}`,
		},
		{
			"page", catalog.Entry{Kind: "page", Title: "About", Lang: "en"}, frontmatter.Meta{Date: typed.Day(2022, 1, 1)}, Page{URL: "u"},
			`{"@type":"WebPage","inLanguage":"en","isAccessibleForFree":true,"mainEntityOfPage":{"@id":"u","@type":"WebPage"},"name":"About",` + publishedByDesk + `,"url":"u"}`,
		},
	} {
		tt.entry.Document = &content.Document{Meta: tt.meta}
		tt.page.Site = desk
		checkJSON(t, tt.name, Document(&tt.entry, tt.page), tt.want)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	checkJSON(t, "site", WebSite(desk), `{"@type":"WebSite","inLanguage":"en","name":"Desk",`+publishedByDesk+`,"url":"https://desk.example/"}`)
	whole := desk
	whole.Description, whole.Logo, whole.Search = "Who says what.", "l", "https://desk.example/search/"
	checkJSON(t, "whole site", WebSite(whole), `{"@type":"WebSite","description":"Who says what.","inLanguage":"en","name":"Desk",`+
		`"potentialAction":{"@type":"SearchAction","query-input":"required name=search_term_string","target":{"@type":"EntryPoint",`+
		`"urlTemplate":"https://desk.example/search/?q={search_term_string}"}},"publisher":{"@type":"Organization","logo":{"@type":"ImageObject","url":"l"},`+
		`"name":"Desk","url":"https://desk.example/"},"url":"https://desk.example/"}`)
	checkText(t, "script", string(Script(BreadcrumbList([]Link{{"Home", "h"}, {"Port", "p"}}))),
		`{"@context":"https://schema.org","@graph":[{"@type":"BreadcrumbList","itemListElement":[`+
			`{"@type":"ListItem","item":"h","name":"Home","position":1},{"@type":"ListItem","item":"p","name":"Port","position":2}]}]}`)
	checkJSON(t, "briefing", CollectionPage(Collection{Link: Link{"Drones", "d"}, Lang: "en", Items: []Link{{"Port", "p"}}, Parts: []Link{{"Week 45", "w"}}}, desk),
		`{"@type":"CollectionPage","hasPart":[{"@type":"CollectionPage","name":"Week 45","url":"w"}],"inLanguage":"en",`+partOfDesk+
			`,"mainEntity":{"@type":"ItemList","itemListElement":[{"@type":"ListItem","name":"Port","position":1,"url":"p"}],"numberOfItems":1},"name":"Drones","url":"d"}`)
}

// checkJSON compares what is said, in whatever order.
func checkJSON(t *testing.T, name string, described *Thing, want string) {
	t.Helper()
	checkText(t, name, string(described.append(nil)), want)
}

func checkText(t *testing.T, name, got, want string) {
	t.Helper()
	var is, should any
	if err := json.Unmarshal([]byte(want), &should); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(got), &is); err != nil || !reflect.DeepEqual(is, should) {
		t.Errorf("%s:\n got %s\nwant %s", name, got, want)
	}
}
