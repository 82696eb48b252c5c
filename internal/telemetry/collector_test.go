package telemetry

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// collector is one that tests make: its network is in memory, so that time in a
// bubble is virtual.
type collector struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
	server *http.Server

	mu      sync.Mutex
	spans   int
	headers []http.Header
	wrong   string
}

// newCollector returns one that answers as told: nil takes everything.
func newCollector(answer http.HandlerFunc) *collector {
	c := &collector{conns: make(chan net.Conn), closed: make(chan struct{})}
	c.server = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answer == nil {
			c.take(w, r)
			return
		}
		answer(w, r)
	})}
	go func() { _ = c.server.Serve(c) }()
	return c
}

// take takes a request whole.
func (c *collector) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.headers = append(c.headers, r.Header)
	t, decoding := (&ptrace.ProtoUnmarshaler{}).UnmarshalTraces(body)
	switch {
	case err != nil:
		c.wrong = err.Error()
	case decoding != nil:
		c.wrong = decoding.Error()
	case r.Method != http.MethodPost || r.URL.Path != "/v1/traces" || r.Header.Get("Content-Type") != protobufType:
		c.wrong = r.Method + " " + r.URL.Path + " of " + r.Header.Get("Content-Type")
	default:
		c.spans += t.SpanCount()
	}
	w.Header().Set("Content-Type", protobufType)
}

// Accept, Close and Addr make it a listener.
func (c *collector) Accept() (net.Conn, error) {
	select {
	case conn := <-c.conns:
		return conn, nil
	case <-c.closed:
		return nil, net.ErrClosed
	}
}

func (c *collector) Close() error {
	c.once.Do(func() { close(c.closed) })
	return nil
}

func (c *collector) Addr() net.Addr { return &net.TCPAddr{} }

// dial connects to it.
func (c *collector) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case c.conns <- theirs:
		return ours, nil
	case <-c.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// endpoint is where it is, with headers of the environment.
func endpoint(t *testing.T, headers string) Endpoint {
	t.Helper()
	e, err := NewEndpoint("http://collector.example:4318", func(name string) string { return map[string]string{HeadersVariable: headers}[name] })
	if err != nil {
		t.Fatal(err)
	}
	return e
}
