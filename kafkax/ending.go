package kafkax

import (
	"context"
	"errors"
	"fmt"
	"time"

	"orderflow/kafkax/role"
	"orderflow/sim"
)

// awaitEnd ends the run when nothing more can happen and nobody is expected at its
// door, at its limit, or when its context ends.
func (s *Session) awaitEnd() {
	limit := time.NewTimer(s.config.Until)
	defer limit.Stop()
	quiet := time.NewTimer(quietFor)
	defer quiet.Stop()
	for {
		select {
		case <-quiet.C:
			if rested := s.book.Rested(); rested < quietFor {
				quiet.Reset(quietFor - rested)
				continue
			}
			if s.guestsGone() && s.company.NothingLeft() && s.book.Quiet(s.company.BrokersGone()) {
				s.finish(sim.ReasonQuiet)
				return
			}
			quiet.Reset(quietFor)
		case <-limit.C:
			s.finish(sim.ReasonUntil)
			return
		case <-s.ctx.Done():
			s.finish(sim.ReasonQuit)
			return
		}
	}
}

// finish closes the log, once.
func (s *Session) finish(reason sim.Reason) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending {
		return
	}
	s.ending = true
	if s.book != nil {
		s.book.End(reason)
	}
	close(s.over)
}

// fail ends the run with an error.
func (s *Session) fail(err error) {
	s.mu.Lock()
	if s.failure == nil {
		s.failure = err
	}
	s.mu.Unlock()
	s.finish(sim.ReasonCrash)
}

// Close ends the run if it still goes on, leaves the groups and closes every
// connection. It returns within role.CloseTimeout and a second, plus retireTimeout
// where a database does not answer, and cleanupTimeout where topics and groups are deleted; within closeLimit where the context of
// Start is done. The error is of the run or the cleanup; Left says what remains.
func (s *Session) Close() error {
	s.closing.Do(func() {
		began := time.Now()
		s.finish(sim.ReasonQuit)
		s.stop()
		s.showOut()
		s.gate.Lift() // so that consumers can leave their groups
		rested := s.rest()
		s.leave()
		s.company.Settle()
		<-rested
		s.company.Close()
		s.wires()
		s.closed = s.retire(began)
		if s.options.Cleanup {
			s.closed = errors.Join(s.closed, s.clean(began))
		}
		s.cluster.close()
	})
	return errors.Join(s.Err(), s.closed)
}

// leave gives the consumers time to leave their groups. Those that do not
// manage are cut off by the gate.
func (s *Session) leave() {
	left := make(chan struct{})
	go func() {
		defer close(left)
		s.company.Gone()
	}()
	timer := time.NewTimer(role.CloseTimeout)
	defer timer.Stop()
	select {
	case <-left:
	case <-timer.C:
	}
	s.hangUp()
	s.gate.Close()
	<-left
}

// rest tells everybody on the cluster that the run ends, while its consumers leave:
// until they have, their groups have members. The channel is closed when that is done.
func (s *Session) rest() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if s.heart != nil {
			s.heart.rest(context.WithoutCancel(s.outer))
		}
	}()
	return done
}

// allowed returns the context of something that Close still does: it ends after a
// time or, where somebody is in a hurry, closeLimit after Close began.
func (s *Session) allowed(began time.Time, most time.Duration) (context.Context, context.CancelFunc) {
	limit := time.Now().Add(most)
	if s.outer.Err() != nil {
		limit = began.Add(closeLimit)
	}
	return context.WithDeadline(context.WithoutCancel(s.outer), limit)
}

// clean deletes what the run made. Where somebody is in a hurry, it takes what is
// left of the time since Close began.
func (s *Session) clean(began time.Time) error {
	ctx, cancel := s.allowed(began, cleanupTimeout)
	defer cancel()
	if err := s.cluster.cleanup(ctx, s.names); err != nil {
		return fmt.Errorf("cleaning up %s*: %w", s.names.Prefix, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left = false
	return nil
}
