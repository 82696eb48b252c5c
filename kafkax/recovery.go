package kafkax

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/kafkax/assemble"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/role"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// A run on a database that has orders goes on with them: its log begins with
// what the database and the topics say of each, all at 0 s, and with the end of
// the process before. What that had in memory is gone; an attempt without an
// outcome is told by the topic, and where that has nothing, by nobody.

// running is the name under which the database says whether a run is on it.
const running = "running"

// recover reads the database and, where it has orders, the topics.
func (s *Session) recover(ctx context.Context) error {
	if s.config.Remedies.Has(sim.Outbox) {
		if err := s.store.Backfill(ctx); err != nil {
			return err
		}
	}
	list, err := s.store.Orders(ctx)
	if err != nil {
		return err
	}
	s.legacy.Planned = make(map[int]bool)
	for _, k := range list {
		switch {
		case k.Plan == 0:
			s.legacy.Added++
		case k.Plan <= s.config.Count():
			s.legacy.Planned[k.Plan] = true
		}
	}
	if len(list) > assemble.OrdersOpen {
		return sim.Refuse("%s: has %d orders: a live run goes on with at most %d", "%s: 주문이 이미 %d건입니다. live는 %d건까지 이어서 실행합니다", s.store.Name(), len(list), assemble.OrdersOpen)
	}
	if s.legacy.OtherPanel, err = s.company.OtherPanel(ctx); err != nil {
		return err
	}
	crashed, err := s.store.Swap(ctx, running, "yes")
	if err != nil {
		return err
	}
	if s.entered = true; len(list) == 0 {
		return nil
	}
	s.resumed = true
	if s.legacy.Unsaid, err = s.store.Unreported(ctx); err != nil {
		return err
	}
	if s.legacy.Bought, err = s.store.Purchases(ctx); err != nil {
		return err
	}
	if s.journal.Restored(list) {
		return nil
	}
	p := assemble.Past{Commits: map[assemble.CommitKey]int64{}}
	if s.cluster.embedded == nil { // the embedded Kafka begins empty
		if p, err = s.survey(ctx); err != nil {
			return err
		}
	}
	s.book.Restore(list, p, s.legacy.Bought, s.company.Cost, crashed == "yes")
	return nil
}

// retire leaves the database as one that no run is on.
func (s *Session) retire(began time.Time) error {
	ctx, cancel := s.allowed(began, retireTimeout)
	defer cancel()
	err := s.company.GiveBack(ctx) // another process need not wait for the end of the lease
	if err == nil && s.entered {   // else it says still how the run before has ended
		_, err = s.store.Swap(ctx, running, "no")
	}
	if err == nil {
		s.ledger, err = s.store.Balance(ctx)
	}
	if err == nil {
		err = s.ledger.Err(s.store.Name())
		if s.options.Ledger != nil {
			s.options.Ledger(s.ledger.Text(s.store.Name()))
		}
	}
	return errors.Join(err, s.store.Close())
}

// survey reads what an earlier run has left in its topics.
func (s *Session) survey(ctx context.Context) (assemble.Past, error) {
	p := assemble.Past{Commits: make(map[assemble.CommitKey]int64), Statuses: make(map[string][]sim.Row)}
	a := s.cluster.admin(ctx)
	defer a.close()
	partitions := make([][]assemble.PastCopy, s.config.Partitions)
	for n := range partitions {
		err := s.readAll(ctx, a, sim.Orders, n, 0, func(m kafka.Message) {
			partitions[n] = append(partitions[n], assemble.CopyOf(s.names, chronicle.Position{Topic: sim.Orders, Partition: int32(n), Offset: m.Offset}, m))
		})
		if err != nil {
			return p, err
		}
	}
	p.Copies = assemble.InTime(partitions)
	ends, err := s.extent(ctx, a, sim.Reply, record.ReplyPartition)
	if err != nil {
		return p, err
	}
	s.legacy.AnswersFrom = ends.LastOffset
	for _, g := range s.company.Groups() {
		offsets, err := a.committed(ctx, s.names.Group(g.ID), s.names.Topic(g.Topic), s.partitionsOf(g.Topic))
		if err != nil {
			return p, err
		}
		for partition, offset := range offsets {
			if g.Topic == sim.Orders {
				p.Commits[assemble.CommitKey{Group: g.ID, Topic: g.Topic, Partition: int32(partition)}] = offset
				continue
			}
			err := s.readAll(ctx, a, g.Topic, partition, offset, func(m kafka.Message) {
				if status, row, err := record.DecodeStatus(m); err == nil && s.names.Wrote(m) {
					p.Statuses[status.ID] = append(p.Statuses[status.ID], row)
				}
			})
			if err != nil {
				return p, err
			}
		}
	}
	return p, nil
}

