package kafkax

import (
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// heldBytesMax bounds what a frozen broker's connection takes in before
// writing to it blocks: about what the socket buffers of both ends hold.
const heldBytesMax = 1 << 20

// gatedConn is a client's connection through the gate. It needs no goroutine
// of its own: requests are looked at while they are written and answers while
// they are read.
type gatedConn struct {
	gate   *gate
	inner  net.Conn
	from   role
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
	orphan  bool       // closed by the client while a freeze held requests back
	frozen  chan struct{}
	held    [][]byte
	heldLen int
	waiting map[int32]*exchange // by correlation id
}

func newGatedConn(g *gate, inner net.Conn, from role, broker int) *gatedConn {
	return &gatedConn{gate: g, inner: inner, from: from, broker: broker, done: make(chan struct{}), waiting: make(map[int32]*exchange)}
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

// send lets one request through, unless a fault cuts it.
func (c *gatedConn) send(frame []byte) error {
	if err := c.err(); err != nil {
		return err
	}
	h, ok := header(frame)
	if !ok {
		return c.forward(frame)
	}
	x := newExchange(c.from, c.broker, frame, h)
	if x == nil {
		return c.forward(frame)
	}
	x.rule = c.gate.judge(x)
	if x.rule != nil && x.rule.does == cutRequest {
		x.rule.strike(x)
		c.gate.forget(c, linkCut)
		c.cut(reset)
		return reset
	}
	if !x.silent() {
		c.mu.Lock()
		c.waiting[h.correlation] = x
		c.mu.Unlock()
	}
	c.gate.watcher.sent(x)
	return c.forward(frame)
}

// forward writes a frame to the broker, or keeps it while the broker is
// frozen, as the sockets would.
func (c *gatedConn) forward(frame []byte) error {
	for {
		c.mu.Lock()
		switch {
		case c.ended != nil:
			defer c.mu.Unlock()
			return c.ended
		case c.frozen == nil:
			held := c.takeHeld()
			c.mu.Unlock()
			return c.writeAll(append(held, frame))
		case len(c.held) == 0 || c.heldLen+len(frame) <= heldBytesMax:
			c.held, c.heldLen = append(c.held, append([]byte(nil), frame...)), c.heldLen+len(frame)
			c.mu.Unlock()
			return nil
		}
		thawed := c.frozen
		c.mu.Unlock()
		if err := c.await(thawed, &c.writeDeadline); err != nil {
			return err
		}
	}
}

func (c *gatedConn) takeHeld() [][]byte {
	held := c.held
	c.held, c.heldLen = nil, 0
	return held
}

func (c *gatedConn) writeAll(frames [][]byte) error {
	for _, frame := range frames {
		if _, err := c.inner.Write(frame); err != nil {
			return c.translate(err)
		}
	}
	return nil
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

// Read hands out the answers, one after the other.
func (c *gatedConn) Read(b []byte) (int, error) {
	c.reading.Lock()
	defer c.reading.Unlock()
	for len(c.ready) == 0 {
		if err := c.receive(); err != nil {
			return 0, err
		}
	}
	n := copy(b, c.ready)
	c.ready = c.ready[n:]
	return n, nil
}

// receive makes one step towards the next answer: it reads bytes, looks at a
// whole answer, or waits until it may be handed out.
func (c *gatedConn) receive() error {
	if c.late != nil {
		return c.release()
	}
	frame, err := c.incoming.next()
	if err != nil {
		return err
	}
	if frame == nil {
		return c.fill()
	}
	delay, err := c.pass(frame)
	if err != nil || delay < 0 {
		return err
	}
	c.late, c.dueAt = frame, time.Now().Add(delay)
	return c.release()
}

// answerBytes is how much is read from a connection at once.
const answerBytes = 16 << 10

func (c *gatedConn) fill() error {
	if c.chunk == nil {
		c.chunk = make([]byte, answerBytes)
	}
	n, err := c.inner.Read(c.chunk)
	c.incoming.add(c.chunk[:n])
	if n > 0 {
		return nil
	}
	return c.translate(err)
}

// pass looks at an answer. It returns how long the answer is held back; below
// zero means that it is dropped.
func (c *gatedConn) pass(frame []byte) (time.Duration, error) {
	correlation := correlationOf(frame)
	c.mu.Lock()
	x := c.waiting[correlation]
	delete(c.waiting, correlation)
	c.mu.Unlock()
	if x == nil {
		return 0, nil
	}
	if x.answer(frame) == nil {
		c.gate.watcher.answered(x)
	}
	if x.rule == nil {
		return 0, nil
	}
	x.rule.strike(x)
	switch x.rule.does {
	case loseAnswer:
		c.gate.forget(c, linkCut)
		c.cut(reset)
		return 0, reset
	case swallowAnswer:
		return -1, nil
	case delayAnswer:
		return x.rule.delay, nil
	}
	return 0, nil
}

// release hands the late answer out once it is due and the broker runs.
func (c *gatedConn) release() error {
	if left := time.Until(c.dueAt); left > 0 {
		due := make(chan struct{})
		timer := time.AfterFunc(left, func() { close(due) })
		defer timer.Stop()
		if err := c.await(due, &c.readDeadline); err != nil {
			return err
		}
	}
	c.mu.Lock()
	thawed, ended := c.frozen, c.ended
	c.mu.Unlock()
	if ended != nil {
		return ended
	}
	if thawed != nil {
		if err := c.await(thawed, &c.readDeadline); err != nil {
			return err
		}
	}
	c.ready, c.late = c.late, nil
	return nil
}

// freeze holds back everything from now on.
func (c *gatedConn) freeze() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.frozen == nil && c.ended == nil {
		c.frozen = make(chan struct{})
	}
}

// thaw lets everything through again. It reports whether requests were held
// back: they must be flushed.
func (c *gatedConn) thaw() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.frozen == nil {
		return false
	}
	close(c.frozen)
	c.frozen = nil
	return len(c.held) > 0
}

// flush writes what a freeze held back. Where the client has gone meanwhile
// the broker still gets its requests, as it would from the socket's buffer:
// that is how a write that the client gave up on is appended after all.
func (c *gatedConn) flush() {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.mu.Lock()
	held, orphan := c.takeHeld(), c.orphan
	c.mu.Unlock()
	if orphan {
		drained := make(chan struct{})
		go func() {
			defer close(drained)
			_, _ = io.Copy(io.Discard, c.inner)
		}()
		defer func() { <-drained }()
		defer c.gate.forget(c, linkClosed)
		defer c.inner.Close()
	}
	_ = c.writeAll(held) // the client sees the broken connection when it reads
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
		return nil // flush or the gate's end closes it
	}
	c.gate.forget(c, linkClosed)
	return c.inner.Close()
}

func (c *gatedConn) err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
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
