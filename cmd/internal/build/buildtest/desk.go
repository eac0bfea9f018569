// Package buildtest helps to test what builds a site again and again: with sites that are worked on at
// random, and with a comparison of what was made of them.
package buildtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/picture/picturetest"
)

// A Desk is a site that somebody works on without plan. What it does follows from its seed.
type Desk struct {
	*rand.Rand
	Files  map[string]string // of the site, by name
	Now    time.Time         // its clock
	Drafts bool
	Future bool

	saver Saver
}

// A Saver keeps the files of a Desk somewhere else, too.
type Saver interface {
	Write(name, text string)
	Remove(name string)     // a file, or a folder with all that is in it
	Rename(from, to string) // a file, or a folder to a place where no file of the Desk is
	Exchange(a, b string)   // two files
	Return(folder string)   // a folder goes away, and comes back with all that is in it
}

// declaration is the least that these sites declare.
const declaration = "base_url = \"https://desk.example/\"\nauthority = \"desk.example,2020\"\n"

// New returns a Desk with a few documents. saver may be nil.
func New(seed uint64, now time.Time, saver Saver) *Desk {
	if saver == nil {
		saver = nowhere{}
	}
	d := &Desk{Rand: rand.New(rand.NewPCG(seed, 1)), Files: map[string]string{}, Now: now, saver: saver}
	d.write("static/a.txt", "a")
	d.write("briefings.toml", d.declaration())
	for range 10 {
		d.write(d.newName(), d.document())
	}
	return d
}

// nowhere is where a Desk's files are kept that has them in memory only.
type nowhere struct{}

func (nowhere) Write(_, _ string)    {}
func (nowhere) Remove(string)        {}
func (nowhere) Rename(_, _ string)   {}
func (nowhere) Exchange(_, _ string) {}
func (nowhere) Return(string)        {}

func (d *Desk) write(name, text string) {
	d.Files[name] = text
	d.saver.Write(name, text)
}

func (d *Desk) remove(name string) {
	maps.DeleteFunc(d.Files, func(file, _ string) bool { return within(file, name) })
	d.saver.Remove(name)
}

func (d *Desk) rename(from, to string) {
	for _, file := range slices.Sorted(maps.Keys(d.Files)) {
		if within(file, from) {
			d.Files[to+strings.TrimPrefix(file, from)] = d.Files[file]
			delete(d.Files, file)
		}
	}
	d.saver.Rename(from, to)
}

// within reports whether a file is the one of that name, or in the folder of that name.
func within(file, name string) bool { return file == name || strings.HasPrefix(file, name+"/") }

// Edit changes a file or a folder, the clock or the flags, and says what.
func (d *Desk) Edit() string {
	switch d.IntN(20) {
	case 0, 1:
		return d.TurnClock()
	case 2:
		d.Drafts, d.Future = d.IntN(2) == 0, d.IntN(2) == 0
		return fmt.Sprintf("flags: drafts %v, future %v", d.Drafts, d.Future)
	}
	return d.EditFiles()
}

// TurnClock sets the clock forth or back, and says so.
func (d *Desk) TurnClock() string {
	d.Now = d.Now.AddDate(0, d.IntN(15)-7, 0)
	return "set the clock to " + d.Now.String()
}

// EditFiles changes a file or a folder, and says what.
func (d *Desk) EditFiles() string {
	total := 0
	for _, e := range edits {
		total += e.weight
	}
	for {
		k, n := 0, d.IntN(total)
		for ; n >= edits[k].weight; k++ {
			n -= edits[k].weight
		}
		if did := edits[k].do(d); did != "" {
			return did
		}
	}
}

