package kafkax

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// reportRetry is how long a consumer waits before it repeats a status report
// that the brokers did not acknowledge.
const reportRetry = time.Second

// reporter writes what consumers have to say: status events and the answers of
// send(). Neither is waited for.
type reporter struct {
	journal *journal
	status  *kafka.Writer
	answers *kafka.Writer
	ctx     context.Context
	after   func(time.Duration, func())
}

func newReporter(s *Session) *reporter {
	r := &reporter{journal: s.journal, ctx: s.ctx, after: s.after}
	r.status = s.clients.writer(role{duty: dutyReport}, s.names.topic(sim.Status), kafka.RequireAll, guard{s})
	r.status.Async, r.status.Completion = true, guard{s}.completion(r.reportWritten)
	r.answers = s.clients.writer(role{duty: dutyReport}, s.names.topic(sim.Reply), kafka.RequireAll, guard{s})
	r.answers.Async, r.answers.Completion, r.answers.Balancer = true, guard{s}.completion(r.answerWritten), replyBalancer
	return r
}

func (r *reporter) close() {
	closeWriter(r.status)
	closeWriter(r.answers)
}

// report is one status event on its way; it is repeated until acknowledged.
type report struct {
	trail *trail
	value []byte
}

// tell reports an order's status to the order service.
func (r *reporter) tell(t *trail, group sim.Group, row sim.Row, job uint32, delivered int64, cause sim.EventID) {
	r.journal.reported(t, group, row, cause)
	r.write(report{trail: t, value: encode(statusPayload{ID: t.order.ID, Row: row.String(), Job: job, Delivered: delivered})})
}

// reported records that a consumer reports a status.
func (j *journal) reported(t *trail, group sim.Group, row sim.Row, cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t.told[row] = j.record(sim.Event{Type: sim.StatusSent, Order: t.order.Number, Group: group, Word: uint8(row), Cause: cause})
	t.reports++
	j.motion.add(0, 1)
}

func (r *reporter) write(what report) {
	m := kafka.Message{Key: []byte(what.trail.order.ID), Value: what.value, WriterData: what}
	if err := r.status.WriteMessages(r.ctx, m); err != nil {
		r.reportWritten([]kafka.Message{m}, err)
	}
}

// reportWritten is told how a status event fared.
func (r *reporter) reportWritten(messages []kafka.Message, err error) {
	if err == nil {
		return
	}
	for _, m := range messages {
		what := m.WriterData.(report)
		r.after(reportRetry, func() { r.write(what) })
	}
}

// answer writes the answer of a send().
func (r *reporter) answer(t *trail, m kafka.Message, cause sim.EventID) {
	r.journal.answering(t, cause)
	if err := r.answers.WriteMessages(r.ctx, m); err != nil {
		r.journal.answerLost(t, err)
	}
}

// answering notes what the record of the answer will follow from.
func (j *journal) answering(t *trail, cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t.answer = cause
	j.motion.add(1, 0)
}

// answerWritten is told how an answer fared.
func (r *reporter) answerWritten(messages []kafka.Message, err error) {
	for _, m := range messages {
		t := r.journal.asked(string(headerOf(m, headerCorrelation)))
		switch {
		case t == nil:
		case err != nil:
			r.journal.answerLost(t, err)
		default:
			r.journal.move(-1)
		}
	}
}

// answerLost records that an answer could not be written.
func (j *journal) answerLost(t *trail, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.record(sim.Event{Type: sim.ReplyFailed, Order: t.order.Number, Code: codeOf(err), Cause: t.answer})
	j.motion.add(-1, 0)
}

// asked returns the order that sent the request with the correlation id, or nil.
func (j *journal) asked(correlation string) *trail {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.byReply[correlation]
}

// replyBalancer writes an answer to the partition that its request names.
var replyBalancer = kafka.BalancerFunc(func(m kafka.Message, partitions ...int) int {
	if p, ok := m.WriterData.(int); ok && p < len(partitions) {
		return partitions[p]
	}
	return partitions[0]
})
