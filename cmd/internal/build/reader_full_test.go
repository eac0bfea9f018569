//go:build full

package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	device "github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"briefings/cmd/internal/sitecheck"
)

// A reader is a browser in which somebody reads a site. SHOTS names a folder for pictures of what it sees.
type reader struct {
	*testing.T
	browser *sitecheck.Browser
}

func read(t *testing.T) *reader {
	t.Helper()
	return &reader{t, sitecheck.Open(t, starter(t, "https://example.org/desk").fs(), "https://example.org/desk/")}
}

// visit opens a page and waits for its script to have run.
func (r *reader) visit(page string, view sitecheck.View) {
	r.Helper()
	if err := r.browser.Visit(page, view); err != nil {
		r.Fatal(err)
	}
	r.wait(`document.readyState === "complete"`)
}

// wait waits for an expression of JavaScript to become true.
func (r *reader) wait(expression string) {
	r.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if r.is(expression) {
			return
		}
	}
	r.Fatalf("it never came true that %s; Chromium says %q", expression, r.browser.Heard())
}

func (r *reader) is(expression string) bool {
	ok, err := chromedp.Run(r.browser.Context(), chromedp.Evaluate[bool]("!!("+expression+")"))
	return ok && err == nil
}

// say returns the string that an expression of JavaScript is.
func (r *reader) say(expression string) string {
	r.Helper()
	s, err := chromedp.Run(r.browser.Context(), chromedp.Evaluate[string](expression))
	if err != nil {
		r.Fatalf("%s: %v", expression, err)
	}
	return s
}

func (r *reader) do(script string) {
	r.Helper()
	if _, err := chromedp.Run(r.browser.Context(), chromedp.Evaluate[chromedp.Void](script)); err != nil {
		r.Fatalf("%s: %v", script, err)
	}
}

// point moves the mouse onto the first element of a selector.
func (r *reader) point(selector string) {
	r.Helper()
	r.do(`document.querySelector("` + selector + `").scrollIntoView({block: "center"})`)
	at, err := chromedp.Run(r.browser.Context(), chromedp.Evaluate[[]float64](
		`(() => { const b = document.querySelector("`+selector+`").getClientRects()[0]; return [b.left + 5, b.top + b.height / 2] })()`))
	if err != nil {
		r.Fatal(err)
	}
	if _, err := chromedp.Call(r.browser.Context(), device.DispatchMouseEvent, device.DispatchMouseEventParams{Type: "mouseMoved", X: at[0], Y: at[1]}); err != nil {
		r.Fatal(err)
	}
}

func (r *reader) press(key string) {
	r.Helper()
	if err := chromedp.Do(r.browser.Context(), chromedp.KeyEvent(key)); err != nil {
		r.Fatal(err)
	}
}

func (r *reader) shot(name string) {
	r.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(r.browser.Context(), chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644)
	}
	if err != nil {
		r.Error(err)
	}
}

// quiet wants nothing to have gone wrong, such as what the policy blocks or what other hosts are asked for.
func (r *reader) quiet() {
	r.Helper()
	if heard := r.browser.Heard(); len(heard) > 0 {
		r.Errorf("Chromium complains:\n%s", strings.Join(heard, "\n"))
	}
}

var desktop = sitecheck.View{Width: 1280}

const (
	anArticle = "articles/2022/patrushev-shamkhani/"
	preview   = `document.querySelector(".preview")`
)

// TestPreview points at links, and reaches them with the keyboard.
func TestPreview(t *testing.T) {
	t.Parallel()
	r := read(t)
	r.visit(anArticle, desktop)
	const link = "main .text a.name"
	r.point(link)
	r.wait(preview)
	r.wait(preview + `.firstChild.textContent === "Nikolai Patrushev" && ` + preview + `.children[1].textContent.length > 20`)
	r.wait(`document.querySelector("` + link + `").getAttribute("aria-describedby") === ` + preview + `.id`)
	r.shot("preview-mouse")
	r.point(".preview p") // what is shown can be pointed at
	time.Sleep(500 * time.Millisecond)
	if !r.is(preview) {
		t.Error("a preview goes away when it is pointed at")
	}
	r.press(kb.Escape)
	r.wait(`!` + preview + ` && !document.querySelector("[aria-describedby='page:preview']")`)

	r.do(`document.querySelector("` + link + `").previousSibling, document.querySelector("h1").scrollIntoView()`)
	r.do(`const all = [...document.querySelectorAll("a")]; all[all.indexOf(document.querySelector("` + link + `")) - 1].focus()`)
	r.press(kb.Tab)
	r.wait(preview)
	r.shot("preview-keyboard")
	r.press(kb.Tab) // to the next link
	r.wait(`!` + preview + ` || ` + preview + `.firstChild.textContent !== "Nikolai Patrushev"`)
	r.press(kb.Escape)
	r.wait(`!` + preview)

	// What leads elsewhere, or is no page, has none.
	for _, selector := range []string{".facts a[href^=https]", ".skip"} {
		r.do(`document.querySelector("` + selector + `").focus({focusVisible: true})`)
		time.Sleep(800 * time.Millisecond)
		if r.is(preview) {
			t.Errorf("%s has a preview", selector)
		}
	}
	r.quiet()
}

