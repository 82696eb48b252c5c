package kafkax

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"
)

const testTopic = "sns.orders"

// bench is an embedded cluster with a topic, a gate before it and clients.
type bench struct {
	t        *testing.T
	embedded *embedded
	gate     *gate
	clients  *clients
	watcher  *tally
	ctx      context.Context
}

// newBench starts the cluster; everything is closed when the test ends.
func newBench(t *testing.T, partitions int) *bench {
	t.Helper()
	e, err := newEmbedded(3)
	if err != nil {
		t.Fatal(err)
	}
	watcher := new(tally)
	g := newGate(e.dial, watcher)
	for i, address := range e.addresses() {
		g.learn(address, i+1)
	}
	ctx, cancel := context.WithCancel(t.Context())
	b := &bench{
		t: t, embedded: e, gate: g, watcher: watcher, ctx: ctx,
		clients: &clients{brokers: e.addresses(), gate: g, ctx: ctx},
	}
	t.Cleanup(func() {
		cancel()
		g.close()
		e.close()
		synctest.Wait()
	})
	a := newAdmin(ctx, e.addresses(), e.dial)
	defer a.close()
	if err := a.createTopics(ctx, names{}, partitions, 3); err != nil {
		t.Fatal(err)
	}
	if err := e.spread(testTopic, partitions, false); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bench) writer() *kafka.Writer {
	w := b.clients.writer(role{duty: dutyPublish}, testTopic, kafka.RequireAll, newJournal(names{}))
	b.t.Cleanup(func() { closeWriter(w) })
	return w
}

// write publishes one record with the key and reports how long it took.
func (b *bench) write(w *kafka.Writer, key string) (time.Duration, error) {
	start := time.Now()
	err := w.WriteMessages(b.ctx, kafka.Message{Key: []byte(key), Value: []byte("hello")})
	return time.Since(start), err
}

// copies counts the records of the topic. It passes by the gate.
func (b *bench) copies() int64 {
	b.t.Helper()
	transport := &kafka.Transport{Dial: b.embedded.dial, Context: b.ctx}
	defer transport.CloseIdleConnections()
	client := &kafka.Client{Addr: kafka.TCP(b.embedded.addresses()...), Transport: transport}
	answer, err := client.ListOffsets(b.ctx, &kafka.ListOffsetsRequest{
		Topics: map[string][]kafka.OffsetRequest{testTopic: {kafka.LastOffsetOf(0)}},
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return answer.Topics[testTopic][0].LastOffset
}

func (b *bench) wantCopies(want int64) {
	b.t.Helper()
	if got := b.copies(); got != want {
		b.t.Errorf("the topic has %d records, want %d", got, want)
	}
}

func wantBetween(t *testing.T, what string, got, low, high time.Duration) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%s took %s, want %s to %s", what, got, low, high)
	}
}

// isPublish matches the order service's requests for a key, or with "" all.
func isPublish(key string) func(*exchange) bool {
	return func(x *exchange) bool {
		if x.produce == nil || x.from.duty != dutyPublish {
			return false
		}
		for _, part := range x.produce.parts {
			named := slices.ContainsFunc(part.records, func(r recordName) bool { return r.key == key })
			if part.topic == testTopic && (key == "" || named) {
				return true
			}
		}
		return false
	}
}

// The figures of the answer faults and of the outages are kafka-go's own: ten
// attempts, back-off from 100 ms to 1 s, 10 s for an answer.
func TestAnswerFaults(t *testing.T) {
	t.Parallel()
	const never = -1
	for name, test := range map[string]struct {
		rule      rule
		low, high time.Duration
		fails     bool
		copies    int64
	}{
		"lost once":      {rule{does: loseAnswer, left: 1}, 100 * time.Millisecond, 120 * time.Millisecond, false, 2},
		"lost always":    {rule{does: loseAnswer, left: never}, 7 * time.Second, 8 * time.Second, true, 10},
		"swallowed once": {rule{does: swallowAnswer, left: 1}, 10 * time.Second, 10200 * time.Millisecond, false, 2},
		"late":           {rule{does: delayAnswer, left: 1, delay: 3 * time.Second}, 3 * time.Second, 3010 * time.Millisecond, false, 1},
		"later than the client waits": {
			rule{does: delayAnswer, left: 1, delay: 15 * time.Second},
			10 * time.Second, 10200 * time.Millisecond, false, 2,
		},
		"cut before it leaves": {rule{does: cutRequest, left: 2}, 500 * time.Millisecond, 550 * time.Millisecond, false, 1},
		"refused":              {rule{does: refuseRequest, left: 1, code: kerr.MessageTooLarge.Code}, 0, 20 * time.Millisecond, true, 0},
		"refused for now":      {rule{does: refuseRequest, left: 2, code: kerr.NotEnoughReplicas.Code}, 500 * time.Millisecond, 550 * time.Millisecond, false, 1},
		"refused once appended": {
			rule{does: refuseAnswer, left: 1, code: kerr.NotEnoughReplicasAfterAppend.Code},
			100 * time.Millisecond, 120 * time.Millisecond, false, 2,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, 1)
				struck := 0
				r := test.rule
				r.matches = isPublish("1")
				r.struck = func(*exchange) { struck++ }
				b.gate.add(&r)
				w := b.writer()
				if _, err := b.write(w, "2"); err != nil {
					t.Fatalf("writing what no fault is for: %v", err)
				}
				took, err := b.write(w, "1")
				if (err != nil) != test.fails {
					t.Errorf("error %v, want one: %t", err, test.fails)
				}
				wantBetween(t, "the write", took, test.low, test.high)
				b.wantCopies(1 + test.copies)
				if struck == 0 || test.rule.left > 0 && struck != test.rule.left {
					t.Errorf("the fault struck %d times", struck)
				}
			})
		})
	}
}

