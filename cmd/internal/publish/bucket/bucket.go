// Package bucket publishes to a bucket of an S3-compatible store.
//
// A stamp is an ETag. With each file its key and header are kept, so that a run after one that was cut can tell by
// a look at a file whether it is the one that it would send.
package bucket

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
	"golang.org/x/sync/errgroup"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/publish/remote"
)

// parallel is how many files are sent at a time: each waits for an answer most of the time.
const parallel = 16

// slowest is how many bytes a second a connection must carry to be waited for.
const slowest = 20_000

// keyed and formed are what a file's key and form are kept as, in its metadata. A store may spell headers otherwise than they were
// sent, so that these are compared.
const keyed, formed = "Sha256", "Form"

// Open prepares for a bucket. Nothing is asked of it yet.
func Open(p place.Place, retry remote.Retry) (remote.Remote, error) {
	keys, err := credentialsOf(p)
	if err != nil {
		return nil, err
	}
	transport, err := minio.DefaultTransport(!p.Insecure)
	if err != nil {
		return nil, err
	}
	transport.MaxIdleConnsPerHost = parallel
	b := &bucket{place: p, retry: retry, transport: transport}
	// Two tries: the second is for a bucket that turns out to be in another region.
	b.client, err = minio.New(p.Endpoint, &minio.Options{Creds: keys, Secure: !p.Insecure, Region: regionOf(p), Transport: b, MaxRetries: 2})
	return b, err
}

// regionOf is the region to sign for. Empty: AWS is asked which it is.
func regionOf(p place.Place) string {
	for _, r := range []string{p.Region, os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION")} {
		if r != "" {
			return r
		}
	}
	if strings.HasSuffix(p.Endpoint, ".amazonaws.com") {
		return ""
	}
	return "us-east-1" // what the others take it for if they have none
}

type bucket struct {
	place     place.Place
	retry     remote.Retry
	client    *minio.Client
	transport *http.Transport
	requests  atomic.Int64
	bytes     atomic.Int64
}

// RoundTrip counts requests.
func (b *bucket) RoundTrip(r *http.Request) (*http.Response, error) {
	b.requests.Add(1)
	return b.transport.RoundTrip(r)
}

func (b *bucket) Spent() remote.Cost {
	return remote.Cost{Requests: b.requests.Load(), Bytes: b.bytes.Load()}
}

func (b *bucket) Close() error {
	b.transport.CloseIdleConnections()
	return nil
}

func (b *bucket) Commit(context.Context, string) error { return nil }

// do asks for something until it is answered, and says what can be done about an answer.
func (b *bucket) do(ctx context.Context, ask func() error) error {
	return b.explain(b.retry.Do(ctx, ask, temporary))
}

// temporary reports whether an error is of the connection, or of a server that is busy.
func temporary(err error) bool {
	answer, ok := errors.AsType[minio.ErrorResponse](err)
	if !ok {
		_, refusal := errors.AsType[*output.Refusal](err)
		return !refusal
	}
	switch answer.StatusCode {
	case 0, http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	}
	return answer.StatusCode >= 500
}

func (b *bucket) explain(err error) error {
	answer, ok := errors.AsType[minio.ErrorResponse](err)
	if !ok {
		return err
	}
	cure := ""
	switch answer.Code {
	case "NoSuchBucket":
		cure = "make it, or mend its name, the endpoint or the region in the address"
	case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch":
		cure = "the keys of AWS_ACCESS_KEY_ID or ~/.aws/credentials must be allowed to list the bucket, and to read, write and delete in it"
	case "RequestTimeTooSkewed":
		cure = "set the clock of this machine"
	default:
		return err
	}
	return &output.Refusal{Path: "s3://" + b.place.Bucket, Message: strings.TrimSuffix(answer.Message, "."), Cure: cure}
}

func (b *bucket) key(name string) string {
	if b.place.Prefix == "" {
		return name
	}
	return b.place.Prefix + "/" + name
}

func (b *bucket) List(ctx context.Context) (map[string]string, error) {
	var out map[string]string
	err := b.do(ctx, func() error {
		out = map[string]string{}
		for o := range b.client.ListObjects(ctx, b.place.Bucket, minio.ListObjectsOptions{Prefix: b.key(""), Recursive: true}) {
			if o.Err != nil {
				return o.Err
			}
			if name := strings.TrimPrefix(o.Key, b.key("")); name != "" && !strings.HasSuffix(name, "/") {
				out[name] = o.ETag
			}
		}
		return ctx.Err()
	})
	return out, err
}

func (b *bucket) Read(ctx context.Context, name string) ([]byte, error) {
	var data []byte
	err := b.do(ctx, func() error {
		body, info, _, err := minio.Core{Client: b.client}.GetObject(ctx, b.place.Bucket, b.key(name), minio.GetObjectOptions{})
		if err != nil {
			return err
		}
		defer body.Close()
		data, err = io.ReadAll(body)
		if err != nil || info.ContentEncoding != "gzip" || !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
			return err // some stores unpack what they serve
		}
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return err
		}
		data, err = io.ReadAll(z)
		return err
	})
	if missing(err) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return data, err
}

func missing(err error) bool {
	answer, ok := errors.AsType[minio.ErrorResponse](err)
	return ok && answer.StatusCode == http.StatusNotFound && answer.Code != "NoSuchBucket"
}

