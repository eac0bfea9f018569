package catalog

import "testing"

// A date that was written by the calendar of Iran is said to be one, with the day that was meant.
func TestSolarDates(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ calendar, keys, want string }{
		{"jalali", "date: 1405-08-11", `2:1 "date" is read as the Gregorian year 1405; dates are written by the Gregorian calendar: did you mean 2026-11-02?`},
		{"jalali", "publishDate: 1401-08-18T12:00:00+03:30", `2:1 "publishDate" is read as the Gregorian year 1401; dates are written by the Gregorian calendar: did you mean 2022-11-09?`},
		{"jalali", "date: 1404-12-30", `2:1 "date" is read as the Gregorian year 1404; dates are written by the Gregorian calendar, whatever calendar readers see`},
		{"jalali", "date: 1905-08-11", ""},
		{"jalali", "tags: [a]", ""},
		{"gregorian", "date: 1405-08-11", ""},
	} {
		c := newCatalog(t, Options{}, declared, "timezone = \"Asia/Tehran\"\ncalendar = \""+test.calendar+"\"", "content/notes/a.md", "---\n"+test.keys+"\n---\n")
		got := ""
		for _, p := range c.Problems {
			got += p.Place()[len("content/notes/a.md:"):] + " " + p.Message + "; " + p.Cure
		}
		if got != test.want {
			t.Errorf("calendar %s, %s:\n%s\nwant\n%s", test.calendar, test.keys, got, test.want)
		}
	}
}
