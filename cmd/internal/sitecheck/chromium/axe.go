//go:build full

package chromium

import (
	"context"
	"os"
	"strings"

	"github.com/chromedp/chromedp"

	"briefings/cmd/internal/sitecheck/tools"
)

// axeRun runs axe-core: WCAG 2.2 up to level AA, and best practice. Target sizes (WCAG 2.2, 2.5.8)
// are off as axe comes. To preload is to make style elements of the stylesheets of shadow trees, which
// the policy blocks, and serves experimental rules only. It also says whether readers must scroll
// sideways (WCAG 2.1, 1.4.10).
const axeRun = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	rules: {"target-size": {enabled: true}},
	resultTypes: ["violations", "incomplete"],
	preload: false,
}).then(({violations, incomplete}) => {
	const flat = results => results.flatMap(r => r.nodes.map(n => r.id + " at " + n.target.flat().join(" ") + ": " + r.help));
	const {scrollWidth, clientWidth} = document.documentElement;
	const wide = scrollWidth > clientWidth ? ["reflow: the page is " + scrollWidth + " pixels wide"] : [];
	return {faults: flat(violations).concat(wide), unsure: flat(incomplete)};
})`

// axeResult is what axeRun returns.
type axeResult struct {
	Faults []string `json:"faults"`
	Unsure []string `json:"unsure"` // what only a person can judge
}

// Axe looks at each page, named from the site's root ("" is the home page), in each view. It wants no
// violation of accessibility rules by axe-core's judgement, no sideways scrolling, and nothing that
// the browser complains about: what the policy blocks, files not found, exceptions, requests to other
// origins. What axe-core cannot decide is logged.
func (b *Browser) Axe(pages []string, views ...View) {
	b.t.Helper()
	if len(pages) == 0 || len(views) == 0 {
		b.t.Fatal("Axe needs a page and a view")
	}
	source, err := os.ReadFile(tools.NPMFile(b.t, "axe-core/axe.min.js"))
	if err != nil {
		b.t.Fatal(err)
	}
	for _, page := range pages {
		// A page is opened once, and looked at from all sides: what it shows follows from its styles.
		if err := b.Visit(page, views[0], chromedp.Evaluate[chromedp.Void](string(source))); err != nil {
			b.t.Fatalf("%q: %v", page, err)
		}
		for _, view := range views {
			result, err := b.judge(view)
			if err != nil {
				b.t.Fatalf("%q (%v): %v", page, view, err)
			}
			if faults := append(result.Faults, b.Heard()...); len(faults) > 0 {
				b.t.Errorf("%q (%v):\n%s", page, view, strings.Join(faults, "\n"))
			}
			if len(result.Unsure) > 0 {
				b.t.Logf("%q (%v), to be judged by a person:\n%s", page, view, strings.Join(result.Unsure, "\n"))
			}
		}
	}
}

// judge runs axe-core, which is there, on the open page. The policy does not bind what the developer tools
// evaluate.
func (b *Browser) judge(view View) (result axeResult, err error) {
	err = b.look(view, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		result, err = chromedp.Evaluate[axeResult](axeRun, chromedp.EvalAwaitPromise)(ctx, target)
		return err
	}))
	return result, err
}
