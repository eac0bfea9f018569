package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/preview"
)

func newServe() *cobra.Command {
	var s server
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser while you edit it",
		Long: `Serve builds the site in memory and shows it at http://127.0.0.1:1313/, or the next port that is free.
When a file is saved, pages that are open follow by themselves, and problems appear over them until they
are mended; at the moment at which the clock changes the site, it does that too. Nothing is published;
only scaled pictures are kept, for the next build.

Drafts, what is not yet published and what has expired are shown, and marked. With --published they are
not: the site is what "briefings build" would make of it, with the flags that are given.

Only this machine can look: --bind lets others in, drafts and all.`,
		Example: `  briefings serve
  briefings serve -s desk --port 8080 --published`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return s.run(c) },
	}
	s.site.Add(c)
	s.follow.Add(c)
	fl := c.Flags()
	fl.IntVarP(&s.port, "port", "p", 1313, "the `port`, or if it is taken the next that is free; 0: any")
	fl.StringVar(&s.bind, "bind", "127.0.0.1", "the `address` to listen at; 0.0.0.0 and :: let in everybody who can reach this machine")
	fl.BoolVar(&s.published, "published", false, "show exactly what build would make")
	fl.BoolVar(&s.noReload, "no-reload", false, "leave pages as they are until they are loaded again")
	return c
}

// A server is one run of the verb.
type server struct {
	site                cli.SiteFlags
	follow              cli.FollowFlags
	port                int
	bind                string
	published, noReload bool

	preview *preview.Server
	good    *build.Result // the last without errors; nil if there was none
	said    string        // what is wrong, as it was said last
}

func (s *server) run(c *cobra.Command) error {
	in, err := s.site.Read()
	if err != nil {
		return err
	}
	if !s.published {
		in.Drafts, in.Future, in.Expired = true, true, true
	}
	if s.port < 0 || s.port > 1<<16-1 {
		return cli.Misused("ports are 1 to 65535, or 0 for any that is free", "--port: there is no port %d", s.port)
	}
	names, err := hosts(s.bind)
	if err != nil {
		return cli.Misused("give an address of this machine, such as 127.0.0.1", "--bind: %w", err)
	}
	l, err := preview.Listen(s.bind, s.port)
	if err != nil {
		return cli.Failed(err)
	}
	defer l.Close()
	s.preview = preview.New(preview.Options{Hosts: names, Reload: !s.noReload, Problem: problemOf})
	return s.serve(c, in, l)
}

// serve shows the site to those who come to l, until the command is interrupted or l fails.
func (s *server) serve(c *cobra.Command, in cli.Input, l net.Listener) error {
	ctx, stop := context.WithCancel(c.Context())
	defer stop()
	served := make(chan error, 1)
	first := true
	err := s.follow.Follow(ctx, c, &s.site, in.Input, func(_ context.Context, t *cli.Turn) error {
		s.show(c.ErrOrStderr(), t)
		if first {
			s.announce(c, in, l, t)
			go func() {
				served <- preview.Serve(ctx, l, s.preview)
				stop()
			}()
		}
		first = false
		return nil
	})
	stop()
	if !first {
		if failure := <-served; failure != nil {
			err = cli.Failed(errors.Join(err, failure))
		}
	}
	return err
}

// announce says where the site is.
func (s *server) announce(c *cobra.Command, in cli.Input, l net.Listener, t *cli.Turn) {
	s.site.Plain(c, in, t.Config.Declared)
	host, port, _ := net.SplitHostPort(l.Addr().String())
	if s.port != 0 && port != strconv.Itoa(s.port) {
		fmt.Fprintf(c.ErrOrStderr(), "port %d is taken\n", s.port)
	}
	if ip := net.ParseIP(host); ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	if ip := net.ParseIP(s.bind); ip != nil && !ip.IsLoopback() {
		fmt.Fprintln(c.ErrOrStderr(), "everybody who can reach this machine can read all of it")
	}
	fmt.Fprintf(c.OutOrStdout(), "%s at http://%s%s/, until Ctrl-C\n", diag.Printable(t.Config.Title), net.JoinHostPort(host, port), t.Pages.Base())
}

// show makes a build what is seen, and says on w what has come of it.
func (s *server) show(w io.Writer, t *cli.Turn) {
	site := preview.Site{Source: t.In.Site}
	if bad, ok := errors.AsType[*build.Unreadable](t.Err); ok {
		site.Problems = bad.Problems
	} else if t.Err != nil {
		site.Problems = []diag.Problem{{Severity: diag.Error, Message: t.Err.Error(), Cure: "the last site that could be made is shown"}}
	} else {
		site.Problems = t.Problems
	}
	if !diag.HasErrors(site.Problems) {
		s.good = t.Result
	}
	site.Stale = s.good != t.Result || t.Err != nil
	if s.good != nil {
		pages := s.good.Pages
		site.Files, site.Base = pages.FS(), pages.Base()
	}
	if t.Result != nil {
		site.Counts = func() map[string]int {
			return map[string]int{"documents": len(t.Catalog.Entries), "documents read": t.Read(), "pages made": t.Pages.Made()}
		}
	}
	s.preview.Show(site)
	s.say(w, t, site.Problems)
}

// say prints what is wrong if it is not what was printed last, and what came of a build.
func (s *server) say(w io.Writer, t *cli.Turn, problems []diag.Problem) {
	var b strings.Builder
	if err := cli.WriteFolded(&b, problems); err != nil {
		fmt.Fprintln(w, err)
	}
	same := b.String() == s.said
	if s.said = b.String(); !same {
		io.WriteString(w, s.said)
	}
	now := time.Now().Format(time.TimeOnly)
	switch {
	case t.Err != nil && same: // tried again, and said already
	case !diag.HasErrors(problems):
		fmt.Fprintf(w, "%s built in %.2f s, %s read: %s\n", now, t.Took.Seconds(), diag.Number(t.Read(), "document"), diag.Count(problems))
	case s.good == nil:
		fmt.Fprintf(w, "%s %s; there is nothing to show until they are mended\n", now, diag.Count(problems))
	default:
		fmt.Fprintf(w, "%s %s; the last site without errors is shown\n", now, diag.Count(problems))
	}
}

// problemOf is what is wrong with a layout that failed at a page.
func problemOf(err error) (diag.Problem, bool) {
	var bad *layout.Error
	if !errors.As(err, &bad) {
		return diag.Problem{}, false
	}
	return bad.Problem, true
}

// hosts are the names that a browser may call a server by which listens at an address. One that listens at
// all addresses of the machine has all of these, and the machine's own name.
func hosts(bind string) ([]string, error) {
	ip := net.ParseIP(strings.Trim(bind, "[]"))
	if ip == nil {
		if found, err := net.LookupHost(bind); err != nil || len(found) == 0 {
			return nil, fmt.Errorf("%q is no address of this machine", bind)
		}
		return []string{bind}, nil
	}
	if !ip.IsUnspecified() {
		return []string{ip.String()}, nil
	}
	var out []string
	if name, err := os.Hostname(); err == nil {
		out = append(out, name, name+".local")
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return nil, fmt.Errorf("list the addresses of this machine: %w", err)
	}
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok {
			out = append(out, n.IP.String())
		}
	}
	return slices.Compact(out), nil
}
