package cli

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgress(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		work time.Duration
		want string
	}{
		{"short work says nothing", quietFor - time.Millisecond, ""},
		{"long work shows a line and removes it", 2*quietFor + time.Millisecond, "\rbuilding, 1 s\rbuilding, 2 s\r\x1b[K"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var b bytes.Buffer
				stop := showProgress(&b, func() string { return "building" })
				time.Sleep(tt.work)
				stop()
				stop()
				if got := b.String(); got != tt.want {
					t.Errorf("wrote %q, want %q", got, tt.want)
				}
			})
		})
	}
}

func TestProgressOnlyOnTerminals(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if IsTerminal(&b) {
		t.Error("a buffer is taken for a terminal")
	}
}
