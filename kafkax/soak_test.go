package kafkax

import (
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// TestSlowSoak lets a run of 200 orders a second last, and holds what it has in
// memory, its goroutines and descriptors at a tenth of the time, two minutes at least, against its end.
// ORDERFLOW_SOAK is for how long a mode takes. It is on the wall clock: a bubble of synctest
// keeps the timers that are stopped until their time comes, which looks like growth.
func TestSlowSoak(t *testing.T) {
	onlyLong(t)
	span := 10 * time.Minute
	if text := os.Getenv("ORDERFLOW_SOAK"); text != "" {
		var err error
		if span, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) { soak(t, mode, span) })
	}
}

func soak(t *testing.T, mode sim.Mode, span time.Duration) {
	const rate, growth = 200, 1.1
	c := loads[0].config(mode)
	c.Orders = rate * int(span/time.Second)
	c.Rate, c.Until, c.ExternalRatio = sim.Rate{Orders: rate, Per: time.Second}, 2*span, 5
	options := inMemory()
	options.Forget = true
	s, err := Start(t.Context(), c, options)
	if err != nil {
		t.Fatal(err)
	}
	settled := max(span/10, 2*time.Minute) // before, not all is let go of yet that can be
	time.Sleep(settled)
	early := footprintNow(t)
	t.Logf("at %s: %s, open orders %d", s.Now().Round(time.Second), early, openOrders(s))
	time.Sleep(span - settled)
	late := footprintNow(t)
	t.Logf("at %s: %s, open orders %d", s.Now().Round(time.Second), late, openOrders(s))
	for _, figure := range []struct {
		what        string
		early, late int
	}{{"heap", early.heap, late.heap}, {"memory", early.resident, late.resident}, {"goroutines", early.goroutines, late.goroutines}, {"descriptors", early.descriptors, late.descriptors}} {
		if float64(figure.late) > growth*float64(figure.early) {
			t.Errorf("%s: %d at the beginning, %d at the end", figure.what, figure.early, figure.late)
		}
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if totals := s.State().Totals(); totals.Finished != c.Orders || s.ledger.Orders != c.Orders {
		t.Errorf("%d of %d orders are finished, the ledger has %d", totals.Finished, c.Orders, s.ledger.Orders)
	}
}

// openOrders counts the orders that are not let go of.
func openOrders(s *Session) (n int) {
	for range s.State().Orders.Each() {
		n++
	}
	return n
}

// footprint is what the process uses.
type footprint struct{ heap, resident, goroutines, descriptors int }

func (f footprint) String() string {
	return "heap " + megabytes(f.heap) + ", resident " + megabytes(f.resident) + ", " + strconv.Itoa(f.goroutines) + " goroutines, " + strconv.Itoa(f.descriptors) + " descriptors"
}

func megabytes(n int) string { return strconv.Itoa(n>>20) + " MB" }

// footprintNow measures it. What the database has in memory is in no heap of Go's: the
// system tells.
func footprintNow(t *testing.T) (f footprint) {
	t.Helper()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	f.heap, f.goroutines = int(m.HeapAlloc), runtime.NumGoroutine()
	if fds, err := os.ReadDir("/proc/self/fd"); err == nil {
		f.descriptors = len(fds)
	}
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		pages, _ := strconv.Atoi(strings.Fields(string(text))[1])
		f.resident = pages * os.Getpagesize()
	}
	return f
}
