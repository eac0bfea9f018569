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
	"briefings/cmd/internal/sitecheck/chromium"
)

// A reader is a browser that looks at a preview.
type reader struct {
	*testing.T
	server  *Server
	browser *chromium.Browser
	stop    context.CancelFunc // of the preview
	address string
}

const base = "/desk"

func read(t *testing.T, site Site) *reader {
	t.Helper()
	r := &reader{T: t}
	r.serve("127.0.0.1:0", site)
	r.browser = chromium.Attach(t, "http://"+r.address, base+"/")
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

var wide = chromium.View{Width: 1280}

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
	r.browser.Go(port, wide)
	r.browser.Do(`document.querySelector("details").open = true; document.getElementById("more").focus({preventScroll: true}); scrollTo(0, 700)`)
	r.server.Show(Site{Base: base, Files: pages("After.", "")})
	r.browser.Wait(`document.getElementById("text").textContent === "After."`)
	r.browser.Wait(`scrollY === 700 && document.querySelector("details").open && document.activeElement.id === "more"`)
	r.browser.Wait(`history.scrollRestoration === "auto"`)

	r.browser.Do(`window.kept = true`)
	r.server.Show(Site{Base: base, Files: pages("After.", "", "other/index.html", "Another page")})
	r.server.Show(Site{Base: base, Files: pages("After.", "", "other/index.html", "Another page, changed")})
	r.server.Show(Site{Base: base, Files: pages("At last.", "")})
	r.browser.Wait(`document.getElementById("text").textContent === "At last." && !window.kept && scrollY === 700`)
	r.browser.Quiet()

	r.server.Show(Site{Base: base, Files: files("404.html", "<body id=gone>Gone")})
	r.browser.Wait(`document.body.id === "gone"`)
	r.server.Show(Site{Base: base, Files: pages("Again.", "")})
	r.browser.Wait(`document.getElementById("text")?.textContent === "Again."`)
}

func TestStyles(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Text.", "")})
	r.browser.Go(port, wide)
	r.browser.Do(`window.kept = true; scrollTo(0, 300)`)
	colour := func(want string) string {
		return `getComputedStyle(document.getElementById("text")).color === "` + want + `"`
	}
	for _, style := range []struct{ css, want string }{
		{"#text { color: rgb(1, 2, 3) }", "rgb(1, 2, 3)"},
		{"#text { color: rgb(4, 5, 6) }", "rgb(4, 5, 6)"},
		{"", "rgb(0, 0, 0)"},
	} {
		r.server.Show(Site{Base: base, Files: pages("Text.", style.css)})
		r.browser.Wait(colour(style.want) + ` && document.querySelectorAll("link[rel=stylesheet]").length === 2`)
	}
	// One after the other, without a breath, and under one name.
	for shade := range 9 {
		changed := slices.Clone(pages("Text.", "").Files())
		i, _ := slices.BinarySearchFunc(changed, "own.css", func(f filetree.File, name string) int { return strings.Compare(f.Name, name) })
		style := fmt.Sprintf("#text { color: rgb(9, 9, %d) }", shade)
		changed[i].Append = func(dst []byte) ([]byte, error) { return append(dst, style...), nil }
		r.server.Show(Site{Base: base, Files: filetree.New(changed)})
	}
	r.browser.Wait(`getComputedStyle(document.getElementById("text")).color.startsWith("rgb(9, 9, ")`)
	r.browser.Wait(`document.querySelectorAll("link[rel=stylesheet]").length === 2`)
	r.browser.Wait(`window.kept && scrollY === 300`)
	r.browser.Quiet()
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
	r.browser.Go(port, wide)
	r.browser.Do(`window.kept = true; document.getElementById("more").focus()`)
	broken := Site{Base: base, Files: r.server.current().site.Files, Stale: true, Problems: problems, Source: source}
	r.server.Show(broken)
	r.browser.Wait(overlay + `?.includes("content/notes/port.md:4:2")`)
	r.browser.Wait(overlay + `.includes('did you mean "summary"?') && ` + overlay + `.includes("The clerks stay away")`)
	r.browser.Wait(panel + `.querySelector("mark").textContent === "sumary"`)
	r.browser.Wait(panel + `.activeElement.id === "heading"`)
	r.browser.Snap("overlay-1280")

	r.browser.Press(kb.Escape)
	r.browser.Wait(`!` + overlay + ` && document.activeElement.id === "more" && ` + badge + ` === "2 errors, 1 warning"`)
	r.browser.Do(panel + `.querySelector(".badge").click()`)
	r.browser.Wait(overlay)
	r.browser.Do(panel + `.querySelector(".hide").click()`)
	r.browser.Wait(`!` + overlay)
	r.browser.Do(`location.reload()`) // what was put away stays so
	r.browser.Wait(`!window.kept && ` + badge)
	r.browser.Wait(`!` + overlay)
	r.browser.Do(`window.kept = true`)

	r.server.Show(broken)
	r.browser.Wait(overlay)
	r.server.Show(Site{Base: base, Files: good, Problems: problems[2:], Source: source})
	r.browser.Wait(`!window.kept && ` + badge + ` === "1 warning"`)
	r.browser.Wait(`!` + overlay)
	r.browser.Snap("badge-1280")
	r.browser.Heard() // the policy blocks the page's own script

	r.server.Show(broken)
	r.browser.Wait(overlay)
	r.server.Show(Site{Base: base, Files: broken.Files})
	r.browser.Wait(`!document.querySelector("briefings-preview")`)
	r.browser.Do(`window.kept = true`)
	r.server.Show(broken)
	r.browser.Wait(overlay)
	r.server.Show(Site{Base: base, Files: broken.Files})
	r.browser.Wait(`!document.querySelector("briefings-preview") && window.kept`)
	r.browser.Quiet()
}

