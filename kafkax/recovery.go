package kafkax

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// A run on a database that has orders goes on with them: its log begins with
// what the database and the topics say of each, all at 0 s, and with the end of
// the process before. What that had in memory is gone; an attempt without an
// outcome is told by the topic, and where that has nothing, by nobody.

// running is the name under which the database says whether a run is on it.
const running = "running"

// past is what the topics of an earlier run say.
type past struct {
	copies   []pastCopy           // of sns.orders, as they came
	commits  map[commitKey]int64  // of the groups that read sns.orders
	statuses map[string][]sim.Row // that the order service has not read, by order
}

type pastCopy struct {
	at   position
	key  string // empty of a record that somebody else has written
	time time.Time
	from kafka.Message // that record
}

func (n names) copyOf(at position, m kafka.Message) pastCopy {
	if n.wrote(m) {
		return pastCopy{at: at, key: string(m.Key), time: m.Time}
	}
	return pastCopy{at: at, time: m.Time, from: m}
}

// inTime puts the copies of several partitions into one order: each partition
// has its own, and of those that come next the oldest record is first.
func inTime(partitions [][]pastCopy) (copies []pastCopy) {
	for {
		next := -1
		for i, p := range partitions {
			if len(p) > 0 && (next < 0 || p[0].time.Before(partitions[next][0].time)) {
				next = i
			}
		}
		if next < 0 {
			return copies
		}
		copies = append(copies, partitions[next][0])
		partitions[next] = partitions[next][1:]
	}
}

