package kafkax

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"orderflow/internal/panel"
	"orderflow/internal/store"
	"orderflow/kafkax/assemble"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/proxy"
	"orderflow/kafkax/record"
	"orderflow/kafkax/role"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// Roles that a process can have.
const (
	RoleService    = chronicle.ServiceRole
	RoleInHouse    = "in-house"
	RoleExternal   = "external"
	RoleStatistics = "statistics"
	RoleWatch      = "watch"
	RolePanel      = "panel"
	RoleProxy      = "proxy"
)

var partsOf = map[string]role.Parts{
	RolePanel: 0, RoleProxy: 0, RoleService: role.ServicePart, RoleInHouse: role.InHousePart, RoleExternal: role.ExternalPart, RoleStatistics: role.StatisticsPart, RoleWatch: role.WatchPart,
}

// RoleOptions say which part of a run a process is.
type RoleOptions struct {
	Options
	Prefix  string // of the run's topics and groups
	Role    string
	Members int    // of its consumer group, that this process has; 1 to sim.WorkersMax
	Spool   string // folder for what has not been sent yet; "" = in memory only
	Version string // of this program
	Plan    *Plan  // of the order service; nil for the others, who read it

	Panel  *panel.Plan       // of the panel: the faults of control act in it
	Guests func(proxy.Event) // of the proxy: told what happens at its door; it must not wait
	Sinks  []func(sim.Event) // of who watches: told every event of the log, in order; a sink must not wait

	skew time.Duration // by which this machine's clock is wrong; of tests
}

// RoleRun is one process of a run whose roles are several processes.
type RoleRun struct {
	Plan *Plan // of the run

	options  RoleOptions
	names    record.Names
	cluster  *cluster
	heart    *heart
	line     *trace.Line
	spool    *trace.Spool
	chron    *assemble.Correspondent
	session  *Session
	store    *store.Store // of this process
	control  control
	assembly *watcher // of who watches; nil for the others

	stop     context.CancelFunc // ends what is done beside the session
	last     time.Time          // until when the last observations are waited for; set before stop
	beside   sync.WaitGroup
	planned  chan []byte
	mu       sync.Mutex
	failure  error
	closing  sync.Once
	shut     error
	kept     bool         // what could not be told is in the spool
	received []pendingAct // before the session is there
	running  bool
}

// How long the last observations are waited for: since the process was told to end and, at
// least, since its members have left.
const (
	farewell      = 2 * time.Second
	farewellLeast = 200 * time.Millisecond
)

