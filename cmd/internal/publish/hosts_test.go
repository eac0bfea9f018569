package publish_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"briefings/cmd/internal/publish/place"
)

// A host is a server that the test has started, with a proxy before it.
type host struct {
	to    place.Target
	proxy *proxy // nil if there is no connection to cut

	// get and names read what is published, by another way than the one under test: nil is a file that is not
	// there. put and remove change it behind the back of the program.
	get    func(name string) []byte
	names  func() []string
	put    func(name, text string)
	remove func(name string)

	header func(name string) http.Header // with which a file was put; nil where nobody has looked

	atomic bool // readers get a publication as a whole
}

// hosts are all that can be started on this machine. Where a program is missing, so is the host.
var hosts = map[string]func(*testing.T) *host{
	"folder": folderHost, "git over file": gitFileHost, "git over its protocol": gitDaemonHost,
	"bucket": bucketHost, "real bucket": realBucketHost, "rsync": rsyncHost, "rsync over its protocol": sshHost,
}

func inFolder(t *testing.T, h *host, dir string) *host {
	h.get = func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
		return data
	}
	h.names = func() []string {
		var out []string
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				out = append(out, name)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		return out
	}
	h.put = func(name, text string) { write(t, dir, name, text) }
	h.remove = func(name string) {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
	return h
}

func at(t *testing.T, address string) place.Target {
	t.Helper()
	p, err := place.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return place.New("www", p)
}

func folderHost(t *testing.T) *host {
	dir := t.TempDir()
	return inFolder(t, &host{to: at(t, "file://"+dir)}, dir)
}

func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("%s is not installed; .ci/tools installs it", p)
		}
	}
}

func said(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	return string(out), err
}

