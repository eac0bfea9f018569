package present

import "testing"

func TestReadable(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://e.example/%D0%BF%D0%BE%D1%80%D1%82/?q=a%20b%2F": "https://e.example/порт/?q=a%20b%2F",
		"https://e.example/%d8%a8%d9%86%d8%af%d8%b1":             "https://e.example/بندر",
		"https://e.example/%D0":                                  "https://e.example/%D0",
		"https://e.example/%E2%80%AEx":                           "https://e.example/%E2%80%AEx", // what turns the text round stays encoded
		"https://e.example/100%":                                 "https://e.example/100%",
		"https://e.example/%zz%8":                                "https://e.example/%zz%8",
		"https://e.example/plain/#a%C3%A9":                       "https://e.example/plain/#aé",
	} {
		if got := readable(address); got != want {
			t.Errorf("readable(%q) = %q, want %q", address, got, want)
		}
	}
}
