package build

import (
	"runtime/debug"
	"testing"
)

func TestCommitted(t *testing.T) {
	t.Parallel()
	vcs := func(revision, modified string) []debug.BuildSetting {
		return []debug.BuildSetting{{Key: "vcs.revision", Value: revision}, {Key: "vcs.modified", Value: modified}}
	}
	dep := &debug.Module{Path: "example.org/x", Version: "v1.0.0"}
	for _, tt := range []struct {
		name string
		info debug.BuildInfo
		want bool
	}{
		{"a commit", debug.BuildInfo{Settings: vcs("1a2b", "false"), Deps: []*debug.Module{dep}}, true},
		{"a commit, changed since", debug.BuildInfo{Settings: vcs("1a2b", "true")}, false},
		{"no checkout", debug.BuildInfo{}, false},
		{"a library in a folder", debug.BuildInfo{Settings: vcs("1a2b", "false"), Deps: []*debug.Module{{Path: "example.org/x", Version: "v1.0.0", Replace: dep}}}, false},
		{"a library of a workspace", debug.BuildInfo{Settings: vcs("1a2b", "false"), Deps: []*debug.Module{{Path: "example.org/x", Version: "(devel)"}}}, false},
	} {
		if got := committed(&tt.info); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
