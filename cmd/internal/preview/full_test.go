//go:build full

package preview

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/sitecheck"
)

// A reader is a browser that looks at a preview. SHOTS names a folder for pictures of what it
// sees, for people; without it there are none.
type reader struct {
	*testing.T
	server  *Server
	browser *sitecheck.Browser
	stop    context.CancelFunc // of the preview
	address string
}

const base = "/desk"

func read(t *testing.T, site Site) *reader {
	t.Helper()
	r := &reader{T: t}
	r.serve("127.0.0.1:0", site)
	r.browser = sitecheck.Attach(t, "http://"+r.address, base+"/")
	return r
}

// serve starts a preview of site at an address.
func (r *reader) serve(address string, site Site) {
	r.Helper()
	r.server = New(Options{Reload: true})
	r.server.Show(site)
	var port int
	if _, err := fmt.Sscanf(address, "127.0.0.1:%d", &port); err != nil {
		r.Fatal(err)
	}
	l, err := Listen("127.0.0.1", port)
	if err != nil {
		r.Fatal(err)
	}
	r.address = l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- Serve(ctx, l, r.server) }()
	r.stop = func() {
		cancel()
		if err := <-done; err != nil {
			r.Errorf("serve: %v", err)
		}
		close(done)
	}
	r.Cleanup(func() { cancel(); <-done })
}

func (r *reader) visit(page string, view sitecheck.View) {
	r.Helper()
	if err := r.browser.Visit(page, view); err != nil {
		r.Fatal(err)
	}
}

// wait waits for an expression of JavaScript to become true, in this page or the one after it.
func (r *reader) wait(expression string) {
	r.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for time.Now().Before(deadline) {
		ok, err := chromedp.Run(r.browser.Context(), chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok && err == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	text, _ := chromedp.Run(r.browser.Context(), chromedp.Evaluate[string]("document.documentElement.outerHTML"))
	r.Fatalf("it never came true that %s; Chromium says %q; the page is\n%s", expression, r.browser.Heard(), text)
}

func (r *reader) do(script string) {
	r.Helper()
	if _, err := chromedp.Run(r.browser.Context(), chromedp.Evaluate[chromedp.Void](script)); err != nil {
		r.Fatalf("%s: %v", script, err)
	}
}

func (r *reader) press(key string) {
	r.Helper()
	if err := chromedp.Do(r.browser.Context(), chromedp.KeyEvent(key)); err != nil {
		r.Fatal(err)
	}
}

// shot takes a picture of the window.
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

// quiet wants nothing to have gone wrong in the page, such as what the policy blocks.
func (r *reader) quiet() {
	r.Helper()
	if heard := r.browser.Heard(); len(heard) > 0 {
		r.Errorf("Chromium complains:\n%s", strings.Join(heard, "\n"))
	}
}

var wide = sitecheck.View{Width: 1280}

// pages is a site of one long page with a text, and a stylesheet under a name that tells its bytes.
func pages(text, style string, more ...string) *filetree.FS {
	sheet := "assets/style." + sum([]byte(style)) + ".css"
	var long strings.Builder
	for i := range 60 {
		fmt.Fprintf(&long, "<p>Paragraph %d of a dispatch from the harbour, where the strike of the tally clerks enters its third week.</p>\n", i)
	}
	page := `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
		`<title>Port</title><link rel="icon" href="/desk/mark.svg"><link rel="stylesheet" href="/desk/` + sheet + `"><link rel="stylesheet" href="/desk/own.css"></head>` +
		`<body><main><h1>Port</h1><p id="text">` + text + `</p><details><summary id="more">More</summary><p>Deep.</p></details>` + long.String() + `</main></body></html>`
	return files(append([]string{
		"articles/port/index.html", page,
		sheet, "body { font: 16px/1.6 serif; margin: 2rem auto; max-width: 40rem }" + style,
		"own.css", "h1 { font-weight: 400 }",
		"mark.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`,
	}, more...)...)
}

const port = "articles/port/"

// overlay is whether the overlay is open, within an expression of what it says.
const (
	panel   = `document.querySelector("briefings-preview")?.shadowRoot`
	overlay = panel + `?.querySelector("dialog[open]")?.innerText`
	badge   = panel + `?.querySelector(".badge")?.innerText`
)

