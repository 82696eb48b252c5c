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

	mu      sync.Mutex
	cancel  context.CancelFunc // nil while nobody consumes
	members sync.WaitGroup
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
// order service, which reads the status events, is no consumer of orders.
func (g *group) concerned(f sim.Fault) bool {
	return f.Group == g.group || f.Group == 0 && g.topic == sim.Orders
}

// start lets the members join.
func (g *group) start() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cancel != nil || g.session.ctx.Err() != nil {
		return
	}
	ctx, cancel := context.WithCancel(g.session.ctx)
	g.cancel = cancel
	g.session.journal.attend(g, true)
	for i := range g.size {
		w := &worker{session: g.session, topic: g.topic, role: role{duty: dutyConsume, group: g.group, worker: uint8(i + 1)}}
		w.handle = g.handle(w)
		g.members.Add(1)
		g.session.spawn("consumer", func() {
			defer g.members.Done()
			w.run(ctx)
		})
	}
}

// leave lets the members leave, and returns when they have.
func (g *group) leave(cause sim.EventID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cancel == nil {
		return
	}
	g.cancel()
	g.cancel = nil
	g.session.journal.attend(g, false)
	g.members.Wait()
	for i := range g.size {
		g.session.journal.note(sim.Event{Type: sim.MemberLeft, Group: g.group, Worker: uint8(i + 1), Word: uint8(sim.ReasonFault), Cause: cause})
	}
}

func (g *group) running() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.cancel != nil
}

// absent keeps groups away for as long as the fault acts.
func (s *Session) absent(f *faultEntry) {
	var away []*group
	for _, g := range s.groups {
		if g.concerned(f.Fault) {
			away = append(away, g)
			s.spawn("leaving group", func() { g.leave(f.event) })
		}
	}
	s.faults.onEnd(f, func(sim.EventID) {
		for _, g := range away {
			g.start()
		}
	})
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
