package feed

const xmlHeader = `<?xml version="1.0" encoding="utf-8"?>` + "\n"

// Atom returns f as an Atom feed (RFC 4287).
//
// An entry's ExternalURL is its link with the relation "via". The content has its page as
// xml:base, for readers that meet a relative link after all.
func Atom(f Feed) []byte {
	f = f.clean()
	dst := make([]byte, 0, atomSize(f))
	dst = append(dst, xmlHeader+`<feed xmlns="http://www.w3.org/2005/Atom"`...)
	dst = appendLang(dst, f.Lang)
	dst = append(dst, ">\n"...)
	dst = appendElement(dst, "id", f.ID)
	dst = appendElement(dst, "title", f.Title)
	if f.Subtitle != "" {
		dst = appendElement(dst, "subtitle", f.Subtitle)
	}
	dst = appendElement(dst, "updated", date(f.Updated))
	dst = appendAuthor(dst, f.Author)
	dst = appendLink(dst, "self", "application/atom+xml", f.SelfURL)
	dst = appendLink(dst, "alternate", "text/html", f.HomeURL)
	for _, e := range f.Entries {
		dst = appendEntry(dst, e)
	}
	return append(dst, "</feed>\n"...)
}

// atomSize returns about how long f is as Atom. Escaped HTML is a quarter longer.
func atomSize(f Feed) int {
	n := 1 << 10
	for _, e := range f.Entries {
		n += 1<<10 + len(e.HTML)*5/4 + len(e.Summary)
	}
	return n
}

func appendEntry(dst []byte, e Entry) []byte {
	dst = append(dst, "<entry"...)
	dst = appendLang(dst, e.Lang)
	dst = append(dst, ">\n"...)
	dst = appendElement(dst, "id", e.ID)
	dst = appendElement(dst, "title", e.Title)
	if published := date(e.Published); published != "" {
		dst = appendElement(dst, "published", published)
	}
	dst = appendElement(dst, "updated", date(e.Updated))
	for _, name := range e.Authors {
		dst = appendAuthor(dst, name)
	}
	dst = appendLink(dst, "alternate", "text/html", e.URL)
	dst = appendLink(dst, "via", "", e.ExternalURL)
	for _, tag := range e.Tags {
		dst = append(dst, "<category"...)
		dst = appendAttr(dst, "term", tag)
		dst = append(dst, "/>\n"...)
	}
	if e.Summary != "" {
		dst = appendElement(dst, "summary", e.Summary)
	}
	dst = appendContent(dst, e)
	return append(dst, "</entry>\n"...)
}

// appendContent appends e's HTML. An entry that has neither HTML nor a page gets its summary as
// content, for RFC 4287 wants an entry to have content or an alternate link.
func appendContent(dst []byte, e Entry) []byte {
	if len(e.HTML) == 0 {
		if e.URL == "" {
			dst = appendElement(dst, "content", e.Summary)
		}
		return dst
	}
	dst = append(dst, `<content type="html"`...)
	if e.URL != "" {
		dst = appendAttr(dst, "xml:base", e.URL)
	}
	dst = append(dst, '>')
	dst = appendText(dst, clean(string(e.HTML)))
	return append(dst, "</content>\n"...)
}

func appendAuthor(dst []byte, name string) []byte {
	dst = append(dst, "<author>\n"...)
	dst = appendElement(dst, "name", name)
	return append(dst, "</author>\n"...)
}

// appendLink appends a link, without the type if mediaType is empty; nothing if url is empty.
func appendLink(dst []byte, rel, mediaType, url string) []byte {
	if url == "" {
		return dst
	}
	dst = append(dst, "<link"...)
	dst = appendAttr(dst, "rel", rel)
	if mediaType != "" {
		dst = appendAttr(dst, "type", mediaType)
	}
	dst = appendAttr(dst, "href", url)
	return append(dst, "/>\n"...)
}

func appendLang(dst []byte, lang string) []byte {
	if lang == "" {
		return dst
	}
	return appendAttr(dst, "xml:lang", lang)
}
