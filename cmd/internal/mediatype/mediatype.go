// Package mediatype says what kind of file a name is that of, to browsers.
package mediatype

import (
	"path"
	"strings"
)

const text = "; charset=utf-8"

// types are the content types by extension. The tables of the machine differ from host to host, so
// they are not asked.
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
	".rtf":         "application/rtf",
	".bib":         "application/x-bibtex" + text,
	".tex":         "application/x-tex" + text,
	".eml":         "text/plain" + text, // what shows a mail as one shows strangers' HTML
	".zip":         "application/zip",
	".gz":          "application/gzip",
	".7z":          "application/x-7z-compressed",
	".tar":         "application/x-tar",
	".kml":         "application/vnd.google-earth.kml+xml" + text,
	".kmz":         "application/vnd.google-earth.kmz",
	".gpx":         "application/gpx+xml" + text,
	".doc":         "application/msword",
	".xls":         "application/vnd.ms-excel",
	".ppt":         "application/vnd.ms-powerpoint",
	".docx":        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx":        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx":        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":         "application/vnd.oasis.opendocument.text",
	".ods":         "application/vnd.oasis.opendocument.spreadsheet",
	".odp":         "application/vnd.oasis.opendocument.presentation",
	".svg":         "image/svg+xml" + text,
	".png":         "image/png",
	".jpg":         "image/jpeg",
	".jpeg":        "image/jpeg",
	".jfif":        "image/jpeg",
	".apng":        "image/apng",
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
	".ogg":         "audio/ogg",
	".oga":         "audio/ogg",
	".opus":        "audio/ogg",
	".aac":         "audio/aac",
	".3gp":         "audio/3gpp",
	".wav":         "audio/wav",
	".flac":        "audio/flac",
	".mp4":         "video/mp4",
	".m4v":         "video/mp4",
	".mkv":         "video/x-matroska",
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
