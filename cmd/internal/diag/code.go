package diag

// A Code names a sort of problem. Codes are stable: sites name them under [problems].
type Code string

// Info describes a Code.
type Info struct {
	Severity Severity
	Always   bool   // an error also in a folder without briefings.toml
	Text     string // one line for "briefings help problems"
	Once     bool   // of one message, only the first place in the site is reported, with the number of other files
}

const (
	FrontMatter    Code = "front-matter"
	KeyUnknown     Code = "key-unknown"
	KeyType        Code = "key-type"
	KeyValue       Code = "key-value"
	DateCalendar   Code = "date-calendar"
	KeyMissing     Code = "key-missing"
	KeyTwice       Code = "key-twice"
	KeyIgnored     Code = "key-ignored"
	URLTwice       Code = "url-twice"
	URLHeld        Code = "url-held"
	AliasTaken     Code = "alias-taken"
	Escape         Code = "escape"
	SiteRoot       Code = "site-root"
	Unreadable     Code = "unreadable"
	Layout         Code = "layout"
	Reference      Code = "ref-missing"
	Fragment       Code = "ref-heading"
	Ambiguous      Code = "ref-ambiguous"
	RefHeld        Code = "ref-held"
	EmbedLoop      Code = "embed-loop"
	UnsafeURL      Code = "url-unsafe"
	EntityUnknown  Code = "entity-unknown"
	SourceUnknown  Code = "source-unknown"
	BriefUnknown   Code = "briefing-unknown"
	BriefEmpty     Code = "briefing-empty"
	Rule           Code = "rule"
	IDTwice        Code = "id-twice"
	NameShared     Code = "name-shared"
	NameCommon     Code = "name-common"
	NameNear       Code = "name-near"
	Limit          Code = "limit"
	Encoding       Code = "encoding"
	RawHTML        Code = "raw-html"
	Shortcode      Code = "shortcode"
	Comment        Code = "comment-open"
	FileKind       Code = "file-kind"
	StaticWins     Code = "static-wins"
	ImageRemote    Code = "image-remote"
	ImageAlt       Code = "image-alt"
	ImageDamaged   Code = "image-damaged"
	ImagePlace     Code = "image-place"
	TitlePrivate   Code = "title-private"
	Authority      Code = "authority-missing"
	AccentContrast Code = "accent-contrast"
	Untranslated   Code = "untranslated"
	HostingPath    Code = "hosting-path"
)

// Codes is every code there is. What is not here warns.
var Codes = map[Code]Info{
	FrontMatter:    {Severity: Error, Always: true, Text: "front matter or briefings.toml that cannot be read"},
	KeyUnknown:     {Severity: Error, Text: "a key that briefings does not know"},
	KeyType:        {Severity: Error, Text: "a value of the wrong type"},
	KeyValue:       {Severity: Error, Text: "a value that is not one of those allowed, or a date that is none"},
	DateCalendar:   {Severity: Warning, Text: "a date that seems to be of the calendar of Iran; dates are written by the Gregorian one"},
	KeyMissing:     {Severity: Error, Text: "a key that must be there and is not"},
	KeyTwice:       {Severity: Error, Text: "one key given twice, or in two spellings"},
	KeyIgnored:     {Severity: Warning, Text: "a key of another program that has no meaning here", Once: true},
	URLTwice:       {Severity: Error, Always: true, Text: "two files that would be published at one address"},
	URLHeld:        {Severity: Warning, Text: "a draft, or what is to come or is over, at the address of a page that is shown"},
	AliasTaken:     {Severity: Warning, Text: "an old address that another page has, or is the old one of another"},
	Escape:         {Severity: Error, Always: true, Text: "a path, link or symbolic link that leaves the site"},
	SiteRoot:       {Severity: Error, Always: true, Text: "content, static or layouts that is no folder, or no content at all"},
	Unreadable:     {Severity: Error, Always: true, Text: "a file or folder that the machine does not let be read; nothing is written"},
	Layout:         {Severity: Error, Always: true, Text: "a layout that cannot be read, names a field that is not there, or fails"},
	Reference:      {Severity: Error, Text: "a link, embed or picture to something that is not there"},
	Fragment:       {Severity: Error, Text: "a link to a heading or block that is not there"},
	Ambiguous:      {Severity: Error, Text: "a link or id that several documents answer to equally well"},
	RefHeld:        {Severity: Warning, Text: "a link to a document that is held back or expired; shown as plain text"},
	EmbedLoop:      {Severity: Warning, Text: "a document that embeds itself, directly or through others"},
	UnsafeURL:      {Severity: Warning, Text: "an address with a scheme that is not published"},
	EntityUnknown:  {Severity: Error, Text: "an entity that has no file"},
	SourceUnknown:  {Severity: Error, Text: "a source that a rule names and nothing else does"},
	BriefUnknown:   {Severity: Warning, Text: "a briefing that is not declared"},
	BriefEmpty:     {Severity: Warning, Text: "a briefing that nothing is in, held documents included"},
	Rule:           {Severity: Error, Text: "a rule that cannot be understood"},
	IDTwice:        {Severity: Warning, Text: "documents with one id; in feeds their paths name them"},
	NameShared:     {Severity: Warning, Text: "a name that two entities share; not linked by itself"},
	NameCommon:     {Severity: Warning, Text: "an alias that is a common word; not linked by itself"},
	NameNear:       {Severity: Warning, Text: "a source or place named once, what a rule asks for in vain, a folder or a layout, by almost another's name"},
	Limit:          {Severity: Warning, Text: "text beyond a limit; shown as plain text"},
	Encoding:       {Severity: Warning, Text: "text that is not UTF-8, or has characters that cannot be published"},
	RawHTML:        {Severity: Warning, Text: "raw HTML, shown as text, or what of it is not published"},
	Shortcode:      {Severity: Warning, Text: "a shortcode or template tag of another program, shown as text"},
	Comment:        {Severity: Warning, Text: "a %%comment%% that never ends; the rest of the file is not published"},
	FileKind:       {Severity: Warning, Text: "a file that is not published because of what it is"},
	StaticWins:     {Severity: Warning, Text: "a file under static/ that takes the place of a generated one"},
	ImageRemote:    {Severity: Warning, Text: "a picture that another site holds; shown as a link"},
	ImageAlt:       {Severity: Warning, Text: "a picture without alternative text"},
	ImageDamaged:   {Severity: Warning, Text: "a picture that cannot be read; published as it is, and not scaled"},
	ImagePlace:     {Severity: Warning, Text: "a picture that says where it was taken, in data that readers do not see"},
	TitlePrivate:   {Severity: Warning, Text: "a private text without a title of its own; its file's name is shown"},
	Authority:      {Severity: Warning, Text: "a site with an address and without a lasting name for the ids of its feeds"},
	AccentContrast: {Severity: Warning, Text: "a colour of the site that is too faint on the background of its pages"},
	Untranslated:   {Severity: Warning, Text: "words of the layouts that are shown in English on a site that is not"},
	HostingPath:    {Severity: Warning, Text: "a path in base_url on a host that serves a site at its root"},
}
