// Package content reads the documents of a site: every Markdown file under content/.
//
// Builds share documents, so nothing may change one after Read returns, and nothing in it may
// come from another file: what two documents say together belongs to catalog.
package content

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/sitefs"
)

// A Path is a file of the site, from its root, slash-separated: content/articles/port.md.
type Path string

// A Document is one Markdown file, read. It depends on the file's name and bytes only.
type Document struct {
	Path     Path
	Sum      [sha256.Size]byte // of the bytes
	Front    frontmatter.Front
	Meta     frontmatter.Meta
	Body     *hypertext.Body
	Problems []diag.Problem // with their places
}

// A Tree is everything under content/.
type Tree struct {
	Root      string      // "content", or "." for a folder without briefings.toml
	Documents []*Document // by path
	Kept      []int       // of each document: its index in the tree before, or -1 if it is new or has changed
	Files     []Path      // all other files that may be published, by path
	Withheld  []Path      // those of a sort to be published that are not, for what is in them; that is said
	Problems  []diag.Problem
	Read      int // how many documents were read

	versions []uint64 // of the documents, before they were read; 0 where the site knows of none
	listing  *listing
	drawings map[Path]drawing
}

// A Versioned site knows of a file, without reading it, how large it is and that it has the bytes that it had under the same
// number, and of the names of all files, that they are the same. See sitefs.Snapshot.
type Versioned interface {
	Version(name string) uint64
	Size(name string) (size int64, ok bool)
	NamesVersion() uint64
}

// A listing is the names of a site's files, and what is wrong with them.
type listing struct {
	version  uint64 // of the names of the site, before it was walked; 0 if it has no number
	docs     []Path // sorted
	files    []Path // all others that may be published, sorted
	problems []diag.Problem
}

// MaxFile is how many bytes of a Markdown file are read.
const MaxFile = 16 << 20

// Read reads the tree under root. Documents of prev whose bytes are the same are used again, and not even
// read where the site knows that they are; prev may be nil. skip says which other folders are not content, by path; it may be nil. The error is
// the machine's: it joins a *sitefs.ReadError for each file and folder that cannot be read, and the tree is
// what is left without them.
func Read(site fs.FS, root string, reader *markdown.Reader, skip func(dir string) bool, prev *Tree) (*Tree, error) {
	t := &Tree{Root: root}
	marked, _ := site.(Versioned)
	unread := errors.Join(t.list(site, marked, skip, prev), t.files(site, marked, prev))
	paths := t.listing.docs
	former := prev.at(paths)
	docs, kept, versions := make([]*Document, len(paths)), make([]int, len(paths)), make([]uint64, len(paths))
	var reads atomic.Int64
	errs := make([]error, len(paths))
	parallel.With(len(paths), func() func(int) {
		var memory bytes.Buffer
		return func(i int) {
			var known *Document
			if kept[i] = former[i]; kept[i] >= 0 {
				known = prev.Documents[kept[i]]
			}
			if marked != nil {
				versions[i] = marked.Version(string(paths[i]))
			}
			if known != nil && versions[i] != 0 && versions[i] == prev.versions[kept[i]] {
				docs[i] = known
				return
			}
			reads.Add(1)
			if docs[i], errs[i] = read(site, paths[i], reader, known, &memory); docs[i] != known {
				kept[i] = -1
			}
		}
	})
	for i, d := range docs {
		if d != nil {
			t.Documents, t.Kept, t.versions = append(t.Documents, d), append(t.Kept, kept[i]), append(t.versions, versions[i])
		}
	}
	t.Read = int(reads.Load())
	return t, errors.Join(append(errs, unread)...)
}

// Own is what is wrong with names, and with each document by itself.
func (t *Tree) Own() []diag.Problem {
	problems := slices.Clone(t.Problems)
	for _, d := range t.Documents {
		problems = append(problems, d.Problems...)
	}
	return problems
}

