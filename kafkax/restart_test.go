package kafkax

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/kafkax/chronicle"
	"orderflow/sim"
	"orderflow/sim/engine"
)

// modelled plays a configuration in the simulator, with kafka-go.
func modelled(t *testing.T, c sim.Config) (*sim.Log, *sim.State) {
	t.Helper()
	c.Client = sim.KafkaGo
	log := &sim.Log{}
	e, err := engine.New(c, nil, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	return log, e.State()
}

// fate is what has become of an order, and who knows it.
func fate(o *sim.OrderState) string {
	return fmt.Sprintf("the caller knows %s, row %s, %d copies, done %d times, exit %d, in truth %s", o.Caller, o.Row, o.Copies, o.WorkDone, o.Exit, o.Truth())
}

// endings lists what of a log is about the order service's process and the orders
// that it had in memory.
func endings(log *sim.Log) (list []string) {
	for e := range log.All() {
		switch e.Type {
		case sim.ServiceExited, sim.MemoryLost, sim.ServiceRestarted, sim.MemberAbandoned:
			if e.Group != sim.ReplyGroup && e.Topic != sim.Activity { // a live run's reader of answers is in no group
				list = append(list, fmt.Sprintf("%s of #%d, word %d", e.Type, e.Order, e.Word))
			}
		}
	}
	return list
}

// A process that dies leaves of every order what the simulator says, at each
// point, and with each job that publishes again.
func TestCallerExit(t *testing.T) {
	t.Parallel()
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait} {
		for _, at := range []string{"after-call", "after-ack"} {
			for _, remedy := range []sim.Remedy{sim.DeadLetter, sim.Sweeper, sim.Outbox} { // the first changes nothing here
				if testing.Short() && remedy == sim.Sweeper {
					continue
				}
				t.Run(fmt.Sprintf("%s %s %s", mode, at, remedy), func(t *testing.T) {
					c := cured(config(mode, 4, "caller-exit:order=2,at="+at), remedy)
					log, state := play(t, c, nil)
					modelLog, model := modelled(t, c)
					for n := range state.Orders.Each() {
						if got, want := fate(state.Order(n)), fate(model.Order(n)); got != want {
							t.Errorf("order %d: %s\nthe model: %s", n, got, want)
						}
					}
					if got, want := endings(log), endings(modelLog); !slices.Equal(got, want) {
						t.Errorf("the process:\n%s\nin the model:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
					}
					if state.Ended != sim.ReasonQuiet {
						t.Errorf("the run ended with reason %d", state.Ended)
					}
				})
			}
		}
	}
}

// The same of send(). The simulator's answers come through a group that has to
// wait for the dead member; a live run's reader has none, so the others go on.
func TestCallerExitOfSend(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, test := range []struct {
		at     string
		remedy sim.Remedy
		copies uint32
		row    sim.Row
		truth  sim.Truth
	}{
		{"after-call", sim.DeadLetter, 0, sim.RowPaid, sim.Lost},
		{"after-call", sim.Sweeper, 1, sim.RowCompleted, sim.Done},
		{"after-call", sim.Outbox, 1, sim.RowCompleted, sim.Done},
		{"after-ack", sim.DeadLetter, 1, sim.RowCompleted, sim.Done},
		{"after-ack", sim.Outbox, 2, sim.RowCompleted, sim.Done},
	} {
		t.Run(fmt.Sprintf("%s %s", test.at, test.remedy), func(t *testing.T) {
			c := cured(config(sim.Send, 4, "caller-exit:order=2,at="+test.at), test.remedy)
			c.SendTimeout = 40 * time.Second
			log, state := play(t, c, nil)
			modelLog, model := modelled(t, c)
			wantExplained(t, log, model, state)
			if o := state.Order(2); o.Caller != sim.Unknown || o.Copies != test.copies || o.Row != test.row || o.Truth() != test.truth || o.Exit != chronicle.Killed {
				t.Errorf("order 2: %s", fate(o))
			}
			for _, n := range []sim.OrderID{1, 3, 4} {
				if o := state.Order(n); o.Caller != sim.Value || o.Copies != 1 || o.Row != sim.RowCompleted {
					t.Errorf("order %d: %s", n, fate(o))
				}
			}
			if got, want := endings(log), endings(modelLog); !slices.Equal(got, want) {
				t.Errorf("the process:\n%s\nin the model:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d", state.Ended)
			}
		})
	}
}

// wantExplained checks that where the model said otherwise the reason is the reader
// of the answers.
func wantExplained(t *testing.T, log *sim.Log, model, state *sim.State) {
	t.Helper()
	witness := &sim.Witness{}
	for e := range log.All() {
		witness.See(e)
	}
	for _, d := range witness.Differences(model, state) {
		if d.Why != sim.WhyAnswers && d.Why != sim.WhyUnordered {
			t.Errorf("the model said %s: %+v", d.Model, d)
		}
	}
}

// A restart in order and one by kill -9: what is called meanwhile waits for the
// new process, the fault ends by itself, and nothing of the old one goes on.
func TestServiceRestart(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, mode := range modes {
		for _, how := range []string{"close", "kill"} {
			t.Run(mode.String()+" "+how, func(t *testing.T) {
				c := config(mode, 8, "service-restart:from=3200ms,restart=2s,how="+how)
				if mode == sim.Send { // somebody waits then
					c.Faults = append(c.Faults, config(mode, 1, "consumer-slow:delay=2s,order=3").Faults...)
				}
				log, state := play(t, c, nil)
				modelLog, model := modelled(t, c)
				for n := range state.Orders.Each() {
					if got, want := fate(state.Order(n)), fate(model.Order(n)); got != want && mode != sim.Send {
						t.Errorf("order %d: %s\nthe model: %s", n, got, want)
					}
				}
				if got, want := endings(log), endings(modelLog); !slices.Equal(got, want) {
					t.Errorf("the process:\n%s\nin the model:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
				wantRestart(t, log, state, 2*time.Second)
				if mode == sim.Send {
					wantInterrupted(t, state, how == "close")
				}
			})
		}
	}
}

// wantRestart checks that one process took the place of another, after a time.
func wantRestart(t *testing.T, log *sim.Log, state *sim.State, after time.Duration) {
	t.Helper()
	exited, restarted := events(log, sim.ServiceExited, 0), events(log, sim.ServiceRestarted, 0)
	if len(exited) != 1 || len(restarted) != 1 {
		t.Fatalf("%d exits, %d restarts", len(exited), len(restarted))
	}
	wantBetween(t, "the restart", restarted[0].At-exited[0].At, after, after+500*time.Millisecond)
	for n := range state.Orders.Each() {
		if o := state.Order(n); o.CalledAt > exited[0].At && o.CalledAt < restarted[0].At {
			t.Errorf("order %d was called at %s, when no process ran", n, o.CalledAt)
		}
	}
	wantCount(t, log, sim.FaultEnded, 0, 1)
	if state.Ended != sim.ReasonQuiet {
		t.Errorf("the run ended with reason %d", state.Ended)
	}
}

// wantInterrupted checks that one of the callers of send() was cut short.
func wantInterrupted(t *testing.T, state *sim.State, told bool) {
	t.Helper()
	interrupted := 0
	for n := range state.Orders.Each() {
		switch o := state.Order(n); {
		case o.Caller == sim.Value:
		case told && o.Caller == sim.Failure && o.Error == sim.OtherError && o.ErrorText == chronicle.ErrClosed.Error(), !told && o.Caller == sim.Unknown:
			interrupted++
		default:
			t.Errorf("order %d: %s (%s)", n, fate(o), o.ErrorText)
		}
	}
	if interrupted == 0 {
		t.Error("nobody was waiting")
	}
}

// What waits in memory for its next try is gone with the process, and its caller
// can never be told.
func TestAKillInAnOutage(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 6, "broker-down:from=2500ms,for=20s", "service-restart:how=kill,from=5500ms,restart=1s")
	log, state := play(t, c, nil)
	lost := events(log, sim.MemoryLost, 0)
	if len(lost) == 0 {
		t.Fatal("the process had nothing in memory")
	}
	for _, e := range lost {
		if o := state.Order(e.Order); o.Caller != sim.Unknown || o.Copies != 0 || o.Truth() != sim.Lost {
			t.Errorf("order %d: %s", e.Order, fate(o))
		}
	}
	for e := range log.All() {
		dead := e.Order > 0 && slices.ContainsFunc(lost, func(l sim.Event) bool { return l.Order == e.Order && l.N < e.N })
		if dead && (e.Type == sim.RetryScheduled || e.Type == sim.RequestFailed || e.Type == sim.PublishGaveUp) {
			t.Errorf("after its process died: %s", e.AppendJSON(nil))
		}
	}
}

// What a frozen broker's connection holds of a dead process never arrives.
func TestAKillBesideFrozenBrokers(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 4, "broker-down:how=freeze,from=1900ms,for=10s", "service-restart:how=kill,from=3500ms,restart=1s")
	c.Partitions, c.Workers = 1, 1
	log, state := play(t, c, nil)
	_, model := modelled(t, c)
	for n := range state.Orders.Each() {
		if got, want := fate(state.Order(n)), fate(model.Order(n)); got != want {
			t.Errorf("order %d: %s\nthe model: %s", n, got, want)
		}
	}
	if len(events(log, sim.RequestDropped, 0)) == 0 {
		t.Error("nothing was held back")
	}
}

// Processes that die over and over lose nothing that the outbox has.
func TestOutboxOutlivesItsProcesses(t *testing.T) {
	t.Parallel()
	c := cured(config(sim.EmitAwait, 12, "caller-exit:at=after-ack,count=5", "caller-exit:at=after-call,count=3,from=6s"), sim.Outbox, sim.Dedupe)
	c.ExternalRatio, c.SessionTimeout = 300, 6*time.Second
	log, state := play(t, c, nil)
	if totals := state.Totals(); totals.Finished != 12 || totals.Lost != 0 || totals.Duplicated != 0 {
		t.Errorf("totals %+v", totals)
	}
	wantCount(t, log, sim.ServiceExited, 0, 8)
	wantCount(t, log, sim.ServiceRestarted, 0, 8)
}

// The consumer of the status events lives in the order service's process: its crash
// is that one's, and what it did not commit comes again.
func TestFaultsOfTheServicesOwnConsumer(t *testing.T) {
	t.Parallel()
	for fault, exits := range map[string]int{"consumer-crash:at=before-commit,group=order-service": 1, "consumer-crash:at=after-commit,group=order-service": 1, "commit-lost:group=order-service": 0} {
		c := config(sim.EmitAwait, 2, fault)
		c.SessionTimeout = 6 * time.Second
		log, state := play(t, c, nil)
		_, model := modelled(t, c)
		for n := range state.Orders.Each() {
			if got, want := fate(state.Order(n)), fate(model.Order(n)); got != want {
				t.Errorf("%s, order %d: %s\nthe model: %s", fault, n, got, want)
			}
		}
		wantCount(t, log, sim.FaultStruck, 0, 1)
		wantCount(t, log, sim.ServiceExited, 0, exits)
		wantCount(t, log, sim.ServiceRestarted, 0, exits)
		if state.Ended != sim.ReasonQuiet {
			t.Errorf("%s: the run ended with reason %d", fault, state.Ended)
		}
	}
}
