package kafkax

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// Answers are records of the reply topic, which no group of the run reads: a
// group that goes away or comes back takes nothing of them with it.
func TestAbsentAfterTheFirstReply(t *testing.T) {
	t.Parallel()
	c := config(sim.Send, 3, "consumer-absent:from=3s,for=2s")
	c.Rate.Orders, c.ExternalRatio = 2, 1000
	log, state := play(t, c, nil)
	if totals := state.Totals(); totals.Finished != 3 || state.Ended != sim.ReasonQuiet {
		t.Errorf("totals %+v, ended with reason %d: want three finished, and quiet", totals, state.Ended)
	}
	wantCount(t, log, sim.ReplyReceived, 0, 3)
	wantCount(t, log, sim.MemberLeft, 0, 4)
}

// A group that two faults keep away comes back when both are over.
func TestAbsentForTwoReasons(t *testing.T) {
	t.Parallel()
	log, state := play(t, config(sim.Emit, 4, "consumer-absent:from=1500ms,for=2s", "consumer-absent:group=in-house,from=2500ms,for=4s"), nil)
	back, left := 6500*time.Millisecond, map[uint8]time.Duration{}
	for _, e := range events(log, sim.MemberLeft, 0) {
		if e.Group == sim.InHouseGroup && e.At < back {
			left[e.Worker] = e.At // who is still there may join anew, as the other one leaves
		}
	}
	for _, e := range events(log, sim.MemberJoined, 0) {
		if gone, has := left[e.Worker]; e.Group == sim.InHouseGroup && has && e.At > gone && e.At < back {
			t.Errorf("worker %d is back at %s, want not before %s", e.Worker, e.At, back)
		}
	}
	if totals := state.Totals(); totals.Finished != 4 || state.Ended != sim.ReasonQuiet {
		t.Errorf("totals %+v, ended with reason %d: want four finished, and quiet", totals, state.Ended)
	}
}

// Who leaves in the middle of an order puts it down: nobody works on it then.
func TestAbsentWithAnOrderInHand(t *testing.T) {
	t.Parallel()
	log, state := play(t, config(sim.EmitAwait, 1, "consumer-slow:delay=20s", "consumer-absent:from=2s"), nil)
	wantCount(t, log, sim.HandlerStarted, 1, 1)
	wantCount(t, log, sim.MemberLeft, 1, 1)
	if truth := state.Order(1).Truth(); truth == sim.Working {
		t.Errorf("in truth %s, and the worker has left", truth)
	}
}

// A process that was killed is no member that could leave.
func TestAbsentAfterACrash(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 1, "consumer-crash:at=before-commit,restart=30s", "consumer-absent:from=4s,for=2s")
	c.Workers = 1
	log, state := play(t, c, nil)
	for _, e := range events(log, sim.MemberLeft, 0) {
		if e.Group == sim.InHouseGroup {
			t.Error("a dead worker left its group")
		}
	}
	if o := state.Order(1); o.Handled != 2 || !o.Committed() {
		t.Errorf("handled %d times, committed %t: want twice, by the process that came back", o.Handled, o.Committed())
	}
}

// No fault of the consumers breaks a run off, in no mode and at no time.
func TestConsumerFaultsAtAnyTime(t *testing.T) {
	skipShort(t)
	spans := []string{"for=2s", "from=1100ms,for=500ms", "from=3s,for=2s", "from=3s"}
	for _, mode := range modes {
		for _, fault := range []string{
			"consumer-absent", "consumer-absent:group=order-service", "consumer-absent:group=statistics", "consumer-slow:delay=2s", "handler-error:kind=rpc",
			"handler-error:kind=retriable", "handler-error:kind=empty", "consumer-crash:at=before-commit", "consumer-crash:at=after-commit",
			"commit-lost:count=2", "poison", "reply-unproducible", "reply-ack-lost",
		} {
			for _, span := range spans {
				spec := fault + ":" + span
				if strings.Contains(fault, ":") {
					spec = fault + "," + span
				}
				t.Run(mode.String()+" "+spec, func(t *testing.T) {
					t.Parallel()
					c := config(mode, 3, spec, "consumer-absent:from=3500ms,for=1s")
					c.Rate.Orders, c.ExternalRatio, c.Until, c.SessionTimeout = 2, 500, time.Minute, 6*time.Second
					play(t, c, nil)
				})
			}
		}
	}
}
