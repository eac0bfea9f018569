//go:build full

package build_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	device "github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"briefings/cmd/internal/sitecheck/chromium"
)

// A reader is a browser in which somebody reads a site.
type reader struct {
	*testing.T
	browser *chromium.Browser
}

func read(t *testing.T) *reader {
	t.Helper()
	return &reader{t, chromium.Open(t, starter(t, "https://example.org/desk").fs(), "https://example.org/desk/")}
}

// point moves the mouse onto the first element of a selector.
func (r *reader) point(selector string) {
	r.Helper()
	r.browser.Do(`document.querySelector("` + selector + `").scrollIntoView({block: "center"})`)
	at, err := chromedp.Run(r.browser.Context(), chromedp.Evaluate[[]float64](
		`(() => { const b = document.querySelector("`+selector+`").getClientRects()[0]; return [b.left + 5, b.top + b.height / 2] })()`))
	if err != nil {
		r.Fatal(err)
	}
	r.mouse(at[0], at[1])
}

func (r *reader) mouse(x, y float64) {
	r.Helper()
	if _, err := chromedp.Call(r.browser.Context(), device.DispatchMouseEvent, device.DispatchMouseEventParams{Type: "mouseMoved", X: x, Y: y}); err != nil {
		r.Fatal(err)
	}
}

var desktop = chromium.View{Width: 1280}

const (
	anArticle = "articles/2022/patrushev-shamkhani/"
	preview   = `document.querySelector(".preview")`
)

// TestPreview points at links, and reaches them with the keyboard.
func TestPreview(t *testing.T) {
	t.Parallel()
	r := read(t)
	r.browser.Go(anArticle, desktop)
	const link = "main .text a.name"
	r.point(link)
	r.browser.Wait(preview)
	r.browser.Wait(preview + `.firstChild.textContent === "Nikolai Patrushev" && ` + preview + `.children[1].textContent.length > 20`)
	r.browser.Wait(`document.querySelector("` + link + `").getAttribute("aria-describedby") === ` + preview + `.id`)
	r.browser.Snap("preview-mouse")
	r.point(".preview p") // what is shown can be pointed at
	time.Sleep(500 * time.Millisecond)
	if !r.browser.Is(preview) {
		t.Error("a preview goes away when it is pointed at")
	}
	r.browser.Press(kb.Escape)
	r.browser.Wait(`!` + preview + ` && !document.querySelector("[aria-describedby='page:preview']")`)

	r.mouse(1, 1) // or it would come to rest on a link when the page scrolls
	r.browser.Do(`document.querySelector("h1").scrollIntoView()`)
	r.browser.Do(`const all = [...document.querySelectorAll("a")]; all[all.indexOf(document.querySelector("` + link + `")) - 1].focus()`)
	r.browser.Press(kb.Tab)
	r.browser.Wait(preview)
	r.browser.Snap("preview-keyboard")
	r.browser.Press(kb.Tab) // to the next link
	r.browser.Wait(`!` + preview + ` || ` + preview + `.firstChild.textContent !== "Nikolai Patrushev"`)
	r.browser.Press(kb.Escape)
	r.browser.Wait(`!` + preview)

	// What leads elsewhere, or is no page, has none.
	for _, selector := range []string{".facts a[href^=https]", ".skip"} {
		r.browser.Do(`document.querySelector("` + selector + `").focus({focusVisible: true})`)
		time.Sleep(800 * time.Millisecond)
		if r.browser.Is(preview) {
			t.Errorf("%s has a preview", selector)
		}
	}
	r.browser.Quiet()
}

// TestPreviewNone wants no preview by touch, and none for who saves data.
func TestPreviewNone(t *testing.T) {
	t.Parallel()
	r := read(t)
	r.browser.Go(anArticle, desktop)
	r.browser.Do(`document.querySelector("main .text a.name").dispatchEvent(new PointerEvent("pointerover", {pointerType: "touch", bubbles: true}))`)
	time.Sleep(800 * time.Millisecond)
	if r.browser.Is(preview) {
		t.Error("touching a link shows a preview")
	}
	r.browser.Do(`document.querySelector("main .text a.name").dispatchEvent(new PointerEvent("pointerover", {pointerType: "mouse", bubbles: true}))`)
	r.browser.Wait(preview) // so that the test would see one
	r.browser.Quiet()
}

