package lectern

import (
	"context"
	"net"
	"slices"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
)

// street has doors without sockets: each is that of a show, or of somebody else.
type street struct {
	mu    sync.Mutex
	doors []door
}

func (s *street) find(context.Context) ([]door, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.doors), nil
}

func (s *street) watcher() *Watcher { return &Watcher{find: s.find} }

// close takes the door of a process away.
func (s *street) close(pid int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var left []door
	for _, d := range s.doors {
		if d.pid != pid {
			left = append(left, d)
		}
	}
	s.doors = left
}

// pipes is a listener whose connections are pipes.
type pipes struct {
	come chan net.Conn
	end  chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.come:
		return conn, nil
	case <-p.end:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	select {
	case <-p.end:
	default:
		close(p.end)
	}
	return nil
}

func (*pipes) Addr() net.Addr { return nil }

func (p *pipes) dial(context.Context) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.come <- theirs:
		return ours, nil
	case <-p.end:
		return nil, syscall.ECONNREFUSED
	}
}

// opens adds the newest door, that of a show.
func (s *street) opens(t *testing.T, pid int) *Offer {
	t.Helper()
	p := newPipes()
	o := offerOn(p)
	t.Cleanup(o.Close)
	s.adds(door{pid: pid, open: p.dial})
	return o
}

// lets adds the newest door, of somebody who does what do says.
func (s *street) lets(pid int, do func(net.Conn)) {
	s.adds(door{pid: pid, open: func(context.Context) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go do(theirs)
		return ours, nil
	}})
}

// adds puts a door before the others.
func (s *street) adds(d door) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.doors = append([]door{d}, s.doors...)
}

// says is somebody who says something and then nothing more.
func says(text string) func(net.Conn) {
	return func(conn net.Conn) {
		_, _ = conn.Write([]byte(text))
		_, _ = conn.Read(make([]byte, 1)) // until the other end closes it
		conn.Close()
	}
}

// state is one that says so.
func state(title string) lesson.Show {
	return lesson.Show{Title: sim.Text{English: title, Korean: title}, Lang: "en"}
}

// keep puts a state whenever somebody has come, as a screen does.
func keep(t *testing.T, o *Offer, s lesson.Show) {
	t.Helper()
	end := make(chan struct{})
	t.Cleanup(func() { close(end) })
	go func() {
		for {
			select {
			case _, open := <-o.Joined():
				if !open {
					return
				}
				o.Put(s)
			case <-end:
				return
			}
		}
	}()
}

// next returns what is new.
func next(t *testing.T, w *Watcher) News {
	t.Helper()
	news, err := w.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return news
}

// wants checks that the next news is a state with a title, of a process.
func wants(t *testing.T, w *Watcher, pid int, title string) *lesson.Show {
	t.Helper()
	news := next(t, w)
	if news.Show == nil || news.PID != pid || news.Show.Title.English != title {
		t.Fatalf("the news is %+v (%+v), want %q of process %d", news, news.Show, title, pid)
	}
	return news.Show
}

// wantsNone checks that the next news is that nothing runs, and why: "" = nobody does.
func wantsNone(t *testing.T, w *Watcher, why string) {
	t.Helper()
	news := next(t, w)
	said := ""
	if news.Why != nil {
		said = news.Why.Error()
	}
	if news.Show != nil || news.PID != 0 || said != why {
		t.Fatalf("the news is %+v, want none: %q", news, why)
	}
}

func TestNotesBeginFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		w := s.watcher()
		defer w.Close()
		wantsNone(t, w, "")
		time.AfterFunc(time.Hour, func() { keep(t, s.opens(t, 7), state("outage")) })
		wants(t, w, 7, "outage")
	})
}

func TestTheShowBeginsFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		o := s.opens(t, 7)
		keep(t, o, state("outage"))
		time.Sleep(time.Hour)
		if o.Watched() {
			t.Error("somebody reads before anybody came")
		}
		w := s.watcher()
		wants(t, w, 7, "outage")
		if !o.Watched() {
			t.Error("nobody reads what was read")
		}
		w.Close()
		synctest.Wait()
		if o.Watched() {
			t.Error("somebody reads who has gone")
		}
	})
}

func TestEitherSideBeginsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		o := s.opens(t, 7)
		keep(t, o, state("first"))
		w := s.watcher()
		defer func() { w.Close() }()
		wants(t, w, 7, "first")
		o.Close()
		s.close(7)
		wantsNone(t, w, "")
		o = s.opens(t, 8)
		keep(t, o, state("second"))
		wants(t, w, 8, "second")

		w.Close() // the notes begin again, and get the present state, not an old one
		synctest.Wait()
		time.Sleep(time.Minute)
		o.Put(state("nobody has seen this"))
		w = s.watcher()
		wants(t, w, 8, "nobody has seen this")
		wants(t, w, 8, "second")
	})
}

func TestTheNewestOfTwoShows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		older, newer := s.opens(t, 9), s.opens(t, 5)
		keep(t, older, state("older"))
		keep(t, newer, state("newer"))
		w, of := s.watcher(), s.watcher()
		of.only = 9
		defer w.Close()
		defer of.Close()
		wants(t, w, 5, "newer")
		wants(t, of, 9, "older")
		newer.Close()
		wantsNone(t, w, "")
		wants(t, w, 9, "older") // though the newer one's socket still lies there
		s.close(9)
		older.Close()
		wantsNone(t, of, "")
		wantsNone(t, of, "no show has the process number 9: leave --pid out to take the newest")
	})
}