// TestOverlayOnPhone has a long report begin at its top, and the page below it stay where it is.
func TestOverlayOnPhone(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Text.", ""), Stale: true, Problems: slices.Repeat(problems, 5), Source: source})
	r.browser.Go(port, chromium.View{Width: 390})
	r.browser.Wait(overlay + `?.includes("content/notes/port.md:4:2")`)
	const dialog = panel + `.querySelector("dialog")`
	r.browser.Wait(dialog + `.scrollHeight > ` + dialog + `.clientHeight && ` + dialog + `.scrollTop === 0 && scrollY === 0`)
	r.browser.Quiet()
}

// TestStrangers wants what problems tell to be text.
func TestStrangers(t *testing.T) {
	t.Parallel()
	evil := `<img src=x onerror="window.evil = 1"><script>window.evil = 1</script>`
	site := Site{Base: base, Files: pages("Text.", ""), Stale: true, Source: fstest.MapFS{evil: {Data: []byte(evil)}}, Problems: []diag.Problem{
		{Path: strings.ReplaceAll(evil, "/", "-"), Line: 1, Col: 1, Severity: diag.Error, Message: evil, Cure: evil},
	}}
	r := read(t, site)
	r.browser.Go(port, wide)
	r.browser.Wait(overlay + `.includes("onerror")`)
	r.server.Show(Site{Base: base, Problems: site.Problems})
	r.browser.Go(port, wide)
	r.browser.Wait(`document.querySelector(".message").textContent.includes("onerror") && !document.querySelector("img") && !window.evil`)
}

func TestTroublePage(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base})
	r.browser.Go(port, wide)
	r.browser.Wait(`document.body.innerText.includes("being built")`)
	r.server.Show(Site{Base: base, Problems: problems[:1], Source: source})
	r.browser.Wait(`document.body.innerText.includes("content/notes/port.md:4:2") && !document.body.innerText.includes("strike-balot\"")`)
	r.server.Show(Site{Base: base, Problems: problems, Source: source})
	r.browser.Wait(`document.body.innerText.includes("no document named \"strike-balot\"")`)
	// A page that tells the problems has them once. Its own stream is older than this one.
	r.browser.Do(`new EventSource("/desk/.briefings/events?page=/desk/articles/port/").addEventListener("problems", () => { window.told = true })`)
	r.browser.Wait(`window.told`)
	r.browser.Wait(`!document.querySelector("briefings-preview")`)
	r.browser.Snap("trouble-1280")
	r.server.Show(Site{Base: base, Files: pages("Mended.", "")})
	r.browser.Wait(`document.getElementById("text")?.textContent === "Mended."`)

	// A page that can no longer be made keeps what it had, below the problem.
	r.browser.Do(`window.kept = true`)
	r.server.Show(Site{Base: base, Files: files(port+"index.html", "fail: no such field")})
	r.browser.Wait(overlay + `.includes("no such field") && window.kept`)
	r.browser.Do(`location.reload()`)
	r.browser.Wait(`document.title === "1 error · briefings"`)
	r.server.Show(Site{Base: base, Files: pages("Mended.", "")})
	r.browser.Wait(`document.getElementById("text")?.textContent === "Mended."`)
}

