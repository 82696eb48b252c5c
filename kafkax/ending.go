package kafkax

import (
	"context"
	"errors"
	"fmt"
	"time"

	"orderflow/sim"
)

// awaitEnd ends the run when nothing more can happen, at its limit, or when
// its context ends.
func (s *Session) awaitEnd() {
	limit := time.NewTimer(s.config.Until)
	defer limit.Stop()
	quiet := time.NewTimer(quietFor)
	defer quiet.Stop()
	for {
		select {
		case <-s.journal.motion.changed:
			quiet.Reset(quietFor)
		case <-quiet.C:
			if s.journal.quiet(s.brokersGone()) {
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

// brokersGone reports whether every broker is out of reach until somebody
// repairs it.
func (s *Session) brokersGone() bool {
	f := s.faults.standing(sim.BrokerDown)
	return f != nil && f.Broker == 0 && f.For == sim.Forever
}

// finish closes the log, once.
func (s *Session) finish(reason sim.Reason) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending {
		return
	}
	s.ending = true
	s.journal.end(reason)
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
// connection. It returns within closeTimeout and a second, plus cleanupTimeout
// where topics and groups are deleted. The error is of the run or the cleanup.
func (s *Session) Close() error {
	s.closing.Do(func() {
		s.finish(sim.ReasonQuit)
		s.stop()
		s.gate.lift() // so that consumers can leave their groups
		s.leave()
		s.gate.close()
		s.settle()
		s.service.close()
		s.reporter.close()
		s.wires()
		if s.options.Cleanup {
			s.closed = s.clean()
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
		for _, g := range s.groups {
			g.gone()
		}
	}()
	timer := time.NewTimer(closeTimeout)
	defer timer.Stop()
	select {
	case <-left:
	case <-timer.C:
	}
	s.gate.close()
	<-left
}

// settle waits until everything that was spawned has ended. Writers are closed
// only after it: a Writer that is closed while a write begins never ends.
func (s *Session) settle() {
	s.mu.Lock()
	s.sealed = true
	s.mu.Unlock()
	s.routines.Wait()
}

func (s *Session) clean() error {
	ctx, cancel := context.WithTimeout(context.Background(), cleanupTimeout)
	defer cancel()
	_, err := s.cluster.cleanup(ctx, s.names)
	if err != nil {
		return fmt.Errorf("cleaning up %s*: %w", s.names.prefix, err)
	}
	return nil
}
