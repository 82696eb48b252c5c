package role

import (
	"fmt"
	"runtime/debug"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/wire"
)

// Guard stands between kafka-go's goroutines and who is told what they do: a panic in what
// they call ends the run with an error instead of the program.
type Guard struct {
	Keeper chronicle.Keeper
	Fail   func(error) // the run
}

// Rescue is deferred by everything that runs in a goroutine of the run or
// is called back from one of kafka-go's.
func (g Guard) Rescue(what string) {
	if r := recover(); r != nil {
		g.Fail(fmt.Errorf("running the %s: panic: %v\n%s", what, r, debug.Stack()))
	}
}

// Link is that of wire.Watcher.
func (g Guard) Link(from wire.Role, broker int, what wire.LinkEvent) {
	defer g.Rescue("gate")
	g.Keeper.Link(from, broker, what)
}

// Sent is that of wire.Watcher.
func (g Guard) Sent(x *wire.Exchange) {
	defer g.Rescue("gate")
	g.Keeper.Sent(x)
}

// Answered is that of wire.Watcher.
func (g Guard) Answered(x *wire.Exchange) {
	defer g.Rescue("gate")
	g.Keeper.Answered(x)
}

// Began is that of [chronicle.AttemptWatcher].
func (g Guard) Began(b chronicle.Batch) {
	defer g.Rescue("writer")
	g.Keeper.Began(b)
}

// Over is that of [chronicle.AttemptWatcher].
func (g Guard) Over(b chronicle.Batch, result chronicle.AttemptResult) {
	defer g.Rescue("writer")
	g.Keeper.Over(b, result)
}

// BacksOff is that of [chronicle.AttemptWatcher].
func (g Guard) BacksOff(b chronicle.Batch, wait time.Duration) {
	defer g.Rescue("writer")
	g.Keeper.BacksOff(b, wait)
}

// completion guards what a Writer calls when it is done with records.
func (g Guard) completion(done func([]kafka.Message, error)) func([]kafka.Message, error) {
	return func(messages []kafka.Message, err error) {
		defer g.Rescue("writer")
		done(messages, err)
	}
}
