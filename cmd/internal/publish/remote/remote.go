// Package remote is what publishing asks of the places that sites are published to.
package remote

import (
	"context"
	"errors"
	"time"
)

// A File is a file as it is to stand at a remote.
type File struct {
	Name string
	Key  [32]byte // files with one key have one content: the SHA-256 of it before compression
	Size int64    // before compression
	Header
	Form string                 // tells how it is sent from other ways; empty where there is only one
	Data func() ([]byte, error) // what is sent: compressed, if Header says so
}

// A Header is what a server of HTTP says of a file.
type Header struct{ Type, Cache, Encoding string }

// A Remote is a place while it is published to. Names are slash-separated, from the root of the site.
// What is called a stamp is a text without blanks that changes when a file does; what else it means is the
// remote's business.
//
// Methods are called one at a time, but for Read, which several goroutines may call.
type Remote interface {
	// Lock is called first by whoever is going to change something. It keeps other publications out until Close,
	// where that can be done for sure; where not, alone is false, and they are found out later. While another
	// publication has the lock the error is ErrTaken.
	Lock(ctx context.Context) (alone bool, err error)

	// List returns the stamp of every file that is there, also of those that are not ours. A
	// remote that is not there yet is empty.
	List(ctx context.Context) (map[string]string, error)

	// Read returns a file as it was before compression. One that is not there is an fs.ErrNotExist.
	Read(ctx context.Context, name string) ([]byte, error)

	// Holds reports for each file whether the remote has it, content and header, by a look at what it has.
	Holds(ctx context.Context, files []File) ([]bool, error)

	// Put makes or replaces files, each at once: a reader gets the old bytes or the new ones. It calls
	// done, from one goroutine at a time, with the index of a file that is there and its stamp, or ""
	// if that is not known.
	Put(ctx context.Context, files []File, done func(i int, stamp string)) error

	// Claim puts a file, if the one of its name still has the stamp was, "" for none. Else the error is ErrTaken.
	Claim(ctx context.Context, file File, was string) error

	// Remove removes files; those that are not there are no error.
	Remove(ctx context.Context, names []string) error

	// Commit lets readers see what was put and removed, if they do not yet. message says for people
	// what was done.
	Commit(ctx context.Context, message string) error

	// Spent says what publishing has cost so far.
	Spent() Cost

	// Close removes what the remote keeps on this machine, and ends connections.
	Close() error
}

// ErrTaken is that somebody else publishes to the same place.
var ErrTaken = errors.New("another publication to it is under way")

// A Cost is what the other side was asked and given.
type Cost struct {
	Requests int64 // 0 where there is nothing to count
	Bytes    int64 // of files, as they were sent
}

// A Retry is how often something is tried that may work the next time.
type Retry struct {
	Tries int           // 1 or more
	Pause time.Duration // after the first failure; it doubles with each
	Note  func(error)   // is told of errors after which there is another try, by any goroutine; may be nil
}

// longest is how long a Retry pauses at most.
const longest = 10 * time.Second

// Do calls do until it succeeds, fails for good, or has been tried often enough.
func (r Retry) Do(ctx context.Context, do func() error, temporary func(error) bool) error {
	pause := r.Pause
	for try := 1; ; try++ {
		err := do()
		if err == nil || ctx.Err() != nil || try >= r.Tries || !temporary(err) {
			return err
		}
		if r.Note != nil {
			r.Note(err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause = min(2*pause, longest)
	}
}
