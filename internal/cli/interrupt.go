package cli

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// How long a command may take to end gracefully after a signal.
const (
	runGrace  = 3 * time.Second  // to hand over what was computed
	liveGrace = 30 * time.Second // to give the terminal back, to leave the groups and, with --cleanup, to delete topics
)

// interruption is how a SIGINT or a SIGTERM ends a command. Most commands are
// cut off at once, whatever they wait for or compute. Those that must clean up
// see their context cancelled, and are cut off when they take too long, or at
// the second signal.
type interruption struct {
	cutOff chan struct{} // closed where the command is cut off

	mu           sync.Mutex
	grace        time.Duration // of what goes on now; 0 = it is cut off at once
	ignoreSecond bool          // a second signal changes nothing
	tempFiles    map[*tempFile]bool
}

type interruptionKey struct{}

// withSignals returns a context that a signal cancels, and the interruption
// behind it. release stops listening to signals.
func withSignals(ctx context.Context) (_ context.Context, i *interruption, release func()) {
	i = &interruption{cutOff: make(chan struct{}), tempFiles: make(map[*tempFile]bool)}
	ctx, cancel := context.WithCancel(context.WithValue(ctx, interruptionKey{}, i))
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go i.watch(ctx, signals, cancel)
	return ctx, i, func() {
		signal.Stop(signals)
		cancel()
	}
}

// watch waits for a signal, and then for the command's own end.
func (i *interruption) watch(ctx context.Context, signals <-chan os.Signal, cancel func()) {
	select {
	case <-signals:
	case <-ctx.Done():
		return
	}
	grace, ignoreSecond := i.phase()
	cancel()
	if ignoreSecond {
		signals = nil
	}
	if grace > 0 {
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-signals:
		}
	}
	close(i.cutOff)
}

func (i *interruption) phase() (grace time.Duration, ignoreSecond bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.grace, i.ignoreSecond
}

// graceful marks work that ends by itself within the grace when ctx is
// cancelled. ignoreSecond is for the screen, which must not be cut off: its
// terminal would stay as it is. The returned function ends the marked work.
func graceful(ctx context.Context, grace time.Duration, ignoreSecond bool) (over func()) {
	i, _ := ctx.Value(interruptionKey{}).(*interruption)
	if i == nil {
		return func() {}
	}
	set := func(grace time.Duration, ignoreSecond bool) {
		i.mu.Lock()
		defer i.mu.Unlock()
		i.grace, i.ignoreSecond = grace, ignoreSecond
	}
	before, wasIgnoring := i.phase()
	set(grace, ignoreSecond)
	return func() { set(before, wasIgnoring) }
}

// track registers a temporary file that must not be left behind; untrack
// removes it from the list.
func (i *interruption) track(d *tempFile) {
	if i != nil {
		i.mu.Lock()
		defer i.mu.Unlock()
		i.tempFiles[d] = true
	}
}

func (i *interruption) untrack(d *tempFile) {
	if i != nil {
		i.mu.Lock()
		defer i.mu.Unlock()
		delete(i.tempFiles, d)
	}
}

// removeTempFiles removes what a command that was cut off has left.
func (i *interruption) removeTempFiles() {
	i.mu.Lock()
	defer i.mu.Unlock()
	for d := range i.tempFiles {
		_ = os.Remove(d.file.Name()) // nothing more can be done about it
	}
}