func (s *Session) partitionsOf(t sim.Topic) int {
	if t == sim.Orders {
		return s.config.Partitions
	}
	return 1
}

// readAll reads a partition from an offset to its present end.
func (s *Session) readAll(ctx context.Context, a *admin, topic sim.Topic, partition int, from int64, do func(kafka.Message)) error {
	name := s.names.Topic(topic)
	ends, err := s.extent(ctx, a, topic, partition)
	if err != nil {
		return err
	}
	if from = max(from, ends.FirstOffset); from >= ends.LastOffset {
		return nil
	}
	config := role.ReaderConfig(s.cluster.bootstrap(), wire.Role{Duty: wire.DutyAdmin}, name, s.cluster.dial)
	config.Partition = partition
	reader := kafka.NewReader(config)
	defer reader.Close()
	if err := reader.SetOffset(from); err != nil {
		return fmt.Errorf("reading what is in %s: %w", name, err)
	}
	for from < ends.LastOffset {
		m, err := reader.FetchMessage(ctx)
		if err != nil {
			return fmt.Errorf("reading what is in %s: %w", name, err)
		}
		do(m)
		from = m.Offset + 1
	}
	return nil
}

// extent asks where a partition begins and ends.
func (s *Session) extent(ctx context.Context, a *admin, topic sim.Topic, partition int) (ends kafka.PartitionOffsets, err error) {
	name := s.names.Topic(topic)
	answer, err := a.client.ListOffsets(ctx, &kafka.ListOffsetsRequest{Topics: map[string][]kafka.OffsetRequest{name: {kafka.FirstOffsetOf(partition), kafka.LastOffsetOf(partition)}}})
	switch {
	case err != nil:
	case len(answer.Topics[name]) != 1:
		err = errors.New("the answer is about something else")
	default:
		ends, err = answer.Topics[name][0], answer.Topics[name][0].Error
	}
	if err != nil {
		return ends, fmt.Errorf("asking how far %s goes: %w", name, err)
	}
	return ends, nil
}

// committed returns a group's committed offsets, by partition; 0 where it has none.
func (a *admin) committed(ctx context.Context, group, topic string, partitions int) ([]int64, error) {
	asked := make([]int, partitions)
	for i := range asked {
		asked[i] = i
	}
	answer, err := a.client.OffsetFetch(ctx, &kafka.OffsetFetchRequest{GroupID: group, Topics: map[string][]int{topic: asked}})
	if err == nil {
		err = answer.Error
	}
	if err != nil {
		return nil, fmt.Errorf("reading the offsets of group %s: %w", group, err)
	}
	offsets := make([]int64, partitions)
	for _, p := range answer.Topics[topic] {
		if p.Partition >= 0 && p.Partition < partitions {
			offsets[p.Partition] = max(0, p.CommittedOffset)
		}
	}
	return offsets, nil
}

// openStore opens the run's database. In a durable one, the names on a real
// cluster are those of the run that made it, so that a later run goes on with
// the same topics and groups.
func openStore(ctx context.Context, o *Options) (*store.Store, record.Names, error) {
	if o.DB != "" {
		o.waitFor("an answer of the database %s", "데이터베이스(%s)의 답을 기다립니다", store.Name(o.DB))
	}
	n := o.names()
	db, err := store.Open(ctx, o.DB)
	if err != nil {
		return nil, n, err
	}
	if err = db.Alone(ctx); err == nil && n.Prefix != "" && db.Durable() {
		n.Prefix, err = db.Meta(ctx, "prefix", n.Prefix)
		if _, own := record.PrefixOf(n.Prefix); err == nil && !own {
			err = sim.Refuse("%s: its prefix %q is none of this program's", "%s: 접두어 %q은(는) 이 프로그램의 것이 아닙니다", db.Name(), sim.Printable(n.Prefix, sim.NameLengthMax))
		}
	}
	if err != nil {
		return nil, n, errors.Join(err, db.Close())
	}
	return db, n, nil
}
