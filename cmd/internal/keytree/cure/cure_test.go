package cure

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// FuzzCure wants what is proposed for a line to be of use: it can be read.
func FuzzCure(f *testing.F) {
	for _, s := range []string{"a = b", "a = 'b", "a = [b, c", "a b = c", "a: b", "a \"b\"", "[a", "a = “b", "a = 2022-1-1 1:1 +0330"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		line, _, _ = strings.Cut(line, "\n")
		_, proposed, ok := strings.Cut(TOML(line), ": ")
		proposed, _, _ = strings.Cut(proposed, ", or each")
		if !ok || !strings.Contains(proposed, "=") {
			return
		}
		if _, err := toml.Decode(proposed, &map[string]any{}); err != nil && !strings.ContainsFunc(line, unprintable) {
			t.Errorf("%q: %q cannot be read: %v", line, proposed, err)
		}
	})
}

// unprintable are characters that TOML has escapes for; what is proposed goes without.
func unprintable(r rune) bool { return r < ' ' || r == 0x7f || r == '\ufffd' }
