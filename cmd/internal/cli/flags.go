package cli

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
	"briefings/cmd/internal/picture/store"
	"briefings/cmd/internal/typed"
)

// hugoSpellings are the names that Hugo has for flags of ours.
var hugoSpellings = map[string]string{
	"baseURL": "base-url", "baseUrl": "base-url", "buildDrafts": "drafts", "buildFuture": "future", "buildExpired": "expired",
}

// HugoSpelling takes the names that Hugo has for flags of ours.
func HugoSpelling(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	if ours, ok := hugoSpellings[name]; ok {
		name = ours
	}
	return pflag.NormalizedName(name)
}

// SiteFlags are what every command that reads a site takes.
type SiteFlags struct {
	source, destination, baseURL, now string
	drafts, future, expired           bool
}

// Add adds the flags to a verb.
func (f *SiteFlags) Add(c *cobra.Command) {
	f.AddFolders(c)
	fl := c.Flags()
	fl.StringVarP(&f.baseURL, "base-url", "b", "", "the `address` that the site is published at, instead of base_url")
	fl.BoolVarP(&f.drafts, "drafts", "D", false, "show drafts")
	fl.BoolVarP(&f.future, "future", "F", false, "show what is not yet published")
	fl.BoolVarP(&f.expired, "expired", "E", false, "show what has expired")
	fl.StringVar(&f.now, "now", "", "the `time` to build for, in UTC unless it says (default: SOURCE_DATE_EPOCH, else the clock)")
	for _, name := range []string{"base-url", "now"} {
		CompleteFlag(c, name, cobra.NoFileCompletions)
	}
}

// AddFolders adds only the flags that say where the site is, and where it is written to.
func (f *SiteFlags) AddFolders(c *cobra.Command) {
	fl := c.Flags()
	fl.StringVarP(&f.source, "source", "s", "", "the site's `folder` (default: this one)")
	fl.StringVarP(&f.destination, "destination", "d", "", "the `folder` that the site is written to (default: public in the site)")
	CompleteFlag(c, "source", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
	CompleteFlag(c, "destination", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
}

// CompleteFlag completes the value of a flag. The flag is there, so that there is no error.
func CompleteFlag(c *cobra.Command, flag string, f cobra.CompletionFunc) {
	_ = c.RegisterFlagCompletionFunc(flag, f)
}

// Dir is the site's folder.
func (f *SiteFlags) Dir() string {
	if f.source != "" {
		return f.source
	}
	return "."
}

// Out is the folder that the site is written to.
func (f *SiteFlags) Out() string {
	if f.destination != "" {
		return f.destination
	}
	return filepath.Join(f.Dir(), "public")
}

// Destination names the folder that the site is written to from the site's own, so that a site may be
// moved with it. Where there is no such way it is the whole path.
func (f *SiteFlags) Destination() string {
	site, err1 := filepath.Abs(f.Dir())
	out, err2 := filepath.Abs(f.Out())
	if rel, err := filepath.Rel(site, out); err1 == nil && err2 == nil && err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(f.Out())
}

// Memory is the file in which a run is remembered for the next.
func (f *SiteFlags) Memory() string { return filepath.Join(f.Dir(), ".briefings", "state") }

// Copies is where scaled pictures are kept for the next run.
func (f *SiteFlags) Copies() *store.Dir {
	return store.Open(filepath.Join(f.Dir(), ".briefings", "images"))
}

// Sources are the folders that the destination must keep out of. In a folder without briefings.toml
// documents stand everywhere, and the destination may stand beside them.
func (f *SiteFlags) Sources(declared bool) []string {
	sources := []string{filepath.Dir(f.Memory())}
	if declared {
		for _, folder := range config.Folders(declared) {
			sources = append(sources, filepath.Join(f.Dir(), folder.Name))
		}
	}
	return sources
}

// Clock returns the time to build for: the flag, SOURCE_DATE_EPOCH
// (https://reproducible-builds.org/specs/source-date-epoch/), or the machine's. flag may be empty.
func Clock(flag string) (time.Time, error) {
	if flag != "" {
		d, ok := typed.ParseDate(flag)
		if !ok {
			return time.Time{}, Misused("write it as 2022-11-09T06:40:00Z", "--now: %q is no time", flag)
		}
		return d.In(time.UTC), nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		n, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, Misused("write the seconds since 1970", "SOURCE_DATE_EPOCH: %q is no number of seconds", epoch)
		}
		return time.Unix(n, 0).UTC(), nil
	}
	return time.Now(), nil
}

// AddFormat adds the flag --format, whose value is one of forms.
func AddFormat(c *cobra.Command, value *string, usage string, forms []string) {
	c.Flags().Var(&format{value, forms}, "format", usage)
	CompleteFlag(c, "format", cobra.FixedCompletions(forms, cobra.ShellCompDirectiveNoFileComp))
}

// AddJSON adds the flag --json beside --format, whose value it sets.
func AddJSON(c *cobra.Command, format *string, usage string) {
	asJSON := c.Flags().Bool("json", false, usage)
	c.PreRunE = func(c *cobra.Command, _ []string) error {
		if !*asJSON {
			return nil
		}
		if c.Flags().Changed("format") && *format != "json" {
			return Misused("leave out one of them", "--json and --format %s are two forms", *format)
		}
		*format = "json"
		return nil
	}
}

// A format is a flag's value that names a form to print in.
type format struct {
	value *string
	forms []string
}

func (f *format) String() string { return *f.value }
func (f *format) Type() string   { return "format" }

func (f *format) Set(s string) error {
	if !slices.Contains(f.forms, s) {
		return fmt.Errorf("not one of %s", strings.Join(f.forms, ", "))
	}
	*f.value = s
	return nil
}
