package kafkax

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"orderflow/internal/panel"
	"orderflow/internal/store"
	"orderflow/kafkax/access"
	"orderflow/kafkax/assemble"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/proxy"
	"orderflow/kafkax/record"
	"orderflow/kafkax/role"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Limits of a session.
const (
	prepareTimeout = 60 * time.Second        // topics made and groups assembled; a cold cluster needs some 12 s
	retireTimeout  = 5 * time.Second         // for leaving the database
	cleanupTimeout = 20 * time.Second        // for deleting topics and groups
	cleanupGreet   = time.Second             // for an answer of anybody who could do that
	closeLimit     = 2600 * time.Millisecond // for all of it, where somebody is in a hurry: three seconds, with what follows
	quietFor       = 500 * time.Millisecond  // nothing moves for so long: the run is over
)

// Options are what a live run has beside its configuration.
type Options struct {
	Brokers []string       // host:port of a real cluster; empty = the embedded Kafka
	Access  *access.Access // how it lets us in; nil = in plain text, without a login
	DB      string         // the order service's database, as store.Open takes it; empty = in memory
	Cleanup bool           // Close deletes the topics and groups that the run made
	Waits   func(sim.Text) // told what Start waits for, each time that changes; nil = nobody asks
	Ledger  func(sim.Text) // told by Close what the database says of the points; nil = nobody asks
	Forget  bool           // the fold lets go of orders that are over: nobody asks for each of them

	PanelURL string // of a marketing panel elsewhere; empty = one inside, on loopback
	PanelKey string // its API key

	Door   *wire.Door    // where other clients come in to the run; nil = nowhere
	teller *proxy.Teller // says what they do there, line by line; nil = nobody does

	panelNetwork panel.Network // on which the panel is; nil = the machine's
	dial         wire.DialFunc // to the brokers that are named; nil = the machine's
}

// Session is a run on a Kafka cluster, on the wall clock.
type Session struct {
	config  sim.Config
	options Options
	names   record.Names
	cluster *cluster
	store   *store.Store
	resumed bool          // the database has orders of an earlier run
	entered bool          // the database says that this run is on it
	ledger  store.Balance // when the run was closed
	legacy  role.Legacy   // of earlier runs
	journal chronicle.Keeper
	book    *assemble.Journal // the same; nil in a process that has some of the roles only
	parts   role.Parts
	gate    *wire.Gate
	guard   role.Guard
	company *role.Company // the roles of this process
	tenant  *wire.Tenant  // behind the door; nil where there is none
	heart   *heart        // nil on the embedded Kafka, which nobody else sees

	outer   context.Context // the caller's: it is done when somebody is in a hurry
	ctx     context.Context // ends what the session does by itself
	stop    context.CancelFunc
	wires   context.CancelFunc // ends the transports
	hangUp  context.CancelFunc // ends what is being dialed through the gate
	over    chan struct{}      // closed when the run is over
	closing sync.Once
	closed  error
	left    bool // topics and groups are on the cluster

	mu      sync.Mutex
	ending  bool
	failure error
	asked   int // faults that somebody has asked for, beside those that are planned
}

// Start prepares a cluster, waits until every consumer group is assembled and
// begins the run; that moment is 0 s. Every event goes to every sink, in
// order, from the goroutine that recorded it: a sink must not wait.
//
// An error means that nothing runs: no broker could be reached, the
// configuration is wrong, or a fault of it cannot be made there.
func Start(ctx context.Context, config sim.Config, options Options, sinks ...func(sim.Event)) (*Session, error) {
	config.Client = sim.KafkaGo
	if err := check(&config, &options); err != nil {
		return nil, err
	}
	preparing, cancel := context.WithTimeout(ctx, prepareTimeout)
	defer cancel()
	db, names, err := openStore(preparing, &options)
	if err != nil {
		return nil, err
	}
	j := openJournal(&config, &options, names, sinks)
	options.waitFor("an answer of the brokers at %s", "브로커(%s)의 답을 기다립니다", shortList(options.Brokers))
	c, err := openCluster(preparing, options, config.Brokers())
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return startOn(ctx, preparing, config, options, c, db, j)
}

// openJournal begins the log of a run.
func openJournal(config *sim.Config, options *Options, n record.Names, sinks []func(sim.Event)) *assemble.Journal {
	j := assemble.NewJournal(n, sinks...)
	if options.Forget {
		j.ForgetOrders()
	}
	j.Open(config.Setup(options.engine()))
	return j
}

// startOn begins a run on a cluster that is there.
func startOn(ctx, preparing context.Context, config sim.Config, options Options, c *cluster, db *store.Store, j *assemble.Journal) (*Session, error) {
	s := newSession(ctx, config, options, c, j.Names(), db, j, role.AllParts)
	if err := s.prepare(preparing); err != nil {
		s.finish(sim.ReasonQuit)
		return nil, errors.Join(err, s.Close(), s.leftover())
	}
	s.begin()
	return s, nil
}

