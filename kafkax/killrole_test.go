package kafkax

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// roleEnv has what a process is that is one role of a run, and is to be killed.
const roleEnv = "ORDERFLOW_TEST_ROLE"

// roleVictim says which.
type roleVictim struct {
	Brokers                 []string
	DB, Prefix, Role, Spool string
	Plan                    *Plan
}

func (v *roleVictim) options() RoleOptions {
	return RoleOptions{Options: Options{Brokers: v.Brokers, DB: v.DB}, Prefix: v.Prefix, Role: v.Role, Members: 1, Spool: v.Spool, Version: "test", Plan: v.Plan}
}

// serveRole is such a process, until it is told to end.
func serveRole(text string) error {
	var v roleVictim
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return err
	}
	o := v.options()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	fmt.Println("here") // from now on a signal lets it end in order
	r, err := StartRole(ctx, o)
	if err != nil {
		if ctx.Err() != nil {
			return nil // told to end before it has begun
		}
		return err
	}
	<-r.Done()
	return errors.Join(r.Err(), r.Close())
}

// crew is the processes of a run, each its own.
type crew struct {
	t       *testing.T
	options map[string]*roleVictim
	running map[string]*exec.Cmd
	said    map[string]*strings.Builder
	here    map[string]io.Reader // has a line once the process hears signals
}

func (c *crew) start(role string) {
	c.t.Helper()
	text, err := json.Marshal(c.options[role])
	if err != nil {
		c.t.Fatal(err)
	}
	cmd, out := exec.Command(os.Args[0]), &strings.Builder{}
	cmd.Env, cmd.Stderr = append(os.Environ(), roleEnv+"="+string(text)), out
	here, err := cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.running[role], c.said[role], c.here[role] = cmd, out, here
}

// kill ends a process by signal 9, and lets the session of its members run out at once.
func (c *crew) kill(role string) {
	c.t.Helper()
	if err := c.running[role].Process.Kill(); err != nil {
		c.t.Errorf("%s has ended by itself: %s", role, c.said[role])
	}
	_ = c.running[role].Wait() // it was killed
	a := newAdmin(c.t.Context(), c.options[role].Brokers, new(net.Dialer).DialContext)
	defer a.close()
	for group := sim.InHouseGroup; group < sim.GroupCount; group++ {
		if group.String() == role || group == sim.ServiceGroup && role == RoleService {
			if err := a.evict(c.t.Context(), record.Names{Prefix: c.options[role].Prefix + "."}.Group(group)); err != nil {
				c.t.Error(err)
			}
		}
	}
}

// end lets the processes end by themselves.
func (c *crew) end() {
	c.t.Helper()
	for role, cmd := range c.running {
		_, _ = c.here[role].Read(make([]byte, 1)) // where it has ended before, its error is told
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			c.t.Errorf("%s: %v: %s", role, err, c.said[role])
		}
	}
}

// killRoles kills roles of a run at random moments, one after the other, and lets the
// last of them come to the end of what there is to do.
func killRoles(t *testing.T, brokers []string, config sim.Config, prefix string, seed uint64, kills int) {
	folder := t.TempDir()
	database := filepath.Join(folder, "orders.db")
	c := &crew{t: t, options: make(map[string]*roleVictim), running: make(map[string]*exec.Cmd), said: make(map[string]*strings.Builder), here: make(map[string]io.Reader)}
	roles := []string{RoleService, RoleInHouse, RoleStatistics}
	options := func(role string) *roleVictim {
		return &roleVictim{Brokers: brokers, Prefix: prefix, Role: role, Spool: filepath.Join(folder, "spool")}
	}
	for _, role := range roles {
		o := options(role)
		if role == RoleService {
			o.Plan = &Plan{Version: "test", Config: config}
		}
		if role != RoleStatistics {
			o.DB = database
		}
		c.options[role] = o
		c.start(role)
	}
	watcher, err := StartRole(t.Context(), options(RoleWatch).options())
	if err != nil {
		t.Fatal(err)
	}
	watched := watcher.Watched()
	moments := rand.New(rand.NewPCG(seed, 15))
	for range kills {
		time.Sleep(time.Duration(moments.Int64N(int64(1200 * time.Millisecond))))
		role := roles[moments.IntN(len(roles))]
		c.kill(role)
		c.start(role)
	}
	over := func(s *sim.State) bool {
		n := 0
		for id := range s.Orders.Each() {
			if o := s.Order(id); o.Row.Final() || o.Row == sim.RowCreated && s.At > o.Rungs[sim.Created]+5*time.Second { // it died before it took the points
				n++
			}
		}
		return n == config.Orders
	}
	for deadline := time.Now().Add(90 * time.Second); !over(watched.State()); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Errorf("it does not come to its end: %+v", watched.State().Totals())
			break
		}
	}
	c.end()
	time.Sleep(time.Second) // what was said last is on its way
	watched.End(sim.ReasonQuit)
	watched.Advance(0)
	if err := watcher.Close(); err != nil {
		t.Error(err)
	}
	wantRolesTrue(t, watched, database)
}

// wantRolesTrue checks that nothing was lost, that the log adds up, and that it says of
// each order what the database says.
func wantRolesTrue(t *testing.T, watched *Watched, database string) {
	t.Helper()
	if err := lawfulOfRoles(watched.Log()); err != nil {
		t.Error(err)
	}
	known, b := ledgerOf(t, database)
	if b.Held != 0 || b.Paid != b.Earned+b.Refunded {
		t.Errorf("balance %+v", b)
	}
	state := watched.State()
	if state.Count() != len(known) {
		t.Errorf("%d orders in the log, %d in the database", state.Count(), len(known))
	}
	for _, k := range known {
		if k.Paid == 0 && k.Row == sim.RowCreated {
			continue // it died before it took the points
		}
		if k.Row != sim.RowCompleted || len(k.Deliveries) != 1 {
			t.Errorf("order %s: row %s, delivered %d times", k.Order.ID, k.Row, len(k.Deliveries))
		}
		for id := range state.Orders.Each() {
			if o := state.Order(id); o.Order.ID == k.Order.ID && (o.Row != k.Row || o.Truth() == sim.Lost) {
				t.Errorf("order %s: the log says %s, %s, the database %s", k.Order.ID, o.Row, o.Truth(), k.Row)
			}
		}
	}
}

// lawfulOfRoles is lawful of a log in which processes die whose killer nobody saw.
func lawfulOfRoles(log *sim.Log) error {
	for e := range log.All() {
		if e.Cause == 0 && !isInput(e) && e.Type != sim.MemberLeft {
			return fmt.Errorf("nothing has caused %s", e.AppendJSON(nil))
		}
	}
	return nil
}

// TestRolesKilled: processes of a run that are killed at any moment, and started again,
// lose no paid order, and who watches sees what is so.
func TestRolesKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("processes that are killed take their time")
	}
	t.Parallel()
	killRoles(t, brokersApart(t), killConfig(sim.EmitAwait, sim.Outbox, sim.Dedupe), "killed", 1, 5)
}
