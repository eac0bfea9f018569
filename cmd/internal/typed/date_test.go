package typed

import (
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	moscow := time.FixedZone("", 3*3600) // stands for the site's zone
	tests := []struct{ in, want string }{
		{"2022-11-09", "2022-11-09T00:00:00+03:00"},
		{"2022-1-9", "2022-01-09T00:00:00+03:00"},
		{"2022/11/09", "2022-11-09T00:00:00+03:00"},
		{" 2022-11-09 ", "2022-11-09T00:00:00+03:00"},
		{"2022-11-09T06:40:00Z", "2022-11-09T09:40:00+03:00"},
		{"2022-11-09t06:40:00z", "2022-11-09T09:40:00+03:00"},
		{"2022-11-09T06:40:00+03:30", "2022-11-09T06:10:00+03:00"},
		{"2022-11-09T06:40:00.123Z", "2022-11-09T09:40:00.123+03:00"},
		{"2022-11-09 06:40:00.5", "2022-11-09T06:40:00.5+03:00"},
		{"2022-11-09 06:40", "2022-11-09T06:40:00+03:00"},
		{"2022-11-09 06:40:00", "2022-11-09T06:40:00+03:00"},
		{"2022-11-09T06:40", "2022-11-09T06:40:00+03:00"},
		{"2022-05-17 5:00:00 +0000", "2022-05-17T08:00:00+03:00"},
		{"2022-05-17 5:00:00 +0900", "2022-05-16T23:00:00+03:00"},
		{"2017-03-20 15:00 -04:00", "2017-03-20T22:00:00+03:00"},
		{"2015-03-17 14:00:00 -4", "2015-03-17T21:00:00+03:00"},
		{"2015-03-17 14:00:00 +530", "2015-03-17T11:30:00+03:00"},
		{"2015-03-17 14:00:00+09", "2015-03-17T08:00:00+03:00"},
		{"2015-03-17 14:00:00 Z", "2015-03-17T17:00:00+03:00"},
		{"2015-03-17 14:00:00 UTC", "2015-03-17T17:00:00+03:00"},
		{"2015-03-17 14:00:00 +0000 UTC", "2015-03-17T17:00:00+03:00"},
		{"2015-03-17 14:00:00 -0700 PDT", "2015-03-18T00:00:00+03:00"},
		{"2015-03-17 14:00:00 CEST", "2015-03-17T14:00:00+03:00"}, // no zone that machines agree on
		{"9 November 2022", "2022-11-09T00:00:00+03:00"},
		{"Nov 9, 2022", "2022-11-09T00:00:00+03:00"},
		{"Wed, 09 Nov 2022 06:40:00 +0000", "2022-11-09T09:40:00+03:00"},
		{"Wed, 09 Nov 2022 06:40:00 GMT", "2022-11-09T09:40:00+03:00"},
		{"Fri Sep  3 11:21:31 CEST 2021", "2021-09-03T11:21:31+03:00"},
		{"2024-02-29", "2024-02-29T00:00:00+03:00"},
		{"2022-02-29", ""},
		{"2022-13-01", ""},
		{"2022-11-31", ""},
		{"2022-00-10", ""},
		{"2022-11-09 24:00", ""},
		{"2022-11-09 06:60", ""},
		{"2022-11-09 06:40:61", ""},
		{"2022-11-09 06:40:00 +2400", ""},
		{"2022-11-09 06:40:00 +0060", ""},
		{"2021-02-08 16:30-:00+16:30", ""},
		{"0000-01-01", ""},
		{"9999-12-31", ""},
		{"2022", ""},
		{"2022-11", ""},
		{"06:40:00", ""},
		{"yesterday", ""},
		{"{{date}}", ""},
		{"", ""},
	}
	for _, tt := range tests {
		d, ok := ParseDate(tt.in)
		got := ""
		if ok {
			got = d.In(moscow).Format(time.RFC3339Nano)
		}
		if got != tt.want {
			t.Errorf("ParseDate(%q) is %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestDate(t *testing.T) {
	t.Parallel()
	day, _ := ParseDate("2022-11-09")
	if day != Day(2022, time.November, 9) {
		t.Errorf("a day is read as %v", day)
	}
	noon, _ := ParseDate("2022-11-09 12:00")
	if day.HasTime() || !noon.HasTime() || (Date{}).HasTime() {
		t.Error("HasTime does not tell a day from a moment")
	}
	if !day.Before(noon) || noon.Before(day) || day.Before(day) {
		t.Error("Before is no order")
	}
	if !(Date{}).In(time.UTC).IsZero() {
		t.Error("no date gives a moment")
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2022-11-09", "2022-11-09T06:40:00+03:30", "Nov 9, 2022", "2022-1-1 1:00 -4", "2022-11-09 06:40:00.1234567891 UTC"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDate(s)
		if ok == d.IsZero() {
			t.Fatalf("ParseDate(%q) is %v, %v", s, d, ok)
		}
		if !ok {
			return
		}
		at := d.In(time.UTC)
		again, ok := ParseDate(at.Format(time.RFC3339Nano))
		if !ok || !again.In(time.UTC).Equal(at) {
			t.Errorf("ParseDate(%q) is %v, which is read as %v", s, at, again)
		}
	})
}

func TestDateCures(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]string{
		"9999-12-31": "years go from 0001 to 9998; if it means never, leave the key out",
		"20221109":   "write it as 2022-11-09",
		"soon":       "write it as 2022-11-09 or 2022-11-09T06:40:00Z",
	} {
		if got := dateCure(date); got != want {
			t.Errorf("the cure of %q is %q, want %q", date, got, want)
		}
	}
}
