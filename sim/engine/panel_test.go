package engine

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// TestAPanelThatDeclines: a no with status 200 is a success for the handler, so
// it does not throw: the row is canceled, the points come back, the order is
// never lost, and the order behind it does not wait.
func TestAPanelThatDeclines(t *testing.T) {
	for _, mode := range []string{"emit", "emit-await", "send"} {
		for seed := uint64(1); seed <= 40; seed++ {
			e, log := runFlags(t, seed, "--mode "+mode+" --orders 3 --external 1 --partitions 1 --fault provider-error:order=1,error=Nope")
			s := sim.NewState()
			for event := range log.All() {
				s.Apply(event)
				if s.Truths[sim.Lost] > 0 {
					t.Fatalf("%s, seed %d: after event %d, %s, #1 is lost", mode, seed, event.N, event.Type)
				}
			}
			o, behind := e.State().Order(1), e.State().Order(2)
			if o.Row != sim.RowCanceled || o.Refunded != o.Charged || o.Jobs != 0 || o.Handled != 1 || !o.Committed() || o.Truth() != sim.Ended {
				t.Errorf("%s, seed %d: row %s, %d of %d P back, %d jobs, %d executions, in truth %s", mode, seed, o.Row, o.Refunded, o.Charged, o.Jobs, o.Handled, o.Truth())
			}
			if len(e.State().Anomalies) > 0 || len(eventsOf(log, sim.HandlerFailed, 0)) > 0 {
				t.Errorf("%s, seed %d: %d anomalies, %d handlers threw", mode, seed, len(e.State().Anomalies), len(eventsOf(log, sim.HandlerFailed, 0)))
			}
			if wait := behind.Rungs[sim.Accepted] - behind.Rungs[sim.Appended]; wait > time.Second {
				t.Errorf("%s, seed %d: #2 waited %s behind it", mode, seed, wait)
			}
			if refused := eventsOf(log, sim.PanelRefusal, 1); len(refused) != 1 || refused[0].Detail.Text != "Nope" || refused[0].Value != sim.HTTPOK {
				t.Errorf("%s, seed %d: the log does not say what the panel said", mode, seed)
			}
		}
	}
}

// TestAStatusThrows: the same no by an HTTP status is tried again, then the
// handler throws and the record comes back.
func TestAStatusThrows(t *testing.T) {
	for _, status := range []string{"429", "500", "503"} {
		e, log := runFlags(t, 1, "--mode emit --orders 1 --external 1 --fault provider-error:count=5,status="+status)
		if o := e.State().Order(1); o.Handled != 2 || o.Truth() != sim.Done || len(eventsOf(log, sim.HandlerFailed, 1)) != 1 {
			t.Errorf("%s: %d executions, in truth %s", status, o.Handled, o.Truth())
		}
	}
}

// TestADropAfterCompleted: a part goes again, nobody is told, and what was
// reached stays reached.
func TestADropAfterCompleted(t *testing.T) {
	for seed := uint64(1); seed <= 40; seed++ {
		e, log := runFlags(t, seed, "--mode emit-await --orders 2 --external 1 --fault provider-drop:order=1")
		o := e.State().Order(1)
		quantity := int64(o.Order.Quantity)
		dropped := eventsOf(log, sim.JobDropped, 1)
		if len(dropped) != 1 || dropped[0].At != o.Rungs[sim.Finished]+sim.NewFault(sim.ProviderDrop).Delay {
			t.Fatalf("seed %d: %d drops", seed, len(dropped))
		}
		if o.Delivered != quantity/2 || o.Gone != quantity/2 || o.JobStatus != sim.JobCompleted || o.Row != sim.RowCompleted || o.Truth() != sim.Done {
			t.Errorf("seed %d: %d of %d left, the panel says %s, the row %s, in truth %s", seed, o.Delivered, quantity, o.JobStatus, o.Row, o.Truth())
		}
		if after := log.At(dropped[0].N + 1); after.At == dropped[0].At && after.Type == sim.StatusSent {
			t.Errorf("seed %d: somebody is told", seed)
		}
		s := e.State()
		if s.Finished != 2 || s.Refunded != 0 || len(s.Anomalies) != 0 {
			t.Errorf("seed %d: %d finished, %d P refunded, %d anomalies", seed, s.Finished, s.Refunded, len(s.Anomalies))
		}
		if other := s.Order(2); other.Delivered != int64(other.Order.Quantity) {
			t.Errorf("seed %d: #2 lost something too", seed)
		}
	}
}

