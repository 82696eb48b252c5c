package kafkax

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"orderflow/kafkax/assemble"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// watcher reads the trace of a run and makes its log.
type watcher struct {
	run   *RoleRun
	queue *Queue
	log   *sim.Log
	ready chan struct{} // closed when all that was in the trace at the start has been read
	begun chan struct{} // closed when it is known when 0 s was

	acts chan sim.Input // of whoever looks on, that wait to be written

	mu       sync.Mutex
	journal  *assemble.Journal
	assembly *assemble.Assembly
	heard    time.Time // on this machine's clock: the last record
	began    time.Time // on it, too
	vain     sim.Text  // why the last act did not come to the others
	vainAt   time.Time
	pending  int           // acts that are not written yet
	written  chan struct{} // told when one is
}

// Limits of what somebody who looks on does to the run.
const (
	actsWaiting = 64              // that are not written yet
	vainFor     = 5 * time.Second // for which it is said that one came to nobody

	// settleFor is how long whoever leaves waits for what he has just done to be written.
	settleFor = 500 * time.Millisecond
)

func newWatcher(r *RoleRun) *watcher {
	w := &watcher{run: r, queue: &Queue{}, log: &sim.Log{Header: r.Plan.Header}, ready: make(chan struct{}), begun: make(chan struct{}), acts: make(chan sim.Input, actsWaiting), written: make(chan struct{}, 1), began: time.Now()}
	j := assemble.NewJournal(r.names, append(slices.Clone(r.options.Sinks), w.queue.Add)...)
	j.OfMany(&r.Plan.Config)
	config := r.Plan.Config
	config.Client = sim.KafkaGo
	j.Open(config.Setup(r.options.engine()))
	w.journal, w.assembly = j, assemble.NewAssembly(j, r.names, r.cluster.count())
	return w
}

// watch reads the trace until ctx is done.
func (w *watcher) watch(ctx context.Context) {
	err := w.run.line.Watch(ctx, w.take, sync.OnceFunc(func() { close(w.ready) }))
	if err != nil && ctx.Err() == nil {
		w.run.fail(err)
	}
}

func (w *watcher) take(r *trace.Record, appended time.Time, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer func() {
		if r := recover(); r != nil { // whatever is in the trace, the program goes on
			w.run.fail(fmt.Errorf("reading the trace: panic: %v\n%s", r, debug.Stack()))
		}
	}()
	if err != nil {
		w.assembly.Refuse(err, appended)
		return
	}
	w.heard = time.Now()
	w.assembly.Take(r, appended)
	select {
	case <-w.begun:
	default:
		if !w.journal.Origin().IsZero() {
			close(w.begun)
		}
	}
}

// Watched is a run of several processes, as the log of what they have observed: what
// a screen or a report needs of it.
type Watched struct{ w *watcher }

// Watched returns the run's log; only a process that watches has it.
func (r *RoleRun) Watched() *Watched { return &Watched{r.assembly} }

