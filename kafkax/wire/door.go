package wire

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"

	"orderflow/internal/system"
	"orderflow/sim"
)

// Limits of a door.
const (
	guestsMax   = 256                    // connections through a door at a time
	doorwaysMax = 64                     // brokers that it has ports for
	acceptPause = 100 * time.Millisecond // after a connection that could not be accepted
)

// ListenFunc opens a port, like [net.Listen].
type ListenFunc = func(network, address string) (net.Listener, error)

// Door is where Kafka clients of others come in: a port for each broker of the
// tenant, which is a run or a proxy, so that every connection is known by its
// broker. Answers that name brokers are rewritten to these ports, so that nobody
// goes past them, and all that passes also passes the tenant's gate. While there
// is no tenant, and while a broker is away, connections are accepted and reset at
// once.
//
// A door outlives its tenants: the next one has the same ports.
type Door struct {
	listen ListenFunc
	host   string
	port   int // of the next doorway; 0 = any free one

	ctx      context.Context // ends everything
	stop     context.CancelFunc
	routines sync.WaitGroup

	mu       sync.Mutex
	ways     []*doorway
	tenant   *Tenant // nil: nobody is in
	guests   map[*Guest]struct{}
	welcomed uint32 // guests so far
}

// doorway is one port of a door.
type doorway struct {
	listener net.Listener
	port     int32
	node     int32 // the broker's own id; −1 = not given to any yet
}

// OpenDoor listens at host:port by listen, which is [net.Listen] but for tests, with a
// port for each of so many brokers: a free one where port is 0, else port and those that follow. More are opened as more
// brokers become known.
func OpenDoor(listen ListenFunc, address string, brokers int) (*Door, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, err
	}
	d := &Door{listen: listen, host: host, port: int(number), guests: make(map[*Guest]struct{})}
	d.ctx, d.stop = context.WithCancel(context.Background())
	d.mu.Lock()
	err = d.widen(brokers)
	d.mu.Unlock()
	if err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Addresses lists where the door listens, as host:port, a port for each broker.
func (d *Door) Addresses() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	addresses := make([]string, len(d.ways))
	for i, w := range d.ways {
		addresses[i] = net.JoinHostPort(d.host, strconv.Itoa(int(w.port)))
	}
	return addresses
}

// Close ends every port and every connection. It returns when nothing of the door
// runs any more.
func (d *Door) Close() {
	d.stop()
	d.mu.Lock()
	for _, w := range d.ways {
		w.listener.Close()
	}
	d.mu.Unlock()
	d.routines.Wait()
}

// widen opens ports until there are so many; the lock is held.
func (d *Door) widen(count int) error {
	for len(d.ways) < count {
		if err := d.open(); err != nil {
			return err
		}
	}
	return nil
}

// open opens one more port; the lock is held.
func (d *Door) open() error {
	if len(d.ways) >= doorwaysMax {
		return sim.Refuse("at most %d brokers have a port", "포트는 브로커 %d개까지 엽니다", doorwaysMax)
	}
	if d.ctx.Err() != nil {
		return net.ErrClosed
	}
	listener, err := d.listen("tcp", net.JoinHostPort(d.host, strconv.Itoa(d.port)))
	if err != nil {
		return sim.Refuse("listening on %s: %v", "%s에서 연결을 기다릴 수 없습니다: %v", sim.Printable(net.JoinHostPort(d.host, strconv.Itoa(d.port)), 60), err)
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	number, wrong := strconv.Atoi(port)
	if err != nil || wrong != nil {
		listener.Close()
		return fmt.Errorf("listening on %s: no port", listener.Addr())
	}
	if d.port != 0 {
		d.port++
	}
	w := &doorway{listener: listener, port: int32(number), node: -1}
	d.ways = append(d.ways, w)
	d.routines.Go(func() { d.attend(w) })
	return nil
}

// attend lets in who comes through one port.
func (d *Door) attend(w *doorway) {
	for {
		conn, err := w.listener.Accept()
		switch {
		case err == nil:
			d.welcome(w, conn)
		case !system.Sleep(d.ctx, acceptPause):
			return
		}
	}
}

// welcome begins what is done for a connection, or resets it where nobody is in.
func (d *Door) welcome(w *doorway, conn net.Conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := d.tenant
	switch {
	case d.ctx.Err() != nil || t == nil || t.addresses[w.node] == "":
		abort(conn)
		return
	case len(d.guests) >= guestsMax || t.Gate.guests() >= guestsMax:
		abort(conn)
		d.routines.Go(func() {
			d.complain(t, nil, sim.Refuse("at most %d connections are let in at a time", "연결은 한 번에 %d개까지 받습니다", guestsMax))
		})
		return
	}
	d.welcomed++
	t.came = true
	g := newGuest(d, t, conn, t.addresses[w.node], d.welcomed)
	d.guests[g] = struct{}{}
	d.routines.Go(func() {
		defer d.forget(g)
		g.serve()
	})
}

func (d *Door) forget(g *Guest) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.guests, g)
	g.tenant.left = time.Now()
}

// abort ends a connection as one to a closed port ends: by a reset.
func abort(conn net.Conn) {
	if tcp, is := conn.(*net.TCPConn); is {
		_ = tcp.SetLinger(0) // else it ends in order, which is close enough
	}
	conn.Close()
}
