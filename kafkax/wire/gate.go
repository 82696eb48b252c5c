package wire

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// DialFunc opens a connection, like [net.Dialer.DialContext].
type DialFunc = func(ctx context.Context, network, address string) (net.Conn, error)

// DialTimeout bounds one connect, handshake included: kafka-go's clients are given it
// too.
const DialTimeout = 3 * time.Second

// Watcher is told what passes the gate. The calls come from the goroutine
// that writes or reads the connection, in the order of that connection, and may come
// while the gate is locked: a watcher must not wait, and not call the gate.
type Watcher interface {
	// Link is told of a connection to a broker, from 1; 0 = of one whose address is not
	// known.
	Link(from Role, broker int, what LinkEvent)

	// Sent is told of a request that matters as it leaves.
	Sent(x *Exchange)

	// Answered is told of its answer as that arrives at the gate, whether or not the
	// client will see it.
	Answered(x *Exchange)
}

// LinkEvent is what happens to a connection.
type LinkEvent uint8

// What happens; the numbers are those of what processes tell each other.
const (
	LinkOpened  LinkEvent = iota + 1
	LinkRefused           // it never was
	LinkClosed            // by the client
	LinkCut               // by a fault
	LinkBroken            // by the broker, or by what is between
)

// Gate stands between Kafka clients and the network. It sees
// every request and answer as a Kafka frame, tells the watcher about the ones
// that matter, and makes the faults that are made of connections: brokers that
// go away, come back or freeze, answers that are lost, late or swallowed, and
// commits that are cut.
type Gate struct {
	dial        DialFunc
	watcher     Watcher
	correlation string // header of a record that says which request it is or answers

	mu      sync.Mutex
	brokers map[string]int // from 1, by address; an address that is not known counts as 0
	outages map[*Outage]struct{}
	rules   []*Rule
	conns   map[*gatedConn]struct{}
	closed  bool
	flushes sync.WaitGroup // goroutines that write out what a freeze held back
}

// New returns a gate that knows no broker yet. It connects by dial, and names records
// to the watcher by their keys and by a header, correlation, which says which request a
// record is or answers.
func New(dial DialFunc, watcher Watcher, correlation string) *Gate {
	return &Gate{
		dial:        dial,
		watcher:     watcher,
		correlation: correlation,
		brokers:     make(map[string]int),
		outages:     make(map[*Outage]struct{}),
		conns:       make(map[*gatedConn]struct{}),
	}
}

// Learn tells the gate which broker, from 1, listens at the address.
func (g *Gate) Learn(address string, broker int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.brokers[address] = broker
}

// Dialer returns a dial function whose connections carry the role.
func (g *Gate) Dialer(from Role) DialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, broker, err := g.connect(ctx, from, network, address)
		if err != nil {
			if !errors.Is(ctx.Err(), context.Canceled) { // then nobody waits for it any more
				g.watcher.Link(from, broker, LinkRefused)
			}
			return nil, err
		}
		return conn, nil
	}
}

func (g *Gate) connect(ctx context.Context, from Role, network, address string) (*gatedConn, int, error) {
	broker, err := g.admit(from, address)
	if err != nil {
		return nil, broker, err
	}
	inner, err := g.dial(ctx, network, address)
	if err != nil {
		return nil, broker, fmt.Errorf("dialing %s: %w", address, err)
	}
	conn := newGatedConn(g, inner, from, broker)
	if err := g.register(conn); err != nil {
		inner.Close()
		return nil, broker, err
	}
	return conn, broker, nil
}

// admit reports which broker listens at the address, and an error where a
// connect to it is refused now.
func (g *Gate) admit(from Role, address string) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	broker := g.brokers[address]
	return broker, g.admission(from, broker)
}

func (g *Gate) admission(from Role, broker int) error {
	how := g.reachOf(from, broker)
	switch {
	case g.closed, how == reachClosed:
		return fmt.Errorf("dialing broker %d: %w", broker, net.ErrClosed)
	case how == ReachRefused:
		return refusal
	}
	return nil
}

// register adds a connection unless its broker went away while it was opened.
func (g *Gate) register(c *gatedConn) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.admission(c.from, c.broker); err != nil {
		return err
	}
	g.conns[c] = struct{}{}
	g.watcher.Link(c.from, c.broker, LinkOpened)
	if g.reachOf(c.from, c.broker) == ReachFrozen {
		c.freeze()
	}
	return nil
}

// forget removes a connection that is over, and says why.
func (g *Gate) forget(c *gatedConn, why LinkEvent) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.drop(c, why)
}

func (g *Gate) drop(c *gatedConn, why LinkEvent) {
	if _, open := g.conns[c]; open {
		delete(g.conns, c)
		g.watcher.Link(c.from, c.broker, why)
	}
}

// refusal is what a closed port answers, and reset what a cut connection does.
// kafka-go retries just these, so they are the system's own errors.
var (
	refusal = &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	reset   = &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
)

// Close cuts every connection and refuses new ones with an error that no
// client retries. It returns when nothing of the gate runs any more.
func (g *Gate) Close() {
	g.mu.Lock()
	g.closed = true
	for c := range g.conns {
		g.drop(c, LinkClosed)
		c.cut(net.ErrClosed)
	}
	g.mu.Unlock()
	g.flushes.Wait()
}

// Open counts the connections that are open now.
func (g *Gate) Open() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.conns)
}

// guests counts the connections of others that are open now, those too that their
// clients have closed while a freeze held requests back.
func (g *Gate) guests() (n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for c := range g.conns {
		if c.from.Duty == DutyForeign {
			n++
		}
	}
	return n
}
