package telemetry

import (
	"context"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"orderflow/sim"
)

// someSpans returns n spans of a run.
func someSpans(n int) []Span {
	run := newRun(sim.Header{Seed: 42})
	list := make([]Span, n)
	for i := range list {
		trace := run.traces.Trace(sim.OrderID(i + 1))
		list[i] = Span{Service: Service{Name: Truth, Run: run}, Trace: trace, ID: trace.Span(orderSpan, 0), Name: "order", Kind: Internal}
	}
	return list
}

// sent sends spans to a collector in a bubble of virtual time, and returns what
// became of them, and how long closing took.
func sent(t *testing.T, c *collector, n int, during func(*Sender)) (tally Tally, closing time.Duration) {
	t.Helper()
	s := NewSender(endpoint(t, "x-key=hush"), "v1", c.dial)
	s.Add(someSpans(n))
	if during != nil {
		during(s)
	}
	start := time.Now()
	tally = s.Close(t.Context())
	closing = time.Since(start)
	if err := c.server.Close(); err != nil {
		t.Error(err)
	}
	return tally, closing
}

// text returns what is said in the end; "" if all was taken.
func (t Tally) text() string {
	if err := t.Missing("http://collector.example:4318"); err != nil {
		return err.Error()
	}
	return ""
}

func TestACollectorTakesAllSpans(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCollector(nil)
		tally, closing := sent(t, c, 2*batchMax+5, func(*Sender) { time.Sleep(3 * time.Second) })
		if tally.Sent != 2*batchMax+5 || c.spans != tally.Sent || c.wrong != "" || tally.text() != "" || closing > 0 {
			t.Errorf("%+v; it has %d (%s); closing took %s", tally, c.spans, c.wrong, closing)
		}
		for _, h := range c.headers {
			if h.Get("X-Key") != "hush" || h.Get("User-Agent") != "orderflow/v1" {
				t.Errorf("the headers are %v", h)
			}
		}
	})
}

// TestARefusalIsFinal: 400 is not sent again, and its words are shown.
func TestARefusalIsFinal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := newCollector(func(w http.ResponseWriter, _ *http.Request) {
			asked.Add(1)
			w.Header().Set("Content-Type", protobufType)
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write(protowire.AppendString(protowire.AppendTag(nil, 2, protowire.BytesType), "no \x1b[31mtraces here"))
		})
		tally, _ := sent(t, c, 3, func(*Sender) { time.Sleep(time.Minute) })
		want := "--otlp http://collector.example:4318: 3 of 3 spans did not arrive: it answers 400 Bad Request: no �[31mtraces here"
		if asked.Load() != 1 || tally.text() != want {
			t.Errorf("asked %d times: %s", asked.Load(), tally.text())
		}
	})
}

// TestASecretIsNotSaidBack, however a collector answers.
func TestASecretIsNotSaidBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCollector(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", protobufType)
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write(protowire.AppendString(protowire.AppendTag(nil, 2, protowire.BytesType), "bad key "+r.Header.Get("X-Key")))
		})
		if tally, _ := sent(t, c, 1, nil); strings.Contains(tally.text(), "hush") || !strings.HasSuffix(tally.text(), "it answers 401 Unauthorized: …") {
			t.Error(tally.text())
		}
	})
}

// TestABusyCollectorIsAskedAgain: after as long as it says.
func TestABusyCollectorIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c *collector
		began, tries := time.Now(), []time.Duration(nil)
		c = newCollector(func(w http.ResponseWriter, r *http.Request) {
			if tries = append(tries, time.Since(began)); len(tries) < 3 {
				w.Header().Set("Retry-After", "7")
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			c.take(w, r)
		})
		tally, _ := sent(t, c, 3, func(*Sender) { time.Sleep(20 * time.Second) })
		if tally.text() != "" || len(tries) != 3 || tries[1]-tries[0] != 7*time.Second || tries[2]-tries[1] != 7*time.Second {
			t.Errorf("tried at %v: %s", tries, tally.text())
		}
	})
}