func TestEdit(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Before.", "")})
	r.visit(port, wide)
	r.do(`document.querySelector("details").open = true; document.getElementById("more").focus({preventScroll: true}); scrollTo(0, 700)`)
	r.server.Show(Site{Base: base, Files: pages("After.", "")})
	r.wait(`document.getElementById("text").textContent === "After."`)
	r.wait(`scrollY === 700 && document.querySelector("details").open && document.activeElement.id === "more"`)
	r.wait(`history.scrollRestoration === "auto"`)

	r.do(`window.kept = true`)
	r.server.Show(Site{Base: base, Files: pages("After.", "", "other/index.html", "Another page")})
	r.server.Show(Site{Base: base, Files: pages("After.", "", "other/index.html", "Another page, changed")})
	r.server.Show(Site{Base: base, Files: pages("At last.", "")})
	r.wait(`document.getElementById("text").textContent === "At last." && !window.kept && scrollY === 700`)
	r.quiet()

	r.server.Show(Site{Base: base, Files: files("404.html", "<body id=gone>Gone")})
	r.wait(`document.body.id === "gone"`)
	r.server.Show(Site{Base: base, Files: pages("Again.", "")})
	r.wait(`document.getElementById("text")?.textContent === "Again."`)
}

func TestStyles(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Text.", "")})
	r.visit(port, wide)
	r.do(`window.kept = true; scrollTo(0, 300)`)
	colour := func(want string) string {
		return `getComputedStyle(document.getElementById("text")).color === "` + want + `"`
	}
	for _, style := range []struct{ css, want string }{
		{"#text { color: rgb(1, 2, 3) }", "rgb(1, 2, 3)"},
		{"#text { color: rgb(4, 5, 6) }", "rgb(4, 5, 6)"},
		{"", "rgb(0, 0, 0)"},
	} {
		r.server.Show(Site{Base: base, Files: pages("Text.", style.css)})
		r.wait(colour(style.want) + ` && document.querySelectorAll("link[rel=stylesheet]").length === 2`)
	}
	// One after the other, without a breath, and under one name.
	for shade := range 9 {
		changed := slices.Clone(pages("Text.", "").Files())
		i, _ := slices.BinarySearchFunc(changed, "own.css", func(f filetree.File, name string) int { return strings.Compare(f.Name, name) })
		style := fmt.Sprintf("#text { color: rgb(9, 9, %d) }", shade)
		changed[i].Append = func(dst []byte) ([]byte, error) { return append(dst, style...), nil }
		r.server.Show(Site{Base: base, Files: filetree.New(changed)})
	}
	r.wait(`getComputedStyle(document.getElementById("text")).color.startsWith("rgb(9, 9, ")`)
	r.wait(`document.querySelectorAll("link[rel=stylesheet]").length === 2`)
	r.wait(`window.kept && scrollY === 300`)
	r.quiet()
}

var source = fstest.MapFS{
	"content/notes/port.md": {Data: []byte("+++\ntitle = \"Port\"\ntags = [\"strikes\",\n\tsumary = \"The clerks stay away\"\n+++\nSee [[strike-balot]] and what came of it.\n")},
	"content/notes/بندر.md": {Data: []byte("+++\ntitle = \"بندر\"\n+++\nکارگران بندر [[اعتصاب]] را آغاز کردند.\n")},
}

var problems = []diag.Problem{
	{Path: "content/notes/port.md", Line: 4, Col: 2, Code: diag.KeyUnknown, Severity: diag.Error, Message: `unknown key "sumary"`, Cure: `did you mean "summary"?`},
	{Path: "content/notes/port.md", Line: 6, Col: 5, Code: diag.Reference, Severity: diag.Error, Message: `no document named "strike-balot"`, Cure: `did you mean "strike-ballot"?`},
	{Path: "content/notes/بندر.md", Line: 4, Col: 14, Code: diag.Reference, Severity: diag.Warning, Message: `no document named "اعتصاب"`},
}

