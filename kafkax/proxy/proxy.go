// Package proxy is the gate of a run without the run: clients of others come in
// through a door, and the gate makes faults on their way to the brokers of a cluster,
// with no rights there. It tells what happens, event by event, and knows no orders: a
// record has a key, and a topic of answers is one that NestJS would name so.
//
// # Invariants
//
//   - Every event is told once, in the order in which the gate sees it on its connection;
//     who watches is told from the goroutine that carries a client, and must not wait.
//   - What comes from outside is bounded in an [Event], and not escaped there.
//   - A fault strikes as often as it says, whoever publishes, and its times count from
//     the proxy's start.
//   - When Close returns nothing of the proxy runs any more; the door stays.
//
// proxy.go begins and ends it; fault.go has what faults do; event.go what is told, and
// teller.go who tells it.
package proxy

import (
	"context"
	"net"
	"sync"
	"time"

	"orderflow/internal/system"
	"orderflow/kafkax/access"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Options are what a proxy is made of.
type Options struct {
	Brokers []string       // host:port of the cluster
	Access  *access.Access // how it lets us in; nil = in plain text, without a login
	Door    *wire.Door     // where clients come in
	Topics  []string       // what they publish orders to: faults of Produce are about these, and about the answers on TOPIC.reply
	Faults  []sim.Fault    // From and For count from the proxy's start

	// Watch is told what happens, from the goroutine that sees it: it must not wait,
	// and not call back.
	Watch func(Event)

	dial wire.DialFunc // nil: the machine's network
}

// Proxy is the gate of a run without the run: clients of others come in through a
// door, and the gate makes faults on their way to the brokers of a cluster.
type Proxy struct {
	options Options
	gate    *wire.Gate
	tenant  *wire.Tenant
	teller  *Teller

	ctx      context.Context
	stop     context.CancelFunc
	routines sync.WaitGroup
	closing  sync.Once

	mu sync.Mutex // guards what faults are and have struck
}

// Start finds out who belongs to the cluster and lets clients in. An error
// means that no broker could be reached, that a port cannot be had, or that a
// fault cannot be made by a proxy.
func Start(ctx context.Context, options Options) (*Proxy, error) {
	if err := Accepts(options.Faults); err != nil {
		return nil, err
	}
	raw := options.dial
	if raw == nil {
		raw = new(net.Dialer).DialContext
	}
	dial := options.Access.Dialer(raw)
	cluster, err := observe.Greet(ctx, options.Brokers, dial, func(ctx context.Context, seed string, err error) error {
		return options.Access.Explain(ctx, raw, seed, err)
	})
	if err != nil {
		return nil, err
	}
	p := &Proxy{options: options, teller: NewTeller(options.Topics, options.Watch)}
	p.ctx, p.stop = context.WithCancel(context.WithoutCancel(ctx))
	p.gate = wire.New(dial, p.teller, "") // which request a record is or answers nobody asks
	for address, broker := range cluster.Addresses() {
		p.gate.Learn(address, broker)
	}
	p.tenant = &wire.Tenant{Gate: p.gate, Numbers: cluster.Numbers(), Nodes: cluster.Brokers, TurnedAway: p.teller.TurnedAway, Meets: p.teller.Meets}
	for _, f := range options.Faults {
		p.plan(f)
	}
	if err := options.Door.MoveIn(p.tenant); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// Close ends every connection and every fault. It returns when nothing of the
// proxy runs any more; the door stays.
func (p *Proxy) Close() {
	p.closing.Do(func() {
		p.stop()
		p.options.Door.MoveOut(p.tenant)
		p.gate.Close()
		p.routines.Wait()
	})
}

// after does something later, unless the proxy is closed before.
func (p *Proxy) after(d time.Duration, do func()) {
	p.routines.Go(func() {
		if d <= 0 || system.Sleep(p.ctx, d) {
			do()
		}
	})
}
