//go:build full

package search

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/chromedp/chromedp"

	"briefings/cmd/internal/search/words"
	"briefings/cmd/internal/sitecheck/chromium"
)

// TestScript wants the words that the script makes of a text to be those of the index.
func TestScript(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile("../../../layouts/assets/search.js")
	if err != nil {
		t.Fatal(err)
	}
	browser := chromium.Open(t, fstest.MapFS{
		"index.html": {Data: []byte(`<!DOCTYPE html><html lang="en"><title>Words</title>`)},
		"search.js":  {Data: script},
	}, "http://localhost/")
	texts := strange(9)
	want := make([]string, len(texts))
	for i, text := range texts {
		var all []string
		words.Spans(text, func(raw string) { all = append(all, words.Of(raw)...) })
		want[i] = strings.Join(all, "|")
	}
	for chunk := range slices.Chunk(indexes(len(texts)), 4000) {
		in, err := json.Marshal(texts[chunk[0] : chunk[len(chunk)-1]+1])
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		script := fmt.Sprintf(`import("/search.js").then(s => %s.map(x => s.tokens(x).map(w => w.word).join("|")))`, in)
		err = browser.Visit("", chromium.View{Width: 800}, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			got, err = chromedp.Evaluate[[]string](script, chromedp.EvalAwaitPromise)(ctx, target)
			return err
		}))
		if err != nil {
			t.Fatal(err)
		}
		faults := 0
		for i, g := range got {
			text := texts[chunk[i]]
			if w := want[chunk[i]]; g != w && faults < 40 {
				faults++
				t.Errorf("the words of %+q are %+q in the script, want %+q", text, g, w)
			}
		}
	}
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// strange returns every character between two letters, and random words of several scripts with what folding
// drops and changes.
func strange(seed uint64) []string {
	var out []string
	for r := rune(' '); r < unicode.MaxRune; r++ {
		if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Cf) && !unicode.In(r, unicode.Han, unicode.Hangul) {
			out = append(out, "a"+string(r)+"b", string(r))
		}
	}
	r := rand.New(rand.NewPCG(seed, 2))
	pieces := []rune("aàáåIİıßẞſøłĐÞæŒ'’ʼʿ-–…éеёЁйЙїўѓќжѣ́̈ςσΣΆΐكکيىیئؤأإآٱةههٔۀۂە۰۱٣ًٌَُّـ\u200c\u200d\u00ad\u200bﷲﻻﬁ½²ﾊハ東กำשּׁ가각 \n")
	for range 3000 {
		word := make([]rune, 1+r.IntN(8))
		for i := range word {
			word[i] = pieces[r.IntN(len(pieces))]
		}
		out = append(out, string(word))
	}
	return out
}
