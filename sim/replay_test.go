package sim

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// replayDiffers compares what a run came to with what its log says when it is
// read again: the hash of the log, and the report of every order.
func (x trial) replayDiffers(t *testing.T, whole []byte) string {
	t.Helper()
	log, err := ReadLog(bytes.NewReader(whole))
	if err != nil {
		return "reading the log back: " + err.Error()
	}
	e, err := NewEngine(x.config, x.inputs)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	run, replay := &Report{Header: log.Header, State: e.State(), LogHash: e.LogHash()}, ReportOf(log)
	if run.LogHash != replay.LogHash {
		return fmt.Sprintf("the run's log hash is %s, its replay's %s", run.LogHash, replay.LogHash)
	}
	if a, b := jsonOf(t, run), jsonOf(t, replay); a != b {
		return "the reports of the run and of its replay differ: " + firstDifference([]byte(a), []byte(b))
	}
	if a, b := totalsOf(run.State), totalsOf(replay.State); a != b {
		return fmt.Sprintf("the run came to %s, its replay to %s", a, b)
	}
	return ""
}

func jsonOf(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// totalsOf writes every counter and every anomaly of a state.
func totalsOf(s *State) string {
	b := &strings.Builder{}
	fmt.Fprintf(b, "%+v rows %v truths %v gap %v refunded orders %d, for nothing %d, errors %d, activity lost %d, fates %v, anomalies", s.Totals(), s.Rows, s.Truths, s.Gap,
		s.RefundedOrders, s.ForNothing, s.Errors, s.ActivityLost, s.Fates())
	for _, a := range s.Anomalies {
		fmt.Fprintf(b, " %s of %d by %v,", a.Name, a.Order, a.Evidence)
	}
	return b.String()
}

// forgettingDiffers compares the log of the run with that of one which lets go
// of orders to which nothing can happen any more.
func (x trial) forgettingDiffers(t *testing.T, whole []byte) string {
	t.Helper()
	var lean *Engine
	forgetful := recordRun(t, x.config, x.inputs, func(e *Engine) {
		lean = e
		e.ForgetFinished()
		e.Run()
	})
	if !bytes.Equal(whole, forgetful) {
		return "the log of a run that forgets differs: " + firstDifference(whole, forgetful)
	}
	e, err := NewEngine(x.config, x.inputs)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	if a, b := totalsOf(e.State()), totalsOf(lean.State()); a != b {
		return fmt.Sprintf("a run came to %s\nand one that forgets to %s", a, b)
	}
	return ""
}

// stretched is the trial with its orders so far apart that the run lets go of
// some while it goes. A relay that is refused at every poll fills such a run
// with a million events: it is stretched less.
func (x trial) stretched(t *testing.T) trial {
	t.Helper()
	for factor := 40; factor > 1; factor /= 2 {
		y := x
		y.config.Rate.Per *= time.Duration(factor)
		y.config.Until *= time.Duration(factor)
		e, err := NewEngine(y.config, y.inputs)
		if err != nil {
			t.Fatal(err)
		}
		e.limit = 100_000
		e.Run()
		if e.State().N < e.limit {
			return y
		}
	}
	return x
}

// TestForgettingWaitsForTheChecker: an order is not let go before the instant
// is over at which something happened to it last. It was: two lines were missing.
func TestForgettingWaitsForTheChecker(t *testing.T) {
	f, err := ParseFault("produce-error:code=NOT_ENOUGH_REPLICAS,count=always")
	if err != nil {
		t.Fatal(err)
	}
	x := trial{config: DefaultConfig()}
	x.config.Orders, x.config.Rate, x.config.Faults = 2, Rate{1, 60e9}, []Fault{f}
	if wrong := x.forgettingDiffers(t, recordRun(t, x.config, nil, (*Engine).Run)); wrong != "" {
		t.Error(wrong)
	}
}
