package panel

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"orderflow/sim"
)

// Path is where a panel answers.
const Path = "/api/v2"

// Limits of a server.
const (
	connectionsMax    = 2_000
	headerBytesMax    = 16 << 10
	formBytesMax      = 64 << 10
	headerTimeout     = 5 * time.Second
	readTimeout       = 10 * time.Second
	idleTimeout       = time.Minute
	holdMax           = time.Minute // how long an answer that never comes is kept from its client
	writeTimeout      = holdMax + 15*time.Second
	reopenEvery       = 200 * time.Millisecond
	defaultListenAddr = "127.0.0.1:0"
)

// Options are what a panel is made of.
type Options struct {
	Key      string          // every client must send it
	Seed     uint64          // of answer and work times
	Balance  int64           // cents, to begin with
	Faults   Faults          // nil: nothing goes wrong; of a Plan the panel follows provider-down too
	Watch    func(Change)    // is told what becomes true, under the panel's lock; may be nil
	State    string          // file; "" keeps the books in memory alone
	Network  Network         // nil: the machine's
	Listen   string          // "": a free port on loopback
	Admin    bool            // answers on AdminPath too; Faults is a Plan
	Complain func(err error) // is told what goes wrong with the listener; may be nil
}

// Server is a panel that listens.
type Server struct {
	options Options
	plan    *Plan // nil: faults come from elsewhere
	known   bool  // the state was there already
	torn    int
	done    chan struct{}
	planned chan struct{} // receives when something new is due
	routine sync.WaitGroup

	mu    sync.Mutex // of the books
	books *books

	gate     sync.Mutex // of the listener
	http     *http.Server
	listener net.Listener
	address  string // where it listens, or last did
	away     int    // how many take it down
	closed   bool
	handlers sync.WaitGroup // begun under gate
}

// ErrListen is the cause of an error of Start where the address cannot be had;
// its other errors are of the state.
var ErrListen = sim.Refuse("listening", "연결을 기다릴 수 없습니다")

// Start opens the books, listens, and lets the panel's clock run.
func Start(o Options) (*Server, error) {
	if o.Faults == nil {
		o.Faults = calm{}
	}
	if o.Network == nil {
		o.Network = TCP{}
	}
	if o.Listen == "" {
		o.Listen = defaultListenAddr
	}
	s := &Server{options: o, done: make(chan struct{}), planned: make(chan struct{}, 1), address: o.Listen}
	s.plan, _ = o.Faults.(*Plan)
	if s.plan != nil && o.Watch == nil {
		o.Watch = s.plan.happens
	}
	s.books = newBooks(o.Seed, o.Balance, o.Faults, o.Watch)
	if o.State != "" {
		var err error
		if s.known, s.torn, err = s.books.openState(o.State); err != nil {
			return nil, err
		}
	}
	if err := s.open(o.Listen); err != nil {
		s.books.closeState()
		return nil, sim.Refuse("%[1]v on %[2]s: %[3]v", "%[2]s에서 %[1]v: %[3]v", ErrListen, sim.Printable(o.Listen, 60), err)
	}
	s.routine.Go(s.run)
	if s.plan != nil {
		s.routine.Go(func() { s.plan.follow(s, s.done) })
	}
	return s, nil
}

// Known reports whether the state was there already, and how many bytes of a
// torn last line were dropped from it.
func (s *Server) Known() (known bool, torn int) { return s.known, s.torn }

// URL returns where clients find the panel.
func (s *Server) URL() string { return "http://" + s.Address() + Path }

// Address returns host:port, where the panel listens or last did.
func (s *Server) Address() string {
	s.gate.Lock()
	defer s.gate.Unlock()
	return s.address
}

// DialContext connects to the panel, wherever it listens now.
func (s *Server) DialContext(ctx context.Context, network, _ string) (net.Conn, error) {
	return s.options.Network.DialContext(ctx, network, s.Address())
}

// open listens; the gate is locked, or nobody else is there yet.
func (s *Server) open(address string) error {
	l, err := s.options.Network.Listen("tcp", address)
	if err != nil {
		return err
	}
	s.address, s.listener = l.Addr().String(), bounded(l, connectionsMax)
	s.http = &http.Server{
		Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout,
		WriteTimeout: writeTimeout, IdleTimeout: 2 * idleTimeout, MaxHeaderBytes: headerBytesMax, ErrorLog: silence,
	}
	server, listener := s.http, s.listener
	s.routine.Go(func() { _ = server.Serve(listener) }) // ends when it is closed
	return nil
}

