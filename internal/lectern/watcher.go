package lectern

import (
	"bufio"
	"context"
	"errors"
	"net"
	"slices"
	"strconv"
	"syscall"
	"time"

	"orderflow/internal/lesson"
)

// How long notes wait.
const (
	lookEvery   = 500 * time.Millisecond // for a show that is not there
	answerLimit = 700 * time.Millisecond // for its first lines
	silentLimit = 3 * beatEvery          // for the next
)

// How often notes that read a show look for a newer one, and for how long they do not
// where one that is newer could not be read.
const (
	newerEvery = time.Second
	newerRests = 10 * time.Second
)

// News is what notes have come to know.
type News struct {
	Show *lesson.Show // the present state; nil = no show is read
	PID  int          // of the show that is read; 0 = none
	Why  error        // why none is, in a line; nil where there is none to read
}

// Watcher reads the newest show, or one of them. It goes on to one that begins later,
// and looks for another where that which it reads has ended. It is used by one goroutine
// at a time.
type Watcher struct {
	only int // process whose show is wanted; 0 = the newest that lives
	find func(ctx context.Context) ([]door, error)

	conn net.Conn // to the show that is read; nil = none is
	pid  int      // of its process
	in   *bufio.Reader
	due  time.Time // to look for a newer one
	said string    // what was told last of there being no show
	told bool      // that, and not a state
}

// Watch returns a watcher of the show of a process; 0 = the newest that lives.
func Watch(pid int) *Watcher {
	return &Watcher{only: pid, find: func(ctx context.Context) ([]door, error) {
		dir, err := folder()
		if err != nil {
			return nil, err
		}
		return doors(ctx, dir)
	}}
}

// Next waits for what is new. Its error is that of the context.
func (w *Watcher) Next(ctx context.Context) (News, error) {
	for {
		show, why := w.look(ctx)
		if ctx.Err() != nil {
			w.Close()
			return News{}, ctx.Err()
		}
		if show != nil {
			w.told = false
			return News{Show: show, PID: w.pid}, nil
		}
		said := ""
		if why != nil {
			said = why.Error()
		}
		if !w.told || said != w.said {
			w.told, w.said = true, said
			return News{Why: why}, nil
		}
		rest(ctx, lookEvery)
	}
}

// rest waits, unless the context ends.
func rest(ctx context.Context, span time.Duration) {
	timer := time.NewTimer(span)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// Close lets the show go.
func (w *Watcher) Close() {
	if w.conn != nil {
		w.conn.Close()
		w.conn = nil
	}
}

// look returns the next state of the show, or the first of another where it has
// ended, or why there is none; nil where none runs.
func (w *Watcher) look(ctx context.Context) (*lesson.Show, error) {
	if w.conn == nil {
		return w.openAny(ctx)
	}
	for {
		if show := w.newer(ctx); show != nil {
			return show, nil
		}
		show, err := w.state(ctx, silentLimit)
		switch {
		case errors.Is(err, errBeat):
			continue
		case err == nil:
			return show, nil
		}
		w.Close()
		if errors.Is(err, errEnded) {
			return nil, nil
		}
		return nil, err
	}
}

// newer returns the first state of a show that has begun after the one that is read, and
// lets that one go; nil where there is none that can be read.
func (w *Watcher) newer(ctx context.Context) *lesson.Show {
	if w.only != 0 || time.Now().Before(w.due) {
		return nil
	}
	w.due = time.Now().Add(newerEvery)
	list, err := w.find(ctx)
	if err != nil {
		return nil // that which is read still speaks
	}
	read := slices.IndexFunc(list, func(d door) bool { return d.pid == w.pid })
	for i := range max(read, 0) {
		next := Watcher{}
		show, err := next.open(ctx, &list[i])
		if err == nil {
			w.Close()
			w.conn, w.pid, w.in = next.conn, next.pid, next.in
			return show
		}
		next.Close()
		if !errors.Is(err, errNobody) {
			w.due = time.Now().Add(newerRests)
		}
	}
	return nil
}

// openAny reads the first show that can be read; where there is none it says why the
// first of them cannot.
func (w *Watcher) openAny(ctx context.Context) (*lesson.Show, error) {
	list, err := w.find(ctx)
	if err != nil {
		return nil, err
	}
	var why error
	first := true
	if w.only != 0 {
		list = slices.DeleteFunc(list, func(d door) bool { return d.pid != w.only })
		why = errNoSuch(w.only)
	}
	for i := range list {
		show, err := w.open(ctx, &list[i])
		if err == nil {
			return show, nil
		}
		w.Close()
		if first && !errors.Is(err, errNobody) {
			why, first = err, false
		}
	}
	return nil, why
}

// open connects to a show and returns its state.
func (w *Watcher) open(ctx context.Context, d *door) (*lesson.Show, error) {
	if d.why != nil {
		return nil, d.why
	}
	conn, err := d.open(ctx)
	switch {
	case err != nil && refused(err): // an earlier process of this number has left it
		return nil, errNobody
	case err != nil && late(err):
		return nil, errSilent(d.pid)
	case err != nil:
		return nil, errOpening(d.path, err)
	}
	w.conn, w.pid, w.in = conn, d.pid, bufio.NewReader(conn)
	line, err := w.line(ctx, answerLimit, helloMax)
	switch said := versionOf(line); {
	case errors.Is(err, errEnded):
		return nil, errShut(d.pid)
	case errors.Is(err, errLong):
		return nil, errForeign(d.pid, string(line))
	case err != nil:
		return nil, err
	case said == "":
		return nil, errForeign(d.pid, string(line))
	case said != strconv.Itoa(version):
		return nil, errVersion(d.pid, said)
	}
	for {
		show, err := w.state(ctx, answerLimit)
		if !errors.Is(err, errBeat) {
			return show, err
		}
	}
}

// state reads the next state; errBeat where the show says only that it lives.
func (w *Watcher) state(ctx context.Context, limit time.Duration) (*lesson.Show, error) {
	line, err := w.line(ctx, limit, stateMax)
	switch {
	case errors.Is(err, errLong):
		return nil, errTooLong(w.pid, stateMax)
	case err != nil:
		return nil, err
	case len(line) == 0:
		return nil, errBeat
	}
	show, err := decode(line)
	if err != nil {
		return nil, errGarbage(w.pid)
	}
	return show, nil
}

// late reports whether a show has taken too long, or cannot take one more who waits
// for it.
func late(err error) bool {
	timed, can := errors.AsType[net.Error](err)
	return can && timed.Timeout() || errors.Is(err, syscall.EAGAIN)
}

// How a show, or a line of it, may fail to come.
var (
	errNobody = errors.New("nobody listens")
	errEnded  = errors.New("the show has ended")
	errBeat   = errors.New("the show lives, and has nothing new")
	errLong   = errors.New("the line is too long")
)

// line reads a line of at most so many bytes; of one that is longer its beginning. It
// breaks off when the context ends.
func (w *Watcher) line(ctx context.Context, limit time.Duration, most int) ([]byte, error) {
	conn := w.conn
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if err := conn.SetReadDeadline(time.Now().Add(limit)); err != nil {
		return nil, errEnded
	}
	var line []byte
	for {
		part, err := w.in.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > most+1:
			return line[:most], errLong
		case err == nil:
			return line[:len(line)-1], nil
		case errors.Is(err, bufio.ErrBufferFull):
		case late(err):
			return nil, errSilent(w.pid)
		default:
			return nil, errEnded
		}
	}
}
