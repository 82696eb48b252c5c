package cli

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// How long a command that ends in order may take for it after a signal.
const (
	runGrace  = 3 * time.Second  // to hand over what was computed
	liveGrace = 30 * time.Second // to give the terminal back, to leave the groups and, with --cleanup, to delete topics
)

// interruption is how a SIGINT or a SIGTERM ends a command. Most commands have
// nothing to bring to an end: whatever they wait for or compute, they are cut
// off at once. Those that have are told through their context, and cut off when
// they take too long, or at the second signal.
type interruption struct {
	off chan struct{} // closed where the command is cut off

	mu     sync.Mutex
	grace  time.Duration // of what goes on now; 0 = it is cut off at once
	deaf   bool          // a second signal changes nothing
	drafts map[*draft]bool
}

type interruptionKey struct{}

// interruptible returns a context that a signal ends, and what it does beside.
// Release gives the signals back.
func interruptible(ctx context.Context) (_ context.Context, i *interruption, release func()) {
	i = &interruption{off: make(chan struct{}), drafts: make(map[*draft]bool)}
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
	grace, deaf := i.phase()
	cancel()
	if deaf {
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
	close(i.off)
}

func (i *interruption) phase() (grace time.Duration, deaf bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.grace, i.deaf
}

// inOrder says that what follows ends by itself when ctx does, within a time.
// Deaf is for the screen, which must not be cut off: its terminal would stay as
// it is. The function that is returned says that it is over.
func inOrder(ctx context.Context, grace time.Duration, deaf bool) (over func()) {
	i, _ := ctx.Value(interruptionKey{}).(*interruption)
	if i == nil {
		return func() {}
	}
	set := func(grace time.Duration, deaf bool) {
		i.mu.Lock()
		defer i.mu.Unlock()
		i.grace, i.deaf = grace, deaf
	}
	before, wasDeaf := i.phase()
	set(grace, deaf)
	return func() { set(before, wasDeaf) }
}

// begun keeps in mind a draft that must not be left behind, done forgets it.
func (i *interruption) begun(d *draft) {
	if i != nil {
		i.mu.Lock()
		defer i.mu.Unlock()
		i.drafts[d] = true
	}
}

func (i *interruption) done(d *draft) {
	if i != nil {
		i.mu.Lock()
		defer i.mu.Unlock()
		delete(i.drafts, d)
	}
}

// sweep takes the drafts away that a command which was cut off has left.
func (i *interruption) sweep() {
	i.mu.Lock()
	defer i.mu.Unlock()
	for d := range i.drafts {
		_ = os.Remove(d.file.Name()) // nothing more can be done about it
	}
}
