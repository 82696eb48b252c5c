package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"orderflow/sim"
)

// postgresEnv names a PostgreSQL that the tests may use: postgres://….
const postgresEnv = "ORDERFLOW_POSTGRES"

// engines runs a test on each database: in memory, in a file, and PostgreSQL
// where there is one. place is empty, a file that is not there yet, or a schema
// of the test's own.
func engines(t *testing.T, test func(t *testing.T, place string)) {
	t.Run("memory", func(t *testing.T) { test(t, "") })
	t.Run("file", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "orders.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, ownSchema(t)) })
}

// ownSchema returns a URL with a schema of the test's own.
func ownSchema(t *testing.T) string {
	t.Helper()
	server := os.Getenv(postgresEnv)
	if server == "" {
		t.Skipf("%s names no PostgreSQL", postgresEnv)
	}
	schema := "test_" + strings.ToLower(strings.NewReplacer("/", "_", "#", "_").Replace(t.Name()))
	schema = schema[:min(len(schema), 60)]
	drop := func() {
		db, err := sql.Open("pgx", server)
		if err == nil {
			_, err = db.Exec("DROP SCHEMA IF EXISTS " + schema + " CASCADE")
			db.Close()
		}
		if err != nil {
			t.Error(err)
		}
	}
	drop()
	t.Cleanup(drop)
	return server + "?search_path=" + schema
}

func open(t *testing.T, place string) *Store {
	t.Helper()
	s, err := Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// fresh returns a new order that costs 300 points for 10 likes.
func fresh(id string) New {
	return New{Plan: 1, Order: sim.Order{ID: id, Customer: sim.Company, Channel: sim.Instagram, Product: sim.Likes, Quantity: 10, Points: 300, Fulfilment: sim.InHouse, Link: "https://example.org/p/1"}}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// paidOrder creates an order and takes its points.
func paidOrder(t *testing.T, s *Store, id string, outbox bool) {
	t.Helper()
	must(t, s.Create(t.Context(), fresh(id)), s.Pay(t.Context(), id, outbox))
}

func wantBalance(t *testing.T, s *Store, paid, refunded, earned, held int64) {
	t.Helper()
	b, err := s.Balance(t.Context())
	must(t, err)
	if len(b.Wrong) > 0 || b.Paid != paid || b.Refunded != refunded || b.Earned != earned || b.Held != held {
		t.Errorf("balance %+v, want %d paid = %d refunded + %d earned + %d held", b, paid, refunded, earned, held)
	}
}

// The life of an order, in the words of its row, and of its points.
func TestOrder(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		s, ctx := open(t, place), t.Context()
		paidOrder(t, s, "A-1", false)
		wantBalance(t, s, 300, 0, 0, 300)
		attempt, err := s.Attempt(ctx, "A-1", sim.ByService)
		must(t, err)
		if b, _ := s.Balance(ctx); b.Unknown != 1 {
			t.Errorf("%d attempts are unknown while one is under way", b.Unknown)
		}
		row, _, err := s.Published(ctx, "A-1", attempt, false)
		if err != nil || row != sim.RowPublished {
			t.Errorf("marked: the row says %s (%v)", row, err)
		}
		if moved, _, err := s.Follow(ctx, "A-1", sim.RowProcessing, 0); err != nil || !moved {
			t.Errorf("processing: moved %t (%v)", moved, err)
		}
		if row, err := s.Mark(ctx, "A-1"); err != nil || row != sim.RowProcessing {
			t.Errorf("marking moved the row back to %s (%v)", row, err)
		}
		moved, refunded, err := s.Follow(ctx, "A-1", sim.RowPartial, 4)
		if err != nil || !moved || refunded != 180 {
			t.Errorf("4 of 10 delivered: moved %t, %d given back (%v)", moved, refunded, err)
		}
		if moved, refunded, err := s.Follow(ctx, "A-1", sim.RowCompleted, 10); err != nil || moved || refunded != 0 {
			t.Errorf("an order that is over moved: %t, %d (%v)", moved, refunded, err)
		}
		wantBalance(t, s, 300, 180, 120, 0)
	})
}

// The catch block gives the points back once, unless a job publishes again; then
// the outbox has the event.
func TestPublishFailed(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		s, ctx := open(t, place), t.Context()
		for id, plan := range map[string]Plan{"back": {}, "again": {Again: true}, "outbox": {Again: true, Outbox: true}} {
			paidOrder(t, s, id, false)
			attempt, err := s.Attempt(ctx, id, sim.ByService)
			must(t, err)
			f, err := s.PublishFailed(ctx, id, attempt, sim.WriteFailed, plan)
			if want := (Failure{Changed: true, Refunded: map[bool]int64{false: 300}[plan.Again]}); err != nil || f != want {
				t.Errorf("%s: %+v (%v), want %+v", id, f, err, want)
			}
			f, err = s.PublishFailed(ctx, id, attempt, sim.WriteFailed, plan)
			if err != nil || f.Changed || f.Refunded != 0 {
				t.Errorf("%s again: %+v (%v)", id, f, err)
			}
		}
		wantBalance(t, s, 900, 300, 0, 600)
		for by, want := range map[sim.By][]string{sim.ByOutbox: {"outbox"}, sim.BySweeper: {"again", "outbox"}} {
			taken, err := s.Take(ctx, by, "one", 0, 10)
			slices.Sort(taken)
			if err != nil || !slices.Equal(taken, want) {
				t.Errorf("%d takes %v (%v), want %v", by, taken, err, want)
			}
		}
		list, err := s.Orders(ctx)
		must(t, err)
		for _, k := range list {
			if len(k.Attempts) != 1 || !k.Attempts[0].Over || k.Attempts[0].Error != sim.WriteFailed || k.Row != sim.RowPublishFailed {
				t.Errorf("known: %+v", k)
			}
		}
	})
}

