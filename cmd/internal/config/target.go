package config

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/typed"
)

// target reads one [[publish]]; false if nothing can be published there.
func (s *Site) target(t *typed.Table, index int) (place.Target, bool) {
	t.Name = fmt.Sprintf("publish %d", index+1)
	name := t.Need("name")
	if name != "" {
		t.Name = fmt.Sprintf("publish %q", name)
	}
	out := place.New(name, targetPlace(t))
	out.MaxDeletes = t.Int("max_deletes", out.MaxDeletes, -1, 1_000_000_000)
	out.Compress = t.Bool("compress")
	out.Squash = t.Bool("squash")
	t.Done()
	if out.Squash && out.Kind != place.None && out.Kind != place.Git {
		t.Report("squash", diag.KeyValue, `"squash" is for branches of git`, "leave it out")
	}
	if out.Compress && out.Kind == place.Git {
		t.Report("compress", diag.KeyValue, `"compress" is not for branches of git: who serves them compresses`, "leave it out")
	}
	return out, s.names(t, name) && out.Kind != place.None
}

func targetPlace(t *typed.Table) place.Place {
	address := t.Need("url")
	if address == "" {
		return place.Place{} // said already
	}
	p, err := place.Parse(address)
	if wrong, ok := errors.AsType[*place.Error](err); ok {
		t.Report("url", diag.KeyValue, wrong.Message, wrong.Cure)
		return place.Place{}
	}
	return p
}

// names checks what a target is called on the command line.
func (s *Site) names(t *typed.Table, name string) bool {
	if name == "" {
		return false // said already
	}
	if strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("-_.", r) && !unicode.In(r, unicode.L, unicode.M, unicode.N)
	}) || name[0] == '-' {
		t.Report("name", diag.KeyValue, fmt.Sprintf("%q is no name of a target", name), "use letters, digits, -, _ and .")
		return false
	}
	for _, other := range s.Targets {
		if other.Name == name {
			t.Report("name", diag.KeyTwice, fmt.Sprintf("two targets have the name %q", name), "give one of them another name")
			return false
		}
	}
	return true
}