// Holds takes an ETag for the MD5 of the bytes. Where the store encrypts with keys of its own it is none, and what a publication
// that was cut had sent is sent again. Metadata alone proves nothing: some stores keep it when a file is replaced.
func (b *bucket) Holds(ctx context.Context, files []remote.File) ([]bool, error) {
	out := make([]bool, len(files))
	err := b.each(ctx, len(files), func(ctx context.Context, i int) error {
		info, err := b.client.StatObject(ctx, b.place.Bucket, b.key(files[i].Name), minio.StatObjectOptions{})
		if missing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		f := files[i]
		data, err := f.Data()
		out[i] = err == nil && info.ETag == fmt.Sprintf("%x", md5.Sum(data)) &&
			info.UserMetadata[keyed] == hex.EncodeToString(f.Key[:]) && info.UserMetadata[formed] == f.Form
		return err
	})
	return out, err
}

func (b *bucket) Put(ctx context.Context, files []remote.File, done func(int, string)) error {
	var mu sync.Mutex
	return b.each(ctx, len(files), func(ctx context.Context, i int) error {
		etag, err := b.put(ctx, files[i], nil)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		done(i, etag)
		return nil
	})
}

// put puts a file, and returns its ETag. condition adds to what is asked; nil adds nothing.
func (b *bucket) put(ctx context.Context, f remote.File, condition func(*minio.PutObjectOptions)) (etag string, err error) {
	data, err := f.Data()
	if err != nil {
		return "", err
	}
	opts := minio.PutObjectOptions{
		ContentType: f.Type, CacheControl: f.Cache, ContentEncoding: f.Encoding,
		UserMetadata: map[string]string{keyed: hex.EncodeToString(f.Key[:]), formed: f.Form},
		// The sum is signed, and the bytes are checked by it. Signed chunk by chunk, as is done without TLS else, they would get a
		// second encoding, which some stores then show to readers.
		SendContentMd5: true, DisableContentSha256: true, DisableMultipart: true,
	}
	if b.place.ACL != "" {
		opts.UserMetadata["X-Amz-Acl"] = b.place.ACL
	}
	if condition != nil {
		condition(&opts)
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute+time.Duration(len(data)/slowest)*time.Second)
	defer cancel()
	info, err := b.client.PutObject(ctx, b.place.Bucket, b.key(f.Name), bytes.NewReader(data), int64(len(data)), opts)
	if err != nil {
		return "", fmt.Errorf("%s: %w", f.Name, err)
	}
	b.bytes.Add(int64(len(data)))
	return info.ETag, nil
}

// Lock cannot keep anybody out: a store has no locks.
func (b *bucket) Lock(context.Context) (alone bool, err error) { return false, nil }

// Claim lets the store compare and write at once (RFC 9110, 13.1). Stores that do not know how, compare before.
func (b *bucket) Claim(ctx context.Context, f remote.File, was string) error {
	stat := func() (minio.ObjectInfo, error) {
		var info minio.ObjectInfo
		err := b.do(ctx, func() (err error) {
			info, err = b.client.StatObject(ctx, b.place.Bucket, b.key(f.Name), minio.StatObjectOptions{})
			return err
		})
		if missing(err) {
			return minio.ObjectInfo{}, nil
		}
		return info, err
	}
	now, err := stat()
	if err != nil {
		return err
	}
	if now.ETag != was {
		return remote.ErrTaken
	}
	condition := func(opts *minio.PutObjectOptions) {
		if was == "" {
			opts.SetMatchETagExcept("*")
		} else {
			opts.SetMatchETag(was)
		}
	}
	err = b.do(ctx, func() error {
		_, err := b.put(ctx, f, condition)
		return err
	})
	switch answer, _ := errors.AsType[minio.ErrorResponse](err); answer.StatusCode {
	case http.StatusNotImplemented:
		return b.Put(ctx, []remote.File{f}, func(int, string) {})
	case http.StatusPreconditionFailed, http.StatusConflict, http.StatusNotFound:
		// Perhaps it was us: of a try before this one the answer was lost.
		if now, statErr := stat(); statErr != nil || now.UserMetadata[keyed] != hex.EncodeToString(f.Key[:]) {
			return errors.Join(remote.ErrTaken, statErr)
		}
		return nil
	}
	return err
}

// batch is how many files one request may remove.
const batch = 1000

func (b *bucket) Remove(ctx context.Context, names []string) error {
	if len(names) == 1 {
		return b.do(ctx, func() error {
			return b.client.RemoveObject(ctx, b.place.Bucket, b.key(names[0]), minio.RemoveObjectOptions{})
		})
	}
	for chunk := range slices.Chunk(names, batch) {
		err := b.do(ctx, func() error {
			results, err := b.client.RemoveObjectsWithIter(ctx, b.place.Bucket, func(yield func(minio.ObjectInfo) bool) {
				for _, name := range chunk {
					if !yield(minio.ObjectInfo{Key: b.key(name)}) {
						return
					}
				}
			}, minio.RemoveObjectsOptions{})
			if err != nil {
				return err
			}
			for r := range results {
				if r.Err != nil {
					err = r.Err
				}
			}
			return errors.Join(err, ctx.Err())
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// each calls ask for every index below n, from several goroutines, and again where that may help.
func (b *bucket) each(ctx context.Context, n int, ask func(ctx context.Context, i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(parallel)
	for i := range n {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return b.do(ctx, func() error { return ask(ctx, i) })
		})
	}
	return g.Wait()
}
