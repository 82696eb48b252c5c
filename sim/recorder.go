package sim

import (
	"fmt"
	"time"
)

// Recorder turns what happens into a log: it numbers the events, folds them,
// lets the checker name anomalies, and hands every event to its sinks. Both
// the engine and a real Kafka record through it, so their logs obey the same
// laws. It is not safe for concurrent use.
type Recorder struct {
	state *State
	check checker
	sinks []func(Event)
	hash  logHash
	letGo []OrderID // once the instant is over
}

// NewRecorder returns a recorder; every sink gets every event, in order.
func NewRecorder(sinks ...func(Event)) *Recorder {
	return &Recorder{state: NewState(), sinks: sinks}
}

// State returns the fold of what was recorded. It is the recorder's own:
// callers read it, or clone it.
func (r *Recorder) State() *State { return r.state }

// LogHash returns a hash of the events recorded so far: 16 hexadecimal digits.
// Two logs of the same events have the same hash on every machine.
func (r *Recorder) LogHash() string { return r.hash.String() }

// Record appends an event and returns its number. N is given here; Cause must
// be an event recorded before. Anomalies found at an instant are recorded once
// the instant is over, so that all orders lost together come first.
func (r *Recorder) Record(e Event) EventID {
	if e.At < r.state.At {
		panic(fmt.Sprintf("recorder: %s at %s recorded after %s", e.Type, e.At, r.state.At))
	}
	if e.At > r.state.At || e.Type == RunEnded {
		r.settle()
	}
	if e.Type == RunEnded {
		r.state.At = e.At
		r.check.end(Reason(e.Word))
		r.settle()
	}
	n := r.append(e)
	if e.Type == RunStarted {
		for _, idle := range e.setup().WithoutEffect() {
			r.append(Event{At: e.At, Type: SettingIdle, Cause: n, Detail: &Detail{Text: idle.String()}})
		}
	}
	return n
}

// Settle records the anomalies of the last instant, which is over at now. A
// recorder whose events come one by one does it by itself with the next one;
// where that may be long in coming, its owner asks for it.
func (r *Recorder) Settle(now time.Duration) {
	if now > r.state.At && r.state.Ended == 0 {
		r.settle()
	}
}

// settle records the anomalies of the present instant. Only then are orders let
// go of: what happened to one last is judged first.
func (r *Recorder) settle() {
	for _, found := range r.check.take(r.state) {
		r.append(found)
	}
	for _, number := range r.letGo {
		r.state.release(number)
	}
	r.letGo = r.letGo[:0]
}

// Release lets go of an order to which nothing can happen any more, as soon as
// the present instant is over.
func (r *Recorder) Release(number OrderID) { r.letGo = append(r.letGo, number) }

func (r *Recorder) append(e Event) EventID {
	e = e.known()
	e.N = r.state.N + 1
	if e.Cause >= e.N {
		panic(fmt.Sprintf("recorder: event %d (%s) is caused by event %d", e.N, e.Type, e.Cause))
	}
	r.state.Apply(&e)
	r.check.see(&e)
	r.hash.add(&e)
	for _, sink := range r.sinks {
		sink(e)
	}
	return e.N
}

// At returns the time of the last event.
func (r *Recorder) At() time.Duration { return r.state.At }
