package help

const filesText = `A site is a folder. What is not there is not missed, but for the first:

  briefings.toml          what makes the folder a site; see "briefings help config"
  content/articles/       what others published, a Markdown file each, in folders as you like
  content/notes/          what the desk writes
  content/briefings/      standing text of a briefing; the file's name is the briefing's id
  content/entities/       people, bodies, places, things
  content/sources/        publishers and agencies
  content/                all other Markdown: pages of the site's own, such as about.md
  layouts/                layouts, and words in layouts/i18n/, that take the place of the built-in ones
  static/                 copied as it is, under its own names
  public/                 what "briefings build" makes; not for version control
  .briefings/             what one build remembers for the next, also in a plain folder; safe to delete;
                          scaled pictures are kept in .briefings/images/, for a month after their last use

The kind of a document is its first folder below content/, or "type" in its front matter. A folder
with an index.md is one document, and the files beside it are its own. _index.md is the text of its
folder's page. Files and folders whose names begin with a dot are left out.

A JPEG or PNG that a page shows gets copies for smaller screens beside it, such as crane-960w-1a2b3c4d.jpg.
They are upright, keep the colour profile, and have none of the camera's data; the picture itself is
published as it is. GIF, WebP, AVIF and SVG, what moves, what is meant for printing (CMYK) and what has
more than 100 million pixels is not scaled, nor is anything under static/.

A folder of Markdown without briefings.toml can be built too. All of it is content then, but for
folders whose names begin with a dot or an underscore, and for the destination.
`

const configIntro = `briefings.toml is TOML. An unknown key is an error. A key such as briefing.rule.why stands in a table
within tables:

  [[briefing]]
  id = "port"

  [[briefing.rule]]
  why = "names the port"
  any = ["entity:port"]

Its keys:
`

const frontMatterIntro = `Front matter stands at the top of a Markdown file: TOML between lines of +++, or YAML between lines
of ---. Spellings of other programs are understood (publishdate, publish_date, pubdate), and keys that
mean something only to them are passed over. A date is 2022-11-09, or with a time and perhaps a zone
2022-11-09T06:40:00Z; without a zone it is in the site's time zone. Of an hour that clocks there show
twice the later is meant; one that they leave out is read by the time before the change.

The keys:
`

const problemsIntro = `A problem is printed with its place and what to do about it. Errors keep "briefings build" from
replacing the site; warnings do not. briefings.toml can change what a code is worth:

  [problems]
  image-alt = "error"
  key-ignored = "off"

In a folder without briefings.toml only those marked * are errors. The codes:
`

const editionsText = `A briefing with

  edition = "weekly"

in its [[briefing]] has a page for each ISO week in which something came in, Monday to Sunday in the
site's time zone; with "monthly", for each calendar month. The page is made when the week or month has
ended by the build's clock, and stays at its address; when all that was in it has expired, that leads
to the briefing's page:

  /briefings/port/2022-w45/    an edition; 2021-01-01 lies in 2020-w53
  /briefings/port/2022-11/     a monthly one
  /briefings/port/editions/    the list of all

An item is in the edition of its publishDate, which is its date unless given; one without either is in
none. An old story that is published now is in the edition of now. One that comes late joins the
edition of its week, and the page says when it came:

  [source]
  retrieved = 2022-11-15       an article that was read when its week was over

  date = 2022-11-15            a note that was written later,
  publishDate = 2022-11-11     for the edition of this day's week

The times of files mean nothing. An edition has an entry in the feeds of its briefing, not of the site,
and late items update it. "New" on the briefing's own page is what was published since the last
edition. A link to an edition that is still to come is shown as plain text, with a warning.

Whoever changes weekly to monthly, the briefing's id or its url gives up the addresses of the editions
so far. An alias in the briefing's own file leads readers from such an address to its page.
`

