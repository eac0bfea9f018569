package keytree

import "testing"

// TestCures wants a mistake to be told with the line as it should be.
func TestCures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		at   Place
		want string
	}{
		{"title = Port of X", Place{1, 9}, `put the value in quotes: title = "Port of X"`},
		{"title = A \"port\"", Place{1, 9}, `put the value in quotes: title = "A \"port\""`},
		{"a = 1\r\ntitle = Port\r\nb = 2\r\n", Place{2, 9}, `put the value in quotes: title = "Port"`},
		{"tags = drones, sanctions", Place{1, 8}, `put the value in quotes: tags = "drones, sanctions", or each of a list: tags = ["drones", "sanctions"]`},
		{"tags = [drones, \"sanctions\"]", Place{1, 9}, `put each value in quotes: tags = ["drones", "sanctions"]`},
		{"tags = [\n  \"a\",\n  drones,\n]", Place{3, 3}, `put the value in quotes: "drones"`},
		{"tags = [\"a\" \"b\"]", Place{1, 13}, `put a comma between values: tags = ["a", "b"]`},
		{"tags = [\"a\", \"b\"\nc = 1", Place{1, 1}, `close the brackets: tags = ["a", "b"]`},
		{"title = “Port”", Place{1, 9}, `write plain quotation marks: title = "Port"`},
		{"title = \"Port”", Place{1, 14}, `write plain quotation marks: title = "Port"`},
		{"title = «Порт»", Place{1, 9}, `write plain quotation marks: title = "Порт"`},
		{"tags = [“a”, “b”]", Place{1, 9}, `write plain quotation marks: tags = ["a", "b"]`},
		{"title = \"Port\nb = 1", Place{1, 14}, `close the quotation mark: title = "Port"`},
		{"title = Port of X\"", Place{1, 9}, `open the quotation mark: title = "Port of X"`},
		{"title = \"A \"port\" of X\"", Place{1, 13}, `put single quotation marks around it: title = 'A "port" of X'`},
		{"title = 'Iran's port'", Place{1, 15}, `put double quotation marks around it: title = "Iran's port"`},
		{"title = 'Iran's \"port\"'", Place{1, 15}, `put a backslash before each mark within the text: title = "Iran's \"port\""`},
		{`title = "C:\port"`, Place{1, 10}, `put single quotation marks around it: title = 'C:\port'`},
		{"date = 2022-11-9", Place{1, 8}, "write the date as: date = 2022-11-09"},
		{"date = 2022/1/9", Place{1, 12}, "write the date as: date = 2022-01-09"},
		{"date = 9.11.2022", Place{1, 8}, "write the date as: date = 2022-11-09"},
		{"date = 9 November 2022", Place{1, 9}, "write the date as: date = 2022-11-09"},
		{"date = 2022-11-09 6:40 UTC", Place{1, 8}, "write the date as: date = 2022-11-09T06:40:00Z"},
		{"date = 2022-11-09T06:40:00+0330", Place{1, 8}, "write the date as: date = 2022-11-09T06:40:00+03:30"},
		{"date = 2022-13-01", Place{1, 8}, "write the month before the day: date = 2022-01-13"},
		{"date = 2022-02-30", Place{1, 8}, "there is no such day or time; write one that there is, as 2022-11-09 or 2022-11-09T06:40:00Z"},
		{"date = 11/9/2022", Place{1, 10}, "write the year first, then the month and the day: date = 2022-11-09"},
		{"draft = Yes", Place{1, 9}, "write: draft = true"},
		{"draft = off", Place{1, 9}, "write: draft = false"},
		{"weight = 01", Place{1, 10}, "leave out the zeros before it: weight = 1"},
		{"title = \"A\";", Place{1, 12}, `leave out what stands at the end: title = "A"`},
		{"title =", Place{1, 7}, `give it a value, as title = "text", or remove the line`},
		{"title \"A\"", Place{1, 7}, `write = between the two: title = "A"`},
		{"title\u00a0= \"A\"", Place{1, 6}, "a space in it is one that does not break, U+00A0: write a plain one"},
		{"publish date = 2022-11-09", Place{1, 9}, "a key is one word: publish_date = 2022-11-09"},
		{"имя = \"A\"", Place{1, 1}, `put the key in quotes: "имя" = "A"`},
		{"// a remark", Place{1, 1}, "a comment begins with #"},
		{"[source", Place{1, 7}, "close the brackets: [source]"},
		{"[[claims]", Place{1, 9}, "close the brackets: [[claims]]"},
		{"a = 1\ntitle: A port", Place{2, 6}, `write it as TOML: title = "A port"`},
		{"title: A\ndate: 2022-11-09\na = 1", Place{1, 1}, "write every line as key = \"value\"; in front matter YAML stands between lines of ---"},
		{"title = \"A\x01B\"", Place{1, 10}, "remove it; it cannot be seen"},
		{"a = {b = c d}", Place{1, 10}, generic},
	} {
		_, problems := decodeTOML(tt.text)
		if len(problems) == 0 {
			t.Errorf("%q is read", tt.text)
			continue
		}
		p := problems[0]
		if p.Cure != tt.want || (Place{p.Line, p.Col}) != tt.at {
			t.Errorf("%q: the cure at %d:%d is\n%s\nwant at %v\n%s", tt.text, p.Line, p.Col, p.Cure, tt.at, tt.want)
		}
	}
}

// TestManyCures wants each of many mistakes that have a cure of their own to be told in one run.
func TestManyCures(t *testing.T) {
	t.Parallel()
	_, problems := decodeTOML("a = b c\nd = e\nf = g\nh = i\nj = k\nl = 1\n")
	if len(problems) != 5 {
		t.Errorf("%d problems, want 5: %s", len(problems), said(problems))
	}
}

func TestYAMLCures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		line int
		want string
	}{
		{"title: Port: of X\n", 1, `put the value in quotes: title: "Port: of X"`},
		{"a: b\ntitle: “Port”: of X\n", 2, `put the value in quotes: title: "“Port”: of X"`},
		{"author: @me\n", 1, `put the value in quotes: author: "@me"`},
		{"title:Port\ndate: 2022-11-09\n", 1, "write a space behind the colon: title: Port"},
		{"tags:\n\t- a\n", 2, "indent with spaces, not with tabs"},
	} {
		_, problems := decodeYAML(tt.text)
		if len(problems) != 1 || problems[0].Cure != tt.want || problems[0].Line != tt.line {
			t.Errorf("%q: %+v, want on line %d %q", tt.text, problems, tt.line, tt.want)
		}
	}
}
