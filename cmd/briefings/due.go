package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/due"
	"briefings/cmd/internal/query"
)

func newDue() *cobra.Command {
	d := dueVerb{format: "text"}
	c := &cobra.Command{
		Use:   "due",
		Short: "Print when the site next changes by the clock",
		Long: `Due prints the instants after now at which a build would come out differently though nothing was
edited: when an item is published or expires, when a role of an entity begins or ends, when an
edition of a briefing is made, when an item leaves the sitemap of news, if the site has one. One
line for each, the next first, its columns separated by tabs: instant, why, id, title, path. The
instants are in the site's time zone. What a flag shows anyway is marked until it is published and
once it has expired, so that its instants count too.

A calendar program can subscribe to what --format ics prints, an event for each instant. It names
what is held back: keep it where only the desk can read it.

With --check it asks whether the last build into the destination, with the same flags, is out of
date by the clock alone. Exit codes:

  0   an instant lies between the clock of that build and now: they are printed;
      or no such build is remembered
  3   there is none: the next one is printed
  1   the site has errors, or cannot be read
  2   wrong use

What has been edited since is no matter of the clock, and is not looked for.`,
		Example: `  briefings due
  briefings due --limit 1 --json
  briefings due --format ics > due.ics
  briefings due --check && briefings build`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return d.run(c) },
	}
	d.site.Add(c)
	cli.AddFormat(c, &d.format, "the `form` to print in: text, json or ics", query.DueFormats)
	cli.AddJSON(c, &d.format, "the same as --format json: an array of objects")
	c.Flags().IntVarP(&d.limit, "limit", "n", 0, "print `N` instants at most (default: all)")
	c.Flags().BoolVar(&d.check, "check", false, "exit 0 if one has passed since the last build, else 3")
	return c
}

// A dueVerb is one run of the verb.
type dueVerb struct {
	site   cli.SiteFlags
	format string
	check  bool
	limit  int // 0: none
}

func (d *dueVerb) run(c *cobra.Command) error {
	if d.limit < 0 || d.limit == 0 && c.Flags().Changed("limit") {
		return cli.Misused("leave it out to have all", "--limit: %d is no number of instants", d.limit)
	}
	in, err := d.site.Read()
	if err != nil {
		return err
	}
	if d.check {
		if rest, err := d.rests(in.Input); err != nil {
			return err
		} else if rest != nil {
			return d.nothing(c, rest, in.Now)
		}
	}
	s, err := d.site.Build(c, in)
	if err != nil {
		return err
	}
	defer s.Close()
	coming := due.After(s.Instants(), s.In.Now)
	s.Quiet()
	if d.check {
		return d.checked(c, s, coming)
	}
	if len(coming) == 0 {
		fmt.Fprintln(c.ErrOrStderr(), "nothing is to come: no document, edition or role begins or ends after the clock")
	}
	if err := d.print(c, s.Config, s.In.Now, coming, d.limit); err != nil {
		return err
	}
	s.Warn(c)
	return nil
}

// rests asks without a build whether nothing is due; nil if only a build can say.
func (d *dueVerb) rests(in build.Input) (*build.Rest, error) {
	files, err := d.site.Open()
	if err != nil {
		return nil, err
	}
	defer files.Close()
	in.Site = files
	return build.Rests(in, cache.Load(d.site.Memory()), d.site.Destination()), nil
}

// checked compares the site with what is remembered of the last build.
func (d *dueVerb) checked(c *cobra.Command, s *cli.Site, coming []due.Instant) error {
	if diag.HasErrors(s.Problems) { // a build would fail
		s.Warn(c)
		return cli.ErrSite
	}
	lapse := s.Lapsed(s.In.Input, cache.Load(d.site.Memory()), d.site.Destination())
	if lapse.Due {
		fmt.Fprintln(c.ErrOrStderr(), "due:", lapse.Why)
		return d.print(c, s.Config, s.In.Now, lapse.Passed, d.limit)
	}
	return d.nothing(c, &build.Rest{Lapse: lapse, Config: s.Config, Coming: coming}, s.In.Now)
}

// nothing says that nothing is due, and what is next.
func (d *dueVerb) nothing(c *cobra.Command, rest *build.Rest, now time.Time) error {
	fmt.Fprintln(c.ErrOrStderr(), "nothing is due:", rest.Why)
	if err := d.print(c, rest.Config, now, rest.Coming, 1); err != nil {
		return err
	}
	return cli.ErrNothing
}

// print prints as many instants as limit says; 0 is all. now is the clock that they were asked at.
func (d *dueVerb) print(c *cobra.Command, cfg *config.Site, now time.Time, instants []due.Instant, limit int) error {
	if limit > 0 {
		instants = instants[:min(limit, len(instants))]
	}
	if err := query.WriteDue(c.OutOrStdout(), d.format, cfg, now, instants); err != nil {
		return cli.Failed(err)
	}
	return nil
}
