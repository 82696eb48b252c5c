package ui

import (
	"fmt"
	"time"

	"orderflow/sim"
)

// orderCaption tells of the order the change is about, by the last thing that
// happened to it.
func (f *frame) orderCaption() []string {
	number := f.news.lead()
	o := f.s.Order(number)
	if o == nil {
		return nil
	}
	for i := len(f.news.events) - 1; i >= 0; i-- {
		e := f.news.events[i]
		if e.Order != number || texture(e) {
			continue
		}
		if variants := f.told(e, o); variants != nil {
			return variants
		}
	}
	return nil
}

// told returns the sentence for one event of one order; nil where another of
// the change's events says more.
func (f *frame) told(e *sim.Event, o *sim.OrderState) []string {
	switch {
	case e.Type <= sim.ServiceRestarted:
		return f.toldByService(e, o)
	case e.Type <= sim.RecordTruncated:
		return f.toldByProducer(e, o)
	case e.Type <= sim.WorkFinished:
		return f.toldByConsumer(e, o)
	}
	return f.toldByPanel(e, o)
}

func (f *frame) toldByService(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	if e.Type == sim.OrderCreated {
		return sentence(t.Created, number, f.t.product(o.Order), grouped(int64(o.Order.Quantity)))
	}
	if e.N > f.m.Change.First && (e.Type == sim.OrderPaid || e.Type == sim.PublishCalled) {
		return nil // the room has seen that an order is paid and published
	}
	switch e.Type {
	case sim.OrderPaid:
		return sentence(t.Paid, number, grouped(e.Value))
	case sim.PublishCalled:
		switch {
		case sim.By(e.Word) == sim.BySweeper:
			return sentence(t.SweeperCalls, number)
		case sim.By(e.Word) == sim.ByOutbox:
			return sentence(t.OutboxCalls, number)
		}
		return sentence([...]string{t.Called, t.CalledAwait, t.CalledSend}[f.s.Setup.Mode%3], number)
	case sim.OrderMarked:
		return f.toldMarked(o)
	case sim.RowChanged:
		return f.toldRow(e, o)
	case sim.PointsRefunded:
		return sentence(t.Refunded, grouped(e.Value), number)
	case sim.CallerKnows:
		if sim.Outcome(e.Word) == sim.Value {
			return sentence(t.CallerValue, number, f.t.span(time.Duration(e.Value)))
		}
	}
	return nil
}

// toldMarked says what PUBLISHED stands on.
func (f *frame) toldMarked(o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	switch {
	case o.Truth() == sim.Done:
		return sentence(t.MarkedDone, number)
	case f.s.Setup.Mode == sim.Send && o.Answered:
		return sentence(t.MarkedReply, number)
	case o.Reached(sim.Appended):
		return sentence(t.MarkedAck, number)
	case o.Truth() == sim.OnTheWay:
		return f.toldOnWire(o)
	}
	return sentence(t.Marked, number)
}

func (f *frame) toldRow(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	switch row := sim.Row(e.Word); row {
	case sim.RowProcessing:
		if o.Jobs > 0 || o.Truth() == sim.Done || f.news.count[sim.RecordPolled] > 0 {
			return nil
		}
		return sentence(t.Processing, number)
	case sim.RowCompleted:
		if d := e.At - o.Rungs[sim.Finished]; o.Reached(sim.Finished) && d >= 3*lateFrom/2 {
			return sentence(t.ToldLate, number, f.t.seconds(d))
		}
		if !o.Reached(sim.Finished) {
			return sentence(t.RowSays, number, rowWord(row))
		}
		return sentence(t.Reported, number)
	default:
		return sentence(t.RowSays, number, rowWord(row))
	}
}

func (f *frame) toldByProducer(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	switch e.Type {
	case sim.MemoryWaiting:
		if o.Marked {
			return sentence(t.Marked, number)
		}
		if o.By > sim.ByService {
			return sentence(t.WaitsAgain, number)
		}
		return sentence(t.WaitsUnmarked, number)
	case sim.RequestSent:
		return f.toldOnWire(o)
	case sim.RequestRefused:
		return sentence(t.RefusedBy, number, e.Code.String())
	case sim.RequestFailed:
		if o.Reached(sim.Appended) {
			return sentence(t.AnswerLost, number)
		}
		if e.Flag {
			return sentence(t.NoAnswer, number)
		}
		return nil
	case sim.RequestDropped:
		if o.Truth() == sim.Lost {
			return sentence(t.Dropped, number)
		}
		return nil
	case sim.RetryScheduled:
		next := f.t.seconds(time.Duration(e.Value))
		switch {
		case o.Reached(sim.Appended):
			return sentence(t.RetryUnsure, number, e.Try, f.attempts(), next)
		case e.Try > 2:
			return sentence(t.RetryAgain, number, e.Try, f.attempts(), next)
		}
		return sentence(t.Retry, number, e.Try, f.attempts(), next)
	case sim.PublishGaveUp:
		return sentence(t.GaveUp, number)
	case sim.RecordTruncated:
		return sentence(t.Truncated, number)
	case sim.RecordAppended, sim.RecordReplicated, sim.RequestAcked:
		return f.toldAppended(o)
	}
	return nil
}

