package sim

import "time"

// dies ends the worker's process without a LeaveGroup, as a fault has it; a
// new process joins later.
func (w *worker) dies(f *faultEntry) {
	event := w.e.record(w.lifeEvent(ConsumerCrashed, ReasonFault, f.Restart, f.struck))
	w.stopProcess()
	w.group.haunt(w, event)
	w.e.after(f.Restart, func() { w.startProcess(event) })
}

// lifeEvent is an event that ends the handler under way, if any.
func (w *worker) lifeEvent(t EventType, reason Reason, next time.Duration, cause EventID) Event {
	return Event{Type: t, Order: w.handling, Group: w.group.id, Worker: w.id, Word: uint8(reason), Value: int64(next), Cause: cause}
}

// stopProcess forgets everything the process had in memory.
func (w *worker) stopProcess() {
	w.alive, w.crashed, w.paused = false, false, false
	w.stopWork()
}

// startProcess is a new process that wants to join.
func (w *worker) startProcess(cause EventID) {
	w.alive = true
	w.connected = w.e.cluster.anyReachable()
	event := w.e.record(Event{Type: ConsumerRestarted, Group: w.group.id, Worker: w.id, Cause: cause})
	if w.connected {
		w.group.join(w, event)
	}
}

// crash is kafkajs stopping its consumer after an error; it starts it again by
// itself and begins at the committed offset.
func (w *worker) crash(cause EventID, restart time.Duration) {
	if w.crashed || !w.alive {
		return
	}
	event := w.e.record(w.lifeEvent(ConsumerCrashed, ReasonCrash, restart, cause))
	w.crashed = true
	w.stopWork()
	w.after(restart, func() { w.uncrash(event) })
}

func (w *worker) uncrash(cause EventID) {
	w.crashed = false
	event := w.e.record(Event{Type: ConsumerRestarted, Group: w.group.id, Worker: w.id, Cause: cause})
	switch {
	case !w.connected:
	case !w.member:
		w.group.join(w, event)
	default:
		w.resume(event)
	}
}

// resume goes on as the same member: at the committed offsets.
func (w *worker) resume(cause EventID) {
	w.entered = cause
	w.commitFinished()
	w.sendUnsent()
	switch w.group.id {
	case ServiceGroup:
		w.e.service.readStatuses()
	case ReplyGroup:
		w.e.service.readReplies()
	default:
		w.beginFetching()
	}
}

// tellConsumers lets every consumer notice which brokers can be reached;
// cut says that connections were just cut without a word.
func (c *cluster) tellConsumers(cause EventID, cut bool) {
	for _, g := range c.e.groups[InHouseGroup:] {
		for _, w := range g.workers {
			w.notice(cause, cut)
		}
	}
}

// notice is a consumer's connections changing. Without any broker it waits
// for one; when one broker of several died, kafkajs stops the consumer and
// starts it again later (measured: 9–29 s).
func (w *worker) notice(cause EventID, cut bool) {
	reachable := w.e.cluster.anyReachable()
	switch {
	case w.connected && !reachable:
		w.lostAt = w.e.now
		w.connected = false
		w.e.record(Event{Type: ConsumerDisconnected, Group: w.group.id, Worker: w.id, Cause: cause})
	case !w.connected && reachable:
		w.reconnectSoon(cause)
	case reachable && cut:
		w.crash(cause, w.group.draw.between(brokerCrashStopMin, brokerCrashStopMax))
	case w.ready():
		w.sendUnsent()
		w.fetchAll()
	}
}

// reconnectSoon connects again a moment after a broker came back. A member
// that was cut off for longer than its session has to join anew.
func (w *worker) reconnectSoon(cause EventID) {
	if w.reconnecting != nil && !w.reconnecting.over {
		return
	}
	w.reconnecting = w.e.timer(w.group.draw.between(consumerReconnectMin, consumerReconnectMax), func() {
		if w.connected || !w.e.cluster.anyReachable() {
			return
		}
		expired := w.member && w.e.now-w.lastHeartbeat() >= w.e.config.SessionTimeout
		w.connected = true
		event := w.e.record(Event{Type: ConsumerReconnected, Group: w.group.id, Worker: w.id, Cause: cause})
		if expired {
			w.group.leave(w, 0, ReasonSessionTimeout, event)
		}
		switch {
		case !w.member && w.handling != 0:
			w.sendUnsent() // it learns after its message that it was thrown out
			return
		case expired:
			w.stopWork()
		}
		switch {
		case w.crashed || !w.alive:
		case !w.member:
			w.group.join(w, event)
			w.sendUnsent()
		default:
			w.resumeWork(event)
		}
	})
}

// stopWork drops what was fetched and what is under way. A rebalance that
// waited for it goes on.
func (w *worker) stopWork() {
	w.life++
	w.working, w.handling, w.queue, w.fetching = nil, 0, nil, [BrokerCount + 1]int{}
	w.evicting.stop()
	if w.group.held {
		w.e.after(0, w.group.resume)
	}
}

// resumeWork goes on after a short loss of the connection, with the handler
// that may still be running.
func (w *worker) resumeWork(cause EventID) {
	if w.working == nil {
		w.resume(cause)
		return
	}
	w.entered = cause
	w.sendUnsent()
	w.fetchAll()
}

// commitFinished commits what was finished while there was no connection.
func (w *worker) commitFinished() {
	for n, offset := range w.finished {
		p := w.e.cluster.partitions[n]
		if w.group.owner[n] == w && offset > w.group.offsets[n] {
			w.store(p, offset, w.entered)
		}
	}
}
