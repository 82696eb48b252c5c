package chronicle

import (
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// CloseEvery is how often a keeper lets go of what is over, and may have room for more.
const CloseEvery = time.Second

// ServiceRole is the role of a process that is the order service, as its observations have it.
const ServiceRole = "service"

// Keeper is told by the roles what they do and see. In one process that is the
// journal itself; in a process that has some of the roles only, a correspondent,
// who writes to the trace what the journals of all who watch are told.
//
// Its methods are called from inside the gate and the clients; they never wait and
// never call back. The events they return are the keeper's own: what is told
// later names them as causes.
type Keeper interface {
	Service
	Writers
	wire.Watcher
	Consumers
	Panel
	Faults
	Cluster

	Note(e sim.Event) sim.EventID   // one event that needs nothing else
	Move(local int)                 // things began or, below zero, ended that go on without brokers
	Time() time.Duration            // since 0 s
	Find(id string) *Order          // the order with an id, or nil
	OrderOf(n sim.OrderID) *Order   // the order with a number, or nil
	FlowOf(o *Order) sim.EventID    // the last step of the order service for it
	Refuse(d Delivery, why error)   // a record is malformed, and skipped
	Restored(k []*store.Known) bool // orders of an earlier life: reports whether they are known already, and their past is nobody's to tell
}

// Service is told by the order service.
type Service interface {
	Room() bool                        // one more order may begin
	Name(list []store.New, listed int) // the first so many of the plan have names
	Create(list []store.New) []*Order
	Hold(o *Order) bool // it is kept until done; false = it was let go of already
	Done(o *Order)
	Pay(o *Order, outbox bool) // or left to the outbox relay, to publish
	Called(o *Order, by sim.By)
	CallsOf(o *Order) uint32
	Knows(o *Order, outcome sim.Outcome, waited time.Duration, err error)
	Learn(o *Order)
	Mark(o *Order, row sim.Row)
	Published(o *Order, row sim.Row, sent bool)
	PublishFailed(o *Order, f store.Failure)
	Viewed(life uint32, messages []kafka.Message, err error)
	Asks(o *Order, correlation string)
	Asked(correlation string) *Order
	Received(life uint32, at Position, correlation string, settle func() bool) error
	AnswersFrom() int64
	Followed(d *Delivery, moved bool, refunded int64)
	ServiceExited(e sim.Event, member uint8) sim.EventID
	ServiceStarted(life uint32, ended sim.EventID)
	Follow(d *Delivery)
}

// Writers is told what becomes of the tries of a Writer, and of its records.
type Writers interface {
	AttemptWatcher
	Completed(life uint32, messages []kafka.Message, err error) []*Order
}

// Consumers is told by consumers and their groups.
type Consumers interface {
	Polled(d *Delivery) error
	Handling(d *Delivery)
	Failed(d *Delivery, code sim.Code, again time.Duration)
	Committing(list []*Delivery)
	Uncommitted(list []*Delivery, err error)
	Reported(o *Order, group sim.Group, row sim.Row, cause sim.EventID)
	Answering(o *Order, correlation string, cause sim.EventID) bool
	AnswerLost(o *Order, err error)
	AnswerDone(o *Order)
	Attend(g sim.Group, present bool)
	Left(g sim.Group, members int, cause sim.EventID)
}

// Panel is told by who buys from the panel.
type Panel interface {
	AsksPanel(d *Delivery, try int) sim.EventID
	AsksOnce(d *Delivery)        // unless it was said already
	MayHaveBought(o *Order) bool // the panel may have a job for it of which nobody here knows
	Accepts(o *Order, job uint32, cost int64, answered bool) sim.EventID
}

// Faults is told what faults do, and asked whom they are about.
type Faults interface {
	FaultBegins(f *NumberedFault) sim.EventID
	FaultEnds(f *NumberedFault, cause sim.EventID) sim.EventID
	Strike(e sim.Event) sim.EventID
	Concerned(f *NumberedFault, ids []string) sim.OrderID
	Produced(x *wire.Exchange, topic sim.Topic) []string
	Passing(x *wire.Exchange, part *wire.CommitPart, is func(*Order) bool) *Order
	Brokers(count, broker int, e sim.Event)
	Dropped(x *wire.Exchange, cause sim.EventID)
	LeaderOf(partition int) int
}

// Cluster is told what a look at the cluster shows.
type Cluster interface {
	observe.Watcher
	Announce(partition int16, leader uint8, inSync []uint8)
	Found(at Position, m kafka.Message)
}
