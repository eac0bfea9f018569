package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// A limit is what no generator can do without. It runs in a process of its own, so that its memory is
// its own too.
type limit struct {
	name string
	// run works on the site's folder and on the output that the program made of it; what it
	// writes goes to scratch, which does not exist yet.
	run func(site, output, scratch string) error
}

// The last limit is the one that a clean build is compared with.
var limits = []limit{
	{"stat all sources", func(site, _, _ string) error {
		_, err := list(site)
		return err
	}},
	{"stat and read all sources", func(site, _, _ string) error {
		return limitRead(site, false)
	}},
	{"read and goldmark all", func(site, _, _ string) error {
		return limitRead(site, true)
	}},
	{"write the output's files and bytes, new", func(_, output, scratch string) error {
		return limitPipeline("", output, scratch)
	}},
	{"stat the whole output", func(_, output, _ string) error {
		_, err := list(output)
		return err
	}},
	{"read, goldmark, write in one pipeline", limitPipeline},
}

func runLimit(name, site, output, scratch string) error {
	for _, l := range limits {
		if l.name == name {
			return l.run(site, output, scratch)
		}
	}
	return fmt.Errorf("no limit named %q", name)
}

// A file is one that list found.
type file struct {
	name string // relative to the folder listed
	size int64
}

// list finds the regular files below dir, in lexical order. It leaves out the program's memory
// (.briefings), which is no part of a site.
func list(dir string) ([]file, error) {
	var out []file
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == memory {
				return fs.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		out = append(out, file{rel, info.Size()})
		return nil
	})
	return out, err
}

func limitRead(site string, convert bool) error {
	sources, err := list(site)
	if err != nil {
		return err
	}
	return each(len(sources), func() func(int) error {
		c := newConverter()
		return func(i int) error {
			data, err := os.ReadFile(filepath.Join(site, sources[i].name))
			if err != nil || !convert {
				return err
			}
			return c.convert(sources[i].name, data)
		}
	})
}

// limitPipeline reads and converts one source for each file of the output and writes a file of the
// output's name and size, until both are used up. An empty site means that nothing is read.
func limitPipeline(site, output, scratch string) error {
	var sources []file
	if site != "" {
		var err error
		if sources, err = list(site); err != nil {
			return err
		}
	}
	pages, err := list(output)
	if err != nil {
		return err
	}
	var largest int64
	for _, p := range pages {
		largest = max(largest, p.size)
	}
	filler := bytes.Repeat([]byte("<p>a page\n"), int(largest/10)+1)
	return each(max(len(sources), len(pages)), func() func(int) error {
		c := newConverter()
		return func(i int) error {
			if i < len(sources) {
				data, err := os.ReadFile(filepath.Join(site, sources[i].name))
				if err != nil {
					return err
				}
				if err := c.convert(sources[i].name, data); err != nil {
					return err
				}
			}
			if i < len(pages) {
				return writeNew(filepath.Join(scratch, pages[i].name), filler[:pages[i].size])
			}
			return nil
		}
	})
}

// writeNew writes a file and makes its folder if that is missing.
func writeNew(name string, data []byte) error {
	err := os.WriteFile(name, data, 0o644)
	if os.IsNotExist(err) {
		if err = os.MkdirAll(filepath.Dir(name), 0o755); err == nil {
			err = os.WriteFile(name, data, 0o644)
		}
	}
	return err
}

// A converter turns Markdown into HTML that nobody reads.
type converter struct {
	markdown goldmark.Markdown
	buf      bytes.Buffer
}

func newConverter() *converter {
	return &converter{markdown: goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote))}
}

// convert converts the text below the front matter. Files that are no Markdown pass.
func (c *converter) convert(name string, data []byte) error {
	if !strings.HasSuffix(name, ".md") {
		return nil
	}
	if _, body, ok := bytes.Cut(data, []byte("\n+++\n")); ok {
		data = body
	}
	c.buf.Reset()
	return c.markdown.Convert(data, &c.buf)
}
