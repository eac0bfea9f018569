package config

import (
	"fmt"

	"golang.org/x/text/language"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/typed"
)

const languageCure = `write it as "en", "fa" or "zh-Hant"`

func noLanguage(s string) string { return fmt.Sprintf("%q is no language", s) }

// lang takes a BCP 47 tag. In YAML, "English" is another program's, and passed over.
func lang(t *typed.Table, yaml bool) string {
	s := t.Str("lang")
	if s == "" {
		return ""
	}
	tag, ok := languageTag(s)
	if !ok && !yaml {
		t.Report("lang", diag.KeyValue, noLanguage(s), languageCure)
	}
	return tag
}

// languageTag is s as BCP 47 has it: zh_tw is zh-TW. False if it is no language.
func languageTag(s string) (string, bool) {
	tag, err := language.Parse(s)
	if err != nil {
		return "", false
	}
	return tag.String(), true
}

// Direction returns the direction that the language's script is written in.
func Direction(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return "ltr"
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return "rtl"
	}
	return "ltr"
}
