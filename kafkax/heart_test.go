package kafkax

import (
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/kafkax/record"
)

// othersCluster is a Kafka in memory that is taken for a cluster of other people.
// It sets the times of topic alives, as Apache Kafka does where they are to be
// the broker's and kfake only where the client asks for it.
func othersCluster(t *testing.T) (*embedded, *cluster) {
	t.Helper()
	e, err := newEmbedded(3)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.close)
	keepTime(e)
	c := &cluster{raw: e.dial, dial: e.dial, seeds: e.addresses()}
	if err := c.greet(t.Context()); err != nil {
		t.Fatal(err)
	}
	return e, c
}

// keepTime makes the brokers set the times of topics alive.
func keepTime(e *embedded) {
	e.cluster.ControlKey(int16(kmsg.Produce), func(r kmsg.Request) (kmsg.Response, error, bool) {
		e.cluster.KeepControl()
		for _, topic := range r.(*kmsg.ProduceRequest).Topics {
			for _, part := range topic.Partitions {
				if strings.HasSuffix(topic.Topic, ".alive") {
					stamp(part.Records)
				}
			}
		}
		return nil, nil, false
	})
}

// stamp marks a batch (version 2 of the format) as one whose times the broker has
// set. kfake sets the same time, which it does not count in the checksum: in a
// bubble both are of one instant.
func stamp(batch []byte) {
	const crcAt, attributesAt, firstTimeAt, maxTimeAt, byBroker = 17, 21, 27, 35, 1 << 3
	for _, at := range []int{firstTimeAt, maxTimeAt} {
		binary.BigEndian.PutUint64(batch[at:], uint64(time.Now().UnixMilli()))
	}
	batch[attributesAt+1] |= byBroker
	binary.BigEndian.PutUint32(batch[crcAt:], crc32.Checksum(batch[attributesAt:], crc32.MakeTable(crc32.Castagnoli)))
}

// born returns a heart that has beaten once.
func born(t *testing.T, c *cluster, n record.Names) *heart {
	t.Helper()
	h, err := newHeart(t.Context(), c, n, "live")
	if err == nil {
		err = h.start(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func wantVitals(t *testing.T, when string, c *cluster, n record.Names, living int, youngest, oldest time.Duration, ended bool) {
	t.Helper()
	v, err := examine(t.Context(), c, n.Alive(), true)
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	age, signed := v.age()
	if v.living() != living || !signed || age < youngest || age > oldest || v.ended() != ended {
		t.Errorf("%s: %d live, the last sign %s ago (%t), ended %t; want %d, %s to %s, %t", when, v.living(), age, signed, v.ended(), living, youngest, oldest, ended)
	}
}

// A process counts as alive while its heart beats, as dead when it has not for
// aliveFor, and as ended as soon as it says so.
func TestHeart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, c := othersCluster(t)
		n := record.Names{Prefix: record.DrawPrefix()}
		first := born(t, c, n)
		wantVitals(t, "after a beat", c, n, 1, 0, time.Second, false)
		alive, kill := context.WithCancel(t.Context())
		beating := make(chan struct{})
		go func() { first.beat(alive); close(beating) }()
		time.Sleep(10 * time.Minute)
		wantVitals(t, "much later", c, n, 1, 0, beatEvery+time.Second, false)

		second := born(t, c, n) // another process of the prefix
		wantVitals(t, "with another", c, n, 2, 0, time.Second, false)
		kill()
		<-beating
		killed := time.Now() // asking takes its time, too
		time.Sleep(aliveFor - beatEvery - time.Second)
		wantVitals(t, "killed, but not long ago", c, n, 2, aliveFor-beatEvery-2*time.Second, aliveFor, false)
		time.Sleep(time.Until(killed.Add(aliveFor + time.Second)))
		wantVitals(t, "killed", c, n, 0, aliveFor, aliveFor+3*time.Second, false)

		second.rest(t.Context())
		wantVitals(t, "one has ended, one was killed", c, n, 0, 0, time.Second, false)
		first.rest(t.Context())
		wantVitals(t, "both have ended", c, n, 0, 0, time.Second, true)
	})
}

