package kafkax

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/panel"
	"orderflow/sim"
)

// What a panel elsewhere has completed is asked for again at every interval, as long as
// the remedy is on: only an order of a refill finds out whether something is gone again.
func TestReconcileAsksAStrangerForRefills(t *testing.T) {
	t.Parallel()
	c := cured(external(sim.EmitAwait, 2), sim.Reconcile)
	c.Rate, c.Until = sim.Rate{Orders: 1, Per: 90 * time.Second}, 4*time.Minute
	jobs, refills := 4, 0
	log, _ := playBeside(t, c, answers(func(action string, w http.ResponseWriter) {
		switch action {
		case "add":
			jobs++
			_, _ = fmt.Fprintf(w, `{"order":%d}`, jobs)
		case "status":
			_, _ = io.WriteString(w, `{"5":{"status":"Completed","remains":"0"},"6":{"status":"Completed","remains":"0"}}`)
		case "refill":
			refills++
			if refills > 1 {
				_, _ = io.WriteString(w, `[{"order":5,"refill":{"error":"not yet"}}]`)
				return
			}
			_, _ = io.WriteString(w, `[{"order":5,"refill":9}]`)
		case "refill_status":
			_, _ = io.WriteString(w, `[{"refill":9,"status":"Completed"}]`)
		default:
			_, _ = io.WriteString(w, `{"error":"Incorrect request"}`)
		}
	}))
	wantCount(t, log, sim.RefillOrdered, 0, 1)
	wantCount(t, log, sim.JobRefilled, 0, 1)
	if refills < 2 {
		t.Errorf("it was asked %d times", refills)
	}
}

// bargain is what an order has cost, and what came of it.
type bargain struct {
	jobs      uint32
	row       sim.Row
	delivered int64
	cost      int64
	truth     sim.Truth
}

func bargainOf(o *sim.OrderState) bargain {
	return bargain{o.Jobs, o.Row, o.Delivered, o.Cost, o.Truth()}
}

// An answer of the panel that is lost makes no second purchase: the panel is asked
// first. Where it has not accepted it is bought again. The simulator says the same.
func TestReconcile(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, fault := range []string{"provider-timeout", "provider-timeout:after-accept=false", "consumer-crash:at=before-commit", "ack-lost", "provider-partial", "provider-error", "provider-silent"} {
		for _, on := range []bool{false, true} {
			c := config(sim.EmitAwait, 1, fault)
			c.ExternalRatio = 1000
			if on {
				c = cured(c, sim.Reconcile)
			}
			log, state := play(t, c, nil)
			_, model := modelled(t, c)
			got, want := bargainOf(state.Order(1)), bargainOf(model.Order(1))
			if on && fault == "provider-timeout" && want.row == sim.RowProcessing {
				want.row = sim.RowCompleted // the model reports no end that was reached before somebody asked
			}
			if got != want {
				t.Errorf("%s, reconcile %t: %+v\nthe model: %+v", fault, on, got, want)
			}
			if on && got.jobs > 1 {
				t.Errorf("%s: bought %d times", fault, got.jobs)
			}
			wantAnomaly(t, state, 1, sim.DuplicatePurchase, got.jobs > 1)
			if idle := state.Setup.WithoutEffect(); len(idle) > 0 || state.Ended != sim.ReasonQuiet {
				t.Errorf("%s: without effect: %v; ended with reason %d", fault, idle, state.Ended)
			}
			wantCount(t, log, sim.LimitReached, 0, 0)
		}
	}
}

// What of a delivery goes again is ordered once more at the next time, and the run
// waits for it; switched on late, the remedy finds what was lost before.
func TestReconcileOrdersARefill(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, late := range []bool{false, true} {
		c := config(sim.EmitAwait, 1, "provider-drop:ratio=0.4,delay=3s")
		c.ExternalRatio = 1000
		if late {
			c.Faults = append(c.Faults, config(sim.Emit, 1, "consumer-absent:group=statistics,from=40s,for=5s").Faults...) // the run goes on until then
		} else {
			c = cured(c, sim.Reconcile)
		}
		log, state := play(t, c, func(s *Session) {
			if late {
				time.Sleep(42 * time.Second)
				if err := s.Act(sim.Input{Remedy: &sim.RemedySwitch{Remedy: sim.Reconcile, On: true}}); err != nil {
					t.Error(err)
				}
			}
		})
		o := state.Order(1)
		quantity := int64(o.Order.Quantity)
		ordered, refilled := events(log, sim.RefillOrdered, 1), events(log, sim.JobRefilled, 1)
		if len(ordered) != 1 || len(refilled) != 1 || ordered[0].Value != quantity*4/10 || o.Delivered != quantity || o.Gone != 0 || o.Jobs != 1 {
			t.Fatalf("late %t: %d refills ordered, %d delivered; %d of %d are there", late, len(ordered), len(refilled), o.Delivered, quantity)
		}
		if since := ordered[0].At % sim.ReconcileInterval; since < sim.PanelAnswerMin || since > sim.PanelAnswerMax+10*time.Millisecond {
			t.Errorf("late %t: ordered at %s", late, ordered[0].At)
		}
	}
}

