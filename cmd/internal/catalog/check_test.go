package catalog

import "testing"

// A date that was written by the calendar of Iran is said to be one, with the day that was meant.
func TestSolarDates(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ settings, keys, want string }{
		{`calendar = "jalali"`, "date: 1405-08-11", `2:1 "date" is read as the Gregorian year 1405; dates are written by the Gregorian calendar: did you mean 2026-11-02?`},
		{`calendar = "jalali"`, "publishDate: 1401-08-18T12:00:00+03:30", `2:1 "publishDate" is read as the Gregorian year 1401; dates are written by the Gregorian calendar: did you mean 2022-11-09?`},
		{`calendar = "jalali"`, "date: 1404-12-30", `2:1 "date" is read as the Gregorian year 1404; dates are written by the Gregorian calendar, whatever calendar readers see`},
		{`calendar = "jalali"`, "date: 1905-08-11", ""},
		{`calendar = "jalali"`, "tags: [a]", ""},
		{`calendar = "jalali"`, "date: 0999-08-11", `2:1 "date" is read as the Gregorian year 999; dates are written by the Gregorian calendar: did you mean 1620-11-01?`},
		{`calendar = "gregorian"`, "date: 1405-08-11", ""},
		{`lang = "fa"`, "date: 1405-08-11", `2:1 "date" is read as the Gregorian year 1405; dates are written by the Gregorian calendar: did you mean 2026-11-02?`},
		{`lang = "fa-IR"`, "date: 1405-08-11\nlang: en", `2:1 "date" is read as the Gregorian year 1405; dates are written by the Gregorian calendar: did you mean 2026-11-02?`},
		{`lang = "en"`, "date: 1405-08-11\nlang: fa-IR", `2:1 "date" is read as the Gregorian year 1405; dates are written by the Gregorian calendar: did you mean 2026-11-02?`},
		{`lang = "fi"`, "date: 1405-08-11\nlang: far", ""},
		{`lang = "fa"`, "date: 1299-08-11", ""},
		{`lang = "fa"`, "date: 1501-08-11", ""},
	} {
		c := newCatalog(t, Options{}, declared, "timezone = \"Asia/Tehran\"\n"+test.settings, "content/notes/a.md", "---\n"+test.keys+"\n---\n")
		got := ""
		for _, p := range c.Problems {
			got += p.Place()[len("content/notes/a.md:"):] + " " + p.Message + "; " + p.Cure
		}
		if got != test.want {
			t.Errorf("%s, %s:\n%s\nwant\n%s", test.settings, test.keys, got, test.want)
		}
	}
}
