package kafkax

import (
	"context"
	"net"
	"slices"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// cluster is the brokers of a session: the embedded ones, or those of a real
// cluster.
type cluster struct {
	embedded *embedded // nil on a real cluster
	dial     dialFunc  // past the gate
	seeds    []string
	brokers  map[string]int // numbers from 1, by address
	numbers  map[int]int    // numbers from 1, by the cluster's own id
}

// openCluster starts the embedded Kafka with so many brokers or, with seeds,
// connects to a real cluster. An error means that no broker could be reached.
func openCluster(ctx context.Context, seeds []string, brokers int) (*cluster, error) {
	c := &cluster{seeds: seeds, dial: new(net.Dialer).DialContext, brokers: make(map[string]int), numbers: make(map[int]int)}
	if len(seeds) == 0 {
		e, err := newEmbedded(brokers)
		if err != nil {
			return nil, err
		}
		c.embedded, c.dial, c.seeds = e, e.dial, e.addresses()
	}
	a := newAdmin(ctx, c.seeds, c.dial)
	defer a.close()
	list, err := a.brokers(ctx)
	if err != nil {
		c.close()
		return nil, err
	}
	for i, b := range list {
		c.brokers[hostPort(b)], c.numbers[b.ID] = i+1, i+1
	}
	return c, nil
}

// engine is the cluster's name in a log.
func (c *cluster) engine() string {
	if c.embedded != nil {
		return "embedded"
	}
	return "kafka"
}

// count returns how many brokers the board shows.
func (c *cluster) count() int {
	if c.embedded != nil {
		return c.embedded.brokers
	}
	return sim.BrokerCount
}

// names returns how topics and groups are called: as they are on the embedded
// cluster, with a prefix of the run's own on one that others use.
func (c *cluster) names() names {
	if c.embedded != nil {
		return names{}
	}
	return names{prefix: runPrefix()}
}

// prepare makes the run's topics. With one, the embedded broker 1 leads all of
// them.
func (c *cluster) prepare(ctx context.Context, n names, partitions int, one bool) error {
	a := newAdmin(ctx, c.seeds, c.dial)
	defer a.close()
	if err := a.createTopics(ctx, n, partitions, min(sim.BrokerCount, len(c.brokers))); err != nil {
		return err
	}
	if c.embedded == nil {
		return nil
	}
	for _, t := range topics {
		count := 1
		if t == sim.Orders {
			count = partitions
		}
		if err := c.embedded.spread(n.topic(t), count, one); err != nil {
			return err
		}
	}
	return nil
}

// announce records who leads what at 0 s.
func (c *cluster) announce(ctx context.Context, j *journal) error {
	a := newAdmin(ctx, c.seeds, c.dial)
	defer a.close()
	partitions, err := a.partitions(ctx, j.names.topic(sim.Orders))
	if err != nil {
		return err
	}
	slices.SortFunc(partitions, func(a, b kafka.Partition) int { return a.ID - b.ID })
	for _, p := range partitions {
		inSync := make([]uint8, 0, len(p.Isr))
		for _, b := range p.Isr {
			inSync = append(inSync, eventBroker(c.numbers[b.ID]))
		}
		slices.Sort(inSync)
		j.announce(int16(p.ID), eventBroker(c.numbers[p.Leader.ID]), inSync)
	}
	return nil
}

// announce records who leads a partition of sns.orders and who is in sync.
func (j *journal) announce(partition int16, leader uint8, inSync []uint8) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.leaders = append(j.leaders, leader)
	e := sim.Event{Topic: sim.Orders, Partition: partition, Cause: j.run}
	led := e
	led.Type, led.Broker = sim.LeaderElected, leader
	j.record(led)
	e.Type, e.Detail = sim.ISRChanged, &sim.Detail{Brokers: inSync}
	j.record(e)
}

// cleanup deletes the topics and groups of a run.
func (c *cluster) cleanup(ctx context.Context, n names) (Removed, error) {
	a := newAdmin(ctx, c.seeds, c.dial)
	defer a.close()
	return a.remove(ctx, n.own, true)
}

func (c *cluster) close() {
	if c.embedded != nil {
		c.embedded.close()
	}
}
