package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience is how long a script waits for what must come.
const patience = 30 * time.Second

// eventually calls what until it is true, and fails the script with why if it never is.
func eventually(ts *testscript.TestScript, what func() bool, why func()) {
	for deadline := time.Now().Add(patience); !what(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			why()
		}
	}
}

// [!] await FILE [REGEXP] waits until a file is there, and has a line that matches; with ! until the file,
// or the line, is not there.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: [!] await FILE [REGEXP]")
	}
	line := regexp.MustCompile("")
	if len(args) == 2 {
		line = compile(ts, args[1])
	}
	var text []byte
	eventually(ts, func() bool {
		var err error
		text, err = os.ReadFile(ts.MkAbs(args[0]))
		return (err == nil && line.Match(text)) != neg
	}, func() { ts.Fatalf("%q (negated: %v) is not to come; %s holds:\n%s", line, neg, args[0], text) })
}

// [!] get [-host NAME] LOG PATH [REGEXP] gets a path from the server whose address is in a file, and prints
// it. With an expression it asks until what it gets has a line that matches. With ! it wants to be refused.
func get(ts *testscript.TestScript, neg bool, args []string) {
	host := ""
	if len(args) > 2 && args[0] == "-host" {
		host, args = args[1], args[2:]
	}
	if len(args) < 2 || len(args) > 3 || neg && len(args) == 3 {
		ts.Fatalf("usage: [!] get [-host NAME] LOG PATH [REGEXP]")
	}
	line := regexp.MustCompile("")
	if len(args) == 3 {
		line = compile(ts, args[2])
	}
	var body []byte
	eventually(ts, func() bool {
		var status int
		status, body = fetch(ts, host, serverOf(ts, args[0])+args[1])
		if neg && status < 400 {
			ts.Fatalf("%s was answered with %d", args[1], status)
		}
		return neg || status == http.StatusOK && line.Match(body)
	}, func() { ts.Fatalf("%s has no line like %q:\n%s", args[1], line, body) })
	_, err := ts.Stdout().Write(body)
	ts.Check(err)
}

// served LOG DIR wants each file of a built site to be served, byte by byte. What is hidden is not part of
// it.
func served(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: served LOG DIR")
	}
	files := 0
	dir := ts.MkAbs(args[1])
	ts.Check(filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ".briefings-manifest" {
			return err
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		want, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		address := "/" + filepath.ToSlash(rel)
		if path.Base(address) == "index.html" {
			address = path.Dir(address)
			if address != "/" {
				address += "/"
			}
		}
		if status, got := fetch(ts, "", serverOf(ts, args[0])+address); status != http.StatusOK || !bytes.Equal(got, want) {
			ts.Fatalf("%s is served with status %d as\n%s\nand built as\n%s", rel, status, got, want)
		}
		files++
		return nil
	}))
	if files < 10 {
		ts.Fatalf("only %d files were built", files)
	}
}

// address is what serve prints.
var address = regexp.MustCompile(`(http://127\.0\.0\.1:\d+)/`)

// serverOf is the address of the server that wrote a log, which may be about to.
func serverOf(ts *testscript.TestScript, log string) string {
	var found [][]byte
	eventually(ts, func() bool {
		text, err := os.ReadFile(ts.MkAbs(log))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			ts.Check(err)
		}
		found = address.FindSubmatch(text)
		return found != nil
	}, func() { ts.Fatalf("no server has said its address in %s", log) })
	return string(found[1])
}

// fetch gets a page as a program does, not a browser.
func fetch(ts *testscript.TestScript, host, url string) (status int, body []byte) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	ts.Check(err)
	request.Host = host
	response, err := http.DefaultClient.Do(request)
	ts.Check(err)
	defer response.Body.Close()
	body, err = io.ReadAll(response.Body)
	ts.Check(err)
	return response.StatusCode, body
}

func compile(ts *testscript.TestScript, expression string) *regexp.Regexp {
	re, err := regexp.Compile("(?m)" + expression)
	ts.Check(err)
	return re
}
