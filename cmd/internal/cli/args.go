package cli

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"briefings/cmd/internal/diag"
)

// KnownVerb refuses the words that no verb answers to.
func KnownVerb(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var verbs []string
	for _, v := range c.Commands() {
		verbs = append(verbs, v.Name())
	}
	return Misused(diag.DidYouMean(diag.Nearest(args[0], verbs), `"briefings help" lists the commands`), "unknown command %q", args[0])
}

// NoArgs is for verbs that take flags only. What is given instead is mostly the site's folder.
func NoArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cure := fmt.Sprintf("\"briefings help %s\" shows how it is used", c.Name())
	if c.Flags().Lookup("source") != nil {
		cure = "the site's folder is given with --source"
	}
	return Misused(cure, "%s takes no argument %q", c.Name(), args[0])
}

// Args is for verbs that take from least to most arguments.
func Args(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) >= least && len(args) <= most {
			return nil
		}
		what := "too many arguments"
		if len(args) < least {
			what = "an argument is missing"
		}
		return Misused("usage: "+c.UseLine(), "%s: %s", c.Name(), what)
	}
}

// FlagError names the flag that a misspelt one was meant to be. Flags after a word that is no verb are
// unknown because the verb is.
func FlagError(c *cobra.Command, err error) error {
	if !c.HasParent() {
		if err := KnownVerb(c, c.Flags().Args()); err != nil {
			return err
		}
	}
	cure := `"briefings help" lists the commands`
	if c.HasParent() {
		cure = fmt.Sprintf("\"briefings help %s\" lists its flags", c.Name())
	}
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		var flags []string
		c.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, "--"+f.Name) })
		cure = diag.DidYouMean(diag.Nearest("--"+unknown.GetSpecifiedName(), flags), cure)
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		switch f := invalid.GetFlag(); f.Value.Type() {
		case "int":
			return Misused("write it in digits", "--%s: %q is no number", f.Name, invalid.GetValue())
		case "duration":
			return Misused("write it as 500ms or 2s", "--%s: %q is no length of time", f.Name, invalid.GetValue())
		}
	}
	return Misused(cure, "%w", err)
}

// FilledFlags refuses a flag that was given without a word: an empty variable of a script must mean neither
// this folder nor everybody's address.
func FilledFlags(c *cobra.Command, _ []string) (err error) {
	c.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.String() == "" && err == nil {
			what, _ := pflag.UnquoteUsage(f)
			err = Misused("leave the flag out, or give it one", "--%s: no %s is named", f.Name, what)
		}
	})
	return err
}

var plainArgument = regexp.MustCompile(`^[\pL\pN_@%+=:,./~\\-]+$`)

// Argument is a word as a person types it into a shell.
func Argument(word string) string {
	if plainArgument.MatchString(word) {
		return word
	}
	return strconv.Quote(word)
}
