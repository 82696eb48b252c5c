package engine

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// callersOf returns what the callers of the orders know that an instance has.
func callersOf(e *Engine, instance uint8) (list []*sim.OrderState) {
	for n := range e.State().Orders.Each() {
		if o := e.State().Order(n); o.Instance == instance {
			list = append(list, o)
		}
	}
	return list
}

// TestOneReplyPartitionForTwo: with Kafka's default of one partition of the
// reply topic the second instance gets none: every send() there fails at once,
// and nothing is sent; the first is never wrong (measured).
func TestOneReplyPartitionForTwo(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		e, _ := runFlags(t, seed, "--mode send --orders 20 --rate 1/s --until 90s --services 2")
		for _, o := range callersOf(e, 1) {
			if o.Caller != sim.Value || o.Requests != 1 {
				t.Errorf("seed %d: #%d of the first instance: %s, %d requests; want an answer", seed, o.Order.Number, o.Caller, o.Requests)
			}
		}
		for _, o := range callersOf(e, 2) {
			if o.Caller != sim.Failure || o.CallerAt > 100*time.Millisecond || o.Requests != 0 || !strings.Contains(o.ErrorText, "did not subscribe to the corresponding reply topic") {
				t.Errorf("seed %d: #%d of the second instance: %s after %s, %d requests, %q; want an error at once", seed, o.Order.Number, o.Caller, o.CallerAt, o.Requests, o.ErrorText)
			}
		}
		if len(callersOf(e, 1)) != 10 || len(callersOf(e, 2)) != 10 {
			t.Fatalf("seed %d: the instances have %d and %d orders", seed, len(callersOf(e, 1)), len(callersOf(e, 2)))
		}
	}
}

// TestTwoReplyPartitions: both work; a kill alone does not touch the other one,
// a newcomer stops it until the ghost is gone, and nothing is lost (measured:
// up to 26.9 s).
func TestTwoReplyPartitions(t *testing.T) {
	longest := time.Duration(0)
	for seed := uint64(1); seed <= 20; seed++ {
		e, _ := runFlags(t, seed, "--mode send --orders 40 --rate 1/s --until 120s --services 2 --reply-partitions 2")
		for n := range e.State().Orders.Each() {
			if o := e.State().Order(n); o.Caller != sim.Value || o.CallerAt > 4*time.Second {
				t.Errorf("seed %d: #%d of a calm run: %s after %s", seed, n, o.Caller, o.CallerAt)
			}
		}
		for restart, stands := range map[string]bool{"2s": true, "100s": false} {
			e, _ = runFlags(t, seed, "--mode send --orders 40 --rate 1/s --until 120s --services 2 --reply-partitions 2 --fault service-restart:service=1,how=kill,from=10500ms,restart="+restart)
			late := time.Duration(0)
			for _, o := range callersOf(e, 2) {
				if o.Caller != sim.Value {
					t.Errorf("seed %d, restart after %s: #%d of the survivor: %s", seed, restart, o.Order.Number, o.Caller)
				}
				late = max(late, o.CallerAt)
			}
			longest = max(longest, late)
			if stands != (late > 10*time.Second) {
				t.Errorf("seed %d, restart after %s: the survivor's callers wait up to %s", seed, restart, late)
			}
		}
	}
	if longest < 20*time.Second || longest > 31*time.Second {
		t.Errorf("a newcomer stops the survivor for %s at most, want up to 26.9 s", longest)
	}
}

// TestAProcessThatIsClosed: it leaves its groups, so nobody waits for a ghost;
// its own waiting callers get an error, the other's answers are late by up to
// the members' next heartbeat (measured: 5 s a rebalance).
func TestAProcessThatIsClosed(t *testing.T) {
	ended := 0
	for seed := uint64(1); seed <= 20; seed++ {
		e, log := runFlags(t, seed, "--mode send --orders 40 --rate 1/s --until 120s --services 2 --reply-partitions 3 --fault service-restart:from=10500ms")
		for n := range e.State().Orders.Each() {
			switch o := e.State().Order(n); {
			case o.Caller == sim.Failure && o.ErrorText == "Connection closed":
				ended++
			case o.Caller != sim.Value && o.Caller != sim.Unknown:
				t.Errorf("seed %d: #%d: %s %s", seed, n, o.Caller, o.ErrorText)
			case o.CallerAt > 14*time.Second:
				t.Errorf("seed %d: #%d waited %s through a rolling restart in order", seed, n, o.CallerAt)
			}
		}
		for _, group := range []sim.Group{sim.ServiceGroup, sim.ReplyGroup} {
			if ghosts := happened(log, group, sim.MemberAbandoned); len(ghosts) > 0 {
				t.Errorf("seed %d: ghosts in %s at %.1f s", seed, group, ghosts)
			}
		}
		exits := 0
		for event := range log.All() {
			if event.Type == sim.ServiceExited {
				exits++
			}
		}
		if exits != 2 {
			t.Errorf("seed %d: %d processes ended, want both, one after the other", seed, exits)
		}
	}
	if ended == 0 {
		t.Error("nobody was waiting when a process closed")
	}
}