// Notes that are open go on to a show that begins later: they read the newest.
func TestNotesGoOnToANewerShow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		o := s.opens(t, 9)
		keep(t, o, state("older"))
		w := s.watcher()
		defer w.Close()
		wants(t, w, 9, "older")
		s.lets(3, says("something else\n")) // is none
		time.AfterFunc(time.Minute, func() { keep(t, s.opens(t, 5), state("newer")) })
		begun := time.Now()
		wants(t, w, 5, "newer")
		if took := time.Since(begun) - time.Minute; took > newerRests+beatEvery {
			t.Errorf("it is read %s after it has begun", took)
		}
		synctest.Wait()
		if o.Watched() {
			t.Error("the older one is still read")
		}
		of := s.watcher()
		of.only = 9
		defer of.Close()
		wants(t, of, 9, "older") // that is asked for by its number
		o.Put(state("later"))
		wants(t, of, 9, "later")
	})
}

// The last state wins, ten times a second, and real time alone is no change.
func TestStatesAreSentTenTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		o := s.opens(t, 7)
		w := s.watcher()
		defer w.Close()
		now := state("")
		go func() {
			<-o.Joined()
			for i := range 500 { // for ten seconds
				now.At = time.Duration(i+1) * 20 * time.Millisecond
				now.Elapsed = now.At
				o.Put(now)
				time.Sleep(20 * time.Millisecond)
			}
			for range 500 { // and for ten more, in which nothing happens
				now.Elapsed += 20 * time.Millisecond
				o.Put(now)
				time.Sleep(20 * time.Millisecond)
			}
		}()
		count := 0
		var last *lesson.Show
		for end := time.Now().Add(20 * time.Second); ; count++ {
			ctx, cancel := context.WithDeadline(t.Context(), end)
			news, err := w.Next(ctx)
			cancel()
			if err != nil {
				break
			}
			if last = news.Show; last == nil {
				t.Fatalf("after %d states: %+v", count, news)
			}
		}
		if count < 90 || count > 101 || last.At != 10*time.Second {
			t.Errorf("%d states in ten seconds, the last of %s", count, last.At)
		}
	})
}

// A state that comes late says the time that has passed meanwhile.
func TestElapsedIsThatOfSending(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		o := s.opens(t, 7)
		now := state("outage")
		now.Elapsed = time.Minute
		o.Put(now)
		first := s.watcher()
		defer first.Close()
		wants(t, first, 7, "outage")
		time.Sleep(2 * time.Second)
		second := s.watcher()
		defer second.Close()
		if got := wants(t, second, 7, "outage").Elapsed; got != time.Minute+2*time.Second {
			t.Errorf("two seconds after 1m0s, %s have passed", got)
		}
	})
}

// A reader that takes nothing is let go, and nobody waits for it meanwhile.
func TestASlowReaderHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		o := s.opens(t, 7)
		deaf, err := s.doors[0].open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer deaf.Close()
		if _, err := deaf.Read(make([]byte, len(helloLine()))); err != nil {
			t.Fatal(err)
		}
		keep(t, o, state("first"))
		w := s.watcher()
		defer w.Close()
		wants(t, w, 7, "first")
		begun := time.Now()
		for range 1000 {
			o.Put(state("other"))
			o.Put(state("last"))
		}
		if took := time.Since(begun); took != 0 {
			t.Errorf("putting takes %s", took)
		}
		wants(t, w, 7, "last")
		time.Sleep(2 * writeLimit)
		if _, err := deaf.Read(make([]byte, 100)); err == nil {
			t.Error("a reader that takes nothing is still written to")
		}
	})
}

func TestTooManyReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		o := s.opens(t, 7)
		keep(t, o, state("outage"))
		for range readersMax {
			w := s.watcher()
			t.Cleanup(w.Close)
			wants(t, w, 7, "outage")
		}
		w := s.watcher()
		defer w.Close()
		wantsNone(t, w, "the show of process 7 takes no more notes: it has 8")
	})
}

// A show that is stopped says nothing, and one that rests lives.
func TestAShowThatRestsIsNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		o := s.opens(t, 7)
		keep(t, o, state("outage"))
		w := s.watcher()
		wants(t, w, 7, "outage")
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if news, err := w.Next(ctx); err == nil {
			t.Errorf("in an hour of rest: %+v", news)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		s.lets(7, says(string(helloLine())+`{"lang":"en"}`+"\n"))
		w := s.watcher()
		defer w.Close()
		wants(t, w, 7, "")
		s.close(7)
		wantsNone(t, w, "the show of process 7 does not answer: it may be stopped (fg brings it back)")
		wantsNone(t, w, "")
	})
}

// A reader that speaks is none: the protocol has nothing that it could say.
func TestAReaderThatSpeaksIsLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		s.opens(t, 7)
		conn, err := s.doors[0].open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		go func() { _, _ = conn.Write([]byte("GET / HTTP/1.1\r\n\r\n")) }()
		synctest.Wait()
		_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
		for {
			if _, err := conn.Read(make([]byte, 100)); err != nil {
				if late(err) {
					t.Error("the connection is kept")
				}
				return
			}
		}
	})
}
