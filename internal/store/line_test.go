package store

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"orderflow/sim"
)

// Transactions of many callers at once: each is done once, whole, and what is wrong
// with some is told to those alone.
func TestTogether(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		const callers = 300
		s := open(t, place)
		var all sync.WaitGroup
		wrong := make([]error, callers)
		for n := range callers {
			all.Go(func() {
				if n%10 == 0 {
					wrong[n] = s.Pay(t.Context(), fmt.Sprint("nobody's ", n), true)
					return
				}
				id := fmt.Sprint(n)
				wrong[n] = errors.Join(s.Create(t.Context(), fresh(id)), s.Pay(t.Context(), id, false))
			})
		}
		all.Wait()
		for n, err := range wrong {
			switch missing := n%10 == 0; {
			case missing && (err == nil || !strings.HasSuffix(err.Error(), fmt.Sprintf(`order "nobody's %d" is not in it`, n))):
				t.Errorf("paying an order that is not there: %v", err)
			case !missing && err != nil:
				t.Errorf("order %d: %v", n, err)
			}
		}
		wantBalance(t, s, 270*300, 0, 0, 270*300)
	})
}

// A transaction that panics leaves nothing, and the line goes on.
func TestPanickingTransaction(t *testing.T) {
	s := open(t, "")
	func() {
		defer func() { _ = recover() }()
		_ = s.in(t.Context(), func(x *tx) error {
			must(t, x.exec("DELETE FROM meta"))
			panic("a broken invariant")
		})
	}()
	value, err := s.Meta(t.Context(), schemaKey, "")
	if err != nil || value == "" {
		t.Errorf("after a panic the database says %q (%v)", value, err)
	}
}

// A database in memory lets go of orders that are over, and its balance does not change.
func TestForget(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		s, ctx := open(t, place), t.Context()
		var over []string
		for n := range 9 {
			id := fmt.Sprint(n)
			paidOrder(t, s, id, true)
			_, err := s.Attempt(ctx, id, sim.ByService)
			must(t, err)
			if n%3 == 0 {
				continue
			}
			over = append(over, id)
			row := sim.RowCompleted
			if n%3 == 2 {
				row = sim.RowPartial
			}
			_, _, err = s.Follow(ctx, id, row, 4)
			must(t, err)
		}
		before, err := s.Balance(ctx)
		must(t, err, s.Forget(ctx, over))
		after, err := s.Balance(ctx)
		must(t, err)
		if fmt.Sprint(after) != fmt.Sprint(before) || after.Refunded != 3*180 || after.Orders != 9 || len(after.Wrong) > 0 {
			t.Errorf("the balance was %+v, and is %+v", before, after)
		}
		kept, err := s.Orders(ctx)
		must(t, err)
		if want := map[bool]int{true: 3, false: 9}[place == ""]; len(kept) != want {
			t.Errorf("%d orders are kept, want %d", len(kept), want)
		}
	})
}
