package lectern

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// tokenLimit is how long a reader may take to say its token.
const tokenLimit = time.Second

// loopback is a listener for systems without Unix sockets: anybody on the machine can
// reach its port, so who wants to read says the token that only the user can read.
type loopback struct {
	net.Listener
	token string
	path  string
}

// listenLoopback listens on a port of the loopback interface and says which in a file.
func listenLoopback(ctx context.Context, path string) (*loopback, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	l := &loopback{Listener: listener, token: rand.Text(), path: path}
	port := listener.Addr().(*net.TCPAddr).Port // it listens on TCP
	if err := writeWhole(path, fmt.Sprintf("%d %s\n", port, l.token)); err != nil {
		listener.Close()
		return nil, err
	}
	return l, nil
}

// writeWhole writes a file that is not there before it is whole.
func writeWhole(path, text string) error {
	const private = 0o600
	fresh := path + ".new"
	_ = os.Remove(fresh) // where a process of this number was killed
	if err := os.WriteFile(fresh, []byte(text), private); err != nil {
		return err
	}
	return os.Rename(fresh, path)
}

// Close removes the file, too.
func (l *loopback) Close() error {
	_ = os.Remove(l.path) // or the next show does
	return l.Listener.Close()
}

// admits reports whether a reader knows the token.
func (l *loopback) admits(conn net.Conn) bool {
	said := make([]byte, len(l.token)+1)
	if conn.SetReadDeadline(time.Now().Add(tokenLimit)) != nil {
		return false
	}
	if _, err := io.ReadFull(conn, said); err != nil {
		return false
	}
	return subtle.ConstantTimeCompare(said, []byte(l.token+"\n")) == 1 && conn.SetReadDeadline(time.Time{}) == nil
}

// dialLoopback connects to the port that a file says, and says the token.
func dialLoopback(ctx context.Context, path string) (net.Conn, error) {
	const most = 100 // bytes
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(file, most))
	if err != nil {
		return nil, err
	}
	port, token, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 || token == "" {
		return nil, errNotSocket(path)
	}
	conn, err := dial(ctx, "tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return nil, err
	}
	if _, err := conn.Write([]byte(token + "\n")); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}
