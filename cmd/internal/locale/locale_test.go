package locale

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefings"
	"briefings/cmd/internal/diag"
)

func builtin(tb testing.TB) fs.FS {
	tb.Helper()
	fsys, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		tb.Fatal(err)
	}
	return fsys
}

// speaks reads a language that has no problems.
func speaks(tb testing.TB, opts Options) *Locale {
	tb.Helper()
	l, problems, err := Read(builtin(tb), nil, opts)
	if err != nil {
		tb.Fatal(err)
	}
	if len(problems) > 0 {
		tb.Fatalf("%s: %v", opts.Lang, problems)
	}
	return l
}

// TestTables wants each table to have every text, with the holes and the plurals that it must have.
func TestTables(t *testing.T) {
	t.Parallel()
	found, err := fs.Glob(builtin(t), "i18n/*")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != len(builtIn) {
		t.Errorf("built in are %q, want %q", found, builtIn)
	}
	english, problems, err := readFile(builtin(t), English, nil)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for _, lang := range builtIn {
		table, problems, err := readFile(builtin(t), lang, english)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			t.Error(p)
		}
		for key := range english {
			if table[key] == nil {
				t.Errorf("layouts/i18n/%s.toml has no text %q: translate that of en.toml", lang, key)
			}
		}
		for key, x := range table { // what layouts show in brackets
			if within := strings.HasPrefix(key, "evidence.") || key == "dates.aside"; within && strings.ContainsAny(fmt.Sprint(x.forms), "()") {
				t.Errorf("layouts/i18n/%s.toml has brackets in %q, which stands in brackets: use a comma", lang, key)
			}
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	moscow := time.FixedZone("MSK", 3*3600)
	day := time.Date(2022, time.November, 9, 15, 4, 0, 0, moscow)
	for lang, want := range map[string][]string{
		"en": {"9 November 2022", "9 November 2022, 15:04 MSK", "November 2022", "7–13 November 2022", "28 November – 4 December 2022", "1 December 2022", "12,000"},
		"fr": {"9 novembre 2022", "9 novembre 2022 à 15:04 MSK", "Novembre 2022", "7–13 novembre 2022", "28 novembre – 4 décembre 2022", "1er décembre 2022", "12\u202f000"},
		"ru": {"9 ноября 2022 г.", "9 ноября 2022 г., 15:04 MSK", "Ноябрь 2022 г.", "7–13 ноября 2022 г.", "28 ноября – 4 декабря 2022 г.", "1 декабря 2022 г.", "12\u00a0000"},
		"fa": {"۹ نوامبر ۲۰۲۲", "۹ نوامبر ۲۰۲۲، ساعت ۱۵:۰۴ MSK", "نوامبر ۲۰۲۲", "۷–۱۳ نوامبر ۲۰۲۲", "۲۸ نوامبر – ۴ دسامبر ۲۰۲۲", "۱ دسامبر ۲۰۲۲", "۱۲٬۰۰۰"},
		"ar": {"9 نوفمبر 2022", "9 نوفمبر 2022، 15:04 MSK", "نوفمبر 2022", "7–13 نوفمبر 2022", "28 نوفمبر – 4 ديسمبر 2022", "1 ديسمبر 2022", "12,000"},
	} {
		l := speaks(t, Options{Lang: lang})
		monday := time.Date(2022, time.November, 7, 0, 0, 0, 0, time.UTC)
		got := []string{
			l.Day(day), l.Moment(day), l.Month(2022, time.November), l.Days(monday, monday.AddDate(0, 0, 6)),
			l.Days(monday.AddDate(0, 0, 21), monday.AddDate(0, 0, 27)), l.Day(monday.AddDate(0, 0, 24)), l.Number(12_000),
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%q, want\n%q", lang, got, want)
		}
	}
}

func TestJalali(t *testing.T) {
	t.Parallel()
	day := time.Date(2022, time.November, 9, 0, 0, 0, 0, time.UTC)
	for lang, want := range map[string][2]string{ // by itself, and in brackets
		"en":    {"9 November 2022 (18 Aban 1401)", "9 November 2022 / 18 Aban 1401"},
		"fr":    {"9 novembre 2022 (18 aban 1401)", "9 novembre 2022 / 18 aban 1401"},
		"ru":    {"9 ноября 2022 г. (18 абана 1401 г.)", "9 ноября 2022 г. / 18 абана 1401 г."},
		"fa":    {"۱۸ آبان ۱۴۰۱ (۹ نوامبر ۲۰۲۲)", "۱۸ آبان ۱۴۰۱ / ۹ نوامبر ۲۰۲۲"},
		"fa-IR": {"۱۸ آبان ۱۴۰۱ (۹ نوامبر ۲۰۲۲)", "۱۸ آبان ۱۴۰۱ / ۹ نوامبر ۲۰۲۲"},
		"ar":    {"9 نوفمبر 2022 (18 آبان 1401)", "9 نوفمبر 2022 / 18 آبان 1401"},
	} {
		l := speaks(t, Options{Lang: lang, Jalali: true})
		if got := [2]string{l.Day(day), l.DayAside(day)}; got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if got := l.Day(day.AddDate(3000, 0, 0)); strings.Contains(got, "(") {
			t.Errorf("%s: a day that the calendar does not reach is %q", lang, got)
		}
	}
}

// TestJalaliSpans tells stretches of the other calendar by that of Iran too, and none that it does not reach.
func TestJalaliSpans(t *testing.T) {
	t.Parallel()
	l := speaks(t, Options{Lang: "fa", Jalali: true})
	day := func(month time.Month, day int) time.Time { return time.Date(2022, month, day, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct{ got, want string }{
		{l.Month(2022, time.November), "آبان–آذر ۱۴۰۱ (نوامبر ۲۰۲۲)"},
		{l.MonthWithin(2023, time.March), "اسفند ۱۴۰۱ – فروردین ۱۴۰۲ (مارس ۲۰۲۳)"},
		{l.MonthBelow(2022, time.November), "آبان–آذر ۱۴۰۱ (نوامبر)"},
		{l.Months(day(time.July, 1), day(time.September, 30)), "تیر–مهر ۱۴۰۱ (ژوئیه–سپتامبر ۲۰۲۲)"},
		{l.Days(day(time.November, 7), day(time.November, 13)), "۱۶–۲۲ آبان ۱۴۰۱ (۷–۱۳ نوامبر ۲۰۲۲)"},
		{l.Days(day(time.November, 21), day(time.November, 27)), "۳۰ آبان – ۶ آذر ۱۴۰۱ (۲۱–۲۷ نوامبر ۲۰۲۲)"},
		{l.YearTitle(2022), "۱۴۰۰–۱۴۰۱ (۲۰۲۲)"},
		{l.Year(2022), "۲۰۲۲"},
		{l.SolarShort(day(time.November, 1)), "۱۰ آبان"},
		{l.SolarMonth(day(time.November, 1)), "آبان"},
		{l.Month(5022, time.November), "نوامبر ۵۰۲۲"},
		{l.YearTitle(5022), "۵۰۲۲"},
		{speaks(t, Options{Lang: "en", Jalali: true}).Month(2022, time.November), "November 2022 (Aban–Azar 1401)"},
		{speaks(t, Options{Lang: "fa"}).YearTitle(2022), "۲۰۲۲"},
		{speaks(t, Options{Lang: "fa"}).SolarShort(day(time.November, 1)), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

// TestFigures numbers footnotes as the lists are in which they stand.
func TestFigures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ site, lang, want string }{
		{"en", "en", "12"}, {"en", "fa", "۱۲"}, {"fa", "fa-IR", "۱۲"}, {"fa-AF", "fa", "۱۲"}, {"fa", "en", "12"}, {"ar", "ar", "12"}, {"ru", "", "12"},
	} {
		if got := speaks(t, Options{Lang: tt.site}).Figures(tt.lang, "12"); got != tt.want {
			t.Errorf("in %q on a site in %q: %q, want %q", tt.lang, tt.site, got, tt.want)
		}
	}
	l, _ := read(t, "ar", fstest.MapFS{"i18n/ar.toml": {Data: []byte("[numbers]\ndigits = [\"٠\", \"١\", \"٢\", \"٣\", \"٤\", \"٥\", \"٦\", \"٧\", \"٨\", \"٩\"]\n")}})
	if got := l.Figures("ar-EG", "12"); got != "١٢" {
		t.Errorf("by the site's own table: %q", got)
	}
}

func TestPlurals(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{
		"en": "0 notes, 1 note, 2 notes, 5 notes, 11 notes, 21 notes, 1,002 notes",
		"fr": "0 note, 1 note, 2 notes, 5 notes, 11 notes, 21 notes, 1\u202f002 notes",
		"ru": "0 записок, 1 записка, 2 записки, 5 записок, 11 записок, 21 записка, 1\u00a0002 записки",
		"fa": "۰ یادداشت, ۱ یادداشت, ۲ یادداشت, ۵ یادداشت, ۱۱ یادداشت, ۲۱ یادداشت, ۱٬۰۰۲ یادداشت",
		"ar": "لا مذكرات, مذكرة واحدة, مذكرتان, 5 مذكرات, 11 مذكرة, 21 مذكرة, 1,002 مذكرة",
	} {
		l := speaks(t, Options{Lang: lang})
		var got []string
		for _, n := range []int{0, 1, 2, 5, 11, 21, 1002} {
			got = append(got, l.Say("count.notes", n))
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	l := speaks(t, Options{Lang: "en"})
	for _, tt := range []struct {
		key  string
		args []any
		want string
	}{
		{"sections.home", nil, "Home"},
		{"evidence.words", []any{"kamikaze", "the title"}, "“kamikaze” in the title"},
		{"evidence.paragraph", []any{1200}, "paragraph 1,200"},
		{"section.home", nil, `no text "section.home"; did you mean "sections.home"?`},
		{"dates.months", nil, `no text "dates.months"; did you mean "dates.month"?`},
		{"count.notes", nil, `the text "count.notes" needs a number to choose its form`},
		{"count.notes", []any{"2"}, `the text "count.notes" needs a number to choose its form`},
		{"evidence.words", []any{"x"}, `the text "evidence.words" has 1 arguments, and nothing to put in the place of {2}`},
		{"dates.day", []any{"x"}, `the text "dates.day" has 1 arguments, and nothing to put in the place of {day}`},
	} {
		got, err := l.Text(tt.key, tt.args...)
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.key, got, tt.want)
		}
	}
	if got := l.And(nil) + l.And([]string{"a"}) + l.And([]string{"a", "b"}) + l.And([]string{"a", "b", "c"}); got != "aa and ba, b and c" {
		t.Errorf("lists are %q", got)
	}
	if got := l.Number(-1234567); got != "−1,234,567" {
		t.Errorf("a number is %q", got)
	}
}

// read reads a language with the tables of a site.
func read(t *testing.T, lang string, files fstest.MapFS) (*Locale, string) {
	t.Helper()
	l, problems, err := Read(builtin(t), files, Options{Lang: lang})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := diag.Write(&b, problems, "text"); err != nil {
		t.Fatal(err)
	}
	return l, b.String()
}

// TestOwn has the tables of a site win key by key, and everything wrong in them said.
func TestOwn(t *testing.T) {
	t.Parallel()
	own := fstest.MapFS{
		"i18n/en.toml":    {Data: []byte("[params]\nsubscribe = \"Subscribe\"\ndays = { one = \"one day\", other = \"{1} days\" }\n")},
		"i18n/fa.toml":    {Data: []byte("[sections]\nnotes = \"تحلیل\"\n[params]\nsubscribe = \"اشتراک\"\n")},
		"i18n/fa-AF.toml": {Data: []byte("[dates]\nmonths = [\"جنوری\", \"فبروری\", \"مارچ\", \"اپریل\", \"می\", \"جون\", \"جولای\", \"اگست\", \"سپتمبر\", \"اکتوبر\", \"نومبر\", \"دسمبر\"]\n")},
	}
	l, problems := read(t, "fa-AF", own)
	if problems != "" {
		t.Error(problems)
	}
	day := time.Date(2022, time.November, 9, 0, 0, 0, 0, time.UTC)
	got := []string{l.Say("sections.notes"), l.Say("sections.tags"), l.Say("params.subscribe"), l.Say("params.days", 3), l.Day(day)}
	if want := []string{"تحلیل", "برچسب\u200cها", "اشتراک", "۳ days", "۹ نومبر ۲۰۲۲"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if iran, _ := read(t, "fa", own); iran.Say("sections.notes") != "تحلیل" || iran.Day(day) != "۹ نوامبر ۲۰۲۲" {
		t.Errorf("fa says %q and %q", iran.Say("sections.notes"), iran.Day(day))
	}
	if other, _ := read(t, "fa", nil); other.Sum() == l.Sum() {
		t.Error("other tables have the same sum")
	}
}

func TestWrong(t *testing.T) {
	t.Parallel()
	_, got := read(t, "ru", fstest.MapFS{
		"i18n/ru.toml": {Data: []byte("[sections]\nnots = \"x\"\nhome = 1\nfeed_of = \"{1}\"\neditions_of = \"{1} {2}\"\ntags = \"{1\"\n[count]\n" +
			"notes = { one = \"{1}\", other = \"{1}\" }\narticles = \"{1}\"\n[dates]\nmonths = [\"a\"]\n[section]\n")},
		"i18n/klingon.toml": {},
		"i18n/en_US.toml":   {},
		"i18n/notes.md":     {},
		"i18n/uk/x.toml":    {},
	})
	want := `layouts/i18n/en_US.toml: "en_US" is no language
	call the file en-US.toml
layouts/i18n/klingon.toml: "klingon" is no language
	call the file fa.toml
layouts/i18n/notes.md: not a table of texts: its name does not end in .toml
	a table is called by its language, fa.toml
layouts/i18n/ru.toml:8:1: no "few" in "notes"
	write few = "..."
layouts/i18n/ru.toml:8:1: no "many" in "notes"
	write many = "..."
layouts/i18n/ru.toml:11:1: "months" has 1 words of 12
	give all, and none that is empty
layouts/i18n/ru.toml:5:1: nothing is known to put in the place of {2}
	its holes are {1}
layouts/i18n/ru.toml:4:1: {2} is not in "{1}"
	its holes are {1}, {2}
layouts/i18n/ru.toml:3:1: "home" must be a string, not a number
	write home = "..."
layouts/i18n/ru.toml:6:1: a { without a } behind it in "{1"
	write a hole as {1}
layouts/i18n/ru.toml:2:1: unknown key "nots" in [sections]
	did you mean "notes"?
layouts/i18n/ru.toml:12:1: unknown key "section"
	did you mean "sections"?
layouts/i18n/uk: not a plain file
`
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestLeft says once what a language has no words for.
func TestLeft(t *testing.T) {
	t.Parallel()
	l, got := read(t, "de", nil)
	want := `briefings has no words of its own in "de": what layouts say is in English`
	if !strings.Contains(got, want) || l.Say("sections.home") != "Home" {
		t.Errorf("%s, and %q", got, l.Say("sections.home"))
	}
	l, got = read(t, "de-AT", fstest.MapFS{"i18n/de.toml": {Data: []byte("[sections]\nhome = \"Start\"\n")}})
	if !strings.HasPrefix(got, "layouts/i18n/de.toml: ") || !strings.Contains(got, "are shown in English, for there are none in \"de-AT\": article.archived_copy,") ||
		strings.Contains(got, "sections.home") || l.Say("sections.home") != "Start" {
		t.Errorf("%s, and %q", got, l.Say("sections.home"))
	}
}
