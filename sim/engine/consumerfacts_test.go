package engine

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"orderflow/sim"
)

// executions returns when the handler of the first order began, in seconds
// after the first time.
func executions(log *sim.Log) []float64 {
	var times []float64
	first := time.Duration(0)
	for e := range log.All() {
		if e.Type == sim.HandlerStarted && e.Order == 1 {
			if len(times) == 0 {
				first = e.At
			}
			times = append(times, (e.At - first).Seconds())
		}
	}
	return times
}

// happened returns when events of a type came to a group, in seconds.
func happened(log *sim.Log, group sim.Group, types ...sim.EventType) []float64 {
	var times []float64
	for e := range log.All() {
		if e.Group == group && slices.Contains(types, e.Type) {
			times = append(times, e.At.Seconds())
		}
	}
	return times
}

// sinceCut returns the times that lie after a cut, counted from it.
func sinceCut(times []float64, cut float64) []float64 {
	var list []float64
	for _, at := range times {
		if at >= cut {
			list = append(list, at-cut)
		}
	}
	return list
}

func between(x, low, high float64) bool { return x >= low && x <= high }

// TestAHandlerThatThrows: each redelivery waits until all fetchers have ended:
// at about 4, 10, 16, 24, 35 s, a crash at 40 s, 12 executions in 90 s; with a
// second member, which takes over after the crash, 16 to 17 (measured).
func TestAHandlerThatThrows(t *testing.T) {
	var alone, two, crashes []float64
	for seed := uint64(1); seed <= 40; seed++ {
		_, log := runFlags(t, seed, "--workers 1 --until 91s --fault handler-error:count=always")
		alone = append(alone, float64(len(executions(log))))
		crashes = append(crashes, happened(log, sim.InHouseGroup, sim.ConsumerCrashed)[0]-1)
		_, log = runFlags(t, seed, "--workers 2 --until 91s --fault handler-error:count=always")
		two = append(two, float64(len(executions(log))))
	}
	for _, c := range []struct {
		what              string
		got               []float64
		median, low, high float64
	}{{"executions alone", alone, 12, 10, 14}, {"executions with a second member", two, 16, 13, 20}, {"seconds to the crash", crashes, 38, 28, 47}} {
		slices.Sort(c.got)
		if m := c.got[len(c.got)/2]; !between(m, c.median-2, c.median+2) || c.got[0] < c.low || c.got[len(c.got)-1] > c.high {
			t.Errorf("%s: %.1f to %.1f, median %.1f; want %.0f to %.0f, about %.0f", c.what, c.got[0], c.got[len(c.got)-1], m, c.low, c.high, c.median)
		}
	}
}

// TestTheRetryBudgetIsNeverGivenBack: one transient error every 12 s: five
// survive, the sixth crashes the consumer (measured).
func TestTheRetryBudgetIsNeverGivenBack(t *testing.T) {
	for seed := uint64(1); seed <= 10; seed++ {
		faults := ""
		for n := 1; n <= 6; n++ {
			faults += fmt.Sprintf(" --fault handler-error:order=%d", n)
		}
		_, log := runFlags(t, seed, "--workers 1 --orders 7 --rate 5/m --until 110s"+faults)
		crashes := happened(log, sim.InHouseGroup, sim.ConsumerCrashed)
		if len(crashes) != 1 || !between(crashes[0], 61, 67) {
			t.Errorf("seed %d: crashed at %.1f s, want once, at the sixth error (61 s)", seed, crashes)
		}
	}
}

// TestSlowHandlers: a lone member of three brokers is thrown out by a handler
// that is slower than its session, for ever; with a free broker it is not
// (measured: 7 executions in 100 s at 12 s/8 s, 3 at 40 s/30 s).
func TestSlowHandlers(t *testing.T) {
	for _, c := range []struct {
		flags string
		want  int
		ends  bool
	}{
		{"--workers 1 --session-timeout 8s --fault consumer-slow:delay=12s,count=always", 7, false},
		{"--workers 1 --fault consumer-slow:delay=40s,count=always", 3, false},
		{"--workers 2 --session-timeout 8s --fault consumer-slow:delay=12s,count=always", 1, true},
		{"--workers 3 --session-timeout 8s --fault consumer-slow:delay=40s,count=always", 1, true},
		{"--workers 1 --partitions 1 --session-timeout 8s --fault consumer-slow:delay=12s,count=always", 1, true},
	} {
		for seed := uint64(1); seed <= 10; seed++ {
			e, log := runFlags(t, seed, "--until 101s "+c.flags)
			if got := len(executions(log)); got != c.want || e.State().Order(1).Committed() != c.ends {
				t.Errorf("seed %d, %s: %d executions, committed %t; want %d, %t", seed, c.flags, got, e.State().Order(1).Committed(), c.want, c.ends)
			}
		}
	}
}

