package assemble

import (
	"cmp"
	"errors"

	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// Reported records that a consumer reports a status. Without a cause it is told by who
// has found it in the inbox: it follows from what is known of the order.
func (j *Journal) Reported(o *chronicle.Order, group sim.Group, row sim.Row, cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	cause = cmp.Or(cause, t.flow)
	t.told[row] = j.record(sim.Event{Type: sim.StatusSent, Order: t.order.Number, Group: group, Word: uint8(row), Cause: cause})
	t.reports++
	j.motion.add(0, 1)
}

// notAnswered says that another service's request is refused an answer.
const notAnswered = "a request gets no answer: its correlation id is that of another one"

// Answering notes what the record of the answer will follow from. Who asked may
// have been a process that is dead by now. Of another service it reports false
// where its correlation id is that of somebody else's request.
func (j *Journal) Answering(o *chronicle.Order, correlation string, cause sim.EventID) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	if t.order.Foreign && j.byReply[correlation] != t {
		j.record(sim.Event{Type: sim.LimitReached, Cause: cause, Detail: &sim.Detail{
			Text: notAnswered,
		}})
		return false
	}
	if j.byReply[correlation] != t {
		j.byReply[correlation] = t
		t.asks = append(t.asks, correlation)
	}
	t.answer = cause
	t.hands++
	j.motion.add(1, 0)
	return true
}

// AnswerLost records that an answer could not be written.
func (j *Journal) AnswerLost(o *chronicle.Order, err error) {
	t := trailOf(o)
	if refused := (*chronicle.ReplyTopicError)(nil); errors.As(err, &refused) {
		j.Note(sim.Event{Type: sim.LimitReached, Cause: t.flow, Detail: text(err)})
	}
	j.replyFailed(t, codeOf(err))
}

// replyFailed is AnswerLost, of what has its name already.
func (j *Journal) replyFailed(t *trail, code sim.Code) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !t.order.Refused {
		j.record(sim.Event{Type: sim.ReplyFailed, Order: t.order.Number, Code: code, Cause: t.answer})
	}
	t.hands--
	j.motion.add(-1, 0)
}

// AnswerDone notes that an answer is written.
func (j *Journal) AnswerDone(o *chronicle.Order) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	t.hands--
	j.motion.add(-1, 0)
}

// Asked returns the order that sent the request with the correlation id, or nil.
func (j *Journal) Asked(correlation string) *chronicle.Order {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.byReply[correlation].handle()
}

// repliedElsewhere records that another topic than the run's reply topic has an
// answer; the lock is held.
func (j *Journal) repliedElsewhere(at chronicle.Position, correlation string) {
	t := j.byReply[correlation]
	if t == nil || !t.order.Foreign || t.order.Refused {
		return
	}
	t.answers++
	t.answer = j.record(sim.Event{
		Type: sim.ReplySent, Order: t.order.Number, Topic: sim.Reply, Partition: int16(at.Partition), Offset: at.Offset, Try: t.answers, Cause: t.answer,
	})
}
