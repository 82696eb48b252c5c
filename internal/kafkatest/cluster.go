// Package kafkatest is a Kafka in memory, clients of it, and what they write, for tests of what stands
// between the two. It opens no socket, and runs under testing/synctest.
package kafkatest

import (
	"context"
	"net"
	"strconv"
	"testing"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kfake"
)

// Topic is the one topic of a [Cluster].
const Topic = "sns.orders"

// portMin is the port of the first broker. It exists in memory only.
const portMin = 9092

// Cluster is a Kafka in memory.
type Cluster struct {
	network   kfake.VirtualNetwork
	addresses []string
}

// New starts a cluster with so many brokers, by the ids 0, 1 and so on; broker p mod
// their number leads partition p of [Topic]. It ends with the test.
func New(t testing.TB, brokers, partitions int) *Cluster {
	t.Helper()
	c := new(Cluster)
	ports := make([]int, brokers)
	for i := range ports {
		ports[i] = portMin + i
		c.addresses = append(c.addresses, net.JoinHostPort("localhost", strconv.Itoa(ports[i])))
	}
	cluster, err := kfake.NewCluster(kfake.Ports(ports...), kfake.ListenFn(c.network.Listen), kfake.SeedTopics(int32(partitions), Topic))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	for p := range partitions {
		if err := cluster.MoveTopicPartition(Topic, int32(p), int32(p%brokers)); err != nil { // else kfake draws who leads
			t.Fatal(err)
		}
	}
	return c
}

// Addresses lists where the brokers listen, as host:port.
func (c *Cluster) Addresses() []string { return c.addresses }

// Dial connects to a broker.
func (c *Cluster) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	return c.network.DialContext(ctx, network, address)
}

// WantCopies fails the test unless partition 0 of [Topic] has so many records.
func (c *Cluster) WantCopies(t testing.TB, want int64) {
	t.Helper()
	transport := &kafka.Transport{Dial: c.Dial, Context: t.Context()}
	defer transport.CloseIdleConnections()
	client := &kafka.Client{Addr: kafka.TCP(c.addresses...), Transport: transport}
	answer, err := client.ListOffsets(t.Context(), &kafka.ListOffsetsRequest{
		Topics: map[string][]kafka.OffsetRequest{Topic: {kafka.LastOffsetOf(0)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := answer.Topics[Topic][0].LastOffset; got != want {
		t.Errorf("the topic has %d records, want %d", got, want)
	}
}
