package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

const (
	entityCount  = 200
	sourceCount  = 8
	agencyCount  = 3 // the first sources are agencies, the others publishers
	ruleEntities = 3 // that the rules of one briefing name
)

// An entity is somebody or something that stories name. Entities are in order of popularity.
type entity struct {
	id, name, kind string
	alias          string // a second name, used in half of the mentions
}

// A source is an agency or a publisher.
type source struct{ id, name string }

// A theme is the subject of a briefing. Stories of the theme bear its tags and use its phrase.
type theme struct {
	id, title string
	tags      [2]string
	phrase    string
}

var themes = []theme{
	{"drone-supply", "Drone supply", [2]string{"drones", "air defence"}, "kamikaze drones"},
	{"sanctions", "Sanctions", [2]string{"sanctions", "asset freezes"}, "price cap"},
	{"security-councils", "Security councils", [2]string{"security councils", "diplomacy"}, "joint readout"},
	{"missiles", "Missiles", [2]string{"missiles", "arms transfers"}, "ballistic missiles"},
	{"grain", "Grain exports", [2]string{"grain", "ports"}, "grain corridor"},
	{"energy", "Energy", [2]string{"oil", "gas"}, "export terminal"},
	{"nuclear-file", "Nuclear file", [2]string{"enrichment", "inspections"}, "breakout time"},
	{"shipping", "Shipping", [2]string{"tankers", "insurance"}, "shadow fleet"},
	{"networks", "Networks", [2]string{"intrusions", "disinformation"}, "wiper malware"},
	{"banking", "Banking", [2]string{"payments", "banks"}, "correspondent accounts"},
	{"protests", "Protests", [2]string{"demonstrations", "detentions"}, "internet shutdown"},
	{"transit", "Transit", [2]string{"railways", "customs"}, "rail corridor"},
}

// makeEntities names entityCount entities; no two share a name, an alias or an id. Of every five,
// two are persons, then come a body, a place and a thing.
func makeEntities(names *namer) []entity {
	out := make([]entity, 0, entityCount)
	for i := range entityCount {
		var e entity
		switch i % 5 {
		case 0, 1:
			surname := names.name()
			e = entity{kind: "person", name: names.name() + " " + surname, alias: surname}
		case 2:
			body := pick(names.rng, []string{"Council", "Ministry", "Agency", "Company", "Union"})
			e = entity{kind: "body", name: names.name() + " " + body, alias: names.acronym()}
		case 3:
			e = entity{kind: "place", name: names.name(), alias: names.name()}
		default:
			model := names.name()
			e = entity{kind: "thing", name: fmt.Sprintf("%s-%d", model, 100+i), alias: model}
		}
		e.id = strings.ReplaceAll(strings.ToLower(e.name), " ", "-")
		out = append(out, e)
	}
	return out
}

func makeSources(names *namer) []source {
	out := make([]source, 0, sourceCount)
	for i := range sourceCount {
		name := names.name()
		if i < agencyCount {
			name += " News Agency"
		} else {
			name += " Times"
		}
		out = append(out, source{strings.ReplaceAll(strings.ToLower(name), " ", "-"), name})
	}
	return out
}

// writeSite writes all that is not an article or a note: briefings.toml, entities and sources.
func (s *site) writeSite(rng *rand.Rand) error {
	var b bytes.Buffer
	b.WriteString(`title = "Bench"
description = "A generated site"
base_url = "https://bench.example/"
authority = "bench.example,2020"
timezone = "UTC"
`)
	for i, t := range themes {
		s.briefing(&b, t, i)
	}
	if err := s.write("briefings.toml", b.Bytes()); err != nil {
		return err
	}
	for _, e := range s.entities {
		b.Reset()
		fmt.Fprintf(&b, "+++\ntitle = %q\nkind = %q\naliases = [%q]\n", e.name, e.kind, e.alias)
		if e.kind == "person" {
			from := firstYear - 1 - rng.IntN(10)
			body := s.entities[5*rng.IntN(len(s.entities)/5)+2]
			fmt.Fprintf(&b, "\n[[roles]]\ntitle = \"Deputy\"\nof = %q\nfrom = %d-03-01\nto = %d-03-01\n", body.id, from-4, from)
			fmt.Fprintf(&b, "\n[[roles]]\ntitle = \"Head of office\"\nof = %q\nfrom = %d-03-01\n", body.id, from)
		}
		fmt.Fprintf(&b, "+++\n\n%s is one of the names of this site.\n", e.name)
		if err := s.write(filepath.Join("content", "entities", e.id+".md"), b.Bytes()); err != nil {
			return err
		}
	}
	for _, src := range s.sources {
		b.Reset()
		fmt.Fprintf(&b, "+++\ntitle = %q\n+++\n\n%s is one of the sources of this site.\n", src.name, src.name)
		if err := s.write(filepath.Join("content", "sources", src.id+".md"), b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// briefing appends the theme's table for briefings.toml. Its rules name entities of middling
// popularity: the most popular ones would put every second story into every briefing.
func (s *site) briefing(b *bytes.Buffer, t theme, i int) {
	var named [ruleEntities]string
	for k := range named {
		named[k] = s.entities[10+ruleEntities*i+k].id
	}
	fmt.Fprintf(b, "\n[[briefing]]\nid = %q\ntitle = %q\nsummary = \"What is said about %s.\"\n", t.id, t.title, strings.ToLower(t.title))
	fmt.Fprintf(b, "\n[[briefing.rule]]\nwhy = \"bears a tag of the theme\"\nany = [\"tag:%s\", \"tag:%s\"]\n", t.tags[0], t.tags[1])
	fmt.Fprintf(b, "\n[[briefing.rule]]\nwhy = \"uses the theme's own words\"\nany = [\"phrase:%s\"]\n", t.phrase)
	fmt.Fprintf(b, "\n[[briefing.rule]]\nwhy = \"names two who matter here\"\nall = [\"entity:%s\"]\nany = [\"entity:%s\", \"entity:%s\"]\nnone = [\"kind:note\"]\n",
		named[0], named[1], named[2])
	fmt.Fprintf(b, "\n[[briefing.rule]]\nwhy = \"a source that knows about it\"\nall = [\"source:%s\", \"entity:%s\"]\n",
		s.sources[i%len(s.sources)].id, named[2])
}

// write writes a file of the site whose folder exists.
func (s *site) write(name string, data []byte) error {
	return os.WriteFile(filepath.Join(s.dir, name), data, 0o644)
}
