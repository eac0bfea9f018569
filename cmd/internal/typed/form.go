package typed

// A Form is what a key's value must be, in the words of messages.
type Form string

const (
	AString Form = "a string"
	ATruth  Form = "true or false"
	ANumber Form = "a whole number"
	ADate   Form = "a date"
	AList   Form = "a list of strings"
	ATable  Form = "a table"
	Tables  Form = "a list of tables"
)

// A KeyDoc is one key as the help lists it.
type KeyDoc struct {
	Key  string // with the keys of the tables around it: source.url
	Form Form
	Text string // one line: what it means
}

// Doc returns a KeyDoc.
func Doc(key string, form Form, text string) KeyDoc { return KeyDoc{key, form, text} }
