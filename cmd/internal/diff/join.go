package diff

import (
	"net/url"
	"slices"
	"strings"
)

// joinPairs finds out which pages moved, and puts everything in order.
func joinPairs(pairs []pair) *Diff {
	d := &Diff{}
	var gone, fresh []*pair
	for i := range pairs {
		p := &pairs[i]
		switch {
		case p.same:
		case p.wasFile || p.nowFile:
			d.Files = append(d.Files, File{state(p.wasFile, p.nowFile), p.name})
		case seen(p.was) && seen(p.now):
			if changes := compare(p.was, p.now); len(changes) > 0 {
				d.Pages = append(d.Pages, Page{State: Changed, URL: address(p.name), Title: p.now.title, Changes: changes})
			}
		case p.was != nil && p.now == nil && p.was.leads != "":
			d.Pages = append(d.Pages, Page{State: Gone, Old: true, URL: address(p.name), Title: p.was.title})
		case seen(p.was):
			gone = append(gone, p)
		case seen(p.now):
			fresh = append(fresh, p)
		}
	}
	moved := moves(gone, fresh)
	taken := map[*pair]bool{}
	for _, p := range gone {
		to := moved[p]
		if to == nil {
			d.Pages = append(d.Pages, Page{State: Gone, URL: address(p.name), To: p.leads(), Title: p.was.title})
			continue
		}
		taken[to] = true
		page := Page{State: Moved, URL: address(to.name), From: address(p.name), To: p.leads(), Title: to.now.title, Changes: compare(p.was, to.now)}
		if target(page.To, map[string]bool{page.URL: true}) != "" {
			page.To = page.URL
		}
		d.Pages = append(d.Pages, page)
	}
	for _, p := range fresh {
		if !taken[p] {
			d.Pages = append(d.Pages, Page{State: New, URL: address(p.name), Title: p.now.title})
		}
	}
	slices.SortStableFunc(d.Pages, func(a, b Page) int { return strings.Compare(a.URL, b.URL) })
	return d
}

// seen reports whether readers see a page: one that leads on is an address, and no page.
func seen(p *page) bool { return p != nil && p.leads == "" }

// leads is where the name of a page that is gone leads to now; empty if nowhere.
func (p *pair) leads() string {
	if p.now == nil {
		return ""
	}
	return p.now.leads
}

func state(was, is bool) string {
	switch {
	case !was:
		return New
	case !is:
		return Gone
	}
	return Changed
}

// address is where a reader finds a file, from the site's root.
func address(name string) string { return "/" + strings.TrimSuffix(name, "index.html") }

// moves tells where pages that are gone are now, if anywhere: at most one page moves to another.
func moves(gone, fresh []*pair) map[*pair]*pair {
	moved := map[*pair]*pair{}
	taken := map[*pair]bool{}
	pairUp := func(keys func(p *pair) (old, now string)) {
		where := map[string]*pair{}
		twice := map[string]bool{}
		for _, p := range fresh {
			if _, key := keys(p); key != "" && !taken[p] {
				twice[key] = where[key] != nil
				where[key] = p
			}
		}
		claimed := map[string]int{}
		for _, p := range gone {
			if key, _ := keys(p); key != "" && moved[p] == nil {
				claimed[key]++
			}
		}
		for _, p := range gone {
			key, _ := keys(p)
			if to := where[key]; key != "" && moved[p] == nil && to != nil && !twice[key] && claimed[key] == 1 {
				moved[p], taken[to] = to, true
			}
		}
	}
	pairUp(func(p *pair) (string, string) { // what it is called
		if p.was != nil && p.was.leads == "" {
			return p.was.id, idOf(p.now)
		}
		return "", idOf(p.now)
	})
	there := map[string]bool{}
	for _, p := range fresh {
		there[address(p.name)] = true
	}
	pairUp(func(p *pair) (string, string) { // where its old address leads to
		if p.now != nil && p.now.leads != "" {
			return target(p.now.leads, there), ""
		}
		return "", address(p.name)
	})
	pairUp(func(p *pair) (string, string) { return sameness(p.was), sameness(p.now) }) // what it says
	return moved
}

func idOf(p *page) string {
	if p == nil {
		return ""
	}
	return p.id
}

// sameness is a page's headline and its own words; empty if there is too little to know it by.
func sameness(p *page) string {
	if !seen(p) || p.title == "" || p.words() == "" {
		return ""
	}
	return p.title + "\n" + p.words()
}

// target is the page among those that are there which an address leads to. The address may be that of a site
// below a path of its host. It is empty if it is none of them.
func target(to string, there map[string]bool) string {
	u, err := url.Parse(to)
	if err != nil {
		return ""
	}
	for path := u.Path; path != ""; {
		if there[path] {
			return path
		}
		_, rest, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		if !ok {
			break
		}
		path = "/" + rest
	}
	return ""
}
