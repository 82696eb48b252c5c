package kafkax

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"orderflow/sim"
)

// Limits of a session.
const (
	prepareTimeout = 60 * time.Second       // topics made and groups assembled; a cold cluster needs some 12 s
	closeTimeout   = 2 * time.Second        // for consumers to leave their groups
	cleanupTimeout = 20 * time.Second       // for deleting topics and groups
	quietFor       = 500 * time.Millisecond // nothing moves for so long: the run is over
	newOrdersMax   = 64                     // orders added by a user that wait to be created
	ordersMax      = 100_000                // orders of a live run: its journal keeps every one
)

// Options are what a live run has beside its configuration.
type Options struct {
	Brokers []string // host:port of a real cluster; empty = the embedded Kafka
	Cleanup bool     // Close deletes the topics and groups that the run made
}

// Session is a run on a Kafka cluster, on the wall clock.
type Session struct {
	config   sim.Config
	options  Options
	names    names
	cluster  *cluster
	journal  *journal
	gate     *gate
	clients  *clients
	faults   *faultBook
	panel    *panel
	service  *service
	reporter *reporter
	groups   []*group

	ctx       context.Context // ends what the session does by itself
	stop      context.CancelFunc
	wires     context.CancelFunc // ends the transports
	routines  sync.WaitGroup
	newOrders chan struct{}
	over      chan struct{} // closed when the run is over
	closing   sync.Once
	closed    error

	mu      sync.Mutex
	ending  bool
	sealed  bool // nothing is spawned any more
	failure error
}

// Start prepares a cluster, waits until every consumer group is assembled and
// begins the run; that moment is 0 s. Every event goes to every sink, in
// order, from the goroutine that recorded it: a sink must not wait.
//
// An error means that nothing runs: no broker could be reached, the
// configuration is wrong, or a fault of it cannot be made there.
func Start(ctx context.Context, config sim.Config, options Options, sinks ...func(sim.Event)) (*Session, error) {
	config.Client = sim.KafkaGo
	if err := check(&config, len(options.Brokers) > 0); err != nil {
		return nil, err
	}
	preparing, cancel := context.WithTimeout(ctx, prepareTimeout)
	defer cancel()
	c, err := openCluster(preparing, options.Brokers, config.Brokers())
	if err != nil {
		return nil, err
	}
	s := newSession(ctx, config, options, c, sinks)
	if err := s.prepare(preparing); err != nil {
		s.finish(sim.ReasonQuit)
		return nil, errors.Join(err, s.Close())
	}
	s.begin()
	return s, nil
}

func check(config *sim.Config, foreign bool) error {
	if err := config.Validate(); err != nil {
		return err
	}
	if config.Count() > ordersMax {
		return sim.Refuse("orders: a live run takes at most %d, not %d", "orders: live에서는 %d건까지 되는데 %d건입니다", ordersMax, config.Count())
	}
	for _, f := range config.Faults {
		if err := Supported(f, foreign); err != nil {
			return err
		}
	}
	return nil
}

func newSession(ctx context.Context, config sim.Config, options Options, c *cluster, sinks []func(sim.Event)) *Session {
	s := &Session{
		config: config, options: options, cluster: c, names: c.names(),
		newOrders: make(chan struct{}, newOrdersMax), over: make(chan struct{}),
	}
	s.ctx, s.stop = context.WithCancel(ctx)
	wires, cut := context.WithCancel(context.WithoutCancel(ctx))
	s.wires = cut
	s.journal = newJournal(s.names, sinks...)
	s.gate = newGate(c.dial, guard{s})
	for address, broker := range c.brokers {
		s.gate.learn(address, broker)
	}
	s.clients = &clients{brokers: c.seeds, gate: s.gate, ctx: wires}
	s.faults = &faultBook{journal: s.journal}
	s.panel = newPanel(s.ctx, s.journal, s.faults, config.Seed, s.spawn)
	s.service = newService(s)
	s.reporter = newReporter(s)
	s.groups = newGroups(s)
	return s
}