// TestASecondBlip: while the JoinGroup after the first waits, a second cut
// leaves a second ghost: a standstill of 55–64 s (measured, 18 of 18).
func TestASecondBlip(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		_, log := runFlags(t, seed, "--workers 1 --until 120s --fault broker-down:from=20s,for=1500ms --fault broker-down:from=35s,for=1500ms")
		if joined := sinceCut(happened(log, sim.InHouseGroup, sim.MemberJoined), 20); len(joined) != 1 || !between(joined[0], 54, 65) {
			t.Errorf("seed %d: joined %.1f s after the cut, want once, at 55–64", seed, joined)
		}
	}
}

// TestInTheHandlerAtTheCut: for 3 s: one execution, committed with the next
// record alone (12 of 12 measured); for 16 s and a heartbeat due at the
// handler's end: a crash at 8–12 s, and a second execution at 24–28 s.
func TestInTheHandlerAtTheCut(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		e, _ := runFlags(t, seed, "--workers 1 --partitions 3 --orders 2 --rate 2/m --until 60s --fault consumer-slow:delay=2s --fault broker-down:from=2s,for=3s")
		if o := e.State().Order(1); o.Handled != 1 || !o.Committed() || o.Rungs[sim.Committed] < 31*time.Second {
			t.Errorf("seed %d: handled %d, committed at %s; want once, with the second order's at 31 s", seed, o.Handled, o.Rungs[sim.Committed])
		}
		_, log := runFlags(t, seed, "--workers 1 --until 60s --fault consumer-slow:delay=2s --fault broker-down:from=2s,for=16s")
		crashes, again := sinceCut(happened(log, sim.InHouseGroup, sim.ConsumerCrashed), 2), executions(log)
		if len(crashes) == 0 && len(again) != 1 || len(crashes) > 0 && (len(again) != 2 || !between(crashes[0], 4, 21) || !between(again[1]-1, 21, 34)) {
			t.Errorf("seed %d: crashes %.1f s after the cut, executions at %.1f", seed, crashes, again)
		}
	}
}

// TestAllBrokersCrash: the reload restarts every session: idle members serve
// again 30 s after their coordinator has loaded the group (30 of 30 measured).
func TestAllBrokersCrash(t *testing.T) {
	same := 0
	for seed := uint64(1); seed <= 20; seed++ {
		for _, workers := range []string{"1", "2"} {
			_, log := runFlags(t, seed, "--until 120s --workers "+workers+" --fault broker-down:how=crash,from=10s,for=1ms")
			loaded := happened(log, sim.InHouseGroup, sim.CoordinatorLoaded)
			joined := sinceCut(happened(log, sim.InHouseGroup, sim.MemberJoined), 10)
			if len(joined) == 0 {
				same++ // a round outlived the 14 s until the ports opened
				continue
			}
			if len(loaded) != 1 || !between(joined[0]+10-loaded[0], 29.9, 30.3) {
				t.Errorf("seed %d, %s workers: loaded at %.1f, joined %.1f s after the crash; want 30 s after the load", seed, workers, loaded, joined)
			}
		}
	}
	if same > 6 {
		t.Errorf("%d of 40 groups kept their members through a crash of all brokers", same)
	}
}

