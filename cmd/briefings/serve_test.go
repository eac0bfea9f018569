package main

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/preview"
)

// TestServerFails wants serve to end, and to say why, when nobody can reach it any more.
func TestServerFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("A note.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := server{preview: preview.New(preview.Options{})}
	c := &cobra.Command{}
	s.site.Add(c)
	s.follow.Add(c)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	c.SetContext(ctx)
	c.SetOut(io.Discard)
	c.SetErr(io.Discard)
	if err := c.ParseFlags([]string{"--source", dir}); err != nil {
		t.Fatal(err)
	}
	in, err := s.site.Read()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := s.serve(c, in, l); err == nil || ctx.Err() != nil {
		t.Errorf("%v, %v: a server that cannot listen ends as if it had been asked to, or not at all", err, ctx.Err())
	}
}