// at returns where the documents of sorted paths stand in the tree, which may be nil; -1 for each that
// is not there.
func (t *Tree) at(paths []Path) []int {
	out := make([]int, len(paths))
	k := 0
	for i, p := range paths {
		for t != nil && k < len(t.Documents) && t.Documents[k].Path < p {
			k++
		}
		if out[i] = -1; t != nil && k < len(t.Documents) && t.Documents[k].Path == p {
			out[i] = k
		}
	}
	return out
}

// Walk visits all files and folders below root, less what is hidden, unless hidden says that it counts, and the
// folders that skip names, which may be nil. A name that is not UTF-8 is visited and not entered. A
// root that is not there has nothing in it. Folders that cannot be read are passed over, and each of them
// is a *sitefs.ReadError in the error.
func Walk(site fs.FS, root string, hidden bool, skip func(dir string) bool, visit func(name string, d fs.DirEntry) error) error {
	var unread []error
	err := fs.WalkDir(site, root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == root && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			unread = append(unread, &sitefs.ReadError{Name: name, Err: err})
			return nil
		case name == root:
			return nil
		case !fs.ValidPath(name):
			if err := visit(name, d); err != nil {
				return err
			}
			return Pass(d)
		case !hidden && path.Base(name)[0] == '.', d.IsDir() && skip != nil && skip(name):
			return Pass(d)
		}
		return visit(name, d)
	})
	return errors.Join(append(unread, err)...)
}

// list walks the site, or takes the names of prev where the site knows that they are the same.
func (t *Tree) list(site fs.FS, marked Versioned, skip func(string) bool, prev *Tree) error {
	l := &listing{}
	if marked != nil {
		l.version = marked.NamesVersion()
	}
	if prev != nil && l.version != 0 && l.version == prev.listing.version && t.Root == prev.Root {
		t.listing = prev.listing
		return nil
	}
	t.listing = l
	err := Walk(site, t.Root, false, skip, func(name string, d fs.DirEntry) error {
		switch {
		case !fs.ValidPath(name):
			l.problems = append(l.problems, Unnamed(name))
		case d.IsDir():
			if t.Root == "." {
				if why := foreign(site, name); why != "" {
					return l.leaveOut(site, name, why, skip)
				}
			}
		case !l.plain(site, t.Root, name, d):
		case IsMarkdown(name):
			l.docs = append(l.docs, Path(name))
		default:
			l.files = append(l.files, Path(name))
		}
		return nil
	})
	slices.Sort(l.docs)
	slices.Sort(l.files)
	if err != nil {
		l.version = 0 // what could not be read is tried again
	}
	return err
}

// files notes the files that may be published for what is in them, too.
func (t *Tree) files(site fs.FS, marked Versioned, prev *Tree) error {
	var unread []error
	t.Problems = slices.Clone(t.listing.problems)
	for _, name := range t.listing.files {
		d, err := t.drawing(site, name, marked, prev)
		switch {
		case err != nil:
			unread = append(unread, err)
		case d.problem != nil:
			t.Problems, t.Withheld = append(t.Problems, *d.problem), append(t.Withheld, name)
		case !d.gone:
			t.Files = append(t.Files, name)
		}
	}
	return errors.Join(unread...)
}

// Unnamed is the problem of a file or folder that cannot even be opened by its name.
func Unnamed(name string) diag.Problem {
	return diag.Problem{
		Path: strings.ToValidUTF8(name, "\ufffd"), Code: diag.Encoding,
		Message: "a name that is not UTF-8; nothing of it is read", Cure: "give it another name",
	}
}

