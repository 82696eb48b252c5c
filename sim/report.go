package sim

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"time"
)

// Report is what a run came to: the fold of its log, and what identifies it.
// `run`, `live` and `replay` print it with the flag --format json.
type Report struct {
	Header  Header
	State   *State
	LogHash string // see [Recorder.LogHash]
}

// ReportOf returns the report of a whole log.
func ReportOf(l *Log) *Report {
	r := NewRecorder()
	for e := range l.All() {
		r.append(*e)
	}
	return &Report{Header: l.Header, State: r.State(), LogHash: r.LogHash()}
}

// Totals counts orders, not records, and adds up their points and the money
// paid to the panel. The orders are in exactly one of Finished, Lost, Unknown
// and the rest; the other counts overlap them.
type Totals struct {
	Orders         int   // created
	Published      int   // whose setPublished ran
	Appended       int   // with at least one copy in the topic, ever
	Finished       int   // whose work is complete
	Lost           int   // that nobody will ever carry out, though the row or the points say otherwise
	Duplicated     int   // whose work or purchase was done more than once
	Unknown        int   // where nobody can tell yet
	PointsCharged  int64 // of every order that was paid
	PointsRefunded int64
	ProviderCost   int64 // cents
}

// Totals returns the totals of the run so far.
func (s *State) Totals() Totals {
	return Totals{
		Orders: s.Count(), Published: s.Published, Appended: s.Appended, Finished: s.Finished,
		Lost: s.Truths[Lost], Duplicated: s.Duplicated, Unknown: s.Unknown,
		PointsCharged: s.Charged, PointsRefunded: s.Refunded, ProviderCost: s.Cost,
	}
}

