package process

import (
	"os"
	"testing"
)

func TestParsePeak(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		in   string
		want float64
	}{
		{"", 0},
		{"Name:\tbriefings\nVmPeak:\t 4096 kB\nVmHWM:\t    2048 kB\nVmRSS:\t 1024 kB\n", 2},
		{"VmHWM:\tmuch kB\n", 0},
		{"VmHWM:\n", 0},
	} {
		if got := parsePeak(test.in); got != test.want {
			t.Errorf("parsePeak(%q) = %v, want %v", test.in, got, test.want)
		}
	}
	if got := peakOf(os.Getpid()); got <= 0 {
		t.Errorf("this process held %v MiB at most", got)
	}
}