func must(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// bare makes a repository, and reads its branch.
func bare(t *testing.T) (dir string, h *host) {
	need(t, "git")
	dir = filepath.Join(t.TempDir(), "desk.git")
	must(t, "git", "init", "--quiet", "--bare", dir)
	h = &host{atomic: true}
	h.get = func(name string) []byte {
		text, err := said("git", "-C", dir, "cat-file", "blob", "refs/heads/gh-pages:"+name)
		if err != nil {
			return nil
		}
		return []byte(text)
	}
	h.names = func() []string {
		text, _ := said("git", "-C", dir, "ls-tree", "-r", "-z", "--name-only", "refs/heads/gh-pages")
		return strings.Split(strings.TrimSuffix(text, "\x00"), "\x00")
	}
	change := func(do func(work string)) {
		work := filepath.Join(t.TempDir(), "work")
		if _, err := said("git", "-C", dir, "rev-parse", "--verify", "--quiet", "gh-pages"); err != nil {
			must(t, "git", "init", "--quiet", work)
			must(t, "git", "-C", work, "remote", "add", "origin", dir)
		} else {
			must(t, "git", "clone", "--quiet", "--branch", "gh-pages", dir, work)
		}
		do(work)
		must(t, "git", "-C", work, "add", "-A")
		must(t, "git", "-C", work, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "by hand")
		must(t, "git", "-C", work, "push", "--quiet", "origin", "HEAD:gh-pages")
	}
	h.put = func(name, text string) { change(func(work string) { write(t, work, name, text) }) }
	h.remove = func(name string) { change(func(work string) { must(t, "git", "-C", work, "rm", "--quiet", name) }) }
	return dir, h
}

func gitFileHost(t *testing.T) *host {
	dir, h := bare(t)
	h.to = at(t, "git+file://"+dir+"#gh-pages")
	return h
}

// freePort is a port that nobody listens on, most likely not in a moment either.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// serve runs a server until the test ends, and waits until it listens.
func serve(t *testing.T, address string, c *exec.Cmd) {
	t.Helper()
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		c.Wait()
		close(ended)
	}()
	t.Cleanup(func() {
		c.Process.Kill()
		<-ended
	})
	for range 200 {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			return
		}
		select {
		case <-ended:
			t.Fatalf("%s: %s", c.Path, said.String())
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("%s does not listen", c.Path)
}

func gitDaemonHost(t *testing.T) *host {
	dir, h := bare(t)
	port := freePort(t)
	// "git daemon" begins another program, which would outlive it.
	path := strings.TrimSpace(must(t, "git", "--exec-path"))
	c := exec.Command(filepath.Join(path, "git-daemon"), "--reuseaddr", "--listen=127.0.0.1", "--port="+port, "--base-path="+filepath.Dir(dir),
		"--export-all", "--enable=receive-pack")
	if _, err := os.Stat(c.Path); err != nil {
		t.Skip(err)
	}
	serve(t, "127.0.0.1:"+port, c)
	must(t, "git", "-C", dir, "config", "uploadpack.allowFilter", "true")
	h.proxy = newProxy(t, "127.0.0.1:"+port)
	h.to = at(t, "git+git://"+h.proxy.address+"/desk.git#gh-pages")
	return h
}

const accessKey, secretKey = "desk-key-of-the-test", "desk-secret-of-the-test"

func inBucket(t *testing.T, server string) *host {
	h := &host{proxy: newProxy(t, server)}
	h.to = at(t, "s3://desk/news?region=us-east-1&endpoint=http://"+h.proxy.address)
	client, err := minio.New(server, &minio.Options{Creds: credentials.NewStaticV4(accessKey, secretKey, ""), Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.MakeBucket(t.Context(), "desk", minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	h.get = func(name string) []byte {
		o, err := client.GetObject(context.Background(), "desk", "news/"+name, minio.GetObjectOptions{})
		if err != nil {
			t.Error(err)
			return nil
		}
		defer o.Close()
		data, err := io.ReadAll(o)
		if answer := minio.ToErrorResponse(err); err != nil && answer.StatusCode != 404 {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			return nil
		}
		return data
	}
	h.names = func() []string {
		var out []string
		for o := range client.ListObjects(t.Context(), "desk", minio.ListObjectsOptions{Prefix: "news/", Recursive: true}) {
			if o.Err != nil {
				t.Error(o.Err)
			}
			out = append(out, strings.TrimPrefix(o.Key, "news/"))
		}
		return out
	}
	h.put = func(name, text string) {
		_, err := client.PutObject(t.Context(), "desk", "news/"+name, strings.NewReader(text), int64(len(text)), minio.PutObjectOptions{})
		if err != nil {
			t.Error(err)
		}
	}
	h.remove = func(name string) {
		if err := client.RemoveObject(t.Context(), "desk", "news/"+name, minio.RemoveObjectOptions{}); err != nil {
			t.Error(err)
		}
	}
	return h
}

// bucketHost is a small server in this process, which knows what the tests need of S3.
func bucketHost(t *testing.T) *host {
	var sent sync.Map
	store := gofakes3.New(s3mem.New()).Server()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			sent.Store(strings.TrimPrefix(r.URL.Path, "/desk/news/"), r.Header.Clone())
		}
		store.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	h := inBucket(t, strings.TrimPrefix(server.URL, "http://"))
	h.header = func(name string) http.Header {
		if header, ok := sent.Load(name); ok {
			return header.(http.Header)
		}
		return nil
	}
	return h
}

// realBucketHost is a gateway that people use; "make cuts" builds it.
func realBucketHost(t *testing.T) *host {
	program := os.Getenv("BRIEFINGS_TEST_S3")
	if program == "" {
		t.Skip("BRIEFINGS_TEST_S3 does not name a server of S3; make cuts does")
	}
	dir := t.TempDir()
	for _, name := range []string{"objects", "metadata"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	port := freePort(t)
	c := exec.Command(program, "--quiet", "--port", "127.0.0.1:"+port, "--keep-alive", "posix", "--sidecar", filepath.Join(dir, "metadata"), filepath.Join(dir, "objects"))
	c.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+accessKey, "ROOT_SECRET_KEY="+secretKey)
	serve(t, "127.0.0.1:"+port, c)
	return inBucket(t, "127.0.0.1:"+port)
}

// rsyncHost is rsync with a shell in the place of ssh, which takes the other machine's command to this one.
func rsyncHost(t *testing.T) *host {
	need(t, "rsync", "sh")
	dir := filepath.Join(t.TempDir(), "w w w")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	h := inFolder(t, &host{to: at(t, "rsync+ssh://nobody@nowhere.invalid"+strings.ReplaceAll(dir, " ", "%20"))}, dir)
	return h
}

// sshHost is rsync over a server of SSH with keys of its own.
func sshHost(t *testing.T) *host {
	need(t, "rsync", "ssh", "ssh-keygen")
	const sshd = "/usr/sbin/sshd"
	if _, err := os.Stat(sshd); err != nil {
		t.Skip("openssh-server is not installed; .ci/tools installs it")
	}
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	if me.Uid == "0" { // where it keeps what it runs without rights in
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	must(t, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", filepath.Join(dir, "host"))
	port := freePort(t)
	write(t, dir, "config", fmt.Sprintf("ListenAddress 127.0.0.1\nPort %s\nHostKey %s\nAuthorizedKeysFile %s\nStrictModes no\nUsePAM no\nPidFile none\nPermitRootLogin yes\nMaxStartups 100\n",
		port, filepath.Join(dir, "host"), sshKey+".pub"))
	serve(t, "127.0.0.1:"+port, exec.Command(sshd, "-D", "-e", "-f", filepath.Join(dir, "config")))
	h := &host{proxy: newProxy(t, "127.0.0.1:"+port)}
	www := filepath.Join(dir, "www")
	if err := os.Mkdir(www, 0o755); err != nil {
		t.Fatal(err)
	}
	h.to = at(t, "rsync+ssh://"+me.Username+"@"+h.proxy.address+www)
	return inFolder(t, h, www)
}
