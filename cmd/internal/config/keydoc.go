package config

import "briefings/cmd/internal/typed"

// Keys are the keys of briefings.toml, in the order in which help should list them.
func Keys() []typed.KeyDoc {
	return []typed.KeyDoc{
		typed.Doc("title", typed.AString, "what the site is called"),
		typed.Doc("description", typed.AString, "a sentence for search engines and feeds"),
		typed.Doc("base_url", typed.AString, "where the site stands, with its host"),
		typed.Doc("authority", typed.AString, "names feed entries for good: a domain of yours and a year in which it was"),
		typed.Doc("timezone", typed.AString, "where dates without a zone are meant; else UTC"),
		typed.Doc("lang", typed.AString, "the language of the site, and of documents that do not say (BCP 47); else en"),
		typed.Doc("dir", typed.AString, "ltr or rtl; else by the language"),
		typed.Doc("calendar", typed.AString, "gregorian or jalali, which is told beside it; else gregorian"),
		typed.Doc("text", typed.AString, "how much of articles may be shown: full, excerpt or private; else full"),
		typed.Doc("accent", typed.AString, "the site's own colour of links and lines, \"#7a1f2b\""),
		typed.Doc("accent_dark", typed.AString, "what takes its place in the dark; else a lighter shade of it"),
		typed.Doc("raw_html", typed.ATruth, "publish raw HTML, sanitised, and do not show it as text"),
		typed.Doc("per_page", typed.ANumber, "items on a page of a list; else 50"),
		typed.Doc("feed_items", typed.ANumber, "entries of a feed; else 30"),
		typed.Doc("search", typed.ATruth, "the page /search/ and its index; else true"),
		typed.Doc("logo", typed.AString, "a picture under static/ that stands for the publisher, for search engines"),
		typed.Doc("news_sitemap", typed.ATruth, "a sitemap of the articles and notes of the last two days, for news search; makes builds due"),
		typed.Doc("cards", typed.ATruth, "draw a picture for each briefing, note and entity, to be shown where its address is shared"),
		typed.Doc("kinds", typed.ATable, "kinds of the documents of other folders, posts = \"article\""),
		typed.Doc("problems", typed.ATable, "error, warning or off, by a problem's code"),
		typed.Doc("briefing", typed.Tables, "the briefings, in their order"),
		typed.Doc("briefing.id", typed.AString, "its name in addresses, rules and links"),
		typed.Doc("briefing.title", typed.AString, "what it is called; else its id"),
		typed.Doc("briefing.summary", typed.AString, "what it collects"),
		typed.Doc("briefing.edition", typed.AString, "weekly or monthly: a lasting page for each week or month; see \"briefings help editions\""),
		typed.Doc("briefing.include", typed.AList, "documents that it takes whatever its rules say"),
		typed.Doc("briefing.exclude", typed.AList, "documents that it never takes"),
		typed.Doc("briefing.rule", typed.Tables, "takes the documents that all, any and none hold for; one rule is enough"),
		typed.Doc("briefing.rule.why", typed.AString, "the reason, printed beside the item after \"because it\""),
		typed.Doc("briefing.rule.all", typed.AList, "predicates that must all hold"),
		typed.Doc("briefing.rule.any", typed.AList, "predicates of which one must hold"),
		typed.Doc("briefing.rule.none", typed.AList, "predicates of which none may hold"),
		typed.Doc("publish", typed.Tables, "where the site is published to; see \"briefings help publishing\""),
		typed.Doc("publish.name", typed.AString, "what \"briefings publish\" is told"),
		typed.Doc("publish.url", typed.AString, "a folder, a branch of git, a bucket or another machine"),
		typed.Doc("publish.max_deletes", typed.ANumber, "more files than these are removed only with --force; else 256; -1 is any number"),
		typed.Doc("publish.compress", typed.ATruth, "send files to a bucket compressed; elsewhere put .gz beside them"),
		typed.Doc("publish.squash", typed.ATruth, "a branch has one commit only, and no history"),
		typed.Doc("params", typed.ATable, "free keys, for layouts of your own"),
	}
}
