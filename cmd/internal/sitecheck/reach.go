//go:build full

package sitecheck

import (
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// spacing is the spacing of text that readers may ask for without losing any of it (WCAG 2.2, 1.4.12).
const spacing = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
	document.adoptedStyleSheets.push(sheet);
})()`

// misfits are what a reader of the page would have to scroll sideways for, and what is cut off.
const misfits = `(() => {
	const {scrollWidth, clientWidth} = document.documentElement;
	const found = scrollWidth > clientWidth ? ["the page is " + scrollWidth + " pixels wide"] : [];
	const scrolls = e => e && (["auto", "scroll"].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
	for (const e of document.body.querySelectorAll("*")) {
		const {left, right, width} = e.getBoundingClientRect(), {overflowX} = getComputedStyle(e);
		const name = e.localName + (e.className ? "." + e.className : "") + " “" + e.textContent.trim().slice(0, 40) + "”";
		if (width > 0 && (left < -1 || right > clientWidth + 1) && !scrolls(e)) {
			found.push(name + " reaches from " + Math.round(left) + " to " + Math.round(right));
		}
		if (["hidden", "clip"].includes(overflowX) && e.scrollWidth > e.clientWidth + 1) {
			found.push(name + " is cut off");
		}
	}
	return found;
})()`

// Fits wants each page, named as Axe has them, to fit into the window in each view, and with the spacing of
// WCAG 1.4.12 too: no sideways scrolling but inside of a table or of code, nothing cut off.
func (b *Browser) Fits(pages []string, views ...View) {
	b.t.Helper()
	for _, name := range pages {
		for _, view := range views {
			var faults []string
			look := func(what string) chromedp.Action[chromedp.Void] {
				return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
					found, err := chromedp.Evaluate[[]string](misfits)(ctx, target)
					for _, f := range found {
						faults = append(faults, what+f)
					}
					return err
				})
			}
			err := b.Visit(name, view, look(""), chromedp.Evaluate[chromedp.Void](spacing), look("with text spacing: "))
			if err != nil {
				b.t.Fatalf("%q (%v): %v", name, view, err)
			}
			if faults = append(faults, b.Heard()...); len(faults) > 0 {
				b.t.Errorf("%q (%v):\n%s", name, view, strings.Join(faults, "\n"))
			}
		}
	}
}

// watchFocus notes where the keyboard goes, and returns how many places there are to go to.
const watchFocus = `(() => {
	window.focused = [];
	document.addEventListener("focusin", ({target: e}) => {
		const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(e), {left, right, top, bottom} = e.getBoundingClientRect();
		focused.push({e, left, right, top: top + scrollY, bottom: bottom + scrollY,
			shown: (outlineStyle == "auto" || outlineStyle != "none" && parseFloat(outlineWidth) >= 2) && !outlineColor.endsWith(", 0)"),
			inside: bottom > 0 && top < innerHeight});
	});
	window.stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
		.filter(e => e.checkVisibility() && !e.disabled);
	return stops.length;
})()`

// judgeFocus says what is wrong with the way that watchFocus noted. Columns are read one after the other: from
// one place to the next the way leads down, or to another column.
const judgeFocus = `(() => {
	const name = e => e.localName + " “" + (e.textContent.trim() || e.id).slice(0, 40) + "”", found = [];
	for (const e of stops) {
		if (!focused.some(f => f.e == e)) found.push(name(e) + " is never reached");
	}
	focused.forEach((f, i) => {
		if (!f.shown) found.push(name(f.e) + " does not show that it has the focus");
		if (!f.inside) found.push(name(f.e) + " has the focus and is out of sight");
		const from = focused[i - 1];
		if (!from) return;
		if (!(from.e.compareDocumentPosition(f.e) & Node.DOCUMENT_POSITION_FOLLOWING)) found.push(name(f.e) + " comes after " + name(from.e) + ", which is after it");
		if (f.bottom <= from.top && f.left < from.right && f.right > from.left) found.push(name(f.e) + " comes after " + name(from.e) + " and stands above it");
	});
	return found;
})()`

// tab is the Tab key as it goes down, which is what moves the focus.
var tab = input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Tab", Code: "Tab", WindowsVirtualKeyCode: '\t'}

// Keyboard goes through each page, named as Axe has them, with the Tab key. It wants every link and control
// to be reached, in the order in which the page is read, in sight, and with an outline around it.
func (b *Browser) Keyboard(pages []string, views ...View) {
	b.t.Helper()
	for _, name := range pages {
		for _, view := range views {
			var faults []string
			err := b.Visit(name, view, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
				stops, err := chromedp.Evaluate[int](watchFocus)(ctx, target)
				if err == nil && stops == 0 {
					err = fmt.Errorf("nothing to go to")
				}
				for range stops {
					if err == nil {
						_, err = cdp.Call(ctx, target, input.DispatchKeyEvent, tab)
					}
				}
				if err == nil {
					faults, err = chromedp.Evaluate[[]string](judgeFocus)(ctx, target)
				}
				return err
			}))
			if err != nil {
				b.t.Fatalf("%q (%v): %v", name, view, err)
			}
			if faults = append(faults, b.Heard()...); len(faults) > 0 {
				b.t.Errorf("%q (%v):\n%s", name, view, strings.Join(faults, "\n"))
			}
		}
	}
}
