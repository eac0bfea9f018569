// Package view is what layouts see: plain structs with everything that a page shows. Package present makes them.
//
// A layout sees one struct and nothing else, so that a page is a function of it. The structs are
// documented here for the authors of layouts, field by field; "briefings help layouts" prints them.
// The comments of this file are that text.
package view

import "html/template"

// A SiteView is what every layout sees of the site.
type SiteView struct {
	Title       string         // from briefings.toml
	Description string         // from briefings.toml; may be empty
	Lang        string         // the site's language, BCP 47
	Dir         string         // its direction: "ltr" or "rtl"
	Home        string         // address of the home page, as a link
	BaseURL     string         // scheme, host and path that the site is published at, without a slash at its end; empty if not set
	Sections    []Link         // the lists that the site has: briefings, articles, notes, ...
	Lists       []Link         // further lists that it has: sources, tags, archive
	Briefings   []Link         // every briefing, in the order of briefings.toml
	Themes      []Link         // the first of them, for the masthead
	Accent      string         // address of the style sheet that sets the site's accent colour; empty if it has none of its own
	Style       string         // address of layouts/assets/own.css, which comes after all others; empty if there is none
	Pages       []Link         // the site's own pages at the top of content/, by weight
	Params      map[string]any // [params] of briefings.toml
}

// A Link is a page with its name.
type Link struct {
	Title string
	URL   string // ready for href
	Lang  string // of the title, if it is not the site's; else empty
	Dir   string // of the title, if it or the language is not the site's; else empty
	Count int    // how many items stand behind it; 0 where that is not counted
}

// A Line is a document in a short list.
type Line struct {
	Link
	Kind   string // "article", "note", ...
	Date   Date
	Source string // who published it; may be empty
	Draft  string // where drafts and the like are shown: what it is, and of what the clock holds back when, in the site's words; else empty
}

// A Date is a moment as a layout shows it.
type Date struct {
	ISO  string // for datetime=; empty if there is no date
	Text string // for readers, as the site's language writes it
}

// A PageView is what every layout sees of the page that it makes.
type PageView struct {
	Site        *SiteView
	Kind        string      // "home", "article", "tag", ...: the sort of page
	Title       string      // of the page
	Description string      // plain text, for search engines and cards; may be empty
	URL         string      // of the page, as a link
	Canonical   string      // the whole address; empty if the site has no base URL
	Lang        string      // of the page
	Dir         string      // "ltr" or "rtl"
	Trail       []Link      // from the home page to the one above this
	Feeds       []Feed      // what a reader can subscribe to here
	Image       *Cover      // the picture for cards; nil if there is none
	Versions    []Version   // the page in its languages, this one among them; nil if it has only one
	Published   Date        // of a document or an edition; empty for lists
	Modified    Date        // likewise
	Meta        []Meta      // what the page's head says to other sites and programs: OpenGraph, cards, citations
	Data        template.JS // schema.org, for a script of type application/ld+json; empty for none
	Params      map[string]any
}

// A Cover is the picture that stands for a page on other sites.
type Cover struct {
	URL           string // the whole address
	Alt           string // may be empty
	Width, Height int    // pixels; 0 if they are not known
}

// A Version is a page in one of its languages.
type Version struct {
	Lang  string // BCP 47; "x-default" for readers of any other
	Title string
	URL   string // the whole address
}

// A Meta is a meta element.
type Meta struct {
	Name     string // either this
	Property string // or this
	Content  string
}

// A Feed is an address to subscribe to.
type Feed struct {
	Title string
	URL   string
	Type  string // media type
}

// An Item is one entry of a list.
type Item struct {
	HTML     template.HTML // made by item.html, once for each document
	Reasons  []Reason      // why it is in a briefing; nil elsewhere
	Sentence template.HTML // the words around a link or a name; may be empty
	Added    Date          // in an edition: when it came, if that was after the week or month; else empty
}

// A Reason is why an item is in a briefing.
type Reason struct {
	Why      string // as briefings.toml says it
	Evidence string // where it was seen; may be empty
}

