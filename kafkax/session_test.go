package kafkax

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/kafkax/role"
	"orderflow/sim"
)

// inMemory are the options of a run whose panel opens no socket: a bubble of
// virtual time stands still where one is waited for.
func inMemory() Options { return Options{panelNetwork: new(kfake.VirtualNetwork)} }

// play runs a session on the embedded Kafka in a bubble of virtual time, to
// its end, and holds its log against the laws every log obeys.
func play(t *testing.T, config sim.Config, during func(*Session)) (log *sim.Log, state *sim.State) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		log = &sim.Log{}
		s, err := Start(t.Context(), config, inMemory(), log.Append)
		if err != nil {
			t.Fatal(err)
		}
		if during != nil {
			during(s)
		}
		<-s.Done()
		start := time.Now()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		wantBetween(t, "closing", time.Since(start), 0, role.CloseTimeout+time.Second)
		state = s.State()
		wantLawful(t, log, s.LogHash())
	})
	keep(t, log)
	return log, state
}

// isInput reports whether an event may have no cause: what users and
// strangers do, the beginning and the end.
func isInput(e *sim.Event) bool {
	switch e.Type {
	case sim.RunStarted, sim.OrderCreated, sim.OrderAdopted, sim.FaultStarted, sim.FaultEnded, sim.RunEnded, sim.RemedySwitched:
		return true
	case sim.RecordAppended, sim.LimitReached:
		return e.Order == 0
	case sim.GroupSight, sim.PartitionSight:
		return !e.Flag // on a machine that is busy an answer may come too late, and why nobody knows
	}
	return false
}

// wantLawful checks what holds for every log: every event but an input has a
// cause, nothing happens before its cause, and the log can be read back.
func wantLawful(t *testing.T, log *sim.Log, hash string) {
	t.Helper()
	wantLawfulBut(t, log, hash, func(*sim.Event) bool { return false })
}

// wantLawfulBut is wantLawful, with more inputs.
func wantLawfulBut(t *testing.T, log *sim.Log, hash string, isToo func(*sim.Event) bool) {
	t.Helper()
	for e := range log.All() {
		if e.Cause == 0 && !isInput(e) && !isToo(e) {
			t.Errorf("nothing has caused %s", e.AppendJSON(nil))
		}
		if e.Cause != 0 && log.At(e.Cause).At > e.At {
			t.Errorf("%s is caused by what comes later", e.AppendJSON(nil))
		}
	}
	var written, again bytes.Buffer
	if _, err := log.WriteTo(&written); err != nil {
		t.Fatal(err)
	}
	read, err := sim.ReadLog(bytes.NewReader(written.Bytes()))
	if err != nil {
		t.Fatalf("reading the log back: %v", err)
	}
	if _, err := read.WriteTo(&again); err != nil || !bytes.Equal(written.Bytes(), again.Bytes()) {
		t.Errorf("the log read back is another one (%v)", err)
	}
	if got := sim.ReportOf(read).LogHash; got != hash {
		t.Errorf("the log has hash %s, the session says %s", got, hash)
	}
}

func wantBetween(t *testing.T, what string, got, low, high time.Duration) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%s took %s, want %s to %s", what, got, low, high)
	}
}

// config returns the configuration of a small run: n orders, one a second, all
// in-house.
func config(mode sim.Mode, n int, faults ...string) sim.Config {
	c := sim.DefaultConfig()
	c.Mode, c.Orders, c.Seed, c.ExternalRatio = mode, n, 7, 0
	c.Rate = sim.Rate{Orders: 1, Per: time.Second}
	for _, spec := range faults {
		f, err := sim.ParseFault(spec)
		if err != nil {
			panic(err) // the tests' own
		}
		c.Faults = append(c.Faults, f)
	}
	return c
}

// events lists the events of a type that concern the order; order 0 is any.
func events(log *sim.Log, kind sim.EventType, order sim.OrderID) []sim.Event {
	var list []sim.Event
	for e := range log.All() {
		if e.Type == kind && (order == 0 || e.Order == order) {
			list = append(list, *e)
		}
	}
	return list
}

func wantCount(t *testing.T, log *sim.Log, kind sim.EventType, order sim.OrderID, want int) {
	t.Helper()
	if got := len(events(log, kind, order)); got != want {
		t.Errorf("%d × %s for order %d, want %d", got, kind, order, want)
	}
}

func wantAnomaly(t *testing.T, s *sim.State, order sim.OrderID, name sim.Anomaly, want bool) {
	t.Helper()
	if got := s.Order(order).Has(name); got != want {
		t.Errorf("order %d has %s: %t, want %t", order, name, got, want)
	}
}

var modes = []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send}

// In a calm run every order is carried out, whoever does it and however it was
// published.
func TestCalm(t *testing.T) {
	t.Parallel()
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			c := config(mode, 12)
			c.ExternalRatio = 300
			log, state := play(t, c, nil)
			totals := state.Totals()
			if totals.Published != 12 || totals.Finished != 12 || totals.Lost+totals.Duplicated+totals.Unknown != 0 {
				t.Errorf("totals %+v, want 12 published and finished", totals)
			}
			if state.Ended != sim.ReasonQuiet || len(state.Anomalies) != 0 {
				t.Errorf("ended with reason %d and %d anomalies", state.Ended, len(state.Anomalies))
			}
			wantCount(t, log, sim.PanelAccepted, 0, len(events(log, sim.JobEnded, 0)))
			for n := sim.OrderID(1); n <= 12; n++ {
				wantWhole(t, state.Order(n), mode)
			}
		})
	}
}

