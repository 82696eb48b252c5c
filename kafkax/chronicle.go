package kafkax

import (
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// chronicle is told by the roles what they do and see. In one process that is the
// journal itself; in a process that has some of the roles only, a correspondent,
// who writes to the trace what the journals of all who watch are told.
//
// Its methods are called from inside the gate and the clients; they never wait and
// never call back. The events they return are the chronicle's own: what is told
// later names them as causes.
type chronicle interface {
	serviceChronicle
	writerChronicle
	wire.Watcher
	consumerChronicle
	panelChronicle
	faultChronicle
	clusterChronicle

	note(e sim.Event) sim.EventID   // one event that needs nothing else
	move(local int)                 // things began or, below zero, ended that go on without brokers
	time() time.Duration            // since 0 s
	find(id string) *trail          // the order with an id, or nil
	trailOf(n sim.OrderID) *trail   // the order with a number, or nil
	flowOf(t *trail) sim.EventID    // the last step of the order service for it
	refuse(d delivery, why error)   // a record is malformed, and skipped
	restored(k []*store.Known) bool // orders of an earlier life: reports whether they are known already, and their past is nobody's to tell
}

// serviceChronicle is told by the order service.
type serviceChronicle interface {
	room() bool                        // one more order may begin
	name(list []store.New, listed int) // the first so many of the plan have names
	create(list []store.New) []*trail
	hold(t *trail) bool // it is kept until done; false = it was let go of already
	done(t *trail)
	pay(t *trail)
	called(t *trail, by sim.By)
	callsOf(t *trail) uint32
	knows(t *trail, outcome sim.Outcome, waited time.Duration, err error)
	learn(t *trail)
	mark(t *trail, row sim.Row)
	published(t *trail, row sim.Row, sent bool)
	publishFailed(t *trail, f store.Failure)
	viewed(life uint32, messages []kafka.Message, err error)
	asks(t *trail, correlation string)
	asked(correlation string) *trail
	received(life uint32, at position, correlation string, settle func() bool) error
	answersFrom() int64
	followed(d *delivery, moved bool, refunded int64)
	serviceExited(e sim.Event, member uint8) sim.EventID
	serviceStarted(life uint32, ended sim.EventID)
	follow(d *delivery)
}

// writerChronicle is told what becomes of the tries of a Writer, and of its records.
type writerChronicle interface {
	attemptWatcher
	delayed(b batch, wait time.Duration)
	completed(life uint32, messages []kafka.Message, err error) []*trail
}

// consumerChronicle is told by consumers and their groups.
type consumerChronicle interface {
	polled(d *delivery) error
	handling(d *delivery)
	failed(d *delivery, code sim.Code, again time.Duration)
	committing(list []*delivery)
	uncommitted(list []*delivery, err error)
	reported(t *trail, group sim.Group, row sim.Row, cause sim.EventID)
	answering(t *trail, correlation string, cause sim.EventID) bool
	answerLost(t *trail, err error)
	answerDone(t *trail)
	attend(g *group, present bool)
	left(g *group, cause sim.EventID)
}

// panelChronicle is told by who buys from the panel.
type panelChronicle interface {
	asksPanel(d *delivery, try int) sim.EventID
	asksOnce(d *delivery)        // unless it was said already
	mayHaveBought(t *trail) bool // the panel may have a job for it of which nobody here knows
	accepts(t *trail, job uint32, cost int64, answered bool) sim.EventID
}

// faultChronicle is told what faults do, and asked whom they are about.
type faultChronicle interface {
	faultBegins(f *faultEntry) sim.EventID
	faultEnds(f *faultEntry, cause sim.EventID) sim.EventID
	strike(e sim.Event) sim.EventID
	concerned(f *faultEntry, ids []string) sim.OrderID
	produced(x *wire.Exchange, topic sim.Topic) []string
	passing(x *wire.Exchange, part *wire.CommitPart, is func(*trail) bool) *trail
	brokers(count, broker int, e sim.Event)
	dropped(x *wire.Exchange, cause sim.EventID)
	leaderOf(partition int) int
}

// clusterChronicle is told what a look at the cluster shows.
type clusterChronicle interface {
	observe.Watcher
	announce(partition int16, leader uint8, inSync []uint8)
	found(at position, m kafka.Message)
}
