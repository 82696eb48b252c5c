package kafkax

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"orderflow/internal/system"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// How a process shows that it lives. Five beats may be missing (a slow machine,
// a leader that dies: 9 s until another is elected) before it counts as dead.
const (
	beatEvery = 5 * time.Second
	beatAgain = time.Second            // after one that did not arrive
	aliveFor  = 30 * time.Second       // since its last beat, by the broker's clock
	restLimit = 500 * time.Millisecond // for saying that it has ended
)

// heart shows everybody on the cluster that one process of a prefix lives: what
// the prefix has is not left over then. Any number of processes may have one on
// the same prefix; each has a name of its own.
type heart struct {
	client   *kgo.Client
	topic    string
	instance string
	role     string // what the process is, for people who read the topic
	beating  sync.Mutex
}

// newHeart makes the topic alive of the prefix, and returns the heart of one
// process. It does not beat yet.
func newHeart(ctx context.Context, c *cluster, n record.Names, role string) (*heart, error) {
	a := c.admin(ctx)
	defer a.close()
	if err := a.createAlive(ctx, n, min(sim.BrokerCount, c.live)); err != nil {
		return nil, err
	}
	client, err := c.talker()
	if err != nil {
		return nil, fmt.Errorf("beginning to show that the run lives: %w", err)
	}
	var name [4]byte
	_, _ = rand.Read(name[:]) // crypto/rand never fails
	return &heart{client: client, topic: n.Alive(), instance: hex.EncodeToString(name[:]), role: role}, nil
}

// start beats once, and tries until that has arrived: nothing that the run makes
// after it can be taken for left over.
func (h *heart) start(ctx context.Context) error {
	for {
		err := h.within(ctx, signPatience, false)
		var answered *kerr.Error
		if err == nil || errors.As(err, &answered) && !answered.Retriable || !system.Sleep(ctx, leaderPoll) {
			return err
		}
	}
}

// beat beats until the context is done.
func (h *heart) beat(ctx context.Context) {
	h.beating.Lock()
	defer h.beating.Unlock()
	wait := beatEvery
	for system.Sleep(ctx, wait) {
		if wait = beatEvery; h.within(ctx, beatEvery, false) != nil {
			wait = beatAgain
		}
	}
}

// rest says that the process has ended, if that can be said in time, and closes
// the client. The context of beat is done.
func (h *heart) rest(ctx context.Context) {
	h.beating.Lock()
	defer h.beating.Unlock()
	_ = h.within(ctx, restLimit, true) // else it is dead for everybody aliveFor later
	h.client.Close()
}

// within writes a sign in a time.
func (h *heart) within(ctx context.Context, limit time.Duration, ended bool) error {
	value, err := json.Marshal(sign{Role: h.role, Ended: ended})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	r := &kgo.Record{Topic: h.topic, Partition: alivePartition, Key: []byte(aliveKey + h.instance), Value: value}
	if err := trace.Produce(ctx, h.client, r); err != nil {
		return fmt.Errorf("showing in %s that the run lives: %w", h.topic, err)
	}
	return nil
}