// A heart goes on beating when the brokers are back, and needs one of them.
func TestHeartInAnOutage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e, c := othersCluster(t)
		n := record.Names{Prefix: record.DrawPrefix()}
		h := born(t, c, n)
		beating := make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		go func() { h.beat(ctx); close(beating) }()
		away := true
		e.cluster.ControlKey(int16(kmsg.Produce), func(kmsg.Request) (kmsg.Response, error, bool) {
			e.cluster.KeepControl()
			return nil, errors.New("away"), away
		})
		time.Sleep(2 * aliveFor)
		e.cluster.Control(func(kmsg.Request) (kmsg.Response, error, bool) { away = false; return nil, nil, false }) // on the cluster's own goroutine
		time.Sleep(watchFor)
		wantVitals(t, "the brokers are back", c, n, 1, 0, watchFor, false)
		cancel()
		<-beating
		h.rest(t.Context())
	})
}

// The times of a topic that are not the broker's are not believed.
func TestVitalsWantTheBrokersClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e, err := newEmbedded(1)
		if err != nil {
			t.Fatal(err)
		}
		defer e.close()
		c := &cluster{raw: e.dial, dial: e.dial, seeds: e.addresses()}
		if err := c.greet(t.Context()); err != nil {
			t.Fatal(err)
		}
		n := record.Names{Prefix: record.DrawPrefix()}
		h := born(t, c, n)
		defer h.rest(t.Context())
		if _, err := examine(t.Context(), c, n.Alive(), true); !errors.Is(err, errForeignClock) {
			t.Errorf("%v", err)
		}
	})
}

// Whoever lives is found by the broker's clock alone, also where a leader with
// another clock has taken over.
func TestVitals(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	signs := func(list ...lastSign) *vitals {
		v := &vitals{now: now, signs: map[string]lastSign{}}
		for i, s := range list {
			v.signs[string(rune('a'+i))] = s
		}
		return v
	}
	at := func(ago time.Duration) lastSign { return lastSign{at: now.Add(-ago)} }
	ended := func(ago time.Duration) lastSign { return lastSign{now.Add(-ago), true} }
	for _, c := range []struct {
		name   string
		v      *vitals
		living int
		age    time.Duration
		signed bool
	}{
		{"nobody", signs(), 0, 0, false},
		{"just now", signs(at(0)), 1, 0, true},
		{"five beats are missing", signs(at(aliveFor - time.Millisecond)), 1, aliveFor - time.Millisecond, true},
		{"dead", signs(at(aliveFor)), 0, aliveFor, true},
		{"ended", signs(ended(time.Second)), 0, time.Second, true},
		{"one of three", signs(ended(time.Second), at(time.Hour), at(3*time.Second)), 1, time.Second, true},
		{"a leader whose clock is behind", signs(at(-20 * time.Second)), 1, 0, true},
	} {
		if age, signed := c.v.age(); c.v.living() != c.living || age != c.age || signed != c.signed {
			t.Errorf("%s: %d live, %s, %t", c.name, c.v.living(), age, signed)
		}
	}
}

// What others write into a topic alive is passed over, or taken for a sign of life.
func TestSigns(t *testing.T) {
	for _, c := range []struct {
		key, value, instance string
		ended, is            bool
	}{
		{"alive/1a2b3c4d", `{"role":"live"}`, "1a2b3c4d", false, true},
		{"alive/1a2b3c4d", `{"role":"worker","ended":true,"later":1}`, "1a2b3c4d", true, true},
		{"alive/x", "\x1b[2J", "x", false, true},
		{"alive/x", "", "x", false, true},
		{"alive/", "{}", "", false, false},
		{"alive/" + strings.Repeat("x", instanceLengthMax+1), "{}", "", false, false},
		{"probe", "{}", "", false, false},
		{"", "", "", false, false},
	} {
		if instance, ended, is := signOf([]byte(c.key), []byte(c.value)); instance != c.instance || ended != c.ended || is != c.is {
			t.Errorf("%q %q: %q %t %t", c.key, c.value, instance, ended, is)
		}
	}
}
