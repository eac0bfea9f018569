package links

import "testing"

// What is an error is one whatever the time: nothing fails on the day when a held document comes out, or
// when another expires.
func TestClockBreaksNothing(t *testing.T) {
	t.Parallel()
	const (
		future  = "---\npublishDate: 2030-01-01\n---\n## Part\n"
		expired = "---\nexpiryDate: 2021-01-01\n---\n## Part\n"
		draft   = "---\ndraft: true\n---\n## Part\n"
	)
	for _, test := range []struct {
		name, a, b, ref, want string
	}{
		{"a tie with one to come", "", future, "[[same]]", "ref-ambiguous"},
		{"a tie with one that is over", expired, "", "[[same]]", "ref-ambiguous"},
		{"a tie of two to come", future, future, "[[same]]", "ref-ambiguous"},
		{"a draft ties with nothing: only its author can publish it", "", draft, "[[same]]", ""},
		{"nor with one to come", future, draft, "[[same]]", "ref-held"},
		{"two drafts", draft, draft, "[[same]]", "ref-ambiguous"},
		{"a heading that one to come has not", future, "", "[[a/same#None]]", "ref-heading"},
		{"a heading that one to come has", future, "", "[[a/same#Part]]", "ref-held"},
		{"a heading that a held one has not, in a link", expired, "", "[x](../a/same.md#none)", "ref-heading"},
	} {
		g := graphOf(t, "a/same.md", test.a, "b/same.md", test.b, "c/from.md", test.ref)
		want := test.want
		if want != "" {
			want = "1:1 " + want
		}
		if got := codes(g, "c/from.md"); got != want {
			t.Errorf("%s: problems %q, want %q", test.name, got, want)
		}
	}
}