func TestRestart(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Before.", "")})
	r.browser.Go(port, wide)
	r.browser.Do(`window.kept = true`)
	r.browser.Wait(`performance.getEntriesByType("resource").length > 0`)
	r.stop()
	r.serve(r.address, Site{Base: base, Files: pages("Before.", "#text { color: rgb(1, 2, 3) }")})
	r.browser.Wait(`getComputedStyle(document.getElementById("text")).color === "rgb(1, 2, 3)" && window.kept`)
	r.stop()
	r.serve(r.address, Site{Base: base, Files: pages("After.", "")})
	r.browser.Wait(`document.getElementById("text").textContent === "After."`)
}

// TestForeignPage wants the overlay to be itself on pages of other scripts and styles, and on paper
// not to be.
func TestForeignPage(t *testing.T) {
	t.Parallel()
	style := "* { direction: rtl; color: red !important; font-size: 40px !important; display: block !important }"
	r := read(t, Site{Base: base, Files: pages("متن", style), Stale: true, Problems: problems, Source: source})
	r.browser.Go(port, wide)
	r.browser.Do(`document.documentElement.dir = "rtl"`)
	r.browser.Wait(overlay)
	dialog := `getComputedStyle(` + panel + `.querySelector("dialog"))`
	r.browser.Wait(dialog + `.direction === "ltr" && ` + dialog + `.fontSize === "16px" && ` + dialog + `.color !== "rgb(255, 0, 0)"`)
	r.browser.Snap("overlay-foreign")
	if _, err := chromedp.Call(r.browser.Context(), emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	r.browser.Wait(dialog + `.display === "none"`)
	r.browser.Wait(`getComputedStyle(` + panel + `.querySelector("aside")).display === "none"`)
}

// TestHidden wants tabs that nobody sees to have no stream, and to catch up when they are seen.
func TestHidden(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Before.", "")})
	r.browser.Go(port, wide)
	streams := func(want int) {
		t.Helper()
		for deadline := time.Now().Add(30 * time.Second); len(r.server.streams) != want; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%d streams are open, want %d", len(r.server.streams), want)
			}
		}
	}
	turn := func(state string) {
		r.browser.Do(`Object.defineProperty(document, "visibilityState", {configurable: true, value: "` + state + `"}); document.dispatchEvent(new Event("visibilitychange"))`)
	}
	streams(1)
	turn("hidden")
	streams(0)
	r.server.Show(Site{Base: base, Files: pages("After.", "")})
	r.browser.Do(`window.kept = true`)
	turn("visible")
	r.browser.Wait(`document.getElementById("text").textContent === "After." && !window.kept`)
	streams(1)
	r.browser.Quiet()
}

// TestAccess has other people's rules judge what we show, as it looks on each screen.
func TestAccess(t *testing.T) {
	t.Parallel()
	r := read(t, Site{Base: base, Files: pages("Text.", ""), Stale: true, Problems: problems, Source: source})
	views := []chromium.View{wide, {Width: 390}, {Width: 390, Dark: true}, {Width: 1280, Dark: true}}
	for _, view := range views {
		r.browser.Go(port, view)
		r.browser.Wait(overlay)
		r.browser.Snap(fmt.Sprintf("overlay-%v", view))
		r.browser.Axe([]string{port}, view)
		r.browser.Wait(overlay)
	}
	r.server.Show(Site{Base: base, Files: pages("Text.", ""), Problems: problems[2:], Source: source})
	for _, view := range views {
		r.browser.Go(port, view)
		r.browser.Wait(badge)
		r.browser.Snap(fmt.Sprintf("badge-%v", view))
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
	b := chromium.Open(t, fstest.MapFS{"index.html": {Data: w.Body.Bytes()}, ".briefings/live.css": {Data: css}, "favicon.ico": {}}, "http://localhost/")
	b.Axe([]string{""}, views...)
	if dir := os.Getenv("SHOTS"); dir != "" {
		for _, view := range views {
			b.Shot("", view, filepath.Join(dir, fmt.Sprintf("trouble-%v.png", view)))
		}
	}
}
