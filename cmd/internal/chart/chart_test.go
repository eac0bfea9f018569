package chart_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"briefings/cmd/internal/chart"
)

func day(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02", s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOver(t *testing.T) {
	t.Parallel()
	tests := []struct {
		oldest, newest string
		unit           chart.Unit
		want           chart.Unit
		every, bins    int
		start          string // of the first bin
	}{
		{"2022-11-09", "2022-11-09", chart.Day, chart.Day, 1, 1, "2022-11-09"},
		{"2022-11-09", "2022-11-12", chart.Day, chart.Day, 1, 4, "2022-11-09"},
		{"2022-11-09", "2022-11-12", chart.Week, chart.Week, 1, 1, "2022-11-07"},
		{"2022-11-06", "2022-11-07", chart.Week, chart.Week, 1, 2, "2022-10-31"}, // a Sunday and a Monday
		{"2022-01-01", "2022-12-31", chart.Day, chart.Week, 1, 53, "2021-12-27"},
		{"2021-01-31", "2022-12-01", chart.Day, chart.Month, 1, 24, "2021-01-01"},
		{"2010-02-28", "2022-12-01", chart.Day, chart.Quarter, 1, 52, "2010-01-01"},
		{"1980-06-01", "2022-12-01", chart.Day, chart.Year, 1, 43, "1980-01-01"},
		{"1815-06-18", "2022-12-01", chart.Day, chart.Year, 5, 42, "1815-01-01"},
		{"0001-01-01", "9999-12-31", chart.Day, chart.Year, 500, 20, "0000-01-01"},
		{"1956-12-30", "1970-01-01", chart.Day, chart.Quarter, 1, 54, "1956-10-01"},
		{"1969-12-28", "1970-01-01", chart.Week, chart.Week, 1, 2, "1969-12-22"},
		{"2022-11-09", "2022-11-01", chart.Day, chart.Day, 1, 1, "2022-11-09"}, // the wrong way round
	}
	for _, test := range tests {
		s := chart.Over(day(t, test.oldest), day(t, test.newest), test.unit, 60)
		if s.Unit != test.want || s.Every != test.every || s.Bins != test.bins || s.Start(0).Format(time.DateOnly) != test.start {
			t.Errorf("%s to %s: %d bins of %d %ss from %s, want %d of %d %ss from %s", test.oldest, test.newest,
				s.Bins, s.Every, s.Unit, s.Start(0).Format(time.DateOnly), test.bins, test.every, test.want, test.start)
		}
	}
}

// TestBin finds every day of some years in the bin that its days say.
func TestBin(t *testing.T) {
	t.Parallel()
	for _, newest := range []string{"1969-04-01", "1970-03-01", "1973-01-01", "1983-01-01", "2010-01-01", "2910-01-01"} {
		oldest := day(t, "1969-02-03")
		s := chart.Over(oldest, day(t, newest), chart.Day, 60)
		for d := oldest; d.Before(oldest.AddDate(6, 0, 0)); d = d.AddDate(0, 0, 1) {
			bin := s.Bin(d.Add(23 * time.Hour))
			inside := !d.Before(s.Start(bin)) && !d.After(s.Last(bin))
			if outside := d.After(s.Last(s.Bins - 1)); inside == outside || outside && bin != s.Bins-1 {
				t.Fatalf("%s is in bin %d of %d, %s to %s", d, bin, s.Bins, s.Start(bin), s.Last(bin))
			}
		}
	}
	zone := time.FixedZone("", 3*60*60)
	s := chart.Over(day(t, "2022-11-01"), day(t, "2022-11-30"), chart.Day, 60)
	if bin := s.Bin(time.Date(2022, 11, 9, 0, 30, 0, 0, zone)); bin != 8 {
		t.Errorf("half past midnight is in bin %d, want that of its own day, 8", bin)
	}
}

