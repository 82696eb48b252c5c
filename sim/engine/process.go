package engine

import "orderflow/sim"

// dies ends the worker's process without a LeaveGroup, as a fault has it; a
// new process joins later, unless one is there by then or the group is kept away.
func (w *worker) dies(f *faultEntry) {
	if w.group.id > sim.StatisticsGroup { // it lives in the order service's process
		w.e.service.instanceOf(w).exit(0, sim.ReasonFault, killed, f.struck)
		return
	}
	event := w.e.record(w.lifeEvent(sim.ConsumerCrashed, sim.ReasonFault, f.Restart, f.struck))
	w.stopProcess()
	w.abandon(event)
	w.e.after(f.Restart, func() {
		if !w.alive && !w.e.keptAway(w.group) {
			w.startProcess(event)
		}
	})
}

// stopProcess forgets everything the process had in memory, its connections
// included; its member id is the coordinator's.
func (w *worker) stopProcess() {
	w.alive, w.phase = false, consumerStopped
	w.life++
	for _, f := range w.fetchers {
		f.timer.stop()
	}
	w.fetchers, w.stopping, w.heartbeating = nil, nil, nil
	w.queue, w.working, w.handling = nil, nil, 0
	w.assigned, w.onJoining, w.onLeaving = nil, nil, nil
	w.client.drop()
}

// close ends a consumer in order: when its polls and sleeps have ended it
// leaves its group, so that no ghost stays (measured: 0–5 s).
func (w *worker) close() {
	h := &consumerError{kind: closingError, cause: w.entered}
	switch {
	case !w.alive:
		w.left()
	case w.phase != consumerFetching:
		w.stopped(h)
	default:
		if w.stopping == nil {
			w.stopping = h
		}
		w.stopping.kind = closingError
		for _, f := range w.fetchers {
			if f.state != fetcherEnded {
				return // the last of them goes on
			}
		}
		w.stopped(h)
	}
}

// left tells who waits for the worker to have left.
func (w *worker) left() {
	if done := w.onLeaving; done != nil {
		w.onLeaving = nil
		done()
	}
}

// tellConsumers lets every consumer look again after brokers came back: polls
// that can be answered are, and reports that could not be sent go out.
func (c *cluster) tellConsumers() {
	for _, g := range c.e.groups[sim.InHouseGroup:] {
		if g == nil {
			continue
		}
		for _, w := range g.workers {
			for _, f := range w.fetchers {
				f.look()
			}
			if len(w.unsent) > 0 {
				c.e.after(w.draw.Between(reportAgainMin, reportAgainMax), w.sendUnsent)
			}
		}
	}
}
