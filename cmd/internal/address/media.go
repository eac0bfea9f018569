package address

import (
	"path"
	"strings"
)

// mediaTypes are the files that content may publish, by extension, and what they are. Documents
// that run scripts (HTML, XML, script) are not among them: content is strangers' text.
var mediaTypes = map[string]string{
	".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".webp": "image", ".avif": "image",
	".svg": "image", ".bmp": "image", ".ico": "image", ".apng": "image", ".jfif": "image",
	".mp3": "audio", ".ogg": "audio", ".oga": "audio", ".opus": "audio", ".wav": "audio", ".m4a": "audio", ".flac": "audio", ".aac": "audio", ".3gp": "audio",
	".mp4": "video", ".webm": "video", ".ogv": "video", ".mov": "video", ".mkv": "video", ".m4v": "video",
	".pdf": "file", ".txt": "file", ".csv": "file", ".tsv": "file", ".json": "file", ".geojson": "file", ".zip": "file", ".gz": "file", ".7z": "file", ".tar": "file",
	".doc": "file", ".docx": "file", ".xls": "file", ".xlsx": "file", ".ppt": "file", ".pptx": "file", ".odt": "file", ".ods": "file",
	".odp": "file", ".epub": "file", ".rtf": "file", ".bib": "file", ".ics": "file", ".vcf": "file", ".kml": "file", ".gpx": "file", ".eml": "file", ".tex": "file",
}

// MediaType returns "image", "audio", "video" or "file" for the extension of a file that content
// may publish, and "" for any other. ext has its dot; case does not matter.
func MediaType(ext string) string { return mediaTypes[strings.ToLower(ext)] }

// IsMedia reports whether the name is that of a picture, a recording or a paper and not of a
// document.
func IsMedia(name string) bool {
	name, _, _ = strings.Cut(name, "#")
	return MediaType(path.Ext(name)) != ""
}