// TestOneBrokerCrashes: no rebalance, unless it was the group's coordinator,
// which stays away: steady again as new members after 39–57 s (measured).
func TestOneBrokerCrashes(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		for broker := 1; broker <= 3; broker++ {
			for _, workers := range []string{"1", "2"} {
				e, log := runFlags(t, seed, fmt.Sprintf("--orders 40 --rate 0.5/s --until 100s --workers %s --fault broker-down:how=crash,broker=%d,from=10s,for=100s", workers, broker))
				host := int(coordinatorHash(sim.InHouseGroup)%sim.BrokerCount) + 1
				joined := sinceCut(happened(log, sim.InHouseGroup, sim.MemberJoined), 10)
				switch {
				case broker != host && len(joined) > 0:
					t.Errorf("seed %d, broker %d, %s workers: rejoined %.1f s after the crash of a broker that was not the coordinator", seed, broker, workers, joined)
				case broker == host && (len(joined) == 0 || !between(joined[len(joined)-1], 38, 72)):
					t.Errorf("seed %d, %s workers: the coordinator crashed, joined %.1f s after it, want 39–57", seed, workers, joined)
				case broker == host && e.State().Duplicated == 0:
					t.Errorf("seed %d, %s workers: the coordinator crashed, nothing was done twice", seed, workers)
				}
			}
		}
	}
}

// TestFrozenBrokers: for less than the session everybody goes on at the thaw;
// longer, a lone member executes one record, hears that it is a stranger,
// joins, and executes it again (measured: 36.2 and 39.5 s of 35).
func TestFrozenBrokers(t *testing.T) {
	twice := 0
	for seed := uint64(1); seed <= 20; seed++ {
		for length, again := range map[string]bool{"16s": false, "35s": true} {
			e, log := runFlags(t, seed, "--workers 1 --orders 2 --rate 3/m --until 90s --fault broker-down:how=freeze,from=10s,for="+length)
			joined, o := sinceCut(happened(log, sim.InHouseGroup, sim.MemberJoined), 10), e.State().Order(2)
			switch {
			case !again && (len(joined) > 0 || o.Handled != 1):
				t.Errorf("seed %d: after 16 s joined %.1f s after the freeze, #2 executed %d times; want no rebalance", seed, joined, o.Handled)
			case again && (len(joined) != 1 || !between(joined[0], 37.9, 41)):
				t.Errorf("seed %d: after 35 s joined %.1f s after the freeze; want a new member at about 39.5 s", seed, joined)
			case again && o.Handled == 2:
				twice++
			}
		}
	}
	if twice < 10 {
		t.Errorf("after 35 s the record was executed twice in %d of 20 runs, want most", twice)
	}
}

// TestSlowHandlersOnOneBroker: with one broker nobody has a free one, so that a
// handler slower than its session gets its member thrown out, however many
// there are, and nothing is ever committed; alone it is back after 3 s, the
// others take over at the end of the session, three that come at once wait 6 s
// (measured: 9, 16 and 16 executions in 125 s at 12 s/8 s, 3 and 5 at 40 s/30 s).
func TestSlowHandlersOnOneBroker(t *testing.T) {
	for _, c := range []struct {
		flags     string
		low, high int
	}{
		{"--workers 1 --session-timeout 8s --fault consumer-slow:delay=12s,count=always", 8, 9},
		{"--workers 2 --session-timeout 8s --fault consumer-slow:delay=12s,count=always", 14, 17},
		{"--workers 3 --session-timeout 8s --fault consumer-slow:delay=12s,count=always", 14, 17},
		{"--workers 1 --fault consumer-slow:delay=40s,count=always", 3, 3},
		{"--workers 2 --fault consumer-slow:delay=40s,count=always", 4, 5},
	} {
		for seed := uint64(1); seed <= 10; seed++ {
			e, log := runFlags(t, seed, "--cluster-size 1 --until 126s "+c.flags)
			if got := len(executions(log)); got < c.low || got > c.high || e.State().Order(1).Committed() {
				t.Errorf("seed %d, %s: %d executions, committed %t; want %d to %d, never", seed, c.flags, got, e.State().Order(1).Committed(), c.low, c.high)
			}
		}
		e, _ := runFlags(t, 1, "--cluster-size 1 --until 126s "+"--workers 1 --session-timeout 30s --fault consumer-slow:delay=12s,count=always")
		if o := e.State().Order(1); o.Handled != 1 || !o.Committed() {
			t.Errorf("12 s/30 s: %d executions, committed %t; want one, committed", o.Handled, o.Committed())
		}
	}
}