func (f *frame) toldOnWire(o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	if o.Marked {
		return sentence(t.OnWire, number, f.t.span(f.m.At-o.Rungs[sim.Marked]))
	}
	return sentence(t.OnWireUnmarked, number)
}

// toldAppended says that the broker has the record, and what that is not.
func (f *frame) toldAppended(o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	if o.Truth() != sim.Waiting {
		return nil
	}
	g := o.Order.Fulfilment.Carrier()
	switch _, until := f.haunting(g); {
	case f.consumed(g):
		return sentence(t.Appended, number, f.place(o))
	case f.absent(g):
		return sentence(t.Absent, number)
	case f.queued(g) && until > f.m.At:
		return sentence(t.GhostFirst, number, f.t.seconds(until))
	case f.queued(g):
		return sentence(t.NoConsumer, number)
	}
	return sentence(t.NobodyReads, number)
}

// toldJobDone tells that the panel has finished, and what keeps the row from
// learning it.
func (f *frame) toldJobDone(job uint32, number sim.OrderID) []string {
	if gone, _ := f.unreachable(); gone {
		return sentence(f.t.Caption.JobDoneGone, job, number)
	}
	return sentence(f.t.Caption.JobDone, job, number)
}

// toldCrash tells of a worker that died, and of what it leaves behind; or of a
// consumer that kafkajs stops, and starts again by itself.
func (f *frame) toldCrash(e *sim.Event) []string {
	t, name := &f.t.Caption, f.workerName(e.Group, e.Worker)
	if e.Code != sim.NoError {
		next := f.t.seconds(time.Duration(e.Value))
		return append(sentence(t.KafkajsCrash, name, e.Code.String(), next), sentence(t.KafkajsCrashShort, name, e.Code.String())...)
	}
	for i := range f.s.Partitions {
		p := &f.s.Partitions[i]
		if p.AssignedTo[e.Group%sim.GroupCount] == e.Worker && p.Lag(e.Group%sim.GroupCount) > 0 {
			return sentence(t.WorkerCrashed, name)
		}
	}
	return sentence(t.WorkerEmpty, name)
}

func (f *frame) toldByConsumer(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	switch e.Type {
	case sim.RecordPolled, sim.HandlerStarted:
		switch {
		case o.Truth() == sim.Done:
			return nil
		case e.Group == sim.ExternalGroup:
			return sentence(t.PolledExternal, number)
		case e.Type == sim.HandlerStarted && e.Try > 1:
			return sentence(t.HandledAgain, number, e.Try)
		}
		return sentence(t.Polled, number, e.Worker)
	case sim.HandlerReturned:
		return f.toldHandled(o)
	case sim.RecordSkipped:
		return sentence(t.Skipped, number, e.Group.String())
	case sim.RecordCommitted:
		if f.news.count[sim.HandlerReturned]+f.news.count[sim.WorkFinished] > 0 {
			return nil
		}
		return sentence(t.Committed, number)
	case sim.HandlerFailed:
		if e.Value > 0 {
			return sentence(t.HandlerThrewAgain, number, e.Code.String(), f.t.seconds(time.Duration(e.Value)))
		}
		return append(sentence(t.HandlerThrewFetchers, number, e.Code.String()), sentence(t.HandlerThrew, number, e.Code.String())...)
	case sim.ConsumerCrashed:
		return f.toldCrash(e)
	case sim.WorkFinished:
		if o.WorkDone > 1 {
			return sentence(t.DoneAgain, number, f.t.count(int(o.WorkDone)))
		}
		return f.toldFinished(o)
	case sim.CommitFailed:
		return sentence(t.CommitFailed, number)
	}
	return nil
}

func (f *frame) toldHandled(o *sim.OrderState) []string {
	switch {
	case o.Jobs > 0:
		return f.toldJob(o)
	case o.Truth() == sim.Done:
		return f.toldFinished(o)
	}
	return sentence(f.t.Caption.Handled, o.Order.Number)
}