// TestPreviewNone wants no preview by touch, and none for who saves data.
func TestPreviewNone(t *testing.T) {
	t.Parallel()
	r := read(t)
	r.visit(anArticle, desktop)
	r.do(`document.querySelector("main .text a.name").dispatchEvent(new PointerEvent("pointerover", {pointerType: "touch", bubbles: true}))`)
	time.Sleep(800 * time.Millisecond)
	if r.is(preview) {
		t.Error("touching a link shows a preview")
	}
	r.do(`document.querySelector("main .text a.name").dispatchEvent(new PointerEvent("pointerover", {pointerType: "mouse", bubbles: true}))`)
	r.wait(preview) // so that the test would see one
	r.quiet()
}

// TestNewSince comes back a week later, to a site that has not changed, and to one that shows items which
// the browser has not seen.
func TestNewSince(t *testing.T) {
	t.Parallel()
	r := read(t)
	const marked = `[...document.querySelectorAll("strong.new")]`
	r.visit("", desktop)
	if r.is(marked + `.length`) {
		t.Error("on the first visit something is new")
	}
	key := r.say(`Object.keys(localStorage).join()`)
	if key != "briefings:/desk/" {
		t.Fatalf("what is kept is called %q", key)
	}
	// The last visit was on 18 November 2022, and showed the home page as far as it went then.
	newest := r.say(`[...document.querySelectorAll(".items > li")].map((li) => li.querySelector("h3 a").pathname)[0]`)
	r.do(`localStorage.setItem("` + key + `", JSON.stringify({at: Date.parse("2022-11-18T12:00Z"), since: 0, before: [], seen: ["` + newest + `"]}))`)
	r.visit("", desktop)
	r.wait(marked + `.length > 0`)
	says := `(() => { const li = [...document.querySelectorAll(".items > li")]; return li.every((x) => (x.querySelector("time").dateTime >= "2022-11-17" && ` +
		`x.querySelector("h3 a").pathname !== "` + newest + `") === (x.querySelector("strong.new")?.textContent === "New")) })()`
	if !r.is(says) {
		t.Error("the wrong items are marked as new")
	}
	r.shot("new")
	r.visit("articles/", desktop)
	r.visit("", desktop)
	if !r.is(marked + `.length > 0 && ` + says) {
		t.Error("within a visit what is new does not stay new")
	}
	r.browser.Axe([]string{""}, desktop)
	r.quiet()
}

// TestCopy copies a citation, and reads what was copied.
func TestCopy(t *testing.T) {
	t.Parallel()
	r := read(t)
	r.visit(anArticle, desktop)
	r.do(`document.querySelector(".cite").open = true; document.querySelectorAll(".cite button")[1].scrollIntoView({block: "center"}); document.querySelectorAll(".cite button")[1].focus()`)
	r.shot("cite")
	r.press(kb.Enter)
	if !r.is(`getSelection().toString().startsWith("@misc{")`) {
		t.Errorf("what is marked is %q", r.say(`getSelection().toString()`))
	}
	r.wait(`document.querySelectorAll(".cite button")[1].textContent === "Copied"`)
	r.browser.Axe([]string{anArticle}, desktop, sitecheck.View{Width: 390, Dark: true})
	r.quiet()
}

// TestPrint wants as many numbers in the text on paper as there are addresses below it.
func TestPrint(t *testing.T) {
	t.Parallel()
	r := read(t)
	const note = "notes/2022/readout-chain/"
	r.visit(note, desktop)
	if !r.is(`document.querySelector(".sources").getClientRects().length === 0`) {
		t.Error("on a screen the addresses of links are shown twice")
	}
	if _, err := chromedp.Call(r.browser.Context(), emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	r.wait(`document.querySelector(".sources").getClientRects().length > 0`)
	if !r.is(`(() => { const a = [...document.querySelectorAll(".text a")].filter((x) => getComputedStyle(x, "::after").content.includes("counter(link)"));
		const li = [...document.querySelectorAll(".sources li")];
		return a.length > 1 && a.length === li.length && a.every((x, i) => new URL(li[i].textContent).pathname + new URL(li[i].textContent).hash === x.pathname + x.hash) })()`) {
		t.Error("the numbered links of the text are not those of the list")
	}
	r.do(`document.querySelector(".sources").scrollIntoView({block: "center"})`)
	r.shot("print")
	r.quiet()
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
