package config

// A KeyDoc is one key as the help lists it.
type KeyDoc struct {
	Key  string // with the keys of the tables around it: source.url
	Type string // what its value must be
	Text string // one line: what it means
}

const (
	aString   = "a string"
	aTruth    = "true or false"
	aNumber   = "a whole number"
	aDate     = "a date"
	aList     = "a list of strings"
	aTable    = "a table"
	theTables = "a list of tables"
)

// DocumentKeys are the keys of front matter, in the order in which help should list them.
func DocumentKeys() []KeyDoc {
	return []KeyDoc{
		{"title", aString, "what the document is called; else its first heading or its file's name"},
		{"date", aDate, "when it appeared or was written"},
		{"lastmod", aDate, "when it was last changed in a way that readers should know of"},
		{"publishDate", aDate, "held back until then"},
		{"expiryDate", aDate, "gone from then on"},
		{"draft", aTruth, "left out unless drafts are asked for"},
		{"type", aString, "article, note, entity, source, briefing or page; else by the folder"},
		{"id", aString, "what links and rules call it; else its file's name"},
		{"slug", aString, "the last part of its address"},
		{"url", aString, "its whole address, from the site's root"},
		{"aliases", aList, "other names; one with a slash is an old address"},
		{"tags", aList, "what it is about"},
		{"description", aString, "a sentence for lists and search engines"},
		{"lang", aString, "its language (BCP 47); else the site's"},
		{"dir", aString, "ltr or rtl; else by the language"},
		{"layout", aString, "the layout that shows it, in place of its kind's"},
		{"weight", aNumber, "its order in lists of pages; lowest first, 0 last"},
		{"text", aString, "how much of it may be shown: full, excerpt or private"},
		{"briefings", aList, "briefings that it belongs to, whatever their rules say"},
		{"entities", aList, "ids of the entities that it is about; more are found by name"},
		{"authors", aList, "who wrote it"},
		{"place", aString, "where it happened: an entity's id or a name"},
		{"confidence", aString, "how sure a note's authors are"},
		{"source", aTable, "where an article comes from; an address or a name alone will do"},
		{"source.publisher", aString, "where it was read: the id or name of a source"},
		{"source.agency", aString, "whose story it is"},
		{"source.url", aString, "its address"},
		{"source.retrieved", aDate, "when it was read"},
		{"source.archived", aString, "the address of a stored copy"},
		{"source.via", aList, "the chain of sources behind it, nearest first"},
		{"image", aTable, "its picture; a path alone will do"},
		{"image.src", aString, "the path of the file"},
		{"image.alt", aString, "what it shows, for those who do not see it"},
		{"image.caption", aString, "the line below it"},
		{"image.credit", aString, "whose picture it is"},
		{"corrections", theTables, "what a note said wrongly"},
		{"corrections.date", aDate, "when it was put right"},
		{"corrections.was", aString, "what it said"},
		{"corrections.now", aString, "what it says"},
		{"corrections.why", aString, "what was wrong"},
		{"claims", theTables, "who says what, by this article or note"},
		{"claims.id", aString, "the same for all that are said of one matter"},
		{"claims.who", aString, "an entity's id or a name"},
		{"claims.stance", aString, "asserts or denies"},
		{"claims.what", aString, "the claim, in a sentence"},
		{"claims.when", aDate, "when it was made"},
		{"claims.quotation", aString, "its words"},
		{"claims.via", aList, "the chain of sources behind it, if not the document's"},
		{"kind", aString, "of an entity: person, body, place, thing or event"},
		{"names", aTable, "of an entity: names by language, fa = \"...\""},
		{"same_as", aList, "of an entity: addresses of pages elsewhere that mean it"},
		{"roles", theTables, "of an entity: what it was, and when"},
		{"roles.title", aString, "the role"},
		{"roles.of", aString, "the body: an entity's id or a name"},
		{"roles.from", aDate, "its beginning; none: not known"},
		{"roles.to", aDate, "its end; none: it goes on"},
		{"params", aTable, "free keys, for layouts of your own"},
	}
}

// SiteKeys are the keys of briefings.toml, in the order in which help should list them.
func SiteKeys() []KeyDoc {
	return []KeyDoc{
		{"title", aString, "what the site is called"},
		{"description", aString, "a sentence for search engines and feeds"},
		{"base_url", aString, "where the site stands, with its host"},
		{"authority", aString, "names feed entries for good: a domain of yours and a year in which it was"},
		{"timezone", aString, "where dates without a zone are meant; else UTC"},
		{"lang", aString, "the language of documents that do not say (BCP 47); else en"},
		{"dir", aString, "ltr or rtl; else by the language"},
		{"text", aString, "how much of articles may be shown: full, excerpt or private; else full"},
		{"raw_html", aTruth, "publish raw HTML, sanitised, and do not show it as text"},
		{"per_page", aNumber, "items on a page of a list; else 50"},
		{"feed_items", aNumber, "entries of a feed; else 30"},
		{"kinds", aTable, "kinds of the documents of other folders, posts = \"article\""},
		{"problems", aTable, "error, warning or off, by a problem's code"},
		{"briefing", theTables, "the briefings, in their order"},
		{"briefing.id", aString, "its name in addresses, rules and links"},
		{"briefing.title", aString, "what it is called; else its id"},
		{"briefing.summary", aString, "what it collects"},
		{"briefing.edition", aString, "weekly or monthly: a page for each such period that has ended"},
		{"briefing.include", aList, "documents that it takes whatever its rules say"},
		{"briefing.exclude", aList, "documents that it never takes"},
		{"briefing.rule", theTables, "takes the documents that all, any and none hold for; one rule is enough"},
		{"briefing.rule.why", aString, "the reason, printed beside the item after \"because it\""},
		{"briefing.rule.all", aList, "predicates that must all hold"},
		{"briefing.rule.any", aList, "predicates of which one must hold"},
		{"briefing.rule.none", aList, "predicates of which none may hold"},
		{"params", aTable, "free keys, for layouts of your own"},
	}
}
