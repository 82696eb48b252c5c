package wire

import (
	"time"
)

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

// answer returns the next answer, whole; it is valid until the next call. Who
// takes whole answers does not Read beside.
func (c *gatedConn) answer() ([]byte, error) {
	c.reading.Lock()
	defer c.reading.Unlock()
	for len(c.ready) == 0 {
		if err := c.receive(); err != nil {
			return nil, err
		}
	}
	frame := c.ready
	c.ready = nil
	return frame, nil
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
	frame, delay, err := c.pass(frame)
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
	c.breaks(err)
	return c.translate(err)
}

// pass looks at an answer. It returns what the client gets, and how long that is
// held back; below zero means that it is dropped.
func (c *gatedConn) pass(frame []byte) ([]byte, time.Duration, error) {
	correlation := correlationOf(frame)
	c.mu.Lock()
	x := c.waiting[correlation]
	delete(c.waiting, correlation)
	c.mu.Unlock()
	if x == nil {
		return frame, 0, nil
	}
	if x.rule != nil && x.rule.Does == RefuseRequest { // what came answers what was sent in its place
		x.rule.strike(x)
		return x.refusedBy(frame), 0, nil
	}
	if x.answer(frame) == nil {
		c.gate.watcher.Answered(x)
	}
	if x.rule == nil {
		return frame, 0, nil
	}
	x.rule.strike(x)
	switch x.rule.Does {
	case LoseAnswer:
		c.gate.forget(c, LinkCut)
		c.cut(reset)
		return nil, 0, reset
	case SwallowAnswer:
		return nil, -1, nil
	case DelayAnswer:
		return frame, x.rule.Delay, nil
	case RefuseAnswer:
		return x.refusedBy(frame), 0, nil
	}
	return frame, 0, nil
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
