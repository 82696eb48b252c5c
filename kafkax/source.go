package kafkax

import (
	"context"
	"errors"
	"sync"
	"time"

	"orderflow/sim"
)

// Queue keeps events from the goroutines that record them, which must not wait,
// for the one that takes them.
type Queue struct {
	mu     sync.Mutex
	events []sim.Event
}

// Add keeps an event; it is a sink of [Start].
func (q *Queue) Add(e sim.Event) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.events = append(q.events, e)
}

// Take returns the events since the last call.
func (q *Queue) Take() []sim.Event {
	q.mu.Lock()
	defer q.mu.Unlock()
	events := q.events
	q.events = nil
	return events
}

// Source is what feeds a screen: a run whose log grows only when it is asked
// to. While its cluster is being prepared it says what it waits for.
type Source struct {
	queue *Queue
	log   *sim.Log
	asked time.Time // when it was told to start

	cancel context.CancelFunc
	begun  chan struct{} // closed when Start has returned
	over   chan struct{} // closed when the run is over, or never will be

	mu      sync.Mutex
	waits   sim.Text
	session *Session // nil before, and where nothing runs
	failure error    // why nothing runs
}

// startPatience is how long OpenSource waits for a run that begins at once, or
// cannot: a screen need not say that it waits.
const startPatience = 80 * time.Millisecond

// OpenSource begins to start a run for a screen, as [Start] does, and returns
// soon: what can be said at once against it is an error, what comes later is one
// of Err. Every event goes to the sinks too, as Start has it.
func OpenSource(ctx context.Context, config sim.Config, header sim.Header, options Options, sinks ...func(sim.Event)) (*Source, error) {
	ctx, cancel := context.WithCancel(ctx)
	s := &Source{queue: &Queue{}, log: &sim.Log{Header: header}, asked: time.Now(), cancel: cancel, begun: make(chan struct{}), over: make(chan struct{})}
	options.Waits = func(what sim.Text) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.waits = what
	}
	go s.start(ctx, config, options, sinks)
	timer := time.NewTimer(startPatience)
	defer timer.Stop()
	select {
	case <-s.begun:
		return s, s.Err()
	case <-timer.C:
		return s, nil
	}
}

// StartSource is OpenSource, and waits until the run has begun.
func StartSource(ctx context.Context, config sim.Config, header sim.Header, options Options, sinks ...func(sim.Event)) (*Source, error) {
	s, err := OpenSource(ctx, config, header, options, sinks...)
	if err != nil {
		return nil, err
	}
	<-s.begun
	if err := s.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Source) start(ctx context.Context, config sim.Config, options Options, sinks []func(sim.Event)) {
	session, err := Start(ctx, config, options, append(sinks, s.queue.Add)...)
	s.mu.Lock()
	s.session, s.failure, s.waits = session, err, sim.Text{}
	s.mu.Unlock()
	close(s.begun)
	if session != nil {
		<-session.Done()
	}
	close(s.over)
}

// running returns the session; nil while there is none.
func (s *Source) running() *Session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.session
}

// Began reports whether the run has begun, and whether with orders of an earlier
// one; see [Session.Resumed].
func (s *Source) Began() (begun, resumed bool) {
	session := s.running()
	return session != nil, session != nil && session.Resumed()
}

// Begun is closed when the run has begun, or cannot.
func (s *Source) Begun() <-chan struct{} { return s.begun }

// Header returns the header of the run's log; false as long as the run has not
// begun. See [Session.Header].
func (s *Source) Header(h sim.Header) (sim.Header, bool) {
	if session := s.running(); session != nil {
		return session.Header(h), true
	}
	return h, false
}

// Waits returns what the run waits for before it begins, and for how long it has
// been waiting in all; an empty text once it has begun.
func (s *Source) Waits() (what sim.Text, since time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.waits, time.Since(s.asked)
}

// Log returns the events that Advance has taken over so far.
func (s *Source) Log() *sim.Log { return s.log }

// Now returns the time of the run; 0 before it begins.
func (s *Source) Now() time.Duration {
	if session := s.running(); session != nil {
		return session.Now()
	}
	return 0
}

// Advance takes over what has happened since the last call, whatever the time.
func (s *Source) Advance(time.Duration) {
	if session := s.running(); session != nil {
		session.book.Settle() // what happened last is judged now, and not when something happens next
		s.log.Header = session.Header(s.log.Header)
	}
	for _, e := range s.queue.Take() {
		s.log.Append(e)
	}
}

// errNotBegun is why nothing can be done to a run that waits for its cluster.
var errNotBegun = sim.Refuse("the run has not begun yet", "실행이 아직 시작되지 않았습니다")

// Act does what the user asks for, now: a real Kafka has no past to act in.
func (s *Source) Act(_ time.Duration, in sim.Input) error {
	session := s.running()
	if session == nil {
		return errNotBegun
	}
	return session.Act(in)
}

// Done is closed when the run is over, or cannot begin.
func (s *Source) Done() <-chan struct{} { return s.over }

// Err returns why the run failed, or could not begin.
func (s *Source) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.session != nil {
		return s.session.Err()
	}
	return s.failure
}

// Close ends the run, whether it has begun or not.
func (s *Source) Close() error {
	defer s.cancel()
	if s.running() == nil {
		s.cancel()
	}
	<-s.begun
	if session := s.running(); session != nil {
		return session.Close()
	}
	return nil
}

// Left returns what is left of the run on the cluster; see [Session.Left].
func (s *Source) Left() string {
	if session := s.running(); session != nil {
		return session.Left()
	}
	var left *LeftError
	if errors.As(s.Err(), &left) {
		return left.Prefix
	}
	return ""
}