func TestOutageOfAllBrokers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, 1)
		w := b.writer()
		if _, err := b.write(w, "1"); err != nil {
			t.Fatal(err)
		}
		down := b.gate.begin(0, reachRefused)
		took, err := b.write(w, "2")
		if err == nil {
			t.Error("a write without brokers succeeded")
		}
		wantBetween(t, "giving up", took, 7*time.Second, 8*time.Second)
		time.AfterFunc(3*time.Second, down.end)
		took, err = b.write(w, "3")
		if err != nil {
			t.Errorf("writing while the brokers come back: %v", err)
		}
		wantBetween(t, "the write across the outage", took, 3*time.Second, 4500*time.Millisecond)
		b.wantCopies(2)
	})
}

func TestOverlappingOutages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, 1)
		all, one := b.gate.begin(0, reachFrozen), b.gate.begin(1, reachRefused)
		for _, step := range []struct {
			end  *outage
			want [3]reach
		}{
			{nil, [3]reach{reachRefused, reachFrozen, reachFrozen}},
			{all, [3]reach{reachRefused, reachOpen, reachOpen}},
			{one, [3]reach{reachOpen, reachOpen, reachOpen}},
		} {
			if step.end != nil {
				step.end.end()
			}
			for i, want := range step.want {
				if got := b.gate.reachOf(role{}, i+1); got != want {
					t.Errorf("broker %d: reach %d, want %d", i+1, got, want)
				}
			}
		}
	})
}

// A frozen broker takes what the client sends into its socket's buffer and
// works it off when it runs again, whether or not the client still waits.
func TestFreeze(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		lasts  time.Duration
		copies int64
	}{
		"shorter than the client waits": {5 * time.Second, 1},
		"longer than the client waits":  {12 * time.Second, 2},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, 1)
				w := b.writer()
				if _, err := b.write(w, "1"); err != nil {
					t.Fatal(err)
				}
				frozen := b.gate.begin(0, reachFrozen)
				time.AfterFunc(test.lasts, frozen.end)
				took, err := b.write(w, "2")
				if err != nil {
					t.Errorf("writing to frozen brokers that thaw: %v", err)
				}
				wantBetween(t, "the write", took, test.lasts, test.lasts+2*time.Second)
				synctest.Wait()
				b.wantCopies(1 + test.copies)
			})
		})
	}
}

// What is left of the gate after close: nothing, and an error nobody retries.
func TestGateClose(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, 1)
		w := b.writer()
		if _, err := b.write(w, "1"); err != nil {
			t.Fatal(err)
		}
		b.gate.begin(0, reachFrozen)
		var took time.Duration
		var err error
		done := make(chan struct{})
		go func() {
			defer close(done)
			took, err = b.write(w, "2")
		}()
		time.Sleep(time.Second)
		b.gate.close()
		<-done
		if err == nil {
			t.Error("a write through a closed gate succeeded")
		}
		wantBetween(t, "the write", took, time.Second, 1200*time.Millisecond)
		if n := b.gate.open(); n != 0 {
			t.Errorf("%d connections are open", n)
		}
	})
}

// A cut commit ends kafka-go's generation: the member joins again, and the
// record is delivered again.
func TestCommitCut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, 1)
		if _, err := b.write(b.writer(), "1"); err != nil {
			t.Fatal(err)
		}
		lost := &rule{does: cutRequest, left: 1, matches: func(x *exchange) bool { return x.commit != nil && x.commit.group == "g" }}
		b.gate.add(lost)
		r := b.clients.groupReader(role{duty: dutyConsume}, "g", testTopic, 30*time.Second)
		defer r.Close()
		m, err := r.FetchMessage(b.ctx)
		if err != nil || string(m.Key) != "1" {
			t.Fatalf("fetched %q, %v", m.Key, err)
		}
		if err := r.CommitMessages(b.ctx, m); err == nil {
			t.Error("a commit that never left succeeded")
		}
		again, err := r.FetchMessage(b.ctx)
		if err != nil || again.Offset != m.Offset {
			t.Fatalf("after a cut commit the group got offset %d, %v; want %d again", again.Offset, err, m.Offset)
		}
		if err := r.CommitMessages(b.ctx, again); err != nil {
			t.Errorf("committing again after a cut: %v", err)
		}
	})
}

// tally counts what passes the gate.
type tally struct {
	refused, requests, answers atomic.Int64
}

func (c *tally) link(_ role, _ int, what linkEvent) {
	if what == linkRefused {
		c.refused.Add(1)
	}
}
func (c *tally) sent(*exchange)     { c.requests.Add(1) }
func (c *tally) answered(*exchange) { c.answers.Add(1) }
