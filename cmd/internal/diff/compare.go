package diff

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// compare returns what a reader would see change from one page to another, in the order of the page.
func compare(was, now *page) []Change {
	var out []Change
	if was.title != now.title {
		out = append(out, Change{Kind: Headline, Was: was.title, Now: now.title})
	}
	for _, r := range runs(lines(was.blocks), lines(now.blocks)) {
		out = append(out, paired(was.blocks[r.from:r.to], now.blocks[r.in:r.out])...)
	}
	return out
}

func lines(blocks []block) []string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = b.line()
	}
	return out
}

// A run says that lines [from, to) of one text are lines [in, out) in the other. Either may be none.
type run struct{ from, to, in, out int }

// runs compares two texts by their lines, which have no newline in them.
func runs(was, now []string) []run {
	text := diff.Diff("a", joined(was), "b", joined(now))
	var out []run
	var at run
	end := func() {
		if at.to > at.from || at.out > at.in {
			out = append(out, at)
		}
		at = run{at.to, at.to, at.out, at.out}
	}
	begun := false
	for line := range bytes.Lines(text) {
		switch {
		case bytes.HasPrefix(line, []byte("@@ ")):
			end()
			begun = true
			var from, in, n, m int
			fmt.Sscanf(string(line), "@@ -%d,%d +%d,%d @@", &from, &n, &in, &m)
			at = run{max(from-1, 0), max(from-1, 0), max(in-1, 0), max(in-1, 0)}
			if n == 0 { // of no lines the one before is named
				at.from, at.to = from, from
			}
			if m == 0 {
				at.in, at.out = in, in
			}
		case !begun:
		case line[0] == '-':
			at.to++
		case line[0] == '+':
			at.out++
		default:
			end()
			at = run{at.from + 1, at.from + 1, at.in + 1, at.in + 1}
		}
	}
	end()
	return out
}

func joined(lines []string) []byte {
	if len(lines) == 0 {
		return nil
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// paired tells of blocks that were there and of those that are there now what became what.
func paired(was, now []block) []Change {
	var out []Change
	taken := make([]bool, len(now))
	for _, a := range was {
		i := match(a, now, taken)
		if i < 0 {
			out = append(out, Change{Kind: Removed, Where: a.where, List: a.list, Was: a.shown()})
			continue
		}
		taken[i] = true
		c := Change{Kind: Changed, Where: now[i].where, List: now[i].list, Was: a.shown(), Now: now[i].shown()}
		if a.claim != "" && a.stance != now[i].stance {
			c.Kind = Claim
		}
		out = append(out, c)
	}
	for i, b := range now {
		if !taken[i] {
			out = append(out, Change{Kind: Added, Where: b.where, List: b.list, Now: b.shown()})
		}
	}
	return out
}

// alike is which part of their words two blocks share at the least if one became the other.
const alike = 0.5

// match finds what a block became; -1 if it is gone. An item of a list becomes no other.
func match(a block, now []block, taken []bool) int {
	best, most := -1, alike
	for i, b := range now {
		switch {
		case taken[i] || a.list != b.list || (a.claim == "") != (b.claim == ""):
		case a.claim != "" && a.claim == b.claim:
			return i
		case a.list:
		default:
			if s := similarity(a.text, b.text); s >= most && (best < 0 || s > most) {
				best, most = i, s
			}
		}
	}
	return best
}

// similarity is which part of the words of two texts they share: from 0 to 1.
func similarity(a, b string) float64 {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x)+len(y) == 0 {
		return 0
	}
	count := map[string]int{}
	for _, w := range x {
		count[w]++
	}
	shared := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}

// A Piece is a part of two texts: words that both have, or that one of them has.
type Piece struct {
	Text string
	Sign byte // ' ', '-' or '+'
}

// Words compares two texts by their words.
func Words(was, now string) []Piece {
	x, y := strings.Fields(was), strings.Fields(now)
	var out []Piece
	add := func(sign byte, words []string) {
		if len(words) > 0 {
			out = append(out, Piece{strings.Join(words, " "), sign})
		}
	}
	at := 0
	for _, r := range runs(x, y) {
		add(' ', x[at:r.from])
		add('-', x[r.from:r.to])
		add('+', y[r.in:r.out])
		at = r.to
	}
	add(' ', x[at:])
	return slices.Clip(out)
}
