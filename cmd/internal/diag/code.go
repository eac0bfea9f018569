package diag

// A Code names a sort of problem. Codes are stable: sites name them under [problems].
type Code string

// Info describes a Code.
type Info struct {
	Severity Severity
	Always   bool   // an error also in a folder without briefings.toml
	Text     string // one line for "briefings help problems"
}

const (
	FrontMatter   Code = "front-matter"
	KeyUnknown    Code = "key-unknown"
	KeyType       Code = "key-type"
	KeyValue      Code = "key-value"
	KeyMissing    Code = "key-missing"
	KeyTwice      Code = "key-twice"
	KeyIgnored    Code = "key-ignored"
	URLTwice      Code = "url-twice"
	Escape        Code = "escape"
	Layout        Code = "layout"
	Reference     Code = "ref-missing"
	Fragment      Code = "ref-heading"
	Ambiguous     Code = "ref-ambiguous"
	RefHeld       Code = "ref-held"
	EmbedLoop     Code = "embed-loop"
	UnsafeURL     Code = "url-unsafe"
	EntityUnknown Code = "entity-unknown"
	SourceUnknown Code = "source-unknown"
	BriefUnknown  Code = "briefing-unknown"
	Rule          Code = "rule"
	IDTwice       Code = "id-twice"
	NameShared    Code = "name-shared"
	NameCommon    Code = "name-common"
	Limit         Code = "limit"
	Encoding      Code = "encoding"
	RawHTML       Code = "raw-html"
	Shortcode     Code = "shortcode"
	Comment       Code = "comment-open"
	FileKind      Code = "file-kind"
	StaticWins    Code = "static-wins"
	ImageRemote   Code = "image-remote"
	ImageAlt      Code = "image-alt"
)

// Codes is every code there is. What is not here warns.
var Codes = map[Code]Info{
	FrontMatter:   {Error, true, "front matter or briefings.toml that cannot be read"},
	KeyUnknown:    {Error, false, "a key that briefings does not know"},
	KeyType:       {Error, false, "a value of the wrong type"},
	KeyValue:      {Error, false, "a value that is not one of those allowed, or a date that is none"},
	KeyMissing:    {Error, false, "a key that must be there and is not"},
	KeyTwice:      {Error, false, "one key given twice, or in two spellings"},
	KeyIgnored:    {Warning, false, "a key of another program that has no meaning here"},
	URLTwice:      {Error, true, "two files that would be published at one address"},
	Escape:        {Error, true, "a path, link or symbolic link that leaves the site"},
	Layout:        {Error, true, "a layout that cannot be read, names a field that is not there, or fails"},
	Reference:     {Error, false, "a link, embed or picture to something that is not there"},
	Fragment:      {Error, false, "a link to a heading or block that is not there"},
	Ambiguous:     {Error, false, "a link or id that several documents answer to equally well"},
	RefHeld:       {Warning, false, "a link to a document that is held back or expired; shown as plain text"},
	EmbedLoop:     {Warning, false, "a document that embeds itself, directly or through others"},
	UnsafeURL:     {Warning, false, "an address with a scheme that is not published"},
	EntityUnknown: {Error, false, "an entity that has no file"},
	SourceUnknown: {Error, false, "a source that a rule names and nothing else does"},
	BriefUnknown:  {Error, false, "a briefing that is not declared"},
	Rule:          {Error, false, "a rule that cannot be understood"},
	IDTwice:       {Warning, false, "two documents with one id"},
	NameShared:    {Warning, false, "a name that two entities share; not linked by itself"},
	NameCommon:    {Warning, false, "an alias that is a common word; not linked by itself"},
	Limit:         {Warning, false, "text beyond a limit; shown as plain text"},
	Encoding:      {Warning, false, "text that is not UTF-8, or has characters that cannot be published"},
	RawHTML:       {Warning, false, "raw HTML, shown as text"},
	Shortcode:     {Warning, false, "a shortcode or template tag of another program, shown as text"},
	Comment:       {Warning, false, "a %%comment%% that never ends; the rest of the file is not published"},
	FileKind:      {Warning, false, "a file that is not published because of what it is"},
	StaticWins:    {Warning, false, "a file under static/ that takes the place of a generated one"},
	ImageRemote:   {Warning, false, "a picture that another site holds; shown as a link"},
	ImageAlt:      {Warning, false, "a picture without alternative text"},
}