func TestTicks(t *testing.T) {
	t.Parallel()
	tests := []struct{ oldest, newest, want string }{
		{"2022-11-09", "2022-11-12", "9 10 11 12"},
		{"2022-11-01", "2022-12-25", "Nov Dec"},
		{"2022-09-05", "2022-12-14", "Sep Oct Nov Dec"},
		{"2022-01-01", "2022-12-31", "Jan Apr Jul Oct"},
		{"2019-03-01", "2022-06-30", "2019 2020 2021 2022"},
		{"1980-06-01", "2022-12-01", "1980 1990 2000 2010"},
		{"0001-01-01", "9999-12-31", "0000 2000 4000 6000 8000"},
	}
	for _, test := range tests {
		s := chart.Over(day(t, test.oldest), day(t, test.newest), chart.Day, 60)
		var got []string
		for _, tick := range s.Ticks() {
			got = append(got, tick.Date.Format([]string{chart.Day: "2", chart.Month: "Jan", chart.Year: "2006"}[tick.Unit]))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s to %s is written %q, want %q", test.oldest, test.newest, strings.Join(got, " "), test.want)
		}
	}
}

// TestTicksHaveRoom writes along every axis, and nothing twice in one place.
func TestTicksHaveRoom(t *testing.T) {
	t.Parallel()
	oldest := day(t, "1987-10-19")
	for days := 1; days < 40_000; days += 1 + days/20 {
		s := chart.Over(oldest, oldest.AddDate(0, 0, days), chart.Day, 60)
		ticks := s.Ticks()
		if len(ticks) == 0 || len(ticks) > 8 {
			t.Errorf("%d days: time is written %d times", days, len(ticks))
		}
		for i, tick := range ticks {
			if tick.Bin < 0 || tick.Bin >= s.Bins || i > 0 && (tick.Bin-ticks[i-1].Bin)*7 < s.Bins {
				t.Errorf("%d days: %v of %d bins", days, ticks, s.Bins)
			}
		}
	}
}

func TestStragglers(t *testing.T) {
	t.Parallel()
	many := func(old ...string) []time.Time {
		var out []time.Time
		for _, o := range old {
			out = append(out, day(t, o))
		}
		for i := range 40 {
			out = append(out, day(t, "2022-01-01").AddDate(0, 0, i))
		}
		return out
	}
	tests := []struct {
		moments []time.Time
		want    int
	}{
		{nil, 0},
		{many()[:1], 0},
		{many(), 0},
		{many("1856-01-01"), 1},
		{many("1856-01-01", "1858-01-01"), 2},
		{many("1856-01-01", "1858-01-01", "1859-01-01"), 0}, // too many to be left out
		{many("2021-12-01"), 0},                             // not that far
		{[]time.Time{day(t, "0001-01-01"), day(t, "9999-12-30"), day(t, "9999-12-31")}, 1},
	}
	for i, test := range tests {
		if got := chart.Stragglers(test.moments); got != test.want {
			t.Errorf("%d: %d are left out, want %d", i, got, test.want)
		}
	}
}

func TestTop(t *testing.T) {
	t.Parallel()
	for highest, want := range map[int]int{0: 2, 1: 2, 3: 4, 5: 6, 11: 12, 17: 20, 61: 80, 99: 100, 161: 200, 5000: 6000} {
		if got := chart.Top(highest); got != want || got%2 != 0 {
			t.Errorf("the top over %d is %d, want %d", highest, got, want)
		}
	}
}

func TestStack(t *testing.T) {
	t.Parallel()
	tests := []struct {
		counts [][]int
		top    int
		want   []string
	}{
		{nil, 2, nil},
		{[][]int{{}}, 2, []string{""}},
		{[][]int{{0, 1, 2}}, 2, []string{"M11 200V100h8V200zM21 200V0h8V200z"}},
		{[][]int{{1, 0}, {1, 2}}, 4, []string{"M1 200V150h8V200z", "M1 148V100h8V148zM11 200V100h8V200z"}},
		{[][]int{{1}, {1}, {4998}}, 5000, []string{"M1 200V199h8V200z", "M1 197V196h8V197z", "M1 194V0h8V194z"}}, // what is little is seen
		{[][]int{{999}, {1}}, 1000, []string{"M1 200V0h8V200z", "M1 1V0h8V1z"}},
	}
	for _, test := range tests {
		if got := chart.Stack(test.counts, test.top); !slices.Equal(got, test.want) {
			t.Errorf("%v of %d is %q, want %q", test.counts, test.top, got, test.want)
		}
	}
}

