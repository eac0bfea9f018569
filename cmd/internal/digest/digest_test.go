package digest_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"testing/quick"
	"time"

	"briefings/cmd/internal/digest"
)

type leaf struct {
	A, B string
	N    int
	Ok   bool
}

type tree struct {
	leaf
	Name   string
	Leaves []leaf
	Next   *tree
	Free   map[string]any
	Any    any
	Sites  []*leaf
}

// TestDiffer gives values that are nearly the same, or whose parts in a row are, digests of their own.
func TestDiffer(t *testing.T) {
	t.Parallel()
	var d digest.Digester
	now := time.Date(2022, 11, 9, 0, 0, 0, 0, time.UTC)
	values := []any{
		nil, "", "a", 0, 1, int64(1), uint(1), 1.0, true, false, now, now.Add(1), now.In(time.FixedZone("", 3600)),
		leaf{}, leaf{A: "ab"}, leaf{A: "a", B: "b"}, leaf{B: "ab"}, &leaf{}, (*leaf)(nil), []leaf{}, []leaf{{}}, []leaf{{}, {}},
		[]string{"ab"}, []string{"a", "b"}, []string{"", "ab"}, []any{"a", "b"}, []any{"a", []any{"b"}}, []any{[]any{"a"}, "b"},
		map[string]any{}, map[string]any{"a": 1}, map[string]any{"a": "1"}, map[string]any{"a": nil}, map[string]any{"a": 1, "b": 2}, map[string]any{"a": 2, "b": 1},
		tree{}, tree{Name: "a"}, tree{leaf: leaf{A: "a"}}, tree{Any: "a"}, tree{Any: 1}, tree{Next: &tree{}}, tree{Next: &tree{Next: &tree{}}},
		tree{Free: map[string]any{"a": []any{1, "x"}}}, tree{Free: map[string]any{"a": []any{"x", 1}}}, tree{Sites: []*leaf{nil}}, tree{Sites: []*leaf{{}}},
	}
	seen := map[digest.Sum]any{}
	for _, v := range values {
		sum := d.Of(v)
		if other, ok := seen[sum]; ok {
			t.Errorf("%#v and %#v have one digest", v, other)
		}
		seen[sum] = v
		if again := d.Of(v); again != sum {
			t.Errorf("%#v has two digests", v)
		}
	}
	if d.Of("a", "b") == d.Of("ab") || d.Of("a", "b") == d.Of("b", "a") {
		t.Error("the digest of a list does not tell where one value ends")
	}
}

// TestEqual gives values that are deeply equal, and no others, one digest.
func TestEqual(t *testing.T) {
	t.Parallel()
	var d digest.Digester
	same := func(a, b map[string][]leaf) bool {
		return (d.Of(a) == d.Of(b)) == (len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b))
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
	m := map[int]string{}
	for range 100 {
		m[rand.Int()] = "x"
	}
	copied := map[int]string{}
	for k, v := range m {
		copied[k] = v
	}
	if d.Of(m) != d.Of(copied) {
		t.Error("the order of a map is in its digest")
	}
}

// TestShared has what many values point to in the digest of each.
func TestShared(t *testing.T) {
	t.Parallel()
	one, two := &leaf{A: "a"}, &leaf{A: "b"}
	a, b := digest.New(one), digest.New(two)
	if a.Of([]*leaf{one}) == b.Of([]*leaf{two}) {
		t.Error("what is shared is not in the digest")
	}
	if a.Of([]*leaf{one}) == a.Of([]*leaf{nil}) {
		t.Error("what is shared is in the digest as nothing")
	}
}
