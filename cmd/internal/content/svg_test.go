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
		{svg(`<a href="https://example.org/">x</a><image href="data:image/png;base64,AAAA"/><path fill="url(#a)"/><style>a{fill:url("#b")}</style>`), ""},
		{svg(`<foreignObject><p>x</p></foreignObject>`), "<foreignobject>"},
		{svg(`<image href="https://a.b/c.png"/>`), "elsewhere"},
		{svg(`<use href="//a.b/c.svg#d"/>`), "elsewhere"},
		{svg(`<style><![CDATA[@import "https://a.b/c.css";]]></style>`), "style"},
		{svg(`<style>a{fill:u\72l(https://a.b)}</style>`), "style"},
		{svg(`<path fill="url(https://a.b/c.svg#d)"/>`), "fill"},
		{svg(`<path style="background:url( '//a.b/c')"/>`), "style"},
		{`<?xml-stylesheet href="a.xsl" type="text/xsl"?>` + svg(""), "instruction"},
		{`<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>` + svg(""), "declarations"},
		{`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + svg(""), ""},
		{svg(`<script>alert(1)</script>`), "<script>"},
		{svg(`<x:SCRIPT xmlns:x="http://www.w3.org/2000/svg"/>`), "<script>"},
		{svg(`<foreignObject><iframe src="x"/></foreignObject>`), "<foreignobject>"},
		{svg(`<g><iframe src="x"/></g>`), "<iframe>"},
		{svg(`<style>@imp<!-- -->ort "//a.b";</style>`), "style"},
		{svg(`<style>@imp<g/>ort "//a.b";</style>`), "style"},
		{svg(`<g xmlns:i="https://i.example/" i:file="C:\\a" data-name="C:\\b"/>`), ""},
		{svg(`<g onLoad="alert(1)"/>`), "onload"},
		{svg(`<a href=" java&#x09;script:alert(1)">x</a>`), "address"},
		{svg(`<a xlink:href="data:text/html,x">x</a>`), "address"},
		{svg(`<a><animate attributeName="xlink:href" to="x"/></a>`), "animated"},
		{`<!DOCTYPE svg [<!ENTITY x "y">]>` + svg("&x;"), "declarations"},
		{svg("&x;"), "error"},
		{"<svg", "error"},
	} {
		if got := active([]byte(tt.src)); (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s has %q, want %q", tt.src, got, tt.want)
		}
	}
}
