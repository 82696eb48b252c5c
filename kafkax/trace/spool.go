package trace

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"orderflow/internal/system"
)

// Limits of a spool.
const (
	SpoolBytesMax = 64 << 20 // that wait to be sent; more is not kept, and counted
	spoolKeep     = 1 << 20  // a file above it is emptied once all of it has been sent
	spoolEnding   = ".spool"
	spoolsMax     = 64 // of dead processes, that are sent by one that begins
)

// Spool keeps what waits to be sent: in memory, and in a file that survives its
// process, so that what it had seen last is told by the next.
type Spool struct {
	source Source
	began  time.Time

	mu      sync.Mutex
	file    *os.File // nil = in memory only
	written int64    // bytes of the file
	failed  error    // the file could not be written; what comes is in memory only
	queue   []queued
	size    int    // bytes of the queue
	sent    int    // of the queue, that are on their way
	seq     uint64 // of the last observation
	lost    uint64 // observations that were not kept
}

// queued is an encoded observation.
type queued struct {
	seq  uint64
	line []byte
}

// NewSpool opens the spool of a process in a folder; "" = in memory only.
func NewSpool(folder string, s Source, began time.Time) (*Spool, error) {
	p := &Spool{source: s, began: began}
	if folder == "" {
		return p, nil
	}
	if err := p.open(folder); err != nil {
		return nil, fmt.Errorf("opening the spool: %w", err)
	}
	return p, nil
}

func (p *Spool) open(folder string) (err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if p.file, err = os.OpenFile(filepath.Join(folder, p.source.Role+"-"+p.source.Instance+spoolEnding), os.O_CREATE|os.O_EXCL|os.O_RDWR|os.O_APPEND, 0o600); err != nil {
		return err
	}
	system.Hold(p.file) // until it is closed, or the process has died
	return nil
}

// Add keeps an observation. It gives it its number, and never waits for a network.
func (p *Spool) Add(o *Observation) uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seq++
	o.Seq = p.seq
	line, err := Encode(p.source, p.began, o)
	if err != nil || p.size+len(line) > SpoolBytesMax {
		p.lost++
		return o.Seq
	}
	p.queue = append(p.queue, queued{o.Seq, line})
	p.size += len(line)
	p.write(line)
	return o.Seq
}

// write keeps a line in the file. Where that fails it is in memory still.
func (p *Spool) write(line []byte) {
	if p.file == nil || p.failed != nil {
		return
	}
	if p.written > spoolKeep+2*int64(p.size) { // what has been sent need not stay
		p.rewrite()
		return
	}
	n, err := p.file.Write(append(line[:len(line):len(line)], '\n'))
	p.written += int64(n)
	p.failed = err
}

// rewrite lets the file have what waits, and nothing else.
func (p *Spool) rewrite() {
	var text bytes.Buffer
	for _, q := range p.queue {
		text.Write(q.line)
		text.WriteByte('\n')
	}
	if p.failed = p.file.Truncate(0); p.failed == nil {
		_, p.failed = p.file.Write(text.Bytes())
	}
	p.written = int64(text.Len())
}

// take returns what is to be sent next: at most BatchMax observations that follow
// one another, and no more than fits into a record.
func (p *Spool) take() [][]byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	var lines [][]byte
	size := 0
	for i, q := range p.queue {
		if size += len(q.line) + 1; i == BatchMax || i > 0 && (size > RecordBytesMax/2 || q.seq != p.queue[i-1].seq+1) {
			break
		}
		lines = append(lines, q.line)
	}
	p.sent = len(lines)
	return lines
}

// done lets go of what was taken last: it has been sent.
func (p *Spool) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, q := range p.queue[:p.sent] {
		p.size -= len(q.line)
	}
	p.queue = p.queue[p.sent:]
	p.sent = 0
	if len(p.queue) > 0 {
		return
	}
	p.queue = nil
	if p.file != nil && p.failed == nil && p.written > spoolKeep {
		p.rewrite()
	}
}

// Waiting returns how many observations wait to be sent, and how many were not kept.
func (p *Spool) Waiting() (waiting int, lost uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.queue), p.lost
}

// Kept reports whether what waits is in the file, too.
func (p *Spool) Kept() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.file != nil && p.failed == nil
}

// Close lets go of the file. It stays where something of it has not been sent.
func (p *Spool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file == nil {
		return nil
	}
	name := p.file.Name()
	err := p.file.Close()
	p.file = nil
	if len(p.queue) == 0 {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// Remains is what a process that is dead has left in its spool.
type Remains struct {
	Records []*Record
	size    int // bytes of the last of them
	name    string
	unlock  func()
}

// Leavings opens the spools of processes that are dead, of one role. Each is
// locked until it is closed; one that lives, or is looked at by another, is passed.
func Leavings(folder, role string) ([]*Remains, error) {
	if folder == "" {
		return nil, nil
	}
	names, err := filepath.Glob(filepath.Join(escapeGlob(folder), role+"-*"+spoolEnding))
	if err != nil {
		return nil, err
	}
	var list []*Remains
	for _, name := range names[:min(len(names), spoolsMax)] {
		unlock, free := system.Try(name)
		if !free {
			continue
		}
		r := &Remains{name: name, unlock: unlock}
		if err := r.read(); err != nil {
			unlock()
			return list, fmt.Errorf("reading the spool %s: %w", name, err)
		}
		list = append(list, r)
	}
	return list, nil
}

func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// read reads the lines of the file. A torn last line was never whole, and what is
// no observation is passed.
func (r *Remains) read() error {
	file, err := os.Open(r.name)
	if errors.Is(err, os.ErrNotExist) {
		return nil // another has just sent it
	}
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(file, 2*SpoolBytesMax))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		whole, isWhole := strings.CutSuffix(line, "\n")
		one, err := Decode(Join([][]byte{[]byte(whole)}))
		if !isWhole || err != nil {
			continue
		}
		r.add(one, len(whole))
	}
	return nil
}

// add adds an observation to the last record, as long as it follows and there is room.
func (r *Remains) add(one *Record, size int) {
	o := one.List[0]
	one.Sent = o.Clock
	if n := len(r.Records); n > 0 {
		last := r.Records[n-1]
		if last.Source == one.Source && len(last.List) < BatchMax && r.size+size < RecordBytesMax/2 && last.List[len(last.List)-1].Seq+1 == o.Seq {
			last.List, last.Sent = append(last.List, o), o.Clock
			r.size += size
			return
		}
	}
	r.Records, r.size = append(r.Records, one), size
}

// Close lets go of the spool: it is removed where all of it has been sent.
func (r *Remains) Close(sent bool) error {
	defer r.unlock()
	if !sent {
		return nil
	}
	if err := os.Remove(r.name); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