// Pass goes on with a walk behind the entry.
func Pass(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// plain says whether the entry is a file to read, and reports what is none: a device, or a symlink
// that leaves the site or leads to a folder.
func (l *listing) plain(site fs.FS, root, name string, d fs.DirEntry) bool {
	if d.Type().IsRegular() {
		return true
	}
	problem := diag.Problem{Path: name, Code: diag.FileKind, Message: "neither a file nor a folder", Cure: "only plain files are published"}
	if d.Type()&fs.ModeSymlink != 0 {
		info, err := fs.Stat(site, name)
		switch {
		case err == nil && info.Mode().IsRegular() && sitefs.LeadsWithin(site, name, root, "static"):
			return true
		case err == nil && info.Mode().IsRegular():
			problem.Code, problem.Message = diag.Escape, "a symbolic link to a hidden file, to one of another sort, or out of the published folders"
			problem.Cure = "put a copy of the file here"
		case err == nil && info.IsDir():
			problem.Message = "a symbolic link to a folder is not followed"
			problem.Cure = "put the folder itself here"
		case errors.Is(err, fs.ErrNotExist):
			problem.Message = "a symbolic link to nothing"
			problem.Cure = "remove it, or put back what it leads to"
		case err != nil:
			problem.Code, problem.Message = diag.Escape, "a symbolic link that leaves the site, or leads to itself"
			problem.Cure = "put the file itself here"
		}
	}
	l.problems = append(l.problems, problem)
	return false
}

// IsMarkdown reports whether the name is that of a Markdown file.
func IsMarkdown(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

// read reads one document, or gives back the known one if it has the same bytes. A file that has
// gone since the walk is none. The bytes go through memory, which nothing of the document shares.
func read(site fs.FS, name Path, reader *markdown.Reader, known *Document, memory *bytes.Buffer) (*Document, error) {
	if memory.Cap() > 1<<20 {
		*memory = bytes.Buffer{} // one large file is no reason to keep so much
	}
	src, err := beginning(site, string(name), memory)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &sitefs.ReadError{Name: string(name), Err: err}
	}
	sum := sha256.Sum256(src)
	if known != nil && known.Sum == sum {
		return known, nil
	}
	d := Parse(name, src, reader)
	d.Sum = sum
	return d, nil
}

// beginning reads a file into memory, but no more than one byte over MaxFile: a file may claim any size.
func beginning(site fs.FS, name string, memory *bytes.Buffer) ([]byte, error) {
	f, err := site.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	memory.Reset()
	memory.Grow(int(min(info.Size(), MaxFile)) + bytes.MinRead)
	_, err = memory.ReadFrom(io.LimitReader(f, MaxFile+1))
	return memory.Bytes(), err
}

// drafts is the folder of what is not to be published, as Jekyll has it, in a path below content/. A plain folder
// leaves out what begins with _ anyway.
const drafts = "/_drafts/"

// Parse reads a document from its bytes. One of more than MaxFile is a draft: what it says of itself is
// not read, and it may say that it is one.
func Parse(name Path, src []byte, reader *markdown.Reader) *Document {
	d := &Document{Path: name}
	if len(src) > MaxFile {
		d.Body, d.Meta.Draft = reader.Read(nil, 1, markdown.Front{}), true
		d.Problems = []diag.Problem{{
			Path: string(name), Line: 1, Col: 1, Code: diag.Limit,
			Message: fmt.Sprintf("more than %d bytes; the document is held back", MaxFile), Cure: "split the document",
		}}
		return d
	}
	src, encoding := frontmatter.Decode(src)
	front, body, line, problems := frontmatter.Split(src)
	if encoding != nil {
		problems = append(problems, *encoding)
	}
	meta, more := front.Parse()
	d.Front, d.Meta = front, meta
	d.Meta.Draft = meta.Draft || strings.Contains(path.Dir(string(name))+"/", drafts)
	dir := meta.Dir
	if dir == "" && meta.Lang != "" {
		dir = direction.OfLanguage(meta.Lang)
	}
	d.Body = reader.Read(body, line, markdown.Front{Title: meta.Title, Dir: dir})
	d.Problems = slices.Concat(problems, more, d.Body.Problems)
	for i := range d.Problems {
		d.Problems[i].Path = string(name)
	}
	return d
}
