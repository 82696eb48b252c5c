package kafkax

import (
	"context"
	"slices"
	"sync"

	"orderflow/sim"
)

// group is one consumer group of the session: as many workers as it has members.
type group struct {
	session *Session
	group   sim.Group
	topic   sim.Topic
	size    int
	handle  func(*worker) handler

	mu   sync.Mutex
	away int   // faults that keep it away now
	life *life // the last; nil = it never consumed
}

// life is the time from the members' start until the last of them has left.
// Nothing waits for its end under the group's lock.
type life struct {
	stop context.CancelFunc
	left bool          // its members were told to leave
	why  sim.EventID   // what made them leave; 0 = the session's end
	over chan struct{} // closed when they have
}

func newGroups(s *Session) []*group {
	return []*group{
		{session: s, group: sim.InHouseGroup, topic: sim.Orders, size: s.config.Workers, handle: func(w *worker) handler { return w.inHouse }},
		{session: s, group: sim.ExternalGroup, topic: sim.Orders, size: 1, handle: func(w *worker) handler { return w.external }},
		{session: s, group: sim.StatisticsGroup, topic: sim.Orders, size: 1, handle: func(w *worker) handler { return w.statistics }},
		{session: s, group: sim.ServiceGroup, topic: sim.Status, size: 1, handle: func(w *worker) handler { return w.statuses }},
	}
}

// absentAtStart reports whether a fault keeps the group away from 0 s on.
func (g *group) absentAtStart() bool {
	return slices.ContainsFunc(g.session.config.Faults, func(f sim.Fault) bool {
		return f.Name == sim.ConsumerAbsent && f.From == 0 && g.concerned(f)
	})
}

// concerned reports whether a consumer-absent fault is about the group. The
// order service, which reads the status events, is not a consumer of orders.
func (g *group) concerned(f sim.Fault) bool {
	return f.Group == g.group || f.Group == 0 && g.topic == sim.Orders
}

// start lets the members join, once those of the life before have left.
func (g *group) start() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.consumes() || g.away > 0 || g.session.ctx.Err() != nil {
		return
	}
	before := g.life
	ctx, stop := context.WithCancel(g.session.ctx)
	now := &life{stop: stop, over: make(chan struct{})}
	g.life = now
	g.session.journal.attend(g, true)
	g.session.spawn("group", func() {
		defer close(now.over)
		if before != nil {
			<-before.over
		}
		g.live(ctx)
		g.session.journal.left(g, now.cause(g))
	})
}

// live runs the members until ctx is done and all of them have left.
func (g *group) live(ctx context.Context) {
	var members sync.WaitGroup
	defer members.Wait()
	for i := range g.size {
		w := &worker{session: g.session, topic: g.topic, role: role{duty: dutyConsume, group: g.group, worker: uint8(i + 1)}}
		w.handle = g.handle(w)
		members.Add(1)
		g.session.spawn("consumer", func() {
			defer members.Done()
			w.run(ctx)
		})
	}
}

// cause returns why the life has ended; 0 if with the session.
func (l *life) cause(g *group) sim.EventID {
	g.mu.Lock()
	defer g.mu.Unlock()
	return l.why
}

// keepAway lets the members leave, if they are there, and stay away until as
// many faults have let them come back.
func (g *group) keepAway(cause sim.EventID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.away++
	if !g.consumes() {
		return
	}
	g.life.left, g.life.why = true, cause
	g.session.journal.attend(g, false)
	g.life.stop()
}

// comeBack lets the members join again, unless another fault keeps them away.
func (g *group) comeBack() {
	g.mu.Lock()
	g.away--
	g.mu.Unlock()
	g.start()
}

// consumes reports whether the members are there, or on their way; the lock is held.
func (g *group) consumes() bool { return g.life != nil && !g.life.left }

func (g *group) running() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.consumes()
}

// gone waits until the members have left. The session's context is done.
func (g *group) gone() {
	g.mu.Lock()
	last := g.life
	g.mu.Unlock()
	if last != nil {
		<-last.over
	}
}

// absent keeps groups away for as long as the fault acts.
func (s *Session) absent(f *faultEntry) {
	var away []*group
	for _, g := range s.groups {
		if g.concerned(f.Fault) {
			away = append(away, g)
			g.keepAway(f.event)
		}
	}
	s.faults.onEnd(f, func(sim.EventID) {
		for _, g := range away {
			g.comeBack()
		}
	})
}

// left records that a fault has made those leave who are members, with the work
// that they had in hand. A process that was killed cannot leave.
func (j *journal) left(g *group, cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if cause == 0 {
		return // the session ends, and says so itself
	}
	members := j.recorder.State().Groups[g.group].Members
	for i := range members {
		m := members[i]
		if !m.Joined || m.Crashed {
			continue
		}
		j.record(sim.Event{
			Type: sim.MemberLeft, Order: m.Order, Group: g.group, Worker: uint8(i + 1), Word: uint8(sim.ReasonFault), Cause: cause,
		})
	}
}

// attend counts, or stops counting, what the group has not committed as
// something that is still going to happen.
func (j *journal) attend(g *group, present bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if g.topic != sim.Orders || j.readers[g.group] == present {
		return
	}
	j.readers[g.group] = present
	for _, c := range j.records {
		switch {
		case c.committed[g.group]:
		case present:
			j.motion.add(0, 1)
		default:
			j.motion.add(0, -1)
		}
	}
}

// assembled reports whether every member has joined and every partition of the
// group's topic is assigned.
func (j *journal) assembled(g *group) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	members, assigned := 0, map[int32]bool{}
	for from, a := range j.members {
		if from.group != g.group {
			continue
		}
		members++
		for _, part := range a.parts {
			for _, partition := range part.partitions {
				assigned[partition] = true
			}
		}
	}
	want := 1
	if g.topic == sim.Orders {
		want = g.session.config.Partitions
	}
	return members == g.size && len(assigned) == want
}
