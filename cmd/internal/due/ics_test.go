package due_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"briefings/cmd/internal/due"
)

// A component is a BEGIN with its properties, all once, and what stands between.
type component struct {
	name  string
	props map[string]string // as written
	inner []*component
}

var (
	propertyForm = regexp.MustCompile(`^[A-Z][A-Z-]*$`)
	momentForm   = regexp.MustCompile(`^\d{8}T\d{6}Z$`)
	textForm     = regexp.MustCompile(`^(?:[^\x00-\x08\x0a-\x1f\x7f\\;,]|\\[\\;,nN])*$`)
)

// calendar reads an iCalendar object as RFC 5545 has it, and nothing that it has not.
func calendar(text string) (*component, error) {
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("not UTF-8")
	}
	rest, ok := strings.CutSuffix(text, "\r\n")
	if !ok {
		return nil, fmt.Errorf("the last line does not end")
	}
	var lines []string
	for raw := range strings.SplitSeq(rest, "\r\n") {
		switch {
		case len(raw) == 0 || len(raw) > 75:
			return nil, fmt.Errorf("a line of %d octets: %q", len(raw), raw)
		case !utf8.ValidString(raw):
			return nil, fmt.Errorf("folded within a character: %q", raw)
		case raw[0] == ' ' && lines == nil:
			return nil, fmt.Errorf("the first line goes on with nothing")
		case raw[0] == ' ':
			lines[len(lines)-1] += raw[1:]
		default:
			lines = append(lines, raw)
		}
	}
	root := &component{}
	open := []*component{root}
	for _, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		top := open[len(open)-1]
		switch {
		case !ok || !propertyForm.MatchString(name) || strings.ContainsAny(value, "\r\n\x00"):
			return nil, fmt.Errorf("no property: %q", line)
		case name == "BEGIN":
			c := &component{name: value, props: map[string]string{}}
			top.inner, open = append(top.inner, c), append(open, c)
		case name == "END":
			if top.name != value {
				return nil, fmt.Errorf("%q ends %q", line, top.name)
			}
			open = open[:len(open)-1]
		case top == root:
			return nil, fmt.Errorf("%q stands outside", line)
		case top.props[name] != "":
			return nil, fmt.Errorf("%q is there twice", name)
		default:
			top.props[name] = value
		}
	}
	if len(open) != 1 || len(root.inner) != 1 || root.inner[0].name != "VCALENDAR" {
		return nil, fmt.Errorf("not one calendar")
	}
	cal := root.inner[0]
	if cal.props["VERSION"] != "2.0" || cal.props["PRODID"] == "" {
		return nil, fmt.Errorf("a calendar needs VERSION and PRODID: %v", cal.props)
	}
	if len(cal.inner) == 0 {
		return nil, fmt.Errorf("a calendar needs a component")
	}
	return cal, events(cal)
}

// events checks what events must have.
func events(cal *component) error {
	want := []string{"DESCRIPTION", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "UID"}
	seen := map[string]bool{}
	for _, e := range cal.inner {
		if e.name != "VEVENT" {
			continue
		}
		if got := slices.Sorted(maps.Keys(e.props)); !slices.Equal(got, want) {
			return fmt.Errorf("an event has %q, want %q", got, want)
		}
		for _, name := range []string{"DTSTAMP", "DTSTART"} {
			if _, err := time.Parse("20060102T150405Z", e.props[name]); err != nil || !momentForm.MatchString(e.props[name]) {
				return fmt.Errorf("%s is %q", name, e.props[name])
			}
		}
		for _, name := range []string{"UID", "SUMMARY", "DESCRIPTION"} {
			if !textForm.MatchString(e.props[name]) {
				return fmt.Errorf("%s is no text: %q", name, e.props[name])
			}
		}
		if uid := e.props["UID"]; seen[uid] || len(uid) > 255 {
			return fmt.Errorf("the UID %q is there twice or too long", uid)
		}
		seen[e.props["UID"]] = true
	}
	return nil
}

// plain is a text as it was before it was escaped.
func plain(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, `;`, `\,`, `,`, `\n`, "\n").Replace(s)
}