// TestReconcileOrdersARefill: it asks at its next time, orders what is missing,
// and the panel delivers it, without another purchase.
func TestReconcileOrdersARefill(t *testing.T) {
	for seed := uint64(1); seed <= 40; seed++ {
		e, log := runFlags(t, seed, "--mode emit --orders 1 --external 1 --remedy reconcile --fault provider-drop:ratio=0.4,delay=5s")
		o := e.State().Order(1)
		ordered, filled := eventsOf(log, sim.RefillOrdered, 1), eventsOf(log, sim.JobRefilled, 1)
		if len(ordered) != 1 || len(filled) != 1 || ordered[0].Value != int64(o.Order.Quantity)*4/10 || log.At(ordered[0].Cause).Type != sim.JobDropped {
			t.Fatalf("seed %d: %d refills were ordered, %d delivered", seed, len(ordered), len(filled))
		}
		if since := ordered[0].At % reconcileInterval; since < sim.PanelAnswerMin || since > sim.PanelAnswerMax {
			t.Errorf("seed %d: ordered at %s", seed, ordered[0].At)
		}
		if o.Delivered != int64(o.Order.Quantity) || o.Gone != 0 || o.Percent != 100 || o.Jobs != 1 || o.Row != sim.RowCompleted {
			t.Errorf("seed %d: %d delivered, %d gone, %d jobs, the row says %s", seed, o.Delivered, o.Gone, o.Jobs, o.Row)
		}
	}
}

// TestReconcileThatComesLate asks for the jobs that have lost something
// already; a panel that is down is asked again.
func TestReconcileThatComesLate(t *testing.T) {
	config := flagsConfig(t, 3, "--mode emit --orders 2 --external 1 --fault provider-drop:count=always --fault provider-down:from=55s,for=40s")
	e, err := New(config, []sim.Input{{At: 50 * time.Second, Remedy: &sim.RemedySwitch{Remedy: sim.Reconcile, On: true}}})
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	for n := sim.OrderID(1); n <= 2; n++ {
		if o := e.State().Order(n); o.Gone != 0 || o.Delivered != int64(o.Order.Quantity) {
			t.Errorf("#%d: %d are gone", n, o.Gone)
		}
	}
	if e.State().At < 120*time.Second {
		t.Errorf("the run ended at %s: the panel was down until 95 s", e.State().At)
	}
}

// TestDropsAddUp: two drops on one job both act, and never take more than there is.
func TestDropsAddUp(t *testing.T) {
	e, _ := runFlags(t, 5, "--mode emit --orders 1 --external 1 --fault provider-drop:ratio=0.7,delay=1ms --fault provider-drop:ratio=0.7,delay=30s")
	if o := e.State().Order(1); o.Delivered != 0 || o.Gone != int64(o.Order.Quantity) {
		t.Errorf("%d of %d are left", o.Delivered, o.Order.Quantity)
	}
	for _, f := range e.State().Faults {
		if f.Strikes != 1 {
			t.Errorf("%s struck %d times", f.Text, f.Strikes)
		}
	}
}

