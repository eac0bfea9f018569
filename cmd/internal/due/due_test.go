package due_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/due"
	"briefings/cmd/internal/markdown"
)

// now is the clock of these tests. No instant depends on it.
var now = time.Date(2022, 6, 1, 12, 0, 0, 0, time.UTC)

// instants returns those of a site in London with one document, each as "instant why".
func instants(t *testing.T, opts catalog.Options, name, front string) []string {
	t.Helper()
	site := fstest.MapFS{
		"briefings.toml":        {Data: []byte("timezone = \"Europe/London\"\n")},
		"content/" + name:       {Data: []byte("+++\n" + front + "\n+++\n")},
		"content/entities/b.md": {Data: []byte("+++\ntitle = \"Body\"\n+++\n")},
	}
	cfg, problems, err := config.Load(site)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	tree, err := content.Read(site, "content", markdown.New(markdown.Options{}), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	opts.Now = now
	c := catalog.New(cfg, tree, opts, nil)
	if len(c.Problems) > 0 {
		t.Fatal(c.Problems)
	}
	var out []string
	for _, x := range due.Sorted(due.Documents(c)) {
		out = append(out, x.At.Format(time.RFC3339)+" "+x.Why)
	}
	return out
}

// TestFlags has the instants of one document under each flag.
func TestFlags(t *testing.T) {
	t.Parallel()
	none := catalog.Options{}
	drafts, future, expired := catalog.Options{Drafts: true}, catalog.Options{Future: true}, catalog.Options{Expired: true}
	all := catalog.Options{Drafts: true, Future: true, Expired: true}
	const (
		publication = "2022-05-01T00:00:00+01:00 publication"
		expiry      = "2022-12-01T00:00:00Z expiry"
	)
	for _, tt := range []struct {
		front string
		opts  catalog.Options
		want  []string
	}{
		{"", none, nil},
		{"date = 2022-05-01", none, []string{publication}},
		{"publishDate = 2022-05-01", none, []string{publication}},
		{"date = 2021-01-01\npublishDate = 2022-05-01", none, []string{publication}},
		{"expiryDate = 2022-12-01", none, []string{expiry}},
		{"date = 2022-05-01\nexpiryDate = 2022-12-01", none, []string{publication, expiry}},
		{"date = 2022-05-01\nexpiryDate = 2022-12-01", drafts, []string{publication, expiry}},

		// What a flag shows is marked as what readers do not see, and the mark comes and goes.
		{"date = 2022-05-01\nexpiryDate = 2022-12-01", future, []string{publication, expiry}},
		{"date = 2022-05-01\nexpiryDate = 2022-12-01", expired, []string{publication, expiry}},
		{"date = 2022-05-01\nexpiryDate = 2022-12-01", all, []string{publication, expiry}},

		// A draft that is not shown has none. One that is shown is marked as a draft whatever the time.
		{"draft = true\ndate = 2022-05-01\nexpiryDate = 2022-12-01", none, nil},
		{"draft = true\ndate = 2022-05-01\nexpiryDate = 2022-12-01", future, nil},
		{"draft = true\ndate = 2022-05-01\nexpiryDate = 2022-12-01", drafts, []string{publication, expiry}},
		{"draft = true\ndate = 2022-05-01\nexpiryDate = 2022-12-01", catalog.Options{Drafts: true, Future: true}, []string{expiry}},
		{"draft = true\ndate = 2022-05-01\nexpiryDate = 2022-12-01", all, nil},

		// What expires before it is published never is.
		{"date = 2022-12-01\nexpiryDate = 2022-05-01", none, nil},
		{"date = 2022-12-01\nexpiryDate = 2022-12-01", none, nil},
		{"date = 2022-12-01\nexpiryDate = 2022-05-01", future, nil},
		{"date = 2022-12-01\nexpiryDate = 2022-05-01", expired, []string{"2022-12-01T00:00:00Z publication"}},
		{"date = 2022-12-01\nexpiryDate = 2022-05-01", all, nil},

		// The hours that summer time takes and gives.
		{"date = 2022-03-27T01:30:00\nexpiryDate = 2022-10-30T01:30:00", none, []string{"2022-03-27T02:30:00+01:00 publication", "2022-10-30T01:30:00Z expiry"}},
		{"date = 2022-03-27T01:30:00Z", none, []string{"2022-03-27T02:30:00+01:00 publication"}},
	} {
		if got := instants(t, tt.opts, "notes/a.md", tt.front); !slices.Equal(got, tt.want) {
			t.Errorf("%q with %+v:\n got %q\nwant %q", tt.front, tt.opts, got, tt.want)
		}
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	const role = "\n[[roles]]\ntitle = \"Chair\"\n"
	for _, tt := range []struct {
		name, front string
		want        []string
	}{
		{"no dates", role, nil},
		{"it ends with a day", role + "to = 2022-03-26", []string{"2022-03-27T00:00:00Z role ends: Chair"}},
		{"of 23 hours", role + "to = 2022-03-27", []string{"2022-03-28T00:00:00+01:00 role ends: Chair"}},
		{"of 25", role + "to = 2022-10-30", []string{"2022-10-31T00:00:00Z role ends: Chair"}},
		{"it ends at a moment", role + "to = 2022-11-09T06:40:00Z", []string{"2022-11-09T06:40:00Z role ends: Chair"}},
		{"it begins with a day", role + "from = 2022-11-09", []string{"2022-11-09T00:00:00Z role begins: Chair"}},
		{"of one day", role + "from = 2022-11-09\nto = 2022-11-09", []string{"2022-11-09T00:00:00Z role begins: Chair", "2022-11-10T00:00:00Z role ends: Chair"}},
		{"of an entity", role + "of = \"b\"\nto = 2022-11-09", []string{"2022-11-10T00:00:00Z role ends: Chair, Body"}},
		{"of another", role + "of = \"House\"\nto = 2022-11-09", []string{"2022-11-10T00:00:00Z role ends: Chair, House"}},
		{"twice the same", role + "to = 2022-11-09" + role + "to = 2022-11-09", []string{"2022-11-10T00:00:00Z role ends: Chair"}},
		{"two at once", role + "of = \"b\"\nto = 2022-11-09" + role + "to = 2022-11-09",
			[]string{"2022-11-10T00:00:00Z role ends: Chair", "2022-11-10T00:00:00Z role ends: Chair, Body"}},
		{"a draft has no page", "draft = true" + role + "to = 2022-11-09", nil},
		{"nor has what is not yet published", "date = 2022-12-01" + role + "to = 2022-11-09", []string{"2022-12-01T00:00:00Z publication"}},
		{"or is over", "expiryDate = 2022-10-01" + role + "to = 2022-11-09", []string{"2022-10-01T00:00:00+01:00 expiry"}},
		{"at once with its page", "date = 2022-11-10" + role + "to = 2022-11-09", []string{"2022-11-10T00:00:00Z publication"}},
	} {
		if got := instants(t, catalog.Options{}, "entities/a.md", tt.front); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func TestBetween(t *testing.T) {
	t.Parallel()
	at := func(day int) time.Time { return time.Date(2022, 11, day, 0, 0, 0, 0, time.UTC) }
	var all []due.Instant
	for _, day := range []int{3, 5, 5, 9} {
		all = append(all, due.Instant{At: at(day), Title: at(day).Format("2")})
	}
	titles := func(instants []due.Instant) string {
		var out []string
		for _, x := range instants {
			out = append(out, x.Title)
		}
		return strings.Join(out, " ")
	}
	for _, tt := range []struct {
		a, b time.Time
		want string
	}{
		{at(1), at(2), ""},
		{at(1), at(3), "3"},
		{at(1), at(3).Add(-1), ""},
		{at(3), at(5), "5 5"},
		{at(3), at(3), ""},
		{at(4), at(30), "5 5 9"},
		{at(10), at(30), ""},
		{at(30), at(4), "5 5 9"}, // a clock that was set back
		{at(5), at(3), "5 5"},
	} {
		if got := titles(due.Between(all, tt.a, tt.b)); got != tt.want {
			t.Errorf("between %v and %v there are %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
	for day, want := range map[int]string{1: "3 5 5 9", 3: "5 5 9", 4: "5 5 9", 5: "9", 9: "", 20: ""} {
		if got := titles(due.After(all, at(day))); got != want {
			t.Errorf("after %v there are %q, want %q", at(day), got, want)
		}
	}
}
