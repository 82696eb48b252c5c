package kafkax

import (
	"context"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/kversion"

	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/wire"
)

// closeOrders lets go of what is over, again and again, until the session ends.
func (s *Session) closeOrders() {
	var cut *cutter
	if s.cluster.embedded != nil {
		var err error
		if cut, err = newCutter(s); err != nil {
			s.fail(err)
			return
		}
		defer cut.client.Close()
	}
	for system.Sleep(s.ctx, chronicle.CloseEvery) {
		for more := true; more; {
			var closed []string
			closed, more = s.book.Close()
			if len(closed) > 0 && !s.company.Wrote(s.store.Forget(s.ctx, closed)) {
				return
			}
		}
		if cut != nil {
			cut.cut(s.ctx)
		}
	}
}

// closeOrders lets go of what is over, again and again, until the process ends.
func (r *RoleRun) closeOrders() {
	s := r.session
	for system.Sleep(s.ctx, chronicle.CloseEvery) {
		if !r.chron.CloseAll(func(ids []string) bool { return s.company.Wrote(s.store.Forget(s.ctx, ids)) }) {
			return
		}
	}
}

// recordsMin is how many records a partition of the embedded Kafka keeps in any case.
const recordsMin = 1000

// cutter shortens the topics of the embedded Kafka.
type cutter struct {
	session *Session
	client  *kgo.Client
	floors  map[chronicle.Position]int64 // by a partition's first position
}

func newCutter(s *Session) (*cutter, error) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(s.cluster.seeds...), kgo.Dialer(s.cluster.dial), kgo.ClientID(wire.Role{Duty: wire.DutyAdmin}.ClientID()),
		kgo.DisableClientMetrics(), kgo.MaxVersions(kversion.V3_0_0()),
	)
	if err != nil {
		return nil, fmt.Errorf("shortening the topics: %w", err)
	}
	return &cutter{session: s, client: client, floors: make(map[chronicle.Position]int64)}, nil
}

// cut deletes the records that everybody has read. What fails is tried again.
func (c *cutter) cut(ctx context.Context) {
	for at, floor := range c.session.book.Floors() {
		if floor -= recordsMin; floor < c.floors[at]+recordsMin {
			continue
		}
		part := kmsg.NewDeleteRecordsRequestTopicPartition()
		part.Partition, part.Offset = at.Partition, floor
		topic := kmsg.NewDeleteRecordsRequestTopic()
		topic.Topic = c.session.names.Topic(at.Topic)
		topic.Partitions = append(topic.Partitions, part)
		request := kmsg.NewPtrDeleteRecordsRequest()
		request.Topics = append(request.Topics, topic)
		if _, err := request.RequestWith(ctx, c.client); err == nil {
			c.floors[at] = floor
		}
	}
}
