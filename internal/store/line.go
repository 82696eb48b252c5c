package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"
)

// groupMax bounds the transactions that are committed together.
const groupMax = 128

// line is where callers queue for SQLite's one writer. What has queued up while
// a transaction was being committed is committed in one, with one wait for the
// disk; nobody is told before that. Where one of them fails, each is done again
// by itself, so that none is part of what went wrong with another.
//
// Its statements are prepared once. They are not bound to a context: SQLite is
// inside this process, waits for a lock of another as long as busy_timeout, and
// a context would cost a goroutine for every statement.
type line struct {
	store      *Store
	conn       *sql.Conn
	statements map[string]statement // by what the transactions say; whoever leads has them

	mu      sync.Mutex
	waiting []*turn
	led     bool // somebody commits
}

// turn is a transaction in the line.
type turn struct {
	do    func(*tx) error
	err   error
	ready chan bool // receives once: true = it is to lead, false = it is over
}

// statement is one that was prepared.
type statement struct {
	*sql.Stmt
	timed bool // the last argument is the time
}

// newLine queues callers before the connection of a database.
func newLine(ctx context.Context, s *Store) (*line, error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &line{store: s, conn: conn, statements: make(map[string]statement)}, nil
}

// in does a transaction, with those that wait beside it. The first of them
// leads: it works for all, and the first that came meanwhile takes over.
func (l *line) in(do func(*tx) error) error {
	own := &turn{do: do, ready: make(chan bool, 1)}
	if !l.queue(own) && !<-own.ready {
		return own.err
	}
	group := l.take()
	defer func() { // also where a transaction panics: the others must not wait for ever
		l.pass()
		for _, t := range group {
			if t != own {
				t.ready <- false
			}
		}
	}()
	for _, t := range group {
		t.err = errBroken
	}
	l.settle(group)
	return own.err
}

// errBroken is what those are told whose leader did not come to an end.
var errBroken = errors.New("a transaction beside this one has panicked")

// queue enters a turn, and reports whether it leads.
func (l *line) queue(t *turn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(l.waiting, t)
	leads := !l.led
	l.led = true
	return leads
}

// take takes the turns that are done together out of the line.
func (l *line) take() []*turn {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := min(len(l.waiting), groupMax)
	group := l.waiting[:n:n]
	l.waiting = l.waiting[n:]
	return group
}

// pass lets the first who waits lead.
func (l *line) pass() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.led = len(l.waiting) > 0; l.led {
		l.waiting[0].ready <- true
	}
}

// settle does the turns, all in one transaction or each in its own.
func (l *line) settle(group []*turn) {
	err := l.commit(group)
	if err != nil && len(group) > 1 {
		for _, t := range group {
			t.err = l.commit([]*turn{t})
		}
		return
	}
	for _, t := range group {
		t.err = err
	}
}

// commit does turns in one transaction.
func (l *line) commit(group []*turn) (err error) {
	t := &tx{store: l.store, line: l, ctx: context.Background()}
	if err := t.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	begun := true
	defer func() {
		if begun {
			_ = t.exec("ROLLBACK") // what went wrong is said already
		}
	}()
	for _, turn := range group {
		if err := turn.do(t); err != nil {
			return err
		}
	}
	err = t.exec("COMMIT")
	begun = err != nil
	return err
}

// prepared returns a statement, and its arguments with the time where it wants it.
func (l *line) prepared(text string, args []any) (*sql.Stmt, []any, error) {
	s, known := l.statements[text]
	if !known {
		translated, timed := l.store.dialect.parameters(text, len(args))
		prepared, err := l.conn.PrepareContext(context.Background(), translated)
		if err != nil {
			return nil, nil, err
		}
		s = statement{prepared, timed}
		l.statements[text] = s
	}
	if s.timed {
		args = append(args[:len(args):len(args)], time.Now().UnixMicro())
	}
	return s.Stmt, args, nil
}

// close gives the connection back; its statements end with it.
func (l *line) close() error { return l.conn.Close() }