// recover reads the database and, where it has orders, the topics.
func (s *Session) recover(ctx context.Context) error {
	if s.has(sim.Outbox) {
		if err := s.store.Backfill(ctx); err != nil {
			return err
		}
	}
	list, err := s.store.Orders(ctx)
	if err != nil {
		return err
	}
	s.planned = make(map[int]bool)
	for _, k := range list {
		switch {
		case k.Plan == 0:
			s.added++
		case k.Plan <= s.config.Count():
			s.planned[k.Plan] = true
		}
	}
	if len(list) > ordersOpen {
		return sim.Refuse("%s: has %d orders: a live run goes on with at most %d", "%s: 주문이 이미 %d건입니다. live는 %d건까지 이어서 실행합니다", s.store.Name(), len(list), ordersOpen)
	}
	if s.otherPanel, err = s.panel.changed(ctx, s.store); err != nil {
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
	if s.unsaid, err = s.store.Unreported(ctx); err != nil {
		return err
	}
	if s.bought, err = s.store.Purchases(ctx); err != nil {
		return err
	}
	for _, r := range s.bought {
		s.panel.countFrom(r.Job)
	}
	if s.journal.restored(list) {
		return nil
	}
	p := past{commits: map[commitKey]int64{}}
	if s.cluster.embedded == nil { // the embedded Kafka begins empty
		if p, err = s.survey(ctx); err != nil {
			return err
		}
	}
	s.book.restore(list, p, s.bought, s.panel.cost, crashed == "yes")
	return nil
}

// goOn does what the consumers of an earlier run would still have done: their
// inbox knows it.
func (s *Session) goOn() {
	if !s.remembers() {
		return
	}
	for _, r := range s.unsaid {
		if t := s.journal.find(r.ID); t != nil {
			s.reporter.tell(t, r.Group, r.Row, r.Job, r.Delivered, s.journal.flowOf(t))
		}
	}
	for _, r := range s.bought {
		if t := s.journal.find(r.ID); t != nil {
			s.panel.resume(t, r.Job, !s.otherPanel)
		}
	}
}

// retire leaves the database as one that no run is on.
func (s *Session) retire(began time.Time) error {
	ctx, cancel := s.allowed(began, retireTimeout)
	defer cancel()
	err := s.store.GiveBack(ctx, s.service.current().name, "") // another process need not wait for the end of the lease
	if err == nil && s.entered {                               // else it says still how the run before has ended
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
func (s *Session) survey(ctx context.Context) (past, error) {
	p := past{commits: make(map[commitKey]int64), statuses: make(map[string][]sim.Row)}
	a := s.cluster.admin(ctx)
	defer a.close()
	partitions := make([][]pastCopy, s.config.Partitions)
	for n := range partitions {
		err := s.readAll(ctx, a, sim.Orders, n, 0, func(m kafka.Message) {
			partitions[n] = append(partitions[n], s.names.copyOf(position{topic: sim.Orders, partition: int32(n), offset: m.Offset}, m))
		})
		if err != nil {
			return p, err
		}
	}
	p.copies = inTime(partitions)
	ends, err := s.extent(ctx, a, sim.Reply, replyPartition)
	if err != nil {
		return p, err
	}
	s.answersFrom = ends.LastOffset
	for _, g := range s.groups {
		offsets, err := a.committed(ctx, s.names.group(g.group), s.names.topic(g.topic), s.partitionsOf(g.topic))
		if err != nil {
			return p, err
		}
		for partition, offset := range offsets {
			if g.topic == sim.Orders {
				p.commits[commitKey{group: g.group, topic: g.topic, partition: int32(partition)}] = offset
				continue
			}
			err := s.readAll(ctx, a, g.topic, partition, offset, func(m kafka.Message) {
				if status, row, err := decodeStatus(m); err == nil && s.names.wrote(m) {
					p.statuses[status.ID] = append(p.statuses[status.ID], row)
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
	name := s.names.topic(topic)
	ends, err := s.extent(ctx, a, topic, partition)
	if err != nil {
		return err
	}
	if from = max(from, ends.FirstOffset); from >= ends.LastOffset {
		return nil
	}
	config := s.clients.readerConfig(wire.Role{Duty: wire.DutyAdmin}, name)
	config.Dialer.DialFunc = s.cluster.dial
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
	name := s.names.topic(topic)
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

// restored is that of chronicle: the journal of a run begins with the past.
func (j *journal) restored([]*store.Known) bool { return false }

// flowOf returns the last step of the order service for the order.
func (j *journal) flowOf(t *trail) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return t.flow
}

// restored is an attempt that the log is told of.
type restored struct {
	trail *trail
	store.Attempt
	copy *pastCopy // the record it made; nil = the topic has none
}

// restore begins the log with what the database and the topics say.
func (j *journal) restore(list []*store.Known, p past, bought []store.Result, cost func(*sim.Order) int64, crashed bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	copies := make(map[string][]*pastCopy)
	for i := range p.copies {
		copies[p.copies[i].key] = append(copies[p.copies[i].key], &p.copies[i])
	}
	attempts := make([][]restored, len(list))
	for i, k := range list {
		attempts[i] = j.restoreCalls(k, copies[k.Order.ID])
	}
	for _, c := range p.copies {
		j.restoreCopy(&c)
	}
	for i, k := range list {
		j.restoreOutcomes(k, attempts[i])
	}
	for _, r := range bought {
		if t := j.byID[r.ID]; t != nil {
			t.flow = j.record(sim.Event{Type: sim.PanelAccepted, Order: t.order.Number, Job: r.Job, Value: cost(&t.order), Flag: true, Cause: t.flow})
		}
	}
	j.restoreCommits(p.commits)
	j.endBefore(attempts, crashed)
	for _, t := range j.unclosed {
		for row := range t.told {
			t.told[row] = t.flow
		}
		t.reports = len(p.statuses[t.order.ID])
		j.motion.add(0, t.reports)
	}
}

// restoreCalls records an order and the calls that published it. Of one that is
// over only what is known counts: an attempt without an outcome is no question
// any more, nor what a topic no longer has.
func (j *journal) restoreCalls(k *store.Known, copies []*pastCopy) (list []restored) {
	t := j.add(k.Order)
	t.restored = true
	if k.Paid > 0 {
		t.row = sim.RowPaid
		j.stepLocked(t, sim.Event{Type: sim.OrderPaid, Value: k.Paid})
	}
	t.wire = t.flow
	over := k.Row.Final() || len(k.Deliveries) > 0
	if over && len(copies) == 0 {
		return nil
	}
	for _, a := range k.Attempts {
		if over && !a.Over {
			continue
		}
		t.calls++
		t.wire = j.stepLocked(t, sim.Event{Type: sim.PublishCalled, Word: uint8(a.By), Try: t.calls})
		r := restored{trail: t, Attempt: a}
		if len(copies) > 0 && (!a.Over || a.Error == sim.NoError) {
			r.copy, copies = copies[0], copies[1:]
		}
		if r.copy != nil || a.Over && a.Error == sim.NoError {
			t.wire = j.record(sim.Event{Type: sim.RequestSent, Order: t.order.Number, Topic: sim.Orders, Partition: r.partition(), Try: 1, Cause: t.wire})
		}
		list = append(list, r)
	}
	return list
}

func (r *restored) partition() int16 {
	if r.copy == nil {
		return 0
	}
	return int16(r.copy.at.partition)
}

// restoreOutcomes records how the attempts went, as far as that is known, and
// what the row says.
func (j *journal) restoreOutcomes(k *store.Known, attempts []restored) {
	t := j.byID[k.Order.ID]
	emitted := k.Marked
	for _, r := range attempts {
		emitted = emitted && !r.Over
	}
	for _, r := range attempts {
		e := sim.Event{Order: t.order.Number, Topic: sim.Orders, Partition: r.partition(), Try: 1, Cause: t.wire}
		knows := sim.Event{Type: sim.CallerKnows, Word: uint8(sim.Value), Value: int64(r.Waited)}
		switch {
		case !r.Over && emitted:
			knows.Word = uint8(sim.Nothing)
		case !r.Over:
			continue
		case r.Error == sim.NoError:
			e.Type = sim.RequestAcked
			if r.copy != nil {
				e.Offset = r.copy.at.offset
			}
			t.wire = j.record(e)
		default:
			e.Type, e.Code = sim.PublishGaveUp, r.Error
			t.wire = j.record(e)
			knows.Word, knows.Code = uint8(sim.Failure), r.Error
		}
		if r.Over {
			t.flow = max(t.flow, t.wire)
		}
		if r.By == sim.ByService || t.calls == 1 {
			j.stepLocked(t, knows)
		}
	}
	j.restoreRow(t, k)
}

// restoreRow records what the row says, and what was really done.
func (j *journal) restoreRow(t *trail, k *store.Known) {
	if k.Sent || k.Paid > 0 && !k.Outboxed && k.Row != sim.RowPaid && k.Row != sim.RowPublishFailed && j.recorder.State().Remedies.Has(sim.Outbox) {
		j.stepLocked(t, sim.Event{Type: sim.OutboxSent}) // or nothing of it was ever to be relayed
	}
	if k.Marked {
		t.row, t.marked = sim.RowPublished, true
		j.stepLocked(t, sim.Event{Type: sim.OrderMarked, Word: uint8(sim.RowPublished)})
	}
	done := k.Deliveries
	if k.Row == sim.RowCompleted && len(done) == 0 {
		done = []int64{int64(k.Order.Quantity)} // by the panel
	}
	for _, delivered := range done {
		j.stepLocked(t, sim.Event{Type: sim.WorkFinished, Value: min(delivered, int64(k.Order.Quantity))})
	}
	if k.Row != t.row {
		t.row = k.Row
		j.stepLocked(t, sim.Event{Type: sim.RowChanged, Word: uint8(t.row)})
	}
	j.refund(t, k.Refunded)
}

// restoreCopy records a record of sns.orders, and takes in the order of another service.
func (j *journal) restoreCopy(c *pastCopy) {
	if c.key == "" {
		j.replicated(c.at, j.arrived(c.at, strangerIn(c.from)))
		return
	}
	j.replicated(c.at, j.appended(c.at, j.byID[c.key], 0))
}

// restoreCommits records how far the groups had committed. What they passed, the
// consumers of the run before have handled; what came of it, the database knows of
// its own orders alone.
func (j *journal) restoreCommits(commits map[commitKey]int64) {
	for _, c := range j.records {
		c.finished = c.trail == nil || !c.trail.foreign
	}
	for group := sim.InHouseGroup; group < sim.GroupCount; group++ {
		for partition := range j.recorder.State().Partitions {
			key := commitKey{group: group, topic: sim.Orders, partition: int32(partition)}
			if commits[key] > 0 {
				j.commitTo(key, commits[key], 1, j.run)
			}
		}
	}
}

// endBefore records that the process before has ended, with what it had in
// memory, and that another runs.
func (j *journal) endBefore(attempts [][]restored, crashed bool) {
	exit := sim.Event{Type: sim.ServiceExited, Word: uint8(sim.ReasonShutdown), Cause: j.run}
	if crashed {
		exit.Word, exit.Value = uint8(sim.ReasonCrash), killed
	}
	ended := j.record(exit)
	for _, list := range attempts {
		for _, r := range list {
			if r.Over {
				continue
			}
			t, cause := r.trail, ended
			if r.copy != nil {
				cause = j.record(sim.Event{
					Type: sim.RequestFailed, Order: t.order.Number, Topic: sim.Orders, Partition: r.partition(), Try: 1,
					Code: sim.ConnectionClosed, Flag: true, Cause: cause,
				})
			}
			t.wire = j.record(sim.Event{Type: sim.MemoryLost, Order: t.order.Number, Topic: sim.Orders, Cause: cause})
			t.flow = max(t.flow, t.wire)
		}
	}
	j.record(sim.Event{Type: sim.ServiceRestarted, Cause: ended})
}

// killed is the exit code of a process that was killed: 128 + SIGKILL.
const killed = 137
