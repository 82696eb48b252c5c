package role

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/store"
	"orderflow/kafkax/assemble"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// alone returns the roles of a run whose brokers nobody can reach, and what has failed.
func alone(ctx context.Context, t *testing.T) (c *Company, failed func() error) {
	t.Helper()
	config := sim.DefaultConfig()
	keeper := assemble.NewJournal(record.Names{})
	keeper.Open(config.Setup("embedded"))
	db, err := store.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	var failure error
	guard := Guard{Keeper: keeper, Fail: func(err error) { failure = err }}
	gate := wire.New(func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("nobody is there") }, guard, "")
	c = NewCompany(&Terms{
		Config: config, Parts: AllParts, Alone: true, Store: db, Guard: guard, Gate: gate, Seeds: []string{"localhost:9092"}, Brokers: sim.BrokerCount,
		Vendor: Vendor{Network: new(kfake.VirtualNetwork)}, Legacy: &Legacy{}, Context: ctx, Wires: t.Context(),
	})
	t.Cleanup(func() {
		gate.Close()
		c.Settle()
		c.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return c, func() error { return failure }
}

// What has only just begun when the run is closed waits for nothing that will not begin
// any more.
func TestAGroupBeginsWhileClosing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		c, _ := alone(ctx, t)
		cancel()
		c.groups[0].live(ctx)
	})
}

// A panic in what a Writer calls is the run's failure, not the program's.
func TestACompletionPanics(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, failed := alone(t.Context(), t)
		c.guard.completion(nil)(nil, nil)
		if err := failed(); err == nil || !strings.Contains(err.Error(), "panic: ") {
			t.Errorf("the run failed with %v, want the panic", err)
		}
	})
}

// The panel inside listens on loopback, as long as the run lasts.
func TestThePanelInsideListensOnLoopback(t *testing.T) {
	c, _ := alone(t.Context(), t)
	c.vendor.Network = nil
	if err := c.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	server := c.panel.server
	if !strings.HasPrefix(server.URL(), "http://127.0.0.1:") {
		t.Errorf("the panel is at %s", server.URL())
	}
	c.Settle()
	if _, err := server.DialContext(t.Context(), "tcp", ""); err == nil {
		t.Error("the panel still listens")
	}
}