// TestADropHoldsItsOrder: an order whose job may still lose or get something is
// not let go, and letting go changes nothing.
func TestADropHoldsItsOrder(t *testing.T) {
	c := flagsConfig(t, 2, "--mode emit --orders 200 --rate 1/s --external 0.5 --remedy reconcile --fault provider-drop:count=always,delay=90s")
	whole, err := New(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	lean, err := New(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	lean.ForgetFinished()
	whole.Run()
	lean.Run()
	if whole.LogHash() != lean.LogHash() {
		t.Error("the logs differ")
	}
	if left := len(lean.panel.drops.jobs); left != 0 || len(lean.panel.drops.owed) != 0 {
		t.Errorf("%d jobs are still held after all refills", left)
	}
}

// TestWhatAPanelMaySay: the text of error= comes from outside, and stands in
// --fault, in the log and on the screen as it is.
func TestWhatAPanelMaySay(t *testing.T) {
	long := strings.Repeat("a", sim.PanelTextMax)
	for _, text := range []string{"Not enough funds on balance", "잔액이 부족합니다", "a=b", "neworder.error: 'x' \"y\" (50%)", long} {
		f, err := sim.ParseFault("provider-error:order=2,error=" + text + ",count=3")
		if err != nil || f.Text != text || f.Order != 2 || f.Count != 3 {
			t.Errorf("%q is read as %q (%v)", text, f.Text, err)
			continue
		}
		if again, err := sim.ParseFault(f.String()); err != nil || again != f {
			t.Errorf("%q is written as %q", text, f.String())
		}
	}
	for spec, want := range map[string]string{
		"error=":                     "want 1 to 100 printable characters",
		"error= x":                   "no space at either end",
		"error=x ":                   "no space at either end",
		"error=\x1b[31mred":          "want 1 to 100 printable characters",
		"error=\u202eevil":           "want 1 to 100 printable characters",
		"error=a\nb":                 "want 1 to 100 printable characters",
		"error=\xff":                 "want 1 to 100 printable characters",
		"error=" + long + "a":        "want 1 to 100 printable characters",
		"error=sorry, try later":     "ends at a comma",
		"error=x,status=500":         "status= and error= exclude each other",
		"status=500,error=x":         "status= and error= exclude each other",
		"status=500,error=x,order=1": "status= and error= exclude each other",
		"error=x,error=y":            "error= is given twice",
		"status=200":                 "want 429, 500 or 503",
		"ratio=0.5":                  "has no key \"ratio\": it takes from, for, count, order, status or error",
	} {
		_, err := sim.ParseFault("provider-error:" + spec)
		if err == nil || !strings.Contains(err.Error(), want) || strings.ContainsAny(err.Error(), "\n\x1b") {
			t.Errorf("%q: the error is %v, want %q", spec, err, want)
		}
	}
	for spec, want := range map[string]string{
		"provider-drop:ratio=2": "want a number from 0 to 1", "provider-drop:delay=0s": "want a duration of at least 1ms", "provider-drop:delay=": "want a duration",
		"provider-drop:status=500": "it takes from, for, count, order, delay or ratio", "provider-silent:error=x": "has no key \"error\"",
	} {
		if _, err := sim.ParseFault(spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %q", spec, err, want)
		}
	}
	if f, err := sim.ParseFault("provider-drop"); err != nil || f.Delay != sim.NewFault(sim.ProviderDrop).Delay || f.Ratio != 500 || f.String() != "provider-drop" {
		t.Errorf("provider-drop is %+v (%v)", f, err)
	}
}

// providerFaults are the ways in which the panel goes wrong, as they meet on #1.
var providerFaults = []string{
	"provider-timeout:order=1", "provider-timeout:after-accept=false,order=1", "provider-error:order=1,status=500", "provider-error:order=1,error=Not enough funds on balance",
	"provider-silent:order=1", "provider-down:order=1,for=3s", "provider-partial:order=1", "provider-cancel:order=1", "provider-drop:order=1",
}

// canStrike says which of two provider faults should strike #1: both, except
// where one of them leaves the other no moment. A job has one end.
func canStrike(pair []string, mode sim.Mode, remedies sim.Remedies) (want []string) {
	has := func(name string) bool {
		return slices.ContainsFunc(pair, func(f string) bool { return strings.HasPrefix(f, name) })
	}
	comesBack := mode != sim.Send // the answer of a send() that failed is committed
	asked, job := true, true      // add is called, and a job comes of it
	if has("provider-timeout") {
		asked = comesBack && (!remedies.Has(sim.Reconcile) || has("provider-timeout:after-accept=false"))
		job = comesBack || !has("provider-timeout:after-accept=false")
	}
	declined := has("provider-error:order=1,error") && asked
	if declined && (!has("provider-timeout") || has("provider-timeout:after-accept=false")) {
		job = false
	}
	silent, partial, cancel := has("provider-silent"), has("provider-partial"), has("provider-cancel")
	for _, f := range pair {
		strikes := true
		switch {
		case strings.HasPrefix(f, "provider-error:order=1,error"):
			strikes = declined
		case strings.HasPrefix(f, "provider-silent"):
			strikes = job
		case strings.HasPrefix(f, "provider-partial"):
			strikes = job && !silent
		case strings.HasPrefix(f, "provider-cancel"):
			strikes = job && !silent && !partial
		case strings.HasPrefix(f, "provider-drop"):
			strikes = job && !silent && !partial && !cancel
		}
		if strikes {
			want = append(want, f)
		}
	}
	return want
}

// TestProviderFaultsMeet: every pair of provider faults on one order, in every
// mode and with every remedy, which take turns but for ORDERFLOW_LONG: the run comes to its end by itself, the laws hold,
// and both strike where both can.
func TestProviderFaultsMeet(t *testing.T) {
	singleThreaded(t)
	for i, one := range providerFaults {
		for _, two := range providerFaults[i+1:] {
			if strings.HasPrefix(two, one[:strings.IndexByte(one, ':')]) && strings.HasPrefix(one, "provider-timeout") {
				continue // the same fault twice: they take turns, as long as the order comes back
			}
			for mode := sim.Emit; mode <= sim.Send; mode++ {
				for r := range sim.RemedyCount + 1 {
					if os.Getenv("ORDERFLOW_LONG") == "" && (i+int(mode)+int(r))%3 != 0 {
						continue // every remedy, every mode, not each with each
					}
					meet(t, []string{one, two}, mode, sim.Remedies(0).With(r, r < sim.RemedyCount))
					meet(t, []string{two, one}, mode, sim.Remedies(0).With(r, r < sim.RemedyCount))
				}
			}
		}
	}
}

func meet(t *testing.T, pair []string, mode sim.Mode, remedies sim.Remedies) {
	t.Helper()
	c := sim.DefaultConfig()
	c.Orders, c.Mode, c.ExternalRatio, c.Remedies = 2, mode, 1000, remedies
	for _, spec := range pair {
		f, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		c.Faults = append(c.Faults, f)
	}
	about := fmt.Sprintf("%s, %v, %v", mode, pair, remedies.Names())
	x := simtest.Trial{Config: c}
	if wrong := broken(t, x); wrong != "" {
		t.Errorf("%s: %s", about, wrong)
	}
	e, err := New(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	if e.State().Ended != sim.ReasonQuiet {
		t.Errorf("%s: the run does not end by itself", about)
	}
	again := remedies.Has(sim.Sweeper) || remedies.Has(sim.Outbox) // more copies: more may strike
	want := canStrike(pair, mode, remedies)
	for i, f := range e.State().Faults {
		if strings.HasPrefix(pair[i], "provider-down") {
			continue // a state
		}
		should := slices.Contains(want, pair[i])
		if should && f.Strikes != 1 || !should && f.Strikes != 0 && !again {
			t.Errorf("%s: %s struck %d times; should: %t", about, pair[i], f.Strikes, should)
		}
	}
}
