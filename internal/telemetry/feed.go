package telemetry

import (
	"fmt"
	"sync"
	"time"

	"orderflow/sim"
)

// Limits of a feed.
const (
	feedEvery = 200 * time.Millisecond
	// eventsMax is how many events wait to be told as spans. Telling one takes a
	// few microseconds, so that a run that goes on is never that far ahead.
	eventsMax = 1_000_000
)

// Feed tells a run that goes on: it takes its events, from whatever goroutine
// they come, and hands spans to a Sender, from one of its own.
type Feed struct {
	sender *Sender
	begun  chan struct{} // closed when the header is known
	over   chan struct{} // closed when no event comes any more
	done   chan struct{}
	ending sync.Once
	header sim.Header

	mu     sync.Mutex
	events []sim.Event
	broken bool // too many waited: it is told no more
}

// NewFeed begins to take the events of a run.
func NewFeed(s *Sender) *Feed {
	f := &Feed{sender: s, begun: make(chan struct{}), over: make(chan struct{}), done: make(chan struct{})}
	go f.run()
	return f
}

// Add takes an event, and never waits. It is a sink of a run.
func (f *Feed) Add(e sim.Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.broken:
	case len(f.events) == eventsMax:
		f.broken = true
		f.sender.fail(sim.Refuse("more than %d events waited to be told", "알려야 할 이벤트가 %d개 넘게 밀렸습니다", eventsMax))
	default:
		f.events = append(f.events, e)
	}
}

// Begin says what the header of the run's log is, once. Nothing is told before.
func (f *Feed) Begin(h sim.Header) {
	f.header = h
	close(f.begun)
}

// End tells what is left, and returns when that is handed over. Of a run that has
// not begun that is nothing.
func (f *Feed) End() {
	f.ending.Do(func() { close(f.over) })
	<-f.done
}

func (f *Feed) run() {
	defer close(f.done)
	defer func() {
		if p := recover(); p != nil { // what is only told must not end a run
			f.sender.fail(fmt.Errorf("telling spans: %v", p))
		}
	}()
	select {
	case <-f.begun:
	case <-f.over:
		select {
		case <-f.begun:
		default:
			return
		}
	}
	f.tell(NewTracer(f.header))
}

// tell turns events into spans, until there are no more.
func (f *Feed) tell(t *Tracer) {
	ticker := time.NewTicker(feedEvery)
	defer ticker.Stop()
	for last := false; !last; {
		select {
		case <-ticker.C:
		case <-f.over:
			last = true
		}
		for _, e := range f.take() {
			t.See(&e)
		}
		if last {
			t.End()
		}
		f.sender.Add(t.Take())
		if t.over {
			f.sender.Flush()
		}
	}
}

func (f *Feed) take() []sim.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	events := f.events
	f.events = nil
	return events
}
