package tell

import (
	"fmt"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
)

// Caption returns the sentence in its variants, the longest first: that of the
// first rule that fits the change at the cursor.
func (f *Reader) Caption() []string {
	said, _ := f.Told()
	return said
}

// Told is Caption that says also of what kind of event the sentence tells, with what
// decides where that happens; of no type where it tells what several mean together.
func (f *Reader) Told() (said []string, about sim.Event) {
	f.about = sim.Event{}
	for _, rule := range captionRules {
		if variants := rule(f); variants != nil {
			return variants, f.about
		}
	}
	said = f.toldBefore()
	return said, f.about
}

// tellBack is how many events are searched for something to tell.
const tellBack = 256

// toldBefore tells the last thing that can be told, where the change at the
// cursor is one for which there is no sentence.
func (f *Reader) toldBefore() []string {
	for id := f.Moment.N; id > 0 && f.Moment.N-id < tellBack; id-- {
		e := f.Moment.Log.At(id)
		if e.At == 0 {
			break // how the run was set up is no news
		}
		if e.Background() {
			continue
		}
		f.about = *e
		if o := f.State.Order(e.Order); o != nil {
			if variants := f.told(e, o); variants != nil {
				return variants
			}
		} else if variants := f.toldWorld(e); variants != nil {
			return variants
		}
	}
	f.about = sim.Event{}
	return []string{f.Words.Caption.Start}
}

// captionRules are in the order in which they are tried. What a change means
// for all comes before what it means for one order.
var captionRules = [...]func(*Reader) []string{
	(*Reader).endCaption, (*Reader).lostCaption, (*Reader).faultCaption, (*Reader).serviceCaption,
	(*Reader).reconnectedCaption, (*Reader).roundCaption, (*Reader).callerCaption, (*Reader).copiesCaption,
	(*Reader).lateCaption, (*Reader).overtakesCaption, (*Reader).waitCaption, (*Reader).crowdCaption,
	(*Reader).orderCaption, (*Reader).refusedCaption, (*Reader).worldCaption,
}

