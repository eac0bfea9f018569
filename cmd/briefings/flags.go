package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"briefings"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/sitefs"
)

// hugoSpellings are the names that Hugo has for flags of ours.
var hugoSpellings = map[string]string{
	"baseURL": "base-url", "baseUrl": "base-url", "buildDrafts": "drafts", "buildFuture": "future", "buildExpired": "expired",
}

func hugoSpelling(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	if ours, ok := hugoSpellings[name]; ok {
		name = ours
	}
	return pflag.NormalizedName(name)
}

// siteFlags are what every command that reads a site takes.
type siteFlags struct {
	source, destination, baseURL, now string
	drafts, future, expired           bool
}

func (f *siteFlags) add(c *cobra.Command) {
	fl := c.Flags()
	fl.StringVarP(&f.source, "source", "s", ".", "the site's `folder`")
	fl.StringVarP(&f.destination, "destination", "d", "", "the `folder` that the site is written to (default: public in the site)")
	fl.StringVarP(&f.baseURL, "base-url", "b", "", "the `address` that the site is published at, instead of base_url")
	fl.BoolVarP(&f.drafts, "drafts", "D", false, "show drafts")
	fl.BoolVarP(&f.future, "future", "F", false, "show what is not yet published")
	fl.BoolVarP(&f.expired, "expired", "E", false, "show what has expired")
	fl.StringVar(&f.now, "now", "", "the `time` to build for (default: SOURCE_DATE_EPOCH, else the clock)")
}

// out is the folder that the site is written to.
func (f *siteFlags) out() string {
	if f.destination != "" {
		return f.destination
	}
	return filepath.Join(f.source, "public")
}

// open opens the site. Close what comes back.
func (f *siteFlags) open() (build.Input, *sitefs.FS, error) {
	in := build.Input{Drafts: f.drafts, Future: f.future, Expired: f.expired, BaseURL: f.baseURL}
	if f.baseURL != "" {
		if err := config.CheckBaseURL(f.baseURL); err != nil {
			return in, nil, fmt.Errorf("--base-url: %w", err)
		}
	}
	var err error
	if in.Now, err = clock(f.now); err != nil {
		return in, nil, err
	}
	site, err := sitefs.Open(f.source)
	if err != nil {
		return in, nil, runError{err}
	}
	in.Site = site
	if in.Builtin, err = fs.Sub(briefings.Starter, "layouts"); err != nil {
		return in, nil, runError{err}
	}
	in.Skip = inside(f.source, f.out())
	return in, site, nil
}

// inside returns where in the site the destination is; empty if it is elsewhere.
func inside(site, out string) string {
	a, err1 := filepath.Abs(site)
	b, err2 := filepath.Abs(out)
	if err1 != nil || err2 != nil {
		return ""
	}
	rel, err := filepath.Rel(a, b)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// clock returns the time to build for: the flag, SOURCE_DATE_EPOCH
// (https://reproducible-builds.org/specs/source-date-epoch/), or the machine's.
func clock(flag string) (time.Time, error) {
	if flag != "" {
		d, ok := config.ParseDate(flag)
		if !ok {
			return time.Time{}, fmt.Errorf("--now: %q is no time; write it as 2022-11-09T06:40:00Z", flag)
		}
		return d.In(time.UTC), nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		n, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %q is no number of seconds", epoch)
		}
		return time.Unix(n, 0).UTC(), nil
	}
	return time.Now(), nil
}
