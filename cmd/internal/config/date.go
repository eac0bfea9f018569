package config

import (
	"time"

	"briefings/cmd/internal/typed"
)

// A Date is a moment as an author wrote it: with a zone, or without one, which means the site's.
// The zero value is no date.
type Date = typed.Date

// Day returns the Date of a calendar day without a zone.
func Day(year int, month time.Month, day int) Date { return typed.Day(year, month, day) }

// ParseDate reads a date in one of the forms that front matter may have.
func ParseDate(s string) (Date, bool) { return typed.ParseDate(s) }
