package telemetry

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"orderflow/internal/system"
	"orderflow/sim"
)

// Limits of what is sent to a collector. A span is some 600 bytes of memory.
const (
	queueMax       = 20_000           // spans that wait; those that find it full are dropped, and counted
	batchMax       = 1_000            // spans of a request, some 400 KB
	gatherFor      = time.Second      // for others of a span's batch
	requestTimeout = 10 * time.Second // that of the OTLP exporter specification
	connectTimeout = 5 * time.Second
	retryFirst     = 500 * time.Millisecond // doubled from try to try
	retryLast      = 10 * time.Second
	retryAfterMax  = time.Minute            // of what a collector asks for
	batchPatience  = time.Minute            // after which a batch is given up
	hurryLimit     = 200 * time.Millisecond // the same, where somebody is in a hurry
)

// DrainLimit is how long the end of a run waits for a collector to take the last spans.
const DrainLimit = 2 * time.Second

// Tally is what became of the spans.
type Tally struct {
	Made int   // that were to be sent
	Sent int   // that a collector has taken
	Why  error // why others were not taken, the last time; nil: there was no room for them
}

// Sender sends spans to a collector by OTLP/HTTP, in the background: who hands
// them over never waits.
type Sender struct {
	endpoint Endpoint
	agent    string
	http     *http.Client
	ctx      context.Context
	cancel   context.CancelFunc
	wake     chan struct{} // there is something to do
	now      chan struct{} // what waits is all there will be for a while
	hurry    chan struct{} // closed where nothing more comes
	done     chan struct{} // closed when the sender has ended

	mu      sync.Mutex
	queue   []Span
	posting int // of the batch that is on its way
	tally   Tally
}

// DialFunc connects to a collector.
type DialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// NewSender begins to send what it is given, until Close. version is the
// program's; dial connects, nil is the machine's own way with the proxy that the
// environment names.
func NewSender(e Endpoint, version string, dial DialFunc) *Sender {
	transport := &http.Transport{
		DialContext: dial, TLSHandshakeTimeout: connectTimeout, MaxIdleConns: 1, IdleConnTimeout: time.Minute,
		MaxResponseHeaderBytes: answerHeaderMax, DisableCompression: true,
	}
	if dial == nil {
		transport.DialContext = (&net.Dialer{Timeout: connectTimeout}).DialContext
		transport.Proxy = http.ProxyFromEnvironment
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // the headers go to nobody else
	s := &Sender{
		endpoint: e, agent: "orderflow/" + version, http: &http.Client{Transport: transport, CheckRedirect: stay},
		wake: make(chan struct{}, 1), now: make(chan struct{}, 1), hurry: make(chan struct{}), done: make(chan struct{}),
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	go s.run()
	return s
}

// Add hands over spans. Where the queue is full they are dropped, and counted.
func (s *Sender) Add(spans []Span) {
	if len(spans) == 0 {
		return
	}
	s.mu.Lock()
	s.tally.Made += len(spans)
	s.queue = append(s.queue, spans[:min(len(spans), queueMax-len(s.queue))]...)
	s.mu.Unlock()
	signal(s.wake)
}

// Flush sends what waits without waiting for more: a run is over.
func (s *Sender) Flush() { signal(s.now) }

// signal leaves a sign for who waits for one.
func signal(to chan<- struct{}) {
	select {
	case to <- struct{}{}:
	default:
	}
}

// Close sends what waits, as far as that goes within DrainLimit, or within
// hurryLimit where ctx is done, and returns what became of all. Nothing is
// added any more.
func (s *Sender) Close(ctx context.Context) Tally {
	close(s.hurry)
	limit := time.NewTimer(DrainLimit)
	defer limit.Stop()
	select {
	case <-s.done:
	case <-limit.C:
	case <-ctx.Done():
		select {
		case <-s.done:
		case <-time.After(hurryLimit):
		}
	}
	s.cancel()
	<-s.done
	s.http.CloseIdleConnections()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tally
}

// run sends batches until nothing more comes.
func (s *Sender) run() {
	defer close(s.done)
	for s.ctx.Err() == nil {
		batch := s.next()
		if batch == nil {
			return
		}
		s.deliver(batch)
	}
}

// next waits for a batch: for the first span of it, and then a little for
// others. nil says that nothing more comes.
func (s *Sender) next() []Span {
	var gathered <-chan time.Time
	for {
		last := false
		select {
		case <-s.hurry:
			last = true
		default:
		}
		n := s.waiting()
		switch {
		case n >= batchMax, n > 0 && last:
			return s.take()
		case last:
			return nil
		case n > 0 && gathered == nil:
			gathered = time.After(gatherFor)
		}
		select {
		case <-s.wake:
		case <-gathered:
			return s.take()
		case <-s.now:
			if n > 0 {
				return s.take()
			}
		case <-s.hurry:
		}
	}
}

// Left returns how many spans a collector may still take.
func (s *Sender) Left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue) + s.posting
}

func (s *Sender) waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue)
}

func (s *Sender) take() []Span {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(len(s.queue), batchMax)
	batch := s.queue[:n:n]
	s.posting = n
	if s.queue = s.queue[n:]; len(s.queue) == 0 {
		s.queue = nil
	}
	return batch
}

// deliver sends a batch, again where the collector may take it later.
func (s *Sender) deliver(batch []Span) {
	body := message(batch)
	patience, cancel := context.WithTimeout(s.ctx, batchPatience)
	defer cancel()
	for wait := retryFirst; ; wait = min(2*wait, retryLast) {
		v := s.post(patience, body)
		s.note(len(batch), v)
		if !v.again || !system.Sleep(patience, max(wait, v.after)) {
			break
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.posting = 0
}

// note counts what a collector has taken, and why it has not taken the rest.
func (s *Sender) note(spans int, v verdict) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.err != nil && (!errors.Is(v.err, errNoTime) || s.tally.Why == nil) { // what it said before says more
		s.tally.Why = v.err
	}
	if v.taken {
		s.tally.Sent += max(0, spans-v.rejected)
	}
}

// post sends a request and reads the answer.
func (s *Sender) post(ctx context.Context, body []byte) verdict {
	within, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(within, http.MethodPost, s.endpoint.url, bytes.NewReader(body))
	if err != nil {
		return verdict{err: err}
	}
	request.Header = s.endpoint.headers()
	request.Header.Set("Content-Type", protobufType)
	request.Header.Set("User-Agent", s.agent)
	response, err := s.http.Do(request)
	if err != nil {
		return unanswered(ctx, within, err)
	}
	defer response.Body.Close()
	return s.judge(response)
}

// fail notes why spans are missing that were never made.
func (s *Sender) fail(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tally.Made++
	s.tally.Why = why
}

// Missing says, in one line, how many spans a collector has not taken, and why;
// nil where it has them all.
func (t Tally) Missing(address string) error {
	if t.Sent >= t.Made {
		return nil
	}
	why := t.Why
	if why == nil {
		why = sim.Refuse("more than %d waited for it", "%d개 넘게 밀려 있었습니다", queueMax)
	}
	return sim.Refuse("--otlp %s: %d of %d spans did not arrive: %v", "--otlp %[1]s: 스팬 %[3]d개 중 %[2]d개를 보내지 못했습니다: %[4]v", address, t.Made-t.Sent, t.Made, why)
}
