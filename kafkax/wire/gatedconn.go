package wire

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// gatedConn is a client's connection through the gate. It needs no goroutine
// of its own: requests are looked at while they are written and answers while
// they are read.
type gatedConn struct {
	gate   *Gate
	inner  net.Conn
	from   Role
	broker int // from 1

	readDeadline, writeDeadline deadline
	done                        chan struct{} // closed by Close and by a cut

	writing  sync.Mutex // held while frames are written to inner, in order
	outgoing frames

	reading  sync.Mutex // held while an answer is read
	incoming frames
	chunk    []byte
	ready    []byte // what is left of the answer that is being handed out
	late     []byte // an answer that is held back until dueAt
	dueAt    time.Time

	mu      sync.Mutex // guards the rest; never held while waiting
	ended   error      // why the connection is over
	broken  bool       // the other side has ended it
	orphan  bool       // closed by the client while a freeze held requests back
	frozen  chan struct{}
	held    [][]byte
	heldLen int
	waiting map[int32]*Exchange // by correlation id
}

func newGatedConn(g *Gate, inner net.Conn, from Role, broker int) *gatedConn {
	return &gatedConn{gate: g, inner: inner, from: from, broker: broker, done: make(chan struct{}), waiting: make(map[int32]*Exchange)}
}

// Write sends the frames that b completes.
func (c *gatedConn) Write(b []byte) (int, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.outgoing.add(b)
	for {
		frame, err := c.outgoing.next()
		if err != nil {
			return 0, err
		}
		if frame == nil {
			return len(b), nil
		}
		if err := c.send(frame); err != nil {
			return 0, err
		}
	}
}

// ask sends one request, whole. Where a frozen broker takes no more, it waits so
// long at most.
func (c *gatedConn) ask(frame []byte, patience time.Duration) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	if err := c.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	defer c.inner.SetWriteDeadline(time.Time{}) //nolint:errcheck // what a freeze holds back may leave later; a closed connection needs none
	return c.send(frame)
}

// send lets one request through, unless a fault cuts it.
func (c *gatedConn) send(frame []byte) error {
	if err := c.err(); err != nil {
		return err
	}
	h, ok := header(frame)
	if !ok {
		return c.forward(frame)
	}
	x := newExchange(c.from, c.broker, frame, h, c.gate.correlation)
	if x == nil {
		return c.forward(frame)
	}
	x.rule = c.gate.judge(x)
	if x.rule != nil && x.rule.Does == CutRequest {
		x.rule.strike(x)
		c.gate.forget(c, LinkCut)
		c.cut(reset)
		return reset
	}
	if !x.Silent() {
		c.mu.Lock()
		c.waiting[h.correlation] = x
		c.mu.Unlock()
	}
	c.gate.watcher.Sent(x)
	if x.rule != nil && x.rule.Does.Refuses() {
		return c.refuse(x, frame)
	}
	return c.forward(frame)
}

// await waits for the event, the deadline or the end of the connection.
func (c *gatedConn) await(event <-chan struct{}, d *deadline) error {
	select {
	case <-event:
		return nil
	case <-d.wait():
		return os.ErrDeadlineExceeded
	case <-c.done:
		return c.err()
	}
}

// cut ends the connection from outside; both ends see it.
func (c *gatedConn) cut(why error) {
	c.end(why)
	c.inner.Close()
}

// end marks the connection as over. It reports whether this call ended it.
func (c *gatedConn) end(why error) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended != nil {
		return false
	}
	c.ended = why
	close(c.done)
	c.readDeadline.stop()
	c.writeDeadline.stop()
	return true
}

// Close ends the connection from the client's side.
func (c *gatedConn) Close() error {
	if !c.end(net.ErrClosed) {
		return nil
	}
	c.mu.Lock()
	c.orphan = c.frozen != nil && len(c.held) > 0
	orphan := c.orphan
	c.mu.Unlock()
	if orphan {
		return c.inner.SetReadDeadline(time.Unix(1, 0)) // nobody waits for answers any more; flush or the gate's end closes it
	}
	why := LinkClosed
	if c.isBroken() {
		why = LinkBroken
	}
	c.gate.forget(c, why)
	return c.inner.Close()
}

func (c *gatedConn) err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// breaks notes that the other side has ended the connection, if that is what the
// error of a read or write says.
func (c *gatedConn) breaks(err error) {
	if !errors.Is(err, io.EOF) && !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, syscall.EPIPE) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.broken = c.broken || c.ended == nil
}

func (c *gatedConn) isBroken() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.broken
}

// translate returns why the connection is over rather than what the inner
// connection says about it.
func (c *gatedConn) translate(err error) error {
	if ended := c.err(); ended != nil {
		return ended
	}
	return err
}

// LocalAddr returns the address of the client's end.
func (c *gatedConn) LocalAddr() net.Addr { return c.inner.LocalAddr() }

// RemoteAddr returns the address of the broker's end.
func (c *gatedConn) RemoteAddr() net.Addr { return c.inner.RemoteAddr() }

// SetDeadline sets both deadlines.
func (c *gatedConn) SetDeadline(t time.Time) error {
	c.readDeadline.set(t)
	c.writeDeadline.set(t)
	return c.inner.SetDeadline(t)
}

// SetReadDeadline ends reads, those that wait for a frozen broker or for a
// late answer too.
func (c *gatedConn) SetReadDeadline(t time.Time) error {
	c.readDeadline.set(t)
	return c.inner.SetReadDeadline(t)
}

// SetWriteDeadline ends writes.
func (c *gatedConn) SetWriteDeadline(t time.Time) error {
	c.writeDeadline.set(t)
	return c.inner.SetWriteDeadline(t)
}
