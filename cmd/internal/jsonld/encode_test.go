package jsonld

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestEveryProperty sets each property alone: Script is to write it, by its own word.
func TestEveryProperty(t *testing.T) {
	t.Parallel()
	words := map[string]string{}
	typ := reflect.TypeFor[Thing]()
	for i := range typ.NumField() {
		var thing Thing
		field := reflect.ValueOf(&thing).Elem().Field(i)
		switch field.Interface().(type) {
		case string:
			field.SetString("x")
		case int:
			field.SetInt(7)
		case bool:
			field.SetBool(true)
		case *Thing:
			field.Set(reflect.ValueOf(&Thing{Type: "x"}))
		case []*Thing:
			field.Set(reflect.ValueOf([]*Thing{{Type: "x"}, {}}))
		case []string:
			field.Set(reflect.ValueOf([]string{"x", "y"}))
		case []Name:
			field.Set(reflect.ValueOf([]Name{{"fa", "x"}, {"", "y"}}))
		default:
			t.Fatalf("%s is of a type that Script does not know", typ.Field(i).Name)
		}
		out := thing.Script()
		var got map[string]any
		if json.Unmarshal([]byte(out), &got) != nil || len(got) != 1 {
			t.Errorf("%s is written as %s: Script must write it", typ.Field(i).Name, out)
		}
		for word := range got {
			if other, ok := words[word]; ok {
				t.Errorf("%s and %s are both written as %q", typ.Field(i).Name, other, word)
			}
			words[word] = typ.Field(i).Name
		}
	}
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"", "Teheran", "\"\\\x00\n\t\x7f", "</script>\u2028&", "\xff\xfe", "كيهان"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := (&Thing{Name: "x" + s}).Script()
		var got struct{ Name string }
		if json.Unmarshal([]byte(out), &got) != nil || got.Name != "x"+strings.ToValidUTF8(s, "\ufffd") {
			t.Errorf("%q is written as %s", s, out)
		}
		if strings.ContainsAny(string(out), "<>&\u2028\u2029") {
			t.Errorf("%q is written as %s, which a script of HTML must not hold", s, out)
		}
	})
}
