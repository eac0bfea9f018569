package feed

import (
	"regexp"
	"testing"
)

func TestTagURI(t *testing.T) {
	t.Parallel()
	tests := []struct{ specific, want string }{
		{"article/patrushev-shamkhani", "tag:desk.example,2022:article/patrushev-shamkhani"},
		{"note/совет", "tag:desk.example,2022:note/%D1%81%D0%BE%D0%B2%D0%B5%D1%82"},
		{"entity/خامنه\u200cای", "tag:desk.example,2022:entity/%D8%AE%D8%A7%D9%85%D9%86%D9%87%E2%80%8C%D8%A7%DB%8C"},
		{"note/a b#c%41[d]", "tag:desk.example,2022:note/a%20b%23c%2541%5Bd%5D"},
		{"note/it's(1),x;y=z?", "tag:desk.example,2022:note/it's(1),x;y=z?"},
	}
	for _, test := range tests {
		if got := TagURI("Desk.example", 2022, test.specific); got != test.want {
			t.Errorf("TagURI(%q) = %q, want %q", test.specific, got, test.want)
		}
	}
	if got, want := TagURI("desk@mail.example", 98, ""), "tag:desk@mail.example,0098:"; got != want {
		t.Errorf("TagURI = %q, want %q", got, want)
	}
}

func FuzzTagURI(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s+"x")
		f.Add(s, "%25")
	}
	// RFC 4151: specific = *( pchar / "/" / "?" )
	form := regexp.MustCompile(`^tag:desk\.example,2022:(?:[-A-Za-z0-9._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*$`)
	f.Fuzz(func(t *testing.T, a, b string) {
		tagA, tagB := TagURI("desk.example", 2022, a), TagURI("desk.example", 2022, b)
		if !form.MatchString(tagA) {
			t.Errorf("TagURI(%q) = %q, which RFC 4151 does not allow", a, tagA)
		}
		if (a == b) != (tagA == tagB) {
			t.Errorf("TagURI must keep %q and %q apart, got %q", a, b, tagA)
		}
		if uri(tagA) != tagA {
			t.Errorf("uri changes the tag %q to %q; the feed would have another id", tagA, uri(tagA))
		}
	})
}

func TestURI(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"", ""},
		{"https://desk.example/a/?b=c&d#e", "https://desk.example/a/?b=c&d#e"},
		{"https://desk.example/совет/", "https://desk.example/%D1%81%D0%BE%D0%B2%D0%B5%D1%82/"},
		{"https://desk.example/%D1%81/100%/%4", "https://desk.example/%D1%81/100%25/%254"},
		{"https://desk.example/a b\n\"<>#c#d", "https://desk.example/a%20b%0A%22%3C%3E#c%23d"},
		{"http://[::1]:1313/[a]", "http://[::1]:1313/%5Ba%5D"},
		{"http://[::1]", "http://[::1]"},
		{"/?u=http://[a]/", "/?u=http://%5Ba%5D/"},
		{"https://desk.example/\x00\xff", "https://desk.example/%EF%BF%BD"},
	}
	for _, test := range tests {
		if got := uri(test.in); got != test.want {
			t.Errorf("uri(%q) = %q, want %q", test.in, got, test.want)
		}
		if again := uri(test.want); again != test.want {
			t.Errorf("uri(%q) = %q, want it unchanged", test.want, again)
		}
	}
}