// Down closes the listener and every connection, until as many Up have come.
func (s *Server) Down() {
	s.gate.Lock()
	defer s.gate.Unlock()
	s.away++
	if s.away == 1 {
		s.shut()
	}
}

// shut ends the listener; the gate is locked.
func (s *Server) shut() {
	if s.http != nil {
		s.listener.Close()
		_ = s.http.Close() // of connections that are being given up
		s.http = nil
	}
}

// Up listens again. If the port was taken meanwhile, a panel that had any port
// takes another, and one that was given its port waits for it.
func (s *Server) Up() {
	s.gate.Lock()
	defer s.gate.Unlock()
	s.away--
	if s.away > 0 || s.closed {
		return
	}
	err := s.open(s.address)
	if err != nil && anyPort(s.options.Listen) {
		err = s.open(s.options.Listen)
	}
	if err != nil {
		s.complain(err)
		s.routine.Go(s.reopen)
	}
}

func anyPort(address string) bool {
	_, port, err := net.SplitHostPort(address)
	return err == nil && port == "0"
}

// reopen tries to listen until that succeeds.
func (s *Server) reopen() {
	for {
		select {
		case <-time.After(reopenEvery):
		case <-s.done:
			return
		}
		if s.reopened() {
			return
		}
	}
}

func (s *Server) reopened() bool {
	s.gate.Lock()
	defer s.gate.Unlock()
	return s.closed || s.away > 0 || s.http != nil || s.open(s.address) == nil
}

func (s *Server) complain(err error) {
	if s.options.Complain != nil {
		s.options.Complain(sim.Refuse("listening on %s again: %v: trying on", "%s에서 다시 연결을 기다릴 수 없습니다: %v. 계속 시도합니다", s.address, err))
	}
}

// CountFrom lets the next job have a higher number than one that a panel before
// has given.
func (s *Server) CountFrom(job uint32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books.nextJob = max(s.books.nextJob, job+1)
}

// Close ends the panel. What it has sold stays in its file.
func (s *Server) Close() {
	s.gate.Lock()
	if s.closed {
		s.gate.Unlock()
		return
	}
	s.closed = true
	s.shut()
	s.gate.Unlock()
	close(s.done)
	s.handlers.Wait()
	s.routine.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books.closeState()
}

// run lets happen what is due, when it is.
func (s *Server) run() {
	for {
		var due <-chan time.Time
		if next := s.advance(); next > 0 {
			due = time.After(next)
		}
		select {
		case <-due:
		case <-s.planned:
		case <-s.done:
			return
		}
	}
}

// advance returns after how long the next thing is due; 0 if nothing is.
func (s *Server) advance() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.books.advance()
	if next == 0 {
		return 0
	}
	return max(time.Duration(next-s.books.now()), 1)
}

// wake tells the clock that something new is due.
func (s *Server) wake() {
	select {
	case s.planned <- struct{}{}:
	default:
	}
}

// serve answers a request, unless the panel ends.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	s.gate.Lock()
	if s.closed {
		s.gate.Unlock()
		panic(http.ErrAbortHandler)
	}
	s.handlers.Add(1)
	s.gate.Unlock()
	defer s.handlers.Done()
	switch {
	case r.URL.Path == Path:
		s.answer(w, r)
	case r.URL.Path == AdminPath && s.options.Admin:
		s.administer(w, r)
	default:
		http.NotFound(w, r)
	}
}

// wait waits, and reports whether the client is still there.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return r.Context().Err() == nil
	case <-r.Context().Done():
	case <-s.done:
	}
	return false
}

// errFull is the error of a purchase when too many jobs are under way.
var errFull = errors.New("too many jobs are under way")

// latency returns how long the answer to a request takes.
func (s *Server) latency(order sim.OrderID) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books.requests++
	return s.books.draw("panel-answer", order, s.books.requests).Between(sim.PanelAnswerMin, sim.PanelAnswerMax)
}
