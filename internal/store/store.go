package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"orderflow/sim"
)

// Limits of a database.
const (
	connectionsMax = 16               // to PostgreSQL; SQLite has one writer, and one connection
	operationMax   = 10 * time.Second // for one transaction
	graceMax       = time.Second      // for one that goes on when its run has ended
	openMax        = 10 * time.Second
)

// Store is an open database. Its methods may be called from any goroutine.
type Store struct {
	db      *sql.DB
	dialect dialect
	name    string
	path    string // of a file
	memory  bool
	line    *line     // to SQLite
	unlock  func()    // nil unless it is held alone
	held    *sql.Conn // in which PostgreSQL's lock is held; nil unless it is

	mu     sync.Mutex
	closed Balance // of the orders that a database in memory has forgotten
}

// Open opens the database at a place, and makes or migrates its tables:
// "" is SQLite in memory, postgres://… PostgreSQL, all else a SQLite file. An
// error is one line, and never says a password.
func Open(ctx context.Context, place string) (*Store, error) {
	s, err := connect(place)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, openMax)
	defer cancel()
	err = s.prepare(limited)
	if err == nil {
		err = s.migrate(limited, len(migrations))
	}
	if err != nil {
		return nil, errors.Join(s.opening(err), s.db.Close())
	}
	return s, nil
}

// IsPostgres reports whether the place is a PostgreSQL URL.
func IsPostgres(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// Name is how a place is called on a screen and in a log: without a password,
// and without what else a URL's parameters may say.
func Name(place string) string {
	if !IsPostgres(place) {
		return sim.Printable(place, pathMax)
	}
	u, err := url.Parse(place)
	if err != nil {
		return "postgres://…"
	}
	u.RawQuery, u.Fragment = "", ""
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	return sim.Printable(u.String(), pathMax)
}

// connect makes a Store that has said nothing to its database yet.
func connect(place string) (*Store, error) {
	s := &Store{name: Name(place), path: place, dialect: sqlite, memory: place == ""}
	if IsPostgres(place) {
		s.dialect = postgres
		config, err := pgx.ParseConfig(place)
		if err != nil {
			return nil, Bad{sim.Refuse("%s: is not a URL of PostgreSQL: want postgres://user@host:port/database, the password in PGPASSWORD",
				"%s: PostgreSQL URL이 아닙니다. postgres://user@host:port/database 꼴로 쓰고 비밀번호는 PGPASSWORD에 두세요", s.name)}
		}
		if config.RuntimeParams["search_path"] == "" {
			config.RuntimeParams["search_path"] = postgresSchema
		}
		s.db = stdlib.OpenDB(*config)
		s.db.SetMaxOpenConns(connectionsMax)
		s.db.SetMaxIdleConns(connectionsMax)
		return s, nil
	}
	source := "file::memory:?" + pragmas
	if !s.memory {
		fresh, err := probe(place)
		if err != nil {
			return nil, s.opening(err)
		}
		source = uri(place) + "?" + pragmas + durable
		if fresh { // while it is no WAL database, so that the mark is in the file itself
			source = fmt.Sprintf("%s?%s&_pragma=application_id(%d)%s", uri(place), pragmas, applicationID, durable)
		}
	}
	var err error
	if s.db, err = sql.Open("sqlite", source); err != nil {
		return nil, s.opening(err)
	}
	s.db.SetMaxOpenConns(1)
	s.db.SetMaxIdleConns(1)
	return s, nil
}

// postgresSchema is where the tables are, unless the URL has a search_path.
const postgresSchema = "orderflow"

// What every connection to SQLite is told. A transaction takes the one write
// lock when it begins, not when it first writes.
const (
	pragmas = "_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)"
	durable = "&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
)

// prepare reaches the database.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.db.PingContext(ctx); err != nil {
		return err
	}
	if !s.dialect.postgres {
		var err error
		s.line, err = newLine(ctx, s)
		return err
	}
	var path, schema sql.NullString
	if err := s.db.QueryRowContext(ctx, "SELECT current_setting('search_path'), current_schema()").Scan(&path, &schema); err != nil || schema.Valid {
		return err
	}
	_, err := s.db.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+pgx.Identifier{path.String}.Sanitize())
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == "23505" {
		return nil // another process has just made it
	}
	return err
}

// Bad marks the error of a place that is no database of this program, or none
// that it can work on: what is wrong is what was named.
type Bad struct{ error }

// Unwrap returns what is wrong.
func (b Bad) Unwrap() error { return b.error }