// TestACollectorThatNeverAnswers holds up nobody: the run's end by no more than
// DrainLimit, and somebody in a hurry by hurryLimit.
func TestACollectorThatNeverAnswers(t *testing.T) {
	for _, hurry := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			over := make(chan struct{})
			c := newCollector(func(_ http.ResponseWriter, r *http.Request) {
				select {
				case <-r.Context().Done():
				case <-over:
				}
			})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := NewSender(endpoint(t, ""), "v1", c.dial)
			start := time.Now()
			s.Add(someSpans(3))
			if time.Since(start) > 0 {
				t.Error("who hands spans over waits")
			}
			time.Sleep(15 * time.Second)
			if hurry {
				cancel()
			}
			start = time.Now()
			tally := s.Close(ctx)
			want := DrainLimit
			if hurry {
				want = hurryLimit
			}
			if took := time.Since(start); took != want || !strings.HasSuffix(tally.text(), "3 of 3 spans did not arrive: no answer within 10s") {
				t.Errorf("closing took %s: %s", took, tally.text())
			}
			close(over)
			if err := c.server.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestPartialSuccess: a collector may take some, and say so with 200.
func TestPartialSuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		partial := protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), 2)
		partial = protowire.AppendString(protowire.AppendTag(partial, 2, protowire.BytesType), "too old")
		c := newCollector(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", protobufType)
			_, _ = w.Write(protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), partial))
		})
		if tally, _ := sent(t, c, 5, nil); tally.Sent != 3 || !strings.HasSuffix(tally.text(), "2 of 5 spans did not arrive: it rejected some: too old") {
			t.Errorf("%+v: %s", tally, tally.text())
		}
	})
}

// TestNobodyThere: a collector that is away is asked again until the run is over;
// one that comes in time has everything.
func TestNobodyThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCollector(nil)
		away := func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
		}
		s := NewSender(endpoint(t, ""), "v1", away)
		s.Add(someSpans(queueMax + 50))
		time.Sleep(30 * time.Second)
		if tally := s.Close(t.Context()); !strings.Contains(tally.text(), "20050 of 20050 spans did not arrive: dial tcp: connection refused") {
			t.Error(tally.text())
		}
		back := time.Now().Add(5 * time.Second)
		late := func(ctx context.Context, network, address string) (net.Conn, error) {
			if time.Now().Before(back) {
				return away(ctx, network, address)
			}
			return c.dial(ctx, network, address)
		}
		s = NewSender(endpoint(t, ""), "v1", late)
		s.Add(someSpans(3))
		time.Sleep(20 * time.Second)
		if tally := s.Close(t.Context()); tally.text() != "" || c.spans != 3 {
			t.Errorf("it has %d: %s", c.spans, tally.text())
		}
		if err := c.server.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestTheQueueHasAnEnd: what finds it full is dropped, and counted.
func TestTheQueueHasAnEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCollector(nil)
		tally, _ := sent(t, c, queueMax+50, nil)
		if tally.Sent != queueMax || !strings.HasSuffix(tally.text(), "50 of 20050 spans did not arrive: more than 20000 waited for it") {
			t.Errorf("%+v: %s", tally, tally.text())
		}
	})
}

// TestARedirectIsNotFollowed: the headers are for the collector that was named.
func TestARedirectIsNotFollowed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCollector(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.example/", http.StatusTemporaryRedirect)
		})
		if tally, _ := sent(t, c, 1, nil); !strings.HasSuffix(tally.text(), "it answers 307 Temporary Redirect") {
			t.Error(tally.text())
		}
	})
}

// TestAFeedTellsWhatExportWrites: the spans of a run that goes on are those of its
// log, all of them, and a run that never began has none.
func TestAFeedTellsWhatExportWrites(t *testing.T) {
	log := logOf(t, scenario(t, "outage", sim.EmitAwait))
	synctest.Test(t, func(t *testing.T) {
		c := newCollector(nil)
		s := NewSender(endpoint(t, ""), "v1", c.dial)
		f, unborn := NewFeed(s), NewFeed(s)
		for e := range log.All() {
			f.Add(*e)
			if e.N%50 == 0 {
				time.Sleep(feedEvery)
			}
			if e.N == 100 {
				f.Begin(log.Header)
			}
		}
		f.End()
		unborn.End()
		tally := s.Close(t.Context())
		if want := len(spansOf(log)); tally.Sent != want || c.spans != want || c.wrong != "" {
			t.Errorf("%+v, the collector has %d (%s), the log %d", tally, c.spans, c.wrong, want)
		}
		if err := c.server.Close(); err != nil {
			t.Error(err)
		}
	})
}
