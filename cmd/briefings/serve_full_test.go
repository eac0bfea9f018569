//go:build full

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"briefings/cmd/internal/sitecheck/chromium"
)

// A followed is a starter site on the disk that the program serves, and a browser that looks at it.
type followed struct {
	*testing.T
	dir     string
	browser *chromium.Browser
}

func startPreview(t *testing.T) *followed {
	t.Helper()
	p := &followed{T: t, dir: filepath.Join(t.TempDir(), "Письменный стол", "desk")}
	program := filepath.Join(t.TempDir(), "briefings")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command(program, "new", "--layouts", p.dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(program, "serve", "-s", p.dir, "--port", "0")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		go io.Copy(io.Discard, out)
		if err := cmd.Wait(); err != nil {
			t.Errorf("serve ends with %v, want no error", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	m := address.FindStringSubmatch(line)
	if err != nil || m == nil {
		t.Fatalf("serve says %q (%v), want where it is", line, err)
	}
	p.browser = chromium.Attach(t, m[1], "/")
	return p
}

// edit changes a file of the site as an editor does that puts a new one in its place.
func (p *followed) edit(name, old, new string) {
	p.Helper()
	file := filepath.Join(p.dir, filepath.FromSlash(name))
	text, err := os.ReadFile(file)
	if err != nil {
		p.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		p.Fatalf("%s has no %q to change", name, old)
	}
	tmp := filepath.Join(filepath.Dir(file), ".edit~")
	if err := os.WriteFile(tmp, []byte(strings.Replace(string(text), old, new, 1)), 0o644); err != nil {
		p.Fatal(err)
	}
	if err := os.Rename(tmp, file); err != nil {
		p.Fatal(err)
	}
}

// overlay is an expression for the words that lie over the page; see live.js of package preview.
const overlay = `(Array.from(document.querySelectorAll("*")).map(e => e.shadowRoot).filter(Boolean).map(s => s.textContent).join(" "))`

// TestServeInBrowser edits a site on the disk and looks at the same page of it all the while.
func TestServeInBrowser(t *testing.T) {
	t.Parallel()
	p := startPreview(t)
	if err := p.browser.Visit("articles/2022/patrushev-shamkhani/", chromium.View{Width: 390}); err != nil {
		t.Fatal(err)
	}
	// A browser keeps what is in window for as long as it does not load the page again.
	p.browser.Do(`window.kept = true; scrollTo(0, document.documentElement.scrollHeight / 2)`)
	p.browser.Do(`sessionStorage.setItem("was", scrollY)`)
	const there = `Math.abs(scrollY - sessionStorage.getItem("was")) < 60` // a line more above moves the words by one

	const article = "content/articles/2022/patrushev-shamkhani.md"
	p.edit("layouts/assets/style.css", "", "main { outline: 3px solid rgb(1, 2, 3) }\n")
	p.browser.Wait(`getComputedStyle(document.querySelector("main")).outlineColor == "rgb(1, 2, 3)"`)
	p.browser.Wait("window.kept && " + there)

	p.edit(article, "+++\nNikolai", "+++\nThis sentence was added. Nikolai")
	p.browser.Wait(`document.querySelector("article").textContent.includes("This sentence was added.")`)
	p.browser.Wait("!window.kept && " + there)

	p.browser.Do(`window.kept = true`)
	p.edit(article, "title = ", "titel = ")
	line := lineOf(t, filepath.Join(p.dir, filepath.FromSlash(article)), "titel = ")
	p.browser.Wait(fmt.Sprintf(`%s.includes(%q)`, overlay, fmt.Sprintf("%s:%d", article, line)))
	p.browser.Wait(overlay + `.includes("did you mean")`)
	p.browser.Wait(`document.querySelector("article").textContent.includes("This sentence was added.")`)
	p.edit(article, "titel = ", "title = ")
	p.browser.Wait(`!` + overlay + `.includes("did you mean")`)
	p.browser.Wait("window.kept && " + there)
	if heard := p.browser.Heard(); len(heard) > 0 {
		t.Errorf("the browser complains of %q", heard)
	}
}

// lineOf returns the line of a file that begins so.
func lineOf(t *testing.T, file, begin string) int {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, _, found := strings.Cut("\n"+string(text), "\n"+begin)
	if !found {
		t.Fatalf("no line of %s begins with %q", file, begin)
	}
	return strings.Count(before, "\n") + 1
}
