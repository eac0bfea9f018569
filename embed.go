// Package briefings holds the starter site, which is also the repository's own: what "briefings new"
// writes out, and the layouts that every site has unless it brings its own.
package briefings

import "embed"

// Starter is the starter site: content, static, layouts and briefings.toml.
//
//go:embed all:content static layouts briefings.toml
var Starter embed.FS
