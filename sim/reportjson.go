package sim

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"
)

// WriteJSON writes the report as one JSON object, an order a line, without
// holding it in memory. Times are in milliseconds with the precision of a
// microsecond: at_ms is counted from the call, the others from 0 s.
func (r *Report) WriteJSON(w io.Writer) error {
	out := newReportWriter(w)
	out.value(r.head(), len("}")) // more members follow
	out.text(",\n\"orders\":")
	out.list(func(yield func(any) bool) {
		for number := range r.State.Orders.Each() {
			if !yield(r.State.Order(number).report()) {
				return
			}
		}
	})
	out.text(",\n\"totals\":")
	out.value(r.State.Totals().report(), 0)
	out.text(",\n\"anomalies\":")
	out.list(func(yield func(any) bool) {
		for i := range r.State.Anomalies {
			if !yield(r.State.Anomalies[i].report(r.State)) {
				return
			}
		}
	})
	if r.State.Setup.Real() {
		out.text(",\n\"cluster\":")
		out.value(r.State.cluster(), 0)
	}
	if r.Said != nil {
		out.text(",\n\"model\":")
		out.value(r.Said.report(), 0)
	}
	out.text("}\n")
	return out.flush()
}

// reportWriter writes the members of a report: encoding/json makes each value,
// the lines between are laid out here.
type reportWriter struct {
	out     *bufio.Writer
	encoder *json.Encoder
	buffer  bytes.Buffer
	err     error
}

func newReportWriter(w io.Writer) *reportWriter {
	r := &reportWriter{out: bufio.NewWriterSize(w, 1<<16)}
	r.encoder = json.NewEncoder(&r.buffer)
	r.encoder.SetEscapeHTML(false)
	return r
}

// text writes what stands between values.
func (r *reportWriter) text(text string) {
	if r.err == nil {
		_, r.err = r.out.WriteString(text)
	}
}

// value writes a value, without the line end of the encoder and without the
// last cut bytes.
func (r *reportWriter) value(value any, cut int) {
	if r.err != nil {
		return
	}
	r.buffer.Reset()
	if r.err = r.encoder.Encode(value); r.err == nil {
		_, r.err = r.out.Write(r.buffer.Bytes()[:r.buffer.Len()-len("\n")-cut])
	}
}

// list writes a list, a value a line.
func (r *reportWriter) list(values iter.Seq[any]) {
	between := "[\n"
	for value := range values {
		r.text(between)
		r.value(value, 0)
		if r.err != nil {
			return
		}
		between = ",\n"
	}
	if between == "[\n" {
		r.text("[")
	}
	r.text("]")
}

func (r *reportWriter) flush() error {
	if r.err != nil {
		return r.err
	}
	return r.out.Flush()
}

// quoted is a text in which nothing can act on a terminal; see AppendQuoted.
type quoted string

// MarshalJSON writes the text.
func (q quoted) MarshalJSON() ([]byte, error) { return AppendQuoted(nil, string(q)), nil }

// milliseconds is a time as a number of milliseconds; Never is null.
type milliseconds time.Duration

// MarshalJSON writes the number with as many decimals as it has.
func (m milliseconds) MarshalJSON() ([]byte, error) {
	if time.Duration(m) == Never {
		return []byte("null"), nil
	}
	microseconds := time.Duration(m) / time.Microsecond
	b := strconv.AppendInt(nil, int64(microseconds/1000), 10)
	if rest := microseconds % 1000; rest != 0 {
		b = bytes.TrimRight(fmt.Appendf(append(b, '.'), "%03d", rest), "0")
	}
	return b, nil
}

// cents is an amount in the panel's currency as a number with two decimals.
type cents int64

// MarshalJSON writes the number.
func (c cents) MarshalJSON() ([]byte, error) { return []byte(FormatCents(int64(c))), nil }

// reportHead is what comes before the orders.
type reportHead struct {
	Scenario quoted       `json:"scenario"`
	Seed     uint64       `json:"seed"`
	Mode     string       `json:"mode"`
	Client   string       `json:"client"`
	Until    milliseconds `json:"until_ms"`
	Events   EventID      `json:"events"`
	LogHash  string       `json:"log_hash"`
	NoEffect []string     `json:"no_effect"`
	Prefix   quoted       `json:"prefix,omitempty"` // of a run on a real cluster
	Began    string       `json:"began,omitempty"`  // of a run on the wall clock
}

func (r *Report) head() reportHead {
	s := &r.State.Setup
	h := reportHead{
		Scenario: quoted(r.Header.Scenario), Seed: r.Header.Seed, Mode: s.Mode.String(), Client: s.Client.String(),
		Until: milliseconds(s.Until), Events: r.State.N, LogHash: r.LogHash, NoEffect: []string{},
		Prefix: quoted(r.Header.Prefix),
	}
	if !r.Header.Began.IsZero() {
		h.Began = r.Header.Began.Format(beganFormat)
	}
	for _, setting := range s.WithoutEffect() {
		h.NoEffect = append(h.NoEffect, setting.String())
	}
	return h
}

