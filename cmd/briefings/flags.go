package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
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
	fl.VarP((*folder)(&f.source), "source", "s", "the site's `folder` (default: this one)")
	fl.VarP((*folder)(&f.destination), "destination", "d", "the `folder` that the site is written to (default: public in the site)")
	fl.StringVarP(&f.baseURL, "base-url", "b", "", "the `address` that the site is published at, instead of base_url")
	fl.BoolVarP(&f.drafts, "drafts", "D", false, "show drafts")
	fl.BoolVarP(&f.future, "future", "F", false, "show what is not yet published")
	fl.BoolVarP(&f.expired, "expired", "E", false, "show what has expired")
	fl.StringVar(&f.now, "now", "", "the `time` to build for, in UTC unless it says (default: SOURCE_DATE_EPOCH, else the clock)")
	completeFlag(c, "source", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
	completeFlag(c, "destination", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
	for _, name := range []string{"base-url", "now"} {
		completeFlag(c, name, cobra.NoFileCompletions)
	}
}

// dir is the site's folder.
func (f *siteFlags) dir() string {
	if f.source != "" {
		return f.source
	}
	return "."
}

// out is the folder that the site is written to.
func (f *siteFlags) out() string {
	if f.destination != "" {
		return f.destination
	}
	return filepath.Join(f.dir(), "public")
}

// sources are the folders that the destination must keep out of. In a folder without briefings.toml
// documents stand everywhere, and the destination may stand beside them.
func (f *siteFlags) sources(declared bool) []string {
	if !declared {
		return nil
	}
	return []string{filepath.Join(f.dir(), "content"), filepath.Join(f.dir(), "layouts"), filepath.Join(f.dir(), "static")}
}

// clock returns the time to build for: the flag, SOURCE_DATE_EPOCH
// (https://reproducible-builds.org/specs/source-date-epoch/), or the machine's.
func clock(flag string) (time.Time, error) {
	if flag != "" {
		d, ok := config.ParseDate(flag)
		if !ok {
			return time.Time{}, misused("write it as 2022-11-09T06:40:00Z", "--now: %q is no time", flag)
		}
		return d.In(time.UTC), nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		n, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, misused("write the seconds since 1970", "SOURCE_DATE_EPOCH: %q is no number of seconds", epoch)
		}
		return time.Unix(n, 0).UTC(), nil
	}
	return time.Now(), nil
}

// A folder is a flag's value that names one: an empty variable of a script must not mean this one.
type folder string

func (f *folder) String() string { return string(*f) }
func (f *folder) Type() string   { return "folder" }

func (f *folder) Set(s string) error {
	if s == "" {
		return fmt.Errorf("no folder is named")
	}
	*f = folder(s)
	return nil
}

// A format is a flag's value that names a form of problems.
type format string

func (f *format) String() string { return string(*f) }
func (f *format) Type() string   { return "format" }

func (f *format) Set(s string) error {
	if !slices.Contains(diag.Formats, s) {
		return fmt.Errorf("not one of %s", strings.Join(diag.Formats, ", "))
	}
	*f = format(s)
	return nil
}
