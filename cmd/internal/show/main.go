// Command show serves a built site on this machine, for a look at it: make show.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

func main() {
	dir := flag.String("dir", "public", "the `folder` to serve")
	port := flag.Int("port", 1313, "the port; 0 for any that is free")
	flag.Parse()
	root, err := os.OpenRoot(*dir)
	if err != nil {
		log.Fatalf("%v; build the site first: make", err)
	}
	defer root.Close()
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s at http://%s/ until you press Ctrl-C\n", *dir, l.Addr())
	s := &http.Server{Handler: http.FileServerFS(root.FS()), ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(s.Serve(l))
}