// Sentence fills a sentence. It may begin with a count, so its first letter,
// and that after a full stop, is made a capital; but code stays code.
func Sentence(format string, args ...any) []string {
	parts := strings.Split(fmt.Sprintf(format, args...), ". ")
	for i, part := range parts {
		word, _, _ := strings.Cut(part, " ")
		foreign := strings.ContainsFunc(word, func(r rune) bool { return r > '~' || r >= '0' && r <= '9' }) // a word of Kafka with a Korean ending, or a name such as w1
		if part != "" && part[0] >= 'a' && part[0] <= 'z' && !foreign && !strings.HasPrefix(part, "emit()") && !strings.HasPrefix(part, "send()") {
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return []string{strings.Join(parts, ". ")}
}

// plural returns the sentence for one order, by its number, or for several, by their count.
func (f *Reader) plural(n int, one string, number sim.OrderID, several string) []string {
	if n == 1 {
		return Sentence(one, number)
	}
	return Sentence(several, f.Words.CountOf(n))
}

// endCaption sums the run up.
func (f *Reader) endCaption() []string {
	t, s := &f.Words.Caption, f.State
	if s.Ended == 0 || f.News.Count[sim.RunEnded] == 0 && !f.Moment.Finished {
		return nil
	}
	lag := f.Lag(sim.InHouseGroup) + f.Lag(sim.ExternalGroup)
	count, dead := s.Count(), s.Truths[sim.Lost]
	failed, early := s.Rows[sim.RowPublishFailed]+s.Rows[sim.RowRefunded], s.Rows[sim.RowPartial]+s.Rows[sim.RowCanceled]
	switch {
	case count == 0:
		return []string{t.EndNone}
	case dead > 0 && lag == 0 && dead == s.Gap[sim.Lost] && s.Errors == 0:
		return f.plural(dead, t.EndLostOne, f.firstLost(), t.EndLost)
	case dead > 0 && dead == s.Gap[sim.Lost]:
		return f.plural(dead, t.EndLostToldOne, f.firstLost(), t.EndLostTold)
	case dead == 1:
		return Sentence(t.EndLostAnyOne, f.firstLost(), f.Words.CountOf(count))
	case dead > 0:
		return Sentence(t.EndLostAny, f.Words.CountOf(dead), f.Words.CountOf(count))
	case s.Finished == count:
		return f.endAll(count, lag)
	case s.Truths[sim.Ended] == failed && s.Finished+failed == count:
		return Sentence(t.EndFailed, f.noneOr(s.Finished), f.Words.CountOf(failed))
	case s.Truths[sim.Ended] == failed+early && s.Finished+failed+early == count:
		return Sentence(t.EndEarly, f.noneOr(s.Finished), f.Words.CountOf(failed+early))
	}
	switch {
	case count == 1:
		return Sentence(t.EndOpenOne, 1)
	case s.Finished < 2:
		return Sentence(t.EndOpenFew, f.noneOr(s.Finished), f.Words.CountOf(count))
	}
	return Sentence(t.EndOpen, f.Words.CountOf(s.Finished), f.Words.CountOf(count))
}

// endAll sums up a run in which every order is finished. That there was no
// error is said only where nobody was told of one.
func (f *Reader) endAll(count int, lag int64) []string {
	t, s, again := &f.Words.Caption, f.State, f.doneAgain()
	switch {
	case s.Duplicated > 0 && again == 0 && count == 1:
		return Sentence(f.Words.Verdict.BoughtTwice, 1)
	case s.Duplicated > 0 && again == 0:
		return Sentence(t.EndBought, f.Words.CountOf(count), f.Words.CountOf(s.Duplicated))
	case again > 0 && count == 1:
		return Sentence(t.EndTwiceOne, 1)
	case again > 0:
		return Sentence(t.EndTwice, f.Words.CountOf(count), f.Words.CountOf(again))
	case s.Errors == 0 && lag == 0:
		return f.plural(count, t.EndAllOne, 1, t.EndAll)
	}
	return f.plural(count, t.EndAllToldOne, 1, t.EndAllTold)
}

// doneAgain returns how many orders' work was done more than once, which the
// checker named. Of those that were bought more than once, it may not have been.
func (f *Reader) doneAgain() (orders int) {
	for i := range f.State.Anomalies {
		if f.State.Anomalies[i].Name == sim.DuplicateWork {
			orders++
		}
	}
	return orders
}

// noneOr returns a count that stands for orders by itself.
func (f *Reader) noneOr(n int) string {
	if n == 0 {
		return f.Words.Caption.None
	}
	return f.Words.CountOf(n)
}

// firstLost returns the first order that is lost.
func (f *Reader) firstLost() sim.OrderID { return moment.FirstLost(f.State) }

// lostCaption tells of orders that were given up and that nobody will send again.
func (f *Reader) lostCaption() []string {
	t, n := &f.Words.Caption, 0
	first, at := sim.OrderID(0), time.Duration(0)
	for _, e := range f.News.Events {
		if o := f.State.Order(e.Order); moment.GaveUp(e) && !e.Background() && o != nil && o.Truth() == sim.Lost {
			n, at = n+1, e.At
			if first == 0 || e.Order < first {
				first = e.Order
			}
		}
	}
	switch {
	case n == 0:
		return nil
	case f.News.Count[sim.MemoryLost] > 0:
		return f.plural(n, t.DiedOne, first, t.Died)
	case sim.Within(at, f.State.Client.Connected):
		return f.plural(n, t.LostReconnectOne, first, t.LostReconnect)
	}
	if r := f.usedUpAt(at); r != nil && n > 1 {
		switch {
		case r.Number > 2 && len(f.State.Client.Memory) == 0:
			return Sentence(t.LostRoundAll, r.Number, f.Words.CountOf(n))
		case r.Number > 2:
			return Sentence(t.LostRoundN, r.Number, f.Words.CountOf(n))
		}
		return Sentence(t.LostRound, f.Words.CountOf(n))
	}
	return f.plural(n, t.LostOne, first, t.Lost)
}

// usedUpAt returns the round that was used up at a time, or nil.
func (f *Reader) usedUpAt(at time.Duration) *sim.RoundState {
	for i := range f.State.Client.Rounds {
		if r := &f.State.Client.Rounds[i]; !r.OK && !r.Running && r.EndAt != sim.Never && sim.Within(at, r.EndAt) {
			return r
		}
	}
	return nil
}

// faultCaption tells of faults that begin and end.
func (f *Reader) faultCaption() []string {
	t := &f.Words.Caption
	if e := f.News.Last[sim.FaultStarted]; e != nil {
		s := f.fault(e)
		if s.Fault.Name != sim.BrokerDown {
			return Sentence(t.FaultBegins, f.FaultName(s))
		}
		if gone, _ := f.Unreachable(); !gone {
			return []string{t.BrokerOne}
		}
		if f.Disconnected() {
			return []string{t.BrokerGoneKnown}
		}
		return []string{t.BrokerGone}
	}
	e := f.News.Last[sim.FaultEnded]
	if e == nil {
		return nil
	}
	s := f.fault(e)
	if s.Fault.Name != sim.BrokerDown {
		return Sentence(t.FaultOver, f.FaultName(s))
	}
	next := sim.Never
	for i := range f.State.Client.Rounds {
		if r := &f.State.Client.Rounds[i]; r.Running && r.NextAt != sim.Never && (next == sim.Never || r.NextAt < next) {
			next = r.NextAt
		}
	}
	if next == sim.Never {
		return []string{t.BrokerBack}
	}
	return Sentence(t.BrokerBackNext, f.Words.SecondsOf(next-e.At))
}

// fault returns the fault an event is about.
func (f *Reader) fault(e *sim.Event) *sim.FaultState {
	for i := range f.State.Faults {
		if f.State.Faults[i].Number == e.Fault {
			return &f.State.Faults[i]
		}
	}
	return &sim.FaultState{}
}

// serviceCaption tells of the order service's process.
func (f *Reader) serviceCaption() []string {
	switch t := &f.Words.Caption; {
	case f.News.Last[sim.MemberJoined] != nil && f.News.Last[sim.MemberJoined].LetsClientIn() && f.News.Count[sim.ServiceRestarted] == 0:
		return f.toldLetIn(f.News.Last[sim.MemberJoined])
	case f.News.Count[sim.ServiceRestarted] > 0 && f.State.Client.Held:
		if _, until := f.State.GhostIn(sim.ReplyGroup); until > f.Moment.At {
			return append(Sentence(t.ServiceHeld, f.Words.SecondsOf(until)), Sentence(t.ServiceHeldShort, f.Words.SecondsOf(until))...)
		}
		return []string{t.ServiceJoins}
	case f.News.Count[sim.ServiceRestarted] > 0:
		return ofInstance(f.News.Last[sim.ServiceRestarted], t.ServiceBack, t.InstanceBack)
	case f.News.Count[sim.ServiceExited] > 0:
		if e := f.News.Last[sim.ServiceExited]; sim.Reason(e.Word) == sim.ReasonShutdown {
			return ofInstance(e, t.ServiceCloses, t.InstanceCloses)
		}
		return ofInstance(f.News.Last[sim.ServiceExited], t.ServiceDied, t.InstanceDied)
	}
	return nil
}

// ofInstance returns what an event says of the order service: of the whole, or
// of one of its instances.
func ofInstance(e *sim.Event, whole, one string) []string {
	if e.Worker == 0 {
		return []string{whole}
	}
	return Sentence(one, e.Worker)
}

func (f *Reader) reconnectedCaption() []string {
	t, n := &f.Words.Caption, len(f.State.Client.Memory)
	switch {
	case f.News.Count[sim.Reconnected] == 0:
		return nil
	case n == 0:
		return []string{t.Reconnected}
	}
	return f.plural(n, t.ReconnectedOne, f.State.Client.Memory[0], t.ReconnectedMany)
}

// roundCaption tells of the client's reconnect rounds.
func (f *Reader) roundCaption() []string {
	t, n := &f.Words.Caption, len(f.State.Client.Memory)
	if e := f.News.Last[sim.ConnectSucceeded]; e != nil && n > 0 {
		return Sentence(t.RoundWaits, e.Round(), f.Words.CountOf(n))
	}
	started := f.News.Last[sim.RoundStarted]
	if e := f.News.Last[sim.RoundUsedUp]; e != nil && (started == nil || started.N < e.N) {
		if e.Round() == 1 {
			return f.plural(n, t.UsedUpOne, f.firstInMemory(), t.UsedUp)
		}
		return Sentence(t.UsedUpN, e.Round())
	}
	switch {
	case started == nil:
		return nil
	case sim.RoundKind(started.Word) == sim.ConnectRound:
		return Sentence(t.SecondRound, f.Words.ConnectsOf(f.Connects()))
	case started.Round() > 1 && f.News.Count[sim.MemoryWaiting] > 0:
		return Sentence(t.ComesAfter, f.News.Last[sim.MemoryWaiting].Order, started.Round())
	case started.Round() > 1:
		return Sentence(t.AnotherRound, started.Round(), f.Words.ConnectsOf(f.Connects()))
	}
	return Sentence(t.RoundStarts, f.Words.ConnectsOf(f.Connects()))
}

func (f *Reader) firstInMemory() sim.OrderID {
	if memory := f.State.Client.Memory; len(memory) > 0 {
		return memory[0]
	}
	return 0
}

// callerCaption tells of errors that reached callers.
func (f *Reader) callerCaption() []string {
	t, n, longestWait := &f.Words.Caption, 0, time.Duration(0)
	first := sim.OrderID(0)
	for _, e := range f.News.Events {
		if e.Type != sim.CallerKnows || sim.Outcome(e.Word) != sim.Failure {
			continue
		}
		n++
		longestWait = max(longestWait, time.Duration(e.Value))
		if first == 0 || e.Order < first {
			first = e.Order
		}
	}
	switch n {
	case 0:
		return nil
	case 1:
		return Sentence(t.CallerOne, first, f.Words.Span(longestWait))
	}
	return Sentence(t.Callers, f.Words.CountOf(n), f.Words.Span(longestWait))
}

// copiesCaption tells of an order that is in the log more than once.
func (f *Reader) copiesCaption() []string {
	e := f.News.Last[sim.RecordAppended]
	if e == nil || e.Try < 2 {
		return nil
	}
	if e.Try == 2 {
		return Sentence(f.Words.Caption.Twice, e.Order)
	}
	return Sentence(f.Words.Caption.ManyTimes, e.Order, f.Words.CountOf(int(e.Try)))
}

// lateCaption tells of records that arrive long after the call.
func (f *Reader) lateCaption() []string {
	t, n, latest := &f.Words.Caption, 0, time.Duration(0)
	var first *sim.OrderState
	for _, e := range f.News.Events {
		o := f.State.Order(e.Order)
		if e.Type != sim.RecordAppended || e.Background() || o == nil {
			continue
		}
		if d := e.Happened() - o.CalledAt; o.CalledAt != sim.Never && d >= LateFrom {
			n, latest = n+1, max(latest, d)
			if first == nil {
				first = o
			}
		}
	}
	if n == 0 {
		return nil
	}
	f.about = sim.Event{Type: sim.RecordAppended}
	switch {
	case n > 1:
		return Sentence(t.LateMany, f.Words.CountOf(n), f.Words.SecondsOf(latest))
	case int(first.Try) == f.Attempts():
		return Sentence(t.LateLastTry, first.Order.Number, f.Words.SecondsOf(latest))
	case first.Requests > 1:
		return Sentence(t.LateTry, first.Order.Number, f.Words.SecondsOf(latest), first.Try, f.Attempts())
	}
	return Sentence(t.Late, first.Order.Number, f.Words.SecondsOf(latest))
}

// overtakesCaption tells of an order that goes out past those that wait.
func (f *Reader) overtakesCaption() []string {
	e, memory := f.News.Last[sim.RequestSent], f.State.Client.Memory
	if first := moment.Waiter(f.State); e == nil || first == 0 || first > e.Order || !f.Disconnected() {
		return nil
	}
	o := f.State.Order(e.Order)
	if o.Round != 0 || e.Happened()-o.CalledAt >= LateFrom || o.Publishes > 1 {
		return nil
	}
	return f.overtakes(e.Order, len(memory))
}

func (f *Reader) overtakes(number sim.OrderID, n int) []string {
	if n == 1 {
		return Sentence(f.Words.Caption.OvertakesOne, number, f.State.Client.Memory[0])
	}
	return Sentence(f.Words.Caption.Overtakes, number, f.Words.CountOf(n))
}

// severalFrom is how many orders are counted instead of named.
const severalFrom = 3

// waitCaption tells of several records that are in memory only.
func (f *Reader) waitCaption() []string {
	t, n := &f.Words.Caption, len(f.State.Client.Memory)
	if f.News.Count[sim.MemoryWaiting] == 0 || n < severalFrom {
		return nil
	}
	count := f.Words.CountOf(n)
	marked := f.State.Gap[sim.InMemory] + f.State.Gap[sim.Retrying]
	if marked != n {
		return Sentence(t.WaitUnmarked, count)
	}
	return append(Sentence(t.Wait, count), Sentence(t.WaitShort, count)...)
}

// crowdCaption counts where several orders did the same in one change.
func (f *Reader) crowdCaption() []string {
	t, n := &f.Words.Caption, &f.News.Count
	switch {
	case n[sim.RetryScheduled] >= severalFrom:
		return Sentence(t.CrowdRefused, f.Words.CountOf(n[sim.RetryScheduled]))
	case n[sim.WorkFinished] >= severalFrom:
		return Sentence(t.CrowdFinished, f.Words.CountOf(n[sim.WorkFinished]))
	case n[sim.RecordAppended] >= severalFrom:
		return Sentence(t.CrowdAppended, f.Words.CountOf(n[sim.RecordAppended]))
	case n[sim.OrderMarked] >= severalFrom:
		return Sentence(t.CrowdMarked, f.Words.CountOf(n[sim.OrderMarked]))
	case n[sim.RowChanged] > 1 && sim.Row(f.News.Last[sim.RowChanged].Word) == sim.RowPublishFailed:
		return Sentence(t.CrowdFailed, f.Words.CountOf(n[sim.RowChanged]))
	}
	return nil
}

// refusedCaption tells of a connect that failed.
func (f *Reader) refusedCaption() []string {
	t, n := &f.Words.Caption, len(f.State.Client.Memory)
	e := f.News.Last[sim.ConnectRefused]
	if e == nil {
		return nil
	}
	waits, short := fmt.Sprintf(t.MemoryMany, f.Words.CountOf(n)), fmt.Sprintf(t.MemoryManyShort, f.Words.CountOf(n))
	switch n {
	case 0:
		waits, short = t.MemoryNone, t.MemoryNone
	case 1:
		waits, short = fmt.Sprintf(t.MemoryOne, f.State.Client.Memory[0]), fmt.Sprintf(t.MemoryOneShort, f.State.Client.Memory[0])
	}
	next := ""
	if e.Value > 0 {
		next = fmt.Sprintf(t.NextConnect, f.Words.SecondsOf(time.Duration(e.Value)))
	}
	if e.Round() > 1 {
		return append(Sentence(t.RefusedRound, e.Round(), e.Try, f.Connects(), waits, next), Sentence(t.RefusedRound, e.Round(), e.Try, f.Connects(), short, next)...)
	}
	return append(Sentence(t.Refused, e.Try, f.Connects(), waits, next), Sentence(t.Refused, e.Try, f.Connects(), short, next)...)
}