// edits are what can be done to files. One that has nothing to work on does nothing, and says nothing.
var edits = []struct {
	weight int
	do     func(*Desk) string
}{
	{2, func(d *Desk) string {
		name := d.newName()
		d.write(name, d.document())
		return "wrote " + name
	}},
	{4, func(d *Desk) string {
		return d.change("wrote", func(string) string { return d.document() })
	}},
	{3, func(d *Desk) string {
		return d.change("went on with", func(text string) string { return text + "\n\n" + d.paragraph() })
	}},
	{4, func(d *Desk) string { return d.change("changed a key of", d.changeKey) }},
	{1, func(d *Desk) string { return d.change("saved as it was", func(text string) string { return text }) }},
	{2, func(d *Desk) string {
		name := d.some("content/")
		if name == "" {
			return ""
		}
		d.remove(name)
		return "deleted " + name
	}},
	{2, func(d *Desk) string {
		from, to := d.some("content/"), d.newName()
		if from == "" || from == to {
			return ""
		}
		d.rename(from, to)
		return "moved " + from + " to " + to
	}},
	{1, func(d *Desk) string {
		a, b := d.some("content/"), d.some("content/")
		if a == b {
			return ""
		}
		d.Files[a], d.Files[b] = d.Files[b], d.Files[a]
		d.saver.Exchange(a, b)
		return "exchanged " + a + " and " + b
	}},
	{2, (*Desk).moveFolder},
	{1, func(d *Desk) string {
		folder := d.one(folders...)
		if !d.has(folder) {
			return ""
		}
		d.remove(folder)
		return "deleted " + folder
	}},
	{1, func(d *Desk) string {
		folder := d.one(append(folders, "content", "static", "layouts")...)
		if !d.has(folder) {
			return ""
		}
		d.saver.Return(folder)
		return folder + " went and came back"
	}},
	{2, func(d *Desk) string {
		d.write("briefings.toml", d.declaration())
		return "wrote briefings.toml"
	}},
	{1, func(d *Desk) string {
		if d.Files["briefings.toml"] == "" {
			return ""
		}
		d.remove("briefings.toml")
		return "deleted briefings.toml"
	}},
	{2, (*Desk).layout},
	{2, func(d *Desk) string {
		name := d.one("content/articles/m.png", "content/"+d.word()+".png", "static/"+d.word()+".txt", "static/robots.txt", "static/deep/down/"+d.word()+".css", "static/.well-known/"+d.word())
		if d.Files[name] != "" && d.IntN(3) == 0 {
			d.remove(name)
			return "deleted " + name
		}
		text := d.word()
		if strings.HasSuffix(name, ".png") && d.IntN(4) > 0 {
			text = d.picture()
		}
		d.write(name, text)
		return "wrote " + name
	}},
}

// change changes a document, if there is one.
func (d *Desk) change(how string, to func(text string) string) string {
	name := d.some("content/")
	if name == "" {
		return ""
	}
	d.write(name, to(d.Files[name]))
	return how + " " + name
}

// changeKey gives one line of a document's front matter, after the first two, to another key or value.
func (d *Desk) changeKey(text string) string {
	head, body, ok := strings.Cut(strings.TrimPrefix(text, "+++\n"), "+++\n")
	if !ok {
		return d.document()
	}
	line := d.one(d.keys()...)
	name, _, _ := strings.Cut(line, " ")
	lines := strings.SplitAfter(head, "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, name+" ") })
	if d.IntN(3) > 0 {
		lines = append(lines, line+"\n")
	}
	return "+++\n" + strings.Join(lines, "") + "+++\n" + body
}

// moveFolder gives a folder with documents a name that none has.
func (d *Desk) moveFolder() string {
	from, to := d.one(folders...), d.one(append(folders, "content/memos", "static/memos", "content/articles/2023", "content/notes/2022")...)
	if !d.has(from) || d.has(to) || within(to, from) || within(from, to) {
		return ""
	}
	d.rename(from, to)
	return "moved " + from + " to " + to
}

func (d *Desk) layout() string {
	name := "layouts/" + d.one("item.html", "link.html", "note.html", "base.html", "assets/style.css", "assets/extra.css")
	if _, ok := d.Files[name]; ok {
		d.remove(name)
		return "deleted " + name
	}
	d.write(name, d.one("<p>"+d.word()+" {{.Title}}</p>", "<p>{{.Nothing}}</p>", "{{if}", "p { color: red }", "{{define \"main\"}}"+d.word()+"{{end}}"))
	return "wrote " + name
}

// folders are those that documents stand in.
var folders = []string{"content/articles", "content/articles/2022", "content/notes", "content/entities", "content/sources", "content/briefings", "content/pages", "content/notes/bundle"}

// words are what titles, ids and texts share, so that documents have much to do with each other.
var words = []string{"port", "strike", "drones", "teheran", "sanctions", "Patrushev", "Shamkhani", "council"}

func (d *Desk) one(of ...string) string { return of[d.IntN(len(of))] }
func (d *Desk) word() string            { return d.one(words...) }
func (d *Desk) newName() string {
	return fmt.Sprintf("%s/%s.md", d.one(folders...), d.one(append(words, "index", "_index")...))
}

// has reports whether a folder of that name has a file.
func (d *Desk) has(folder string) bool { return d.some(folder+"/") != "" }

// some is a file of the site whose name begins so; empty if there is none.
func (d *Desk) some(prefix string) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(d.Files)) {
		if strings.HasPrefix(name, prefix) {
			names = append(names, name)
		}
	}
	if names == nil {
		return ""
	}
	return d.one(names...)
}

