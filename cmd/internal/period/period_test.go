package period

import (
	"fmt"
	"testing"
	"time"

	"briefings/cmd/internal/config/zone"
)

func load(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := zone.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func days(p Period) string {
	first, last := p.Days()
	return first.Format(time.DateOnly) + "/" + last.Format(time.DateOnly)
}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		day    string
		weekly bool
		want   string
	}{
		{"2022-11-09", true, "2022-w45, week 45 of 2022, 2022-11-07/2022-11-13, 2022"},
		{"2022-11-07", true, "2022-w45, week 45 of 2022, 2022-11-07/2022-11-13, 2022"},
		{"2022-11-13", true, "2022-w45, week 45 of 2022, 2022-11-07/2022-11-13, 2022"},
		{"2022-11-14", true, "2022-w46, week 46 of 2022, 2022-11-14/2022-11-20, 2022"},
		{"2022-11-01", true, "2022-w44, week 44 of 2022, 2022-10-31/2022-11-06, 2022"},
		{"2021-01-01", true, "2020-w53, week 53 of 2020, 2020-12-28/2021-01-03, 2020"},
		{"2021-01-04", true, "2021-w01, week 1 of 2021, 2021-01-04/2021-01-10, 2021"},
		{"2018-12-31", true, "2019-w01, week 1 of 2019, 2018-12-31/2019-01-06, 2019"},
		{"2024-02-29", true, "2024-w09, week 9 of 2024, 2024-02-26/2024-03-03, 2024"},
		{"2022-11-30", false, "2022-11, November 2022, 2022-11-01/2022-11-30, 2022"},
		{"2024-02-01", false, "2024-02, February 2024, 2024-02-01/2024-02-29, 2024"},
		{"2022-12-31", false, "2022-12, December 2022, 2022-12-01/2022-12-31, 2022"},
		{"0001-01-01", true, "0001-w01, week 1 of 1, 0001-01-01/0001-01-07, 1"},
		{"9998-12-31", false, "9998-12, December 9998, 9998-12-01/9998-12-31, 9998"},
	} {
		at, err := time.Parse(time.DateOnly, tt.day)
		if err != nil {
			t.Fatal(err)
		}
		p := Of(at, tt.weekly)
		if got := fmt.Sprintf("%s, %s, %s, %d", p.Key(), p.Name(), days(p), p.Year()); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.day, got, tt.want)
		}
	}
}

// A period begins with its first day where the site is, however long its days are there.
func TestBounds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		zone, at   string
		weekly     bool
		key        string
		start, end string
		hours      float64
	}{
		{"Europe/London", "2022-03-27T00:30:00Z", true, "2022-w12", "2022-03-21T00:00:00Z", "2022-03-28T00:00:00+01:00", 167},
		{"Europe/London", "2022-10-30T23:59:59Z", true, "2022-w43", "2022-10-24T00:00:00+01:00", "2022-10-31T00:00:00Z", 169},
		{"Europe/London", "2022-10-31T00:00:00Z", true, "2022-w44", "2022-10-31T00:00:00Z", "2022-11-07T00:00:00Z", 168},
		{"Europe/London", "2022-06-30T23:30:00Z", false, "2022-07", "2022-07-01T00:00:00+01:00", "2022-08-01T00:00:00+01:00", 31 * 24},
		{"America/New_York", "2022-11-07T04:59:59Z", true, "2022-w44", "2022-10-31T00:00:00-04:00", "2022-11-07T00:00:00-05:00", 169},
		{"Pacific/Kiritimati", "2022-11-06T10:00:00Z", true, "2022-w45", "2022-11-07T00:00:00+14:00", "2022-11-14T00:00:00+14:00", 168},
		{"Pacific/Pago_Pago", "2022-11-14T10:59:59Z", true, "2022-w45", "2022-11-07T00:00:00-11:00", "2022-11-14T00:00:00-11:00", 168},
		{"Australia/Lord_Howe", "2022-10-01T15:30:00Z", true, "2022-w39", "2022-09-26T00:00:00+10:30", "2022-10-03T00:00:00+11:00", 167.5},
		{"Australia/Lord_Howe", "2022-04-02T15:00:00Z", true, "2022-w13", "2022-03-28T00:00:00+11:00", "2022-04-04T00:00:00+10:30", 168.5},
		// a day that Samoa left out
		{"Pacific/Apia", "2011-12-31T00:00:00Z", true, "2011-w52", "2011-12-26T00:00:00-10:00", "2012-01-02T00:00:00+14:00", 144},
		// a month that begins at one o'clock
		{"America/Asuncion", "2017-10-01T03:59:59Z", false, "2017-09", "2017-09-01T00:00:00-04:00", "2017-10-01T01:00:00-03:00", 720},
		{"America/Asuncion", "2017-10-01T04:00:00Z", false, "2017-10", "2017-10-01T01:00:00-03:00", "2017-11-01T00:00:00-03:00", 743},
		// a month that begins twice: it was November for a minute, then October for an hour
		{"America/St_Johns", "2009-11-01T02:30:00Z", false, "2009-11", "2009-11-01T00:00:00-02:30", "2009-12-01T00:00:00-03:30", 721},
		{"America/St_Johns", "2009-11-01T03:00:00Z", false, "2009-11", "2009-11-01T00:00:00-02:30", "2009-12-01T00:00:00-03:30", 721},
	} {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		loc := load(t, tt.zone)
		p := Of(at.In(loc), tt.weekly)
		start, end := p.Start(loc), p.End(loc)
		got := fmt.Sprint(p.Key(), start.Format(" "+time.RFC3339), end.Format(" "+time.RFC3339), end.Sub(start).Hours())
		if want := fmt.Sprint(tt.key, " ", tt.start, " ", tt.end, tt.hours); got != want {
			t.Errorf("%s in %s:\n got %s\nwant %s", tt.at, tt.zone, got, want)
		}
	}
}

// Every moment lies in one period, and periods follow each other without a gap.
func TestLaws(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"UTC", "Europe/London", "America/Asuncion", "America/St_Johns", "Australia/Lord_Howe", "Asia/Amman", "Pacific/Apia"} {
		loc := load(t, name)
		for _, weekly := range []bool{true, false} {
			keys := map[string]bool{}
			p := Of(time.Date(2005, 1, 1, 12, 0, 0, 0, loc), weekly)
			for range 700 {
				start, end := p.Start(loc), p.End(loc)
				if next := p.Next(); next.Previous() != p || next.Compare(p) <= 0 || !next.Start(loc).Equal(end) || !start.Before(end) {
					t.Fatalf("%s: after %s comes %s", name, p.Key(), next.Key())
				}
				for _, at := range []time.Time{start, end.Add(-1), start.Add(end.Sub(start) / 2)} {
					if got := Of(at, weekly); got != p {
						t.Errorf("%s: %v lies in %s, want %s", name, at, got.Key(), p.Key())
					}
				}
				if keys[p.Key()] {
					t.Errorf("%s: two periods are %s", name, p.Key())
				}
				keys[p.Key()] = true
				p = p.Next()
			}
		}
	}
}
