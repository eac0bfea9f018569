package corpus

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"path"
	"path/filepath"
	"strings"
	"time"
)

const (
	articleWords = 400 // mean
	spread       = 0.5 // sigma of the lognormal distribution of lengths
	noteWords    = 250
	linkReach    = 300 // a note links to one of so many articles before it
)

// A stream draws what one document says.
type stream struct {
	*rand.Rand
	pcg          *rand.PCG
	words, names *rand.Zipf
}

func newStream() stream {
	pcg := rand.NewPCG(0, 0)
	rng := rand.New(pcg)
	return stream{rng, pcg,
		rand.NewZipf(rng, 1.05, 2.7, vocabularySize-1), // Mandelbrot's offset for English
		rand.NewZipf(rng, 1.05, 2, entityCount-1),
	}
}

// A writer writes documents one after the other.
type writer struct {
	*site
	stream
	linked    stream // draws the heads of documents that this one links to
	buf       bytes.Buffer
	mentioned []entity // whom the document at hand may name
}

func newWriter(s *site) *writer {
	return &writer{site: s, stream: newStream(), linked: newStream()}
}

// A head is what others can know of a document without reading it.
type head struct {
	id, title string
	date      time.Time
}

// head draws the head of document i and leaves from where the rest of the document begins.
func (s *site) head(from stream, i int) head {
	from.pcg.Seed(s.seed, uint64(i))
	var h head
	if i < s.articles {
		h.date = date(i, s.articles, from.Float64())
	} else {
		h.date = date(i-s.articles, s.notes, from.Float64())
	}
	var title []string
	for range 5 + from.IntN(5) {
		title = append(title, s.words[len(functionWords)+int(from.words.Uint64())%(vocabularySize-len(functionWords))])
	}
	h.id = fmt.Sprintf("%s-%d", strings.Join(title[:3], "-"), i)
	title[0] = capital(title[0])
	h.title = strings.Join(title, " ")
	return h
}

func (h head) articlePath() string {
	return fmt.Sprintf("articles/%s/%s.md", h.date.Format("2006/01"), h.id)
}

func (h head) notePath() string {
	return fmt.Sprintf("notes/%d/%s.md", h.date.Year(), h.id)
}

// document writes document i.
func (w *writer) document(i int) error {
	h := w.head(w.stream, i)
	w.buf.Reset()
	w.chooseEntities()
	subject := themes[min(w.IntN(len(themes)), w.IntN(len(themes)))] // the first ones are the larger
	name := h.articlePath()
	if i < w.articles {
		w.article(h, subject)
	} else {
		name = h.notePath()
		w.note(h, subject, i-w.articles)
	}
	return w.write(filepath.Join("content", filepath.FromSlash(name)), w.buf.Bytes())
}

// chooseEntities draws three to eight entities, by popularity.
func (w *writer) chooseEntities() {
	w.mentioned = w.mentioned[:0]
	taken := map[uint64]bool{}
	for n := 3 + w.IntN(6); len(taken) < n; {
		if k := w.names.Uint64(); !taken[k] {
			taken[k] = true
			w.mentioned = append(w.mentioned, w.entities[k])
		}
	}
}

func (w *writer) article(h head, subject theme) {
	fmt.Fprintf(&w.buf, "+++\ntitle = %q\ndate = %s\n", h.title, h.date.Format(time.RFC3339))
	for _, e := range w.mentioned {
		if e.kind == "place" {
			fmt.Fprintf(&w.buf, "place = %q\n", e.id)
			break
		}
	}
	w.keys(subject)
	publisher := w.sources[agencyCount+w.IntN(sourceCount-agencyCount)]
	agency := w.IntN(agencyCount)
	fmt.Fprintf(&w.buf, "\n[source]\npublisher = %q\nagency = %q\nurl = \"https://%s.example/%s/\"\nretrieved = %s\n",
		publisher.id, w.sources[agency].id, publisher.id, h.id, h.date.Add(5*time.Hour).Format(time.RFC3339))
	if w.IntN(3) == 0 {
		fmt.Fprintf(&w.buf, "via = [%q]\n", w.sources[(agency+1)%agencyCount].id)
	}
	w.buf.WriteString("+++\n")
	mu := math.Log(articleWords) - spread*spread/2
	length := int(math.Exp(mu + spread*w.NormFloat64()))
	w.text(min(max(length, 40), 4000), subject)
}

