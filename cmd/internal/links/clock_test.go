package links

import (
	"strings"
	"testing"
)

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

// A link to a list that only held documents would be in is plain text, and no error.
func TestListsComeAndGo(t *testing.T) {
	t.Parallel()
	for _, hold := range []string{"publishDate: 2030-01-01", "expiryDate: 2021-01-01"} {
		const keys = "\ndate: 2021-02-03\ntags: [drones]\nsource: {publisher: wire}\naliases: [/was/here/]\n---\n"
		for _, ref := range []string{"/tags/drones/", "/sources/wire", "/archive/2021/02/", "/archive/", "/articles/", "/tags/", "/was/here/"} {
			files := []string{"notes/from.md", "[x](" + ref + ")", "articles/held.md", "---\n" + hold + keys}
			g := graphOf(t, files...)
			want := "1:1 ref-held"
			if ref == "/archive/" {
				want = "" // the note is in it
			}
			if got := codes(g, "notes/from.md"); got != want {
				t.Errorf("%s: %s: problems %q, want %q", hold, ref, got, want)
			}
			files[3] = strings.Replace(files[3], hold, "", 1)
			if got := codes(graphOf(t, files...), "notes/from.md"); got != "" {
				t.Errorf("published: %s: problems %q, want none", ref, got)
			}
		}
	}
}

// The held text above a list does not take the list away.
func TestHeldTextOfList(t *testing.T) {
	t.Parallel()
	g := graphOf(t, "briefings.toml", "", "content/articles/_index.md", "---\ndraft: true\n---\n", "content/notes/from.md", "[x](/articles/) [x](../articles/)")
	for _, target := range g.Of(g.at(t, "content/notes/from.md")).Targets {
		if got := where(target); got != "page /articles/" {
			t.Errorf("the list is taken for %s", got)
		}
	}
}

// What is held back is shown by the words of the link, and these may be an id: the cure asks for others.
func TestHeldCure(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ hold, ref, want string }{
		{"publishDate: 2030-01-02", "[[later#A]]", "it will be published at 2030-01-02 00:00 UTC; give the link words for the time until then: [[later#A|…]]"},
		{"publishDate: 2030-01-02", "[[later|soon]]", "it will be published at 2030-01-02 00:00 UTC"},
		{"publishDate: 2030-01-02", "[soon](later.md)", "it will be published at 2030-01-02 00:00 UTC"},
		{"expiryDate: 2021-01-02", "[[later]]", "it expired at 2021-01-02 00:00 UTC; give the link words for the time from then on: [[later|…]]"},
		{"draft: true", "[[later]]", "it is a draft; give the link words for the time until it is published: [[later|…]]"},
	} {
		g := graphOf(t, "later.md", "---\n"+test.hold+"\n---\n# Secret\n## A\n", "from.md", test.ref)
		if len(g.Problems) != 1 || g.Problems[0].Cure != test.want {
			t.Errorf("%s, %s: %v, want the cure %s", test.hold, test.ref, g.Problems, test.want)
		}
	}
}
