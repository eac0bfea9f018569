package content

import (
	"strings"
	"testing"
)

func TestActive(t *testing.T) {
	t.Parallel()
	svg := func(inner string) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + inner + `</svg>`
	}
	for _, tt := range []struct{ src, want string }{
		{`<?xml version="1.0" encoding="ISO-8859-1"?>` + svg(`<style>a{fill:red}</style><path d="M0 0"/><use xlink:href="#a"/>`), ""},
		{svg(`<a href="https://example.org/">x</a><image href="data:image/png;base64,AAAA"/><foreignObject><p>x</p></foreignObject>`), ""},
		{`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + svg(""), ""},
		{svg(`<script>alert(1)</script>`), "<script>"},
		{svg(`<x:SCRIPT xmlns:x="http://www.w3.org/2000/svg"/>`), "<script>"},
		{svg(`<foreignObject><iframe src="x"/></foreignObject>`), "<iframe>"},
		{svg(`<g onLoad="alert(1)"/>`), "onload"},
		{svg(`<a href=" java&#x09;script:alert(1)">x</a>`), "address"},
		{svg(`<a xlink:href="data:text/html,x">x</a>`), "address"},
		{svg(`<a><animate attributeName="xlink:href" to="x"/></a>`), "animated"},
		{`<!DOCTYPE svg [<!ENTITY x "y">]>` + svg("&x;"), "entities"},
		{svg("&x;"), "error"},
		{"<svg", "error"},
	} {
		if got := active([]byte(tt.src)); (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s has %q, want %q", tt.src, got, tt.want)
		}
	}
}
