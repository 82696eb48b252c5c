package kafkax

import (
	"context"
	"slices"
	"sync"

	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// group is one consumer group of the session: as many workers as it has members.
type group struct {
	company *Company
	ID      sim.Group
	topic   sim.Topic
	size    int
	handle  func(*worker) handler
	own     bool // its members, or some of them, are in this process

	mu     sync.Mutex
	away   int            // faults that keep it away now
	deaths int            // of the process its members live in, for which no other runs yet
	cut    []*wire.Outage // connections that are gone with it
	life   *life          // the last; nil = it never consumed
}

// life is the time from the members' start until the last of them has left.
// Nothing waits for its end under the group's lock.
type life struct {
	stop context.CancelFunc
	left bool          // its members were told to leave
	why  sim.EventID   // what made them leave; 0 = the session's end
	over chan struct{} // closed when they have
}

func newGroups(s *Company) []*group {
	list := []*group{
		{company: s, ID: sim.InHouseGroup, topic: sim.Orders, size: s.config.Workers, handle: func(w *worker) handler { return w.inHouse }},
		{company: s, ID: sim.ExternalGroup, topic: sim.Orders, size: 1, handle: func(w *worker) handler { return w.external }},
		{company: s, ID: sim.StatisticsGroup, topic: sim.Orders, size: 1, handle: func(w *worker) handler { return w.statistics }},
		{company: s, ID: sim.ServiceGroup, topic: sim.Status, size: 1, handle: func(w *worker) handler { return w.statuses }},
	}
	for _, g := range list {
		g.own = s.parts.has(partOf[g.ID])
	}
	return list
}

// parts are the roles that one process has.
type parts uint8

const (
	servicePart    parts = 1 << iota // the order service: its consumer of status events, its reply reader and its jobs too
	inHousePart                      // members of the group in-house
	externalPart                     // of external, and the panel's client
	statisticsPart                   // of statistics
	watchPart                        // who looks at the cluster and at what is in sns.orders
	allParts       = servicePart | inHousePart | externalPart | statisticsPart | watchPart
)

// partOf says which role a group's members are.
var partOf = map[sim.Group]parts{
	sim.InHouseGroup: inHousePart, sim.ExternalGroup: externalPart, sim.StatisticsGroup: statisticsPart, sim.ServiceGroup: servicePart,
}

func (p parts) has(one parts) bool { return p&one != 0 }

// absentAtStart reports whether a fault keeps the group away from 0 s on.
func (g *group) absentAtStart() bool {
	return slices.ContainsFunc(g.company.config.Faults, func(f sim.Fault) bool {
		return f.Name == sim.ConsumerAbsent && f.From == 0 && g.concerned(f)
	})
}

// concerned reports whether a consumer-absent fault is about the group. The
// order service, which reads the status events, is not a consumer of orders.
func (g *group) concerned(f sim.Fault) bool {
	return f.Group == g.ID || f.Group == 0 && g.topic == sim.Orders
}

// group returns one of the run's consumer groups.
func (s *Company) group(id sim.Group) *group {
	return s.groups[slices.IndexFunc(s.groups, func(g *group) bool { return g.ID == id })]
}

// start lets the members join, once those of the life before have left.
func (g *group) start() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.own || g.consumes() || g.away > 0 || g.deaths > 0 || g.company.ctx.Err() != nil {
		return
	}
	before := g.life
	ctx, stop := context.WithCancel(g.company.ctx)
	now := &life{stop: stop, over: make(chan struct{})}
	g.life = now
	g.company.journal.Attend(g.ID, true)
	g.company.spawn("group", func() {
		defer close(now.over)
		if before != nil {
			<-before.over
		}
		g.live(ctx)
		g.company.journal.Left(g.ID, g.size, now.cause(g))
	})
}

// live runs the members until ctx is done and all of them have left.
func (g *group) live(ctx context.Context) {
	var members sync.WaitGroup
	defer members.Wait()
	for i := range g.size {
		w := &worker{company: g.company, topic: g.topic, role: g.member(i + 1)}
		w.handle = g.handle(w)
		members.Go(func() {
			defer g.company.guard.rescue("consumer")
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
	g.company.journal.Attend(g.ID, false)
	g.life.stop()
}

// comeBack lets the members join again, unless another fault keeps them away.
func (g *group) comeBack() {
	g.mu.Lock()
	g.away--
	g.mu.Unlock()
	g.start()
}

// kill ends the members as the death of the process they live in does: they
// cannot leave, and the coordinator counts them until their sessions run out.
func (g *group) kill() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.deaths++
	if !g.consumes() {
		return
	}
	g.life.left = true
	for i := range g.size {
		g.cut = append(g.cut, g.company.gate.Isolate(g.member(i+1)))
	}
	g.life.stop()
}

// revive lets the members join again in another process.
func (g *group) revive() {
	g.mu.Lock()
	last, cut := g.life, g.cut
	g.cut = nil
	g.mu.Unlock()
	g.company.spawn("group", func() {
		if last != nil {
			<-last.over
		}
		for _, o := range cut {
			o.End()
		}
		g.mu.Lock()
		g.deaths--
		g.mu.Unlock()
		g.start()
	})
}

// member is the role of a member, from 1.
func (g *group) member(worker int) wire.Role {
	return wire.Role{Duty: wire.DutyConsume, Group: g.ID, Worker: uint8(worker)}
}

// goneWithin waits until the members have left, or ctx is done.
func (g *group) goneWithin(ctx context.Context) {
	g.mu.Lock()
	last := g.life
	g.mu.Unlock()
	if last == nil {
		return
	}
	select {
	case <-last.over:
	case <-ctx.Done():
	}
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
func (s *Company) absent(f *faultEntry) {
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
