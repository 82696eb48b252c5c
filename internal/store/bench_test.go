package store

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"orderflow/sim"
)

// BenchmarkOrder measures the seven transactions of an in-house order that is
// published without waiting: one order after the other, and many at once.
func BenchmarkOrder(b *testing.B) {
	for _, name := range []string{"memory", "file"} {
		for _, callers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/%d", name, callers), func(b *testing.B) {
				place := ""
				if name == "file" {
					place = filepath.Join(b.TempDir(), "orders.db")
				}
				s, err := Open(b.Context(), place)
				if err != nil {
					b.Fatal(err)
				}
				defer s.Close()
				b.ResetTimer()
				var all sync.WaitGroup
				for c := range callers {
					all.Go(func() {
						for n := c; n < b.N; n += callers {
							if err := whole(b, s, fmt.Sprint(b.N, "-", n)); err != nil {
								b.Error(err)
							}
						}
					})
				}
				all.Wait()
			})
		}
	}
}

// whole writes what an order writes on its way.
func whole(b *testing.B, s *Store, id string) error {
	ctx := b.Context()
	if err := s.Create(ctx, fresh(id)); err != nil {
		return err
	}
	if err := s.Pay(ctx, id, false); err != nil {
		return err
	}
	if _, err := s.Attempt(ctx, id, sim.ByService); err != nil {
		return err
	}
	if _, err := s.Mark(ctx, id); err != nil {
		return err
	}
	if _, _, err := s.Follow(ctx, id, sim.RowProcessing, 0); err != nil {
		return err
	}
	if _, err := s.Deliver(ctx, Result{Group: sim.InHouseGroup, ID: id, Row: sim.RowCompleted, Delivered: 10}, false); err != nil {
		return err
	}
	_, _, err := s.Follow(ctx, id, sim.RowCompleted, 10)
	return err
}