// What is paid with an outbox is in it, all or nothing, and the relay marks both.
func TestOutbox(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		s, ctx := open(t, place), t.Context()
		paidOrder(t, s, "1", true)
		if s.Pay(ctx, "1", true) == nil {
			t.Error("an order was paid twice")
		}
		wantBalance(t, s, 300, 0, 0, 300)
		taken, err := s.Take(ctx, sim.ByOutbox, "relay", 0, 10)
		if err != nil || len(taken) != 1 {
			t.Fatalf("took %v (%v)", taken, err)
		}
		if n, err := s.Left(ctx, Jobs{Outbox: true}, "other"); err != nil || n != 1 {
			t.Errorf("%d left (%v) while it is published", n, err)
		}
		if n, err := s.Left(ctx, Jobs{Outbox: true, Sweeper: true}, "relay"); err != nil || n != 1 {
			t.Errorf("%d left (%v) for the relay: want the row, which the sweeper would take", n, err)
		}
		attempt, err := s.Attempt(ctx, "1", sim.ByOutbox)
		must(t, err)
		row, sent, err := s.Published(ctx, "1", attempt, true)
		if err != nil || !sent || row != sim.RowPublished {
			t.Errorf("sent %t, row %s (%v)", sent, row, err)
		}
		if n, err := s.Left(ctx, Jobs{Outbox: true, Sweeper: true}, "other"); err != nil || n != 0 {
			t.Errorf("%d left (%v) when all is published", n, err)
		}
	})
}