// StartRole joins a run, or as its order service begins one. It returns once its
// members have joined their groups.
func StartRole(ctx context.Context, o RoleOptions) (*RoleRun, error) {
	if !record.IsPrefix(o.Prefix) {
		return nil, sim.Refuse("--prefix %q: want 1 to %d letters, digits, dots, hyphens and underscores", "--prefix %q: 영문자, 숫자, 점, 하이픈, 밑줄을 1~%d자로 쓰세요", sim.Printable(o.Prefix, 40), record.PrefixMax)
	}
	if o.Spool != "" {
		o.Spool = filepath.Join(o.Spool, o.Prefix)
	}
	r := &RoleRun{options: o, names: record.Names{Prefix: o.Prefix + "."}, planned: make(chan []byte, plansTold)}
	preparing, cancel := context.WithTimeout(ctx, prepareTimeout)
	defer cancel()
	o.waitFor("an answer of the brokers at %s", "브로커(%s)의 답을 기다립니다", shortList(o.Brokers))
	c, err := openCluster(preparing, o.Options, sim.BrokerCount)
	if err != nil {
		return nil, err
	}
	r.cluster = c
	if r.heart, err = newHeart(preparing, c, r.names, o.Role); err != nil {
		return nil, err
	}
	if err = r.heart.start(preparing); err == nil {
		err = r.openLine(preparing)
	}
	if err != nil {
		r.heart.rest(context.WithoutCancel(ctx))
		return nil, err
	}
	besides, stop := context.WithCancel(context.WithoutCancel(ctx))
	r.stop = stop
	r.beside.Go(func() { r.heart.beat(besides) })
	if err := r.start(ctx, besides); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// openLine connects to the topics by which the processes of the run know of each other.
func (r *RoleRun) openLine(ctx context.Context) (err error) {
	r.line, err = trace.Open(ctx, trace.Where{
		Brokers: r.cluster.bootstrap(), Dial: patient(r.cluster.dial), Trace: r.names.Trace(), Control: r.names.Control(), Replicas: min(sim.BrokerCount, r.cluster.live),
	})
	return err
}

// start joins as soon as the plan is known, for which it waits as long as it takes:
// processes are started in any order.
func (r *RoleRun) start(ctx, besides context.Context) error {
	instance := record.DrawInstance()
	r.control.line, r.control.name = r.line, r.options.Role+"-"+instance
	r.beside.Go(func() { r.follow(besides) })
	if err := r.openStore(ctx); err != nil {
		return err
	}
	if err := r.plan(ctx); err != nil {
		return err
	}
	preparing, cancel := context.WithTimeout(ctx, prepareTimeout)
	defer cancel()
	if err := r.leavings(preparing); err != nil {
		return err
	}
	var err error
	if r.spool, err = trace.NewSpool(r.options.Spool, trace.Source{Role: r.options.Role, Instance: instance}, time.Now().Add(r.options.skew)); err != nil {
		return err
	}
	r.chron = assemble.NewCorrespondent(r.names, r.spool, time.Now().Add(-r.options.skew))
	r.chron.OfPlan(&r.Plan.Config, r.options.Role == RoleService, r.store.Durable())
	r.beside.Go(func() {
		r.line.Send(besides, r.spool, r.chron.Clock)
		r.line.SendRest(r.last, r.spool, r.chron.Clock)
	})
	config := r.Plan.Config
	config.Client, config.Faults, config.Workers = sim.KafkaGo, nil, max(1, r.options.Members)
	if r.options.Role == RoleWatch {
		r.assembly = newWatcher(r)
		r.beside.Go(func() { r.assembly.watch(besides) })
		r.beside.Go(func() { r.assembly.write(besides) })
	}
	if r.options.Role == RoleProxy {
		r.options.teller = proxy.NewTeller([]string{r.names.Topic(sim.Orders)}, r.options.Guests)
		r.chron.SayTo(r.options.teller)
	}
	s := newSession(ctx, config, r.options.Options, r.cluster, r.names, r.store, r.chron, partsOf[r.options.Role])
	s.company.Staff(config.Workers)
	r.mu.Lock()
	r.session = s
	r.mu.Unlock()
	r.chron.Hello()
	if r.options.Panel != nil {
		r.options.Panel.Report(r.chron.StruckAtPanel)
	}
	if err := s.prepare(preparing); err != nil {
		return err
	}
	if r.options.Role == RoleProxy {
		if err := s.letIn(); err != nil {
			return err
		}
	}
	r.run()
	return nil
}

// databaseKey is the name under which a database says which one it is.
const databaseKey = "id"

// openStore opens the database of this process. Of the order service's the plan has
// the id.
func (r *RoleRun) openStore(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeout(ctx, prepareTimeout)
	defer cancel()
	if r.store, err = store.Open(ctx, r.options.DB); err != nil || r.options.Role != RoleService {
		return err
	}
	if err := r.store.Alone(ctx); err != nil {
		return err
	}
	id, err := r.store.Meta(ctx, databaseKey, record.DrawInstance())
	if err != nil {
		return err
	}
	plan := *r.options.Plan
	plan.Database = id
	r.options.Plan = &plan
	return nil
}

// plan reads what the order service says of the run or, in its process, says it.
func (r *RoleRun) plan(ctx context.Context) error {
	if r.options.Role != RoleService {
		r.options.waitFor("the order service of %s (orderflow service --prefix %[1]s)", "%s의 주문 서비스(orderflow service --prefix %[1]s)를 기다립니다", r.options.Prefix)
		select {
		case text, told := <-r.planned:
			if !told {
				return r.Err()
			}
			var err error
			r.Plan, err = decodePlan(text, r.options.Version)
			return err
		case <-ctx.Done():
			return fmt.Errorf("waiting for the order service of %s: %w", r.options.Prefix, ctx.Err())
		}
	}
	r.Plan = r.options.Plan
	text, err := encodePlan(r.Plan)
	if err != nil {
		return err
	}
	select {
	case before, told := <-r.planned:
		if !told {
			return r.Err()
		}
		if len(before) > 0 {
			return r.goesOn(before, text)
		}
	case <-ctx.Done():
		return fmt.Errorf("reading what was said of the run: %w", ctx.Err())
	}
	if _, err = r.line.Put(ctx, planKey, text); err != nil {
		return err
	}
	return r.first(ctx, text)
}

// first waits for the first plan of the run, and reports why it is not this process's:
// another order service has begun at the same time.
func (r *RoleRun) first(ctx context.Context, text []byte) error {
	select {
	case first, told := <-r.planned:
		if !told {
			return r.Err()
		}
		err := r.goesOn(first, text)
		if err != nil { // of a topic that is compacted the last counts
			_, failed := r.line.Put(ctx, planKey, first)
			err = errors.Join(err, failed)
		}
		return err
	case <-ctx.Done():
		return fmt.Errorf("reading what was said of the run: %w", ctx.Err())
	}
}

// goesOn reports why the order service cannot go on with the run whose plan is there
// already: it has another plan, or another database.
func (r *RoleRun) goesOn(before, text []byte) error {
	if bytes.Equal(before, text) {
		return nil
	}
	there := &Plan{}
	same := record.DecodeObject(before, there) == nil
	if same {
		there.Database = r.Plan.Database
		again, err := encodePlan(there)
		same = err == nil && bytes.Equal(again, text)
	}
	if !same {
		return sim.Refuse("there is a run of the prefix %s already, with another plan: use the flags it was begun with, or another prefix", "접두어 %s의 실행이 이미 있고 계획이 다릅니다. 그때와 같은 플래그를 쓰거나 다른 접두어를 쓰세요", r.options.Prefix)
	}
	return sim.Refuse("there is a run of the prefix %s already, on another database than %s: use the one it was begun on (--db), or another prefix", "접두어 %s의 실행이 이미 있고 데이터베이스가 %s이(가) 아닙니다. 그때와 같은 데이터베이스(--db)를 쓰거나 다른 접두어를 쓰세요",
		r.options.Prefix, r.databaseName())
}

// databaseName is how the order service's database is called in a line.
func (r *RoleRun) databaseName() sim.Text {
	if r.store.Durable() {
		return sim.Text{English: r.store.Name(), Korean: r.store.Name()}
	}
	return sim.Text{English: "the one in memory", Korean: "메모리 데이터베이스"}
}

// run lets the session begin, with the faults that act still.
func (r *RoleRun) run() {
	s := r.session
	if r.options.Role == RoleService {
		r.chron.Begin()
		r.planFaults()
	}
	s.company.Work()
	s.company.GoOn()
	s.company.Spawn("closing of orders", r.closeOrders)
	s.company.Spawn("end", func() {
		<-s.ctx.Done()
		s.finish(sim.ReasonQuit)
	})
	for before := true; ; before = false {
		r.mu.Lock()
		list := r.received
		r.received = nil
		r.running = len(list) == 0
		r.mu.Unlock()
		if len(list) == 0 {
			return
		}
		if before { // what came since is done as it came
			list = r.standing(list)
		}
		for _, a := range list {
			r.do(a)
		}
	}
}

func (r *RoleRun) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failure == nil {
		r.failure = err
	}
	if r.session != nil {
		r.session.fail(err)
	}
}

