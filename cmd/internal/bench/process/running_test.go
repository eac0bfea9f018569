package process

import (
	"regexp"
	"strings"
	"testing"
)

func TestRunning(t *testing.T) {
	t.Parallel()
	p, err := Start(t.Context(), "go", "version")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Await(t.Context(), regexp.MustCompile("never")); err == nil || !strings.Contains(err.Error(), "go version go") {
		t.Errorf("a process that ends by itself: %v, want an error with what it said", err)
	}
	if err := p.Stop(); err != nil {
		t.Error(err)
	}
}
