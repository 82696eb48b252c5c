package assemble

import (
	"context"
	"errors"
	"syscall"
	"testing"

	"github.com/segmentio/kafka-go"

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
