package kafkax

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/kafkax/role"
	"orderflow/sim"
)

// Whenever a session is closed, nothing of it is left: the bubble does not end
// before its last goroutine.
func TestCloseAnyTime(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]string{"calm": "ack-delay:delay=1s", "down": "broker-down:from=2s", "one down": "broker-down:broker=1,from=2s"} {
		for _, mode := range modes {
			for _, after := range []time.Duration{0, 1010 * time.Millisecond, 2500 * time.Millisecond, 6 * time.Second} {
				t.Run(name+" "+mode.String()+" "+after.String(), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						c := config(mode, 20, fault)
						c.ExternalRatio = 500
						s, err := Start(t.Context(), c, inMemory())
						if err != nil {
							t.Fatal(err)
						}
						time.Sleep(after)
						start := time.Now()
						if err := s.Close(); err != nil {
							t.Error(err)
						}
						wantBetween(t, "closing", time.Since(start), 0, 2500*time.Millisecond)
						if n := s.gate.Open(); n != 0 {
							t.Errorf("%d connections are open", n)
						}
						if err := s.Close(); err != nil {
							t.Errorf("closing again: %v", err)
						}
						if got := s.State().Ended; got != sim.ReasonQuit {
							t.Errorf("the run ended with reason %d, want quit", got)
						}
						if err := s.Act(sim.Input{NewOrder: true}); !errors.Is(err, sim.ErrOver) {
							t.Errorf("acting after the end: %v", err)
						}
					})
				})
			}
		}
	}
}

// What has only just begun when the session is closed waits for nothing that
// will not begin any more.
func TestBeginsWhileClosing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := Start(t.Context(), config(sim.Emit, 5), inMemory())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s.observe()
	})
}

// Frozen brokers keep nobody from closing. On the wall clock: kafka-go waits
// for a frozen connection inside a mutex, which stops the clock of a bubble.
func TestCloseWhileFrozen(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, mode := range modes {
		c := config(mode, 20, "broker-down:how=freeze,from=1200ms")
		c.Rate = sim.Rate{Orders: 20, Per: time.Second}
		s, err := Start(t.Context(), c, Options{})
		if err != nil {
			t.Fatal(err)
		}
		reached(s, 1500*time.Millisecond)
		start := time.Now()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		wantBetween(t, "closing", time.Since(start), 0, role.CloseTimeout+time.Second)
	}
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines are left, %d were there before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// reached waits until the run is at a time.
func reached(s *Session, at time.Duration) {
	select {
	case <-time.After(at - s.Now()):
	case <-s.Done():
	}
}

func TestContextEndsTheRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s, err := Start(ctx, config(sim.Send, 5), inMemory())
		if err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(1200*time.Millisecond, cancel)
		<-s.Done()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

// A panic in any goroutine ends the run with an error, not the program.
func TestPanic(t *testing.T) {
	t.Parallel()
	for name, panics := range map[string]func(*Session){
		"own goroutine":  func(s *Session) { s.company.Spawn("test", func() { panic("boom") }) },
		"gate's watcher": func(s *Session) { s.guard.Sent(nil) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, err := Start(t.Context(), config(sim.Emit, 5), inMemory())
				if err != nil {
					t.Fatal(err)
				}
				panics(s)
				<-s.Done()
				if err := s.Err(); err == nil || !strings.Contains(err.Error(), "panic: ") {
					t.Errorf("the run failed with %v, want the panic", err)
				}
				if err := s.Close(); err == nil {
					t.Error("closing a failed run says nothing")
				}
				if got := s.State().Ended; got != sim.ReasonCrash {
					t.Errorf("the run ended with reason %d, want crash", got)
				}
			})
		})
	}
}

func TestNoBroker(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_, err := Start(ctx, config(sim.Emit, 1), Options{Brokers: []string{"127.0.0.1:1"}})
	if err == nil || !strings.HasPrefix(err.Error(), "reaching a Kafka broker at 127.0.0.1:1: ") || strings.Contains(err.Error(), "\n") {
		t.Errorf("starting without a broker: %v", err)
	}
}
