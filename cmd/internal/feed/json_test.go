package feed

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestJSON(t *testing.T) {
	t.Parallel()
	got, err := JSON(sample())
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range checkJSON(got) {
		t.Error(problem)
	}
	want := `{"version":"https://jsonfeed.org/version/1.1","title":"Drone supply & <who> says so",` +
		`"home_page_url":"https://desk.example/briefings/drone-supply/",` +
		`"feed_url":"https://desk.example/briefings/drone-supply/atom.xml",` +
		`"description":"Who supplied what.","authors":[{"name":"The desk"}],"language":"en","items":[` +
		`{"id":"tag:desk.example,2022:article/patrushev-shamkhani",` +
		`"url":"https://desk.example/articles/2022/patrushev-shamkhani/",` +
		`"external_url":"https://wire.example/a?b=1&c=2","title":"Security chiefs meet",` +
		`"content_html":"<p>They met &amp; spoke of a <code>]]&gt;</code> ]]></p>\n",` +
		`"summary":"They met, \"again\".","date_published":"2022-11-09T12:00:00+03:30",` +
		`"date_modified":"2022-11-10T06:40:00Z","authors":[{"name":"A. Desk"},{"name":"B. Desk"}],` +
		`"tags":["drones","a \"quoted\" & <odd> tag"]},` +
		`{"id":"tag:desk.example,2022:note/%D1%81%D0%BE%D0%B2%D0%B1%D0%B5%D0%B7",` +
		`"url":"https://desk.example/notes/%D1%81%D0%BE%D0%B2%D0%B1%D0%B5%D0%B7/","title":"Совет безопасности",` +
		`"content_text":"Только сводка.","summary":"Только сводка.",` +
		`"date_published":"2022-11-08T00:00:00Z","date_modified":"2022-11-08T00:00:00Z","language":"ru"},` +
		`{"id":"tag:desk.example,2022:note/no-page","content_text":"Neither page nor HTML.",` +
		`"summary":"Neither page nor HTML.","date_modified":"1970-01-01T00:00:00Z"}]}` + "\n"
	if string(got) != want {
		t.Errorf("JSON changed; every reader of every site gets these bytes, so mean it:\n%s", got)
	}
}

func TestJSONEmpty(t *testing.T) {
	t.Parallel()
	got, err := JSON(Feed{ID: "tag:a.example,2022:x", Title: "a\x00b\xff"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"items":[]`, "\"title\":\"ab\ufffd\"", "\"authors\":[{\"name\":\"ab\ufffd\"}]"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("want %s in %s", want, got)
		}
	}
}

func FuzzJSON(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "https://desk.example/"+s, s, int64(len(s)))
	}
	f.Fuzz(func(t *testing.T, text, address, lang string, unix int64) {
		got, err := JSON(hostileFeed(text, address, lang, unix))
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range checkJSON(got) {
			t.Error(problem)
		}
	})
}

// checkJSON returns what in data is against JSON Feed 1.1.
func checkJSON(data []byte) (problems []string) {
	var feed struct {
		Version string
		Title   *string
		Items   []struct {
			ID            string
			ContentHTML   *string `json:"content_html"`
			ContentText   *string `json:"content_text"`
			DatePublished *string `json:"date_published"`
			DateModified  *string `json:"date_modified"`
		}
	}
	if err := json.Unmarshal(data, &feed); err != nil {
		return []string{"not JSON: " + err.Error()}
	}
	if !utf8.Valid(data) || bytes.ContainsAny(data, "\x00\ufffe\uffff") {
		problems = append(problems, "has characters that cannot be published")
	}
	if feed.Version != "https://jsonfeed.org/version/1.1" || feed.Title == nil || feed.Items == nil {
		problems = append(problems, "version, title and items are required")
	}
	ids := map[string]bool{}
	for _, item := range feed.Items {
		if item.ID == "" || ids[item.ID] {
			problems = append(problems, "an item must have an id of its own, not "+item.ID)
		}
		ids[item.ID] = true
		if item.ContentHTML == nil && item.ContentText == nil {
			problems = append(problems, item.ID+" must have content_html or content_text")
		}
		for _, d := range []*string{item.DatePublished, item.DateModified} {
			if d == nil {
				continue
			}
			if _, err := time.Parse(time.RFC3339, *d); err != nil {
				problems = append(problems, err.Error())
			}
		}
	}
	return problems
}
