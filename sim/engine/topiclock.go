package engine

// topicLock is kafkajs' lock on the list of the topics a client asks metadata
// for (read in its source, and measured). Whoever learns a new topic holds it
// while its metadata is asked for, a round of connects included; the next in
// line then finds the topic known, or asks anew. Who waits longer than
// requestTimeout fails, not to be tried again.
type topicLock struct {
	held    bool
	waiting []*topicWait // the longest first
}

type topicWait struct {
	publish *publish
	limit   *timer
	then    func(held bool)
}

// acquire calls then with the lock, or without it when the wait was too long.
func (l *topicLock) acquire(p *publish, then func(held bool)) {
	if !l.held {
		l.held = true
		then(true)
		return
	}
	c := p.client
	w := &topicWait{publish: p, then: then}
	w.limit = c.e.deadline(c.e.config.RequestTimeout, func() {
		l.drop(w)
		then(false)
	})
	p.timer = w.limit
	l.waiting = append(l.waiting, w)
	if r := c.refreshing; r != nil && r.round != nil {
		p.waitIn(r.round, r.round.event)
	}
}

// drop takes one out of the line.
func (l *topicLock) drop(w *topicWait) {
	for i := range l.waiting {
		if l.waiting[i] == w {
			l.waiting = append(l.waiting[:i:i], l.waiting[i+1:]...)
			return
		}
	}
}

// release gives the lock to the next in line.
func (l *topicLock) release() {
	l.held = false
	if len(l.waiting) == 0 {
		return
	}
	w := l.waiting[0]
	l.waiting = l.waiting[1:]
	w.limit.stop()
	l.held = true
	w.then(true)
}
