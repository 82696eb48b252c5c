package sim

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
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
		return nil, errors.New("line 1: the file is empty")
	case err != nil && !errors.Is(err, io.EOF):
		return nil, fmt.Errorf("line 1: %w", err)
	}
	l.cut = err != nil
	if l.Header, err = parseHeader(text); err != nil {
		return nil, fmt.Errorf("line 1: %w", err)
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
		return Event{}, fmt.Errorf("line %d: %w", l.line, err)
	}
	e, err := l.event(text)
	switch {
	case err != nil && l.cut:
		return Event{}, &TornError{Line: l.line}
	case err != nil:
		return Event{}, fmt.Errorf("line %d: %w", l.line, err)
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
	case OrderCreated:
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
			return nil, fmt.Errorf("line %d: %w", lr.line, err)
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

func (e *TornError) Error() string {
	return fmt.Sprintf("line %d is cut off; the %d events before it are used", e.Line, e.Line-2)
}

// readLine returns the next line, of at most limit bytes, without its end;
// io.EOF where it has none.
func readLine(br *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	for {
		part, err := br.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > limit {
			return nil, fmt.Errorf("longer than %d bytes", limit)
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
		return fmt.Errorf("n is %d, want %d: events are missing or repeated", e.N, l.count+1)
	case e.Cause >= e.N:
		return fmt.Errorf("cause %d is not before event %d", e.Cause, e.N)
	case l.count > 0 && e.At < l.at:
		return fmt.Errorf("at_ns falls from %d to %d", l.at, e.At)
	case (l.count == 0) != (e.Type == RunStarted):
		return errors.New("run-started is the first event, and only the first")
	case e.Type == OrderCreated && e.Order != l.orders+1:
		return fmt.Errorf("order %d is created after order %d", e.Order, l.orders)
	case e.Type != OrderCreated && e.Order > l.orders:
		return fmt.Errorf("order %d was never created", e.Order)
	case e.Type == RunEnded && Reason(e.Word) > ReasonQuit && Reason(e.Word) != ReasonCrash && Reason(e.Word) != ReasonLimit:
		return fmt.Errorf("reason: a run does not end by %s: want quiet, until, quit, crash or limit", Reason(e.Word))
	case !e.proven():
		return fmt.Errorf("events: want only such as are before event %d", e.N)
	case e.Topic == Orders && l.setup != nil && int(e.Partition) >= l.setup.Partitions:
		return fmt.Errorf("partition %d: there are %d", e.Partition, l.setup.Partitions)
	}
	return nil
}

// proven reports whether the events that prove an anomaly are before it.
func (e *Event) proven() bool {
	return e.Detail == nil || !slices.ContainsFunc(e.Detail.Evidence, func(n EventID) bool { return n == 0 || n >= e.N })
}