// WriteJSON writes the report as one JSON object, an order a line, without
// holding it in memory. Times are in milliseconds with the precision of a
// microsecond: at_ms is counted from the call, the others from 0 s.
func (r *Report) WriteJSON(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	b := r.appendHead(nil)
	for number := range r.State.Orders.Each() {
		if number > 1 {
			b = append(b, ',')
		}
		b = r.State.Order(number).appendReport(append(b, '\n'))
		if _, err := out.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	b = r.State.Totals().appendJSON(append(b, "],\n\"totals\":"...))
	b = append(b, ",\n\"anomalies\":["...)
	for i := range r.State.Anomalies {
		if i > 0 {
			b = append(b, ',')
		}
		b = r.State.Anomalies[i].appendJSON(append(b, '\n'), r.State)
		if _, err := out.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	if _, err := out.Write(append(b, "]}\n"...)); err != nil {
		return err
	}
	return out.Flush()
}

func (r *Report) appendHead(b []byte) []byte {
	s := &r.State.Setup
	b = AppendQuoted(append(b, `{"scenario":`...), r.Header.Scenario)
	b = strconv.AppendUint(append(b, `,"seed":`...), r.Header.Seed, 10)
	b = AppendQuoted(append(b, `,"mode":`...), s.Mode.String())
	b = AppendQuoted(append(b, `,"client":`...), s.Client.String())
	b = appendMilliseconds(append(b, `,"until_ms":`...), s.Until)
	b = strconv.AppendUint(append(b, `,"events":`...), uint64(r.State.N), 10)
	b = AppendQuoted(append(b, `,"log_hash":`...), r.LogHash)
	b = append(b, `,"no_effect":[`...)
	for i, setting := range s.WithoutEffect() {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendQuoted(b, setting.String())
	}
	return append(b, "],\n\"orders\":["...)
}

// appendReport appends the order's object.
func (o *OrderState) appendReport(b []byte) []byte {
	b = AppendQuoted(append(b, `{"id":`...), o.Order.ID)
	b = AppendQuoted(append(b, `,"channel":`...), o.Order.Channel.String())
	b = AppendQuoted(append(b, `,"product":`...), o.Order.Product.String())
	b = strconv.AppendInt(append(b, `,"quantity":`...), int64(o.Order.Quantity), 10)
	b = strconv.AppendInt(append(b, `,"points":`...), int64(o.Order.Points), 10)
	b = AppendQuoted(append(b, `,"fulfilment":`...), o.Order.Fulfilment.String())
	b = o.appendCaller(append(b, `,"caller":`...))
	b = append(b, `,"process_exit":`...)
	if o.Exit == NoExit {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, int64(o.Exit), 10)
	}
	b = AppendQuoted(append(b, `,"row":`...), o.Row.String())
	b = appendMilliseconds(append(b, `,"row_at_ms":`...), o.RowAt)
	b = strconv.AppendUint(append(b, `,"requests":`...), uint64(o.Requests), 10)
	b = strconv.AppendUint(append(b, `,"copies":`...), uint64(o.Copies), 10)
	b = strconv.AppendUint(append(b, `,"handled":`...), uint64(o.Handled), 10)
	b = strconv.AppendBool(append(b, `,"committed":`...), o.Committed())
	b = strconv.AppendUint(append(b, `,"replies":`...), uint64(o.Replies), 10)
	b = o.appendRungs(append(b, `,"rungs":`...))
	return append(o.appendProvider(append(b, `,"provider":`...)), '}')
}

// appendCaller appends what the caller knows. An order that was not called
// has a caller that knows nothing yet.
func (o *OrderState) appendCaller(b []byte) []byte {
	outcome := o.Caller
	if outcome == OutcomeNone {
		outcome = Nothing
	}
	b = AppendQuoted(append(b, `{"outcome":`...), outcome.String())
	b = append(b, `,"at_ms":`...)
	if o.Caller == Nothing || o.Caller == Value || o.Caller == Failure {
		b = appendMilliseconds(b, o.CallerAt)
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"error":`...)
	if o.Caller != Failure {
		return append(b, "null}"...)
	}
	return append(AppendQuoted(b, o.ErrorString()), '}')
}

// ErrorString returns the error that reached the caller: its name, and its
// text where it has one.
func (o *OrderState) ErrorString() string {
	if o.ErrorText == "" {
		return o.Error.String()
	}
	return o.Error.String() + ": " + o.ErrorText
}

func (o *OrderState) appendRungs(b []byte) []byte {
	b = append(b, '{')
	for rung := range RungCount {
		if !o.Reached(rung) {
			continue
		}
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(AppendQuoted(b, rung.String()), ':')
		b = appendMilliseconds(b, o.Rungs[rung])
	}
	return append(b, '}')
}

// appendProvider appends what the external panel did for the order.
func (o *OrderState) appendProvider(b []byte) []byte {
	b = strconv.AppendUint(append(b, `{"jobs":`...), uint64(o.Jobs), 10)
	if o.Jobs == 0 {
		return append(b, `,"status":null,"delivered":0}`...)
	}
	b = AppendQuoted(append(b, `,"status":`...), o.JobStatus.String())
	b = strconv.AppendInt(append(b, `,"delivered":`...), o.Delivered, 10)
	return append(b, '}')
}

func (t Totals) appendJSON(b []byte) []byte {
	for i, count := range []struct {
		name string
		n    int
	}{
		{"orders", t.Orders},
		{"published", t.Published},
		{"appended", t.Appended},
		{"finished", t.Finished},
		{"lost", t.Lost},
		{"duplicated", t.Duplicated},
		{"unknown", t.Unknown},
	} {
		b = append(AppendQuoted(append(b, "{,"[min(i, 1)]), count.name), ':')
		b = strconv.AppendInt(b, int64(count.n), 10)
	}
	b = strconv.AppendInt(append(b, `,"points_charged":`...), t.PointsCharged, 10)
	b = strconv.AppendInt(append(b, `,"points_refunded":`...), t.PointsRefunded, 10)
	b = append(append(b, `,"provider_cost":`...), FormatCents(t.ProviderCost)...)
	return append(b, '}')
}

// FormatCents writes an amount in the panel's currency, such as 12.40.
func FormatCents(cents int64) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }

func (a *AnomalyState) appendJSON(b []byte, s *State) []byte {
	b = AppendQuoted(append(b, `{"name":`...), a.Name.String())
	b = append(b, `,"order":`...)
	if o := s.Order(a.Order); o != nil {
		b = AppendQuoted(b, o.Order.ID)
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"events":[`...)
	for i, n := range a.Evidence {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendUint(b, uint64(n), 10)
	}
	return append(b, "]}"...)
}

// appendMilliseconds appends a time as a JSON number of milliseconds, or null.
func appendMilliseconds(b []byte, d time.Duration) []byte {
	if d == Never {
		return append(b, "null"...)
	}
	microseconds := d / time.Microsecond
	b = strconv.AppendInt(b, int64(microseconds/1000), 10)
	if rest := microseconds % 1000; rest != 0 {
		b = fmt.Appendf(append(b, '.'), "%03d", rest)
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
	}
	return b
}

// NoEffect is a setting that has no effect beside the others of its run.
type NoEffect struct {
	Setting string // as the command line names it
	Why     NoEffectReason
}

// String says which setting has no effect, and why.
func (n NoEffect) String() string { return n.Setting + ": " + n.Why.String() }

// NoEffectReason says why a setting has no effect.
type NoEffectReason uint8

// The reasons.
const (
	NeedsAcksAll NoEffectReason = iota
	NoIdempotentWriter
	NeedsSend
	NeedsSimulator
	NeedsKafkaJS
	NoEffectReasonCount
)

var noEffectWords = words{"it needs acks -1", "kafka-go has no idempotent writer", "the mode is not send", "it only works on the simulator", "kafka-go has retry rules and timeouts of its own"}

func (r NoEffectReason) String() string { return noEffectWords.name(int(r)) }

// WithoutEffect returns the settings of the run that its client or engine cannot follow.
func (s *Setup) WithoutEffect() []NoEffect {
	var list []NoEffect
	simulated := s.Engine == "sim"
	for r := range RemedyCount {
		if !s.Remedies.Has(r) {
			continue
		}
		switch {
		case r == IdempotentProducer && s.Client == KafkaGo:
			list = append(list, NoEffect{r.String(), NoIdempotentWriter})
		case !simulated:
			list = append(list, NoEffect{r.String(), NeedsSimulator})
		case r == IdempotentProducer && s.Acks != -1:
			list = append(list, NoEffect{r.String(), NeedsAcksAll})
		case r == SendTimeoutRemedy && s.Mode != Send:
			list = append(list, NoEffect{r.String(), NeedsSend})
		}
	}
	if s.SendTimeout > 0 && s.Mode != Send && !s.Remedies.Has(SendTimeoutRemedy) {
		list = append(list, NoEffect{SendTimeoutRemedy.String(), NeedsSend})
	}
	if s.Observe != "" && !simulated {
		list = append(list, NoEffect{"observe", NeedsSimulator})
	}
	return append(list, s.idleSettings()...)
}

// idleSettings returns the settings of client and cluster that were changed in vain.
func (s *Setup) idleSettings() []NoEffect {
	var list []NoEffect
	for _, f := range sharedSettings {
		switch {
		case !f.changed(&s.Settings):
		case f.field == fieldClusterSize && s.Engine == "embedded":
		case s.Engine != "sim":
			list = append(list, NoEffect{f.Name, NeedsSimulator})
		case f.kafkaJS && s.Client == KafkaGo:
			list = append(list, NoEffect{f.Name, NeedsKafkaJS})
		case f.field == fieldReplyPartitions && s.Mode != Send:
			list = append(list, NoEffect{f.Name, NeedsSend})
		}
	}
	return list
}