func TestOverlay(t *testing.T) {
	t.Parallel()
	good := pages(`Text. <script>alert(1)</script>`, "")
	r := read(t, Site{Base: base, Files: pages("Text.", "")})
	r.visit(port, wide)
	r.do(`window.kept = true; document.getElementById("more").focus()`)
	broken := Site{Base: base, Files: r.server.current().site.Files, Stale: true, Problems: problems, Source: source}
	r.server.Show(broken)
	r.wait(overlay + `?.includes("content/notes/port.md:4:2")`)
	r.wait(overlay + `.includes('did you mean "summary"?') && ` + overlay + `.includes("The clerks stay away")`)
	r.wait(panel + `.querySelector("mark").textContent === "sumary"`)
	r.wait(panel + `.activeElement.id === "heading"`)
	r.shot("overlay-1280")

	r.press(kb.Escape)
	r.wait(`!` + overlay + ` && document.activeElement.id === "more" && ` + badge + ` === "2 errors, 1 warning"`)
	r.do(panel + `.querySelector(".badge").click()`)
	r.wait(overlay)
	r.do(panel + `.querySelector(".hide").click()`)
	r.wait(`!` + overlay)
	r.do(`location.reload()`) // what was put away stays so
	r.wait(`!window.kept && ` + badge)
	r.wait(`!` + overlay)
	r.do(`window.kept = true`)

	r.server.Show(broken)
	r.wait(overlay)
	r.server.Show(Site{Base: base, Files: good, Problems: problems[2:], Source: source})
	r.wait(`!window.kept && ` + badge + ` === "1 warning"`)
	r.wait(`!` + overlay)
	r.shot("badge-1280")
	r.browser.Heard() // the policy blocks the page's own script

	r.server.Show(broken)
	r.wait(overlay)
	r.server.Show(Site{Base: base, Files: broken.Files})
	r.wait(`!document.querySelector("briefings-preview")`)
	r.do(`window.kept = true`)
	r.server.Show(broken)
	r.wait(overlay)
	r.server.Show(Site{Base: base, Files: broken.Files})
	r.wait(`!document.querySelector("briefings-preview") && window.kept`)
	r.quiet()
}

// TestStrangers wants what problems tell to be text.
func TestStrangers(t *testing.T) {
	t.Parallel()
	evil := `<img src=x onerror="window.evil = 1"><script>window.evil = 1</script>`
	site := Site{Base: base, Files: pages("Text.", ""), Stale: true, Source: fstest.MapFS{evil: {Data: []byte(evil)}}, Problems: []diag.Problem{
		{Path: strings.ReplaceAll(evil, "/", "-"), Line: 1, Col: 1, Severity: diag.Error, Message: evil, Cure: evil},
	}}
	r := read(t, site)
	r.visit(port, wide)
	r.wait(overlay + `.includes("onerror")`)
	r.server.Show(Site{Base: base, Problems: site.Problems})
	r.visit(port, wide)
	r.wait(`document.querySelector(".message").textContent.includes("onerror") && !document.querySelector("img") && !window.evil`)
}

func TestTroublePage(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base})
	r.visit(port, wide)
	r.wait(`document.body.innerText.includes("being built")`)
	r.server.Show(Site{Base: base, Problems: problems[:1], Source: source})
	r.wait(`document.body.innerText.includes("content/notes/port.md:4:2") && !document.body.innerText.includes("strike-balot\"")`)
	r.server.Show(Site{Base: base, Problems: problems, Source: source})
	r.wait(`document.body.innerText.includes("no document named \"strike-balot\"")`)
	// A page that tells the problems has them once. Its own stream is older than this one.
	r.do(`new EventSource("/desk/.briefings/events?page=/desk/articles/port/").addEventListener("problems", () => { window.told = true })`)
	r.wait(`window.told`)
	r.wait(`!document.querySelector("briefings-preview")`)
	r.shot("trouble-1280")
	r.server.Show(Site{Base: base, Files: pages("Mended.", "")})
	r.wait(`document.getElementById("text")?.textContent === "Mended."`)

	// A page that can no longer be made keeps what it had, below the problem.
	r.do(`window.kept = true`)
	r.server.Show(Site{Base: base, Files: files(port+"index.html", "fail: no such field")})
	r.wait(overlay + `.includes("no such field") && window.kept`)
	r.do(`location.reload()`)
	r.wait(`document.title === "1 error · briefings"`)
	r.server.Show(Site{Base: base, Files: pages("Mended.", "")})
	r.wait(`document.getElementById("text")?.textContent === "Mended."`)
}

