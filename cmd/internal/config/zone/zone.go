// Package zone loads time zones by name, from rules that are part of the program alone.
//
// A zone is the same on every machine: neither its own rules nor $ZONEINFO, which time.LoadLocation
// prefers to those of time/tzdata, are asked.
package zone

import (
	"archive/zip"
	_ "embed"
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// The IANA Time Zone Database, in the public domain, as Go brings it; renewed with Go.
//
//go:generate sh -c "cp \"$(go env GOROOT)/lib/time/zoneinfo.zip\" . && chmod 644 zoneinfo.zip"
//go:embed zoneinfo.zip
var database string

// Load returns the zone of a name, such as "Europe/Berlin" or "UTC". Names are as the database has
// them: letter case counts, and "Local", the machine's zone, is none.
func Load(name string) (*time.Location, error) {
	if name == "UTC" {
		return time.UTC, nil // and not another of that name: locations are compared by their pointers
	}
	r, err := zip.NewReader(strings.NewReader(database), int64(len(database)))
	if err != nil {
		return nil, fmt.Errorf("time zones: %w", err)
	}
	rules, err := fs.ReadFile(r, name)
	if err != nil {
		return nil, fmt.Errorf("time zone %q: %w", name, err)
	}
	loc, err := time.LoadLocationFromTZData(name, rules)
	if err != nil {
		return nil, fmt.Errorf("time zone %q: %w", name, err)
	}
	return loc, nil
}
