package kafkax

import (
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// letIn opens the run's door to the clients of others: its own have their groups
// by now.
func (s *Session) letIn() error {
	d := s.options.Door
	if d == nil {
		return nil
	}
	t := newTenant(s.gate, s.cluster, s.turnedAway)
	if err := d.moveIn(t, s.cluster.known()); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tenant = t
	return nil
}

// guestsGone reports whether a run need not go on for the clients of others: it
// has no door, or they came and left. Until they come it is open for them.
func (s *Session) guestsGone() bool {
	s.mu.Lock()
	t := s.tenant
	s.mu.Unlock()
	return t == nil || s.options.Door.deserted(t)
}

// showOut ends the connections of others.
func (s *Session) showOut() {
	s.mu.Lock()
	t := s.tenant
	s.mu.Unlock()
	if t != nil {
		s.options.Door.moveOut(t)
	}
}

// turnedAway records that a connection through the door was ended, and why. A
// mistake of ours ends the run.
func (s *Session) turnedAway(g *guest, why error) {
	if mistake := (*panicError)(nil); errors.As(why, &mistake) {
		s.fail(fmt.Errorf("carrying a connection of another client: %w", why))
		return
	}
	who := "another client"
	if g != nil {
		who = "a client at " + g.client.RemoteAddr().String()
	}
	s.journal.note(sim.Event{Type: sim.LimitReached, Detail: &sim.Detail{
		Text: sim.Printable(fmt.Sprintf("turned away %s: %v", who, why), errorTextMax),
	}})
}

// Topics lists the names on the cluster of the topics that other clients have to
// do with: orders, answers, status events.
func (s *Session) Topics() []string {
	return []string{s.names.topic(sim.Orders), s.names.topic(sim.Reply), s.names.topic(sim.Status)}
}

// writtenByOther reports whether somebody else's client writes to a topic of the run.
func (s *Session) writtenByOther(x *exchange, topic sim.Topic) bool {
	return x.from.duty == dutyForeign && x.writesTo(func(name string) bool { return s.names.topicOf(name) == topic }) != ""
}

// committer returns the group that a commit is of; 0 if it is none of the run's.
func (s *Session) committer(x *exchange) sim.Group {
	if x.from.duty == dutyForeign {
		return s.names.groupOf(x.commit.group)
	}
	return x.from.group
}

// answeredOther is told of an answer to somebody else's client; the lock is held.
// What is in the log is true whoever wrote it. Whose member it is, and of which
// partitions, the observer sees at the coordinator.
func (j *journal) answeredOther(x *exchange) {
	switch {
	case x.produce != nil:
		for i := range x.produce.parts {
			if part := &x.produce.parts[i]; part.code == 0 && part.base >= 0 {
				j.written(x, part)
			}
		}
	case x.commit != nil:
		j.committedByOther(x)
	}
}

// committedByOther is told that a member of a group that is not ours has committed.
// An offset beyond what is known of the partition is left to the observer.
func (j *journal) committedByOther(x *exchange) {
	group := j.names.groupOf(x.commit.group)
	if group == 0 || !group.ConsumesOrders() {
		return
	}
	for _, part := range x.commit.parts {
		key := commitKey{group: group, topic: sim.Orders, partition: part.partition}
		if part.code == 0 && j.names.topicOf(part.topic) == sim.Orders && part.offset > j.commits[key] && part.offset <= j.endOf(part.partition) {
			j.commitTo(key, part.offset, j.foreignWorker(group, x), j.handled[key])
		}
	}
}

// foreignWorker returns the number of the member that an OffsetCommit is of, as
// the board shows it: 0 as long as the observer has not seen it.
func (j *journal) foreignWorker(g sim.Group, x *exchange) uint8 {
	if r, is := x.request.(*kmsg.OffsetCommitRequest); is {
		return j.outside.foreign[g][r.MemberID]
	}
	return 0
}

// endOf returns how far a partition of sns.orders goes, as far as is known.
func (j *journal) endOf(partition int32) int64 {
	if partitions := j.recorder.State().Partitions; partition >= 0 && int(partition) < min(len(partitions), len(j.leaders)) {
		return partitions[partition].High
	}
	return 0
}
