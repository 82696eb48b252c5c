package sim

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"time"
)

// LogReader reads a log event by event, as long as it may be: it keeps none.
type LogReader struct {
	Header Header
	in     *bufio.Reader
	line   int
	cut    bool          // the line that was read last has no end
	count  EventID       // events so far
	at     time.Duration // of the last
	orders OrderID       // created so far
	setup  *Setup        // of run-started
	ledger ledger
}

// NewLogReader returns a reader that has read the header.
func NewLogReader(r io.Reader) (*LogReader, error) {
	l := &LogReader{in: bufio.NewReaderSize(r, 1<<16), line: 1}
	text, err := readLine(l.in, headerMax)
	switch {
	case errors.Is(err, io.EOF) && len(text) == 0:
		return nil, Refuse("line 1: the file is empty", "1번째 줄: 빈 파일입니다")
	case err != nil && !errors.Is(err, io.EOF):
		return nil, inLine(1, err)
	}
	l.cut = err != nil
	if l.Header, err = parseHeader(text); err != nil {
		return nil, inLine(1, err)
	}
	return l, nil
}

// Next returns the next event; io.EOF after the last. After a *TornError what
// was read before can be used. Any other error names the line.
func (l *LogReader) Next() (Event, error) {
	l.line++
	if l.cut {
		return Event{}, &TornError{Line: l.line}
	}
	text, err := readLine(l.in, lineMax)
	l.cut = errors.Is(err, io.EOF)
	switch {
	case l.cut && len(text) == 0:
		return Event{}, io.EOF
	case err != nil && !l.cut:
		return Event{}, inLine(l.line, err)
	}
	e, err := l.event(text)
	switch {
	case err != nil && l.cut:
		return Event{}, &TornError{Line: l.line}
	case err != nil:
		return Event{}, inLine(l.line, err)
	}
	return e, nil
}

// event reads a line and checks it against those before.
func (l *LogReader) event(text []byte) (Event, error) {
	e, err := ParseEvent(text)
	if err != nil {
		return e, err
	}
	if err := l.follows(&e); err != nil {
		return e, err
	}
	if err := l.ledger.enter(&e); err != nil {
		return e, err
	}
	l.count, l.at = e.N, e.At
	switch e.Type {
	case RunStarted:
		l.setup = e.setup()
	case OrderCreated, OrderAdopted:
		e.detail().orderOf().Number = e.Order // the line has it once
		l.orders = e.Order
	}
	return e, nil
}

// ReadLog reads a whole log and keeps it. A *TornError comes with a log that can
// be used; with any other error, which names the line, the log is nil.
func ReadLog(r io.Reader) (*Log, error) {
	lr, err := NewLogReader(r)
	if err != nil {
		return nil, err
	}
	l := &Log{Header: lr.Header}
	for {
		e, err := lr.Next()
		torn := (*TornError)(nil)
		switch {
		case errors.Is(err, io.EOF):
			return l, nil
		case errors.As(err, &torn):
			return l, err
		case err != nil:
			return nil, err
		}
		if err := l.keep(e); err != nil {
			return nil, inLine(lr.line, err)
		}
	}
}

// FoldLog reads a whole log and returns what its run came to, without keeping
// an event. A *TornError comes with a report that can be used.
func FoldLog(r io.Reader) (*Report, error) {
	lr, err := NewLogReader(r)
	if err != nil {
		return nil, err
	}
	f := NewRecorder()
	for {
		e, err := lr.Next()
		torn := (*TornError)(nil)
		switch {
		case errors.Is(err, io.EOF):
			return &Report{Header: lr.Header, State: f.State(), LogHash: f.LogHash()}, nil
		case errors.As(err, &torn):
			return &Report{Header: lr.Header, State: f.State(), LogHash: f.LogHash()}, err
		case err != nil:
			return nil, err
		}
		f.append(e)
	}
}

// TornError says that the last line of a log is not whole; what was read
// before it is good.
type TornError struct{ Line int }

func (e *TornError) Error() string { return e.Text().English }

// Text returns the same in both languages.
func (e *TornError) Text() Text {
	return Say("line %d is cut off; the %d events before it are used", "%d번째 줄이 잘렸습니다. 그 앞의 이벤트 %d개를 씁니다", e.Line, e.Line-2)
}

// errNoHeader is said of a file that is something else.
var errNoHeader = Refuse("not a log of orderflow: the first line is no header: want a file of --record or --format jsonl", "orderflow의 로그가 아닙니다. 첫 줄이 로그의 머리가 아닙니다. --record나 --format jsonl로 만든 파일을 여세요")

// errConverted is said of a log that another program has saved or piped: the
// > of Windows PowerShell makes UTF-16 of it.
var errConverted = Refuse("the file was converted (byte order mark, UTF-16 or CR LF): want the bytes as orderflow wrote them, by --record", "파일이 변환되었습니다(BOM, UTF-16 또는 CR LF). --record로 저장한 그대로의 파일을 여세요")

// noHeader says what a first line is that is not a header.
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

// readLine returns the next line, of at most limit bytes, without its end;
// io.EOF where it has none.
func readLine(br *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	for {
		part, err := br.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > limit {
			return nil, Refuse("longer than %d bytes", "%d바이트보다 깁니다", limit)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimSuffix(line, []byte("\n")), err
	}
}

// follows checks the laws that hold from one event to the next.
func (l *LogReader) follows(e *Event) error {
	switch {
	case e.N != l.count+1:
		return Refuse("n is %d, want %d: events are missing or repeated", "n이 %d인데 %d이어야 합니다. 이벤트가 빠졌거나 되풀이되었습니다", e.N, l.count+1)
	case e.Cause >= e.N:
		return Refuse("cause %d is not before event %d", "cause %d이(가) 이벤트 %d보다 앞서지 않습니다", e.Cause, e.N)
	case l.count > 0 && e.At < l.at:
		return Refuse("at_ns falls from %d to %d", "at_ns가 %d에서 %d(으)로 되돌아갑니다", int64(l.at), int64(e.At))
	case e.Happened() > e.At:
		return Refuse("own_ns is %d: want earlier than at_ns, %d", "own_ns %d: at_ns %d보다 앞서야 합니다", int64(e.Happened()), int64(e.At))
	case (l.count == 0) != (e.Type == RunStarted):
		return Refuse("run-started is the first event, and only the first", "run-started는 첫 이벤트에만, 꼭 와야 합니다")
	case e.Type.Brings() && e.Order != l.orders+1:
		return Refuse("order %d is created after order %d", "주문 %d이(가) 주문 %d 다음에 만들어집니다", e.Order, l.orders)
	case !e.Type.Brings() && e.Order > l.orders:
		return Refuse("order %d was never created", "주문 %d은(는) 만들어진 적이 없습니다", e.Order)
	case e.Type == RunEnded && Reason(e.Word) > ReasonQuit && Reason(e.Word) != ReasonCrash && Reason(e.Word) != ReasonLimit:
		return Refuse("reason: a run does not end by %s: want quiet, until, quit, crash or limit", "reason: 실행은 %s(으)로 끝나지 않습니다. quiet, until, quit, crash, limit 중 하나여야 합니다", Reason(e.Word))
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
