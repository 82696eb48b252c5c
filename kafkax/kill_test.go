package kafkax

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/panel"
	"orderflow/internal/store"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// The environment of a process that is to be killed, or of one that a test
// starts after it.
const (
	victimEnv   = "ORDERFLOW_TEST_VICTIM"
	slowEnv     = "ORDERFLOW_SLOW"
	postgresEnv = "ORDERFLOW_POSTGRES"
)

// victim is what such a process runs.
type victim struct {
	Brokers []string
	DB      string
	Config  sim.Config
	Panel   string // the address of one that outlives it; empty = inside
	Key     string
}

// epitaph is what one says that came to its end.
type epitaph struct {
	Ended   sim.Reason
	Totals  sim.Totals
	Orders  []epitaphOrder
	Unknown int
}

type epitaphOrder struct {
	ID    string
	Truth string
	Ghost bool
	Back  bool // its points were given back
}

func TestMain(m *testing.M) {
	if text := os.Getenv(victimEnv); text != "" {
		if err := live(text, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if text := os.Getenv(roleEnv); text != "" {
		if err := serveRole(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// live runs a victim to its end.
func live(text string, out io.Writer) error {
	var v victim
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return err
	}
	log := &sim.Log{}
	s, err := Start(context.Background(), v.Config, Options{Brokers: v.Brokers, DB: v.DB, PanelURL: v.Panel, PanelKey: v.Key}, log.Append)
	if err != nil {
		return err
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		return err
	}
	if err := lawful(log); err != nil {
		return err
	}
	state := s.State()
	e := epitaph{Ended: state.Ended, Totals: state.Totals()}
	for n := range state.Orders.Each() {
		o := state.Order(n)
		e.Orders = append(e.Orders, epitaphOrder{ID: o.Order.ID, Truth: o.Truth().String(), Ghost: o.Has(sim.GhostCharge), Back: o.Refunded == o.Charged})
	}
	return json.NewEncoder(out).Encode(e)
}

// lawful checks that every event but an input has a cause, and that the log can
// be read back.
func lawful(log *sim.Log) error {
	for e := range log.All() {
		if e.Cause == 0 && !isInput(e) {
			return fmt.Errorf("nothing has caused %s", e.AppendJSON(nil))
		}
	}
	var written bytes.Buffer
	if _, err := log.WriteTo(&written); err != nil {
		return err
	}
	_, err := sim.ReadLog(&written)
	return err
}

// spawn starts a victim.
func (v victim) spawn(t *testing.T) (*exec.Cmd, *strings.Builder) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	out := &strings.Builder{}
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), victimEnv+"="+string(text)), out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

// brokersApart starts a Kafka that outlives the victims.
func brokersApart(t *testing.T) []string {
	t.Helper()
	cluster, err := kfake.NewCluster(kfake.NumBrokers(sim.BrokerCount), kfake.BrokerConfigs(map[string]string{"default.replication.factor": "3", "min.insync.replicas": "2"}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	return cluster.ListenAddrs()
}

// killed runs a victim over and over, kills it at random moments, lets the last
// one come to its end, and returns what that says.
func (v victim) killed(t *testing.T, moments *rand.Rand, kills int) epitaph {
	t.Helper()
	for n := 0; ; n++ {
		cmd, out := v.spawn(t)
		if n < kills {
			timer := time.AfterFunc(time.Duration(moments.Int64N(int64(killWithin))), func() { _ = cmd.Process.Kill() })
			err := cmd.Wait()
			timer.Stop()
			if err == nil || cmd.ProcessState.Exited() {
				if err != nil {
					t.Fatalf("the run failed: %s", out)
				}
				kills = n // it was over before it could be killed
			}
			v.outlive(t)
			continue
		}
		if err := cmd.Wait(); err != nil {
			t.Fatalf("the last run failed: %s", out)
		}
		var e epitaph
		if err := json.Unmarshal([]byte(out.String()), &e); err != nil {
			t.Fatalf("the last run says %s", out)
		}
		t.Logf("killed %d times", n)
		return e
	}
}

// killWithin is the time of a victim's life in which it may be killed: it
// assembles its groups, publishes and works.
const killWithin = 4 * time.Second

// outlive lets the sessions of a dead victim's consumers run out at once, which
// would take six seconds.
func (v victim) outlive(t *testing.T) {
	t.Helper()
	db, err := store.Open(t.Context(), v.DB)
	if err != nil {
		t.Fatal(err)
	}
	prefix, err := db.Meta(t.Context(), "prefix", record.DrawPrefix())
	a := newAdmin(t.Context(), v.Brokers, new(net.Dialer).DialContext)
	defer a.close()
	for group := sim.InHouseGroup; group < sim.GroupCount; group++ {
		err = errors.Join(err, a.evict(t.Context(), record.Names{Prefix: prefix}.Group(group)))
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Error(err)
	}
}

func killConfig(mode sim.Mode, remedies ...sim.Remedy) sim.Config {
	c := config(mode, 10)
	c.Rate = sim.Rate{Orders: 5, Per: time.Second}
	c.SessionTimeout, c.Until = 6*time.Second, time.Minute
	return cured(c, remedies...)
}

// chains kills runs at random moments, so many times each.
func chains(t *testing.T, count, kills int, config func(chain int) sim.Config, place func(chain int) string, check func(t *testing.T, db string, e epitaph)) {
	brokers := brokersApart(t)
	atOnce := make(chan struct{}, 3*runtime.NumCPU())
	var all sync.WaitGroup
	for chain := range count {
		atOnce <- struct{}{}
		all.Go(func() {
			defer func() { <-atOnce }()
			t.Run(fmt.Sprint(chain), func(t *testing.T) {
				v := victim{Brokers: brokers, DB: place(chain), Config: config(chain)}
				check(t, v.DB, v.killed(t, rand.New(rand.NewPCG(uint64(chain), 15)), kills))
			})
		})
	}
	all.Wait()
}

// wantNothingLost checks that every order that was paid was carried out once,
// or its points are back, and that the ledger says so.
func wantNothingLost(t *testing.T, db string, e epitaph) {
	t.Helper()
	known, b := ledgerOf(t, db)
	if len(known) != 10 || b.Held != 0 || b.Paid != b.Earned+b.Refunded || e.Ended != sim.ReasonQuiet {
		t.Errorf("%d orders, balance %+v, ended with reason %d", len(known), b, e.Ended)
	}
	for _, k := range known {
		switch {
		case k.Paid == 0 && k.Row == sim.RowCreated: // it died before it took the points
		case k.Order.Fulfilment == sim.External && (k.Row == sim.RowCompleted || k.Row == sim.RowCanceled && k.Refunded == k.Paid): // the panel died with it
		case k.Row != sim.RowCompleted || len(k.Deliveries) != 1:
			t.Errorf("order %s: row %s, delivered %d times", k.Order.ID, k.Row, len(k.Deliveries))
		}
	}
	for _, o := range e.Orders {
		if o.Truth == sim.Lost.String() || o.Ghost {
			t.Errorf("order %s is called %s", o.ID, o.Truth)
		}
	}
}

// wantJustTheNamedLosses checks that what was not carried out is what the
// checker calls lost, or its points are back.
func wantJustTheNamedLosses(t *testing.T, db string, e epitaph) {
	t.Helper()
	known, b := ledgerOf(t, db)
	if b.Paid != b.Earned+b.Refunded+b.Held {
		t.Errorf("balance %+v", b)
	}
	for _, k := range known {
		i := slices.IndexFunc(e.Orders, func(o epitaphOrder) bool { return o.ID == k.Order.ID })
		if i < 0 {
			t.Errorf("the log knows nothing of order %s", k.Order.ID)
			continue
		}
		o := e.Orders[i]
		lost := k.Paid > k.Refunded && len(k.Deliveries) == 0
		if lost != (o.Truth == sim.Lost.String()) || lost != o.Ghost {
			t.Errorf("order %s: row %s, paid %d, %d back, delivered %d times, and the log calls it %s (ghost charge: %t)",
				o.ID, k.Row, k.Paid, k.Refunded, len(k.Deliveries), o.Truth, o.Ghost)
		}
	}
}

func ledgerOf(t *testing.T, db string) ([]*store.Known, store.Balance) {
	t.Helper()
	s, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	known, err := s.Orders(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Balance(t.Context())
	if err := errors.Join(err, b.Err(db), s.Close()); err != nil {
		t.Error(err)
	}
	return known, b
}

// files returns a place for the database of each chain.
func files(t *testing.T) func(int) string {
	folder := t.TempDir()
	return func(chain int) string { return filepath.Join(folder, fmt.Sprintf("orders-%d.db", chain)) }
}

// cureOf has a mode for each chain, with the remedies.
func cureOf(remedies ...sim.Remedy) func(int) sim.Config {
	return func(chain int) sim.Config {
		c := killConfig(modes[chain%len(modes)], remedies...)
		if chain%4 == 3 {
			c.ExternalRatio = 300
		}
		return c
	}
}

// A process that is killed at any moment, and started again on the same database
// and topics, loses no paid order, if it has an outbox and the consumers their
// inbox.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("processes that are killed take their time")
	}
	t.Parallel()
	chains(t, 4, 2, cureOf(sim.Outbox, sim.Dedupe), files(t), wantNothingLost)
}

// What it has bought before it was killed the next one finds by asking the panel,
// without any inbox that would keep it from handling a record again.
func TestKilledBuysOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("processes that are killed take their time")
	}
	t.Parallel()
	var mu sync.Mutex
	sold := make(map[string]int) // by buyer and order
	shop, err := panel.Start(panel.Options{Key: elsewhereKey, Seed: 7, Balance: 1_000_000_000_00, Watch: func(c panel.Change) {
		mu.Lock()
		defer mu.Unlock()
		if c.Kind == panel.Accepted {
			sold[fmt.Sprintf("%s, order %d", c.Job.Buyer, c.Job.Order)]++
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	c := killConfig(sim.EmitAwait, sim.Outbox, sim.Reconcile)
	c.ExternalRatio, c.Until = 1000, 2*time.Minute
	v := victim{Brokers: brokersApart(t), DB: files(t)(0), Config: c, Panel: shop.URL(), Key: elsewhereKey}
	v.killed(t, rand.New(rand.NewPCG(3, 15)), 3)
	known, b := ledgerOf(t, v.DB)
	for _, k := range known {
		if k.Row != sim.RowCompleted && k.Paid > 0 {
			t.Errorf("order %s: row %s", k.Order.ID, k.Row)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	for order, times := range sold {
		if times != 1 {
			t.Errorf("%s: bought %d times", order, times)
		}
	}
	if len(known) != 10 || b.Held != 0 || len(sold) == 0 {
		t.Errorf("%d orders, %d bought, balance %+v", len(known), len(sold), b)
	}
}

// Without them it loses what the checker says.
func TestKilledWithoutRemedies(t *testing.T) {
	if testing.Short() {
		t.Skip("processes that are killed take their time")
	}
	t.Parallel()
	chains(t, 3, 1, func(chain int) sim.Config { return killConfig(modes[chain%len(modes)]) }, files(t), wantJustTheNamedLosses)
}

// longEnv asks for what the gate has no time for: as many moments, and as long looks,
// as were first tried.
const longEnv = "ORDERFLOW_LONG"

// onlyLong skips what the gate has no time for.
func onlyLong(t *testing.T) {
	t.Helper()
	if os.Getenv(longEnv) == "" {
		t.Skipf("%s=1 asks for it: it takes long", longEnv)
	}
}

// TestSlowKills is both over 200 moments, for the slow tier with ORDERFLOW_LONG.
func TestSlowKills(t *testing.T) {
	if os.Getenv(slowEnv) == "" {
		t.Skipf("the slow tier: %s=1", slowEnv)
	}
	onlyLong(t)
	t.Run("cured", func(t *testing.T) { chains(t, 40, 4, cureOf(sim.Outbox, sim.Dedupe), files(t), wantNothingLost) })
	t.Run("roles", func(t *testing.T) {
		brokers := brokersApart(t)
		for chain := range uint64(10) { // 200 moments
			t.Run(fmt.Sprint(chain), func(t *testing.T) {
				t.Parallel()
				killRoles(t, brokers, killConfig(modes[chain%uint64(len(modes))], sim.Outbox, sim.Dedupe), fmt.Sprint("killed", chain), chain, 20)
			})
		}
	})
	t.Run("bare", func(t *testing.T) {
		chains(t, 20, 3, func(chain int) sim.Config { return killConfig(modes[chain%len(modes)]) }, files(t), wantJustTheNamedLosses)
	})
}

// The same on PostgreSQL.
func TestKilledOnPostgres(t *testing.T) {
	server := os.Getenv(postgresEnv)
	if server == "" {
		t.Skipf("%s names no PostgreSQL", postgresEnv)
	}
	schema := func(chain int) string { return fmt.Sprintf("killed_%d_%d", os.Getpid(), chain) }
	place := func(chain int) string { return server + "?search_path=" + schema(chain) }
	const count = 4
	t.Cleanup(func() {
		db, err := sql.Open("pgx", server)
		for chain := range count {
			if err == nil {
				_, err = db.Exec("DROP SCHEMA IF EXISTS " + schema(chain) + " CASCADE")
			}
		}
		if err != nil {
			t.Error(err)
			return
		}
		db.Close()
	})
	chains(t, count, 2, cureOf(sim.Outbox, sim.Dedupe), place, wantNothingLost)
}
