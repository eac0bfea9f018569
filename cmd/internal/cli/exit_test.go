package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"syscall"
	"testing"

	"briefings/cmd/internal/output"
)

func TestReport(t *testing.T) {
	t.Parallel()
	ended, end := context.WithCancel(t.Context())
	end()
	for _, tt := range []struct {
		name string
		ctx  context.Context
		err  error
		code int
		said string
	}{
		{"nothing is wrong", t.Context(), nil, ExitDone, ""},
		{"a run that failed", t.Context(), Failed(errors.New("disk full")), ExitFailed, "briefings: disk full\n"},
		{"a destination that is refused", t.Context(), Failed(fmt.Errorf("write: %w", &output.Refusal{Cure: "take another"})), ExitFailed, ""},
		{"a run that was not begun", t.Context(), Refused("make it", "no folder %q", "x"), ExitFailed, "briefings: no folder \"x\"\n\tmake it\n"},
		{"no cure", t.Context(), Refused("", "gone"), ExitFailed, "briefings: gone\n"},
		{"a command given wrongly", t.Context(), Misused("write y", "x?"), ExitUsage, "briefings: x?\n\twrite y\n"},
		{"an error of the flags' library", t.Context(), errors.New("x?"), ExitUsage, "briefings: x?\n\t\"briefings help\" lists the commands\n"},
		{"a site with errors", t.Context(), ErrSite, ExitFailed, ""},
		{"a check that found nothing to do", t.Context(), ErrNothing, ExitNothing, ""},
		{"a pipe that nobody reads", t.Context(), Failed(syscall.EPIPE), ExitFailed, ""},
		{"an interrupt", ended, Failed(context.Canceled), ExitInterrupted, "briefings: interrupted\n"},
	} {
		var b bytes.Buffer
		if code := Report(tt.ctx, &b, tt.err); code != tt.code {
			t.Errorf("%s: exit code %d, want %d", tt.name, code, tt.code)
		}
		var refusal *output.Refusal
		if errors.As(tt.err, &refusal) {
			if !bytes.HasSuffix(b.Bytes(), []byte("\n\t"+refusal.Cure+"\n")) {
				t.Errorf("%s: %q lacks the cure %q", tt.name, b.String(), refusal.Cure)
			}
			continue
		}
		if got := b.String(); got != tt.said {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.said)
		}
	}
}

func TestArgument(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{"desk": "desk", "../desk-2": "../desk-2", "иран": "иран", "my desk": `"my desk"`, "": `""`, "a;b": `"a;b"`} {
		if got := Argument(word); got != want {
			t.Errorf("Argument(%q) is %s, want %s", word, got, want)
		}
	}
}