// opening words an error of opening as one line that says which database.
func (s *Store) opening(err error) error {
	var refusal *sim.Refusal
	if errors.As(err, &refusal) || strings.HasPrefix(err.Error(), s.name) {
		return err
	}
	reason := err
	var server *pgconn.PgError
	if errors.As(err, &server) {
		reason = errors.New(server.Message)
	}
	text := sim.Printable(strings.Join(strings.Fields(reason.Error()), " "), reasonMax)
	return sim.Refuse("%s: opening the database: %s", "%s: 데이터베이스를 열 수 없습니다: %s", s.name, text)
}

// reasonMax is how much of a driver's error is shown.
const reasonMax = 200

// Name is how the database is called on a screen and in a log.
func (s *Store) Name() string { return s.name }

// Durable reports whether the database outlives the process.
func (s *Store) Durable() bool { return !s.memory }

// Close ends the connections. What was committed stays.
func (s *Store) Close() error {
	if s.unlock != nil {
		s.unlock()
		s.unlock = nil
	}
	if s.line == nil {
		return s.db.Close()
	}
	return errors.Join(s.line.close(), s.db.Close())
}

// tx is a transaction.
type tx struct {
	store *Store
	sql   *sql.Tx // of PostgreSQL
	line  *line   // of SQLite
	ctx   context.Context
}

// in runs do in one transaction. It is finished even if ctx ends: what a
// process has begun to write it writes, as long as the database answers.
//
// do may be called more than once; only what it did last counts.
func (s *Store) in(ctx context.Context, do func(*tx) error) error {
	if s.line != nil {
		return s.failed(s.line.in(do))
	}
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), operationMax)
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(graceMax, cancel) })()
	begun, err := s.db.BeginTx(limited, nil)
	if err != nil {
		return s.failed(err)
	}
	if err := do(&tx{store: s, sql: begun, ctx: limited}); err != nil {
		_ = begun.Rollback() // what went wrong is said already
		return s.failed(err)
	}
	return s.failed(begun.Commit())
}

// failed says which database an error is of.
func (s *Store) failed(err error) error {
	if err == nil {
		return nil
	}
	name := s.name
	if s.memory {
		name = "the database in memory"
	}
	var refusal *sim.Refusal
	if errors.As(err, &refusal) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}

func (t *tx) exec(statement string, args ...any) error {
	_, err := t.run(statement, args)
	return err
}

// changed is exec that says how many rows it has changed.
func (t *tx) changed(statement string, args ...any) (int64, error) {
	result, err := t.run(statement, args)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (t *tx) run(statement string, args []any) (sql.Result, error) {
	if t.line == nil {
		return t.sql.ExecContext(t.ctx, t.store.dialect.text(statement), args...)
	}
	prepared, args, err := t.line.prepared(statement, args)
	if err != nil {
		return nil, err
	}
	return prepared.ExecContext(t.ctx, args...)
}

func (t *tx) query(statement string, args []any) (*sql.Rows, error) {
	if t.line == nil {
		return t.sql.QueryContext(t.ctx, t.store.dialect.text(statement), args...)
	}
	prepared, args, err := t.line.prepared(statement, args)
	if err != nil {
		return nil, err
	}
	return prepared.QueryContext(t.ctx, args...)
}

// row is a query for one row.
func (t *tx) row(statement string, args ...any) answer {
	rows, err := t.query(statement, args)
	return answer{rows, err}
}

// answer is what a query for one row has found.
type answer struct {
	rows *sql.Rows
	err  error
}

// Scan reads the row, as [sql.Row.Scan] does.
func (a answer) Scan(to ...any) error {
	if a.err != nil {
		return a.err
	}
	defer a.rows.Close() //nolint:errcheck // Err says what went wrong
	if !a.rows.Next() {
		if err := a.rows.Err(); err != nil {
			return err
		}
		return sql.ErrNoRows
	}
	if err := a.rows.Scan(to...); err != nil {
		return err
	}
	return a.rows.Close()
}

// collect returns what a query finds.
func collect[T any](t *tx, scan func(*sql.Rows) (T, error), statement string, args ...any) ([]T, error) {
	rows, err := t.query(statement, args)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says what went wrong
	var list []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}

// ids scans the first column.
func ids(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) }

// Meta returns what the database says under a name; where it says nothing yet,
// it says what is given from now on.
func (s *Store) Meta(ctx context.Context, name, otherwise string) (value string, err error) {
	err = s.in(ctx, func(t *tx) error {
		if err := t.exec("INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", name, otherwise); err != nil {
			return err
		}
		return t.row("SELECT value FROM meta WHERE name = $1", name).Scan(&value)
	})
	return value, err
}

// Swap writes what the database says under a name, and returns what it said.
func (s *Store) Swap(ctx context.Context, name, value string) (before string, err error) {
	err = s.in(ctx, func(t *tx) error {
		if err := t.row("SELECT value FROM meta WHERE name = $1{lock}", name).Scan(&before); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		return t.exec("INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
	})
	return before, err
}
