package trace

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// TestAnotherRecordIsGivenUp: a record that nobody waits for any more takes none with it
// that somebody waits for, such as the last words of a process behind the heartbeat that
// was under way when it was told to end.
func TestAnotherRecordIsGivenUp(t *testing.T) {
	for _, why := range []error{context.Canceled, context.DeadlineExceeded} {
		t.Run(why.Error(), func(t *testing.T) { givenUp(t, why) })
	}
}

// ending is a context that ends for a reason.
type ending struct {
	context.Context
	why error
}

// Err is that of context.Context.
func (e ending) Err() error {
	if e.Context.Err() == nil {
		return nil
	}
	return e.why
}

func givenUp(t *testing.T, why error) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, "trace"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	var released atomic.Bool // until then the client has no producer id, and sends nothing
	cluster.ControlKey(int16(kmsg.InitProducerID), func(r kmsg.Request) (kmsg.Response, error, bool) {
		cluster.KeepControl()
		if released.Load() {
			return nil, nil, false
		}
		answer := r.ResponseKind().(*kmsg.InitProducerIDResponse)
		answer.ErrorCode = 14 // COORDINATOR_LOAD_IN_PROGRESS: ask again
		return answer, nil, true
	})
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)

	first, giveUp := context.WithCancel(t.Context())
	client.Produce(ending{first, why}, &kgo.Record{Topic: "trace", Value: []byte("first")}, func(*kgo.Record, error) {})
	second := make(chan error, 1)
	go func() {
		second <- Produce(t.Context(), client, &kgo.Record{Topic: "trace", Value: []byte("second")})
	}()
	for client.BufferedProduceRecords() < 2 {
		runtime.Gosched()
	}
	giveUp()
	for client.BufferedProduceRecords() > 1 {
		runtime.Gosched()
	}
	released.Store(true)
	if err := <-second; err != nil {
		t.Errorf("the record that is waited for is gone with the other: %v", err)
	}
}

// TestAClosedClientWritesNothing: it says so, and is not asked again.
func TestAClosedClientWritesNothing(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, "trace"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	client.Close()
	if err := Produce(t.Context(), client, &kgo.Record{Topic: "trace"}); !errors.Is(err, kgo.ErrClientClosed) {
		t.Errorf("a client that is closed says %v", err)
	}
}