func TestPercent(t *testing.T) {
	t.Parallel()
	for want, of := range map[string][2]int{"0%": {0, 3}, "33.3%": {1, 3}, "66.7%": {2, 3}, "100%": {7, 7}, "0.1%": {1, 1500}} {
		if got := chart.Percent(of[0], of[1]); got != want {
			t.Errorf("%d of %d is %s, want %s", of[0], of[1], got, want)
		}
	}
	if thin, thick := chart.Stroke(0, 9), chart.Stroke(9, 9); thin != "1" || thick != "6" {
		t.Errorf("lines are %s to %s wide, want 1 to 6", thin, thick)
	}
}

// TestCircle proves for every picture that the program makes that an error in the last places of a
// sine, which differ by architecture, cannot move a place on the circle by a unit.
func TestCircle(t *testing.T) {
	t.Parallel()
	const radius = 104 // that of package figure
	for n := 1; n <= 12; n++ {
		points := chart.Circle(n, radius)
		if points[0] != (chart.Point{X: 0, Y: -radius}) {
			t.Errorf("%d places begin at %v", n, points[0])
		}
		for i, p := range points {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			for _, exact := range []float64{radius * sin, -radius * cos} {
				if rest := math.Abs(exact - math.Floor(exact) - 0.5); rest < 1e-6 {
					t.Errorf("place %d of %d, %v, is at %v: use another radius", i, n, p, exact)
				}
			}
			if i > 0 && p.Y < points[i-1].Y || slices.Contains(points[:i], p) {
				t.Errorf("place %d of %d, %v, is not below the one before", i, n, p)
			}
			if d := p.X*p.X + p.Y*p.Y - radius*radius; d > 2*radius || d < -2*radius {
				t.Errorf("place %d of %d is off the circle: %v", i, n, p)
			}
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, want string }{
		{"", ""},
		{"  Iran\n", "Iran"},
		{"Nikolai Patrushev", "Nikolai|Patrushev"},
		{"Security Council of Russia", "Security Council|of Russia"},
		{"Supreme National Security Council of Iran", "Supreme National|Security…"},
		{strings.Repeat("x", 60), "xxxxxxxxxxxxxxx…"},
		{"وزارت امور خارجه جمهوری اسلامی ایران", "وزارت امور خارجه|جمهوری اسلامی…"},
		{"e\u0301te\u0301 e\u0301te\u0301 e\u0301te\u0301", "e\u0301te\u0301 e\u0301te\u0301 e\u0301te\u0301"}, // marks take no room
		{"東京電力ホールディングス", "東京電力…"},
		{"\u202egpj.\u202c\u2066 \u200fx", "gpj. x"},
		{`<b>"&]]>`, `<b>"&]]>`}, // escaping is the layout's
	}
	for _, test := range tests {
		got := strings.Join(chart.Lines(test.name, 2, 16), "|")
		if got != test.want {
			t.Errorf("%q is written %q, want %q", test.name, got, test.want)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"": false, "136": false, "Iran": false, "ایران": true, "136-שלום": true, "x ایران": false} {
		if got := chart.RightToLeft(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, s := range []string{"Security Council of Russia", "東京電力ホールディングス", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 family", "\xff", "\u202eevil"} {
		f.Add(s, 16)
	}
	f.Fuzz(func(t *testing.T, name string, columns int) {
		columns = 1 + (columns&63+64)%64
		lines := chart.Lines(name, 2, columns)
		if len(lines) > 2 {
			t.Errorf("%q is written in %d lines", name, len(lines))
		}
		for _, l := range lines {
			if utf8.ValidString(name) && !utf8.ValidString(l) {
				t.Errorf("%q is cut within a character: %q", name, l)
			}
			if strings.ContainsAny(l, "\u202a\u202b\u202d\u202e\u2066\u2067\u2068") {
				t.Errorf("%q turns around what stands beside it", l)
			}
		}
	})
}
