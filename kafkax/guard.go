package kafkax

import (
	"fmt"
	"runtime/debug"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/wire"
)

// guard stands between kafka-go's goroutines and the journal: a panic in what
// they call ends the run with an error instead of the program.
type guard struct {
	Keeper chronicle.Keeper
	fail   func(error) // the run
}

// rescue is deferred by everything that runs in a goroutine of the session or
// is called back from one of kafka-go's.
func (g guard) rescue(what string) {
	if r := recover(); r != nil {
		g.fail(fmt.Errorf("running the %s: panic: %v\n%s", what, r, debug.Stack()))
	}
}

// Link is that of wire.Watcher.
func (g guard) Link(from wire.Role, broker int, what wire.LinkEvent) {
	defer g.rescue("gate")
	g.Keeper.Link(from, broker, what)
}

// Sent is that of wire.Watcher.
func (g guard) Sent(x *wire.Exchange) {
	defer g.rescue("gate")
	g.Keeper.Sent(x)
}

// Answered is that of wire.Watcher.
func (g guard) Answered(x *wire.Exchange) {
	defer g.rescue("gate")
	g.Keeper.Answered(x)
}

// Began is that of [chronicle.AttemptWatcher].
func (g guard) Began(b chronicle.Batch) {
	defer g.rescue("writer")
	g.Keeper.Began(b)
}

// Over is that of [chronicle.AttemptWatcher].
func (g guard) Over(b chronicle.Batch, result chronicle.AttemptResult) {
	defer g.rescue("writer")
	g.Keeper.Over(b, result)
}

// BacksOff is that of [chronicle.AttemptWatcher].
func (g guard) BacksOff(b chronicle.Batch, wait time.Duration) {
	defer g.rescue("writer")
	g.Keeper.BacksOff(b, wait)
}

// completion guards what a Writer calls when it is done with records.
func (g guard) completion(done func([]kafka.Message, error)) func([]kafka.Message, error) {
	return func(messages []kafka.Message, err error) {
		defer g.rescue("writer")
		done(messages, err)
	}
}