// An ItemView is all that item.html sees: a document as lists show it.
type ItemView struct {
	Kind    string // "article", "note", "page", ...
	Title   string
	URL     string
	Lang    string // if it is not the site's; else empty
	Dir     string // if it or the language is not the site's; else empty
	Date    Date
	Summary string // its description, or how it begins; may be empty
	Sources []Link // whose it is: publisher and agency
	Place   string // dateline; may be empty
	Draft   string // where drafts and the like are shown: what it is, and of what the clock holds back when, in the site's words; else empty
}

// A Pager leads through a list of several pages. All is empty if there is only one.
type Pager struct {
	Number int    // of this page; the newest is the last, for pages keep their numbers
	Total  int    // pages
	Newer  string // address; empty on the newest page
	Older  string // address; empty on the oldest page
}

// A HomeView is all that home.html sees.
type HomeView struct {
	PageView
	Body      template.HTML // of content/_index.md; may be empty
	Briefings []BriefingCard
	Latest    []Item // the newest articles and notes
	Pages     []Link // of a plain folder without articles and notes: the pages at its top
	Folders   []Link // likewise: the folders that its other pages stand in, as links into the list of pages
}

// A BriefingCard is a briefing as lists of briefings show it.
type BriefingCard struct {
	Link
	Summary string
	Updated Date   // of its newest item
	Since   Date   // the end of its last edition; empty if there is none
	New     int    // how many items came since
	Latest  []Line // its newest items
}

// A BriefingsView is all that briefings.html sees: the list of all briefings.
type BriefingsView struct {
	PageView
	Body      template.HTML // of content/briefings/_index.md; may be empty
	Briefings []BriefingCard
}

// A BriefingView is all that briefing.html sees.
type BriefingView struct {
	PageView
	Summary  string
	Body     template.HTML // its standing text; may be empty
	Articles int           // of all items, how many are articles
	Remarks  int           // and how many are notes
	Updated  Date          // of the newest item
	Since    Date          // the end of the last edition; empty if there is none, and on the older pages
	New      []Item        // what came since, notes first; it is in no other list of this page
	MoreNew  int           // articles that came since too and stand on the older pages only
	Notes    []Item        // the newest, on the first page only
	AllNotes *Link         // the list of all notes, if there are more; else nil
	Items    []Item        // articles, newest first
	Entities []Group       // whom its items speak of most, by kind; on the first page only
	Sources  []Link        // where they come from; on the first page only
	Editions []Link        // the newest, with their items counted; on the first page only
	All      *Link         // the list of all editions, if there are more; else nil
	Timeline *Timeline     // of its items; nil if they are few, and on the older pages
	Mix      *Mix          // where they come from over time; likewise
	Pager    Pager
}

// An EditionView is all that edition.html sees: what came into a briefing in one week or month.
type EditionView struct {
	PageView
	Briefing Link    // the page of the briefing
	Days     string  // the first and the last: "7–13 November 2022"
	Contents string  // "2 notes and 1 article"
	Notes    []Item  // newest first
	Items    []Item  // articles, likewise
	Entities []Group // whom they speak of most, by kind
	Sources  []Link  // where they come from
	Newer    *Link   // the next edition; nil if this is the newest
	Older    *Link   // nil if it is the oldest
	All      Link    // the list of all editions
}

// A DocumentView is what articles, notes, pages and entities have in common.
type DocumentView struct {
	PageView
	Body       template.HTML // empty if it may not be shown
	Whole      bool          // Body is all of the text
	Private    bool          // the text may not be shown at all
	Picture    *Picture      // nil if there is none
	Draft      string        // where drafts and the like are shown: what it is, and of what the clock holds back when, in the site's words; else empty
	Others     []Translation // the page in its other languages; nil if it has only one
	Standfirst string        // its description, if the author wrote one
	Tags       []Link
	Entities   []Group // whom and what it speaks of, by kind and name
	Briefings  []Membership
	Backlinks  Backlinks
	Related    []Item // articles and notes near to it
	Authors    []string
	Cite       *Citation // how to cite it; nil for what is no article or note, and without a base URL
	Links      []string  // where the links of Body lead, in their order, for print: whole addresses; less those to names and within the page
}

// A Translation is a page in another language, as readers are shown the way to it.
type Translation struct {
	Name string // of the language, in that language
	URL  string
	Lang string // BCP 47: of the page, and of Name
	Dir  string // of Name
}

// A Citation is how a document is cited, in the forms that programs read.
type Citation struct {
	Plain  string
	BibTeX string
	CSL    string // CSL-JSON
}

