package sim

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"sort"
	"strconv"
	"time"
)

// FormatVersion is the version of the log format, the header's "orderflow".
const FormatVersion = 1

// Limits of what a log's lines hold, in bytes. A text of textMax, every byte of
// it escaped, fits into a line; a command line as long as systems allow, into a
// header.
const (
	lineMax   = 1 << 20
	headerMax = 16 << 20
	textMax   = 1 << 16
)

// Header is the first line of a log.
type Header struct {
	Scenario string    // name
	Seed     uint64    //
	Args     []string  // the command line that made the run
	Version  string    // of the program that wrote it
	Prefix   string    // how the names of its topics and groups begin on a cluster of others; usually empty
	Began    time.Time // when 0 s was on the wall clock, to the millisecond; zero in virtual time
	Door     string    // host:port,… where Kafka clients of others come in while the run goes on; it is in no file
}

// beganFormat is how the header writes a moment: with the offset of where it was.
const beganFormat = "2006-01-02T15:04:05.000Z07:00"

// AppendJSON appends the header's line, without the line end.
func (h *Header) AppendJSON(b []byte) []byte {
	b = append(b, `{"orderflow":`...)
	b = strconv.AppendInt(b, FormatVersion, 10)
	b = append(b, `,"scenario":`...)
	b = AppendQuoted(b, h.Scenario)
	b = append(b, `,"seed":`...)
	b = strconv.AppendUint(b, h.Seed, 10)
	b = append(b, `,"args":[`...)
	for i, arg := range h.Args {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendQuoted(b, arg)
	}
	b = append(b, `],"version":`...)
	b = AppendQuoted(b, h.Version)
	if h.Prefix != "" {
		b = append(b, `,"prefix":`...)
		b = AppendQuoted(b, h.Prefix)
	}
	if !h.Began.IsZero() {
		b = append(b, `,"began":`...)
		b = AppendQuoted(b, h.Began.Format(beganFormat))
	}
	return append(b, '}')
}

func parseHeader(line []byte) (Header, error) {
	var h Header
	s := scanner{rest: line}
	version := int64(0)
	for first := true; ; first = false {
		key, done, err := s.key(first)
		if err != nil {
			return h, noHeader(line)
		}
		if done {
			break
		}
		if err := s.header(&h, key, &version); err != nil {
			return h, fmt.Errorf("%s: %w", Printable(key, 40), err)
		}
		if key == "orderflow" && version != FormatVersion {
			return h, Refuse("a log of format %d; this program reads format %d: want a newer program", "형식 %d의 로그입니다. 이 프로그램은 형식 %d을(를) 읽습니다. 새 버전을 쓰세요", version, FormatVersion)
		}
	}
	if version == 0 {
		return h, noHeader(line)
	}
	if again := h.AppendJSON(nil); !bytes.Equal(again, line) {
		return h, Refuse("the header is not as orderflow writes it: want %s", "첫 줄이 orderflow가 쓴 그대로가 아닙니다. %s이어야 합니다", Printable(string(again), 120))
	}
	return h, nil
}

func (s *scanner) header(h *Header, key string, version *int64) (err error) {
	switch key {
	case "orderflow":
		*version, err = s.number(1, 1<<31)
	case "scenario":
		h.Scenario, err = s.str()
	case "version":
		h.Version, err = s.str()
	case "prefix":
		h.Prefix, err = s.str()
	case "began":
		var text string
		if text, err = s.str(); err == nil {
			h.Began, err = parseBegan(text)
		}
	case "seed":
		i := 0
		for i < len(s.rest) && s.rest[i] >= '0' && s.rest[i] <= '9' {
			i++
		}
		h.Seed, err = strconv.ParseUint(string(s.rest[:i]), 10, 64)
		s.rest = s.rest[i:]
	case "args":
		err = s.list(func() error {
			arg, err := s.str()
			h.Args = append(h.Args, arg)
			return err
		})
	default:
		err = Refuse("the header has no such field", "첫 줄에 그런 필드는 없습니다")
	}
	return err
}

