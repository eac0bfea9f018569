// Package ci writes the files with which a host builds and publishes a site by itself: at each push,
// and by a schedule when the clock has changed it.
//
// The files are the site's from then on. They are text templates under files/, and what they run is
// tested by running it.
package ci

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"text/template"
)

//go:embed files
var files embed.FS

// A Host is one that files are written for.
type Host struct {
	Name  string
	Steps string // what is left to do by hand, a line each
	root  bool   // it looks for its files at the top of the repository, not beside the site
	files []file
}

// A file is one that a host wants, and the template that it is made of.
type file struct{ name, template string }

// Hosts are all of them.
func Hosts() []Host {
	return []Host{
		{
			Name: "github", root: true,
			Steps: "in the repository's settings, choose \"GitHub Actions\" as the source of Pages\n",
			files: []file{{".github/workflows/site.yml", "github/site.yml"}},
		},
		{
			Name: "gitlab", root: true,
			Steps: "on the project's page, under Build, Pipeline schedules, make a schedule: \"17 * * * *\" is every hour\n",
			files: []file{{".gitlab-ci.yml", "gitlab/gitlab-ci.yml"}},
		},
		{
			Name: "netlify",
			Steps: "link the repository on Netlify, with the site's folder as the base directory\n" +
				"for the schedule, make a build hook and put its address into the variable BRIEFINGS_BUILD_HOOK\n",
			files: []file{
				{"netlify.toml", "netlify/netlify.toml"}, {"netlify/build.sh", "netlify/build.sh"}, {"netlify/install.sh", "netlify/install.sh"},
				{"netlify/plugin/index.js", "netlify/index.js"}, {"netlify/plugin/manifest.yml", "netlify/manifest.yml"},
				{"netlify/plugin/package.json", "netlify/package.json"}, {"netlify/functions/rebuild.mjs", "netlify/rebuild.mjs"},
			},
		},
		{
			Name: "cloudflare",
			Steps: "link the repository on Cloudflare Pages, with the site's folder as the root directory and \"bash cloudflare/build.sh\" as the build command\n" +
				"for the schedule, make a deploy hook and deploy the Worker: cloudflare/rebuild/wrangler.toml says how\n",
			files: []file{
				{"wrangler.toml", "cloudflare/wrangler.toml"}, {"cloudflare/build.sh", "cloudflare/build.sh"},
				{"cloudflare/rebuild/wrangler.toml", "cloudflare/rebuild.toml"}, {"cloudflare/rebuild/index.js", "cloudflare/index.js"},
			},
		},
	}
}

// Names are the names of all hosts.
func Names() []string {
	var names []string
	for _, h := range Hosts() {
		names = append(names, h.Name)
	}
	return names
}

// A Job is what the files are to do.
type Job struct {
	Program Program
	Place   Place
	Name    string // of the site's folder: what a project is called where it needs a name
}

// Files returns the files of a host, by name from the top of the repository.
func (h Host) Files(j Job) (map[string][]byte, error) {
	in, name := j.Place.In(), ""
	if !h.root { // the host works in the site's folder
		name, j.Place.Site = in, "."
	}
	v := struct {
		Job
		In     string // the site's folder, with a slash, where commands are run; empty if it is there
		Flag   string // names it, with a space before
		Branch string
	}{Job: j, In: j.Place.In(), Branch: j.Place.Branch}
	v.Name = label(j.Name)
	if v.In != "" {
		v.Flag = " --source " + path.Clean(v.In)
	}
	out := map[string][]byte{}
	for _, f := range h.files {
		data, err := execute(f.template, v)
		if err != nil {
			return nil, fmt.Errorf("make %s: %w", f.name, err)
		}
		out[name+f.name] = data
	}
	return out, nil
}

// execute makes one file. "install" is what puts the program into $bin, in any of them.
func execute(name string, v any) ([]byte, error) {
	funcs := template.FuncMap{
		"install": func(v any) (string, error) {
			data, err := execute("install.sh", v)
			return string(data), err
		},
		"indent": func(n int, text string) string {
			return strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n"+strings.Repeat(" ", n))
		},
	}
	if name == "install.sh" { // it does not contain itself
		funcs["install"] = func(any) string { return "" }
	}
	text, err := fs.ReadFile(files, "files/"+name)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Delims("[[", "]]").Funcs(funcs).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, v)
	return b.Bytes(), err
}

var unfit = regexp.MustCompile(`[^a-z0-9]+`)

// label makes a name of a project out of that of a folder: small letters, digits and hyphens.
func label(name string) string {
	if l := strings.Trim(unfit.ReplaceAllString(strings.ToLower(name), "-"), "-"); l != "" {
		return l
	}
	return "desk"
}
