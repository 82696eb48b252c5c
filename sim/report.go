package sim

import "fmt"

// Report is what a run came to: the fold of its log, and what identifies it.
// `run`, `live` and `replay` print it with the flag --format json.
type Report struct {
	Header  Header
	State   *State
	LogHash string // see [Recorder.LogHash]
	Said    *Said  // of a run on a real Kafka: what the model said; nil = it was not asked
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
	Orders         int   // created, or adopted
	Foreign        int   // of those, adopted: they are other services'
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
		Orders: s.Count(), Foreign: s.Adopted, Published: s.Published, Appended: s.Appended, Finished: s.Finished,
		Lost: s.Truths[Lost], Duplicated: s.Duplicated, Unknown: s.Unknown,
		PointsCharged: s.Charged, PointsRefunded: s.Refunded, ProviderCost: s.Cost,
	}
}

// FormatCents writes an amount in the panel's currency, such as 12.40.
func FormatCents(cents int64) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }

// ErrorString returns the error that reached the caller: its name, and its
// text where it has one.
func (o *OrderState) ErrorString() string {
	if o.ErrorText == "" {
		return o.Error.String()
	}
	return o.Error.String() + ": " + o.ErrorText
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
	simulated := !s.Real()
	for r := range RemedyCount {
		if !s.Remedies.Has(r) {
			continue
		}
		switch {
		case r == IdempotentProducer && s.Client == KafkaGo:
			list = append(list, NoEffect{r.String(), NoIdempotentWriter})
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
		case s.Real():
			list = append(list, NoEffect{f.Name, NeedsSimulator})
		case f.kafkaJS && s.Client == KafkaGo:
			list = append(list, NoEffect{f.Name, NeedsKafkaJS})
		case f.field == fieldReplyPartitions && s.Mode != Send:
			list = append(list, NoEffect{f.Name, NeedsSend})
		}
	}
	return list
}
