package words

// plainWords are words of ASCII, which most are in many texts, with their tokens: a hash table that folds a word
// as it looks for it. It costs half of what a map does.
type plainWords struct {
	slots []plainWord // a power of two; one of two is empty at least
	used  int
}

// A plainWord has an empty word if there is none.
type plainWord struct {
	word  string
	token Token
}

func newPlainWords() plainWords { return plainWords{slots: make([]plainWord, 1<<12)} }

// find returns the slot of a word, for the caller to fill it if it is empty; nil if the word is too long or not of
// ASCII.
func (p *plainWords) find(raw string) *plainWord {
	if len(raw) > Max {
		return nil
	}
	h := uint32(2166136261) // FNV-1a
	for i := range len(raw) {
		c := raw[i]
		if int(c) >= len(lower) {
			return nil
		}
		h = (h ^ uint32(lower[c])) * 16777619
	}
	for k := h ^ h>>15; ; k++ {
		slot := &p.slots[k&uint32(len(p.slots)-1)]
		if slot.word == "" || len(slot.word) == len(raw) && isLower(slot.word, raw) {
			return slot
		}
	}
}

// isLower reports whether word is raw, which is as long and of ASCII, in small letters.
func isLower(word, raw string) bool {
	for i := range len(raw) {
		if word[i] != lower[raw[i]] {
			return false
		}
	}
	return true
}

// grow is called when a slot was filled. Slots are others then.
func (p *plainWords) grow() {
	if p.used++; p.used*2 <= len(p.slots) {
		return
	}
	old := p.slots
	p.slots = make([]plainWord, 2*len(old))
	for _, w := range old {
		if w.word != "" {
			*p.find(w.word) = w
		}
	}
}
