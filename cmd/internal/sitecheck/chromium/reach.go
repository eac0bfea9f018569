//go:build full

package chromium

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

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
	b.each(pages, views, func(ctx context.Context, target *chromedp.Target) ([]string, error) {
		faults, err := chromedp.Evaluate[[]string](misfits)(ctx, target)
		if err != nil {
			return nil, err
		}
		if _, err := chromedp.Evaluate[chromedp.Void](spacing)(ctx, target); err != nil {
			return nil, err
		}
		spaced, err := chromedp.Evaluate[[]string](misfits)(ctx, target)
		for _, f := range spaced {
			faults = append(faults, "with text spacing: "+f)
		}
		return faults, err
	})
}

// each opens each page in each view, and reports what look finds and what the browser complains about.
func (b *Browser) each(pages []string, views []View, look func(context.Context, *chromedp.Target) (faults []string, err error)) {
	b.t.Helper()
	if len(pages) == 0 || len(views) == 0 {
		b.t.Fatal("there is nothing to look at without a page and a view")
	}
	for _, name := range pages {
		for _, view := range views {
			var faults []string
			err := b.Visit(name, view, chromedp.Func(func(ctx context.Context, target *chromedp.Target) (err error) {
				faults, err = look(ctx, target)
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
	b.each(pages, views, func(ctx context.Context, target *chromedp.Target) ([]string, error) {
		stops, err := chromedp.Evaluate[int](watchFocus)(ctx, target)
		if err != nil {
			return nil, err
		}
		// One key is like the other, so nothing waits for the frame that Chromium draws after each.
		errs := make([]error, stops)
		var keys sync.WaitGroup
		for i := range stops {
			keys.Go(func() { _, errs[i] = cdp.Call(ctx, target, input.DispatchKeyEvent, tab) })
		}
		keys.Wait()
		if err := errors.Join(errs...); err != nil {
			return nil, err
		}
		return chromedp.Evaluate[[]string](judgeFocus)(ctx, target)
	})
}

// unseen is what main has and does not show, but for what a reader can open.
const unseen = `(() => {
	const main = document.querySelector("main"), found = main.innerText.trim() ? [] : ["main shows nothing"];
	for (const e of main.querySelectorAll("a[href], p, li, h1, h2, h3, td, img")) {
		if (!e.checkVisibility() && (e.textContent.trim() || e.localName == "img") && !e.closest("details:not([open])") && !e.closest("[hidden]")) found.push(e.localName + " “" + e.textContent.trim().slice(0, 40) + "” is not shown");
	}
	return found;
})()`

// Plain looks at each page, named as Axe has them, with scripts and without, and wants all of main to be
// shown without that is shown with them. Only what is marked as hidden in the HTML may wait for a script.
func (b *Browser) Plain(pages ...string) {
	b.t.Helper()
	var scripted []string // what is not shown with scripts either, such as what is for printers only
	views := []View{{Width: 1280}, {Width: 1280, NoScript: true}}
	b.each(pages, views, func(ctx context.Context, target *chromedp.Target) ([]string, error) {
		found, err := chromedp.Evaluate[[]string](unseen)(ctx, target)
		if scripted == nil {
			scripted = append([]string{}, found...)
			return nil, err
		}
		faults := slices.DeleteFunc(found, func(f string) bool { return slices.Contains(scripted, f) })
		scripted = nil
		return faults, err
	})
}
