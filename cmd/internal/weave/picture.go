package weave

import (
	"html/template"
	"strconv"

	"briefings/cmd/internal/gallery"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/links"
)

// picture shows a picture in a text; one that is all of its paragraph with the author's title below it, and
// with whose it is. href is its escaped address.
func (w *Weaver) picture(r *hypertext.Ref, t links.Target, href string) string {
	width, height, set, credit := int(r.Width), int(r.Height), "", ""
	if file := w.graph.File(t); file != nil {
		if p := w.gallery.At(file.Path); p != nil {
			shown := p.Shown(w.Href)
			credit = p.Credit
			href, set = template.HTMLEscapeString(shown.URL), template.HTMLEscapeString(shown.SrcSet)
			width, height = fit(width, height, shown.Width, shown.Height)
		}
	}
	b := []byte(`<img src="` + href + `" alt="` + template.HTMLEscapeString(r.Alt) + `"`)
	captioned := r.Alone && (r.Title != "" || credit != "")
	if r.Title != "" && !captioned {
		b = append(b, ` title="`+template.HTMLEscapeString(r.Title)+`"`...)
	}
	if width > 0 {
		b = strconv.AppendInt(append(b, ` width="`...), int64(width), 10)
		b = append(b, '"')
	}
	if height > 0 {
		b = strconv.AppendInt(append(b, ` height="`...), int64(height), 10)
		b = append(b, '"')
	}
	if set != "" {
		sizes := gallery.Sizes
		if r.Width > 0 || r.Height > 0 {
			sizes = strconv.Itoa(width) + "px"
		}
		b = append(b, ` srcset="`+set+`" sizes="`+sizes+`"`...)
	}
	img := string(b) + ` loading="lazy" decoding="async">`
	switch {
	case captioned:
		return `<figure class="picture">` + "\n" + img + "\n<figcaption>" + caption(r.Title, credit) + "</figcaption>\n</figure>"
	case r.Alone:
		return "<p>" + img + "</p>"
	}
	return img
}

func caption(title, credit string) string {
	title, credit = template.HTMLEscapeString(title), template.HTMLEscapeString(credit)
	if credit == "" {
		return title
	}
	if title != "" {
		title += " "
	}
	return title + `<small class="credit">` + credit + "</small>"
}

// fit returns the size of a picture that the author gave one side or none of: in its own proportions, so
// that a page keeps its place for it.
func fit(width, height, ownWidth, ownHeight int) (w, h int) {
	switch {
	case ownWidth == 0 || ownHeight == 0:
	case width == 0 && height == 0:
		return ownWidth, ownHeight
	case height == 0:
		height = max(1, (width*ownHeight+ownWidth/2)/ownWidth)
	case width == 0:
		width = max(1, (height*ownWidth+ownHeight/2)/ownHeight)
	}
	return width, height
}