// Two relays, and two sweepers, at once: nothing is taken twice, nothing is left.
func TestTwoRelays(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		first := open(t, place)
		second := first
		if place != "" { // another process
			second = open(t, place)
		}
		const orders = 60
		for i := range orders {
			paidOrder(t, first, fmt.Sprint(i+1), true)
		}
		var mu sync.Mutex
		published := map[string]int{}
		var both sync.WaitGroup
		for n, s := range []*Store{first, second} {
			both.Go(func() {
				for {
					taken, err := s.Take(t.Context(), sim.ByOutbox, fmt.Sprint("relay-", n), 0, 3)
					if err != nil || len(taken) == 0 {
						if err != nil {
							t.Error(err)
						}
						return
					}
					for _, id := range taken {
						mu.Lock()
						published[id]++
						mu.Unlock()
						if _, _, err := s.Published(t.Context(), id, 0, true); err != nil {
							t.Error(err)
						}
					}
				}
			})
		}
		both.Wait()
		for i := range orders {
			if id := fmt.Sprint(i + 1); published[id] != 1 {
				t.Errorf("order %s was published %d times", id, published[id])
			}
		}
	})
}

// A row that was taken belongs to its owner until its lease is over or it is
// given back.
func TestLease(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		s, ctx := open(t, place), t.Context()
		paidOrder(t, s, "1", true)
		take := func(owner string, want int) {
			t.Helper()
			if taken, err := s.Take(ctx, sim.ByOutbox, owner, 0, 10); err != nil || len(taken) != want {
				t.Errorf("%s took %v (%v), want %d", owner, taken, err, want)
			}
		}
		take("dead", 1)
		take("other", 0)
		must(t, s.in(ctx, func(x *tx) error { return x.exec("UPDATE outbox SET taken_until = {now} - 1") }))
		take("other", 1)
		must(t, s.in(ctx, func(x *tx) error { return x.exec("UPDATE outbox SET taken_until = {now} - 1") }), s.Renew(ctx, "other"))
		take("dead", 0)
		must(t, s.GiveBack(ctx, "other", ""))
		take("dead", 1)
	})
}

// The inbox is written with the work's result: the second delivery of a record
// does nothing. Without it the work is done again.
func TestInbox(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		s, ctx := open(t, place), t.Context()
		paidOrder(t, s, "1", false)
		work := Result{Group: sim.InHouseGroup, ID: "1", Row: sim.RowCompleted, Delivered: 10}
		for i, want := range []bool{true, false} {
			if done, err := s.Deliver(ctx, work, true); err != nil || done != want {
				t.Errorf("delivery %d with an inbox: done %t (%v)", i+1, done, err)
			}
		}
		if done, err := s.Deliver(ctx, work, false); err != nil || !done {
			t.Errorf("a delivery without an inbox: done %t (%v)", done, err)
		}
		r, ok, err := s.Seen(ctx, sim.InHouseGroup, "1")
		if err != nil || !ok || r != work {
			t.Errorf("seen %+v, %t (%v)", r, ok, err)
		}
		if list, err := s.Unreported(ctx); err != nil || len(list) != 1 || list[0] != work {
			t.Errorf("unreported %+v (%v)", list, err)
		}
		must(t, s.Reported(ctx, sim.InHouseGroup, "1", sim.RowCompleted))
		if list, err := s.Unreported(ctx); err != nil || len(list) != 0 {
			t.Errorf("unreported %+v (%v) after the report", list, err)
		}
		list, err := s.Orders(ctx)
		if err != nil || len(list) != 1 || len(list[0].Deliveries) != 2 {
			t.Errorf("known %+v (%v), want two deliveries", list, err)
		}
		must(t, s.Remember(ctx, Result{Group: sim.ExternalGroup, ID: "1", Row: sim.RowProcessing, Job: 7}))
		if list, err := s.Purchases(ctx); err != nil || len(list) != 1 || list[0].Job != 7 {
			t.Errorf("purchases %+v (%v)", list, err)
		}
	})
}

