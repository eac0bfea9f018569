// Package mediatype says what kind of file a name is that of, to browsers.
package mediatype

import (
	"path"
	"strings"
)

const text = "; charset=utf-8"

// types are the content types by extension. The tables of the machine differ from host to host, so
// they are not asked. All that content may publish is among them; a test of package address sees to it.
var types = map[string]string{
	".html":        "text/html" + text,
	".css":         "text/css" + text,
	".js":          "text/javascript" + text,
	".mjs":         "text/javascript" + text,
	".txt":         "text/plain" + text,
	".md":          "text/markdown" + text,
	".csv":         "text/csv" + text,
	".tsv":         "text/tab-separated-values" + text,
	".ics":         "text/calendar" + text,
	".vcf":         "text/vcard" + text,
	".vtt":         "text/vtt" + text,
	".xml":         "application/xml" + text,
	".xsl":         "application/xml" + text,
	".atom":        "application/atom+xml" + text,
	".rss":         "application/rss+xml" + text,
	".json":        "application/json",
	".geojson":     "application/geo+json",
	".jsonld":      "application/ld+json",
	".map":         "application/json",
	".webmanifest": "application/manifest+json",
	".wasm":        "application/wasm",
	".pdf":         "application/pdf",
	".epub":        "application/epub+zip",
	".zip":         "application/zip",
	".7z":          "application/x-7z-compressed",
	".tar":         "application/x-tar",
	".gz":          "application/gzip",
	".kml":         "application/vnd.google-earth.kml+xml" + text,
	".kmz":         "application/vnd.google-earth.kmz",
	".gpx":         "application/gpx+xml" + text,
	".docx":        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".doc":         "application/msword",
	".xlsx":        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xls":         "application/vnd.ms-excel",
	".pptx":        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".ppt":         "application/vnd.ms-powerpoint",
	".odt":         "application/vnd.oasis.opendocument.text",
	".ods":         "application/vnd.oasis.opendocument.spreadsheet",
	".odp":         "application/vnd.oasis.opendocument.presentation",
	".rtf":         "application/rtf",
	".tex":         "application/x-tex",
	".bib":         "application/x-bibtex",
	".eml":         "message/rfc822",
	".svg":         "image/svg+xml" + text,
	".png":         "image/png",
	".apng":        "image/apng",
	".jpg":         "image/jpeg",
	".jpeg":        "image/jpeg",
	".jfif":        "image/jpeg",
	".gif":         "image/gif",
	".bmp":         "image/bmp",
	".webp":        "image/webp",
	".avif":        "image/avif",
	".ico":         "image/x-icon",
	".tif":         "image/tiff",
	".tiff":        "image/tiff",
	".woff":        "font/woff",
	".woff2":       "font/woff2",
	".ttf":         "font/ttf",
	".otf":         "font/otf",
	".mp3":         "audio/mpeg",
	".m4a":         "audio/mp4",
	".aac":         "audio/aac",
	".3gp":         "audio/3gpp",
	".ogg":         "audio/ogg",
	".oga":         "audio/ogg",
	".opus":        "audio/ogg",
	".wav":         "audio/wav",
	".flac":        "audio/flac",
	".mp4":         "video/mp4",
	".m4v":         "video/mp4",
	".mkv":         "video/matroska",
	".webm":        "video/webm",
	".ogv":         "video/ogg",
	".mov":         "video/quicktime",
}

// Of returns the content type of a file by its name. A JSON Feed is known by its name alone.
func Of(name string) string {
	if path.Base(name) == "feed.json" {
		return "application/feed+json"
	}
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}
