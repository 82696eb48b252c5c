package cli

import (
	"context"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

// watched starts an interruption whose signals come from a channel.
func watched(t *testing.T) (i *interruption, ctx context.Context, signals chan os.Signal) {
	i = &interruption{cutOff: make(chan struct{}), tempFiles: make(map[*tempFile]bool)}
	ctx, cancel := context.WithCancel(context.WithValue(t.Context(), interruptionKey{}, i))
	signals = make(chan os.Signal, 2)
	go i.watch(ctx, signals, cancel)
	return i, ctx, signals
}

// isOff reports whether the command is cut off.
func (i *interruption) isCutOff() bool {
	synctest.Wait()
	select {
	case <-i.cutOff:
		return true
	default:
		return false
	}
}

// What has nothing to bring to an end is cut off at once, what ends in order
// when it takes too long, or at the second signal, unless it is the screen.
func TestWhoIsCutOffWhen(t *testing.T) {
	for _, test := range []struct {
		name          string
		grace         time.Duration
		ignoreSecond  bool
		first, second bool // cut off by the signals
	}{
		{"reads or computes", 0, false, true, true},
		{"ends in order", time.Minute, false, false, true},
		{"gives the terminal back", time.Minute, true, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				i, ctx, signals := watched(t)
				defer graceful(ctx, test.grace, test.ignoreSecond)()
				signals <- os.Interrupt
				if off := i.isCutOff(); off != test.first || ctx.Err() == nil {
					t.Errorf("after the first signal cut off: %t, told: %t", off, ctx.Err() != nil)
				}
				signals <- os.Interrupt
				if off := i.isCutOff(); off != test.second {
					t.Errorf("after the second signal cut off: %t", off)
				}
				time.Sleep(test.grace)
				if !i.isCutOff() {
					t.Errorf("%s after the signal it is not cut off", test.grace)
				}
			})
		})
	}
}