// What was written is there when the database is opened again, and a database of
// an older schema is brought up to date with what it has.
func TestMigration(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		if place == "" {
			t.Skip("a database in memory is never old")
		}
		s, err := connect(place)
		must(t, err, s.prepare(t.Context()), s.migrate(t.Context(), 1))
		paidOrder(t, s, "1", true)
		must(t, s.Close())
		s = open(t, place)
		list, err := s.Orders(t.Context())
		if err != nil || len(list) != 1 || list[0].Row != sim.RowPaid || list[0].Paid != 300 || !list[0].Outboxed || list[0].Sent {
			t.Fatalf("known %+v (%v)", list, err)
		}
		must(t, s.DeadLetter(t.Context(), sim.InHouseGroup, sim.Orders, 0, 4, "1", sim.Poisoned))
		if b, err := s.Balance(t.Context()); err != nil || b.Dead != 1 {
			t.Errorf("balance %+v (%v)", b, err)
		}
		prefix, err := s.Meta(t.Context(), "prefix", "first.")
		must(t, err)
		if again, err := s.Meta(t.Context(), "prefix", "second."); err != nil || again != prefix || prefix != "first." {
			t.Errorf("the prefix was %q and is %q (%v)", prefix, again, err)
		}
		must(t, s.in(t.Context(), func(x *tx) error { return x.exec("UPDATE meta SET value = '99' WHERE name = 'schema'") }), s.Close())
		wantRefused(t, place, ": is of schema 99, and this program knows up to 2: use a newer orderflow, or another database")
	})
}

// wantRefused opens a place that cannot be opened.
func wantRefused(t *testing.T, place, want string) {
	t.Helper()
	s, err := Open(t.Context(), place)
	if err == nil {
		s.Close()
		t.Fatalf("%s was opened", place)
	}
	text := sim.TextOf(err)
	if !strings.Contains(text.English, want) || strings.Contains(text.English, "\n") || text.Korean == text.English {
		t.Errorf("opening %s: %q / %q, want one line with %q", place, text.English, text.Korean, want)
	}
}

// What is not ours is refused by one line, and left as it is.
func TestForeign(t *testing.T) {
	folder := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(folder, name)
		must(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	other := filepath.Join(folder, "other.db")
	db, err := sql.Open("sqlite", other)
	must(t, err)
	_, err = db.Exec("CREATE TABLE guests (name TEXT)")
	must(t, err, db.Close())
	text, short := write("notes.txt", strings.Repeat("my notes\n", 50)), write("short", "x")
	for place, want := range map[string]string{
		other:  ": is a database of something else: name another file or database",
		text:   ": is not a database: name a new file, or one that orderflow live --db wrote",
		short:  ": is not a database: ",
		folder: ": is not a file: ",
		filepath.Join(folder, "no", "such", "folder.db"):      ": opening the database: ",
		"postgres://me:hush@localhost:port/x":                 "postgres://…: is not a URL of PostgreSQL: ",
		"postgres://me:hush@127.0.0.1:1/x?connect_timeout=2":  "postgres://me@127.0.0.1:1/x: opening the database: ",
		"postgres://me@127.0.0.1:1/x?password=hush&sslmode=x": "postgres://me@127.0.0.1:1/x: is not a URL of PostgreSQL: ",
	} {
		before, _ := os.ReadFile(place)
		wantRefused(t, place, want)
		if _, err := Open(t.Context(), place); err != nil && strings.Contains(err.Error(), "hush") {
			t.Errorf("opening %s says the password: %v", place, err)
		}
		if after, _ := os.ReadFile(place); !bytes.Equal(after, before) {
			t.Errorf("%s was changed", place)
		}
	}
}

// In PostgreSQL a schema with other tables is somebody else's.
func TestForeignSchema(t *testing.T) {
	place := ownSchema(t)
	s, err := connect(place)
	must(t, err, s.prepare(t.Context()), s.in(t.Context(), func(x *tx) error { return x.exec("CREATE TABLE guests (name TEXT)") }), s.Close())
	wantRefused(t, place, ": is a database of something else")
}

// An empty file, and one that was only begun, are new databases.
func TestEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c#d%20.db")
	must(t, os.WriteFile(path, nil, 0o600))
	s, err := connect(path)
	must(t, err, s.prepare(t.Context()), s.Close()) // killed before its first table
	s = open(t, path)
	paidOrder(t, s, "1", false)
	must(t, s.Close())
	if fresh, err := probe(path); err != nil || fresh {
		t.Errorf("after the first order the file is fresh: %t (%v)", fresh, err)
	}
}

