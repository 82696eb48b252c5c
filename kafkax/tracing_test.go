package kafkax

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// TestRecordsCarryTheirContext: every record of an order names the trace that
// the run's log has for it, and the call that made it; a request and a record
// without one are taken all the same.
func TestRecordsCarryTheirContext(t *testing.T) {
	t.Parallel()
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		t.Run(mode.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, err := Start(t.Context(), config(mode, 3), inMemory())
				if err != nil {
					t.Fatal(err)
				}
				<-s.Done()
				h := s.Header(sim.Header{Seed: s.config.Seed})
				found := 0
				for _, m := range recordsOf(t, s) {
					o := s.State().Order(sim.OrderID(m.Key[0] - '0'))
					trace := h.TraceRun().Trace(o.Order.Number)
					want := sim.TraceParent(trace, trace.Created(1))
					if got := string(record.HeaderOf(m, sim.TraceParentHeader)); got != want || o.Truth() != sim.Done {
						t.Errorf("#%s has %q, want %q; it is %s", m.Key, got, want, o.Truth())
					}
					if _, isRequest, err := record.RequestOf(m); err != nil || isRequest != (mode == sim.Send) {
						t.Errorf("#%s is a request: %t (%v)", m.Key, isRequest, err)
					}
					found++
				}
				if err := s.Close(); err != nil || found != 3 {
					t.Errorf("%d records (%v)", found, err)
				}
			})
		})
	}
}

// recordsOf returns what is in sns.orders.
func recordsOf(t *testing.T, s *Session) (list []kafka.Message) {
	t.Helper()
	a := s.cluster.admin(t.Context())
	defer a.close()
	for n := range s.config.Partitions {
		if err := s.readAll(t.Context(), a, sim.Orders, n, 0, func(m kafka.Message) { list = append(list, m) }); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// TestACallHasAContextOfItsOwn: what a job publishes again is another message of the
// same trace.
func TestACallHasAContextOfItsOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := Start(t.Context(), sweepTwice(), inMemory())
		if err != nil {
			t.Fatal(err)
		}
		<-s.Done()
		contexts := map[string]bool{}
		for _, m := range recordsOf(t, s) {
			contexts[string(record.HeaderOf(m, sim.TraceParentHeader))] = true
		}
		o := s.State().Order(1)
		if err := s.Close(); err != nil || o.Publishes < 2 || len(contexts) != int(o.Publishes) {
			t.Errorf("%d calls, %d copies, %d contexts (%v)", o.Publishes, o.Copies, len(contexts), err)
		}
	})
}

// sweepTwice is an order whose awaited write fails although its record is in the
// log and nobody handles it yet, so that the sweeper publishes it again.
func sweepTwice() sim.Config {
	c := config(sim.EmitAwait, 1, "ack-lost:count=10", "consumer-absent:for=30s")
	c.Remedies = c.Remedies.With(sim.Sweeper, true)
	return c
}

// TestRolesShareTheirTraces: whoever watches a run of several processes finds the
// contexts that its order service has written, in its log.
func TestRolesShareTheirTraces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.EmitAwait, 2))
		c.plan.Header = sim.Header{Seed: c.plan.Config.Seed}
		all := c.joinAll(RoleService, RoleInHouse, RoleWatch)
		o := all[2].Watched()
		if err := o.Caught(context.WithoutCancel(t.Context())); err != nil {
			t.Fatal(err)
		}
		until(t, o, 2*time.Minute, func(s *sim.State) bool { return s.Finished == 2 })
		o.Advance(0)
		run, found := o.Log().Header.TraceRun(), 0
		for _, m := range recordsOf(t, all[0].session) {
			trace := run.Trace(sim.OrderID(m.Key[0] - '0'))
			if got := string(record.HeaderOf(m, sim.TraceParentHeader)); got != sim.TraceParent(trace, trace.Created(1)) {
				t.Errorf("#%s has %q", m.Key, got)
			}
			found++
		}
		if found != 2 {
			t.Errorf("%d records", found)
		}
		c.close(all...)
	})
}
