package kafkax

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/sim"
)

// mutable is a connection on which nothing arrives any more once it is muted, as at a
// broker that is frozen.
type mutable struct {
	net.Conn
	muted *atomic.Bool
}

func (m mutable) Write(b []byte) (int, error) {
	if m.muted.Load() {
		return len(b), nil
	}
	return m.Conn.Write(b)
}

// mutableOptions are options, and what mutes the process's connections.
func (c *company) mutableOptions(role string) (RoleOptions, *atomic.Bool) {
	o, muted := c.options(role), &atomic.Bool{}
	o.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := c.brokers.dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return mutable{conn, muted}, nil
	}
	return o, muted
}

// TestFrozenBrokersKeepNoRole: who acts is told within putTimeout that nobody took it,
// and a process ends.
func TestFrozenBrokersKeepNoRole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.Emit, 2))
		o, muted := c.mutableOptions(RoleService)
		r := c.join(o)
		muted.Store(true)
		start := time.Now()
		if err := r.Act(sim.Input{NewOrder: true}); err == nil {
			t.Error("frozen brokers have taken an act")
		}
		wantBetween(t, "being told so", time.Since(start), 0, putTimeout+time.Second)
		start = time.Now()
		_ = r.Close() // what it could not tell stays
		wantBetween(t, "closing", time.Since(start), 0, 3*time.Second)
	})
}

// TestDeadBrokersKeepNoRole: each process ends within three seconds, in order, and what
// it could not tell is in its spool.
func TestDeadBrokersKeepNoRole(t *testing.T) {
	for name, dial := range map[string]func(ctx context.Context) error{
		"refused":    func(context.Context) error { return &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED} },
		"unanswered": func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
	} {
		t.Run(name, func(t *testing.T) { deadBrokers(t, dial) })
	}
}

func deadBrokers(t *testing.T, dial func(ctx context.Context) error) {
	spool := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		config := config(sim.Emit, 40)
		config.ExternalRatio = 500
		c := newCompany(t, config)
		dead := &atomic.Bool{}
		var all []*RoleRun
		var conns []net.Conn
		var mu sync.Mutex
		for _, role := range []string{RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch} {
			o := c.options(role)
			o.Spool = filepath.Join(spool, role)
			o.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
				if dead.Load() {
					return nil, dial(ctx)
				}
				conn, err := c.brokers.dial(ctx, network, address)
				mu.Lock()
				defer mu.Unlock()
				conns = append(conns, conn)
				return conn, err
			}
			all = append(all, c.join(o))
		}
		time.Sleep(5 * time.Second)
		dead.Store(true)
		mu.Lock()
		for _, conn := range conns {
			_ = conn.Close()
		}
		mu.Unlock()
		time.Sleep(7 * time.Second)
		for _, r := range all {
			start := time.Now()
			if err := r.Close(); err != nil {
				t.Errorf("%s: %v", r.options.Role, err)
			}
			wantBetween(t, "closing "+r.options.Role, time.Since(start), 0, 3*time.Second)
			if n, kept := r.Untold(); n == 0 || !kept {
				t.Errorf("%s: %d observations are untold, kept: %t", r.options.Role, n, kept)
			}
		}
	})
}

// TestSilentBrokersTakeNoAct: who looks on never waits for them. At once he is told that
// they are silent; before that is known, soon after that nobody took it.
func TestSilentBrokersTakeNoAct(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.Emit, 2))
		service := c.join(c.options(RoleService))
		o, muted := c.mutableOptions(RoleWatch)
		r := c.join(o)
		w := r.Watched()
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Count() == 2 })
		muted.Store(true)
		act := func() error {
			start := time.Now()
			defer func() { wantBetween(t, "acting", time.Since(start), 0, 0) }()
			return w.Act(0, sim.Input{NewOrder: true})
		}
		if err := act(); err != nil {
			t.Errorf("nobody knows yet that the brokers are silent: %v", err)
		}
		time.Sleep(putTimeout + time.Millisecond)
		if what, _ := w.Waits(); what.English != "That was not possible: the brokers did not take it within 3s, and nobody else has learnt of it" {
			t.Errorf("what is said: %q", what.English)
		}
		if err := act(); !errors.Is(err, errSilent) {
			t.Errorf("an act on silent brokers: %v", err)
		}
		c.close(service)
		_ = r.Close() // what it could not tell is lost: it has no spool
	})
}

// TestASecondServiceOnAnotherDatabase: it would be another run on the same topics.
func TestASecondServiceOnAnotherDatabase(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.Emit, 2))
		on := func(name string, plan sim.Config) (*RoleRun, string) {
			o := c.options(RoleService)
			o.DB, o.Plan = filepath.Join(folder, name), &Plan{Version: "test", Config: plan}
			r, err := StartRole(t.Context(), o)
			if err != nil {
				return nil, sim.TextOf(err).English
			}
			return r, ""
		}
		first, why := on("a.db", c.plan.Config)
		if first == nil {
			t.Fatal(why)
		}
		if _, why := on("b.db", c.plan.Config); !strings.HasPrefix(why, "there is a run of the prefix team already, on another database than ") || strings.Contains(why, "\n") {
			t.Errorf("on another database: %q", why)
		}
		if _, why := on("b.db", config(sim.Send, 2)); !strings.HasPrefix(why, "there is a run of the prefix team already, with another plan") {
			t.Errorf("with another plan: %q", why)
		}
		if _, why := on("a.db", c.plan.Config); !strings.Contains(why, "another run works on it") {
			t.Errorf("on the same: %q", why)
		}
		c.close(first)
		again, why := on("a.db", c.plan.Config)
		if again == nil {
			t.Fatal(why)
		}
		c.close(again)
	})
}

// TestTwoServicesAtOnce: of two that begin a run at the same time, each on a database of its
// own, one does, and the plan is that one's.
func TestTwoServicesAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.Emit, 2))
		runs, refusals := make(chan *RoleRun, 2), make(chan error, 2)
		for range 2 {
			o := c.options(RoleService)
			go func() {
				r, err := StartRole(t.Context(), o)
				runs <- r
				refusals <- err
			}()
		}
		var first *RoleRun
		var why []string
		for range 2 {
			if r := <-runs; r != nil {
				first = r
			}
			if err := <-refusals; err != nil {
				why = append(why, sim.TextOf(err).English)
			}
		}
		if len(why) != 1 || !strings.HasPrefix(why[0], "there is a run of the prefix team already, on another database than ") {
			t.Fatalf("refused: %q", why)
		}
		w := c.join(c.options(RoleWatch))
		if w.Plan.Database != first.Plan.Database {
			t.Errorf("the plan names the database %s of the one that was refused", w.Plan.Database)
		}
		c.close(first, w)
	})
}
