package role

import (
	"context"
	"time"

	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// How the order service's process ends and another one begins: killed, by
// caller-exit or service-restart, or closed in order.

// CloseTimeout is how long consumers may take to leave their groups.
const CloseTimeout = 1500 * time.Millisecond

// closeNotice is how long a process that is closed in order gives those of its
// callers that it answers with an error to write down what follows from it.
const closeNotice = 50 * time.Millisecond

// serving returns the process that takes orders, once there is one; nil if ctx
// ended before.
func (v *service) serving(ctx context.Context) *instance {
	for {
		v.mu.Lock()
		now, changed := v.now, v.changed
		v.mu.Unlock()
		if now.takes() {
			return now
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil
		}
	}
}

// current returns the process that runs or, while none does, the last.
func (v *service) current() *instance {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

// restart lets another process run after a time, in the place of one that ended.
func (v *service) restart(ended sim.EventID, after time.Duration) {
	v.company.Later(after, func() { v.start(ended) })
}

// start lets another process run now.
func (v *service) start(ended sim.EventID) *instance {
	v.mu.Lock()
	defer v.mu.Unlock()
	i := newInstance(v, v.now.number+1)
	v.journal.ServiceStarted(i.number, ended)
	v.now = i
	close(v.changed)
	v.changed = make(chan struct{})
	i.listen()
	i.work()
	v.company.group(sim.ServiceGroup).revive()
	return i
}

// exits lets the process die if a caller-exit strikes at the point. It reports
// whether the process is over.
func (v *instance) exits(o *chronicle.Order, at sim.Point) bool {
	faults := v.company.faults
	if faults.standing(sim.CallerExit) == nil {
		return v.ctx.Err() != nil
	}
	v.desk.Lock()
	defer v.desk.Unlock()
	if v.over {
		return true
	}
	f, struck := faults.strikeAt(at, sim.CallerExit, o, 0, 0)
	if f == nil {
		return false
	}
	v.replace(v.end(o.Number, sim.ReasonFault, chronicle.Killed, struck))
	return true
}

// replace lets another process run after this one's end.
func (v *instance) replace(ended sim.EventID) {
	v.service.restart(ended, between(draws(v.company.config.Seed, "service restart", uint64(v.number)), sim.ServiceRestartMin, sim.ServiceRestartMax))
}

// crash ends the process, unless it is over, and lets another one run.
func (v *instance) crash(cause sim.EventID) {
	if ended := v.die(sim.ReasonFault, chronicle.Killed, cause); ended != 0 {
		v.replace(ended)
	}
}

// exitsSoon lets a caller-exit strike a moment after a call that is waited for.
func (v *instance) exitsSoon(o *chronicle.Order) {
	if v.company.faults.standing(sim.CallerExit) == nil {
		return
	}
	back := between(draws(v.company.config.Seed, "call return", uint64(o.Number)), sim.CallReturnMin, sim.CallReturnMax)
	v.after(back, func() { v.exits(o, sim.AfterCall) })
}

// acked lets a caller-exit strike where an awaited call knows its ack and has not
// marked anything. It reports whether the process is over. Who waits for an answer
// has its ack before; see emitted.
func (v *instance) acked(o *chronicle.Order, err error) bool {
	return err == nil && v.company.config.Mode != sim.Send && v.exits(o, sim.AfterAck)
}

// die ends the process. It returns 0 if it is over already.
func (v *instance) die(reason sim.Reason, code int64, cause sim.EventID) sim.EventID {
	v.desk.Lock()
	defer v.desk.Unlock()
	if v.over {
		return 0
	}
	return v.end(0, reason, code, cause)
}

// end is the end of the process, over an order or over none (0): its memory is
// gone, its connections are, and its member of a group cannot leave. The desk is
// held.
func (v *instance) end(order sim.OrderID, reason sim.Reason, code int64, cause sim.EventID) sim.EventID {
	v.over = true
	s := v.company
	ended := v.journal.ServiceExited(sim.Event{Order: order, Word: uint8(reason), Value: code, Cause: cause}, 1)
	v.stop()
	buried, unsent := s.gate.Bury(v.number)
	for _, x := range unsent {
		v.journal.Dropped(x, ended)
	}
	s.group(sim.ServiceGroup).kill()
	s.Spawn("end of the order service", func() {
		v.close()
		buried.End()
	})
	return ended
}

// leave ends the process in order: its consumer leaves its group, whoever still
// waits for an answer gets an error, and then it ends. It returns 0 if the
// process died before.
func (v *instance) leave(ctx context.Context, cause sim.EventID) sim.EventID {
	v.desk.Lock()
	v.leaving = true
	v.desk.Unlock()
	status := v.company.group(sim.ServiceGroup)
	status.keepAway(cause)
	defer status.comeBack()
	within, cancel := context.WithTimeout(ctx, CloseTimeout)
	defer cancel()
	status.goneWithin(within)
	v.replies.close(chronicle.ErrClosed)
	if !system.Sleep(ctx, closeNotice) {
		return 0
	}
	return v.die(sim.ReasonShutdown, 0, cause)
}

// deploy is a service-restart. It is over some time after the new process is ready.
func (v *service) deploy(f *faultEntry) {
	s, old := v.company, v.current()
	if !old.takes() {
		s.faults.end(f, f.event)
		return
	}
	ended := sim.EventID(0)
	if !f.How.Orderly() {
		ended = old.die(f.How.Reason(), chronicle.Killed, f.event)
	}
	s.Later(0, func() {
		if f.How.Orderly() {
			ended = old.leave(s.ctx, f.event)
		}
		if ended != 0 && system.Sleep(s.ctx, f.Restart) {
			v.await(v.start(ended))
		}
		s.faults.end(f, f.event)
	})
}

// await waits until a process is ready, and a rolling restart would go on.
func (v *service) await(i *instance) {
	select {
	case <-i.ready:
		system.Sleep(i.ctx, sim.DeployPause)
	case <-i.ctx.Done():
	}
}
