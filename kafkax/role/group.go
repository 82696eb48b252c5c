package role

import (
	"context"
	"slices"
	"sync"

	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Group is one consumer group of the run: as many workers as it has members.
type Group struct {
	company *Company
	ID      sim.Group
	Topic   sim.Topic
	Size    int
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
	why  sim.EventID   // what made them leave; 0 = the run's end
	over chan struct{} // closed when they have
}

func newGroups(s *Company) []*Group {
	list := []*Group{
		{company: s, ID: sim.InHouseGroup, Topic: sim.Orders, Size: s.config.Workers, handle: func(w *worker) handler { return w.inHouse }},
		{company: s, ID: sim.ExternalGroup, Topic: sim.Orders, Size: 1, handle: func(w *worker) handler { return w.external }},
		{company: s, ID: sim.StatisticsGroup, Topic: sim.Orders, Size: 1, handle: func(w *worker) handler { return w.statistics }},
		{company: s, ID: sim.ServiceGroup, Topic: sim.Status, Size: 1, handle: func(w *worker) handler { return w.statuses }},
	}
	for _, g := range list {
		g.own = s.parts.Has(partOf[g.ID])
	}
	return list
}

// Parts are the roles that one process has.
type Parts uint8

// The roles that a process may have.
const (
	ServicePart    Parts = 1 << iota // the order service: its consumer of status events, its reply reader and its jobs too
	InHousePart                      // members of the group in-house
	ExternalPart                     // of external, and the panel's client
	StatisticsPart                   // of statistics
	WatchPart                        // who looks at the cluster and at what is in sns.orders
	AllParts       = ServicePart | InHousePart | ExternalPart | StatisticsPart | WatchPart
)

// partOf says which role a group's members are.
var partOf = map[sim.Group]Parts{
	sim.InHouseGroup: InHousePart, sim.ExternalGroup: ExternalPart, sim.StatisticsGroup: StatisticsPart, sim.ServiceGroup: ServicePart,
}

// Has reports whether they have one of these among them.
func (p Parts) Has(one Parts) bool { return p&one != 0 }

// absentAtStart reports whether a fault keeps the group away from 0 s on.
func (g *Group) absentAtStart() bool {
	return slices.ContainsFunc(g.company.config.Faults, func(f sim.Fault) bool {
		return f.Name == sim.ConsumerAbsent && f.From == 0 && g.concerned(f)
	})
}

// concerned reports whether a consumer-absent fault is about the group. The
// order service, which reads the status events, is not a consumer of orders.
func (g *Group) concerned(f sim.Fault) bool {
	return f.Group == g.ID || f.Group == 0 && g.Topic == sim.Orders
}

// group returns one of the run's consumer groups.
func (s *Company) group(id sim.Group) *Group {
	return s.groups[slices.IndexFunc(s.groups, func(g *Group) bool { return g.ID == id })]
}

// start lets the members join, once those of the life before have left.
func (g *Group) start() {
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
	g.company.Spawn("group", func() {
		defer close(now.over)
		if before != nil {
			<-before.over
		}
		g.live(ctx)
		g.company.journal.Left(g.ID, g.Size, now.cause(g))
	})
}

// live runs the members until ctx is done and all of them have left.
func (g *Group) live(ctx context.Context) {
	var members sync.WaitGroup
	defer members.Wait()
	for i := range g.Size {
		w := &worker{company: g.company, topic: g.Topic, role: g.member(i + 1)}
		w.handle = g.handle(w)
		members.Go(func() {
			defer g.company.guard.Rescue("consumer")
			w.run(ctx)
		})
	}
}

// cause returns why the life has ended; 0 if with the run.
func (l *life) cause(g *Group) sim.EventID {
	g.mu.Lock()
	defer g.mu.Unlock()
	return l.why
}

// keepAway lets the members leave, if they are there, and stay away until as
// many faults have let them come back.
func (g *Group) keepAway(cause sim.EventID) {
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
func (g *Group) comeBack() {
	g.mu.Lock()
	g.away--
	g.mu.Unlock()
	g.start()
}

// kill ends the members as the death of the process they live in does: they
// cannot leave, and the coordinator counts them until their sessions run out.
func (g *Group) kill() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.deaths++
	if !g.consumes() {
		return
	}
	g.life.left = true
	for i := range g.Size {
		g.cut = append(g.cut, g.company.gate.Isolate(g.member(i+1)))
	}
	g.life.stop()
}

// revive lets the members join again in another process.
func (g *Group) revive() {
	g.mu.Lock()
	last, cut := g.life, g.cut
	g.cut = nil
	g.mu.Unlock()
	g.company.Spawn("group", func() {
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
func (g *Group) member(worker int) wire.Role {
	return wire.Role{Duty: wire.DutyConsume, Group: g.ID, Worker: uint8(worker)}
}

// goneWithin waits until the members have left, or ctx is done.
func (g *Group) goneWithin(ctx context.Context) {
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
func (g *Group) consumes() bool { return g.life != nil && !g.life.left }

// Running reports whether its members are in the group, or on their way.
func (g *Group) Running() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.consumes()
}

// gone waits until the members have left. The run's context is done.
func (g *Group) gone() {
	g.mu.Lock()
	last := g.life
	g.mu.Unlock()
	if last != nil {
		<-last.over
	}
}

// absent keeps groups away for as long as the fault acts.
func (s *Company) absent(f *faultEntry) {
	var away []*Group
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
