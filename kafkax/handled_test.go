package kafkax

import (
	"slices"
	"testing"
	"time"

	"orderflow/sim"
)

// burst returns a configuration whose orders come at once, into one partition, and
// whose work takes no time, so that they are handled together.
func burst(mode sim.Mode, n int, faults ...string) sim.Config {
	c := config(mode, n, append([]string{"consumer-slow:delay=1ms,count=always"}, faults...)...)
	c.Faults[0].Delay = time.Nanosecond
	c.Rate, c.Partitions, c.Workers = sim.Rate{Orders: 1000, Per: time.Millisecond}, 1, 1
	return c
}

// What is at hand is committed together, and every record is passed all the same.
func TestCommitTogether(t *testing.T) {
	t.Parallel()
	log, state := play(t, burst(sim.EmitAwait, 60), nil)
	for group, commits := range commitsByGroup(log) {
		if commits < 1 || commits > 20 {
			t.Errorf("group %s has committed 60 records %d times", group, commits)
		}
	}
	wantCount(t, log, sim.RecordCommitted, 0, 60)
	wantCount(t, log, sim.HandledElsewhere, 0, 0)
	if totals := state.Totals(); totals.Finished != 60 || totals.Duplicated != 0 {
		t.Errorf("totals %+v", totals)
	}
}

// A handler that takes its time commits each record when it is done.
func TestCommitAtOnce(t *testing.T) {
	t.Parallel()
	c := burst(sim.EmitAwait, 5)
	c.Faults[0].Delay = 200 * time.Millisecond
	log, _ := play(t, c, nil)
	if commits := commitsByGroup(log)[sim.InHouseGroup]; commits != 5 {
		t.Errorf("5 slow records were committed %d times", commits)
	}
}

func commitsByGroup(log *sim.Log) map[sim.Group]int {
	commits := map[sim.Group]int{}
	for _, e := range events(log, sim.OffsetCommitted, 0) {
		commits[e.Group]++
	}
	return commits
}

// Who dies before the commit has done all of the batch for nothing: it comes again,
// what was handled before the record that the fault names as well.
func TestCrashInABatch(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, test := range []struct {
		fault       string
		again, most int // records that are handled once more
	}{
		{"consumer-crash:at=before-commit,order=20", 20, 60},
		{"consumer-crash:at=mid-batch,order=20", 20, 20},
		{"consumer-crash:at=after-commit,order=20", 0, 0},
		{"commit-lost:order=20", 20, 60},
	} {
		t.Run(test.fault, func(t *testing.T) {
			log, state := play(t, burst(sim.EmitAwait, 60, test.fault), nil)
			again := 0
			for n := range state.Orders.Each() {
				again += int(state.Order(n).Handled) - 1
			}
			if again < test.again || again > test.most {
				t.Errorf("%d records were handled again, want %d to %d", again, test.again, test.most)
			}
			strikes := slices.DeleteFunc(events(log, sim.FaultStruck, 20), func(e sim.Event) bool { return e.Fault == 1 })
			if len(strikes) != 1 {
				t.Errorf("the fault has struck %d times", len(strikes))
			}
			if totals := state.Totals(); totals.Finished != 60 || state.Ended != sim.ReasonQuiet {
				t.Errorf("ended with reason %d, totals %+v", state.Ended, totals)
			}
		})
	}
}

// In a batch an answer leaves when its own handler has returned, the last one when
// the batch is committed.
func TestAnswersOfABatch(t *testing.T) {
	t.Parallel()
	_, state := play(t, burst(sim.Send, 60), nil)
	for n := range state.Orders.Each() {
		if o := state.Order(n); o.Caller != sim.Value || o.Replies != 1 || !o.Answered {
			t.Errorf("order %d: the caller knows %s after %d replies", n, o.Caller, o.Replies)
		}
	}
}