const linksText = `A document refers to another by its id, the end of its path, its title or an alias; of several that
answer the nearest in the folders is meant, and a tie is a problem.

  [[port]]                  a link, with the document's title as its words
  [[port|the harbour]]      a link with other words
  [[port#Strike ballot]]    a link to a heading
  [[#Strike ballot]]        a link to a heading of this document
  [[port#^b1]]              a link to a block that ends in ^b1
  [[figures.pdf]]           a link to a file
  ![[crane.jpg|words|300]]  a picture, 300 pixels wide, with words for those who do not see it
  ![[port]]                 the text of another document, on a line of its own; within
                            a paragraph it is a link
  [words](port.md)          a link by path: from this file's folder, else from content/
  ![words](crane.jpg)       a picture, likewise; the words are for those who do not see it
  ![words](crane.jpg "...") one with a line below it, if it is all of its paragraph
  "..." [@port]             a quotation and where it stands

The first mention of an entity's name or alias on a page is linked by itself, but not in links,
headings, code and quotations. A name that two entities share is not, unless the document lists one
of them in "entities".

A link to what is not there, or to a heading that is not there, is a problem. A link to what is held
back is shown as plain text.
`

const languagesIntro = `"lang" in briefings.toml is the language that the site speaks to its readers: in its headings, dates,
numbers and reasons, on every page, and marked as such where a document is in another language.
Names are sorted by its alphabet. English, Arabic, French, Persian and Russian are built in.

  lang = "fa"
  calendar = "jalali"       dates by the calendar of Iran too: 18 Aban 1401 (9 November 2022)

Dates are written by the Gregorian calendar all the same: date = 2022-11-09.

The words are in tables, layouts/i18n/LANGUAGE.toml. One in the site needs only what it changes; what
it leaves out is said by the built-in table, and by the English one where there is none. A language
that is not built in is a further file, layouts/i18n/uk.toml. fa-AF.toml holds for fa-AF alone, before
fa.toml. Unknown keys, plurals that are missing and holes that are not filled are problems.

  [sections]
  notes = "Analyses"

  [count]
  items = { one = "{1} запис", few = "{1} записи", many = "{1} записів" }

  [params]                  texts of your own layouts
  subscribe = "Subscribe to {1}"

Layouts show them with functions, which are checked when the layout is read:

  {{t "sections.notes"}}              a text
  {{t "params.subscribe" .Title}}     with what takes the place of {1}, {2}, ...
  {{t "count.items" .Count}}          in the form for the number
  {{number .Count}}                   a number, in the digits of the language
  {{forms "count.items"}}             all forms as JSON, for a script with Intl.PluralRules

A document in another language says so with "lang" in its front matter or in its name: port.fa.md is the
Persian port.md, and the two link to each other. Without another version beside it the name counts if its
language is the site's or built in, and not of sources and entities (tass.ru.md), nor in a plain folder.

Blocks that are written in the other direction are marked by themselves. A line below a block says
its language to those who hear the page:

  > متن فارسی
  {: lang="fa"}

The English table has all texts:
`

const ciText = `"briefings new --ci HOST" writes the files with which a host builds and publishes the site by itself.
They are the site's from then on: read them, change them, keep them in version control.

  github       .github/workflows/site.yml, for GitHub Pages
  gitlab       .gitlab-ci.yml, for GitLab Pages
  netlify      netlify.toml, and netlify/ with a plugin of the build and a function for the schedule
  cloudflare   wrangler.toml, and cloudflare/ with the build and a Worker for the schedule

A push always checks, builds and publishes. A pull request or merge request is checked, with its problems
beside the lines; its report is "briefings check --format github" or gitlab. On GitHub its summary also
tells what readers would see change, as "briefings diff" does. The schedule builds when
"briefings due --check" says that the clock has changed the site, or when what was published last is
not the commit that is there: so a publication that failed is made up for. What due ends with is told
apart: 0 builds, 3 is the end of a job that has nothing to do, and 1 is a failure that somebody hears of.

Between runs the host keeps .briefings/, which is what makes a scheduled run cheap. It may be lost, old or
damaged: the site comes out the same. Cloudflare keeps no such folder, and its scheduled runs all build.

What a job does last is the host's own way to publish. "briefings publish" takes its place where the
site stands elsewhere, with keys that are kept as secrets of the job.

A job gets the program from the release that it is of. For one of another make,

  briefings new --ci github --from https://example.org/briefings.tar.gz --sha256 SUM

names the program for Linux on amd64, or a .tar.gz with it under the name briefings, and what sha256sum
prints of that file. A job runs nothing with another sum.

If briefings.toml has no base_url, or that of the starter, the site takes the address that its host gives
it, and a build says so. The variables are asked in this order:

  BRIEFINGS_BASE_URL     on any host; the workflow for GitHub sets it
  URL, DEPLOY_PRIME_URL  on Netlify: of production, and of previews
  CF_PAGES_URL           on Cloudflare Pages; of the branches main and master without the deployment's name
  CI_PAGES_URL           on GitLab
  GITHUB_REPOSITORY      on GitHub, in a job that has run actions/configure-pages
`

