package present

import (
	"cmp"
	"time"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/period"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/view"
)

// date shows a moment: the day, and the time where the author wrote one.
func (m *Maker) date(t time.Time, clock bool) view.Date {
	switch {
	case t.IsZero():
		return view.Date{}
	case clock:
		return view.Date{ISO: t.Format(time.RFC3339), Text: m.Locale.Moment(t)}
	}
	return view.Date{ISO: t.Format(time.DateOnly), Text: m.Locale.Day(t)}
}

// Section is what a list of the site is called.
func (m *Maker) Section(u permalink.URL) string {
	s, _ := catalog.SectionAt(u)
	return m.Locale.Say(s.Title)
}

// EntityHeading is what lists call the entities of a kind, which may be empty.
func (m *Maker) EntityHeading(kind string) string {
	return m.Locale.Say("kinds." + cmp.Or(kind, "others"))
}

// EditionTitle names an edition and its briefing: "Drone supply, week 45 of 2022".
func (m *Maker) EditionTitle(x *briefing.Edition) string {
	p := x.Period
	within := m.Locale.MonthWithin(p.Year(), p.Month())
	if p.Weekly() {
		within = m.Locale.Say("periods.week_within", p.Week(), m.Locale.Year(p.Year()))
	}
	return m.Locale.Say("periods.edition", x.Briefing.Title, within)
}

// periodTitle names a period: "Week 45 of 2022", "November 2022".
func (m *Maker) periodTitle(p period.Period) string {
	if p.Weekly() {
		return m.Locale.Say("periods.week", p.Week(), m.Locale.Year(p.Year()))
	}
	return m.Locale.Month(p.Year(), p.Month())
}

// periodLong is the title with the days, where the title does not say them: "Week 45, 7–13 November 2022".
func (m *Maker) periodLong(p period.Period) string {
	if p.Weekly() {
		return m.Locale.Say("periods.week_days", p.Week(), m.Days(p))
	}
	return m.periodTitle(p)
}

// Days names the first and the last day of a period.
func (m *Maker) Days(p period.Period) string { return m.Locale.Days(p.Days()) }

// Contents counts what is in an edition: "2 notes and 1 article".
func (m *Maker) Contents(x *briefing.Edition) string {
	articles, notes := Split(x.Members)
	var parts []string
	if len(notes) > 0 {
		parts = append(parts, m.Locale.Say("count.notes", len(notes)))
	}
	if len(articles) > 0 {
		parts = append(parts, m.Locale.Say("count.articles", len(articles)))
	}
	return m.Locale.And(parts)
}
