package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"orderflow/sim"
)

// Limits of a connection through a door.
const (
	inFlightMax  = 1024             // requests without an answer
	frameTimeout = 30 * time.Second // for the first request, for the rest of one that has begun, and for a client to take an answer
	idleMax      = 10 * time.Minute // connections.max.idle.ms of Apache Kafka
)

// Guest is the connection of a client that is not ours, from a door to a broker.
// One goroutine carries its requests, one the answers; both end when either does.
type Guest struct {
	door    *Door
	tenant  *Tenant
	number  uint32   // from 1, among those of the door
	client  net.Conn // its own end
	address string   // of the broker
	host    string   // by which the client reached the door
	server  *gatedConn
	known   bool // it has asked something, and so said what it is called

	ctx    context.Context
	leave  context.CancelFunc
	gone   chan struct{} // closed when nothing of it runs any more
	ending sync.Once

	mu      sync.Mutex
	waiting map[int32]apiCall // by correlation id
}

// Number returns the connection's number, from 1, among those of the door.
func (g *Guest) Number() uint32 { return g.number }

// Broker returns the number of the broker that it is connected to, from 1; 0 where the
// gate does not know its address.
func (g *Guest) Broker() int { return g.server.broker }

// Address returns where its client is, as host:port.
func (g *Guest) Address() string { return g.client.RemoteAddr().String() }

func newGuest(d *Door, t *Tenant, conn net.Conn, address string, number uint32) *Guest {
	g := &Guest{door: d, tenant: t, number: number, client: conn, address: address, host: d.host, gone: make(chan struct{}), waiting: make(map[int32]apiCall)}
	if host, _, err := net.SplitHostPort(conn.LocalAddr().String()); err == nil {
		g.host = host
	}
	g.ctx, g.leave = context.WithCancel(d.ctx)
	return g
}

// serve connects to the broker and carries what is said until one side ends.
func (g *Guest) serve() {
	defer close(g.gone)
	defer g.leave()
	if err := g.connect(); err != nil {
		abort(g.client)
		return
	}
	defer context.AfterFunc(g.ctx, func() { g.end(net.ErrClosed) })()
	var asking sync.WaitGroup
	asking.Go(func() { g.end(guarded(g.readRequests)) })
	g.end(guarded(g.writeAnswers))
	asking.Wait()
}

// connect opens the connection to the broker, through the gate.
func (g *Guest) connect() error {
	ctx, cancel := context.WithTimeout(g.ctx, DialTimeout)
	defer cancel()
	conn, err := g.tenant.Gate.Dialer(Role{Duty: DutyForeign, Guest: g.number})(ctx, "tcp", g.address)
	if err != nil {
		return err
	}
	g.server = conn.(*gatedConn)
	return nil
}

// guarded runs one direction of a connection: a panic in it ends that connection
// instead of the program.
func guarded(carry func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &PanicError{fmt.Sprintf("%v\n%s", r, debug.Stack())}
		}
	}()
	return carry()
}

// PanicError is a mistake of ours that has ended the connection of a guest.
type PanicError struct{ what string }

// Error returns what was panicked with, and where.
func (e *PanicError) Error() string { return "panic: " + e.what }

// end closes both ends, once. Why is told where it is the client's fault or ours.
func (g *Guest) end(why error) {
	g.ending.Do(func() {
		mistake, refusal := (*PanicError)(nil), (*sim.Refusal)(nil)
		if errors.As(why, &refusal) || errors.As(why, &mistake) {
			g.door.complain(g.tenant, g, why)
		}
		if errors.Is(why, syscall.ECONNRESET) {
			abort(g.client)
		} else {
			g.client.Close()
		}
		_ = g.server.Close() // it is over either way
	})
}

// writeAnswers carries what the broker answers.
func (g *Guest) writeAnswers() error {
	for {
		frame, err := g.server.answer()
		if err != nil {
			return err
		}
		number := correlationOf(frame)
		g.mu.Lock()
		call, asked := g.waiting[number]
		delete(g.waiting, number)
		g.mu.Unlock()
		if !asked {
			return io.ErrUnexpectedEOF // whose answer it is nobody knows, nor what is in it
		}
		if frame, err = call.rewrite(frame, g.readdress); err != nil {
			return fmt.Errorf("rewriting an answer of %s: %w", call.key.Name(), err)
		}
		if err := g.client.SetWriteDeadline(time.Now().Add(frameTimeout)); err != nil {
			return err
		}
		switch _, err := g.client.Write(frame); {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return sim.Refuse("it has not taken an answer within %s", "%s 안에 답을 받아 가지 않았습니다", frameTimeout)
		case err != nil:
			return err
		}
	}
}

// readdress returns where the client finds a broker through the door.
func (g *Guest) readdress(node int32, address string) (host string, port int32, ok bool) {
	port, ok, why := g.door.portOf(g.tenant, node, address)
	if why != nil {
		g.door.complain(g.tenant, g, sim.Refuse("broker %d at %s has no port, and is left out of the answers: %v", "브로커 %d(%s)에 포트가 없어 응답에서 뺍니다: %v", node, sim.Printable(address, 60), why))
	}
	return g.host, port, ok
}
