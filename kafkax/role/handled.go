package role

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// What a worker has handled it commits together, as kafkajs does at the end of
// what one fetch has brought: a commit is a request of its own, which takes a
// real coordinator 7 to 12 ms. Until then a crash lets all of it come again.
const (
	commitAfter = 50 * time.Millisecond // since the first was polled: what a slow handler has done is committed at once
	atHand      = time.Millisecond      // in which the next record must come
	commitWait  = 5 * time.Second       // for the coordinator's answer
	leaveWait   = 500 * time.Millisecond
)

// handled is what a worker has handled and not committed.
type handled struct {
	worker *worker
	reader *kafka.Reader
	list   []*chronicle.Delivery
	answer func() // of the last, if its caller waits; nil = none
	began  time.Time
}

// work handles records until they are to be committed: because nothing more is at
// hand, it is time, there are many, or ctx is done. It returns early where a fault
// ends the process.
func (b *handled) work(ctx context.Context) *crash {
	for b.open() {
		m, ok := b.next(ctx)
		if !ok {
			return nil
		}
		b.tell() // whose caller need not wait for those behind it
		w := b.worker
		d := &chronicle.Delivery{Role: w.role, Message: m, At: chronicle.Position{Topic: w.topic, Partition: int32(m.Partition), Offset: m.Offset}}
		answer, ok := w.deliver(ctx, d)
		if !ok {
			return nil
		}
		b.list, b.answer = append(b.list, d), answer
		if crash := w.dies(d, sim.MidBatch); crash != nil {
			return crash
		}
	}
	return nil
}

// open reports whether one more record may be handled before the commit.
func (b *handled) open() bool {
	return len(b.list) == 0 || len(b.list) < chronicle.UncommittedMax && time.Since(b.began) < commitAfter
}

// next returns the next record: the first whenever it comes, others if they are
// at hand.
func (b *handled) next(ctx context.Context) (m kafka.Message, ok bool) {
	if len(b.list) > 0 {
		limited, cancel := context.WithTimeout(ctx, atHand)
		defer cancel()
		m, err := b.reader.FetchMessage(limited)
		return m, err == nil
	}
	for ctx.Err() == nil {
		m, err := b.reader.FetchMessage(ctx)
		if err == nil {
			b.began = time.Now()
			return m, true
		} // else the group cannot be joined now; the Reader paces itself
	}
	return m, false
}

// tell lets the answer to the last record leave.
func (b *handled) tell() {
	if b.answer != nil {
		b.answer()
		b.answer = nil
	}
}

// settle commits what was handled. Of the last record the answer leaves only then.
func (b *handled) settle(ctx context.Context) *crash {
	if len(b.list) == 0 {
		return nil
	}
	if crash := b.dies(sim.BeforeCommit); crash != nil {
		return crash
	}
	b.commit(ctx)
	if crash := b.dies(sim.AfterCommit); crash != nil {
		return crash
	}
	b.tell()
	return nil
}

func (b *handled) dies(at sim.Point) *crash {
	for _, d := range b.list {
		if crash := b.worker.dies(d, at); crash != nil {
			return crash
		}
	}
	return nil
}

// commit stores the offsets behind the records. A commit that failed is not
// repeated: kafka-go joins the group again, and the records come again. Who
// leaves commits too, but does not wait long for it.
func (b *handled) commit(ctx context.Context) {
	journal, wait := b.worker.company.journal, commitWait
	if ctx.Err() != nil {
		wait = leaveWait
	}
	messages := make([]kafka.Message, 0, len(b.list))
	for _, d := range b.list {
		messages = append(messages, d.Message)
	}
	journal.Committing(b.list)
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), wait)
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(leaveWait, cancel) })()
	if err := b.reader.CommitMessages(limited, messages...); err != nil && ctx.Err() == nil && b.worker.topic == sim.Orders {
		journal.Uncommitted(b.list, err)
	}
}