func (f *frame) toldFinished(o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	switch {
	case o.Row.Final():
		return sentence(t.Reported, number)
	case o.Jobs > 0:
		return f.toldJobDone(o.Job, number)
	}
	return sentence(t.Finished, number)
}

// toldJob says that handled is not finished.
func (f *frame) toldJob(o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	switch {
	case o.Jobs > 1:
		return sentence(t.BoughtTwice, number, o.Job)
	case o.Truth() == sim.Done:
		return f.toldFinished(o)
	case !o.Reached(sim.Handled):
		return sentence(t.Accepted, o.Job, number)
	}
	return sentence(t.HandledJob, number, o.Job)
}

func (f *frame) toldByPanel(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.t.Caption, o.Order.Number
	switch e.Type {
	case sim.PanelAccepted:
		return f.toldJob(o)
	case sim.PanelRefusal:
		if declines(e) {
			return []string{fmt.Sprintf(t.PanelDeclined, number, panelSaid(e, 40))}
		}
		return sentence(t.PanelRefused, number)
	case sim.JobDropped:
		return sentence(t.JobDropped, e.Job, grouped(int64(o.Order.Quantity)), grouped(e.Value))
	case sim.RefillOrdered:
		return sentence(t.RefillOrdered, e.Job, grouped(e.Value))
	case sim.JobRefilled:
		return sentence(t.JobRefilled, e.Job)
	case sim.PanelSilent:
		return sentence(t.PanelSilent, number)
	case sim.JobProgressed:
		switch {
		case e.N > o.LastJob && o.Jobs > 1:
			return sentence(t.ProgressAgain, e.Job, number, e.Value)
		case !o.Reached(sim.Handled):
			return sentence(t.ProgressOnly, e.Job, e.Value, number)
		}
		return sentence(t.Progress, e.Job, e.Value, number)
	case sim.JobEnded:
		if status := sim.JobStatus(e.Word); status != sim.JobCompleted {
			return sentence(t.JobEnded, e.Job, status.String(), number)
		}
		return f.toldJobDone(e.Job, number)
	case sim.ReplySent:
		return sentence(t.ReplySent, number)
	case sim.ReplyReceived:
		return sentence(t.ReplyReceived, number)
	case sim.ReplyDropped:
		return sentence(t.ReplyDropped, number)
	case sim.ReplyFailed:
		return sentence(t.ReplyFailed, number)
	case sim.AnomalyFound:
		return sentence(t.Anomalies[e.Word%uint8(sim.Stuck+1)], number)
	}
	return nil
}

// worldCaption tells of what concerns no single order.
func (f *frame) worldCaption() []string {
	for i := len(f.news.events) - 1; i >= 0; i-- {
		if e := f.news.events[i]; !texture(e) {
			if variants := f.toldWorld(e); variants != nil {
				return variants
			}
		}
	}
	return nil
}

func (f *frame) toldWorld(e *sim.Event) []string {
	t := &f.t.Caption
	switch e.Type {
	case sim.RunStarted:
		return []string{t.Start}
	case sim.RemedySwitched:
		if e.Flag {
			return sentence(t.RemedyOn, sim.Remedy(e.Word).String())
		}
		return sentence(t.RemedyOff, sim.Remedy(e.Word).String())
	case sim.LimitReached:
		if e.Detail != nil {
			return sentence(t.Limit, sim.Printable(e.Detail.Text, 60))
		}
	case sim.BrokerStopped:
		return sentence(t.BrokerStopped, e.Broker)
	case sim.BrokerStarted:
		return sentence(t.BrokerStarted, e.Broker)
	case sim.LeaderElected:
		if e.Broker == 0 {
			return sentence(t.NoLeader, e.Partition)
		}
		return sentence(t.Elected, e.Broker, e.Partition)
	case sim.ISRChanged:
		if e.Detail != nil {
			return sentence(t.InSync, e.Partition, len(e.Detail.Brokers), f.brokers())
		}
	case sim.ConnectionCut:
		return sentence(t.Cut, e.Broker)
	}
	return f.toldMember(e)
}

// toldRestarted tells of a worker that runs again. It is no member until its
// JoinGroup is answered; a client that only began again may be.
func (f *frame) toldRestarted(e *sim.Event) []string {
	t, name, members := &f.t.Caption, f.workerName(e.Group, e.Worker), f.s.Groups[e.Group].Members
	if i := int(e.Worker) - 1; i < len(members) && members[i].Joined && members[i].Silent == sim.Never {
		return sentence(t.RunsAgain, name, e.Group.String())
	}
	return sentence(t.Restarted, name, e.Group.String())
}