// TestNewSince comes back a week later, to a site that has not changed, and to one that shows items which
// the browser has not seen.
func TestNewSince(t *testing.T) {
	t.Parallel()
	r := read(t)
	const marked = `[...document.querySelectorAll("strong.new")]`
	r.browser.Go("", desktop)
	if r.browser.Is(marked + `.length`) {
		t.Error("on the first visit something is new")
	}
	key := r.browser.Say(`Object.keys(localStorage).join()`)
	if key != "briefings:/desk/" {
		t.Fatalf("what is kept is called %q", key)
	}
	// The last visit was on 18 November 2022, and showed the home page as far as it went then.
	newest := r.browser.Say(`[...document.querySelectorAll(".items > li")].map((li) => li.querySelector("h3 a").pathname)[0]`)
	r.browser.Do(`localStorage.setItem("` + key + `", JSON.stringify({at: Date.parse("2022-11-18T12:00Z"), since: 0, before: [], seen: ["` + newest + `"]}))`)
	r.browser.Go("", desktop)
	r.browser.Wait(marked + `.length > 0`)
	says := `(() => { const li = [...document.querySelectorAll(".items > li")]; return li.every((x) => (x.querySelector("time").dateTime >= "2022-11-17" && ` +
		`x.querySelector("h3 a").pathname !== "` + newest + `") === (x.querySelector("strong.new")?.textContent === "New")) })()`
	if !r.browser.Is(says) {
		t.Error("the wrong items are marked as new")
	}
	r.browser.Snap("new")
	r.browser.Go("articles/", desktop)
	r.browser.Go("", desktop)
	if !r.browser.Is(marked + `.length > 0 && ` + says) {
		t.Error("within a visit what is new does not stay new")
	}
	r.browser.Axe([]string{""}, desktop)
	r.browser.Quiet()
}

// TestCopy copies a citation, and reads what was copied.
func TestCopy(t *testing.T) {
	t.Parallel()
	r := read(t)
	r.browser.Go(anArticle, desktop)
	r.browser.Do(`document.querySelector(".cite").open = true`)
	r.browser.Wait(`document.querySelectorAll(".cite button").length === 3`)
	r.browser.Do(`document.querySelectorAll(".cite button")[1].scrollIntoView({block: "center"}); document.querySelectorAll(".cite button")[1].focus()`)
	r.browser.Snap("cite")
	r.browser.Press(kb.Enter)
	if !r.browser.Is(`getSelection().toString().startsWith("@misc{")`) {
		t.Errorf("what is marked is %q", r.browser.Say(`getSelection().toString()`))
	}
	r.browser.Wait(`document.querySelectorAll(".cite button")[1].textContent === "Copied"`)
	r.browser.Axe([]string{anArticle}, desktop, chromium.View{Width: 390, Dark: true})
	r.browser.Quiet()
}

// TestPrint wants as many numbers in the text on paper as there are addresses below it.
func TestPrint(t *testing.T) {
	t.Parallel()
	r := read(t)
	const note = "notes/2022/readout-chain/"
	r.browser.Go(note, desktop)
	if !r.browser.Is(`document.querySelector(".sources").getClientRects().length === 0`) {
		t.Error("on a screen the addresses of links are shown twice")
	}
	if _, err := chromedp.Call(r.browser.Context(), emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	r.browser.Wait(`document.querySelector(".sources").getClientRects().length > 0`)
	if !r.browser.Is(`(() => { const a = [...document.querySelectorAll(".text a")].filter((x) => getComputedStyle(x, "::after").content.includes("counter(link)"));
		const li = [...document.querySelectorAll(".sources li")];
		return a.length > 1 && a.length === li.length && a.every((x, i) => new URL(li[i].textContent).pathname + new URL(li[i].textContent).hash === x.pathname + x.hash) })()`) {
		t.Error("the numbered links of the text are not those of the list")
	}
	r.browser.Do(`document.querySelector(".sources").scrollIntoView({block: "center"})`)
	r.browser.Snap("print")
	r.browser.Quiet()
}

// TestPersianPaper wants the addresses of a page from right to left to have their numbers beside them, and
// no slanted letters.
func TestPersianPaper(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": declaration + "lang = \"fa\"\n", "content/notes/note.md": "+++\ntitle = \"یادداشت\"\n+++\n*تأکید* بر [متن](https://a.example/)\n"}
	b := chromium.Open(t, publish(t, input(t, site.fs()), nil).fs(), "https://desk.example/")
	b.Go("notes/note/", desktop)
	if _, err := chromedp.Call(b.Context(), emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	b.Wait(`document.querySelector(".sources").getClientRects().length > 0`)
	if !b.Is(`[...document.querySelectorAll(".sources li")].every((li) => getComputedStyle(li).direction === "rtl" && getComputedStyle(li).listStyleType === "persian")`) {
		t.Error("the numbers of addresses stand where no paper is: a number stands before its line, whose direction must be the list's")
	}
	if !b.Is(`[...document.querySelectorAll("main *")].every((x) => getComputedStyle(x).fontStyle === "normal")`) {
		t.Error("Persian is slanted")
	}
	b.Quiet()
}

// TestWithoutScript wants what the script works on to be there without it.
func TestWithoutScript(t *testing.T) {
	t.Parallel()
	p := starter(t, "")
	page := p.files[anArticle+"index.html"]
	for _, form := range []string{"@misc{patrushev-shamkhani", "&#34;type&#34;:&#34;article-newspaper&#34;", "“Security chiefs of Russia and Iran meet in Teheran”"} {
		if !strings.Contains(page, form) {
			t.Errorf("the page has no %s", form)
		}
	}
	if strings.Contains(page, "<button") {
		t.Error("there is a button that does nothing without the script")
	}
}
