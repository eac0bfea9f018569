package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"

	"briefings/cmd/internal/outname"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish/record"
	"briefings/cmd/internal/publish/remote"
)

// A State is what is known of a remote before a publication.
type State struct {
	There map[string]string // the stamps of all files there, without our own reserved ones
	Known record.Record     // what was published last
	Begun record.Record     // what publications that did not end had begun to add; nil if there is none
	lists []string          // the names of the files that say so
	site  string            // whose site was published last; empty if that is not known

	// Contested is that two publications met: what one has recorded, the other may have replaced in the same
	// second, which some stamps do not show.
	Contested bool
}

// ours reports whether a file there is of an earlier publication.
func (s *State) ours(name string) bool {
	_, known := s.Known[name]
	_, begun := s.Begun[name]
	return known || begun
}

// unchanged reports whether the record proves that the remote has a file: it was sent like this, and has not
// been touched since.
func (s *State) unchanged(f remote.File) bool {
	e, ok := s.Known[f.Name]
	stamp, there := s.There[f.Name]
	return ok && there && !s.Contested && e.Stamp != "" && e.Stamp == stamp && e.Sum == f.Key && e.Form == f.Form
}

// doubtful are the files that the remote perhaps has: one of their name is there, and is not what the
// record says. A publication that was cut, or somebody else, put it there.
func (s *State) doubtful(files []remote.File) []remote.File {
	var out []remote.File
	for _, f := range files {
		stamp, there := s.There[f.Name]
		if e := s.Known[f.Name]; there && (s.Contested || e.Stamp == "" || e.Stamp != stamp) {
			out = append(out, f)
		}
	}
	return out
}

// A Plan is what a publication does, in order.
type Plan struct {
	Put   [stages][]remote.File
	Gone  []string // removed when all else is done, sorted
	Early []string // of Gone, those that stand where the site has a folder now, or in a folder where it has a file

	New, Changed []string // of Put, sorted
	Kept         []string // no longer of the site, left for those who read an old page, sorted
	Unchanged    int
	Foreign      []string // in Changed, and not published by us: nobody may lose them unasked
	Lasting      int      // of Gone, those with addresses that people may have noted

	next record.Record // what will be there; without the stamps of Put
	add  record.Record // of next, what neither record lists yet
}

// Idle reports whether nothing is to be done.
func (p *Plan) Idle() bool { return len(p.New)+len(p.Changed)+len(p.Gone) == 0 }

// plan compares the files of a site with a remote. held are the doubtful ones that the remote has. What is there
// already and is not ours stays its owner's, be it the same: it is not recorded, and so never removed, unless
// claim says that all is ours.
func plan(files []remote.File, s *State, held map[string]bool, claim bool) *Plan {
	p := &Plan{next: make(record.Record, len(files)), add: record.Record{}}
	for _, f := range files {
		stamp, there := s.There[f.Name]
		e := record.Entry{Entry: manifest.Entry{Sum: f.Key, Size: f.Size}, Form: f.Form}
		same := s.unchanged(f) || held[f.Name]
		switch {
		case same:
			e.Stamp = stamp
			p.Unchanged++
			if !s.ours(f.Name) && !claim {
				continue
			}
		case there:
			p.Changed = append(p.Changed, f.Name)
			if !s.ours(f.Name) {
				p.Foreign = append(p.Foreign, f.Name)
			}
		default:
			p.New = append(p.New, f.Name)
		}
		if !same {
			_, known := s.There[original(f)]
			at := stageOf(original(f), known)
			p.Put[at] = append(p.Put[at], f)
		}
		p.next[f.Name] = e
		if !s.ours(f.Name) {
			p.add[f.Name] = e
		}
	}
	slices.Sort(p.New)
	slices.Sort(p.Changed)
	p.leave(s)
	p.clear()
	return p
}

// leave decides on what is there and no longer of the site. What has a fingerprint, and was of the last
// publication, or of one that was cut, stays for one more. A site that is published again as it was is
// no publication.
func (p *Plan) leave(s *State) {
	again := maps.EqualFunc(s.Known.Site(), p.next.Site(), func(a, b manifest.Entry) bool { return a == b })
	former := maps.Clone(s.Begun)
	if former == nil {
		former = record.Record{}
	}
	maps.Copy(former, s.Known)
	for _, name := range former.Names() {
		e := former[name]
		stamp, there := s.There[name]
		if _, wanted := p.next[name]; wanted || !there {
			continue
		}
		mark := fingerprinted(name, e.Entry)
		if mark && (again || !e.Kept) {
			e.Kept, e.Stamp = true, stamp
			p.next[name] = e
			p.Kept = append(p.Kept, name)
			continue
		}
		p.Gone = append(p.Gone, name)
		if !mark && e.Form != record.Copy {
			p.Lasting++
		}
	}
}

// gone divides what is gone.
func (p *Plan) gone() (pages, rest []string) {
	for _, name := range p.Gone {
		if outname.IsPage(name) {
			pages = append(pages, name)
		} else {
			rest = append(rest, name)
		}
	}
	return pages, rest
}

// puts are the files to be sent, in order.
func (p *Plan) puts() []remote.File { return slices.Concat(p.Put[:]...) }

// clear finds what is in the way of the site, and must go before it comes.
func (p *Plan) clear() {
	folders := map[string]bool{}
	for name := range p.next {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for _, name := range p.Gone {
		blocks := folders[name]
		for dir := path.Dir(name); dir != "." && !blocks; dir = path.Dir(dir) {
			_, blocks = p.next[dir]
		}
		if blocks {
			p.Early = append(p.Early, name)
		}
	}
}

// short is what is kept of a stamp: the record of a large site would be mostly stamps otherwise, and it is sent with
// every publication. Of 2^40 changes one is not seen.
func short(stamp string) string {
	if stamp == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(stamp))
	return hex.EncodeToString(sum[:5])
}
