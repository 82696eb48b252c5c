package pace

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

// sameState compares two states by all they say, not by how they share memory.
func sameState(t *testing.T, got, want *sim.State) {
	t.Helper()
	if got.Count() != want.Count() {
		t.Fatalf("after event %d: %d orders, want %d", want.N, got.Count(), want.Count())
	}
	for number := range want.Orders.Each() {
		if !reflect.DeepEqual(got.Order(number), want.Order(number)) {
			t.Fatalf("after event %d: order %d is %+v, want %+v", want.N, number, got.Order(number), want.Order(number))
		}
	}
	a, b := *got.Clone(), *want.Clone()
	a.Orders, b.Orders = sim.NewState().Orders, sim.NewState().Orders
	if !reflect.DeepEqual(emptied(a), emptied(b)) {
		t.Fatalf("after event %d:\n%+v\nwant\n%+v", want.N, a, b)
	}
}

// emptied makes nil of empty slices.
func emptied(s sim.State) sim.State {
	s.Orders = sim.State{}.Orders
	v := reflect.ValueOf(&s).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Slice && f.CanSet() && f.Len() == 0 {
			f.SetZero()
		}
	}
	c := &s.Client
	for _, f := range []reflect.Value{reflect.ValueOf(&c.Rounds), reflect.ValueOf(&c.Memory), reflect.ValueOf(&c.LostAt)} {
		if f.Elem().Len() == 0 {
			f.Elem().SetZero()
		}
	}
	return s
}

func crowdedRun(t testing.TB) *sim.Log {
	return uitest.WholeRun(t, "outage", func(c *sim.Config) {
		c.Orders, c.Rate, c.ExternalOrders = 900, sim.Rate{Orders: 15, Per: 1e9}, nil
	})
}

func TestHistoryIsTheFoldAtAnyPrefix(t *testing.T) {
	for _, log := range []*sim.Log{uitest.WholeRun(t, "outage"), crowdedRun(t)} {
		h := NewHistory(log)
		random := rand.New(rand.NewPCG(1, 2))
		for h.Head.N < sim.EventID(log.Len()) {
			h.Add(log.At(h.Head.N + 1))
			if random.IntN(50) == 0 { // while it grows
				n := random.IntN(int(h.Head.N) + 1)
				if got := h.At(n); int(got.N) != n {
					t.Fatalf("asked for %d events, got %d", n, got.N)
				}
			}
		}
		for range 60 {
			n := random.IntN(log.Len() + 1)
			sameState(t, h.At(n), sim.Fold(log, n))
		}
	}
}

func TestHistoryOfAForkIsItsFold(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		session := uitest.NewRun(t, "outage")
		session.Advance(session.Config().Until)
		before := session.Log()
		h := NewHistory(before)
		for e := range before.All() {
			h.Add(e)
		}
		h.At(random.IntN(before.Len()))
		at := before.At(sim.EventID(1 + random.IntN(before.Len()))).At.Truncate(time.Microsecond) // as inputs are
		if err := session.Act(at, sim.Input{NewOrder: true}); err != nil {
			t.Fatal(err)
		}
		session.Advance(session.Config().Until)
		after := session.Log()
		h.Fork(after, after.Until(at-1))
		for h.Head.N < sim.EventID(after.Len()) {
			h.Add(after.At(h.Head.N + 1))
		}
		for range 5 {
			n := random.IntN(after.Len() + 1)
			sameState(t, h.At(n), sim.Fold(after, n))
		}
	}
}
