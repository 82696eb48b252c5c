package kafkax

import (
	"testing"
	"testing/synctest"
	"time"

	"orderflow/sim"
)

// play runs a session on the embedded Kafka to its end and returns its log.
func play(t *testing.T, config sim.Config, during func(*Session)) (*sim.Log, *sim.State) {
	t.Helper()
	log := &sim.Log{}
	s, err := Start(t.Context(), config, Options{}, log.Append)
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
	wantBetween(t, "closing", time.Since(start), 0, closeTimeout+time.Second)
	return log, s.State()
}

func small(mode sim.Mode) sim.Config {
	c := sim.DefaultConfig()
	c.Mode, c.Orders, c.Seed = mode, 6, 7
	return c
}

func TestOutageX(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		t.Run(mode.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := small(mode)
				c.Orders = 12
				f, err := sim.ParseFault("broker-down:from=6500ms,for=16s")
				if err != nil {
					t.Fatal(err)
				}
				c.Faults = append(c.Faults, f)
				log, state := play(t, c, nil)
				for e := range log.All() {
					t.Log(string(e.AppendJSON(nil)))
				}
				t.Logf("%+v", state.Totals())
			})
		})
	}
}

func TestCalm(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		t.Run(mode.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				log, state := play(t, small(mode), nil)
				for e := range log.All() {
					t.Log(string(e.AppendJSON(nil)))
				}
				t.Logf("%+v", state.Totals())
			})
		})
	}
}