// names returns how topics and groups are called: as they are on the embedded
// cluster, with a prefix of the run's own on one that others use.
func (o *Options) names() record.Names {
	if len(o.Brokers) == 0 {
		return record.Names{}
	}
	return record.Names{Prefix: record.DrawPrefix()}
}

// watcher returns who is told what passes the gate.
func (o *Options) watcher(g role.Guard) wire.Watcher {
	if o.teller == nil {
		return g
	}
	return watchers{g, o.teller}
}

// engine is the cluster's name in a log.
func (o *Options) engine() string {
	if len(o.Brokers) == 0 {
		return "embedded"
	}
	return "kafka"
}

// waitFor tells what Start waits for now.
func (o *Options) waitFor(english, korean string, figures ...any) {
	if o.Waits != nil {
		o.Waits(sim.Say("Waiting for "+english, korean, figures...))
	}
}

// shortList lists brokers, the first of many.
func shortList(names []string) string {
	const most = 3
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

func check(config *sim.Config, options *Options) error {
	if err := config.Validate(); err != nil {
		return err
	}
	for _, f := range config.Faults {
		if err := options.Supports(f); err != nil {
			return err
		}
	}
	return nil
}

func newSession(ctx context.Context, config sim.Config, options Options, c *cluster, n record.Names, db *store.Store, j chronicle.Keeper, p role.Parts) *Session {
	s := &Session{
		config: config, options: options, cluster: c, names: n, store: db, journal: j, parts: p,
		outer: ctx, over: make(chan struct{}),
	}
	s.ctx, s.stop = context.WithCancel(ctx)
	wires, cut := context.WithCancel(context.WithoutCancel(ctx))
	s.wires = cut
	dials, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	s.hangUp = hangUp
	s.book, _ = j.(*assemble.Journal)
	s.guard = role.Guard{Keeper: j, Fail: s.fail}
	s.gate = wire.New(dialsUntil(dials, c.dial), options.watcher(s.guard), record.HeaderCorrelation)
	for address, broker := range c.brokers {
		s.gate.Learn(address, broker)
	}
	terms := &role.Terms{
		Config: config, Names: n, Parts: p, Alone: s.book != nil, Store: db, Guard: s.guard, Gate: s.gate, Seeds: c.bootstrap(), Brokers: c.count(),
		Traces: s.traceRun, Vendor: role.Vendor{URL: options.PanelURL, Key: options.PanelKey, Network: options.panelNetwork}, Legacy: &s.legacy, Context: s.ctx, Wires: wires,
	}
	if c.embedded != nil {
		terms.Elector = brokers{s}
	}
	s.company = role.NewCompany(terms)
	return s
}

// prepare makes the topics and lets the groups assemble.
func (s *Session) prepare(ctx context.Context) error {
	if s.parts.Has(role.ExternalPart) && s.options.PanelURL != "" {
		s.options.waitFor("an answer of the panel at %s", "패널(%s)의 답을 기다립니다", sim.Printable(s.options.PanelURL, record.ErrorTextMax))
	}
	s.company.Spawn("database", s.keepDatabase)
	if err := s.company.Open(ctx); err != nil {
		return err
	}
	one := slices.ContainsFunc(s.config.Faults, func(f sim.Fault) bool { return f.Name == sim.LeaderFailover && f.Partition == sim.AllPartitions })
	s.options.waitFor("the topics %s* and their leaders", "토픽 %s*와 리더를 기다립니다", s.names.Prefix)
	s.mu.Lock()
	s.left = s.cluster.embedded == nil
	s.mu.Unlock()
	if err := s.showLife(ctx); err != nil {
		return err
	}
	if err := s.cluster.prepare(ctx, s.names, s.config.Partitions, one); err != nil {
		return err
	}
	if s.parts.Has(role.WatchPart) {
		if err := s.cluster.announce(ctx, s.names, s.journal); err != nil {
			return err
		}
	}
	if s.parts.Has(role.ServicePart) {
		if err := s.recover(ctx); err != nil {
			return err
		}
	}
	s.company.Join()
	if s.parts.Has(role.WatchPart) {
		s.company.Spawn("log watcher", s.watchLog)
		s.company.Spawn("observer", s.observe)
	}
	if s.book == nil {
		return nil // a group whose members are many processes is never all there
	}
	if err := s.assemble(ctx); err != nil {
		return err
	}
	return s.letIn()
}

// keepDatabase ends the run where another one has got hold of its database.
func (s *Session) keepDatabase() {
	if err := s.store.Keep(s.ctx); err != nil {
		s.fail(err)
	}
}

// showLife lets everybody on a real cluster know that the run lives, from before
// its first topic on to its end. Where its roles are processes, each does it itself.
func (s *Session) showLife(ctx context.Context) (err error) {
	if s.names.Prefix == "" || s.book == nil {
		return nil
	}
	if s.heart, err = newHeart(ctx, s.cluster, s.names, "live"); err != nil {
		return err
	}
	if err = s.heart.start(ctx); err == nil {
		s.company.Spawn("heart", func() { s.heart.beat(s.ctx) })
	}
	return err
}

// assemble waits until every group has its members and every partition is
// assigned.
func (s *Session) assemble(ctx context.Context) error {
	told := ""
	for {
		missing := ""
		for _, g := range s.company.Groups() {
			if g.Running() && !s.book.Assembled(g.ID, g.Size, s.partitionsOf(g.Topic)) {
				missing = s.names.Group(g.ID)
			}
		}
		if missing == "" {
			return nil
		}
		if missing != told {
			told = missing
			s.options.waitFor("consumer group %s to assemble", "컨슈머 그룹 %s의 구성을 기다립니다", missing)
		}
		select {
		case <-s.book.Changes():
		case <-ctx.Done():
			return fmt.Errorf("waiting for consumer group %s to assemble: %w", missing, ctx.Err())
		}
	}
}

// begin sets 0 s to now and lets the run go. Faults from 0 s on act before the
// order service makes its first connection.
func (s *Session) begin() {
	s.book.Begin()
	for _, f := range s.config.Faults {
		if f.From == 0 {
			s.startPlanned(f)
			continue
		}
		s.company.Later(f.From, func() { s.startPlanned(f) })
	}
	s.company.Work()
	s.company.Spawn("closing of orders", s.closeOrders)
	s.company.GoOn()
	s.company.Spawn("end", s.awaitEnd)
}

func (s *Session) startPlanned(f sim.Fault) {
	if err := s.start(f); err != nil {
		s.fail(err)
	}
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
func (s *Session) Setup() *sim.Setup { return s.config.Setup(s.options.engine()) }

// Prefix returns how the names of the run's topics and groups begin on a real
// cluster; empty on the embedded one.
func (s *Session) Prefix() string { return s.names.Prefix }

// Header returns a log's header with what is known of the run once it has begun:
// when 0 s was on the wall clock, the prefix of its topics and groups, and its door.
func (s *Session) Header(h sim.Header) sim.Header {
	h.Prefix, h.Began = s.names.Prefix, s.book.Origin()
	if d := s.options.Door; d != nil {
		h.Door = strings.Join(d.Addresses(), ",")
	}
	return h
}

// traceRun returns what the traces of the run's orders are derived from. The run
// must have begun.
func (s *Session) traceRun() sim.TraceRun {
	h := sim.Header{Seed: s.config.Seed, Prefix: s.names.Prefix}
	if s.book != nil {
		h.Began = s.book.Origin()
	}
	return h.TraceRun()
}

// Resumed reports whether the run went on with orders of an earlier one.
func (s *Session) Resumed() bool { return s.resumed }

// Left returns what the run has left on the cluster once it is closed: the
// prefix of the names of its topics and groups; empty if nothing.
func (s *Session) Left() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.left {
		return ""
	}
	return s.names.Prefix
}

// leftover is Left as an error; nil if nothing.
func (s *Session) leftover() error {
	if prefix := s.Left(); prefix != "" {
		return &LeftError{prefix}
	}
	return nil
}

// LeftError says what a run that did not begin has left on the cluster.
type LeftError struct{ Prefix string }

// Error says it in English; see Text.
func (e *LeftError) Error() string { return e.Text().English }

// Text says what is left, and how it goes away.
func (e *LeftError) Text() sim.Text {
	return sim.Say("left on the cluster: the topics and groups %s*; orderflow cleanup --prefix %[1]s deletes them", "클러스터에 남은 것: %s* 토픽과 그룹. orderflow cleanup --prefix %[1]s로 지웁니다", e.Prefix)
}

// Now returns the time of the run.
func (s *Session) Now() time.Duration { return s.journal.Time() }

// State returns the fold of what was recorded so far.
func (s *Session) State() *sim.State { return s.book.State() }

// LogHash returns the hash of what was recorded so far; see [sim.Recorder.LogHash].
func (s *Session) LogHash() string { return s.book.LogHash() }

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
		return s.startAsked(*in.Fault)
	case in.Repair:
		s.company.Repair()
	case in.NewOrder:
		return s.company.AddOrder()
	case in.Remedy != nil:
		return s.company.SwitchRemedy(*in.Remedy)
	}
	return nil
}
