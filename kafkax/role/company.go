package role

import (
	"context"
	"slices"
	"sync"
	"time"

	"orderflow/internal/panel"
	"orderflow/internal/store"
	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// newOrdersMax bounds the orders added by a user that wait to be created.
const newOrdersMax = 64

// Terms are what the roles of a process are given.
type Terms struct {
	Config  sim.Config
	Names   record.Names
	Parts   Parts
	Alone   bool         // all roles of the run are in this process: they know orders by their numbers
	Store   *store.Store // this process's database
	Guard   Guard        // who is told, and who hears of panics
	Gate    *wire.Gate
	Seeds   []string            // addresses of brokers where clients begin
	Brokers int                 // how many the board shows
	Elector Elector             // nil: the brokers do it themselves
	Traces  func() sim.TraceRun // what the traces of orders are derived from, once the run has begun
	Vendor  Vendor              // the marketing panel
	Legacy  *Legacy             // filled by the time the roles join
	Context context.Context     // ends what the roles do by themselves
	Wires   context.Context     // ends their transports
}

// Vendor is where the marketing panel is.
type Vendor struct {
	URL     string        // of one elsewhere; empty: one inside, on loopback
	Key     string        // its API key
	Network panel.Network // on which it is; nil = the machine's
}

// Legacy is what earlier runs on the same database have left.
type Legacy struct {
	Planned     map[int]bool   // numbers of the run's plan that the database has
	Added       uint64         // orders that their users have added
	AnswersFrom int64          // where the reply topic ended when this run began
	OtherPanel  bool           // the panel is not theirs
	Unsaid      []store.Result // what their consumers have not reported
	Bought      []store.Result // jobs of the panel that were not over
}

// Company is the roles of one process, and what they share. How the run begins and
// ends, and what becomes of what they tell, it does not know.
type Company struct {
	config  sim.Config
	names   record.Names
	parts   Parts
	alone   bool
	store   *store.Store
	journal chronicle.Keeper
	guard   Guard
	gate    *wire.Gate
	brokers int
	elector Elector
	traces  func() sim.TraceRun
	vendor  Vendor
	legacy  *Legacy
	ctx     context.Context

	clients   *clients
	faults    *faultBook
	panel     *panelDesk
	service   *service
	reporter  *reporter
	groups    []*Group
	newOrders chan struct{}
	routines  sync.WaitGroup

	mu     sync.Mutex
	sealed bool         // nothing is spawned any more
	cures  sim.Remedies // that are on now
}

// NewCompany returns the roles of a process, which do nothing yet.
func NewCompany(t *Terms) *Company {
	s := &Company{
		config: t.Config, names: t.Names, parts: t.Parts, alone: t.Alone, store: t.Store, journal: t.Guard.Keeper, guard: t.Guard, gate: t.Gate,
		brokers: t.Brokers, elector: t.Elector, traces: t.Traces, vendor: t.Vendor, legacy: t.Legacy, ctx: t.Context,
		newOrders: make(chan struct{}, newOrdersMax), cures: t.Config.Remedies,
	}
	s.clients = &clients{brokers: t.Seeds, gate: t.Gate, ctx: t.Wires}
	s.faults = &faultBook{journal: s.journal}
	s.panel = newPanelDesk(s)
	s.service = newService(s)
	s.reporter = newReporter(s)
	s.groups = newGroups(s)
	return s
}

// Staff gives each of the groups of consumers of orders that this process has so many
// members.
func (s *Company) Staff(members int) {
	for _, g := range s.groups {
		if g.own && g.Topic == sim.Orders {
			g.Size = members
		}
	}
}

// Open finds the panel, where a role buys from it.
func (s *Company) Open(ctx context.Context) error {
	if !s.parts.Has(ExternalPart) {
		return nil
	}
	return s.panel.open(ctx)
}

// OtherPanel notes in the database which panel the run has, and reports whether the
// run before had another one.
func (s *Company) OtherPanel(ctx context.Context) (bool, error) { return s.panel.changed(ctx, s.store) }

// Cost returns what the panel asks for what an order is for, in cents.
func (s *Company) Cost(o *sim.Order) int64 { return s.panel.cost(o) }

// Join lets the consumers join their groups, unless a fault keeps them away, and the
// order service listen to answers.
func (s *Company) Join() {
	for _, r := range s.legacy.Bought {
		s.panel.countFrom(r.Job)
	}
	for _, g := range s.groups {
		if !g.absentAtStart() {
			g.start()
		}
	}
	if s.parts.Has(ServicePart) {
		s.service.current().listen()
	}
}

// Work lets the roles begin.
func (s *Company) Work() {
	if s.parts.Has(ExternalPart) {
		s.Spawn("status poll", func() { s.panel.poll(s.ctx) })
		s.Spawn("reconcile", func() { s.panel.mend(s.ctx) })
	}
	if !s.parts.Has(ServicePart) {
		return
	}
	s.service.current().work()
	s.Spawn("order service", func() { s.service.run(s.ctx) })
}

// GoOn does what the consumers of an earlier run would still have done: their
// inbox knows it.
func (s *Company) GoOn() {
	if !s.remembers() {
		return
	}
	for _, r := range s.legacy.Unsaid {
		if o := s.journal.Find(r.ID); o != nil {
			s.reporter.tell(o, r.Group, r.Row, r.Job, r.Delivered, s.journal.FlowOf(o))
		}
	}
	for _, r := range s.legacy.Bought {
		if o := s.journal.Find(r.ID); o != nil {
			s.panel.resume(o, r.Job, !s.legacy.OtherPanel)
		}
	}
}

// AddOrder lets the order service create one more order.
func (s *Company) AddOrder() error {
	s.journal.Move(1)
	select {
	case s.newOrders <- struct{}{}:
		return nil
	default:
		s.journal.Move(-1)
		return sim.Refuse("adding an order: %d are waiting already", "주문을 더할 수 없습니다. 이미 %d건이 기다립니다", newOrdersMax)
	}
}

// Groups returns the run's consumer groups, those without a member in this process too.
func (s *Company) Groups() []*Group { return slices.Clone(s.groups) }

// Gone waits until the consumers have left their groups. The context of the roles is
// done.
func (s *Company) Gone() {
	for _, g := range s.groups {
		g.gone()
	}
}

// Settle ends the panel inside and waits until everything that was spawned has ended.
// Writers are closed only after it: a Writer that is closed while a write begins never ends.
func (s *Company) Settle() {
	s.panel.close()
	s.mu.Lock()
	s.sealed = true
	s.mu.Unlock()
	s.routines.Wait()
}

// Close closes the Writers.
func (s *Company) Close() {
	s.service.close()
	s.reporter.close()
}

// GiveBack lets other processes take the orders that the jobs of this one have taken.
func (s *Company) GiveBack(ctx context.Context) error {
	return s.store.GiveBack(ctx, s.service.current().name, "")
}

// Spawn runs something beside, unless the run is being closed. A panic in it ends the
// run with an error instead of the program. It reports whether it runs.
func (s *Company) Spawn(what string, do func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sealed {
		return false
	}
	s.routines.Go(func() {
		defer s.guard.Rescue(what)
		do()
	})
	return true
}

// After does something later, unless the run is closed before.
func (s *Company) After(d time.Duration, do func()) {
	s.Spawn("timer", func() {
		if system.Sleep(s.ctx, d) {
			do()
		}
	})
}

// Later does something that the run must not end before.
func (s *Company) Later(d time.Duration, do func()) {
	s.journal.Move(1)
	s.After(d, func() {
		defer s.journal.Move(-1)
		do()
	})
}
