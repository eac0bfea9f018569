package hosting

import (
	"fmt"
	"strings"
)

// Nginx is a configuration of nginx for a site on a server of one's own. It goes into the http block.
func Nginx() string {
	var b strings.Builder
	fmt.Fprintf(&b, "map $uri $briefings_cache {\n    default %q;\n", Revalidate)
	for _, pattern := range fingerprinted {
		fmt.Fprintf(&b, "    \"~%s\" %q;\n", pattern, Immutable)
	}
	b.WriteString(`}

server {
    listen 80;
    server_name desk.example;
    root /srv/desk/public;
    index index.html;
    charset utf-8;
    gzip_static on; # compressed copies, where "publish" has made some
    error_page 404 /404.html;

`)
	for _, h := range Headers(false) {
		fmt.Fprintf(&b, "    add_header %s %q always;\n", h.Name, h.Value)
	}
	b.WriteString(`    add_header Cache-Control $briefings_cache; # without "always": not of a file that is missing

    location ~ /\.(?!well-known/) { return 404; } # what the program notes for itself
    location ~ \.atom$ { types { } default_type "application/atom+xml; charset=utf-8"; }
    location ~ /feed\.json$ { types { } default_type application/feed+json; }
    location / { try_files $uri $uri/ =404; }
}
`)
	return b.String()
}

// Caddy is the same for Caddy, which serves by HTTPS on its own.
func Caddy() string {
	var b strings.Builder
	b.WriteString("desk.example {\n    root * /srv/desk/public\n    encode gzip\n    header {\n")
	for _, h := range Headers(false) {
		fmt.Fprintf(&b, "        %s %q\n", h.Name, h.Value)
	}
	fmt.Fprintf(&b, `    }

    @kept path_regexp %[1]s
    @asked not path_regexp %[1]s
    header @kept Cache-Control %[2]q
    header @asked Cache-Control %[3]q

    @atom path *.atom
    header @atom Content-Type "application/atom+xml; charset=utf-8"
    @json path */feed.json
    header @json Content-Type application/feed+json

    file_server {
        hide .briefings-*
        precompressed br gzip
    }
    handle_errors {
        header Cache-Control %[3]q
        rewrite * /404.html
        file_server
    }
}
`, strings.Join(fingerprinted, "|"), Immutable, Revalidate)
	return b.String()
}
