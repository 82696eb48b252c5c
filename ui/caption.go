package ui

import (
	"fmt"
	"strings"
	"time"

	"orderflow/sim"
)

// drawCaption draws the one sentence that says what just happened.
func (f *frame) drawCaption(y int) {
	f.set(1, y, moving, '▌')
	width := f.Width() - 4
	if f.m.Notice != "" {
		f.put(3, y, width, waiting|bold, sim.Printable(f.m.Notice, 4*width))
		return
	}
	f.put(3, y, width, ink|bold, longest(width, f.caption()...))
}

// caption returns the sentence in its variants, the longest first: that of the
// first rule that fits the change at the cursor.
func (f *frame) caption() []string {
	for _, rule := range captionRules {
		if variants := rule(f); variants != nil {
			return variants
		}
	}
	return f.toldBefore()
}

// tellBack is how many events are searched for something to tell.
const tellBack = 256

// toldBefore tells the last thing that can be told, where the change at the
// cursor is one for which there is no sentence.
func (f *frame) toldBefore() []string {
	for id := f.m.N; id > 0 && f.m.N-id < tellBack; id-- {
		e := f.m.Log.At(id)
		if e.At == 0 {
			break // how the run was set up is no news
		}
		if texture(e) {
			continue
		}
		if o := f.s.Order(e.Order); o != nil {
			if variants := f.told(e, o); variants != nil {
				return variants
			}
		} else if variants := f.toldWorld(e); variants != nil {
			return variants
		}
	}
	return []string{f.t.Caption.Start}
}

// captionRules are in the order in which they are tried. What a change means
// for all comes before what it means for one order.
var captionRules = [...]func(*frame) []string{
	(*frame).endCaption, (*frame).lostCaption, (*frame).faultCaption, (*frame).serviceCaption,
	(*frame).reconnectedCaption, (*frame).roundCaption, (*frame).callerCaption, (*frame).copiesCaption,
	(*frame).lateCaption, (*frame).overtakesCaption, (*frame).waitCaption, (*frame).crowdCaption,
	(*frame).orderCaption, (*frame).refusedCaption, (*frame).worldCaption,
}