const hostingIntro = `The site is a folder of files, and any host can serve it. Some read files that say how:

  hosting = ["netlify", "cloudflare", "github-pages"]

  netlify        _headers and _redirects
  cloudflare     the same, without what only Netlify knows
  github-pages   .nojekyll, and CNAME with the host of base_url, unless that is at github.io or has a path

They are made for those that briefings.toml names; a file of that name under static/ takes the place of
one. _headers has a strict content security policy and lets browsers keep for a year what has a hash
of its bytes in its name; with hsts = true it also says that the host is there by HTTPS alone. _redirects
leads on from old addresses with the status 301; without it a page does. 404.html is shown by all of
these hosts for what is not there. Netlify and Cloudflare serve a site at the root of its host: a base_url
with a path is for GitHub Pages and servers of one's own.

On a server of one's own, with the same headers. nginx, within its http block:
`

const layoutsIntro = `Layouts are html/template files. A file under layouts/ takes the place of the built-in one of its
name; "briefings new --layouts DIR" writes the built-in ones out. base.html is the frame of every
page, and the file of a page's kind defines "main" within it. item.html is a document as lists show
it. Files under layouts/assets/ are published under names that change with their bytes:

  <link rel="stylesheet" href="{{asset "style.css"}}">

To change a little of the look, write layouts/assets/own.css: every page loads it after style.css, and
a newer program's style.css stays below it.

Words come from the tables of the site's language: {{t "sections.notes"}}; see "briefings help
languages". Fields are checked when a layout is read. A document may choose a layout by "layout" in its front
matter. What each layout sees, and what is in it:
`

const rulesIntro = `A briefing takes the articles and notes that one of its rules holds for:

  [[briefing.rule]]
  why  = "is about arms between Iran and Russia"
  all  = ["entity:iran", "entity:russia"]
  any  = ["tag:drones", "tag:missiles"]
  none = ["kind:note"]

All of all, one of any and none of none must hold; a list that is not there holds. A predicate is a
name and what it asks for:
`

const rulesEnd = `The briefing's "exclude" beats everything; then comes "briefings" in the document's own front matter,
then the briefing's "include", then its rules. "briefings why ITEM" says how it came out.
`

// predicates are those that rules are made of.
var predicates = []struct{ example, text string }{
	{"tag:drones", "it bears the tag"},
	{"entity:iran", "it lists the entity, links to it or mentions it"},
	{"source:reuters", "the source is its publisher, its agency or in its via"},
	{"agency:reuters", "the source is its agency"},
	{"place:teheran", "it happened there: an entity's id, one of its names, or another name"},
	{"kind:article", "it is an article; or kind:note"},
	{"lang:fa", "it is in the language"},
	{"author:A. Writer", "it has the author"},
	{"path:articles/2022/**", "its path below content/ is like this; ** is any folders, * any letters"},
	{"phrase:kamikaze drones", "the words stand in its title, description or text"},
	{"after:2022-11-09", "its date is that day or later"},
	{"before:2022-12-01", "its date is before that day"},
}
