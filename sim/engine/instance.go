package engine

import (
	"time"

	"orderflow/sim"
)

// instance is one process of the order service: a Kafka client with a producer
// and a consumer of the answers, a server that follows the status events, and
// the jobs. The database, and with it every order's row, is shared by all.
type instance struct {
	s        *service
	number   uint8   // from 1
	client   *client // of the orders
	activity *client // of the activity log
	life     uint64  // counts its processes; what an older one planned is void
	down     bool
	leaving  bool // it is closed in order: it gets no new orders
}

// name is what events call the instance: nothing where there is just one.
func (i *instance) name() uint8 {
	if len(i.s.instances) == 1 {
		return 0
	}
	return i.number
}

// connect makes the clients of a new process.
func (i *instance) connect() {
	life := uint64(i.number-1)<<20 | i.life
	i.client = newClient(i, ordersClient, life)
	i.activity = newClient(i, activityClient, life)
}

// roundNumber returns the number of a reconnect round: its client's own, or,
// where there are several, one of all.
func (i *instance) roundNumber(own uint32) uint32 {
	if len(i.s.instances) == 1 {
		return own
	}
	i.s.rounds++
	return i.s.rounds
}

// run plans something in this process: it is void once the process died.
func (i *instance) run(delay time.Duration, do func()) {
	i.s.e.after(delay, i.thisLife(do))
}

// thisLife makes do void once this process is over.
func (i *instance) thisLife(do func()) func() {
	life := i.life
	return func() {
		if i.life == life && !i.down {
			do()
		}
	}
}

// consumer returns its member of a group, or nil: of the status events, or of
// the answers.
func (i *instance) consumer(id sim.Group) *worker {
	if g := i.s.e.groups[id]; g != nil {
		return g.workers[i.number-1]
	}
	return nil
}

// consumers returns the members that live in the process.
func (i *instance) consumers() []*worker {
	var list []*worker
	for _, id := range []sim.Group{sim.ServiceGroup, sim.ReplyGroup} {
		if w := i.consumer(id); w != nil {
			list = append(list, w)
		}
	}
	return list
}

// instanceOf returns the process in which a member of these groups lives.
func (s *service) instanceOf(w *worker) *instance { return s.instances[w.id-1] }

// exits lets the process die at a point if a caller-exit strikes there.
func (i *instance) exits(f *flow, at sim.Point) bool {
	fault := i.s.e.strike(sim.CallerExit, f.number, 0, func(fe *faultEntry) bool { return fe.Point == at })
	if fault == nil {
		return false
	}
	i.exit(f.number, sim.ReasonFault, killed, fault.struck)
	return true
}

// exit ends the process, over an order or over none (0), and starts it again.
func (i *instance) exit(order sim.OrderID, reason sim.Reason, code int64, cause sim.EventID) {
	event := i.stop(order, reason, code, cause)
	i.s.e.after(i.s.draw.Between(serviceRestartMin, serviceRestartMax), func() { i.restart(event) })
}

// stop ends the process: its memory is gone, and its members, where they have
// not left, are ghosts.
func (i *instance) stop(order sim.OrderID, reason sim.Reason, code int64, cause sim.EventID) sim.EventID {
	s := i.s
	event := s.e.record(sim.Event{Type: sim.ServiceExited, Order: order, Worker: i.name(), Word: uint8(reason), Value: code, Cause: cause})
	i.down, i.leaving = true, false
	i.life++
	i.client.die(event)
	i.activity.die(event)
	for _, f := range s.flows {
		if f != nil {
			s.forget(f, i, event)
		}
	}
	for _, w := range i.consumers() {
		w.stopProcess()
		w.abandon(event)
	}
	return event
}

// restart is a new process. Its server joins the group of the status events,
// and its client the group of the answers before its producer connects; both
// stand behind the ghosts of the dead process (measured).
func (i *instance) restart(cause sim.EventID) {
	if !i.down {
		return
	}
	i.down = false
	event := i.s.e.record(sim.Event{Type: sim.ServiceRestarted, Worker: i.name(), Cause: cause})
	i.connect()
	i.client.start()
	i.activity.start()
	i.consumer(sim.ServiceGroup).startProcess(event)
	backlog := i.s.backlog
	i.s.backlog = nil
	for _, do := range backlog {
		do(i)
	}
	i.s.recover()
}

// joinFirst lets the client's own consumer join its group; then its producer may
// connect. A client with a producer alone has none.
func (i *instance) joinFirst(then func()) {
	w := i.consumer(sim.ReplyGroup)
	if w == nil || !i.s.e.law.joinsFirst() {
		then()
		return
	}
	switch {
	case !w.alive:
		w.startProcess(i.s.e.State().N)
		w.onJoining = then
	case w.member == nil:
		w.onJoining = then
	default:
		then()
	}
}

// close ends the process in order: its consumers leave their groups when their
// polls and sleeps are over, whoever still waits for an answer gets an error,
// and done follows its end.
func (i *instance) close(cause sim.EventID, done func(sim.EventID)) {
	i.leaving = true
	waiting := 0
	over := i.thisLife(func() {
		waiting--
		if waiting > 0 {
			return
		}
		i.endCalls(cause)
		i.run(markMax, func() { done(i.stop(0, sim.ReasonShutdown, 0, cause)) }) // what the errors lead to is written by then
	})
	for _, w := range i.consumers() {
		waiting++
		w.onLeaving = over
	}
	for _, w := range i.consumers() {
		w.close()
	}
}

// endCalls gives everybody who waits for an answer here the error of a client
// that is closed (measured).
func (i *instance) endCalls(cause sim.EventID) {
	for _, f := range i.s.flows {
		if f == nil {
			continue
		}
		for _, c := range []*calls{&f.own, &f.sweep.calls, &f.relay.calls} {
			if c.at != i {
				continue
			}
			for _, x := range c.requests {
				i.s.resolve(x, true, failure{code: sim.OtherError, text: "Connection closed", cause: cause})
			}
		}
	}
}