// sentence fills a sentence. It may begin with a count, so its first letter,
// and that after a full stop, is made a capital; but code stays code.
func sentence(format string, args ...any) []string {
	parts := strings.Split(fmt.Sprintf(format, args...), ". ")
	for i, part := range parts {
		word, _, _ := strings.Cut(part, " ")
		foreign := strings.ContainsFunc(word, func(r rune) bool { return r > '~' }) // a word of Kafka with a Korean ending
		if part != "" && part[0] >= 'a' && part[0] <= 'z' && !foreign && !strings.HasPrefix(part, "emit()") && !strings.HasPrefix(part, "send()") {
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return []string{strings.Join(parts, ". ")}
}

// plural returns the sentence for one order, by its number, or for several, by their count.
func (f *frame) plural(n int, one string, number sim.OrderID, several string) []string {
	if n == 1 {
		return sentence(one, number)
	}
	return sentence(several, f.t.count(n))
}

// endCaption sums the run up.
func (f *frame) endCaption() []string {
	t, s := &f.t.Caption, f.s
	if s.Ended == 0 || f.news.count[sim.RunEnded] == 0 && !f.m.Finished {
		return nil
	}
	lag := f.lag(sim.InHouseGroup) + f.lag(sim.ExternalGroup)
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
		return sentence(t.EndLostAnyOne, f.firstLost(), f.t.count(count))
	case dead > 0:
		return sentence(t.EndLostAny, f.t.count(dead), f.t.count(count))
	case s.Finished == count:
		return f.endAll(count, lag)
	case s.Truths[sim.Ended] == failed && s.Finished+failed == count:
		return sentence(t.EndFailed, f.noneOr(s.Finished), f.t.count(failed))
	case s.Truths[sim.Ended] == failed+early && s.Finished+failed+early == count:
		return sentence(t.EndEarly, f.noneOr(s.Finished), f.t.count(failed+early))
	}
	switch {
	case count == 1:
		return sentence(t.EndOpenOne, 1)
	case s.Finished < 2:
		return sentence(t.EndOpenFew, f.noneOr(s.Finished), f.t.count(count))
	}
	return sentence(t.EndOpen, f.t.count(s.Finished), f.t.count(count))
}

// endAll sums up a run in which every order is finished. That there was no
// error is said only where nobody was told of one.
func (f *frame) endAll(count int, lag int64) []string {
	t, s := &f.t.Caption, f.s
	switch {
	case s.Duplicated > 0 && count == 1:
		return sentence(t.EndTwiceOne, 1)
	case s.Duplicated > 0:
		return sentence(t.EndTwice, f.t.count(count), f.t.count(s.Duplicated))
	case s.Errors == 0 && lag == 0:
		return f.plural(count, t.EndAllOne, 1, t.EndAll)
	}
	return f.plural(count, t.EndAllToldOne, 1, t.EndAllTold)
}

// noneOr returns a count that stands for orders by itself.
func (f *frame) noneOr(n int) string {
	if n == 0 {
		return f.t.Caption.None
	}
	return f.t.count(n)
}

// firstLost returns the order that is lost, or the first of them the checker
// named: whoever is lost was charged, so it has a name for it.
func (f *frame) firstLost() sim.OrderID {
	for i := range f.s.Anomalies {
		if o := f.s.Order(f.s.Anomalies[i].Order); o != nil && o.Truth() == sim.Lost {
			return o.Order.Number
		}
	}
	return f.selected
}

// lostCaption tells of orders that were given up and that nobody will send again.
func (f *frame) lostCaption() []string {
	t, n := &f.t.Caption, 0
	first, at := sim.OrderID(0), time.Duration(0)
	for _, e := range f.news.events {
		if o := f.s.Order(e.Order); gaveUp(e) && !texture(e) && o != nil && o.Truth() == sim.Lost {
			n, at = n+1, e.At
			if first == 0 || e.Order < first {
				first = e.Order
			}
		}
	}
	switch {
	case n == 0:
		return nil
	case f.news.count[sim.MemoryLost] > 0:
		return f.plural(n, t.DiedOne, first, t.Died)
	case within(at, f.s.Client.Connected):
		return f.plural(n, t.LostReconnectOne, first, t.LostReconnect)
	}
	if r := f.usedUpAt(at); r != nil && n > 1 {
		switch {
		case r.Number > 2 && len(f.s.Client.Memory) == 0:
			return sentence(t.LostRoundAll, r.Number, f.t.count(n))
		case r.Number > 2:
			return sentence(t.LostRoundN, r.Number, f.t.count(n))
		}
		return sentence(t.LostRound, f.t.count(n))
	}
	return f.plural(n, t.LostOne, first, t.Lost)
}

// usedUpAt returns the round that was used up at a time, or nil.
func (f *frame) usedUpAt(at time.Duration) *sim.RoundState {
	for i := range f.s.Client.Rounds {
		if r := &f.s.Client.Rounds[i]; !r.OK && !r.Running && r.EndAt != sim.Never && within(at, r.EndAt) {
			return r
		}
	}
	return nil
}

// faultCaption tells of faults that begin and end.
func (f *frame) faultCaption() []string {
	t := &f.t.Caption
	if e := f.news.last[sim.FaultStarted]; e != nil {
		s := f.fault(e)
		if faultOf(s) != sim.BrokerDown {
			return sentence(t.FaultBegins, f.faultName(s))
		}
		if gone, _ := f.unreachable(); !gone {
			return []string{t.BrokerOne}
		}
		return []string{t.BrokerGone}
	}
	e := f.news.last[sim.FaultEnded]
	if e == nil {
		return nil
	}
	s := f.fault(e)
	if faultOf(s) != sim.BrokerDown {
		return sentence(t.FaultOver, f.faultName(s))
	}
	next := sim.Never
	for i := range f.s.Client.Rounds {
		if r := &f.s.Client.Rounds[i]; r.Running && r.NextAt != sim.Never && (next == sim.Never || r.NextAt < next) {
			next = r.NextAt
		}
	}
	if next == sim.Never {
		return []string{t.BrokerBack}
	}
	return sentence(t.BrokerBackNext, f.t.seconds(next-e.At))
}

// fault returns the fault an event is about.
func (f *frame) fault(e *sim.Event) *sim.FaultState {
	for i := range f.s.Faults {
		if f.s.Faults[i].Number == e.Fault {
			return &f.s.Faults[i]
		}
	}
	return &sim.FaultState{}
}

// serviceCaption tells of the order service's process.
func (f *frame) serviceCaption() []string {
	switch t := &f.t.Caption; {
	case f.news.last[sim.MemberJoined] != nil && letsIn(f.news.last[sim.MemberJoined]) && f.news.count[sim.ServiceRestarted] == 0:
		return f.toldLetIn(f.news.last[sim.MemberJoined])
	case f.news.count[sim.ServiceRestarted] > 0 && f.s.Client.Held:
		if _, until := f.haunting(sim.ReplyGroup); until > f.m.At {
			return append(sentence(t.ServiceHeld, f.t.seconds(until)), sentence(t.ServiceHeldShort, f.t.seconds(until))...)
		}
		return []string{t.ServiceJoins}
	case f.news.count[sim.ServiceRestarted] > 0:
		return ofInstance(f.news.last[sim.ServiceRestarted], t.ServiceBack, t.InstanceBack)
	case f.news.count[sim.ServiceExited] > 0:
		if e := f.news.last[sim.ServiceExited]; sim.Reason(e.Word) == sim.ReasonShutdown {
			return ofInstance(e, t.ServiceCloses, t.InstanceCloses)
		}
		return ofInstance(f.news.last[sim.ServiceExited], t.ServiceDied, t.InstanceDied)
	}
	return nil
}

// ofInstance returns what an event says of the order service: of the whole, or
// of one of its instances.
func ofInstance(e *sim.Event, whole, one string) []string {
	if e.Worker == 0 {
		return []string{whole}
	}
	return sentence(one, e.Worker)
}

func (f *frame) reconnectedCaption() []string {
	t, n := &f.t.Caption, len(f.s.Client.Memory)
	switch {
	case f.news.count[sim.Reconnected] == 0:
		return nil
	case n == 0:
		return []string{t.Reconnected}
	}
	return f.plural(n, t.ReconnectedOne, f.s.Client.Memory[0], t.ReconnectedMany)
}

// roundCaption tells of the client's reconnect rounds.
func (f *frame) roundCaption() []string {
	t, n := &f.t.Caption, len(f.s.Client.Memory)
	if e := f.news.last[sim.ConnectSucceeded]; e != nil && n > 0 {
		return sentence(t.RoundWaits, e.Round(), f.t.count(n))
	}
	started := f.news.last[sim.RoundStarted]
	if e := f.news.last[sim.RoundUsedUp]; e != nil && (started == nil || started.N < e.N) {
		if e.Round() == 1 {
			return f.plural(n, t.UsedUpOne, f.firstInMemory(), t.UsedUp)
		}
		return sentence(t.UsedUpN, e.Round())
	}
	switch {
	case started == nil:
		return nil
	case sim.RoundKind(started.Word) == sim.ConnectRound:
		return sentence(t.SecondRound, f.t.connects(f.connects()))
	case started.Round() > 1 && f.news.count[sim.MemoryWaiting] > 0:
		return sentence(t.ComesAfter, f.news.last[sim.MemoryWaiting].Order, started.Round())
	case started.Round() > 1:
		return sentence(t.AnotherRound, started.Round(), f.t.connects(f.connects()))
	}
	return sentence(t.RoundStarts, f.t.connects(f.connects()))
}

func (f *frame) firstInMemory() sim.OrderID {
	if memory := f.s.Client.Memory; len(memory) > 0 {
		return memory[0]
	}
	return 0
}

// callerCaption tells of errors that reached callers.
func (f *frame) callerCaption() []string {
	t, n, longestWait := &f.t.Caption, 0, time.Duration(0)
	first := sim.OrderID(0)
	for _, e := range f.news.events {
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
		return sentence(t.CallerOne, first, f.t.span(longestWait))
	}
	return sentence(t.Callers, f.t.count(n), f.t.span(longestWait))
}

// copiesCaption tells of an order that is in the log more than once.
func (f *frame) copiesCaption() []string {
	e := f.news.last[sim.RecordAppended]
	if e == nil || e.Try < 2 {
		return nil
	}
	if e.Try == 2 {
		return sentence(f.t.Caption.Twice, e.Order)
	}
	return sentence(f.t.Caption.ManyTimes, e.Order, f.t.count(int(e.Try)))
}

// lateCaption tells of records that arrive long after the call.
func (f *frame) lateCaption() []string {
	t, n, latest := &f.t.Caption, 0, time.Duration(0)
	var first *sim.OrderState
	for _, e := range f.news.events {
		if e.Type != sim.RecordAppended || texture(e) {
			continue
		}
		o := f.s.Order(e.Order)
		if d := e.At - o.CalledAt; o.CalledAt != sim.Never && d >= lateFrom {
			n, latest = n+1, max(latest, d)
			if first == nil {
				first = o
			}
		}
	}
	switch {
	case n == 0:
		return nil
	case n > 1:
		return sentence(t.LateMany, f.t.count(n), f.t.seconds(latest))
	case int(first.Try) == f.attempts():
		return sentence(t.LateLastTry, first.Order.Number, f.t.seconds(latest))
	case first.Requests > 1:
		return sentence(t.LateTry, first.Order.Number, f.t.seconds(latest), first.Try, f.attempts())
	}
	return sentence(t.Late, first.Order.Number, f.t.seconds(latest))
}

// overtakesCaption tells of an order that goes out past those that wait.
func (f *frame) overtakesCaption() []string {
	e, memory := f.news.last[sim.RequestSent], f.s.Client.Memory
	if first := waiter(f.s); e == nil || first == 0 || first > e.Order || !f.disconnected() {
		return nil
	}
	o := f.s.Order(e.Order)
	if o.Round != 0 || e.At-o.CalledAt >= lateFrom || o.Publishes > 1 {
		return nil
	}
	return f.overtakes(e.Order, len(memory))
}

func (f *frame) overtakes(number sim.OrderID, n int) []string {
	if n == 1 {
		return sentence(f.t.Caption.OvertakesOne, number, f.s.Client.Memory[0])
	}
	return sentence(f.t.Caption.Overtakes, number, f.t.count(n))
}

// severalFrom is how many orders are counted instead of named.
const severalFrom = 3

// waitCaption tells of several records that are in memory only.
func (f *frame) waitCaption() []string {
	t, n := &f.t.Caption, len(f.s.Client.Memory)
	if f.news.count[sim.MemoryWaiting] == 0 || n < severalFrom {
		return nil
	}
	count := f.t.count(n)
	marked := f.s.Gap[sim.InMemory] + f.s.Gap[sim.Retrying]
	if marked != n {
		return sentence(t.WaitUnmarked, count)
	}
	return append(sentence(t.Wait, count), sentence(t.WaitShort, count)...)
}

// crowdCaption counts where several orders did the same in one change.
func (f *frame) crowdCaption() []string {
	t, n := &f.t.Caption, &f.news.count
	switch {
	case n[sim.RetryScheduled] >= severalFrom:
		return sentence(t.CrowdRefused, f.t.count(n[sim.RetryScheduled]))
	case n[sim.WorkFinished] >= severalFrom:
		return sentence(t.CrowdFinished, f.t.count(n[sim.WorkFinished]))
	case n[sim.RecordAppended] >= severalFrom:
		return sentence(t.CrowdAppended, f.t.count(n[sim.RecordAppended]))
	case n[sim.OrderMarked] >= severalFrom:
		return sentence(t.CrowdMarked, f.t.count(n[sim.OrderMarked]))
	case n[sim.RowChanged] > 1 && sim.Row(f.news.last[sim.RowChanged].Word) == sim.RowPublishFailed:
		return sentence(t.CrowdFailed, f.t.count(n[sim.RowChanged]))
	}
	return nil
}

// refusedCaption tells of a connect that failed.
func (f *frame) refusedCaption() []string {
	t, n := &f.t.Caption, len(f.s.Client.Memory)
	e := f.news.last[sim.ConnectRefused]
	if e == nil {
		return nil
	}
	waits, short := fmt.Sprintf(t.MemoryMany, f.t.count(n)), fmt.Sprintf(t.MemoryManyShort, f.t.count(n))
	switch n {
	case 0:
		waits, short = t.MemoryNone, t.MemoryNone
	case 1:
		waits, short = fmt.Sprintf(t.MemoryOne, f.s.Client.Memory[0]), fmt.Sprintf(t.MemoryOneShort, f.s.Client.Memory[0])
	}
	next := ""
	if e.Value > 0 {
		next = fmt.Sprintf(t.NextConnect, f.t.seconds(time.Duration(e.Value)))
	}
	if e.Round() > 1 {
		return append(sentence(t.RefusedRound, e.Round(), e.Try, f.connects(), waits, next), sentence(t.RefusedRound, e.Round(), e.Try, f.connects(), short, next)...)
	}
	return append(sentence(t.Refused, e.Try, f.connects(), waits, next), sentence(t.Refused, e.Try, f.connects(), short, next)...)
}
