package kafkax

import (
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// closeEvery is how often a chronicle lets go of what is over, and may have room for more.
const closeEvery = time.Second

// serviceRole is the role of a process that is the order service, as its observations have it.
const serviceRole = "service"

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
	find(id string) *order          // the order with an id, or nil
	orderOf(n sim.OrderID) *order   // the order with a number, or nil
	flowOf(o *order) sim.EventID    // the last step of the order service for it
	refuse(d delivery, why error)   // a record is malformed, and skipped
	restored(k []*store.Known) bool // orders of an earlier life: reports whether they are known already, and their past is nobody's to tell
}

// serviceChronicle is told by the order service.
type serviceChronicle interface {
	room() bool                        // one more order may begin
	name(list []store.New, listed int) // the first so many of the plan have names
	create(list []store.New) []*order
	hold(o *order) bool // it is kept until done; false = it was let go of already
	done(o *order)
	pay(o *order, outbox bool) // or left to the outbox relay, to publish
	called(o *order, by sim.By)
	callsOf(o *order) uint32
	knows(o *order, outcome sim.Outcome, waited time.Duration, err error)
	learn(o *order)
	mark(o *order, row sim.Row)
	published(o *order, row sim.Row, sent bool)
	publishFailed(o *order, f store.Failure)
	viewed(life uint32, messages []kafka.Message, err error)
	asks(o *order, correlation string)
	asked(correlation string) *order
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
	completed(life uint32, messages []kafka.Message, err error) []*order
}

// consumerChronicle is told by consumers and their groups.
type consumerChronicle interface {
	polled(d *delivery) error
	handling(d *delivery)
	failed(d *delivery, code sim.Code, again time.Duration)
	committing(list []*delivery)
	uncommitted(list []*delivery, err error)
	reported(o *order, group sim.Group, row sim.Row, cause sim.EventID)
	answering(o *order, correlation string, cause sim.EventID) bool
	answerLost(o *order, err error)
	answerDone(o *order)
	attend(g sim.Group, present bool)
	left(g sim.Group, members int, cause sim.EventID)
}

// panelChronicle is told by who buys from the panel.
type panelChronicle interface {
	asksPanel(d *delivery, try int) sim.EventID
	asksOnce(d *delivery)        // unless it was said already
	mayHaveBought(o *order) bool // the panel may have a job for it of which nobody here knows
	accepts(o *order, job uint32, cost int64, answered bool) sim.EventID
}

// faultChronicle is told what faults do, and asked whom they are about.
type faultChronicle interface {
	faultBegins(f *numberedFault) sim.EventID
	faultEnds(f *numberedFault, cause sim.EventID) sim.EventID
	strike(e sim.Event) sim.EventID
	concerned(f *numberedFault, ids []string) sim.OrderID
	produced(x *wire.Exchange, topic sim.Topic) []string
	passing(x *wire.Exchange, part *wire.CommitPart, is func(*order) bool) *order
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
