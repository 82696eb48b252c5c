package sim

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"sort"
	"strconv"
	"time"
)

// FormatVersion is the version of the log format, the header's "orderflow".
const FormatVersion = 1

// Limits of a log that is read.
const (
	LogEventsMax = 50_000_000 // events
	lineMax      = 1 << 20    // bytes of one line
)

// Header is the first line of a log.
type Header struct {
	Scenario string   // name
	Seed     uint64   //
	Args     []string // the command line that made the run
	Version  string   // of the program that wrote it
}

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
	case OrderCreated:
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
		if e.Type == OrderCreated {
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

// TornError says that the last line of a log is not whole; what was read
// before it is good.
type TornError struct{ Line int }

func (e *TornError) Error() string { return e.Text().English }

// Text returns the same in both languages.
func (e *TornError) Text() Text {
	return say("line %d is cut off; the %d events before it are used", "%d번째 줄이 잘렸습니다. 그 앞의 이벤트 %d개를 씁니다", e.Line, e.Line-2)
}

// ReadLog reads a whole log. A *TornError comes with a log that can be used;
// with any other error, which names the line, the log is nil.
func ReadLog(r io.Reader) (*Log, error) {
	br := bufio.NewReaderSize(r, 1<<16)
	l := &Log{}
	for line := 1; ; line++ {
		text, err := readLine(br)
		if errors.Is(err, io.EOF) && len(text) == 0 {
			if line == 1 {
				return nil, Refuse("line 1: the file is empty", "1번째 줄: 빈 파일입니다")
			}
			return l, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, inLine(line, err)
		}
		torn := errors.Is(err, io.EOF)
		if err := l.readLine(line, text); err != nil {
			if torn && line > 1 {
				return l, &TornError{Line: line}
			}
			return nil, inLine(line, err)
		}
		if torn {
			return l, &TornError{Line: line + 1}
		}
	}
}

// errNoHeader is said of a file that is something else.
var errNoHeader = Refuse("not a log of orderflow: the first line is no header: want a file of --record or --format jsonl", "orderflow의 로그가 아닙니다. 첫 줄이 로그의 머리가 아닙니다. --record나 --format jsonl로 만든 파일을 여세요")

// errConverted is said of a log that another program has saved or piped: the
// > of Windows PowerShell makes UTF-16 of it.
var errConverted = Refuse("the file was converted (byte order mark, UTF-16 or CR LF): want the bytes as orderflow wrote them, by --record", "파일이 변환되었습니다(BOM, UTF-16 또는 CR LF). --record로 저장한 그대로의 파일을 여세요")

// noHeader says what a first line is that is no header.
func noHeader(line []byte) error {
	for _, mark := range []string{"\ufeff", "\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(line, []byte(mark)) {
			return errConverted
		}
	}
	if bytes.HasSuffix(line, []byte("\r")) && bytes.HasPrefix(line, []byte(`{"orderflow":`)) {
		return errConverted
	}
	return errNoHeader
}

// inLine says in which line of a log an error is.
func inLine(line int, err error) error { return Refuse("line %d: %v", "%d번째 줄: %v", line, err) }

// readLine returns the next line without its end; io.EOF where it has none.
func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := br.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > lineMax {
			return nil, Refuse("longer than %d bytes", "%d바이트보다 깁니다", lineMax)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimSuffix(line, []byte("\n")), err
	}
}

func (l *Log) readLine(line int, text []byte) (err error) {
	if line == 1 {
		l.Header, err = parseHeader(text)
		return err
	}
	e, err := ParseEvent(text)
	if err != nil {
		return err
	}
	if err := l.follows(&e); err != nil {
		return err
	}
	if e.Type == OrderCreated {
		e.detail().orderOf().Number = e.Order // the line has it once
	}
	l.Append(e)
	return nil
}

// follows checks the laws that hold from one event to the next.
func (l *Log) follows(e *Event) error {
	switch {
	case l.count >= LogEventsMax:
		return Refuse("more than %d events", "이벤트가 %d개를 넘습니다", LogEventsMax)
	case int(e.N) != l.count+1:
		return Refuse("n is %d, want %d: events are missing or repeated", "n이 %d인데 %d이어야 합니다. 이벤트가 빠졌거나 되풀이되었습니다", e.N, l.count+1)
	case e.Cause >= e.N:
		return Refuse("cause %d is not before event %d", "cause %d이(가) 이벤트 %d보다 앞서지 않습니다", e.Cause, e.N)
	case l.count > 0 && e.At < l.At(e.N-1).At:
		return Refuse("at_ns falls from %d to %d", "at_ns가 %d에서 %d(으)로 되돌아갑니다", int64(l.At(e.N-1).At), int64(e.At))
	case (l.count == 0) != (e.Type == RunStarted):
		return Refuse("run-started is the first event, and only the first", "run-started는 첫 이벤트에만, 꼭 와야 합니다")
	case e.Type == OrderCreated && e.Order != l.orders+1:
		return Refuse("order %d is created after order %d", "주문 %d이(가) 주문 %d 다음에 만들어집니다", e.Order, l.orders)
	case e.Type != OrderCreated && e.Order > l.orders:
		return Refuse("order %d was never created", "주문 %d은(는) 만들어진 적이 없습니다", e.Order)
	case e.Type == RunEnded && Reason(e.Word) > ReasonQuit && Reason(e.Word) != ReasonCrash:
		return Refuse("reason: a run does not end by %s: want quiet, until, quit or crash", "reason: 실행은 %s(으)로 끝나지 않습니다. quiet, until, quit, crash 중 하나여야 합니다", Reason(e.Word))
	case !e.proven():
		return Refuse("events: want only such as are before event %d", "events: 이벤트 %d보다 앞선 것만 와야 합니다", e.N)
	case e.Topic == Orders && l.setup != nil && int(e.Partition) >= l.setup.Partitions:
		return Refuse("partition %d: there are %d", "partition %d: 파티션은 %d개입니다", e.Partition, l.setup.Partitions)
	}
	return nil
}

// proven reports whether the events that prove an anomaly are before it.
func (e *Event) proven() bool {
	return e.Detail == nil || !slices.ContainsFunc(e.Detail.Evidence, func(n EventID) bool { return n == 0 || n >= e.N })
}
