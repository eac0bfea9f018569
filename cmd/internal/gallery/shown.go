package gallery

import (
	"strconv"
	"strings"

	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/picture"
)

// Sizes says how wide pages show pictures: as wide as a text, or else as the screen.
const Sizes = "(min-width: 40rem) 38rem, 100vw"

// Shown is how a page shows a picture.
type Shown struct {
	URL           string
	Width, Height int    // 0 if they are not known
	SrcSet        string // empty if there is only one size
}

// Shown returns how a page shows the picture. href makes links of addresses. The largest copy stands for a
// picture that is much larger than any page.
func (p *Picture) Shown(href func(permalink.URL) string) Shown {
	out := Shown{URL: href(p.url), Width: p.Width, Height: p.Height}
	if len(p.Copies) == 0 {
		return out
	}
	var set []string
	for k := len(p.Copies) - 1; k >= 0; k-- {
		set = append(set, candidate(href(p.Copies[k].URL), p.Copies[k].Width))
	}
	if first := p.Copies[0]; first.Width == picture.MaxWidth {
		out.URL, out.Width, out.Height = href(first.URL), first.Width, first.Height
	} else {
		set = append(set, candidate(out.URL, p.Width))
	}
	if len(set) > 1 {
		out.SrcSet = strings.Join(set, ", ")
	}
	return out
}

// candidate is one entry of a srcset, in which a comma may end an address.
func candidate(href string, width int) string {
	return strings.ReplaceAll(href, ",", "%2C") + " " + strconv.Itoa(width) + "w"
}