// orderReport is an order of the report.
type orderReport struct {
	ID         quoted         `json:"id"`
	Channel    string         `json:"channel"`
	Product    string         `json:"product"`
	Quantity   int32          `json:"quantity"`
	Points     int32          `json:"points"`
	Fulfilment string         `json:"fulfilment"`
	Caller     callerReport   `json:"caller"`
	Exit       *int64         `json:"process_exit"`
	Row        string         `json:"row"`
	RowAt      milliseconds   `json:"row_at_ms"`
	Requests   uint32         `json:"requests"`
	Copies     uint32         `json:"copies"`
	Handled    uint32         `json:"handled"`
	Committed  bool           `json:"committed"`
	Replies    uint32         `json:"replies"`
	Rungs      rungReport     `json:"rungs"`
	Provider   providerReport `json:"provider"`
	Foreign    bool           `json:"foreign,omitempty"` // another service's
}

// callerReport is what the caller knows.
type callerReport struct {
	Outcome string        `json:"outcome"`
	At      *milliseconds `json:"at_ms"`
	Error   *quoted       `json:"error"`
}

// providerReport is what the external panel did for an order.
type providerReport struct {
	Jobs      uint32  `json:"jobs"`
	Status    *string `json:"status"`
	Delivered int64   `json:"delivered"`
}

// rungReport are the rungs that an order has reached, in their order.
type rungReport struct{ o *OrderState }

// MarshalJSON writes an object of the rungs and their times.
func (r rungReport) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for rung := range RungCount {
		if !r.o.Reached(rung) {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		at, _ := milliseconds(r.o.Rungs[rung]).MarshalJSON() // it has no error
		b = append(append(AppendQuoted(b, rung.String()), ':'), at...)
	}
	return append(b, '}'), nil
}

func (o *OrderState) report() orderReport {
	r := orderReport{
		ID: quoted(o.Order.ID), Channel: o.Order.Channel.String(), Product: o.Order.Product.String(),
		Quantity: o.Order.Quantity, Points: o.Order.Points, Fulfilment: o.Order.Fulfilment.String(), Caller: o.callerReport(),
		Row: o.Row.String(), RowAt: milliseconds(o.RowAt), Requests: o.Requests, Copies: o.Copies, Handled: o.Handled,
		Committed: o.Committed(), Replies: o.Replies, Rungs: rungReport{o},
		Foreign: o.Foreign,
	}
	if o.Row == RowNone {
		r.Row = "unknown"
	}
	if o.Exit != NoExit {
		exit := int64(o.Exit)
		r.Exit = &exit
	}
	if r.Provider.Jobs = o.Jobs; o.Jobs > 0 {
		status := o.JobStatus.String()
		r.Provider.Status, r.Provider.Delivered = &status, o.Delivered
	}
	return r
}

// callerReport returns what the caller knows. An order that was not called has
// a caller that knows nothing yet.
func (o *OrderState) callerReport() callerReport {
	outcome := o.Caller
	switch {
	case o.Foreign:
		outcome = Unknown // it is another service's
	case outcome == OutcomeNone:
		outcome = Nothing
	}
	r := callerReport{Outcome: outcome.String()}
	if o.Caller == Nothing || o.Caller == Value || o.Caller == Failure {
		at := milliseconds(o.CallerAt)
		r.At = &at
	}
	if o.Caller == Failure {
		text := quoted(o.ErrorString())
		r.Error = &text
	}
	return r
}

// totalsReport are the totals of the report.
type totalsReport struct {
	Orders     int   `json:"orders"`
	Published  int   `json:"published"`
	Appended   int   `json:"appended"`
	Finished   int   `json:"finished"`
	Lost       int   `json:"lost"`
	Duplicated int   `json:"duplicated"`
	Unknown    int   `json:"unknown"`
	Charged    int64 `json:"points_charged"`
	Refunded   int64 `json:"points_refunded"`
	Cost       cents `json:"provider_cost"`
	Foreign    int   `json:"foreign,omitempty"`
}

func (t Totals) report() totalsReport {
	return totalsReport{
		Orders: t.Orders, Published: t.Published, Appended: t.Appended, Finished: t.Finished, Lost: t.Lost, Duplicated: t.Duplicated, Unknown: t.Unknown,
		Charged: t.PointsCharged, Refunded: t.PointsRefunded, Cost: cents(t.ProviderCost), Foreign: t.Foreign,
	}
}

// anomalyReport is an anomaly of the report, with the events that prove it.
type anomalyReport struct {
	Name   string    `json:"name"`
	Order  *quoted   `json:"order"`
	Events []EventID `json:"events"`
}

func (a *AnomalyState) report(s *State) anomalyReport {
	r := anomalyReport{Name: a.Name.String(), Events: append([]EventID{}, a.Evidence...)}
	if o := s.Order(a.Order); o != nil {
		id := quoted(o.Order.ID)
		r.Order = &id
	}
	return r
}