func parseBegan(text string) (time.Time, error) {
	at, err := time.Parse(beganFormat, text)
	if err != nil || at.IsZero() {
		return time.Time{}, Refuse("want a time such as 2026-11-27T19:33:13.000+09:00", "2026-11-27T19:33:13.000+09:00 같은 시각을 쓰세요")
	}
	return at, nil
}

// logPage is how many events are kept together: a growing log never copies.
const logPage = 4096

// Log is the append-only list of events of a run. The zero value is empty.
type Log struct {
	Header Header
	pages  [][]Event
	count  int
	orders OrderID // created so far
	setup  *Setup  // of run-started
}

// Len returns the number of events.
func (l *Log) Len() int { return l.count }

// Append adds an event. Its number must be the next one.
func (l *Log) Append(e Event) {
	if int(e.N) != l.count+1 {
		panic(fmt.Sprintf("log: event %d appended after event %d", e.N, l.count))
	}
	if l.count%logPage == 0 {
		l.pages = append(l.pages, make([]Event, 0, logPage))
	}
	last := len(l.pages) - 1
	l.pages[last] = append(l.pages[last], e)
	l.count++
	switch e.Type {
	case OrderCreated, OrderAdopted:
		l.orders = e.Order
	case RunStarted:
		l.setup = e.setup()
	}
}

// At returns the event with number n, which must be from 1 to Len.
func (l *Log) At(n EventID) *Event {
	i := int(n) - 1
	return &l.pages[i/logPage][i%logPage]
}

// All iterates over the events in order.
func (l *Log) All() iter.Seq[*Event] {
	return func(yield func(*Event) bool) {
		for _, page := range l.pages {
			for i := range page {
				if !yield(&page[i]) {
					return
				}
			}
		}
	}
}

// Until returns how many events happened at or before the virtual time at.
func (l *Log) Until(at time.Duration) int {
	return sort.Search(l.count, func(i int) bool { return l.At(EventID(i+1)).At > at })
}

// Prefix returns a log of the first n events. It shares them with l.
func (l *Log) Prefix(n int) *Log {
	p := &Log{Header: l.Header, count: n, setup: l.setup}
	for i := 0; i*logPage < n; i++ {
		page := l.pages[i][:min(logPage, n-i*logPage)]
		p.pages = append(p.pages, page[:len(page):len(page)])
	}
	for e := range p.All() {
		if e.Type.Brings() {
			p.orders = e.Order
		}
	}
	return p
}

// WriteTo writes the log, header first, one event a line.
func (l *Log) WriteTo(w io.Writer) (int64, error) {
	lw := NewLogWriter(w, l.Header)
	for e := range l.All() {
		lw.Append(*e)
	}
	err := lw.Flush()
	return lw.written, err
}

// LogWriter writes a log as it grows. Errors are kept until Flush.
type LogWriter struct {
	w       *bufio.Writer
	line    []byte
	written int64
	err     error
}

// NewLogWriter returns a writer that has written the header.
func NewLogWriter(w io.Writer, h Header) *LogWriter {
	lw := &LogWriter{w: bufio.NewWriterSize(w, 1<<16)}
	lw.line = h.AppendJSON(lw.line)
	lw.writeLine()
	return lw
}

// Append writes one event.
func (w *LogWriter) Append(e Event) {
	w.line = e.AppendJSON(w.line[:0])
	w.writeLine()
}

func (w *LogWriter) writeLine() {
	if w.err != nil {
		return
	}
	w.line = append(w.line, '\n')
	var n int
	n, w.err = w.w.Write(w.line)
	w.written += int64(n)
}

// Flush hands over what is buffered and returns the first error of all writes.
func (w *LogWriter) Flush() error {
	if w.err == nil {
		w.err = w.w.Flush()
	}
	return w.err
}