func TestICS(t *testing.T) {
	t.Parallel()
	at := time.Date(2022, 11, 9, 9, 40, 0, 0, time.FixedZone("", 3*3600))
	desk := due.Calendar{Name: `Desk; "A, B"`, Authority: "desk.example", Year: 2022, Stamp: now}
	titles := []string{
		"Later", `a, b; c: d \n e \`, "", strings.Repeat("long ", 60), strings.Repeat("длинный ", 40), strings.Repeat("伊", 100),
		strings.Repeat("x", 74-len("SUMMARY:")) + "é", "two\r\nBEGIN:VEVENT", "\x00\x1b[31m", "\xff\xfe", "نام\u200cها", strings.Repeat("👩‍👩‍👧", 20),
	}
	var all []due.Instant
	for i, title := range titles {
		all = append(all, due.Instant{At: at, Kind: due.Expiry, Why: "expiry", Path: "content/a.md", ID: fmt.Sprint(i), Title: title})
	}
	cal, err := calendar(due.ICS(desk, all))
	if err != nil {
		t.Fatal(err)
	}
	if got := plain(cal.props["NAME"]); got != desk.Name {
		t.Errorf("the calendar is called %q, want %q", got, desk.Name)
	}
	if len(cal.inner) != len(titles) {
		t.Fatalf("%d events, want %d: a title has made or ended one", len(cal.inner), len(titles))
	}
	for i, e := range cal.inner {
		want := strings.Map(func(r rune) rune {
			if r < ' ' {
				return utf8.RuneError
			}
			return r
		}, titles[i]) + ": expiry"
		if got := plain(e.props["SUMMARY"]); got != want {
			t.Errorf("the summary is %q, want %q", got, want)
		}
		if e.props["DTSTART"] != "20221109T064000Z" || e.props["DTSTAMP"] != "20220601T120000Z" || e.props["TRANSP"] != "TRANSPARENT" {
			t.Errorf("an event has %v", e.props)
		}
	}
}

// A calendar without an event is one all the same.
func TestICSEmpty(t *testing.T) {
	t.Parallel()
	cal, err := calendar(due.ICS(due.Calendar{Stamp: now}, nil))
	if err != nil || cal.inner[0].name != "VTIMEZONE" {
		t.Errorf("no calendar with a time zone: %v", err)
	}
}

// The name of an event changes with what it is of and with its moment, and with nothing else.
func TestUID(t *testing.T) {
	t.Parallel()
	uid := func(c due.Calendar, x due.Instant) string {
		cal, err := calendar(due.ICS(c, []due.Instant{x}))
		if err != nil {
			t.Fatal(err)
		}
		return cal.inner[0].props["UID"]
	}
	c := due.Calendar{Authority: "desk.example", Year: 2022, Stamp: now}
	x := due.Instant{At: now, Kind: due.Role, Why: "role ends: Chair", Path: "content/entities/a.md", ID: "a", Title: "A"}
	first := uid(c, x)
	if !strings.HasPrefix(first, `tag:desk.example\,2022:due/role/20220601T120000Z/`) {
		t.Errorf("the UID is %s", first)
	}
	other, title := c, x
	other.Stamp, other.Name, title.Title = now.AddDate(1, 0, 0), "Other", "B"
	if uid(other, x) != first || uid(c, title) != first {
		t.Error("the UID does not stay")
	}
	for name, change := range map[string]func(*due.Instant){
		"moment": func(x *due.Instant) { x.At = now.Add(time.Second) }, "kind": func(x *due.Instant) { x.Kind = due.Expiry },
		"role": func(x *due.Instant) { x.Why = "role ends: Member" }, "path": func(x *due.Instant) { x.Path = "content/entities/b.md" },
		"id": func(x *due.Instant) { x.ID = "b" },
	} {
		y := x
		if change(&y); uid(c, y) == first {
			t.Errorf("another %s has the same UID", name)
		}
	}
}

// What changes within a second is not there before the next.
func TestICSFraction(t *testing.T) {
	t.Parallel()
	x := due.Instant{At: now.Add(1), Kind: due.Expiry}
	if text := due.ICS(due.Calendar{Stamp: now}, []due.Instant{x}); !strings.Contains(text, "\r\nDTSTART:20220601T120001Z\r\n") {
		t.Errorf("an event is before its instant:\n%s", text)
	}
}
