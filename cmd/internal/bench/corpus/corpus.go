// Package corpus writes sites of any size to measure and test with: wire stories of about 400 words,
// notes of about 250 that link to them, entities, sources and a dozen briefings.
//
// A site follows from its numbers and its seed alone, and a build of it meets no problem: every
// reference leads somewhere, and no name is shared or a common word.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

const (
	firstYear = 2020
	years     = 5
)

// A site is what Generate writes. All that a document says follows from the seed and the document's
// number, so that one can link to any other, and nothing is kept of those that are written. Its
// fields do not change once Generate has made it.
type site struct {
	dir             string
	articles, notes int
	seed            uint64
	words           []string
	entities        []entity
	sources         []source
}

// Generate writes a site of articles and notes into dir, which must be empty or absent. The
// same numbers and seed give the same bytes. A build of the site meets no problem.
func Generate(dir string, articles, notes int, seed uint64) error {
	if articles < 0 || notes < 0 {
		return fmt.Errorf("generate: %d articles and %d notes: want none or more", articles, notes)
	}
	if old, err := os.ReadDir(dir); err == nil && len(old) > 0 {
		return fmt.Errorf("generate: %s is not empty", dir)
	}
	rng := rand.New(rand.NewPCG(seed, ^uint64(0)))
	names := &namer{rng, map[string]bool{}}
	s := &site{
		dir: dir, articles: articles, notes: notes, seed: seed,
		words:    vocabulary(rng, vocabularySize),
		entities: makeEntities(names),
		sources:  makeSources(names),
	}
	if err := s.makeFolders(); err != nil {
		return fmt.Errorf("generate: %w", err)
	}
	if err := s.writeSite(rng); err != nil {
		return fmt.Errorf("generate: %w", err)
	}
	if err := s.writeDocuments(); err != nil {
		return fmt.Errorf("generate: %w", err)
	}
	return nil
}

func (s *site) makeFolders() error {
	folders := []string{"entities", "sources"}
	for y := firstYear; y < firstYear+years; y++ {
		folders = append(folders, fmt.Sprintf("notes/%d", y))
		for m := 1; m <= 12; m++ {
			folders = append(folders, fmt.Sprintf("articles/%d/%02d", y, m))
		}
	}
	for _, f := range folders {
		if err := os.MkdirAll(filepath.Join(s.dir, "content", filepath.FromSlash(f)), 0o755); err != nil {
			return err
		}
	}
	return nil
}

// writeDocuments writes articles and notes. Documents are numbered, articles first.
func (s *site) writeDocuments() error {
	w := newWriter(s)
	for i := range s.articles + s.notes {
		if err := w.document(i); err != nil {
			return err
		}
	}
	return nil
}

// date spreads n documents evenly over the years. share, at least 0 and below 1, is where
// between its neighbours document i falls.
func date(i, n int, share float64) time.Time {
	start := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	end := time.Date(firstYear+years, 1, 1, 0, 0, 0, 0, time.UTC)
	at := (float64(i) + share) / float64(n) * end.Sub(start).Seconds()
	return start.Add(time.Duration(at) * time.Second)
}