// prepare makes the topics and lets the groups assemble.
func (s *Session) prepare(ctx context.Context) error {
	one := slices.ContainsFunc(s.config.Faults, func(f sim.Fault) bool { return f.Name == sim.LeaderFailover && f.Partition == sim.AllPartitions })
	if err := s.cluster.prepare(ctx, s.names, s.config.Partitions, one); err != nil {
		return err
	}
	s.journal.open(s.config.Setup(s.cluster.engine()))
	if err := s.cluster.announce(ctx, s.journal); err != nil {
		return err
	}
	for _, g := range s.groups {
		if !g.absentAtStart() {
			g.start()
		}
	}
	s.spawn("reply reader", func() { s.service.readReplies(s.ctx) })
	s.spawn("log watcher", s.watchLog)
	return s.assemble(ctx)
}

// assemble waits until every group has its members and every partition is
// assigned.
func (s *Session) assemble(ctx context.Context) error {
	for {
		missing := ""
		for _, g := range s.groups {
			if g.running() && !s.journal.assembled(g) {
				missing = s.names.group(g.group)
			}
		}
		if missing == "" {
			return nil
		}
		select {
		case <-s.journal.motion.changed:
		case <-ctx.Done():
			return fmt.Errorf("waiting for consumer group %s to assemble: %w", missing, ctx.Err())
		}
	}
}

// begin sets 0 s to now and lets the run go. Faults from 0 s on act before the
// order service makes its first connection.
func (s *Session) begin() {
	s.journal.begin()
	for _, f := range s.config.Faults {
		if f.From == 0 {
			s.startPlanned(f)
			continue
		}
		s.later(f.From, func() { s.startPlanned(f) })
	}
	s.spawn("first connection", func() { s.service.connect(s.ctx) })
	s.spawn("order service", func() { s.service.run(s.ctx) })
	s.spawn("end", s.awaitEnd)
}

func (s *Session) startPlanned(f sim.Fault) {
	if err := s.start(f); err != nil {
		s.fail(err)
	}
}

// spawn runs something beside, unless the session is being closed. A panic in
// it ends the run with an error instead of the program.
func (s *Session) spawn(what string, do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sealed {
		return
	}
	s.routines.Go(func() {
		defer guard{s}.rescue(what)
		do()
	})
}

// after does something later, unless the session is closed before.
func (s *Session) after(d time.Duration, do func()) {
	s.spawn("timer", func() {
		if sleep(s.ctx, d) {
			do()
		}
	})
}

// Done is closed when the run is over: nothing more can happen, its limit was
// reached, it failed, or its context ended. What was recorded stays; Close
// must still be called.
func (s *Session) Done() <-chan struct{} { return s.over }

// Err returns why the run failed; nil while it goes on and after a good end.
func (s *Session) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failure
}

// Setup returns what the log says of the run.
func (s *Session) Setup() *sim.Setup { return s.config.Setup(s.cluster.engine()) }

// Prefix returns how the names of the run's topics and groups begin on a real
// cluster; empty on the embedded one.
func (s *Session) Prefix() string { return s.names.prefix }

// Now returns the time of the run.
func (s *Session) Now() time.Duration { return s.journal.time() }

// State returns the fold of what was recorded so far.
func (s *Session) State() *sim.State { return s.journal.state() }

// LogHash returns the hash of what was recorded so far; see [sim.Recorder.LogHash].
func (s *Session) LogHash() string { return s.journal.logHash() }

// Act does what a user asks for, now: a fault, its repair, one more order. The
// input's time is not used. An error of one line says why it cannot be done.
func (s *Session) Act(in sim.Input) error {
	select {
	case <-s.over:
		return sim.ErrOver
	default:
	}
	switch {
	case in.Fault != nil:
		f := *in.Fault
		f.From = s.Now()
		return s.start(f)
	case in.Repair:
		for _, f := range s.faults.acting() {
			s.faults.end(f, 0)
		}
	case in.NewOrder:
		s.journal.move(1)
		select {
		case s.newOrders <- struct{}{}:
		default:
			s.journal.move(-1)
			return sim.Refuse("adding an order: %d are waiting already", "주문을 더할 수 없습니다. 이미 %d건이 기다립니다", newOrdersMax)
		}
	case in.Remedy != nil:
		return sim.Refuse("remedy %s only works on the simulator", "대책 %s은(는) 시뮬레이터에서만 됩니다", in.Remedy.Remedy)
	}
	return nil
}
