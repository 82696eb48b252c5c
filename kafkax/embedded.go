package kafkax

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strconv"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/sim"
)

// embedded is a Kafka cluster inside this process: brokers of franz-go's
// kfake, three or one, that speak the real wire protocol over connections in memory. It opens
// no socket, and it runs under testing/synctest.
type embedded struct {
	cluster *kfake.Cluster
	network *kfake.VirtualNetwork
	brokers int
}

// embeddedPort is the port of the first broker. The ports exist in memory only.
const embeddedPort = 9092

// segmentBytes is the size of the pieces in which the embedded Kafka lets go of what
// is deleted.
const segmentBytes = 256 << 10

func newEmbedded(brokers int) (*embedded, error) {
	network := new(kfake.VirtualNetwork)
	ports := make([]int, brokers)
	for i := range ports {
		ports[i] = embeddedPort + i
	}
	cluster, err := kfake.NewCluster(
		kfake.Ports(ports...),
		kfake.ListenFn(network.Listen),
		kfake.ClusterID("orderflow"),
		kfake.BrokerConfigs(map[string]string{"default.replication.factor": strconv.Itoa(brokers), "min.insync.replicas": strconv.Itoa(min(sim.MinInSync, brokers)), "log.segment.bytes": strconv.Itoa(segmentBytes)}),
	)
	if err != nil {
		return nil, fmt.Errorf("starting the embedded Kafka: %w", err)
	}
	return &embedded{cluster: cluster, network: network, brokers: brokers}, nil
}

// addresses lists where the brokers listen, the first one being broker 1.
func (e *embedded) addresses() []string {
	addresses := make([]string, e.brokers)
	for i := range addresses {
		addresses[i] = net.JoinHostPort("localhost", strconv.Itoa(embeddedPort+i))
	}
	return addresses
}

// dial connects to a broker.
func (e *embedded) dial(ctx context.Context, network, address string) (net.Conn, error) {
	return e.network.DialContext(ctx, network, address)
}

// spread gives partition p of the topic to broker p mod their number + 1 or, with one, all
// of them to broker 1. Left alone, kfake draws the leaders from a random source
// that cannot be seeded.
func (e *embedded) spread(topic string, partitions int, one bool) error {
	for p := range partitions {
		leader := p % e.brokers
		if one {
			leader = 0
		}
		if err := e.cluster.MoveTopicPartition(topic, int32(p), int32(leader)); err != nil {
			return fmt.Errorf("placing partition %d of %s: %w", p, topic, err)
		}
	}
	return nil
}

// leader returns the broker, from 1, that leads the partition.
func (e *embedded) leader(topic string, partition int) int {
	return int(e.cluster.LeaderFor(topic, int32(partition))) + 1
}

// hand gives the topic's partitions that one broker leads to another, and
// returns which they were.
func (e *embedded) hand(topic string, from, to int) (moved []int) {
	for p := 0; e.leader(topic, p) != 0; p++ {
		if e.leader(topic, p) == from && e.cluster.MoveTopicPartition(topic, int32(p), int32(to-1)) == nil {
			moved = append(moved, p)
		}
	}
	return moved
}

// coordinator returns the broker, from 1, that coordinates the group.
func (e *embedded) coordinator(group string) int { return int(e.cluster.CoordinatorFor(group)) + 1 }

// rehashesMax bounds the tries to find coordinators among the other brokers:
// with four groups and a third of the brokers gone, one try in five succeeds.
const rehashesMax = 1000

// recoordinate moves the coordinators of the groups away from a broker. kfake
// can only place all of them anew.
func (e *embedded) recoordinate(groups []string, gone int) {
	for range rehashesMax {
		if !slices.ContainsFunc(groups, func(g string) bool { return e.coordinator(g) == gone }) {
			return
		}
		e.cluster.RehashCoordinators()
	}
}

func (e *embedded) close() { e.cluster.Close() }
