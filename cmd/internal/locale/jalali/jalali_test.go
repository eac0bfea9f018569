package jalali

import (
	"testing"
	"time"
)

// TestNowruz compares with the days in March on which years began in Iran; those of 1403 to 1409 are
// still as the equinox at Teheran has them.
func TestNowruz(t *testing.T) {
	t.Parallel()
	for year, want := range map[int]int{
		1304: 21, 1305: 22, 1309: 21, 1310: 22, 1320: 21, 1332: 21, 1342: 21, 1346: 21, 1350: 21, 1354: 21, 1357: 21, 1358: 21,
		1363: 21, 1367: 21, 1370: 21, 1371: 21, 1374: 21, 1375: 20, 1376: 21, 1378: 21, 1379: 20, 1380: 21, 1383: 20, 1384: 21,
		1387: 20, 1388: 21, 1391: 20, 1392: 21, 1395: 20, 1396: 21, 1399: 20, 1400: 21, 1401: 21, 1402: 21, 1403: 20, 1404: 21,
		1405: 21, 1406: 21, 1407: 20, 1408: 20, 1409: 21,
	} {
		day := time.Date(year+621, time.March, want, 23, 59, 0, 0, time.FixedZone("", 3*3600+1800))
		if got, ok := Of(day); !ok || got != (Date{year, 1, 1}) {
			t.Errorf("%d March %d is %v, %v; want the first day of %d", want, year+621, got, ok, year)
		}
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]Date{
		"1979-02-11": {1357, 11, 22}, // the revolution
		"1979-04-01": {1358, 1, 12},  // Islamic Republic Day
		"1980-09-22": {1359, 6, 31},  // the war begins
		"1989-06-03": {1368, 3, 13},
		"2009-06-12": {1388, 3, 22}, // an election
		"2020-01-03": {1398, 10, 13},
		"2022-09-16": {1401, 6, 25},
		"2022-11-09": {1401, 8, 18},
		"2021-03-20": {1399, 12, 30}, // the last day of a leap year
		"2022-03-20": {1400, 12, 29}, // and of one that is none
		"2025-03-20": {1403, 12, 30},
		"1906-08-05": {1285, 5, 13}, // the constitution
	} {
		moment, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := Of(moment); !ok || got != want {
			t.Errorf("%s is %v, %v; want %v", day, got, ok, want)
		}
		if got, ok := want.Gregorian(); !ok || !got.Equal(moment) {
			t.Errorf("%v is %v, %v; want %s", want, got, ok, day)
		}
	}
	for _, none := range []Date{{1400, 12, 30}, {1401, 0, 1}, {1401, 13, 1}, {1401, 7, 31}, {1401, 1, 0}, {9000, 1, 1}} {
		if got, ok := none.Gregorian(); ok {
			t.Errorf("%v is %v; there is no such day", none, got)
		}
	}
	for _, year := range []int{-10_000, 500, 3799, 10_000} {
		if got, ok := Of(time.Date(year, time.May, 1, 0, 0, 0, 0, time.UTC)); ok {
			t.Errorf("a day of the year %d is %v; want it not known", year, got)
		}
	}
}

// TestDays has every day follow the day before, and every year begin on one of the days that the
// equinox can fall on.
func TestDays(t *testing.T) {
	t.Parallel()
	day := time.Date(1799, time.April, 1, 0, 0, 0, 0, time.UTC)
	before, _ := Of(day)
	for day = day.AddDate(0, 0, 1); day.Year() < 2254; day = day.AddDate(0, 0, 1) {
		d, ok := Of(day)
		if !ok {
			t.Fatalf("%s is not known", day)
		}
		switch {
		case d.Month == before.Month && d.Year == before.Year && d.Day == before.Day+1:
		case d.Month == before.Month+1 && d.Year == before.Year && d.Day == 1 && before.Day == length(before.Month):
		case d == (Date{before.Year + 1, 1, 1}) && before.Month == 12 && before.Day >= 29 && before.Day <= 30:
			if _, m, march := day.Date(); m != time.March || march < 19 || march > 22 {
				t.Fatalf("the year %d begins on %s", d.Year, day)
			}
		default:
			t.Fatalf("%v comes after %v, on %s", d, before, day)
		}
		before = d
	}
}

func length(month int) int {
	if month <= 6 {
		return 31
	}
	return 30
}
