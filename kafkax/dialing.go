package kafkax

import (
	"context"
	"net"

	"orderflow/kafkax/wire"
)

// patient lets a dialer wait no longer than wire.DialTimeout: a frozen broker whose queue is
// full neither accepts nor refuses.
func patient(dial wire.DialFunc) wire.DialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, wire.DialTimeout)
		defer cancel()
		return dial(ctx, network, address)
	}
}

// dialsUntil lets a dialer wait no longer than a context lasts, whatever its caller's
// does: kafka-go's cannot be broken off.
func dialsUntil(over context.Context, dial wire.DialFunc) wire.DialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(over, cancel)()
		return dial(ctx, network, address)
	}
}

// watchers are told what passes a gate, one after the other.
type watchers []wire.Watcher

// Link is that of [wire.Watcher].
func (l watchers) Link(from wire.Role, broker int, what wire.LinkEvent) {
	for _, w := range l {
		w.Link(from, broker, what)
	}
}

// Sent is that of [wire.Watcher].
func (l watchers) Sent(x *wire.Exchange) {
	for _, w := range l {
		w.Sent(x)
	}
}

// Answered is that of [wire.Watcher].
func (l watchers) Answered(x *wire.Exchange) {
	for _, w := range l {
		w.Answered(x)
	}
}