func TestRestart(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Before.", "")})
	r.visit(port, wide)
	r.do(`window.kept = true`)
	r.wait(`performance.getEntriesByType("resource").length > 0`)
	r.stop()
	r.serve(r.address, Site{Base: base, Files: pages("Before.", "#text { color: rgb(1, 2, 3) }")})
	r.wait(`getComputedStyle(document.getElementById("text")).color === "rgb(1, 2, 3)" && window.kept`)
	r.stop()
	r.serve(r.address, Site{Base: base, Files: pages("After.", "")})
	r.wait(`document.getElementById("text").textContent === "After."`)
}

// TestForeignPage wants the overlay to be itself on pages of other scripts and styles, and on paper
// not to be.
func TestForeignPage(t *testing.T) {
	t.Parallel()
	style := "* { direction: rtl; color: red !important; font-size: 40px !important; display: block !important }"
	r := read(t, Site{Base: base, Files: pages("متن", style), Stale: true, Problems: problems, Source: source})
	r.visit(port, wide)
	r.do(`document.documentElement.dir = "rtl"`)
	r.wait(overlay)
	dialog := `getComputedStyle(` + panel + `.querySelector("dialog"))`
	r.wait(dialog + `.direction === "ltr" && ` + dialog + `.fontSize === "16px" && ` + dialog + `.color !== "rgb(255, 0, 0)"`)
	r.shot("overlay-foreign")
	if _, err := chromedp.Call(r.browser.Context(), emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	r.wait(dialog + `.display === "none"`)
	r.wait(`getComputedStyle(` + panel + `.querySelector("aside")).display === "none"`)
}

// TestHidden wants tabs that nobody sees to have no stream, and to catch up when they are seen.
func TestHidden(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Before.", "")})
	r.visit(port, wide)
	streams := func(want int) {
		t.Helper()
		for deadline := time.Now().Add(30 * time.Second); len(r.server.streams) != want; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%d streams are open, want %d", len(r.server.streams), want)
			}
		}
	}
	turn := func(state string) {
		r.do(`Object.defineProperty(document, "visibilityState", {configurable: true, value: "` + state + `"}); document.dispatchEvent(new Event("visibilitychange"))`)
	}
	streams(1)
	turn("hidden")
	streams(0)
	r.server.Show(Site{Base: base, Files: pages("After.", "")})
	r.do(`window.kept = true`)
	turn("visible")
	r.wait(`document.getElementById("text").textContent === "After." && !window.kept`)
	streams(1)
	r.quiet()
}

// TestAccess has other people's rules judge what we show, as it looks on each screen.
func TestAccess(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Text.", ""), Stale: true, Problems: problems, Source: source})
	views := []sitecheck.View{wide, {Width: 390}, {Width: 390, Dark: true}, {Width: 1280, Dark: true}}
	for _, view := range views {
		r.visit(port, view)
		r.wait(overlay)
		r.shot(fmt.Sprintf("overlay-%v", view))
		r.browser.Axe([]string{port}, view)
		r.wait(overlay)
	}
	r.server.Show(Site{Base: base, Files: pages("Text.", ""), Problems: problems[2:], Source: source})
	for _, view := range views {
		r.visit(port, view)
		r.wait(badge)
		r.shot(fmt.Sprintf("badge-%v", view))
		r.browser.Axe([]string{port}, view)
	}
	// The status of a page of problems is one of failure, which Chromium would complain of.
	r.server.Show(Site{Problems: problems, Source: source})
	w := httptest.NewRecorder()
	q := httptest.NewRequest("GET", "http://localhost/", nil)
	q.Header.Set("Accept", "text/html")
	r.server.options.Reload = false
	r.server.ServeHTTP(w, q)
	css, err := own.ReadFile("live.css")
	if err != nil {
		t.Fatal(err)
	}
	b := sitecheck.Open(t, fstest.MapFS{"index.html": {Data: w.Body.Bytes()}, ".briefings/live.css": {Data: css}, "favicon.ico": {}}, "http://localhost/")
	b.Axe([]string{""}, views...)
	if dir := os.Getenv("SHOTS"); dir != "" {
		for _, view := range views {
			b.Shot("", view, filepath.Join(dir, fmt.Sprintf("trouble-%v.png", view)))
		}
	}
}
