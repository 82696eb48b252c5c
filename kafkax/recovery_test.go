package kafkax

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/sim"
)

// runOn runs a session on brokers and a database to its end.
func runOn(t *testing.T, c sim.Config, options Options) (*sim.Log, *sim.State) {
	t.Helper()
	log := &sim.Log{}
	s, err := Start(t.Context(), c, options, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := lawful(log); err != nil {
		t.Error(err)
	}
	return log, s.State()
}

// quick is a run of so many orders in a second or two.
func quick(n int, faults ...string) sim.Config {
	c := config(sim.EmitAwait, n, faults...)
	c.Rate, c.SessionTimeout = sim.Rate{Orders: 20, Per: time.Second}, 6*time.Second
	return c
}

// A run on a database that has orders makes those that are missing, and shows
// all. Nobody else may work on the database meanwhile, nor on other partitions.
func TestRunGoesOn(t *testing.T) {
	if testing.Short() {
		t.Skip("a run on the wall clock")
	}
	t.Parallel()
	options := Options{Brokers: brokersApart(t), DB: filepath.Join(t.TempDir(), "orders.db")}
	_, state := runOn(t, quick(3), options)
	if totals := state.Totals(); totals.Finished != 3 {
		t.Fatalf("totals %+v, want 3 finished", totals)
	}
	c := quick(3)
	c.Partitions = 5
	if _, err := Start(t.Context(), c, options); err == nil || !strings.Contains(err.Error(), "sns.orders has 3, not 5: go on with --partitions 3") {
		t.Errorf("going on with other partitions: %v", err)
	}
	s, err := Start(t.Context(), quick(5), options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Start(t.Context(), quick(5), options); err == nil || !strings.Contains(err.Error(), ": another run works on it: ") {
		t.Errorf("a second run on the database: %v", err)
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	state = s.State()
	found := slices.DeleteFunc(slices.Clone(state.Anomalies), func(a sim.AnomalyState) bool {
		return a.Name == sim.Reordered // of two calls at once either may come first, on a busy machine
	})
	if totals := state.Totals(); totals.Orders != 5 || totals.Finished != 5 || totals.Duplicated+totals.Lost+totals.Unknown != 0 || len(found) > 0 {
		t.Errorf("totals %+v, anomalies %v; want 5 orders finished", totals, found)
	}
	for n := sim.OrderID(1); n <= 5; n++ {
		if o := state.Order(n); o.Copies != 1 || !o.Committed() || o.Row != sim.RowCompleted || o.Order.ID != quickID(n) {
			t.Errorf("order %d: id %s, %d copies, committed %t, row %s", n, o.Order.ID, o.Copies, o.Committed(), o.Row)
		}
	}
}

func quickID(n sim.OrderID) string { return []string{"", "1", "2", "3", "4", "5"}[n] }

// An attempt without an outcome is unknown to its caller for ever. Whether the
// order is, the topic says: nothing there, and the order is lost; a record there
// that nobody has handled, and nobody can tell.
func TestUnknownStaysUnknown(t *testing.T) {
	if testing.Short() {
		t.Skip("a run on the wall clock")
	}
	t.Parallel()
	options := Options{Brokers: brokersApart(t), DB: filepath.Join(t.TempDir(), "orders.db")}
	s, err := Start(t.Context(), quick(1), options)
	if err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), options.DB)
	if err != nil {
		t.Fatal(err)
	}
	w := &kafka.Writer{Addr: kafka.TCP(options.Brokers...), Topic: s.names.Topic(sim.Orders), RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond}
	c := quick(3)
	for n := 2; n <= 3; n++ {
		o := c.Order(sim.OrderID(n))
		o.ID = quickID(sim.OrderID(n))
		_, err := db.Attempt(t.Context(), o.ID, sim.ByService)
		for _, err := range []error{db.Create(t.Context(), store.New{Order: o, Plan: n}), db.Pay(t.Context(), o.ID, false), err} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if n == 3 {
			if err := w.WriteMessages(t.Context(), s.names.Message(o)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	closeErr := w.Close()
	log, state := runOn(t, quick(3, "consumer-absent"), options)
	if closeErr != nil || len(events(log, sim.ServiceExited, 0)) != 1 || len(events(log, sim.ServiceRestarted, 0)) != 1 {
		t.Errorf("the log does not say that the process before has ended (%v)", closeErr)
	}
	if o := state.Order(1); o.Truth() != sim.Done || o.Caller != sim.Value {
		t.Errorf("order 1: %s, the caller knows %s", o.Truth(), o.Caller)
	}
	if o := state.Order(2); o.Truth() != sim.Lost || o.Caller != sim.Unknown || !o.Has(sim.GhostCharge) {
		t.Errorf("order 2: %s, the caller knows %s", o.Truth(), o.Caller)
	}
	if o := state.Order(3); o.Truth() != sim.Waiting || o.Caller != sim.Unknown || !o.Unknown() || o.Copies != 1 {
		t.Errorf("order 3: %s, the caller knows %s, unknown %t, %d copies", o.Truth(), o.Caller, o.Unknown(), o.Copies)
	}
}