func (f *frame) toldMember(e *sim.Event) []string {
	if letsIn(e) {
		return f.toldLetIn(e)
	}
	t, name, group := &f.t.Caption, f.workerName(e.Group, e.Worker), e.Group.String()
	switch e.Type {
	case sim.MemberJoined:
		return sentence(t.Joined, name, group)
	case sim.ConsumerRestarted:
		return f.toldRestarted(e)
	case sim.ConsumerReconnected:
		return sentence(t.ConsumerBack, name)
	case sim.MemberLeft:
		return f.toldLeft(e)
	case sim.ConsumerDisconnected:
		return sentence(t.ConsumerGone, name)
	case sim.ConsumerCrashed:
		return f.toldCrash(e)
	case sim.PartitionAssigned:
		return sentence(t.Assigned, group)
	}
	return f.toldRebalance(e)
}

// toldRebalance tells of what keeps the members of a group from reading.
func (f *frame) toldRebalance(e *sim.Event) []string {
	t, name, group := &f.t.Caption, f.workerName(e.Group, e.Worker), e.Group.String()
	switch e.Type {
	case sim.ConsumerRetrying:
		return append(sentence(t.Refetches, name, f.t.seconds(time.Duration(e.Value)), e.Try, sim.ConsumerRetries), sentence(t.RefetchesShort, name, f.t.seconds(time.Duration(e.Value)))...)
	case sim.MemberJoining:
		if members := f.s.Groups[e.Group].Members; members[e.Worker-1].Stopped {
			return sentence(t.StopsReading, name, group)
		}
		if _, until := f.haunting(e.Group); until > f.m.At {
			return append(sentence(t.JoinsGhost, name, group, f.t.seconds(until)), sentence(t.JoinsGhostShort, name, f.t.seconds(until))...)
		}
		return sentence(t.Joins, name, group)
	case sim.MemberAbandoned:
		return append(sentence(t.GhostStays, name, group, f.t.seconds(e.At+time.Duration(e.Value))), sentence(t.GhostStaysShort, name, f.t.seconds(e.At+time.Duration(e.Value)))...)
	case sim.RebalanceNoticed:
		return sentence(t.StopsReading, name, group)
	case sim.CoordinatorLoaded:
		return sentence(t.GroupLoaded, e.Broker, group)
	}
	return nil
}

// toldLeft tells who is no member any more: somebody, or a ghost.
func (f *frame) toldLeft(e *sim.Event) []string {
	t, name, group := &f.t.Caption, f.workerName(e.Group, e.Worker), e.Group.String()
	switch {
	case sim.Reason(e.Word) != sim.ReasonSessionTimeout:
		return sentence(t.Left, name, group)
	case f.m.wasGhost(e):
		if _, until := f.haunting(e.Group); until > f.m.At {
			return sentence(t.GhostNext, name, f.t.seconds(until))
		}
		return sentence(t.GhostGone, name, group)
	}
	return sentence(t.ThrownOut, name, group)
}

// toldLetIn tells that the client of an order service that started again has
// joined its group, and sends what waited for that.
func (f *frame) toldLetIn(e *sim.Event) []string {
	if !f.m.letIn(e) {
		return nil
	}
	n := 0
	for _, number := range f.s.Client.Memory[:min(len(f.s.Client.Memory), memoryRead)] {
		if f.s.Order(number).Requests == 0 {
			n++
		}
	}
	if n == 0 {
		return []string{f.t.Caption.LetIn}
	}
	return f.plural(n, f.t.Caption.LetInOne, f.s.Client.Memory[0], f.t.Caption.LetInMany)
}

// letIn reports whether a member-joined of the reply group is that of a client
// that was held: its process has started again since the one before.
func (m *Moment) letIn(joined *sim.Event) bool {
	for id := joined.N - 1; id > 0 && joined.N-id < ghostBack; id-- {
		switch e := m.Log.At(id); {
		case e.Type == sim.ServiceRestarted:
			return true
		case e.Type == sim.MemberJoined && e.Group == joined.Group:
			return false
		}
	}
	return false
}

// ghostBack is how many events are searched for what became a ghost.
const ghostBack = 1 << 14

// wasGhost reports whether a member that left had nobody behind it.
func (m *Moment) wasGhost(left *sim.Event) bool {
	for id := left.N - 1; id > 0 && left.N-id < ghostBack; id-- {
		e := m.Log.At(id)
		if e.Group != left.Group || e.Worker != left.Worker {
			continue
		}
		switch e.Type {
		case sim.MemberAbandoned:
			return true
		case sim.MemberJoined, sim.MemberLeft:
			return false
		}
	}
	return false
}
