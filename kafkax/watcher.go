package kafkax

import (
	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// watchLog reads sns.orders itself, past the gate and without a group: what is
// in the log is true whether or not a producer was told and a consumer came.
// It finds what no answer tells: records of acks 0, of requests that timed out
// or were cut, and, at acks 1, that every in-sync replica has a record.
func (s *Session) watchLog() {
	for partition := range s.config.Partitions {
		s.spawn("log watcher", func() { s.watchPartition(partition) })
	}
}

func (s *Session) watchPartition(partition int) {
	config := s.clients.readerConfig(role{duty: dutyAdmin}, s.names.topic(sim.Orders))
	config.Dialer.DialFunc = s.cluster.dial
	config.Partition = partition
	reader := kafka.NewReader(config)
	defer reader.Close()
	for s.ctx.Err() == nil {
		if m, err := reader.FetchMessage(s.ctx); err == nil {
			s.journal.found(position{topic: sim.Orders, partition: int32(partition), offset: m.Offset}, string(m.Key))
		}
	}
}

// found records that a record is in the log for everybody to see.
func (j *journal) found(at position, key string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.seen(at, key)
}
