package wire

import (
	"io"
	"time"
)

// heldBytesMax bounds what a frozen broker's connection takes in before
// writing to it blocks: about what the socket buffers of both ends hold.
const heldBytesMax = 1 << 20

// forward writes a frame to the broker, or keeps it while the broker is
// frozen, as the sockets would.
func (c *gatedConn) forward(frame []byte) error {
	for {
		if err := c.err(); err != nil {
			return err
		}
		c.mu.Lock()
		switch {
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

// freeze holds back everything from now on.
func (c *gatedConn) freeze() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.frozen == nil && c.ended == nil {
		c.frozen = make(chan struct{})
	}
}

// unsent lists the Produce requests that a freeze holds back.
func (c *gatedConn) unsent() (list []*Exchange) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, frame := range c.held {
		if x := c.waiting[correlationOf(frame[4:])]; x != nil && x.Produce != nil {
			list = append(list, x)
		}
	}
	return list
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
		_ = c.inner.SetDeadline(time.Time{}) // that of the client, who has gone
		drained := make(chan struct{})
		go func() {
			defer close(drained)
			_, _ = io.Copy(io.Discard, c.inner)
		}()
		defer func() { <-drained }()
		defer c.gate.forget(c, LinkClosed)
		defer c.inner.Close()
	}
	_ = c.writeAll(held) // the client sees the broken connection when it reads
}
