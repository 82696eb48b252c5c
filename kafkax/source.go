package kafkax

import (
	"context"
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

// Source is what feeds a screen: a run whose log grows only when it is asked to.
type Source struct {
	*Session
	queue *Queue
	log   *sim.Log
}

// StartSource starts a run for a screen, as [Start] does.
func StartSource(ctx context.Context, config sim.Config, header sim.Header, options Options) (*Source, error) {
	queue := &Queue{}
	session, err := Start(ctx, config, options, queue.Add)
	if err != nil {
		return nil, err
	}
	return &Source{Session: session, queue: queue, log: &sim.Log{Header: header}}, nil
}

// Log returns the events that Advance has taken over so far.
func (s *Source) Log() *sim.Log { return s.log }

// Advance takes over what has happened since the last call, whatever the time.
func (s *Source) Advance(time.Duration) {
	s.journal.settle() // what happened last is judged now, and not when something happens next
	for _, e := range s.queue.Take() {
		s.log.Append(e)
	}
}

// Act does what the user asks for, now: a real Kafka has no past to act in.
func (s *Source) Act(_ time.Duration, in sim.Input) error { return s.Session.Act(in) }
