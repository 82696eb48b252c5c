package store

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"orderflow/internal/system"
	"orderflow/sim"
)

// alonePatience is how long a run waits for the end of one that holds the
// database: that of a process that was killed comes at once.
const alonePatience = 2 * time.Second

// Alone lets nobody else call Alone on the database until [Store.Close], or the
// end of the process in whatever way: a run that knows all orders of its
// database cannot share it with another. A file has FILE-lock beside it for that,
// PostgreSQL a lock of the session. In memory nobody else is there.
func (s *Store) Alone(ctx context.Context) error {
	var err error
	switch {
	case s.memory:
		return nil
	case s.dialect.postgres:
		err = s.holdSession(ctx)
	default:
		s.unlock, err = system.Wait(lockOf(s.path), alonePatience)
	}
	if errors.Is(err, system.ErrBusy) {
		return sim.Refuse("%s: another run works on it: end that one first, or name another database", "%s: 다른 실행이 쓰고 있습니다. 그 실행을 먼저 끝내거나 다른 데이터베이스를 쓰세요", s.name)
	}
	return s.failed(err)
}

// lockOf is the lock of a file, by whatever name it is called.
func lockOf(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	return path + "-lock"
}

// keepEvery is how often PostgreSQL's lock is looked at.
const keepEvery = time.Second

// Keep looks after what Alone has taken, until ctx is done. PostgreSQL lets go of its lock
// with the connection, which it may end: then the lock is taken again. An error says that
// somebody else has it.
func (s *Store) Keep(ctx context.Context) error {
	for s.held != nil && system.Sleep(ctx, keepEvery) {
		if s.held.PingContext(ctx) == nil || ctx.Err() != nil { // who ends keeps it to the end
			continue
		}
		s.unlock()
		s.held, s.unlock = nil, nil
		for s.held == nil {
			err := s.holdSession(ctx)
			switch {
			case errors.Is(err, system.ErrBusy):
				return sim.Refuse("%s: another run has taken it over, while the connection to it was lost", "%s: 연결이 끊긴 사이 다른 실행이 이 데이터베이스를 차지했습니다", s.name)
			case err != nil && !system.Sleep(ctx, keepEvery):
				return nil
			}
		}
	}
	return nil
}

// holdSession takes the lock in a connection that is kept.
func (s *Store) holdSession(ctx context.Context) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	for deadline := time.Now().Add(alonePatience); ; time.Sleep(alonePatience / 20) {
		var free bool
		err := conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock(7303015, hashtext(current_schema()))").Scan(&free)
		switch {
		case err == nil && free:
			s.held = conn
			s.unlock = func() { conn.Close() } //nolint:errcheck // the pool that it goes back to is closed next
			return nil
		case err == nil && time.Now().After(deadline):
			err = system.ErrBusy
		}
		if err != nil {
			return errors.Join(err, conn.Close())
		}
	}
}
