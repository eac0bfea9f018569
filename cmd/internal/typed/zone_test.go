package typed_test

import (
	"testing"
	"time"

	"briefings/cmd/internal/config/zone"
	"briefings/cmd/internal/typed"
)

// TestClockChanges reads times that clocks leave out and times that they show twice, both to the east
// and to the west of UTC, whatever time.Date makes of them.
func TestClockChanges(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ zone, in, want string }{
		{"Europe/London", "2022-03-27 00:59", "2022-03-27T00:59:00Z"},
		{"Europe/London", "2022-03-27 01:00", "2022-03-27T02:00:00+01:00"},
		{"Europe/London", "2022-03-27 01:30", "2022-03-27T02:30:00+01:00"},
		{"Europe/London", "2022-03-27 02:30", "2022-03-27T02:30:00+01:00"},
		{"Europe/London", "2022-10-30 00:59", "2022-10-30T00:59:00+01:00"},
		{"Europe/London", "2022-10-30 01:00", "2022-10-30T01:00:00Z"},
		{"Europe/London", "2022-10-30 01:30", "2022-10-30T01:30:00Z"},
		{"Europe/London", "2022-10-30 02:00", "2022-10-30T02:00:00Z"},
		{"Europe/London", "2022-10-30T01:30:00+01:00", "2022-10-30T01:30:00+01:00"}, // how the first is written
		{"America/New_York", "2022-03-13 02:30", "2022-03-13T03:30:00-04:00"},
		{"America/New_York", "2022-03-13 03:30", "2022-03-13T03:30:00-04:00"},
		{"America/New_York", "2022-11-06 01:30", "2022-11-06T01:30:00-05:00"},
		{"America/New_York", "2022-11-06 02:00", "2022-11-06T02:00:00-05:00"},
		{"Australia/Lord_Howe", "2022-10-02 02:15", "2022-10-02T02:45:00+11:00"},
		{"Australia/Lord_Howe", "2022-04-03 01:45", "2022-04-03T01:45:00+10:30"},
		{"Asia/Beirut", "2022-03-27", "2022-03-27T01:00:00+03:00"},    // a day without a midnight
		{"America/Havana", "2022-11-06", "2022-11-06T00:00:00-04:00"}, // one with two
		{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"},   // none at all
		{"Asia/Tehran", "2022-03-22", "2022-03-22T01:00:00+04:30"},
	} {
		loc, err := zone.Load(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := typed.ParseDate(tt.in)
		if got := d.In(loc).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s in %s is %s, want %s", tt.in, tt.zone, got, tt.want)
		}
	}
}

func TestEnd(t *testing.T) {
	t.Parallel()
	london, err := zone.Load("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"2022-11-09":           "2022-11-10T00:00:00Z",
		"2022-03-26":           "2022-03-27T00:00:00Z",
		"2022-03-27":           "2022-03-28T00:00:00+01:00", // a day of 23 hours
		"2022-12-31":           "2023-01-01T00:00:00Z",
		"2022-11-09 06:40":     "2022-11-09T06:40:00Z",
		"2022-10-30":           "2022-10-31T00:00:00Z", // one of 25
		"2022-07-01T06:40:00Z": "2022-07-01T07:40:00+01:00",
	} {
		d, _ := typed.ParseDate(in)
		if got := d.End(london).Format(time.RFC3339); got != want {
			t.Errorf("%s ends at %s, want %s", in, got, want)
		}
	}
	if !(typed.Date{}).End(london).IsZero() {
		t.Error("no date has an end")
	}
}