// Caught waits until what was there at the start has been read.
func (o *Watched) Caught(ctx context.Context) error {
	select {
	case <-o.w.ready:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Begun is closed when the run has begun, as far as it is known here.
func (o *Watched) Begun() <-chan struct{} { return o.w.begun }

// Done is closed when the process that watches has nothing more to do.
func (o *Watched) Done() <-chan struct{} { return o.w.run.Done() }

// Header returns the header of the run's log; false as long as it has not begun.
func (o *Watched) Header(h sim.Header) (sim.Header, bool) {
	h.Prefix, h.Began = o.w.run.names.Prefix, o.w.journal.Origin()
	return h, !h.Began.IsZero()
}

// Log returns the events that Advance has taken over so far.
func (o *Watched) Log() *sim.Log { return o.w.log }

// Now returns the time of the run: that of the last record of the trace, and what has
// passed since, as long as it is not silent.
func (o *Watched) Now() time.Duration {
	w := o.w
	w.mu.Lock()
	defer w.mu.Unlock()
	start := w.journal.Origin()
	if start.IsZero() {
		return 0
	}
	return max(0, w.assembly.Newest().Sub(start)+min(time.Since(w.heard), trace.Silence))
}

// Waits says what the run waits for before it begins, and while nothing is heard of any
// of its processes, the watcher's own included: then nobody knows what is so.
func (o *Watched) Waits() (what sim.Text, since time.Duration) {
	w := o.w
	w.mu.Lock()
	defer w.mu.Unlock()
	silent, vain := time.Since(w.heard), time.Since(w.vainAt)
	switch {
	case w.vain != sim.Text{} && vain < vainFor:
		return w.vain, vain
	case w.journal.Origin().IsZero():
		return sim.Say("Waiting for the order service of %s to begin", "%s의 주문 서비스가 시작하기를 기다립니다", w.run.options.Prefix), time.Since(w.began)
	case silent >= trace.Silence:
		return sim.Say("The brokers pass nothing on: what is shown was so, and may not be any more", "브로커가 아무것도 전하지 않습니다. 화면은 마지막으로 알려진 모습입니다"), silent
	}
	return what, 0
}

// Advance takes over what has been told since the last call.
func (o *Watched) Advance(time.Duration) {
	o.w.log.Header, _ = o.Header(o.w.log.Header)
	for _, e := range o.w.queue.Take() {
		o.w.log.Append(e)
	}
}

// Take returns what has been told since the last call, for whoever keeps no log: who takes
// does not advance.
func (o *Watched) Take() []sim.Event { return o.w.queue.Take() }

// Act does something to the run, in all of its processes. It does not wait until the
// brokers have taken it: that they did not is what Waits says. Where they are silent it
// is refused at once.
func (o *Watched) Act(_ time.Duration, in sim.Input) error {
	w := o.w
	if err := w.run.supports(in); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.journal.Origin().IsZero():
		return errNotBegun
	case w.silent():
		return errSilent
	}
	select {
	case w.acts <- in:
		w.pending++
		return nil
	default:
		return sim.Refuse("%d acts wait for the brokers already", "브로커를 기다리는 조작이 이미 %d개입니다", actsWaiting)
	}
}

// errSilent refuses an act where nothing is heard of the brokers.
var errSilent = sim.Refuse("the brokers do not answer, and nobody else would learn of it", "브로커가 답하지 않아 다른 프로세스에 전할 수 없습니다")

// silent reports whether nothing has come from the brokers for longer than Silence, not
// even what this process itself has said; the lock is held.
func (w *watcher) silent() bool {
	return min(time.Since(w.heard), time.Since(w.began)) >= trace.Silence
}

// write writes what is done to the run, in its order, until ctx is done.
func (w *watcher) write(ctx context.Context) {
	for {
		select {
		case in := <-w.acts:
			w.wrote(w.run.act(ctx, "", in), ctx.Err() != nil)
		case <-ctx.Done():
			return
		}
	}
}

// wrote takes in what has become of an act that was to be written. One that was broken off
// stays pending.
func (w *watcher) wrote(err error, brokenOff bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil && brokenOff {
		return
	}
	w.pending--
	if err != nil {
		w.vain, w.vainAt = sim.Say("That was not possible: %v", "처리할 수 없습니다: %v", err), time.Now()
	}
	select {
	case w.written <- struct{}{}:
	default:
	}
}

// settle waits until what was done has been written, unless the brokers are silent.
func (w *watcher) settle() {
	late := time.NewTimer(settleFor)
	defer late.Stop()
	for w.unwritten(false) > 0 {
		select {
		case <-w.written:
		case <-late.C:
			return
		}
	}
}

// unwritten counts the acts that are not written; all, those that silent brokers will not
// take too.
func (w *watcher) unwritten(all bool) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !all && w.silent() {
		return 0
	}
	return w.pending
}

// State returns the fold of what was told so far.
func (o *Watched) State() *sim.State { return o.w.journal.State() }

// LogHash returns the hash of what was told so far.
func (o *Watched) LogHash() string { return o.w.journal.LogHash() }

// End closes the log.
func (o *Watched) End(reason sim.Reason) {
	o.w.mu.Lock()
	defer o.w.mu.Unlock()
	o.w.journal.End(reason)
}
