package engine

import (
	"slices"

	"orderflow/sim"
)

// How kafkajs and the broker keep a retry from becoming a second copy when the
// producer is idempotent (read in the source, and measured). The client has
// one sequence counter for each partition: a request takes the next number,
// and gives it back if it fails. That is right for one emit at a time. With
// several in flight a failed one may give back a number that another has used:
// a record is then acknowledged though it is not in the log, and another is in
// it twice.

// sequences is a client's counters, by partition of sns.orders.
type sequences []int64

// sequenceNone marks a request of a producer that is not idempotent.
const sequenceNone = int64(-1)

// idempotent reports whether the producer numbers its requests. Not every
// client can, and the broker wants acks=−1.
func (e *Engine) idempotent() bool {
	return e.remedies.Has(sim.IdempotentProducer) && e.config.Acks == -1 && e.law.numbers()
}

// takeSequence gives a request its number.
func (c *client) takeSequence(p *partition) int64 {
	if !c.e.idempotent() {
		return sequenceNone
	}
	if c.numbers == nil {
		c.numbers = make(sequences, len(c.e.cluster.partitions))
	}
	c.numbers[p.number]++
	return c.numbers[p.number] - 1
}

// giveBack returns the number of a request that failed.
func (c *client) giveBack(p *partition, sequence int64) {
	if sequence != sequenceNone {
		c.numbers[p.number]--
	}
}

// producerState is what a partition remembers of the one producer that writes
// to it: the last batches, oldest first.
type producerState struct {
	producer *client
	recent   []batchNumber
	next     int64
}

type batchNumber struct{ sequence, offset int64 }

// batchesRemembered is how many batches of a producer a broker remembers.
const batchesRemembered = 5

// check says what a broker does with a numbered request: append it, answer it
// with the offset of the batch it takes it for, or refuse it.
func (s *producerState) check(producer *client, sequence int64) (known int64, duplicate bool, code sim.Code) {
	if sequence == sequenceNone {
		return 0, false, sim.NoError
	}
	if s.producer != producer {
		*s = producerState{producer: producer, next: sequence}
	}
	for _, b := range s.recent {
		if b.sequence == sequence {
			return b.offset, true, sim.NoError
		}
	}
	if sequence != s.next {
		return 0, false, sim.OutOfOrderSequence
	}
	return 0, false, sim.NoError
}

func (s *producerState) appended(sequence, offset int64) {
	if sequence == sequenceNone {
		return
	}
	s.next = sequence + 1
	s.recent = append(s.recent, batchNumber{sequence, offset})
	if len(s.recent) > batchesRemembered {
		s.recent = slices.Delete(s.recent, 0, 1)
	}
}

// truncated forgets what an elected leader does not have.
func (s *producerState) truncated(end int64) {
	s.recent = slices.DeleteFunc(s.recent, func(b batchNumber) bool { return b.offset >= end })
	if n := len(s.recent); n > 0 {
		s.next = s.recent[n-1].sequence + 1
	}
}
