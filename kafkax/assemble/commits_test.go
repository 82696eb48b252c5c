package assemble

import (
	"context"
	"errors"
	"syscall"
	"testing"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// A commit that fails is named by what the coordinator said, or by what cut it.
func TestCommitErrors(t *testing.T) {
	for _, x := range []struct {
		err  error
		last sim.Code
		want sim.Code
	}{
		{kafka.UnknownMemberId, 0, sim.UnknownMemberID},
		{kafka.RebalanceInProgress, 0, sim.RebalanceInProgress},
		{kafka.IllegalGeneration, 0, sim.IllegalGeneration},
		{kafka.NotCoordinatorForGroup, 0, sim.NotCoordinator},
		{kafka.ErrGenerationEnded, 0, sim.RebalanceInProgress},
		{context.DeadlineExceeded, sim.UnknownMemberID, sim.UnknownMemberID},
		{context.DeadlineExceeded, 0, sim.RequestTimedOut},
		{syscall.ECONNRESET, 0, sim.CommitCut},
		{errors.New("some other"), 0, sim.CommitCut},
		{syscall.ECONNREFUSED, sim.UnknownMemberID, sim.ConnectionRefused},
	} {
		if got := commitCode(x.err, x.last); got != x.want {
			t.Errorf("%v after %s is %s, want %s", x.err, x.last, got, x.want)
		}
	}
}

// TestCommitsBeforeAnybodyHasLooked: what a consumer was answered is so, whether or not
// somebody who watches the cluster has told yet who leads what.
func TestCommitsBeforeAnybodyHasLooked(t *testing.T) {
	var committed []sim.Event
	j := NewJournal(record.Names{}, func(e sim.Event) {
		if e.Type == sim.OffsetCommitted {
			committed = append(committed, e)
		}
	})
	c := sim.DefaultConfig()
	j.Open(c.Setup("kafka"))
	j.Begin()
	o := added(j, c.Order(1))
	j.Called(o, sim.ByService)
	j.mu.Lock()
	j.seen(chronicle.Position{Topic: sim.Orders}, o.ID, nil)
	j.mu.Unlock()
	from := wire.Role{Duty: wire.DutyConsume, Group: sim.StatisticsGroup, Worker: 1}
	j.Answered(&wire.Exchange{From: from, Commit: &wire.Commit{
		Group: record.Names{}.Group(sim.StatisticsGroup),
		Parts: []wire.CommitPart{{Topic: record.Names{}.Topic(sim.Orders), Offset: 1}, {Topic: record.Names{}.Topic(sim.Orders), Partition: 99, Offset: 1}},
	}})
	if len(committed) != 1 || committed[0].Offset != 1 || committed[0].Partition != 0 {
		t.Errorf("committed %+v, want offset 1 of P0 alone", committed)
	}
}