// TestTheNextLife: what is called after a kill waits without an error until 30 s
// after the dead process's last heartbeat, and goes out together; a client with
// a producer alone, and a process that left in order, do not wait (measured).
func TestTheNextLife(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		e, _ := runFlags(t, seed, "--mode emit --orders 20 --rate 1/s --until 60s --fault caller-exit:at=after-call,order=3")
		for n := sim.OrderID(5); n <= 20; n++ {
			o := e.State().Order(n)
			if o.Caller != sim.Nothing || o.Rungs[sim.Marked]-o.CalledAt > 10*time.Millisecond || o.Rungs[sim.Appended] < 27500*time.Millisecond || o.Rungs[sim.Appended] > 33300*time.Millisecond {
				t.Errorf("seed %d: #%d called at %s: row says published at %s, appended at %s; want at once, and 25–30 s after the last heartbeat", seed, n, o.CalledAt, o.Rungs[sim.Marked], o.Rungs[sim.Appended])
			}
		}
		for _, flags := range []string{"--producer-only true --fault caller-exit:at=after-call,order=3", "--fault service-restart:from=3500ms"} {
			e, _ := runFlags(t, seed, "--mode emit --orders 20 --rate 1/s --until 60s "+flags)
			for n := sim.OrderID(13); n <= 20; n++ {
				if o := e.State().Order(n); o.Rungs[sim.Appended]-o.CalledAt > 100*time.Millisecond {
					t.Errorf("seed %d, %s: #%d waited %s", seed, flags, n, o.Rungs[sim.Appended]-o.CalledAt)
				}
			}
		}
	}
}

// TestAnswersDroppedAfterTwoRebalances: one leaves and another comes while a
// survivor waits: what it is answered on its old partition is read by the
// newcomer and dropped, and its caller hangs for ever (3 of 3 measured).
func TestAnswersDroppedAfterTwoRebalances(t *testing.T) {
	dropped := 0
	for seed := uint64(1); seed <= 20; seed++ {
		e, log := runFlags(t, seed, "--mode send --orders 16 --rate 1/s --until 200s --services 2 --reply-partitions 3 --workers 3 --fault service-restart:service=1,from=8s,restart=1s --fault consumer-slow:delay=40s,count=always")
		hang := 0
		for _, o := range callersOf(e, 2) {
			if o.Caller == sim.Pending && o.Answered == false && o.Replies > 0 {
				hang++
			}
		}
		for event := range log.All() {
			if event.Type == sim.ReplyDropped && hang > 0 {
				dropped++
				break
			}
		}
	}
	if dropped == 0 {
		t.Error("no answer was dropped, and no caller hangs")
	}
}

// TestFromBeginning: a group that never committed on a partition begins at its
// end, and what was written before is skipped without a word; a known group
// misses nothing (measured).
func TestFromBeginning(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		for flags, want := range map[string]int{
			"--fault consumer-absent:for=10s":                                 0,
			"--from-beginning false --fault consumer-absent:for=10s":          9,
			"--from-beginning false --fault consumer-absent:from=1ms,for=10s": 0,
		} {
			e, _ := runFlags(t, seed, "--mode emit --orders 16 --rate 1/s --until 90s --workers 1 "+flags)
			lost := e.State().Truths[sim.Lost]
			if want == 0 && lost != 0 || want > 0 && (lost < want || lost > 13) {
				t.Errorf("seed %d, %s: %d orders are lost, want %d or a few more", seed, flags, lost, want)
			}
		}
	}
}
