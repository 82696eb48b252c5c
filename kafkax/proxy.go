package kafkax

import (
	"context"
	"sync"
	"time"

	"orderflow/internal/system"
	"orderflow/kafkax/access"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// ProxyOptions are what a proxy is made of.
type ProxyOptions struct {
	Brokers []string       // host:port of the cluster
	Access  *access.Access // how it lets us in; nil = in plain text, without a login
	Door    *wire.Door     // where clients come in
	Topics  []string       // what they publish orders to: faults of Produce are about these, and about the answers on TOPIC.reply
	Faults  []sim.Fault    // From and For count from the proxy's start

	// Watch is told what happens, from the goroutine that sees it: it must not wait,
	// and not call back.
	Watch func(ProxyEvent)

	dial wire.DialFunc // nil: the machine's network
}

// Proxy is the gate of a run without the run: clients of others come in through a
// door, and the gate makes faults on their way to the brokers of a cluster.
type Proxy struct {
	options ProxyOptions
	cluster *cluster
	gate    *wire.Gate
	tenant  *wire.Tenant
	start   time.Time

	ctx      context.Context
	stop     context.CancelFunc
	routines sync.WaitGroup
	closing  sync.Once

	mu     sync.Mutex // guards the faults
	faults []*proxyFault
}

// StartProxy finds out who belongs to the cluster and lets clients in. An error
// means that no broker could be reached, that a port cannot be had, or that a
// fault cannot be made by a proxy.
func StartProxy(ctx context.Context, options ProxyOptions) (*Proxy, error) {
	for _, f := range options.Faults {
		if err := ProxyFault(f); err != nil {
			return nil, err
		}
	}
	if len(options.Faults) > sim.FaultsMax {
		return nil, sim.Refuse("fault %s: at most %d in one run", "장애 %s: 한 번의 실행에 %d개까지 됩니다", options.Faults[sim.FaultsMax].Name, sim.FaultsMax)
	}
	c := newCluster(Options{Brokers: options.Brokers, Access: options.Access})
	if options.dial != nil {
		c.raw, c.dial = options.dial, options.Access.Dialer(options.dial)
	}
	if err := c.greet(ctx); err != nil {
		return nil, err
	}
	p := &Proxy{options: options, cluster: c, start: time.Now()}
	p.ctx, p.stop = context.WithCancel(context.WithoutCancel(ctx))
	p.gate = wire.New(c.dial, proxyWatcher{p}, headerCorrelation)
	for address, broker := range c.brokers {
		p.gate.Learn(address, broker)
	}
	p.tenant = &wire.Tenant{Gate: p.gate, Numbers: c.numbers, Nodes: c.nodes, TurnedAway: p.turnedAway, Meets: p.meets}
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