// A ledger that is false is said to be.
func TestFalseLedger(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		for change, want := range map[string]string{
			"UPDATE entries SET points = points + 1 WHERE account = 'held'":            "order 1: a movement without two entries that sum to zero",
			"DELETE FROM entries WHERE account = 'customers'":                          "order 1: a movement without two entries that sum to zero",
			"UPDATE orders SET points = 1":                                             "order 1: what was paid is not the price",
			"UPDATE orders SET status = 'completed'":                                   "order 1: the order is over, and points of it are held",
			"INSERT INTO movements (order_id, kind, at) VALUES ('1', 'earned', {now})": "order 1: a movement without two entries that sum to zero",
		} {
			s := open(t, place)
			must(t, s.in(t.Context(), func(x *tx) error {
				for _, table := range []string{"entries", "movements", "orders"} {
					if err := x.exec("DELETE FROM " + table); err != nil {
						return err
					}
				}
				return nil
			}))
			paidOrder(t, s, "1", false)
			must(t, s.in(t.Context(), func(x *tx) error { return x.exec(change) }))
			if b, err := s.Balance(t.Context()); err != nil || !slices.Contains(b.Wrong, want) {
				t.Errorf("%s: %q (%v), want %q", change, b.Wrong, err, want)
			}
			must(t, s.Close())
		}
	})
}

// A transaction that was begun is finished, though its run has ended.
func TestEndedRun(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		s := open(t, place)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		must(t, s.Create(ended, fresh("1")), s.Pay(ended, "1", true))
		wantBalance(t, s, 300, 0, 0, 300)
	})
}

// One run at a time: the second is told so, and gets the database when the first
// has ended.
func TestAlone(t *testing.T) {
	engines(t, func(t *testing.T, place string) {
		first := open(t, place)
		must(t, first.Alone(t.Context()))
		if place == "" {
			return
		}
		second := open(t, place)
		if err := second.Alone(t.Context()); err == nil || !strings.HasSuffix(err.Error(), ": another run works on it: end that one first, or name another database") {
			t.Errorf("a second run: %v", err)
		}
		must(t, first.Close(), second.Alone(t.Context()))
	})
}

// A file has one lock, by whatever name it is called.
func TestAloneByAnotherName(t *testing.T) {
	file, link := filepath.Join(t.TempDir(), "orders.db"), filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	must(t, open(t, file).Alone(t.Context()))
	if err := open(t, link).Alone(t.Context()); err == nil {
		t.Error("two runs are on one file")
	}
}

// PostgreSQL may end the connection that has the lock. It is taken again, unless somebody
// else has it by then.
func TestKeepingAlone(t *testing.T) {
	first := open(t, ownSchema(t))
	second := open(t, first.path)
	must(t, first.Alone(t.Context()))
	const holders = "FROM pg_locks WHERE locktype = 'advisory' AND classid = 7303015 AND objid::bigint = hashtext(current_schema())::bigint & 4294967295"
	end := func() {
		t.Helper()
		var ended bool
		must(t, second.db.QueryRowContext(t.Context(), "SELECT pg_terminate_backend(pid, 10000) "+holders).Scan(&ended))
	}
	ctx, cancel := context.WithCancel(t.Context())
	kept := make(chan error, 1)
	end()
	go func() { kept <- first.Keep(ctx) }()
	for n := 0; n == 0; {
		must(t, second.db.QueryRowContext(t.Context(), "SELECT count(*) "+holders).Scan(&n))
	}
	cancel()
	must(t, <-kept)
	end()
	must(t, second.Alone(t.Context()))
	if err := first.Keep(t.Context()); err == nil || !strings.HasSuffix(err.Error(), ": another run has taken it over, while the connection to it was lost") {
		t.Errorf("the lock is another's: %v", err)
	}
}