// wantWhole checks the ladder of an order to which nothing happened.
func wantWhole(t *testing.T, o *sim.OrderState, mode sim.Mode) {
	t.Helper()
	for r := sim.Created; r < sim.RungCount; r++ {
		if want := r != sim.Accepted || o.Order.Fulfilment == sim.External; o.Reached(r) != want {
			t.Errorf("order %d: rung %s reached: %t, want %t", o.Order.Number, r, o.Reached(r), want)
		}
	}
	if o.Copies != 1 || o.Handled != 1 || !o.Committed() || o.Row != sim.RowCompleted {
		t.Errorf("order %d: %d copies, handled %d times, committed %t, row %s", o.Order.Number, o.Copies, o.Handled, o.Committed(), o.Row)
	}
	before := o.RungEvent[sim.Marked] < o.RungEvent[sim.OnWire]
	if before != (mode == sim.Emit) {
		t.Errorf("order %d in mode %s: marked before it was on the wire: %t", o.Order.Number, mode, before)
	}
	want := map[sim.Mode]sim.Outcome{sim.Emit: sim.Nothing, sim.EmitAwait: sim.Value, sim.Send: sim.Value}[mode]
	if replies := map[sim.Mode]uint32{sim.Send: 1}[mode]; o.Caller != want || o.Replies != replies {
		t.Errorf("order %d: the caller knows %s after %d replies, want %s after %d", o.Order.Number, o.Caller, o.Replies, want, replies)
	}
}

// skipShort leaves out of a short run, which is made for the race detector, what is like another
// test to it.
func skipShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("a short run has others like it")
	}
}

// The ways of acks differ in what the answer says, not in what the log holds.
func TestAcks(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, acks := range []int{-1, 0, 1} {
		for _, mode := range modes {
			c := config(mode, 4)
			c.Acks = acks
			_, state := play(t, c, nil)
			if totals := state.Totals(); totals.Finished != 4 || totals.Appended != 4 || totals.Published != 4 {
				t.Errorf("acks %d, mode %s: totals %+v", acks, mode, totals)
			}
		}
	}
}

func TestActWhileItRuns(t *testing.T) {
	t.Parallel()
	log, state := play(t, config(sim.Emit, 3), func(s *Session) {
		time.Sleep(1500 * time.Millisecond)
		down := sim.NewFault(sim.BrokerDown)
		for _, in := range []sim.Input{{NewOrder: true}, {Fault: &down}} {
			if err := s.Act(in); err != nil {
				t.Error(err)
			}
		}
		time.Sleep(3 * time.Second)
		if err := s.Act(sim.Input{Repair: true}); err != nil {
			t.Error(err)
		}
		for remedy, works := range map[sim.Remedy]bool{sim.Outbox: true, sim.IdempotentProducer: false, sim.Reconcile: true} {
			if err := s.Act(sim.Input{Remedy: &sim.RemedySwitch{Remedy: remedy, On: true}}); (err == nil) != works {
				t.Errorf("switching %s on: %v", remedy, err)
			}
		}
	})
	if totals := state.Totals(); totals.Orders != 4 || totals.Finished != 4 {
		t.Errorf("totals %+v, want the fourth order finished too", totals)
	}
	if added := state.Order(2).Order; added.ID != "2" {
		t.Errorf("the added order is called %q, want its number", added.ID)
	}
	wantCount(t, log, sim.BrokerStopped, 0, 3)
	wantCount(t, log, sim.BrokerStarted, 0, 3)
	wantCount(t, log, sim.FaultEnded, 0, 1)
}

func TestUntil(t *testing.T) {
	t.Parallel()
	c := config(sim.Emit, 5)
	c.Until = 3500 * time.Millisecond
	_, state := play(t, c, nil)
	if state.Ended != sim.ReasonUntil || state.At != c.Until || state.Count() != 3 {
		t.Errorf("ended with reason %d at %s with %d orders, want until at %s with 3", state.Ended, state.At, state.Count(), c.Until)
	}
}

// An order of a file keeps its id, also beside one that was generated.
func TestOrdersFromAFile(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 2)
	for _, id := range []string{"A-1", "3"} {
		c.OrderList = append(c.OrderList, sim.Order{
			ID: id, Customer: sim.Company, Channel: sim.Blog, Product: sim.Views, Quantity: 10, Points: 200,
			Fulfilment: sim.InHouse, Link: "https://blog.example/posts/1",
		})
	}
	_, state := play(t, c, func(s *Session) {
		time.Sleep(2500 * time.Millisecond)
		if err := s.Act(sim.Input{NewOrder: true}); err != nil {
			t.Error(err)
		}
	})
	for n, want := range map[sim.OrderID]string{1: "A-1", 2: "3", 3: "3+"} {
		if o := state.Order(n); o.Order.ID != want || o.Truth() != sim.Done {
			t.Errorf("order %d is %q and %s, want %q and finished", n, o.Order.ID, o.Truth(), want)
		}
	}
}
