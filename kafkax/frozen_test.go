//go:build unix

package kafkax

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"orderflow/sim"
)

// realProcess returns the process of broker n, from 1, of the real cluster.
func realProcess(t *testing.T, n int) *os.Process {
	t.Helper()
	dir := os.Getenv("ORDERFLOW_CLUSTER")
	if dir == "" {
		t.Skip("ORDERFLOW_CLUSTER is not set: the directory of the real cluster, whose brokers are stopped")
	}
	text, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(n), "pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	process, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	return process
}

// freeze stops brokers of the real cluster until thaw is called, or the test ends.
func freeze(t *testing.T, brokers ...int) (thaw func()) {
	t.Helper()
	var processes []*os.Process
	for _, n := range brokers {
		processes = append(processes, realProcess(t, n))
	}
	thaw = func() {
		for _, p := range processes {
			if err := p.Signal(syscall.SIGCONT); err != nil {
				t.Error(err)
			}
		}
	}
	t.Cleanup(thaw)
	for _, p := range processes {
		if err := p.Signal(syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
	}
	return thaw
}

// timed logs what Start waits for, and for how long.
func timed(t *testing.T) func(sim.Text) {
	began := time.Now()
	return func(what sim.Text) { t.Logf("%s: %s", time.Since(began).Round(time.Millisecond), what.English) }
}

// The first of the brokers that were named is frozen: the others are enough to
// begin with, every order is carried out, and the frozen one keeps its number.
func TestRealFrozenFirstBroker(t *testing.T) {
	onlyLong(t)
	brokers := realBrokers(t)
	t.Parallel() // beside TestRealSecured, when nobody else needs this cluster
	thaw := freeze(t, 1)
	c := config(sim.EmitAwait, 3)
	s, err := Start(t.Context(), c, Options{Brokers: brokers, Cleanup: true, Waits: timed(t)})
	if err != nil {
		t.Fatal(err)
	}
	for i, address := range brokers {
		if got := s.cluster.brokers[address]; got != i+1 {
			t.Errorf("%s is broker %d, want %d", address, got, i+1)
		}
	}
	<-s.Done()
	if totals := s.State().Totals(); totals.Finished != 3 || totals.Published != 3 {
		t.Errorf("totals %+v, want 3 published and finished", totals)
	}
	thaw()
	began := time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("closed after %s", time.Since(began).Round(time.Millisecond))
	wantGone(t, s, brokers[1:]) // the first has yet to hear of it
}

// All brokers freeze in the middle of a run, and somebody ends it: within three
// seconds, with a word about what is left on the cluster.
func TestRealEndWhileFrozen(t *testing.T) {
	onlyLong(t)
	brokers := realBrokers(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := config(sim.Send, 50)
	c.Rate, c.ExternalRatio = sim.Rate{Orders: 10, Per: time.Second}, 500
	s, err := Start(ctx, c, Options{Brokers: brokers, Cleanup: true, Waits: timed(t)})
	if err != nil {
		t.Fatal(err)
	}
	reached(s, 1500*time.Millisecond)
	thaw := freeze(t, 1, 2, 3)
	reached(s, 3*time.Second)
	began := time.Now()
	cancel()
	err = s.Close()
	took := time.Since(began)
	wantBetween(t, "closing", took, 0, 3*time.Second)
	t.Logf("closed after %s", took.Round(time.Millisecond))
	thaw()
	if err == nil || !strings.Contains(err.Error(), s.Prefix()) || s.Left() != s.Prefix() {
		t.Errorf("it says %v and has left %q, want %q", err, s.Left(), s.Prefix())
	}
	if s.gate.Open() != 0 {
		t.Errorf("%d connections are open", s.gate.Open())
	}
	if err := s.cluster.cleanup(t.Context(), s.names); err != nil {
		t.Error(err)
	}
}
