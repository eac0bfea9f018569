package config

import (
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"briefings/cmd/internal/diag"
)

// maxNodes bounds what aliases may unfold to: a few lines of YAML can stand for billions of values.
const maxNodes = 10_000

// maxDepth bounds the nesting of YAML values.
const maxDepth = 32

// decodeYAML decodes into plain values. Scalars that are no strings by their form keep their text.
func decodeYAML(text string) (map[string]any, []diag.Problem) {
	root, problem := yamlRoot(text)
	if problem != nil {
		return nil, []diag.Problem{*problem}
	}
	if root == nil {
		return nil, nil
	}
	d := yamlTree{}
	v := d.value(root, 0)
	if d.over {
		return nil, []diag.Problem{{Line: 1, Col: 1, Code: diag.FrontMatter, Message: "YAML: too many values, or too deeply nested", Cure: "write it out without aliases"}}
	}
	tree, _ := v.(map[string]any)
	return tree, d.problems
}

// yamlRoot returns the mapping of the text; nil if there is nothing in it.
func yamlRoot(text string) (*yaml.Node, *diag.Problem) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return nil, yamlProblem(err)
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return nil, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, &diag.Problem{
			Line: root.Line, Col: root.Column, Code: diag.FrontMatter,
			Message: "YAML: front matter is no mapping of keys to values",
			Cure:    "write each line as key: value",
		}
	}
	return root, nil
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

func yamlProblem(err error) *diag.Problem {
	p := &diag.Problem{Line: 1, Col: 1, Code: diag.FrontMatter, Message: "YAML: " + err.Error(), Cure: `put quotes around a value that has ":", "#", "{" or "[" in it`}
	if m := yamlLine.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); m != nil {
		p.Message = "YAML: " + m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			p.Line = n
		}
	}
	return p
}

type yamlTree struct {
	nodes    int
	over     bool
	problems []diag.Problem
}

func (d *yamlTree) value(n *yaml.Node, depth int) any {
	if d.nodes++; d.nodes > maxNodes || depth > maxDepth {
		d.over = true
		return nil
	}
	switch n.Kind {
	case yaml.AliasNode:
		return d.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		out := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			out = append(out, d.value(c, depth+1))
		}
		return out
	case yaml.MappingNode:
		out := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if _, ok := out[k.Value]; ok {
				d.problems = append(d.problems, diag.Problem{
					Line: k.Line, Col: k.Column, Code: diag.KeyTwice,
					Message: "key " + quote(k.Value) + " is given twice", Cure: "keep one of them",
				})
				continue
			}
			out[k.Value] = d.value(n.Content[i+1], depth+1)
		}
		return out
	case yaml.ScalarNode:
		return yamlScalar(n)
	}
	return nil
}

func yamlScalar(n *yaml.Node) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		var b bool
		if n.Decode(&b) == nil {
			return scalar{n.Value, b}
		}
	case "!!int":
		var i int64
		if n.Decode(&i) == nil {
			return scalar{n.Value, i}
		}
	case "!!float":
		var f float64
		if n.Decode(&f) == nil {
			return scalar{n.Value, f}
		}
	}
	return n.Value // strings, and timestamps, which ParseDate reads without the machine's zone
}

func yamlPlaces(text string) places {
	out := places{}
	root, _ := yamlRoot(text)
	if root == nil {
		return out
	}
	nodes := 0
	var walk func(n *yaml.Node, p path, depth int)
	walk = func(n *yaml.Node, p path, depth int) {
		if nodes++; nodes > maxNodes || depth > maxDepth {
			return
		}
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				inner := p.key(n.Content[i].Value)
				if _, ok := out[inner]; !ok {
					out[inner] = place{n.Content[i].Line, n.Content[i].Column}
				}
				walk(n.Content[i+1], inner, depth+1)
			}
		case yaml.SequenceNode:
			for i, c := range n.Content {
				out[p.index(i)] = place{c.Line, c.Column}
				walk(c, p.index(i), depth+1)
			}
		}
	}
	walk(root, "", 0)
	return out
}