// A panel that is down when it is asked is asked again at the next time.
func TestReconcileAsksAgain(t *testing.T) {
	t.Parallel()
	skipShort(t)
	c := cured(config(sim.EmitAwait, 1, "provider-drop:ratio=0.4,delay=1s", "provider-down:from=29s,for=5s"), sim.Reconcile)
	c.ExternalRatio = 1000
	log, state := play(t, c, nil)
	refused, ordered := events(log, sim.PanelRefusal, 1), events(log, sim.RefillOrdered, 1)
	if len(refused) != 1 || refused[0].Code != sim.PanelDown || len(ordered) != 1 || ordered[0].At < 60*time.Second || state.Order(1).Gone != 0 {
		t.Errorf("%d refusals, %d refills ordered", len(refused), len(ordered))
	}
}

// A panel elsewhere outlives the run: one that goes on after a process that ended
// between a purchase and its answer finds what was bought, and buys it not again.
func TestReconcileOfTheRunBefore(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for on, job := range map[bool]uint32{true: sim.FirstJob, false: sim.FirstJob + 1} {
		synctest.Test(t, func(t *testing.T) {
			options := inMemory()
			defer ours("provider-timeout")(t, options.panelNetwork.(*kfake.VirtualNetwork))()
			options.DB, options.PanelKey, options.PanelURL = filepath.Join(t.TempDir(), "orders.db"), elsewhereKey, "http://"+elsewhereAddress+panel.Path
			c := cured(external(sim.Send, 1), sim.Sweeper) // whose row says paid until there is an answer: the next run publishes again
			if on {
				c = cured(c, sim.Reconcile)
			}
			c.Until = 4 * time.Second
			for range 2 {
				log := &sim.Log{}
				s, err := Start(t.Context(), c, options, log.Append)
				if err != nil {
					t.Fatal(err)
				}
				<-s.Done()
				if err := s.Close(); err != nil {
					t.Error(err)
				}
				wantLawful(t, log, s.LogHash())
				if c.Until == time.Minute {
					if o := s.State().Order(1); o.Jobs != 1 || o.Job != job || o.Row != sim.RowCompleted {
						t.Errorf("reconcile %t: %d jobs, the last is %d, row %s", on, o.Jobs, o.Job, o.Row)
					}
				}
				c.Until = time.Minute
			}
		})
	}
}

// A panel that does not know the question is said to be one, once, and buys again.
func TestReconcileWithAStranger(t *testing.T) {
	t.Parallel()
	c := cured(external(sim.EmitAwait, 1), sim.Reconcile)
	c.Until = 2 * time.Minute
	calls := 0
	log, state := playBeside(t, c, answers(func(action string, w http.ResponseWriter) {
		switch action {
		case "add":
			calls++
			if calls < 4 {
				_, _ = io.WriteString(w, "<html>")
				return
			}
			_, _ = io.WriteString(w, `{"order":5}`)
		case "status":
			_, _ = io.WriteString(w, `{"5":{"status":"Completed","remains":"0"}}`)
		case "refill":
			_, _ = io.WriteString(w, `[{"order":5,"refill":9}]`)
		case "refill_status":
			_, _ = io.WriteString(w, `[{"refill":9,"status":"Completed"}]`)
		default:
			_, _ = io.WriteString(w, `{"error":"Incorrect request"}`)
		}
	}))
	if o := state.Order(1); o.Jobs != 1 || o.Row != sim.RowCompleted || calls != 4 {
		t.Errorf("%d calls, %d jobs, row %s", calls, o.Jobs, o.Row)
	}
	wantCount(t, log, sim.LimitReached, 0, 1)
}
