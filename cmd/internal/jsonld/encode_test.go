package jsonld

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestEveryProperty sets each property alone: it is to be written, by its own word.
func TestEveryProperty(t *testing.T) {
	t.Parallel()
	words := map[string]string{}
	check := func(typ reflect.Type, field func(thing *Thing, i int) reflect.Value) {
		for i := range typ.NumField() {
			var thing Thing
			set := field(&thing, i)
			switch set.Interface().(type) {
			case string:
				set.SetString("x")
			case int:
				set.SetInt(7)
			case bool:
				set.SetBool(true)
			case *Thing:
				set.Set(reflect.ValueOf(&Thing{Type: "x"}))
			case []Thing:
				set.Set(reflect.ValueOf([]Thing{{Type: "x"}, {}}))
			case []string:
				set.Set(reflect.ValueOf([]string{"x", "y"}))
			case []Name:
				set.Set(reflect.ValueOf([]Name{{"fa", "x"}, {"", "y"}}))
			case *Details:
				continue
			default:
				t.Fatalf("%s is of a type that nobody writes", typ.Field(i).Name)
			}
			out := thing.append(nil)
			var got map[string]any
			if json.Unmarshal(out, &got) != nil || len(got) != 1 {
				t.Errorf("%s is written as %s: add it to the others", typ.Field(i).Name, out)
			}
			for word := range got {
				if other, ok := words[word]; ok {
					t.Errorf("%s and %s are both written as %q", typ.Field(i).Name, other, word)
				}
				words[word] = typ.Field(i).Name
			}
		}
	}
	check(reflect.TypeFor[Thing](), func(thing *Thing, i int) reflect.Value { return reflect.ValueOf(thing).Elem().Field(i) })
	check(reflect.TypeFor[Details](), func(thing *Thing, i int) reflect.Value {
		thing.Details = &Details{}
		return reflect.ValueOf(thing.Details).Elem().Field(i)
	})
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"", "Teheran", "\"\\\x00\n\t\x7f", "</script>\u2028&", "\xff\xfe", "كيهان"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := (&Thing{Name: "x" + s}).append(nil)
		var got struct{ Name string }
		if json.Unmarshal(out, &got) != nil || got.Name != "x"+strings.ToValidUTF8(s, "\ufffd") {
			t.Errorf("%q is written as %s", s, out)
		}
		if strings.ContainsAny(string(out), "<>&\u2028\u2029") {
			t.Errorf("%q is written as %s, which a script of HTML must not hold", s, out)
		}
	})
}