func (d *Desk) document() string {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = %q\ndate = 2022-%02d-%02d\n", d.word()+" "+d.word(), 1+d.IntN(12), 1+d.IntN(28))
	for _, key := range d.keys() {
		if name, _, _ := strings.Cut(key, " "); d.IntN(5) == 0 && !strings.Contains(b.String(), "\n"+name+" ") {
			fmt.Fprintln(&b, key)
		}
	}
	b.WriteString("+++\n")
	for range d.IntN(5) {
		b.WriteString(d.paragraph() + "\n\n")
	}
	return b.String()
}

// keys are lines of front matter.
func (d *Desk) keys() []string {
	return []string{
		fmt.Sprintf("tags = [%q, %q]", d.word(), d.word()), fmt.Sprintf("aliases = [%q]", d.word()), fmt.Sprintf("aliases = [%q]", "/old/"+d.word()),
		"draft = true", "publishDate = 2023-01-01", "expiryDate = 2022-06-01", fmt.Sprintf("roles = [{title = %q, of = %q, to = 2022-0%d-01}]", d.word(), d.word(), 1+d.IntN(9)),
		"lang = \"fa\"", "text = \"private\"", "text = \"excerpt\"",
		fmt.Sprintf("entities = [%q]", d.word()), fmt.Sprintf("briefings = [%q]", d.word()), fmt.Sprintf("place = %q", d.word()), `image = {src = "m.png", alt = "a map"}`, fmt.Sprintf("id = %q", d.word()),
		"unknown = 1", "kind = \"person\"", fmt.Sprintf("names = {ru = %q}", d.word()), fmt.Sprintf("claims = [{who = %q, what = %q}]", d.word(), d.word()), fmt.Sprintf("source = {publisher = %q, agency = %q}", d.word(), d.word()),
	}
}

// picture is a photograph, of which there are copies, or what is left of one.
func (d *Desk) picture() string {
	data := picturetest.JPEG(picturetest.Image(590+d.IntN(3)*10, 8))
	switch d.IntN(4) {
	case 0:
		data = data[:len(data)/2]
	case 1:
		data = picturetest.WithEXIF(data, picturetest.EXIF{Orientation: uint16(1 + d.IntN(8)), Artist: d.word(), GPS: d.IntN(2) == 0})
	}
	return string(data)
}

func (d *Desk) paragraph() string {
	w := d.word()
	return d.one(w+" spoke of "+d.word()+".", "See [["+w+"]] and "+d.word()+".", "## "+w+"\n\n"+d.word(), "![["+w+"]]", "[x]("+w+".md) [["+w+"#"+d.word()+"]]",
		"\""+w+"\" [@"+w+"]", "{{< x >}} <b>", "![a map](m.png)", "![a map](m.png) in a line", "![["+w+".png]]", "%%"+w+"%%", "<!--more-->", "> "+w, "ایران و "+w)
}

func (d *Desk) declaration() string {
	return fmt.Sprintf("%ssearch = %v\nper_page = %d\nlang = %q\ntext = %q\nraw_html = %v\n[[briefing]]\nid = %q\n%s[[briefing.rule]]\nwhy = %q\nany = [\"entity:%s\", \"tag:%s\", \"phrase:%s\", \"source:%s\", \"place:%s\"]\n",
		declaration, d.IntN(8) == 0, 1+d.IntN(3), d.one("en", "fa"), d.one("full", "excerpt", "private"), d.IntN(4) == 0, d.word(), d.one("", "edition = \"weekly\"\n", "edition = \"monthly\"\n"), d.word(), d.word(), d.word(), d.word(), d.word(), d.word())
}
