package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"orderflow/sim"
)

// migrations makes the schema: the statements at index i lead from version i to
// version i+1. What stands here never changes; what is new is added at the end.
var migrations = [][]string{
	{
		`CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,

		// plan is the number of the run's plan; NULL for an order that somebody added.
		// row is the order's status. taken_by and taken_until are the sweeper's lease.
		`CREATE TABLE orders (
			seq {serial}, id TEXT NOT NULL UNIQUE, plan BIGINT,
			customer TEXT NOT NULL, channel TEXT NOT NULL, product TEXT NOT NULL, quantity BIGINT NOT NULL,
			points BIGINT NOT NULL, fulfilment TEXT NOT NULL, link TEXT NOT NULL,
			status TEXT NOT NULL, status_at BIGINT NOT NULL, marked BIGINT NOT NULL DEFAULT 0,
			taken_by TEXT NOT NULL DEFAULT '', taken_until BIGINT NOT NULL DEFAULT 0)`,
		`CREATE INDEX orders_unpublished ON orders (status_at) WHERE status IN ('paid', 'publish-failed')`,

		// A movement of points has two entries, which sum to zero. An order has at most one of a kind.
		`CREATE TABLE movements (seq {serial}, order_id TEXT NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL, UNIQUE (order_id, kind))`,
		`CREATE TABLE entries (movement BIGINT NOT NULL REFERENCES movements (seq), account TEXT NOT NULL, points BIGINT NOT NULL, PRIMARY KEY (movement, account))`,

		// An attempt without an outcome is unknown: nobody waited for it, or who waited is dead.
		`CREATE TABLE attempts (seq {serial}, order_id TEXT NOT NULL, by TEXT NOT NULL, at BIGINT NOT NULL, outcome TEXT, error TEXT NOT NULL DEFAULT '', over_at BIGINT)`,
		`CREATE INDEX attempts_of ON attempts (order_id)`,

		`CREATE TABLE outbox (seq {serial}, order_id TEXT NOT NULL UNIQUE, at BIGINT NOT NULL, sent_at BIGINT,
			taken_by TEXT NOT NULL DEFAULT '', taken_until BIGINT NOT NULL DEFAULT 0)`,
		`CREATE INDEX outbox_unsent ON outbox (seq) WHERE sent_at IS NULL`,

		// What a consumer group has done. reported_at: the order service's topic has the report.
		`CREATE TABLE inbox (grp TEXT NOT NULL, order_id TEXT NOT NULL, result TEXT NOT NULL, delivered BIGINT NOT NULL, job BIGINT NOT NULL,
			at BIGINT NOT NULL, reported_at BIGINT, PRIMARY KEY (grp, order_id))`,

		// What the in-house server really did, as often as it did it.
		`CREATE TABLE deliveries (seq {serial}, order_id TEXT NOT NULL, delivered BIGINT NOT NULL, at BIGINT NOT NULL)`,
		`CREATE INDEX deliveries_of ON deliveries (order_id)`,
	},
	{
		`CREATE TABLE dead_letters (seq {serial}, grp TEXT NOT NULL, topic TEXT NOT NULL, part BIGINT NOT NULL, at_offset BIGINT NOT NULL,
			order_id TEXT NOT NULL, error TEXT NOT NULL, at BIGINT NOT NULL, UNIQUE (grp, topic, part, at_offset))`,
	},
}

// schemaKey is the name under which the database says its version.
const schemaKey = "schema"

// migrate brings the database to a version. A database of a newer version, or of
// something else, is refused and left as it is.
func (s *Store) migrate(ctx context.Context, to int) error {
	return s.in(ctx, func(t *tx) error {
		if s.dialect.postgres { // two processes may begin at once; the lock ends with the transaction
			if err := t.exec("SELECT pg_advisory_xact_lock(7303014)"); err != nil {
				return err
			}
		}
		at, err := t.version()
		if err != nil {
			return err
		}
		if at > len(migrations) {
			return Bad{sim.Refuse("%s: is of schema %d, and this program knows up to %d: use a newer orderflow, or another database",
				"%s: 스키마 %d인데 이 프로그램은 %d까지 압니다. 더 새로운 orderflow나 다른 데이터베이스를 쓰세요", s.name, at, len(migrations))}
		}
		for ; at < to; at++ {
			for _, statement := range migrations[at] {
				if err := t.exec(statement); err != nil {
					return fmt.Errorf("migrating to schema %d: %w", at+1, err)
				}
			}
		}
		return t.exec("INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", schemaKey, strconv.Itoa(at))
	})
}

// version returns the database's version; 0 = it is empty.
func (t *tx) version() (int, error) {
	tables, err := collect(t, func(rows *sql.Rows) (name string, err error) { return name, rows.Scan(&name) }, t.store.dialect.tables)
	if err != nil || len(tables) == 0 {
		return 0, err
	}
	var text string
	if slices.Contains(tables, "meta") && slices.Contains(tables, "orders") {
		err = t.row("SELECT value FROM meta WHERE name = $1", schemaKey).Scan(&text)
	}
	version, wrong := strconv.Atoi(text)
	if err != nil && !errors.Is(err, sql.ErrNoRows) || wrong != nil || version < 1 {
		return 0, foreign(t.store.name)
	}
	return version, nil
}

// foreign is the error for a database that is not the program's.
func foreign(name string) error {
	return Bad{sim.Refuse("%s: is a database of something else: name another file or database", "%s: 다른 프로그램의 데이터베이스입니다. 다른 파일이나 데이터베이스를 쓰세요", name)}
}
