package engine

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// replayDiffers compares what a run came to with what its log says when it is
// read again: the hash of the log, and the report of every order.
func replayDiffers(t *testing.T, x simtest.Trial, whole []byte) string {
	t.Helper()
	log, err := sim.ReadLog(bytes.NewReader(whole))
	if err != nil {
		return "reading the log back: " + err.Error()
	}
	e, err := New(x.Config, x.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	run, replay := &sim.Report{Header: log.Header, State: e.State(), LogHash: e.LogHash()}, sim.ReportOf(log)
	if run.LogHash != replay.LogHash {
		return fmt.Sprintf("the run's log hash is %s, its replay's %s", run.LogHash, replay.LogHash)
	}
	if a, b := jsonOf(t, run), jsonOf(t, replay); a != b {
		return "the reports of the run and of its replay differ: " + simtest.FirstDifference([]byte(a), []byte(b))
	}
	if a, b := simtest.TotalsOf(run.State), simtest.TotalsOf(replay.State); a != b {
		return fmt.Sprintf("the run came to %s, its replay to %s", a, b)
	}
	return ""
}

func jsonOf(t *testing.T, r *sim.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// forgettingDiffers compares the log of the run with that of one which lets go
// of orders to which nothing can happen any more.
func forgettingDiffers(t *testing.T, x simtest.Trial, whole []byte) string {
	t.Helper()
	var lean *Engine
	forgetful := recordRun(t, x.Config, x.Inputs, func(e *Engine) {
		lean = e
		e.ForgetFinished()
		e.Run()
	})
	if !bytes.Equal(whole, forgetful) {
		return "the log of a run that forgets differs: " + simtest.FirstDifference(whole, forgetful)
	}
	e, err := New(x.Config, x.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	if a, b := simtest.TotalsOf(e.State()), simtest.TotalsOf(lean.State()); a != b {
		return fmt.Sprintf("a run came to %s\nand one that forgets to %s", a, b)
	}
	return ""
}

// TestForgettingWaitsForTheChecker: an order is not let go before the instant
// is over at which something happened to it last. It was: two lines were missing.
func TestForgettingWaitsForTheChecker(t *testing.T) {
	f, err := sim.ParseFault("produce-error:code=NOT_ENOUGH_REPLICAS,count=always")
	if err != nil {
		t.Fatal(err)
	}
	x := simtest.Trial{Config: sim.DefaultConfig()}
	x.Config.Orders, x.Config.Rate, x.Config.Faults = 2, sim.Rate{Orders: 1, Per: 60e9}, []sim.Fault{f}
	if wrong := forgettingDiffers(t, x, recordRun(t, x.Config, nil, (*Engine).Run)); wrong != "" {
		t.Error(wrong)
	}
}

// TestAnomaliesAreCountedBeyondTheirLimit: a run that forgets keeps the first of each
// name, and counts all.
func TestAnomaliesAreCountedBeyondTheirLimit(t *testing.T) {
	f, err := sim.ParseFault("produce-error:code=NOT_ENOUGH_REPLICAS,count=always")
	if err != nil {
		t.Fatal(err)
	}
	c := sim.DefaultConfig()
	c.Orders, c.Rate, c.Until, c.Faults = sim.AnomaliesMax+200, sim.Rate{Orders: 5, Per: time.Second}, time.Hour, []sim.Fault{f}
	for _, forgets := range []bool{false, true} {
		e, err := New(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		if forgets {
			e.ForgetFinished()
		}
		e.Run()
		s, kept := e.State(), [sim.Stuck + 1]int{}
		for _, a := range s.Anomalies {
			kept[a.Name]++
		}
		for name, found := range s.Found {
			want := found
			if forgets {
				want = min(found, sim.AnomaliesMax)
			}
			if kept[name] != want {
				t.Errorf("forgets %t: %d of %d %s are kept, want %d", forgets, kept[name], found, sim.Anomaly(name), want)
			}
		}
		if s.Found[sim.GhostCharge] != c.Orders {
			t.Errorf("forgets %t: %d ghost charges are counted, want %d", forgets, s.Found[sim.GhostCharge], c.Orders)
		}
	}
}