// Backlinks are what refers to a document, newest first: enough to read, then names alone, then a number.
type Backlinks struct {
	Count    int    // of all
	Items    []Item // the newest, with the sentence
	Older    []Line // those after them
	Unlisted int    // how many there are besides
}

// A Picture is the image of a document.
type Picture struct {
	URL     string // for src; a copy if the picture is much larger than a page
	Width   int    // of what URL leads to, in pixels; 0 if it is not known
	Height  int    // likewise
	SrcSet  string // for srcset: what sizes there are; empty if there is one only
	Sizes   string // for sizes; empty if SrcSet is
	Alt     string // may be empty
	Caption string // may be empty
	Credit  string // from front matter, or else from the picture's own data; may be empty
}

// A Membership is a document's place in a briefing.
type Membership struct {
	Link
	Reasons []Reason
	Newer   *Link // the next newer item there; nil if it is the newest
	Older   *Link // nil if it is the oldest
}

// An ArticleView is all that article.html sees.
type ArticleView struct {
	DocumentView
	Place     Link   // dateline; URL is empty if it is no entity
	Chain     []Link // where the words come from, nearest first
	Original  string // address of what was published; may be empty
	Archived  string // address of a copy; may be empty
	Retrieved Date
	Claims    []Claim
}

// A Claim is one side's statement, as a document reports it.
type Claim struct {
	Who    Link // URL is empty if it is no entity
	Stance string
	What   string
	When   Date
	Quote  string
	Via    []Link
}

// A NoteView is all that note.html sees.
type NoteView struct {
	DocumentView
	Confidence  string
	Quoted      []Line // what it quotes, in the order of its text
	Corrections []Correction
	Claims      []Claim
}

// A Correction is what a note said before and says now.
type Correction struct {
	Date          Date
	Was, Now, Why string
}

// An EntityView is all that entity.html sees.
type EntityView struct {
	DocumentView
	Sort     string // "person", "body", "place", "thing", "event", in the site's words; may be empty
	Names    []Name
	Roles    []Role // what it is, or is to become
	Former   []Role // what it no longer is
	SameAs   []string
	Mentions []Item    // what speaks of it, newest first, with the sentence
	Count    int       // of all that speaks of it
	Timeline *Timeline // of its mentions; nil if they are few, and on the older pages
	Company  *Company  // who is named in the same items; nil if nobody is, and on the older pages
	Pager    Pager
}

// A Name is what an entity is called.
type Name struct {
	Text string
	Lang string // empty for an alias
	Dir  string // likewise
}

// A Role is what an entity was, and when.
type Role struct {
	Title    string
	Of       Link // URL is empty if it is no entity
	From, To Date
	Coming   bool // it has not begun
}

// A SimplePageView is all that page.html sees: a page of the site's own.
type SimplePageView struct {
	DocumentView
}

// A ListView is all that list.html sees: articles, notes, a tag, a source, a month.
type ListView struct {
	PageView
	Body  template.HTML // standing text; may be empty
	Count int           // of all items
	Items []Item
	Pager Pager
}

// An IndexView is all that index.html sees: entities, sources, tags, the archive, the editions of a briefing.
type IndexView struct {
	PageView
	Body   template.HTML // standing text; may be empty
	Groups []Group
}

// A Group is a part of an index, or of a list that is too long to be read at once.
type Group struct {
	ID    string // of its element, in an index that is linked into; else empty
	Title string // may be empty
	Links []Link
	More  []Link // what a reader must ask for; nil in an index
}

// A SearchView is all that search.html sees. The script reads the index; without it the page shows where else
// to look.
type SearchView struct {
	PageView
	Body      template.HTML // standing text; may be empty
	Index     string        // address of the folder that the index is in, with a slash at its end
	Kinds     []Choice      // of documents, in the index's order
	Briefings []Choice
	Entities  []Choice // those that most is said about
	Sources   []Choice // those that most comes from
}

// A Choice is one value of a filter.
type Choice struct {
	Value string // in the address: ?entity=value
	Title string
	One   string // of kinds: what one is called; else empty
}

// A RedirectView is all that redirect.html sees: an old address.
type RedirectView struct {
	PageView
	To string // the new one
}

// A MissingView is all that 404.html sees.
type MissingView struct {
	PageView
}
