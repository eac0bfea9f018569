package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"text/tabwriter"
)

// A part is something that a site may go without. What it adds to a clean build is the difference to one of the
// same site, changed.
type part struct {
	name   string
	added  bool // the change adds the part; false: it takes it away
	again  bool // what is kept of pictures is there from a build before
	change func(site fs.FS, share int) (files, error)
}

// files are bytes by the names of files below a site; nil: the file is not to be there.
type files map[string][]byte

var parts = []part{
	{name: "search", change: atop("search = false\n")},
	{name: "drawing of charts", change: withoutCharts},
	{name: "photographs, first time", added: true, change: photographs},
	{name: "photographs, kept", added: true, again: true, change: photographs},
	{name: "share cards, first time", added: true, change: atop("cards = true\n")},
}

func (p part) changed() string {
	if p.added {
		return "clean build with " + p.name
	}
	return "clean build without " + p.name
}

// atop puts a line before all others of briefings.toml.
func atop(line string) func(fs.FS, int) (files, error) {
	return func(site fs.FS, _ int) (files, error) {
		const name = "briefings.toml"
		whole, err := fs.ReadFile(site, name)
		return files{name: append([]byte(line), whole...)}, err
	}
}

// withoutCharts has layouts that draw nothing. What they would draw is counted all the same.
func withoutCharts(fs.FS, int) (files, error) {
	return files{"layouts/timeline.html": {}, "layouts/company.html": {}, "layouts/mix.html": {}}, nil
}

// photographs gives one in so many articles a picture beside it, as large as an agency delivers for the web.
func photographs(site fs.FS, one int) (files, error) {
	articles, err := fs.Glob(site, "content/articles/*/*/*.md")
	if err != nil {
		return nil, err
	}
	out := files{}
	for i := 0; i < len(articles); i += one {
		text, err := fs.ReadFile(site, articles[i])
		if err != nil {
			return nil, err
		}
		picture, err := photograph(i)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("photograph-%d.jpg", i)
		const end = "\n+++\n"
		front := fmt.Sprintf("\n[image]\nsrc = %q\nalt = \"A picture.\"\n", name)
		out[articles[i]] = bytes.Replace(text, []byte(end), []byte("\n"+front+end), 1)
		out[path.Join(path.Dir(articles[i]), name)] = picture
	}
	return out, nil
}

// photograph returns a picture with as much in it as a photograph: none is like another.
func photograph(seed int) ([]byte, error) {
	m := image.NewRGBA(image.Rect(0, 0, 1600, 1067))
	for y := range m.Rect.Max.Y {
		for x := range m.Rect.Max.X {
			grain := uint8((x*x*7 + y*y*13 + x*y*seed) >> 9 & 31)
			m.SetRGBA(x, y, color.RGBA{uint8(x>>3) ^ grain, uint8(y>>3) ^ grain, uint8((x+y+seed)>>4) + grain, 255})
		}
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 85})
	return b.Bytes(), err
}

// put writes the files into the folder dir, and returns what was there before.
func (f files) put(dir string) (files, error) {
	before := files{}
	for name, data := range f {
		full := filepath.Join(dir, filepath.FromSlash(name))
		old, err := os.ReadFile(full)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return before, err
		}
		before[name] = old
		if data == nil {
			err = os.Remove(full)
		} else if err = os.MkdirAll(filepath.Dir(full), 0o755); err == nil {
			err = os.WriteFile(full, data, 0o644)
		}
		if err != nil {
			return before, err
		}
	}
	return before, nil
}

// photographed is how many articles there are to one with a photograph.
const photographed = 200

// changed builds the site with each change, and leaves it as it was.
func (b *bench) changed(ctx context.Context) error {
	for _, p := range parts {
		b.progress(p.changed())
		change, err := p.change(os.DirFS(b.site), photographed)
		if err != nil {
			return err
		}
		if err := b.clear(); err != nil {
			return err
		}
		before, err := change.put(b.site)
		if err == nil && p.again {
			_, err = run(ctx, b.program, b.build()...)
			err = errors.Join(err, os.RemoveAll(b.output), os.RemoveAll(filepath.Join(b.site, memory, "state")))
		}
		if err == nil {
			err = b.add(ctx, p.changed(), b.program, b.build()...)
		}
		if _, back := before.put(b.site); err != nil || back != nil {
			return errors.Join(err, back)
		}
	}
	return nil
}

// adds writes what each part adds to a clean build.
func (b *bench) adds(w io.Writer) error {
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row(t, "adds to a clean build", wall.name, cpu.name, peak.name, "share of CPU")
	for _, p := range parts {
		more, less := b.samples[scenarios[0].name], b.samples[p.changed()]
		if p.added {
			more, less = less, more
		}
		cells := []string{p.name}
		for _, f := range []figure{wall, cpu, peak} {
			cells = append(cells, fmt.Sprintf(f.verb, median(more, f)-median(less, f)))
		}
		row(t, append(cells, fmt.Sprintf("%.2f", ratio(median(more, cpu), median(less, cpu))-1))...)
	}
	return t.Flush()
}
