package view

// The pictures of a page. Their shapes are attributes of SVG, made by package chart; all words are fields
// of their own. Like those of view.go, the comments of this file are what "briefings help layouts" prints.

// A Timeline is items over time: bars, each of which stands for a day, a week, a month or more.
type Timeline struct {
	Axis
	Count int    // items in the picture
	Bars  []Bars // that stand on each other: articles, notes, pages
	Top   int    // items that the top of the picture stands for
	Half  int    // and its middle
	Peaks []Peak // the bars with most in them, oldest first
	Rows  []Row  // the same as a table: the bars that have anything in them, oldest first
}

// An Axis is a stretch of time that a picture shows.
type Axis struct {
	Unit   string // what a bar stands for: "day", "week", "month", "quarter", "year", "years"
	From   Date   // the first day
	To     Date   // the last
	Width  int    // of the box that the bars stand in
	Height int    // likewise
	Ticks  []Tick
	Years  bool // some of which have a year
	Solar  bool // and some a day of the calendar of Iran

	Earlier int // items that are not in the picture, for they are so much older than the others
	Undated int // items that are not in it, for they have no date
}

// A Tick is where time is written along an axis.
type Tick struct {
	At    string // "37.5%"
	Text  string // "Nov"
	Year  string // if it is not the same as before; else empty
	Solar string // the same by the calendar of Iran, where the site wants it; else empty
}

// Bars are the bars of one kind of items.
type Bars struct {
	Kind  string // "article", "note", "page"
	Count int    // items
	Path  string // the d of a path
}

// A Peak is a bar with much in it.
type Peak struct {
	Number int
	At     string // the middle of the bar, from the left: "37.5%"
	Top    string // of the bar, from the top: "12.5%"
	Period string // "7–13 November 2022"
	Count  int    // items
	Item   Link   // the one that is referred to most
}

// A Row is a bar in words.
type Row struct {
	Period string // "7–13 November 2022"
	Counts []int  // for each of Bars
}

// A Mix is where items come from over time: small pictures of one scale, below each other.
type Mix struct {
	Axis
	Sources []SourceBars // those with most items; the last has no title and is all others, if there are any
	Top     int          // items that the top of each picture stands for
	Rest    []Link       // who the others are; not all, if they are many
	Rows    []MixRow     // the same as a table
}

// SourceBars are the items of one source over time.
type SourceBars struct {
	Link
	Path   string // the d of a path
	Most   int    // items in the highest bar
	Period string // when that was
}

// A MixRow is one stretch of time in a Mix.
type MixRow struct {
	Period  string
	Sources []Link // with the items of each; the others have no title
}

// A Company is who is named together with an entity.
type Company struct {
	Names  []Companion // who is named in the same items, most often first
	Box    string      // viewBox of the picture, with the entity in the middle; empty if they are too few for one
	Middle []Words     // the name of the entity
	Ties   []Tie       // which of the others are named together themselves, most often first
}

// A Companion is an entity that is named together with another.
type Companion struct {
	Link
	Bar   string  // its count, as a part of the highest: "37.5%"
	X, Y  int     // its place in the picture
	Line  string  // width of the line to it
	Label []Words // its name
	Side  string  // text-anchor of its name: "start", "middle", "end"
	RTL   bool    // its name is read from right to left, and so is Side
}

// Words are a line of a name in a picture.
type Words struct {
	X, Y int
	Text string
}

// A Tie is two companions that items name together.
type Tie struct {
	A, B           Link
	Count          int // of the items, which name the entity too
	X1, Y1, X2, Y2 int // the line between them
}
