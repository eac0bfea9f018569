package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/cli"
)

const versionLine = "briefings {{.Version}}\n"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print which briefings this is",
		Long:    "Version prints the version that the program was installed as, or the revision that it was built from.",
		Example: "  briefings version",
		Args:    cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := io.WriteString(c.OutOrStdout(), "briefings "+c.Root().Version+"\n")
			return err
		},
	}
}

// version is the module's version, as "go install" records it, else the revision of the checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of an unknown version"
	}
	setting := map[string]string{}
	for _, s := range info.Settings {
		setting[s.Key] = s.Value
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "of no version"
		if r := setting["vcs.revision"]; r != "" {
			v = "at " + r[:min(len(r), 12)]
		}
		if setting["vcs.modified"] == "true" {
			v += ", changed since"
		}
	}
	return fmt.Sprintf("%s (%s, %s/%s)", v, info.GoVersion, setting["GOOS"], setting["GOARCH"])
}
