package role

import (
	"context"
	"sync"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// replyDesk knows who waits for which answer of a send().
type replyDesk struct {
	mu      sync.Mutex
	waiting map[string]chan error       // by correlation id
	asked   map[*chronicle.Order]string // correlation id by order
	closed  error                       // what everybody gets; nil while it is open
}

func newReplyDesk() *replyDesk {
	return &replyDesk{waiting: make(map[string]chan error), asked: make(map[*chronicle.Order]string)}
}

// expect registers a caller that waits. The channel receives once: nil for a
// value, or the error the caller gets.
func (d *replyDesk) expect(o *chronicle.Order, correlation string) <-chan error {
	d.mu.Lock()
	defer d.mu.Unlock()
	answer := make(chan error, 1)
	if d.closed != nil {
		answer <- d.closed
		return answer
	}
	d.waiting[correlation], d.asked[o] = answer, correlation
	return answer
}

// close answers everybody who waits, and who still will, with an error.
func (d *replyDesk) close(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = err
	for _, answer := range d.waiting {
		answer <- err
	}
	clear(d.waiting)
}

// forget removes a caller that waits no more.
func (d *replyDesk) forget(o *chronicle.Order, correlation string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.waiting, correlation)
	if d.asked[o] == correlation {
		delete(d.asked, o)
	}
}

// settle hands an answer to its caller. It reports false where nobody waits.
func (d *replyDesk) settle(correlation string, outcome error) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	answer, waits := d.waiting[correlation]
	if !waits {
		return false
	}
	delete(d.waiting, correlation)
	answer <- outcome
	return true
}

// fail tells the caller of a send() that its own record could not be written.
func (d *replyDesk) fail(o *chronicle.Order, err error) {
	d.mu.Lock()
	correlation, asked := d.asked[o]
	d.mu.Unlock()
	if asked {
		d.settle(correlation, err)
	}
}

// readReplies reads the reply topic until ctx is done, from where the process
// before has read to. The service's client reads its one partition without a
// group: a group would stand still after an outage until the session of the
// member that was cut off has run out.
func (v *instance) readReplies(ctx context.Context) {
	s := v.company
	reader := s.clients.partitionReader(wire.Role{Duty: wire.DutyReply, Life: v.number}, s.names.Topic(sim.Reply), record.ReplyPartition)
	defer reader.Close()
	from := max(s.legacy.AnswersFrom, v.journal.AnswersFrom()) // nobody waits for the answers of an earlier run
	if from > 0 {
		_ = reader.SetOffset(from) // a Reader without a group takes any offset
	}
	for {
		m, err := reader.FetchMessage(ctx)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			v.receive(m)
		}
	}
}

// receive hands an answer to the caller that waits for it, or drops it.
func (v *instance) receive(m kafka.Message) {
	at := chronicle.Position{Topic: sim.Reply, Partition: int32(m.Partition), Offset: m.Offset}
	correlation := string(record.HeaderOf(m, record.HeaderCorrelation))
	outcome := record.OutcomeOf(m)
	if err := v.journal.Received(v.number, at, correlation, func() bool { return v.replies.settle(correlation, outcome) }); err != nil {
		v.journal.Refuse(chronicle.Delivery{Role: wire.Role{Group: sim.ReplyGroup}, At: at}, err)
	}
}
