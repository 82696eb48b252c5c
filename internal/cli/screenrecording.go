package cli

import (
	"context"
	"errors"
	"sync"
	"time"

	"orderflow/sim"
	"orderflow/ui/stage"
)

// screenRecording records the log that is on the screen while the screen runs.
// The file holds one log, whole so far: when acting in the past or a new run
// shows another one, that is written to a temporary file and replaces it.
type screenRecording struct {
	recording *recording        // nil: nothing is recorded
	trouble   chan error        // receives once
	direct    bool              // it is written to a device or a pipe
	sitting   *sittingRecording // nil: what is done is not kept
	live      bool              // a real Kafka is waited for before a run begins

	log   *sim.Log // that was handed over last; used by the screen's goroutine alone
	count int      // of its events

	mu     sync.Mutex
	other  bool // the events are of another log
	header sim.Header
	events []sim.Event // that are to be saved

	quit  chan struct{}
	done  chan struct{} // closed when nobody saves any more
	taken error         // the path belongs to somebody else; nobody saves any more
}

func newScreenRecording(ctx context.Context, flags *outputFlags, header sim.Header, inputs []string) (*screenRecording, error) {
	k := &screenRecording{trouble: make(chan error, 1), quit: make(chan struct{}), done: make(chan struct{})}
	if flags.record == "" {
		return k, nil
	}
	var err error
	if k.recording, err = flags.newRecording(ctx, header, inputs); err != nil {
		return nil, err
	}
	k.direct = k.recording.temp.direct
	if err := checkSitting(flags, k.direct); err != nil {
		k.discard()
		return nil, err
	}
	return k, nil
}

// discard removes the recording: nothing ran.
func (k *screenRecording) discard() {
	if k.recording != nil {
		k.recording.temp.discard()
	}
}

// open saves what a source has of its log, and from then on what is new, as
// soon as it is shown. Its error says that the path belongs to somebody else.
func (k *screenRecording) open(source stage.Source) error {
	if k.recording == nil {
		return nil
	}
	if source.Log().Len() == 0 {
		source.Advance(0)
	}
	k.keep(source.Log())
	if err := k.save(); err != nil {
		return err
	}
	go k.run()
	return nil
}

// keep takes what a log has beyond what was handed over, or another log. A
// device or a pipe cannot be written anew, and gets the last one at the end.
func (k *screenRecording) keep(log *sim.Log) {
	if k.recording == nil || k.direct || !k.begun(log) {
		return
	}
	k.take(log)
}

// begun reports whether a log can be saved: the header of a run that has not begun
// says less than that of one that has.
func (k *screenRecording) begun(log *sim.Log) bool { return !k.live || !log.Header.Began.IsZero() }

func (k *screenRecording) take(log *sim.Log) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if log != k.log {
		k.other = k.other || k.log != nil
		k.log, k.count, k.events = log, 0, nil
	}
	k.header = log.Header
	for ; k.count < log.Len(); k.count++ {
		k.events = append(k.events, *log.At(sim.EventID(k.count + 1)))
	}
}

// run saves what was handed over, until the end.
func (k *screenRecording) run() {
	defer close(k.done)
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if err := k.save(); err != nil { // a run that was long in coming has found its path taken
				k.taken = err
				k.tell(err)
				return
			}
		case <-k.quit:
			return
		}
	}
}

func (k *screenRecording) save() error {
	k.mu.Lock()
	events, header, other := k.events, k.header, k.other
	k.events, k.other = nil, false
	k.mu.Unlock()
	if other {
		k.recording.restart(header, 0)
	}
	if len(events) > 0 {
		k.recording.begins(header)
	}
	for _, e := range events {
		k.recording.append(e)
	}
	err := k.recording.flush()
	k.sitting.flush()
	if trouble := k.recording.trouble(); trouble != nil {
		k.tell(k.recording.err)
	}
	return err
}

// tell says, once, why nothing more is saved.
func (k *screenRecording) tell(why error) {
	select {
	case k.trouble <- why:
	default:
	}
}

// close saves the log of the run that is on the screen at the end, whole: a
// simulation is computed to its end, as run would, however much of it was
// watched, unless a signal ended it. Where the disk was full it is tried once more.
func (k *screenRecording) close(ctx context.Context, r *runs) error {
	defer close(k.trouble)
	if k.recording == nil {
		return nil
	}
	close(k.quit)
	<-k.done
	if k.taken != nil {
		return errors.Join(failed(k.taken), k.sitting.close(false))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last.Advance(0)
	if ctx.Err() == nil {
		r.last.Advance(limitOf(r.last.Log()))
	}
	if k.begun(r.last.Log()) {
		k.take(r.last.Log())
	}
	_ = k.save()
	if k.recording.err != nil && !k.direct {
		k.again()
	}
	err := k.recording.close()
	return errors.Join(err, k.sitting.close(err == nil))
}

// limitOf returns the virtual time at which a run is ended at the latest.
func limitOf(log *sim.Log) time.Duration {
	if log.Len() == 0 || log.At(1).Detail == nil || log.At(1).Detail.Setup == nil {
		return 0
	}
	return log.At(1).Detail.Setup.Until
}

// again writes the whole log once more.
func (k *screenRecording) again() {
	k.recording.restart(k.header, k.recording.written)
	for e := range k.log.All() {
		k.recording.append(*e)
	}
}
