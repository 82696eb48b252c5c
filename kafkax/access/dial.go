package access

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"time"
)

// DialFunc opens a connection, like [net.Dialer.DialContext].
type DialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// handshakeMax bounds TLS and SASL: who says nothing for so long is somebody else.
const handshakeMax = 3 * time.Second

// Dialer returns a dial function whose connections are encrypted and logged in
// as the access says: what goes over them is Kafka's frames.
func (a *Access) Dialer(dial DialFunc) DialFunc {
	if !a.encrypted() && !a.authenticated() {
		return dial
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		inner, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		conn, err := a.enter(ctx, inner, address)
		if err != nil {
			inner.Close()
			return nil, a.explain(ctx, dial, network, address, err)
		}
		return conn, nil
	}
}

// enter makes a raw connection one that is let in.
func (a *Access) enter(ctx context.Context, inner net.Conn, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, handshakeMax)
	defer cancel()
	deadline, _ := ctx.Deadline()
	if err := inner.SetDeadline(deadline); err != nil {
		return nil, err
	}
	broken := context.AfterFunc(ctx, func() { _ = inner.SetDeadline(time.Unix(1, 0)) }) // so that what is waited for ends as after a timeout
	defer broken()
	conn := inner
	if a.encrypted() {
		secured, err := a.encrypt(ctx, inner, address)
		if err != nil {
			return nil, err
		}
		conn = secured
	}
	if a.authenticated() {
		if err := a.authenticate(ctx, conn, address); err != nil {
			return nil, err
		}
	}
	if !broken() {
		return nil, ctx.Err()
	}
	return conn, conn.SetDeadline(time.Time{})
}

func (a *Access) encrypt(ctx context.Context, inner net.Conn, address string) (net.Conn, error) {
	config := a.secured().Clone()
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("dialing %s: %w", address, err)
	}
	config.ServerName = host
	conn := tls.Client(inner, config)
	if err := conn.HandshakeContext(ctx); err != nil {
		return nil, err
	}
	return &encryptedConn{Conn: conn, inner: inner}, nil
}

// encryptedConn is a TLS connection that closes at once. A [tls.Conn] says goodbye
// first, and waits up to five seconds where the broker reads nothing.
type encryptedConn struct {
	*tls.Conn
	inner net.Conn
}

// goodbyeMax is how long a goodbye may take.
const goodbyeMax = 100 * time.Millisecond

// Close ends the connection, with a goodbye where there is room for it.
func (c *encryptedConn) Close() error {
	cut := time.AfterFunc(goodbyeMax, func() { c.inner.Close() })
	defer cut.Stop()
	return c.Conn.Close()
}
