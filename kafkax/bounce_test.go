package kafkax

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/sim"
)

// TestSlowBounces lets brokers go away and come back a hundred times, one or all of
// them: every order is accounted for. None of them freezes: that stops the clock of a
// bubble, see doc.go.
func TestSlowBounces(t *testing.T) {
	t.Parallel()
	onlyLong(t)
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				totals, back := bounce(t, bouncing(mode))
				if totals.Finished+totals.Lost+back != bounced || totals.Unknown != 0 {
					t.Errorf("totals %+v, %d refunded: not all %d orders are accounted for", totals, back, bounced)
				}
			})
		})
		t.Run(mode.String()+"/cured", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				totals, _ := bounce(t, cured(bouncing(mode), sim.Outbox, sim.Dedupe))
				if totals.Finished != bounced || totals.Lost+totals.Duplicated+totals.Unknown != 0 {
					t.Errorf("totals %+v, want all %d finished, once", totals, bounced)
				}
			})
		})
	}
}

// bounce runs a session to its end. A member whose JoinGroup was cut off before its
// answer came is a stranger in its log, so that not every event has a cause.
func bounce(t *testing.T, c sim.Config) (totals sim.Totals, back int) {
	s, err := Start(t.Context(), c, inMemory())
	if err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	totals, back = s.State().Totals(), refunded(s.State())
	t.Logf("%+v, %d refunded, ended at %s", totals, back, s.State().At)
	if s.ledger.Paid != s.ledger.Earned+s.ledger.Refunded+s.ledger.Held || s.ledger.Orders != bounced {
		t.Errorf("the ledger says %+v", s.ledger)
	}
	return totals, back
}

const (
	bounces = 100
	bounced = 300 // orders meanwhile
)

func bouncing(mode sim.Mode) sim.Config {
	draw := rand.New(rand.NewPCG(15, uint64(mode)))
	var faults []string
	for n := range bounces {
		broker := ""
		if draw.IntN(3) > 0 {
			broker = fmt.Sprintf("broker=%d,", 1+draw.IntN(3))
		}
		faults = append(faults, fmt.Sprintf("broker-down:%show=network,from=%dms,for=%dms", broker, 1000+3000*n+draw.IntN(1000), 200+draw.IntN(1500)))
	}
	c := config(mode, bounced, faults...)
	c.SessionTimeout, c.SendTimeout, c.Until = 6*time.Second, 20*time.Second, 30*time.Minute
	return c
}
