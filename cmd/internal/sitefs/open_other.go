//go:build !unix

package sitefs

import "os"

func (f *FS) open(name string) (*os.File, error) { return f.root.Load().Open(name) }