// keys writes the front matter that articles and notes have in common.
func (w *writer) keys(subject theme) {
	var tags []string
	if w.IntN(10) < 7 {
		tags = append(tags, subject.tags[w.IntN(2)])
	}
	if other := themes[w.IntN(len(themes))]; w.IntN(5) == 0 && other.id != subject.id {
		tags = append(tags, other.tags[w.IntN(2)])
	}
	if len(tags) > 0 {
		fmt.Fprintf(&w.buf, "tags = [%s]\n", quoted(tags))
	}
	ids := make([]string, 0, len(w.mentioned))
	for _, e := range w.mentioned {
		ids = append(ids, e.id)
	}
	fmt.Fprintf(&w.buf, "entities = [%s]\n", quoted(ids))
}

func (w *writer) note(h head, subject theme, i int) {
	fmt.Fprintf(&w.buf, "+++\ntitle = %q\ndate = %s\nauthors = [\"The desk\"]\nconfidence = %q\n",
		h.title, h.date.Format(time.RFC3339), pick(w.Rand, []string{"low", "medium", "high"}))
	w.keys(subject)
	w.buf.WriteString("+++\n")
	w.text(noteWords/2, subject)
	w.links(h, i)
	w.buf.WriteString("\n| Item | First | Second |\n| --- | --- | ---: |\n")
	for range 4 {
		fmt.Fprintf(&w.buf, "| %s | %s | %d |\n", w.word(), w.word(), w.IntN(1000))
	}
	w.text(noteWords/2-60, subject)
	w.buf.WriteString("\nThis is what is known so far.[^1]\n\n[^1]: ")
	w.sentence(12)
	w.buf.WriteByte('\n')
}

// links writes a paragraph that links to two to five articles not long before note i.
func (w *writer) links(h head, i int) {
	last := 0
	if w.notes > 0 {
		last = i * w.articles / w.notes
	}
	reach := min(last+1, linkReach, w.articles)
	taken := map[int]bool{}
	w.buf.WriteByte('\n')
	for n := min(2+w.IntN(4), reach); len(taken) < n; {
		k := last - w.IntN(reach)
		if taken[k] {
			continue
		}
		taken[k] = true
		to := w.head(w.linked, k)
		switch w.IntN(3) {
		case 0:
			fmt.Fprintf(&w.buf, "So says [[%s]], %s.\n", to.id, w.word())
		case 1:
			fmt.Fprintf(&w.buf, "It is in [[%s|%s %s]] too.\n", to.id, w.word(), w.word())
		default:
			up := strings.Repeat("../", strings.Count(path.Dir(h.notePath()), "/")+1)
			fmt.Fprintf(&w.buf, "Compare [%s](%s%s).\n", to.title, up, to.articlePath())
		}
	}
}

// text writes paragraphs of about so many words.
func (w *writer) text(words int, subject theme) {
	for words > 0 {
		w.buf.WriteByte('\n')
		for k := range 2 + w.IntN(3) {
			if k > 0 {
				w.buf.WriteByte(' ')
			}
			length := min(8+w.IntN(20), max(words, 4))
			w.sentence(length)
			if w.IntN(60) == 0 {
				fmt.Fprintf(&w.buf, " It is about %s.", subject.phrase)
			}
			if words -= length; words <= 0 {
				break
			}
		}
		w.buf.WriteByte('\n')
	}
}

// sentence writes so many words, names of entities among them, and a full stop.
func (w *writer) sentence(words int) {
	quote := -1 // where a quoted run begins
	if words > 10 && w.IntN(8) == 0 {
		quote = words / 2
	}
	for k := range words {
		if k > 0 {
			if k != quote && w.IntN(14) == 0 {
				w.buf.WriteByte(',')
			}
			w.buf.WriteByte(' ')
		}
		if k == quote {
			w.buf.WriteByte('"')
		}
		word := w.word()
		if w.IntN(25) == 0 {
			e := w.mentioned[w.IntN(len(w.mentioned))]
			word = e.name
			if w.IntN(2) == 0 {
				word = e.alias
			}
		}
		if k == 0 {
			word = capital(word)
		}
		w.buf.WriteString(word)
		if k == quote+3 && quote >= 0 {
			w.buf.WriteByte('"')
		}
	}
	w.buf.WriteByte('.')
}

// word draws a word by its frequency.
func (w *writer) word() string { return w.site.words[w.stream.words.Uint64()] }

// quoted returns plain ASCII strings as the inside of a TOML array.
func quoted(list []string) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", s)
	}
	return b.String()
}
