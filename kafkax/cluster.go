package kafkax

import (
	"context"
	"net"
	"slices"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/access"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// cluster is the brokers of a session: the embedded ones, or those of a real
// cluster.
type cluster struct {
	embedded *embedded // nil on a real cluster
	access   *access.Access
	raw      wire.DialFunc  // without TLS and login
	dial     wire.DialFunc  // past the gate
	seeds    []string       // those that answered first
	answered int            // how many did
	live     int            // brokers that the cluster counts as alive
	brokers  map[string]int // numbers from 1, by address
	numbers  map[int]int    // numbers from 1, by the cluster's own id
	nodes    map[int]string // addresses of those that live, by the cluster's own id
}

// openCluster starts the embedded Kafka with so many brokers or, where some are
// named, connects to a real cluster. An error means that no broker could be reached.
func openCluster(ctx context.Context, options Options, brokers int) (*cluster, error) {
	c := newCluster(options)
	if len(c.seeds) == 0 {
		e, err := newEmbedded(brokers)
		if err != nil {
			return nil, err
		}
		c.embedded, c.raw, c.dial, c.seeds = e, e.dial, e.dial, e.addresses()
	}
	if err := c.greet(ctx); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// newCluster returns the real cluster of the options, which nobody has asked yet.
func newCluster(options Options) *cluster {
	raw := options.dial
	if raw == nil {
		raw = new(net.Dialer).DialContext
	}
	return &cluster{access: options.Access, raw: raw, dial: options.Access.Dialer(raw), seeds: options.Brokers}
}

// greet finds out who is there.
func (c *cluster) greet(ctx context.Context) error {
	g, err := observe.Greet(ctx, c.seeds, c.dial, func(ctx context.Context, seed string, err error) error {
		return c.access.Explain(ctx, c.raw, seed, err)
	})
	if err != nil {
		return err
	}
	c.seeds, c.answered, c.live, c.brokers, c.numbers, c.nodes = g.Seeds, g.Answers, len(g.Brokers), g.Addresses(), g.Numbers(), g.Brokers
	return nil
}

// bootstrap lists where clients begin: with those that answered, if they are more
// than one. kafka-go tries one broker at a time, and gives up with one that is frozen.
func (c *cluster) bootstrap() []string {
	if c.answered > 1 {
		return c.seeds[:c.answered]
	}
	return c.seeds
}

// admin returns an administrator that asks those who answered.
func (c *cluster) admin(ctx context.Context) *admin {
	return newAdmin(ctx, c.seeds[:c.answered], c.dial)
}

// count returns how many brokers the board shows.
func (c *cluster) count() int {
	if c.embedded != nil {
		return c.embedded.brokers
	}
	return sim.BrokerCount
}

// prepare makes the run's topics. With one, the embedded broker 1 leads all of
// them.
func (c *cluster) prepare(ctx context.Context, n record.Names, partitions int, one bool) error {
	a := c.admin(ctx)
	defer a.close()
	if err := a.createTopics(ctx, n, partitions, min(sim.BrokerCount, c.live)); err != nil {
		return err
	}
	if c.embedded == nil {
		return nil
	}
	for _, t := range record.Topics {
		count := 1
		if t == sim.Orders {
			count = partitions
		}
		if err := c.embedded.spread(n.Topic(t), count, one); err != nil {
			return err
		}
	}
	return nil
}

// announce records who leads what at 0 s.
func (c *cluster) announce(ctx context.Context, n record.Names, j chronicle.Cluster) error {
	a := c.admin(ctx)
	defer a.close()
	partitions, err := a.partitions(ctx, n.Topic(sim.Orders))
	if err != nil {
		return err
	}
	slices.SortFunc(partitions, func(a, b kafka.Partition) int { return a.ID - b.ID })
	for _, p := range partitions {
		inSync := make([]uint8, 0, len(p.Isr))
		for _, b := range p.Isr {
			if number := observe.EventBroker(c.numbers[b.ID]); number > 0 {
				inSync = append(inSync, number)
			}
		}
		slices.Sort(inSync)
		j.Announce(int16(p.ID), observe.EventBroker(c.numbers[p.Leader.ID]), inSync)
	}
	return nil
}

// cleanup deletes the topics and groups of a run, with whoever is there by now.
func (c *cluster) cleanup(ctx context.Context, n record.Names) error {
	soon, cancel := context.WithTimeout(ctx, cleanupGreet)
	defer cancel()
	if err := c.greet(soon); err != nil {
		return err
	}
	a := c.admin(ctx)
	defer a.close()
	return a.remove(ctx, n)
}

func (c *cluster) close() {
	if c.embedded != nil {
		c.embedded.close()
	}
}
