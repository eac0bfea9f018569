package boundary

import (
	"strings"
	"testing"
)

func TestSentence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, part, want string }{
		{"One. Two here. Three.", "Two", "Two here."},
		{"One. Two here. Three.", "Three", "Three."},
		{"One. Two. Three.", "ne. T", "One. Two."},
		{"He met Mr. Smith there. Then he left.", "Smith", "He met Mr. Smith there."},
		{"V. Putin spoke. A. N. Other did not.", "Putin", "V. Putin spoke."},
		{"V. Putin spoke. A. N. Other did not.", "Other", "A. N. Other did not."},
		{"It left. U.S. officials said so. No.", "so", "U.S. officials said so."},
		{"The U.S. Navy sailed. It did.", "Navy", "The U.S. Navy sailed."},
		{"They live in the U.S. The minister does not.", "minister", "The minister does not."},
		{"On Jan. 5, Iran spoke. Then.", "Iran", "On Jan. 5, Iran spoke."},
		{"Under No. 5, Iran spoke.", "Iran", "Under No. 5, Iran spoke."},
		{"He said no. Iran left.", "Iran", "Iran left."},
		{"At 5 p.m. Tuesday it rained. Yes.", "rained", "At 5 p.m. Tuesday it rained."},
		{"“Why?” he asked. She left.", "he", "“Why?” he asked."},
		{"Really? Yes! No.", "Yes", "Yes!"},
		{"a line\nbroken here. Next", "broken", "a line\nbroken here."},
		{"One.\nTwo.", "Two", "Two."},
		{"В 2022 г. Иран заявил. Затем В. Путин уехал.", "Иран", "В 2022 г. Иран заявил."},
		{"Иран заявил. Затем В. Путин уехал. Всё.", "Путин", "Затем В. Путин уехал."},
		{"伊朗说。俄罗斯说。", "俄罗斯", "俄罗斯说。"},
		{"قال ذلك. ثم غادر؟ نعم.", "غادر", "ثم غادر؟"},
		{"  lone  ", "lone", "lone"},
		{"", "", ""},
	} {
		at := strings.Index(c.text, c.part)
		from, to := Sentence(c.text, at, at+len(c.part))
		if got := c.text[from:to]; got != c.want {
			t.Errorf("Sentence of %q in %q is %q, want %q", c.part, c.text, got, c.want)
		}
	}
}
