package lectern

import (
	"context"
	"net"
	"os"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"orderflow/internal/lesson"
)

// Limits of an offer.
const (
	readersMax = 8
	sendEvery  = 100 * time.Millisecond // between two states, at least
	beatEvery  = 4 * time.Second        // after which an empty line says that the show lives
	writeLimit = 2 * time.Second        // that a reader may take for a line: then it is let go
)

// Offer is where a show offers its state to notes. Its methods may be called from any
// goroutine, and never wait for a reader.
type Offer struct {
	listener net.Listener
	joined   chan struct{}
	watched  atomic.Bool
	serving  sync.WaitGroup
	ended    sync.Once

	mu      sync.Mutex
	latest  *offered         // nil = nothing that is new enough for who comes now
	readers map[*reader]bool // connected
	closed  bool
}

// offered is a state, and when it was so.
type offered struct {
	lesson.Show
	at time.Time
}

// reader is a connection to notes.
type reader struct {
	net.Conn
	wake chan struct{} // there is a state that was not sent; one signal is enough
	gone chan struct{} // closed when it has nobody at its other end
}

// Listen makes the socket of this process. Its error, one line, is only that there are
// no notes: the show goes on.
func Listen() (*Offer, error) {
	dir, err := folder()
	if err != nil {
		return nil, err
	}
	return listenIn(context.Background(), dir, os.Getpid())
}

// listenIn makes the socket of a process in a directory.
func listenIn(ctx context.Context, dir string, pid int) (*Offer, error) {
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	if _, err := doors(ctx, dir); err != nil { // what dead processes have left goes
		return nil, err
	}
	path := pathOf(dir, pid, socketName)
	if err := makeRoom(ctx, path, pid); err != nil {
		return nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "unix", path)
	if err != nil && withoutSockets(err) {
		path = pathOf(dir, pid, portName)
		listener, err = listenLoopback(ctx, path)
	}
	if err != nil {
		return nil, errOpening(path, err)
	}
	return offerOn(listener), nil
}

// makeRoom removes a socket that an earlier process of this number has left.
func makeRoom(ctx context.Context, path string, pid int) error {
	info, err := os.Lstat(path)
	if err != nil {
		return nil //nolint:nilerr // it is not there, or listening says why not
	}
	d := doorOf(path, pid, info)
	if d.why != nil {
		return d.why
	}
	conn, err := d.open(ctx)
	if err == nil {
		conn.Close()
		return errTaken(path)
	}
	if err := os.Remove(path); err != nil {
		return errOpening(path, err)
	}
	return nil
}

// offerOn serves who comes to a listener.
func offerOn(listener net.Listener) *Offer {
	o := &Offer{listener: listener, joined: make(chan struct{}, 1), readers: map[*reader]bool{}}
	o.serve(o.accept)
	return o
}

// serve runs a goroutine of the offer. One that breaks ends the offer, and not the show.
func (o *Offer) serve(run func()) {
	o.serving.Go(func() {
		defer func() {
			if recover() != nil {
				o.shut()
			}
		}()
		run()
	})
}

// accept takes readers in, until the end.
func (o *Offer) accept() {
	const again = time.Second // after what may pass, such as too many open files
	for {
		conn, err := o.listener.Accept()
		if err == nil {
			o.take(conn)
			continue
		}
		o.mu.Lock()
		closed := o.closed
		o.mu.Unlock()
		if closed {
			return
		}
		time.Sleep(again)
	}
}

// take serves a reader where there is room for it.
func (o *Offer) take(conn net.Conn) {
	r := &reader{Conn: conn, wake: make(chan struct{}, 1), gone: make(chan struct{})}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed || len(o.readers) >= readersMax {
		conn.Close()
		return
	}
	o.readers[r] = true
	o.serve(func() {
		defer o.leave(r)
		if l, token := o.listener.(*loopback); token && !l.admits(conn) {
			return
		}
		o.serve(r.listen)
		if r.write(helloLine()) {
			o.watched.Store(true)
			o.tellJoined()
			o.send(r)
		}
	})
}

// listen waits until nobody is at the other end. Notes say nothing: who does is none.
func (r *reader) listen() {
	defer close(r.gone)
	_, _ = r.Read(make([]byte, 1))
	r.Close()
}

// write sends a line, and reports whether the reader has taken it in time.
func (r *reader) write(line []byte) bool {
	if r.SetWriteDeadline(time.Now().Add(writeLimit)) != nil {
		return false
	}
	_, err := r.Write(line)
	return err == nil
}

// send sends what is new, until the reader is gone.
func (o *Offer) send(r *reader) {
	var sent *offered
	for {
		line := []byte("\n")
		state := o.state()
		switch {
		case state == nil && sent == nil: // nothing was put yet
			line = nil
		case state != nil && state != sent:
			show := state.Show
			show.Elapsed += time.Since(state.at)
			var err error
			if line, err = encode(&show); err != nil {
				return
			}
			sent = state
		}
		if line != nil && (!r.write(line) || !r.rest(sendEvery)) {
			return
		}
		select {
		case <-r.wake:
		case <-time.After(beatEvery):
		case <-r.gone:
			return
		}
	}
}

// rest waits, and reports whether the reader is still there.
func (r *reader) rest(span time.Duration) bool {
	select {
	case <-time.After(span):
		return true
	case <-r.gone:
		return false
	}
}

// leave lets a reader go. With the last one the state goes: nobody keeps it new.
func (o *Offer) leave(r *reader) {
	r.Close()
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.readers, r)
	if len(o.readers) == 0 {
		o.latest = nil
		o.watched.Store(false)
	}
}

func (o *Offer) state() *offered {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.latest
}

func (o *Offer) tellJoined() {
	select {
	case o.joined <- struct{}{}:
	default:
	}
}

// Watched reports whether anybody reads: else a state need not be made.
func (o *Offer) Watched() bool { return o.watched.Load() }

// Joined brings a signal when somebody has come who has not seen a state: then one is
// to be put, also where nothing has changed. It is closed with the offer.
func (o *Offer) Joined() <-chan struct{} { return o.joined }

// Put offers a state. That real time passes is no change.
func (o *Offer) Put(s lesson.Show) {
	next := &offered{Show: clean(s), at: time.Now()}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed || o.latest != nil && o.latest.same(next) {
		return
	}
	o.latest = next
	for r := range o.readers {
		select {
		case r.wake <- struct{}{}:
		default:
		}
	}
}

// same reports whether a later state is the same but for the time that has passed.
func (s *offered) same(later *offered) bool {
	const slack = time.Second
	passed := later.at.Sub(s.at)
	if (s.Elapsed + passed - later.Elapsed).Abs() > slack {
		return false
	}
	now := later.Show
	now.Elapsed = s.Elapsed
	return reflect.DeepEqual(now, s.Show)
}

// Close ends the offer and removes its socket.
func (o *Offer) Close() {
	o.shut()
	o.serving.Wait()
	o.ended.Do(func() { close(o.joined) })
}

func (o *Offer) shut() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	_ = o.listener.Close() // its readers are let go in any case
	for r := range o.readers {
		r.Close()
	}
}
