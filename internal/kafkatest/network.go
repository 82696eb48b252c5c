package kafkatest

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Network is a network in memory that is not that of the brokers: who is told a
// broker's own address there reaches nobody.
type Network struct{ kfake.VirtualNetwork }

// Dial connects to who listens there, as [Resetting] does.
func (n *Network) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	return Resetting(n.DialContext)(ctx, network, address)
}

// A DialFunc opens a connection, like [net.Dialer.DialContext].
type DialFunc = func(ctx context.Context, network, address string) (net.Conn, error)

// Resetting returns a dial function like dial. A pipe that is closed says so in words
// of its own; with this one it is a connection that was reset.
func Resetting(dial DialFunc) DialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return resetConn{conn}, nil
	}
}

type resetConn struct{ net.Conn }

func (c resetConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	return n, asReset(err)
}

func (c resetConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	return n, asReset(err)
}

func asReset(err error) error {
	if errors.Is(err, io.ErrClosedPipe) {
		return &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	}
	return err
}

// Writer returns a kafka-go Writer to [Topic] that begins at these brokers. It is
// closed when the test ends.
func Writer(t testing.TB, dial DialFunc, brokers []string) *kafka.Writer {
	transport := &kafka.Transport{Dial: dial, Context: t.Context()}
	w := &kafka.Writer{Addr: kafka.TCP(brokers...), Topic: Topic, RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport}
	t.Cleanup(func() {
		_ = w.Close() // it always returns nil
		transport.CloseIdleConnections()
	})
	return w
}

// Client returns a franz-go client that begins at these brokers. It is closed when
// the test ends.
func Client(t testing.TB, dial DialFunc, brokers []string, options ...kgo.Opt) *kgo.Client {
	t.Helper()
	client, err := kgo.NewClient(append([]kgo.Opt{
		kgo.SeedBrokers(brokers...), kgo.Dialer(dial), kgo.DefaultProduceTopic(Topic), kgo.ProducerLinger(0), kgo.MetadataMinAge(100 * time.Millisecond),
	}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}
