package tell

import (
	"fmt"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// orderCaption tells of the order the change is about, by the last thing that
// happened to it.
func (f *Reader) orderCaption() []string {
	number := f.News.Lead()
	o := f.State.Order(number)
	if o == nil {
		return nil
	}
	for i := len(f.News.Events) - 1; i >= 0; i-- {
		e := f.News.Events[i]
		if e.Order != number || e.Background() {
			continue
		}
		f.about = *e
		if variants := f.told(e, o); variants != nil {
			return variants
		}
	}
	f.about = sim.Event{}
	return nil
}

// told returns the sentence for one event of one order; nil where another of
// the change's events says more.
func (f *Reader) told(e *sim.Event, o *sim.OrderState) []string {
	switch {
	case e.Type == sim.OrderAdopted:
		return Sentence(f.Words.Caption.Adopted, o.Order.Number, f.Words.Product(o.Order), typeset.Grouped(int64(o.Order.Quantity)))
	case e.Type <= sim.ServiceRestarted:
		return f.toldByService(e, o)
	case e.Type <= sim.RecordTruncated:
		return f.toldByProducer(e, o)
	case e.Type <= sim.WorkFinished:
		return f.toldByConsumer(e, o)
	}
	return f.toldByPanel(e, o)
}

func (f *Reader) toldByService(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	if e.Type == sim.OrderCreated {
		return Sentence(t.Created, number, f.Words.Product(o.Order), typeset.Grouped(int64(o.Order.Quantity)))
	}
	if e.N > f.Moment.Change.First && (e.Type == sim.OrderPaid || e.Type == sim.PublishCalled) {
		return nil // the audience has seen that an order is paid and published
	}
	switch e.Type {
	case sim.OrderPaid:
		return Sentence(t.Paid, number, typeset.Grouped(e.Value))
	case sim.PublishCalled:
		switch {
		case sim.By(e.Word) == sim.BySweeper:
			return Sentence(t.SweeperCalls, number)
		case sim.By(e.Word) == sim.ByOutbox:
			return Sentence(t.OutboxCalls, number)
		}
		return Sentence([...]string{t.Called, t.CalledAwait, t.CalledSend}[f.State.Setup.Mode%3], number)
	case sim.OrderMarked:
		return f.toldMarked(o)
	case sim.RowChanged:
		return f.toldRow(e, o)
	case sim.PointsRefunded:
		return Sentence(t.Refunded, typeset.Grouped(e.Value), number)
	case sim.CallerKnows:
		if sim.Outcome(e.Word) == sim.Value {
			return Sentence(t.CallerValue, number, f.Words.Span(time.Duration(e.Value)))
		}
	}
	return nil
}

// toldMarked says what PUBLISHED stands on.
func (f *Reader) toldMarked(o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	switch {
	case o.Truth() == sim.Done:
		return Sentence(t.MarkedDone, number)
	case f.State.Setup.Mode == sim.Send && o.Answered:
		return Sentence(t.MarkedReply, number)
	case o.Reached(sim.Appended):
		return Sentence(t.MarkedAck, number)
	case o.Truth() == sim.OnTheWay:
		return f.toldOnWire(o)
	}
	return Sentence(t.Marked, number)
}

func (f *Reader) toldRow(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	switch row := sim.Row(e.Word); row {
	case sim.RowProcessing:
		if o.Jobs > 0 || o.Truth() == sim.Done || f.News.Count[sim.RecordPolled] > 0 {
			return nil
		}
		return Sentence(t.Processing, number)
	case sim.RowCompleted:
		if d := e.Happened() - o.Rungs[sim.Finished]; o.Reached(sim.Finished) && d >= 3*LateFrom/2 {
			return Sentence(t.ToldLate, number, f.Words.SecondsOf(d))
		}
		if !o.Reached(sim.Finished) {
			return Sentence(t.RowSays, number, RowWord(row))
		}
		return Sentence(t.Reported, number)
	default:
		return Sentence(t.RowSays, number, RowWord(row))
	}
}

func (f *Reader) toldByProducer(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	switch e.Type {
	case sim.MemoryWaiting:
		if o.Marked {
			return Sentence(t.Marked, number)
		}
		if o.By > sim.ByService {
			return Sentence(t.WaitsAgain, number)
		}
		return Sentence(t.WaitsUnmarked, number)
	case sim.RequestSent:
		return f.toldOnWire(o)
	case sim.RequestRefused:
		return Sentence(t.RefusedBy, number, e.Code.String())
	case sim.RequestFailed:
		if o.Reached(sim.Appended) {
			return Sentence(t.AnswerLost, number)
		}
		if e.Flag {
			return Sentence(t.NoAnswer, number)
		}
		return nil
	case sim.RequestDropped:
		if o.Truth() == sim.Lost {
			return Sentence(t.Dropped, number)
		}
		return nil
	case sim.RetryScheduled:
		next := f.Words.SecondsOf(time.Duration(e.Value))
		switch {
		case f.Moment.Stands && o.Reached(sim.Appended):
			return Sentence(t.RetriedUnsure, number)
		case f.Moment.Stands && e.Try > 2:
			return Sentence(t.RetriedAgain, number, f.Attempts())
		case f.Moment.Stands:
			return Sentence(t.Retried, number, f.Attempts())
		case o.Reached(sim.Appended):
			return Sentence(t.RetryUnsure, number, e.Try, f.Attempts(), next)
		case e.Try > 2:
			return Sentence(t.RetryAgain, number, e.Try, f.Attempts(), next)
		}
		return Sentence(t.Retry, number, e.Try, f.Attempts(), next)
	case sim.PublishGaveUp:
		return Sentence(t.GaveUp, number)
	case sim.RecordTruncated:
		return Sentence(t.Truncated, number)
	case sim.RecordAppended, sim.RecordReplicated, sim.RequestAcked:
		return f.toldAppended(o)
	}
	return nil
}

func (f *Reader) toldOnWire(o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	if o.Marked {
		return Sentence(t.OnWire, number, f.Words.Span(f.Moment.At-o.Rungs[sim.Marked]))
	}
	return Sentence(t.OnWireUnmarked, number)
}

// toldAppended says that the broker has the record, and what that is not.
func (f *Reader) toldAppended(o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	if o.Truth() != sim.Waiting {
		return nil
	}
	g := o.Order.Fulfilment.Carrier()
	_, until := f.State.GhostIn(g)
	switch c, p := f.Census(g), &f.State.Partitions[o.Partition]; {
	case f.Standing(o).Where == sim.NowUnseen:
		return Sentence(t.Unseen, number)
	case c.Reading() > 0, o.Offset >= p.High: // above the high watermark it is no LAG, for a moment
		return Sentence(t.Appended, number, f.place(o))
	case f.State.KeepsAway(g) != nil:
		return Sentence(t.Absent, number)
	case c.Queued() > 0 && until > f.Moment.At:
		return Sentence(t.GhostFirst, number, f.Words.SecondsOf(until))
	case c.Queued() > 0:
		return Sentence(t.NoConsumer, number)
	}
	return Sentence(t.NobodyReads, number)
}

// toldJobDone tells that the panel has finished, and what keeps the row from
// learning it.
func (f *Reader) toldJobDone(job uint32, number sim.OrderID) []string {
	if gone, _ := f.Unreachable(); gone {
		return Sentence(f.Words.Caption.JobDoneGone, job, number)
	}
	return Sentence(f.Words.Caption.JobDone, job, number)
}

// toldCrash tells of a worker that died, and of what it leaves behind; or of a
// consumer that kafkajs stops, and starts again by itself.
func (f *Reader) toldCrash(e *sim.Event) []string {
	t, name := &f.Words.Caption, f.workerName(e.Group, e.Worker)
	if e.Code != sim.NoError {
		next := f.Words.SecondsOf(time.Duration(e.Value))
		return append(Sentence(t.KafkajsCrash, name, e.Code.String(), next), Sentence(t.KafkajsCrashShort, name, e.Code.String())...)
	}
	for i := range f.State.Partitions {
		p := &f.State.Partitions[i]
		if p.AssignedTo[e.Group%sim.GroupCount] == e.Worker && p.Lag(e.Group%sim.GroupCount) > 0 {
			return Sentence(t.WorkerCrashed, name)
		}
	}
	return Sentence(t.WorkerEmpty, name)
}

func (f *Reader) toldByConsumer(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	switch e.Type {
	case sim.RecordPolled, sim.HandlerStarted:
		switch {
		case o.Truth() == sim.Done:
			return nil
		case e.Group == sim.ExternalGroup:
			return Sentence(t.PolledExternal, number)
		case e.Type == sim.HandlerStarted && e.Try > 1:
			return Sentence(t.HandledAgain, number, e.Try)
		}
		return Sentence(t.Polled, number, e.Worker)
	case sim.HandlerReturned:
		return f.toldHandled(o)
	case sim.HandledElsewhere:
		return Sentence(t.Elsewhere, number)
	case sim.RecordSkipped:
		return Sentence(t.Skipped, number, e.Group.String())
	case sim.RecordCommitted:
		if f.News.Count[sim.HandlerReturned]+f.News.Count[sim.WorkFinished] > 0 {
			return nil
		}
		return Sentence(t.Committed, number)
	case sim.HandlerFailed:
		if e.Value > 0 {
			return Sentence(t.HandlerThrewAgain, number, e.Code.String(), f.Words.SecondsOf(time.Duration(e.Value)))
		}
		return append(Sentence(t.HandlerThrewFetchers, number, e.Code.String()), Sentence(t.HandlerThrew, number, e.Code.String())...)
	case sim.ConsumerCrashed:
		return f.toldCrash(e)
	case sim.WorkFinished:
		if o.WorkDone > 1 {
			return Sentence(t.DoneAgain, number, f.Words.CountOf(int(o.WorkDone)))
		}
		return f.toldFinished(o)
	case sim.CommitFailed:
		return Sentence(t.CommitFailed, number)
	}
	return nil
}

func (f *Reader) toldHandled(o *sim.OrderState) []string {
	switch {
	case o.Jobs > 0:
		return f.toldJob(o)
	case o.Truth() == sim.Done:
		return f.toldFinished(o)
	}
	return Sentence(f.Words.Caption.Handled, o.Order.Number)
}

func (f *Reader) toldFinished(o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	f.about = sim.Event{Type: sim.WorkFinished, Order: number}
	switch {
	case o.Row.Final():
		return Sentence(t.Reported, number)
	case o.Jobs > 0:
		return f.toldJobDone(o.Job, number)
	}
	return Sentence(t.Finished, number)
}

// toldJob says that handled is not finished.
func (f *Reader) toldJob(o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	switch {
	case o.Jobs > 1:
		return Sentence(t.BoughtTwice, number, o.Job)
	case o.Truth() == sim.Done:
		return f.toldFinished(o)
	case !o.Reached(sim.Handled):
		return Sentence(t.Accepted, o.Job, number)
	}
	return Sentence(t.HandledJob, number, o.Job)
}

func (f *Reader) toldByPanel(e *sim.Event, o *sim.OrderState) []string {
	t, number := &f.Words.Caption, o.Order.Number
	switch e.Type {
	case sim.PanelAccepted:
		return f.toldJob(o)
	case sim.PanelRefusal:
		if Declines(e) {
			return []string{fmt.Sprintf(t.PanelDeclined, number, panelSaid(e, 40))}
		}
		return Sentence(t.PanelRefused, number)
	case sim.JobDropped:
		return Sentence(t.JobDropped, e.Job, typeset.Grouped(int64(o.Order.Quantity)), typeset.Grouped(e.Value))
	case sim.RefillOrdered:
		return Sentence(t.RefillOrdered, e.Job, typeset.Grouped(e.Value))
	case sim.JobRefilled:
		return Sentence(t.JobRefilled, e.Job)
	case sim.PanelSilent:
		return Sentence(t.PanelSilent, number)
	case sim.JobProgressed:
		switch {
		case e.N > o.LastJob && o.Jobs > 1:
			return Sentence(t.ProgressAgain, e.Job, number, e.Value)
		case !o.Reached(sim.Handled):
			return Sentence(t.ProgressOnly, e.Job, e.Value, number)
		}
		return Sentence(t.Progress, e.Job, e.Value, number)
	case sim.JobEnded:
		if status := sim.JobStatus(e.Word); status != sim.JobCompleted {
			return Sentence(t.JobEnded, e.Job, status.String(), number)
		}
		return f.toldJobDone(e.Job, number)
	case sim.ReplySent:
		return Sentence(t.ReplySent, number)
	case sim.ReplyReceived:
		return Sentence(t.ReplyReceived, number)
	case sim.ReplyDropped:
		return Sentence(t.ReplyDropped, number)
	case sim.ReplyFailed:
		return Sentence(t.ReplyFailed, number)
	case sim.AnomalyFound:
		return Sentence(t.Anomalies[e.Word%uint8(sim.Stuck+1)], number)
	}
	return nil
}

// worldCaption tells of what concerns no single order.
func (f *Reader) worldCaption() []string {
	for i := len(f.News.Events) - 1; i >= 0; i-- {
		if e := f.News.Events[i]; !e.Background() {
			if variants := f.toldWorld(e); variants != nil {
				return variants
			}
		}
	}
	return nil
}

func (f *Reader) toldWorld(e *sim.Event) []string {
	t := &f.Words.Caption
	switch e.Type {
	case sim.RunStarted:
		return []string{t.Start}
	case sim.RemedySwitched:
		if e.Flag {
			return Sentence(t.RemedyOn, sim.Remedy(e.Word).String())
		}
		return Sentence(t.RemedyOff, sim.Remedy(e.Word).String())
	case sim.LimitReached:
		if e.Detail != nil {
			return Sentence(t.Limit, sim.Printable(e.Detail.Text, 60))
		}
	case sim.BrokerStopped:
		return Sentence(t.BrokerStopped, e.Broker)
	case sim.BrokerStarted:
		return Sentence(t.BrokerStarted, e.Broker)
	case sim.GroupSight:
		if e.Flag {
			return Sentence(t.GroupSeen, e.Group.String())
		}
		return Sentence(t.GroupUnseen, e.Group.String())
	case sim.PartitionSight:
		if e.Flag {
			return Sentence(t.PartitionSeen, e.Partition)
		}
		return Sentence(t.PartitionUnseen, e.Partition)
	case sim.TopicDeleted:
		return Sentence(t.TopicDeleted, e.Topic.String())
	case sim.LeaderElected:
		if e.Broker == 0 {
			return Sentence(t.NoLeader, e.Partition)
		}
		return Sentence(t.Elected, e.Broker, e.Partition)
	case sim.ISRChanged:
		if e.Detail != nil {
			return Sentence(t.InSync, e.Partition, len(e.Detail.Brokers), f.Brokers())
		}
	case sim.ConnectionCut:
		return Sentence(t.Cut, e.Broker)
	}
	return f.toldMember(e)
}

// toldRestarted tells of a worker that runs again. It is not a member until its
// JoinGroup is answered; a client that only began again may be.
func (f *Reader) toldRestarted(e *sim.Event) []string {
	t, name, members := &f.Words.Caption, f.workerName(e.Group, e.Worker), f.State.Groups[e.Group].Members
	if i := int(e.Worker) - 1; i < len(members) && members[i].Joined && members[i].Silent == sim.Never {
		return Sentence(t.RunsAgain, name, e.Group.String())
	}
	return Sentence(t.Restarted, name, e.Group.String())
}

func (f *Reader) toldMember(e *sim.Event) []string {
	if e.LetsClientIn() {
		return f.toldLetIn(e)
	}
	t, name, group := &f.Words.Caption, f.workerName(e.Group, e.Worker), e.Group.String()
	switch e.Type {
	case sim.MemberJoined:
		return Sentence(t.Joined, name, group)
	case sim.ConsumerRestarted:
		return f.toldRestarted(e)
	case sim.ConsumerReconnected:
		return Sentence(t.ConsumerBack, name)
	case sim.MemberLeft:
		return f.toldLeft(e)
	case sim.ConsumerDisconnected:
		return Sentence(t.ConsumerGone, name)
	case sim.ConsumerCrashed:
		return f.toldCrash(e)
	case sim.PartitionAssigned:
		return Sentence(t.Assigned, group)
	}
	return f.toldRebalance(e)
}

// toldRebalance tells of what keeps the members of a group from reading.
func (f *Reader) toldRebalance(e *sim.Event) []string {
	t, name, group := &f.Words.Caption, f.workerName(e.Group, e.Worker), e.Group.String()
	switch e.Type {
	case sim.ConsumerRetrying:
		return append(Sentence(t.Refetches, name, f.Words.SecondsOf(time.Duration(e.Value)), e.Try, sim.ConsumerRetries), Sentence(t.RefetchesShort, name, f.Words.SecondsOf(time.Duration(e.Value)))...)
	case sim.MemberJoining:
		if members := f.State.Groups[e.Group].Members; members[e.Worker-1].Stopped {
			return Sentence(t.StopsReading, name, group)
		}
		if _, until := f.State.GhostIn(e.Group); until > f.Moment.At {
			return append(Sentence(t.JoinsGhost, name, group, f.Words.SecondsOf(until)), Sentence(t.JoinsGhostShort, name, f.Words.SecondsOf(until))...)
		}
		return Sentence(t.Joins, name, group)
	case sim.MemberAbandoned:
		return append(Sentence(t.GhostStays, name, group, f.Words.SecondsOf(e.At+time.Duration(e.Value))), Sentence(t.GhostStaysShort, name, f.Words.SecondsOf(e.At+time.Duration(e.Value)))...)
	case sim.RebalanceNoticed:
		return Sentence(t.StopsReading, name, group)
	case sim.CoordinatorLoaded:
		return Sentence(t.GroupLoaded, e.Broker, group)
	}
	return nil
}

// toldLeft tells who is no longer a member: somebody, or a ghost.
func (f *Reader) toldLeft(e *sim.Event) []string {
	t, name, group := &f.Words.Caption, f.workerName(e.Group, e.Worker), e.Group.String()
	switch {
	case sim.Reason(e.Word) != sim.ReasonSessionTimeout:
		return Sentence(t.Left, name, group)
	case f.Moment.WasGhost(e):
		if _, until := f.State.GhostIn(e.Group); until > f.Moment.At {
			return Sentence(t.GhostNext, name, f.Words.SecondsOf(until))
		}
		return Sentence(t.GhostGone, name, group)
	}
	return Sentence(t.ThrownOut, name, group)
}

// toldLetIn tells that the client of an order service that started again has
// joined its group, and sends what waited for that.
func (f *Reader) toldLetIn(e *sim.Event) []string {
	if !f.Moment.LetIn(e) {
		return nil
	}
	n := 0
	for _, number := range f.State.Client.Memory[:min(len(f.State.Client.Memory), memoryRead)] {
		if f.State.Order(number).Requests == 0 {
			n++
		}
	}
	if n == 0 {
		return []string{f.Words.Caption.LetIn}
	}
	return f.plural(n, f.Words.Caption.LetInOne, f.State.Client.Memory[0], f.Words.Caption.LetInMany)
}
