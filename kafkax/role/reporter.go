package role

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// reportRetry is how long a consumer waits before it repeats a status report
// that the brokers did not acknowledge.
const reportRetry = time.Second

// reporter writes what consumers have to say: status events and the answers of
// send(). Neither is waited for.
type reporter struct {
	journal chronicle.Keeper
	names   record.Names
	status  *kafka.Writer
	answers *kafka.Writer
	others  otherReplies
	ctx     context.Context
	after   func(time.Duration, func())
	acked   func(report)
}

func newReporter(s *Company) *reporter {
	r := &reporter{journal: s.journal, names: s.names, ctx: s.ctx, after: s.After, acked: s.reportKept}
	r.status = s.clients.writer(wire.Role{Duty: wire.DutyReport}, s.names.Topic(sim.Status), kafka.RequireAll, s.guard)
	r.status.Async, r.status.Completion = true, s.guard.completion(r.reportWritten)
	open := func(topic string) *kafka.Writer {
		w := s.clients.writer(wire.Role{Duty: wire.DutyReport}, topic, kafka.RequireAll, s.guard)
		w.Async, w.Completion, w.Balancer = true, s.guard.completion(r.answerWritten), replyBalancer
		return w
	}
	r.answers = open(s.names.Topic(sim.Reply))
	r.others = otherReplies{open: open, writers: make(map[string]*kafka.Writer)}
	return r
}

func (r *reporter) close() {
	closeWriter(r.status)
	closeWriter(r.answers)
	r.others.close()
}

// report is one status event on its way; it is repeated until acknowledged.
type report struct {
	order *chronicle.Order
	group sim.Group
	row   sim.Row
	value []byte
}

// tell reports an order's status to the order service.
func (r *reporter) tell(o *chronicle.Order, group sim.Group, row sim.Row, job uint32, delivered int64, cause sim.EventID) {
	r.journal.Reported(o, group, row, cause)
	r.write(report{order: o, group: group, row: row, value: record.Encode(record.Status{ID: o.ID, Row: row.String(), Job: job, Delivered: delivered})})
}

func (r *reporter) write(what report) {
	m := kafka.Message{Key: []byte(what.order.ID), Value: what.value, WriterData: what, Headers: []kafka.Header{r.names.Mark()}}
	if err := r.status.WriteMessages(r.ctx, m); err != nil {
		r.reportWritten([]kafka.Message{m}, err)
	}
}

// reportWritten is told how a status event fared.
func (r *reporter) reportWritten(messages []kafka.Message, err error) {
	for _, m := range messages {
		what := m.WriterData.(report)
		if err == nil {
			r.acked(what)
			continue
		}
		r.after(reportRetry, func() { r.write(what) })
	}
}

// answer writes the answer of a send() to where the request says.
func (r *reporter) answer(o *chronicle.Order, to record.Request, m kafka.Message, cause sim.EventID) {
	if !r.journal.Answering(o, to.Correlation, cause) {
		return
	}
	w, err := r.answersTo(to.Topic)
	if err == nil {
		err = w.WriteMessages(r.ctx, m)
	}
	if err != nil {
		r.journal.AnswerLost(o, err)
	}
}

// answerWritten is told how an answer fared.
func (r *reporter) answerWritten(messages []kafka.Message, err error) {
	for _, m := range messages {
		o := r.journal.Asked(string(record.HeaderOf(m, record.HeaderCorrelation)))
		switch {
		case o == nil:
		case err != nil:
			r.journal.AnswerLost(o, err)
		default:
			r.journal.AnswerDone(o)
		}
	}
}

// replyBalancer writes an answer to the partition that its request names.
var replyBalancer = kafka.BalancerFunc(func(m kafka.Message, partitions ...int) int {
	if p, ok := m.WriterData.(int); ok && p < len(partitions) {
		return partitions[p]
	}
	return partitions[0]
})
