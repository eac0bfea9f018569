// Command bench measures whole runs of briefings on a generated site, beside what the machine could
// do at most.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	generate := flag.String("generate", "", "only write the site, to this folder")
	articles := flag.Int("articles", 10000, "")
	flag.Parse()
	if err := Generate(*generate, *articles, *articles/5, 1); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
