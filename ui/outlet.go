package ui

import (
	"bytes"
	"io"
	"os"
	"slices"
	"sync"
	"time"
)

// outlet is the one way to the terminal. What is handed to it waits in memory
// and is written by a goroutine of its own, so that a terminal which reads
// nothing holds up that goroutine and never the program. It knows from what
// passes through whether the terminal is on the alternate screen, and lets
// frames through only while it is: none is painted on the shell's screen.
type outlet struct {
	w    io.Writer
	own  *os.File      // the terminal where it was opened anew; nil = w is the caller's
	wake chan struct{} // something waits; one signal is enough
	quit chan struct{} // closed when nothing more is written
	gone chan struct{} // closed when the goroutine has ended
	made chan struct{} // closed when the alternate screen was opened first

	mu      sync.Mutex
	waiting []byte
	moved   chan struct{} // closed, and made anew, when something was written
	frame   *queuedFrame  // that waits; nil = none
	closing []byte        // what gives the terminal back, and what followed
	queued  int64         // bytes handed over since the start
	sent    int64         // and written
	begun   bool          // the goroutine runs
	opened  bool          // once
	open    bool          // now
	broken  bool          // nothing can be written any more
	ended   bool
}

// queuedFrame is a frame among what waits.
type queuedFrame struct {
	end   int64     // its last byte
	shown chan bool // told once what became of it
}

// Limits of the outlet.
const (
	outletMax   = 1 << 20                // bytes that wait for a terminal which reads nothing; what comes then is dropped
	outletPiece = 4 << 10                // bytes that are written at once
	muteAfter   = time.Second            // a terminal that took nothing for so long at the end is not waited for
	rescueLimit = 200 * time.Millisecond // for giving it back all the same
)

// The modes that tell the alternate screen.
var (
	screenOn  = []byte("\x1b[?1049h")
	screenOff = []byte("\x1b[?1049l")
)

// screenEmpty erases the alternate screen before it is left: where the window
// has grown meanwhile, tmux takes rows of it along to the shell's screen.
var screenEmpty = []byte("\x1b[H\x1b[2J")

func newOutlet(w io.Writer) *outlet {
	return &outlet{
		w: w, wake: make(chan struct{}, 1), quit: make(chan struct{}), gone: make(chan struct{}), made: make(chan struct{}), moved: make(chan struct{}),
	}
}

// Write takes what Bubble Tea writes. It never waits, and never fails.
func (o *outlet) Write(b []byte) (int, error) {
	n := len(b)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.open {
		b = bytes.Replace(b, screenOff, slices.Concat(screenEmpty, screenOff), 1)
	}
	o.follow(b)
	o.queue(b)
	return n, nil
}

// follow notes what the bytes do to the screen.
func (o *outlet) follow(b []byte) {
	on, off := bytes.LastIndex(b, screenOn), bytes.LastIndex(b, screenOff)
	switch {
	case on > off:
		o.open, o.closing = true, nil
		if !o.opened {
			o.opened = true
			close(o.made)
		}
	case off > on:
		o.open, o.closing = false, bytes.Clone(b)
	case o.closing != nil:
		o.closing = append(o.closing, b...)
	}
}

// queue lets the bytes wait for the goroutine.
func (o *outlet) queue(b []byte) {
	if o.broken || o.ended || len(o.waiting)+len(b) > outletMax {
		return
	}
	if !o.begun {
		o.begun = true
		go o.run()
	}
	o.waiting = append(o.waiting, b...)
	o.queued += int64(len(b))
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// paint writes a frame and returns when the terminal has taken it. It returns
// false where the frame came too late, and is not on the screen.
func (o *outlet) paint(text string) bool {
	select {
	case <-o.made:
	case <-o.quit:
		return false
	}
	shown := o.queueFrame([]byte(text))
	return shown != nil && <-shown
}

func (o *outlet) queueFrame(b []byte) chan bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.queued
	if o.open {
		o.queue(b)
	}
	if o.queued == before {
		return nil
	}
	o.frame = &queuedFrame{end: o.queued, shown: make(chan bool, 1)}
	return o.frame.shown
}

// run writes what waits, until the end.
func (o *outlet) run() {
	defer close(o.gone)
	for {
		select {
		case <-o.wake:
		case <-o.quit:
			return
		}
		for piece := o.next(); len(piece) > 0; piece = o.next() {
			n, err := o.w.Write(piece)
			o.wrote(n, err)
		}
	}
}

// next returns what is to be written next. It stays among what waits until it
// is written.
func (o *outlet) next() []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	return bytes.Clone(o.waiting[:min(len(o.waiting), outletPiece)])
}

// wrote notes what became of a piece.
func (o *outlet) wrote(n int, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.waiting = o.waiting[min(n, len(o.waiting)):]
	o.sent += int64(n)
	if err != nil {
		o.broken, o.waiting = true, nil
	}
	if f := o.frame; f != nil && (o.broken || o.sent >= f.end) {
		f.shown <- !o.broken
		o.frame = nil
	}
	close(o.moved)
	o.moved = make(chan struct{})
}

// drain waits until all that waits is written, for as long as the terminal
// takes something. It reports whether it was.
func (o *outlet) drain() bool {
	for {
		o.mu.Lock()
		done, moved := len(o.waiting) == 0, o.moved
		o.mu.Unlock()
		if done {
			return true
		}
		timer := time.NewTimer(muteAfter)
		select {
		case <-moved:
			timer.Stop()
		case <-timer.C:
			return false
		}
	}
}

// end writes what waits and lets the terminal go. From one that takes nothing
// any more it takes back what it has not read, and leaves in its place what
// gives it back.
func (o *outlet) end() {
	drained := o.drain()
	o.mu.Lock()
	o.ended = true
	closing, begun := o.closing, o.begun
	o.mu.Unlock()
	close(o.quit)
	switch {
	case !drained:
		o.rescue(closing)
	case begun:
		<-o.gone
	}
	if o.own != nil {
		_ = o.own.Close() // all that could be written is
	}
}

// rescue gives a terminal back that takes nothing. Where its writes cannot be
// broken off nothing more can be done for it.
func (o *outlet) rescue(closing []byte) {
	limited, can := o.w.(interface{ SetWriteDeadline(time.Time) error })
	if !can || limited.SetWriteDeadline(time.Now()) != nil || !endedWithin(rescueLimit, o.gone) {
		return
	}
	discard(o.w)
	if limited.SetWriteDeadline(time.Now().Add(rescueLimit)) == nil {
		_, _ = o.w.Write(append([]byte(cancelSequence+endFrame), closing...))
	}
}

// cancelSequence ends a sequence of which the terminal may have read a part.
const cancelSequence = "\x18"

// device is a terminal whose writes go through an outlet. It has no more of a
// file than Bubble Tea asks for, so that nothing goes past the outlet.
type device struct {
	*outlet
	file *os.File
}

func (d device) Read(b []byte) (int, error) { return d.file.Read(b) }

// Fd returns the file's descriptor.
func (d device) Fd() uintptr { return d.file.Fd() }

// Close does nothing: the file is the caller's.
func (d device) Close() error { return nil }

// openOutlet returns the outlet of where a program shows itself, and what
// Bubble Tea is to write to.
func openOutlet(w io.Writer) (*outlet, io.Writer) {
	file, isFile := w.(*os.File)
	if !isFile {
		o := newOutlet(w)
		return o, o
	}
	o := newOutlet(w)
	if own := openAnew(file); own != nil {
		o.w, o.own = own, own
	}
	return o, device{outlet: o, file: file}
}
