package role

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/panel"
	"orderflow/internal/store"
	"orderflow/kafkax/assemble"
	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// A job of a panel elsewhere that is over is kept as a number, and so many of them: one that
// is given again is no new job, and one that the panel is asked for does not end twice.
func TestJobsElsewhereThatAreOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		c, failed := alone(ctx, t)
		server, err := panel.Start(panel.Options{Key: "key", Balance: 1_000_00, Network: c.vendor.Network.(*kfake.VirtualNetwork)})
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		c.vendor.URL, c.vendor.Key = server.URL(), "key"
		p := c.panel
		if err := p.open(ctx); err != nil {
			t.Fatal(err)
		}
		o := c.journal.Create([]store.New{{Order: sim.Order{ID: "1", Fulfilment: sim.External, Channel: sim.Instagram, Product: sim.Likes, Quantity: 100}}})[0]
		completed := panel.Status{Word: sim.JobCompleted, Charge: -1}
		if _, err := p.bought(o, 7, 100); err != nil {
			t.Fatal(err)
		}
		p.follow(7)
		p.heard(7, completed, true)
		if len(p.jobs) != 0 {
			t.Errorf("%d jobs are kept, though all are over", len(p.jobs))
		}
		unclear := panel.Unclear("")
		if _, err := p.bought(o, 7, 100); !errors.As(err, &unclear) {
			t.Errorf("a number that was given before: %v", err)
		}
		d := &chronicle.Delivery{Order: o}
		p.found(d, 7)
		p.follow(7)
		p.heard(7, completed, true)
		if s := c.journal.(*assemble.Journal).State(); s.Order(1).Jobs != 1 || len(p.jobs) != 0 {
			t.Errorf("%d jobs of the order, %d kept", s.Order(1).Jobs, len(p.jobs))
		}
		for n := range uint32(2 * spentKept) {
			p.spent.add(100 + n)
		}
		if len(p.spent.has) != spentKept || len(p.spent.order) != spentKept || p.spent.has[7] || !p.spent.has[100+2*spentKept-1] {
			t.Errorf("%d numbers are kept", len(p.spent.has))
		}
		if err := failed(); err != nil {
			t.Error(err)
		}
		cancel()
	})
}