// leavings sends what earlier processes of the role could not send any more.
func (r *RoleRun) leavings(ctx context.Context) error {
	list, err := trace.Leavings(r.options.Spool, r.options.Role)
	if err != nil {
		return err
	}
	for _, l := range list {
		err := r.line.SendRemains(ctx, l)
		if closed := l.Close(err == nil); err != nil || closed != nil {
			return errors.Join(err, closed)
		}
	}
	return nil
}

// Topics lists the topics that other clients have to do with; see [Session.Topics].
func (r *RoleRun) Topics() []string { return r.session.Topics() }

// Done is closed when the process has nothing more to do: it failed, or its context ended.
func (r *RoleRun) Done() <-chan struct{} { return r.session.Done() }

// Err returns why it failed; nil while it goes on.
func (r *RoleRun) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failure != nil || r.session == nil {
		return r.failure
	}
	return r.session.Err()
}

// Close leaves the run: its members leave their groups, and the last that was seen is
// told. What it has left untold is in its spool. It returns within three seconds, whether
// or not brokers answer.
func (r *RoleRun) Close() error {
	r.closing.Do(func() {
		r.last = time.Now().Add(farewell)
		if r.assembly != nil {
			r.assembly.settle()
		}
		switch {
		case r.session != nil:
			r.shut = r.session.Close()
		case r.store != nil:
			r.shut = r.store.Close()
		}
		if r.chron != nil {
			r.chron.Bye()
		}
		if least := time.Now().Add(farewellLeast); r.last.Before(least) {
			r.last = least
		}
		r.stop()
		r.beside.Go(func() {
			ctx, cancel := context.WithDeadline(context.Background(), r.last)
			defer cancel()
			r.heart.rest(ctx)
		})
		r.beside.Wait()
		r.line.Close()
		if r.spool != nil {
			r.kept = r.spool.Kept()
			r.shut = errors.Join(r.shut, r.spool.Close())
		}
	})
	return r.shut
}

// Untold returns how many observations could not be told, when it is closed; kept, that
// they wait in the spool for the next process of the role.
func (r *RoleRun) Untold() (count int, kept bool) {
	if r.spool == nil {
		return 0, false
	}
	waiting, lost := r.spool.Waiting()
	return waiting + int(lost), lost == 0 && r.kept
}

// Unwritten returns how many acts of whoever watched came to nobody, when it is closed.
func (r *RoleRun) Unwritten() int {
	if r.assembly == nil {
		return 0
	}
	return r.assembly.unwritten(true)
}
