package kafkax

import (
	"context"
	"net"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/record"
	"orderflow/kafkax/role"
	"orderflow/kafkax/trace"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// watchLog reads sns.orders itself, past the gate and without a group: what is
// in the log is true whether or not a producer was told and a consumer came.
// It finds what no answer tells: records of acks 0, of requests that timed out
// or were cut, and, at acks 1, that every in-sync replica has a record.
func (s *Session) watchLog() {
	for partition := range s.config.Partitions {
		s.company.Spawn("log watcher", func() { s.watchPartition(partition) })
	}
}

func (s *Session) watchPartition(partition int) {
	config := role.ReaderConfig(s.cluster.bootstrap(), wire.Role{Duty: wire.DutyAdmin}, s.names.Topic(sim.Orders), s.direct)
	config.Partition = partition
	reader := kafka.NewReader(config)
	defer reader.Close()
	for s.ctx.Err() == nil {
		if m, err := reader.FetchMessage(s.ctx); err == nil {
			s.journal.Found(chronicle.Position{Topic: sim.Orders, Partition: int32(partition), Offset: m.Offset}, m)
		}
	}
}

// observe looks at the cluster until the session ends.
func (s *Session) observe() {
	c := &observe.Cluster{
		Dial: trace.During(s.ctx, patient(s.cluster.dial)), Brokers: s.cluster.brokers, Numbers: s.cluster.numbers, Topics: make(map[sim.Topic]string),
		Rescue: s.guard.Rescue,
	}
	for _, t := range record.Topics {
		c.Topics[t] = s.names.Topic(t)
	}
	for _, g := range s.company.Groups() {
		c.Groups = append(c.Groups, observe.Group{Group: g.ID, Name: s.names.Group(g.ID), Topic: g.Topic})
	}
	if err := observe.Watch(s.ctx, c, s.journal); err != nil {
		s.fail(err)
	}
}

// direct opens a connection past the gate, which ends with the session: what reads
// from a frozen broker would keep it open.
func (s *Session) direct(ctx context.Context, network, address string) (net.Conn, error) {
	return trace.During(s.ctx, s.cluster.dial)(ctx, network, address)
}
