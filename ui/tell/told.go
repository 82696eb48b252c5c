package tell

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
)

// toldEvent says what an event did.
func (f *Reader) toldEvent(e *sim.Event) string {
	for _, tell := range [...]func(*sim.Event) string{f.tellService, f.tellClient, f.tellProducer, f.tellConsumer, f.tellPanel} {
		if said := tell(e); said != "" {
			return said
		}
	}
	return e.Type.String()
}

// ToldWithin says what an event did in a narrow place: of what failed the error's
// name alone, and of an anomaly its own, where there is no room for more.
func (f *Reader) ToldWithin(e *sim.Event, room int) string {
	said := f.toldEvent(e)
	if e.Code != sim.NoError && canvas.Columns(said) > room {
		return e.Code.String()
	}
	if e.Type == sim.AnomalyFound {
		return canvas.Longest(room, said, f.anomaly(sim.Anomaly(e.Word).String(), e.Value), sim.Anomaly(e.Word).String())
	}
	return said
}

// anomaly names an anomaly, with what it cost.
func (f *Reader) anomaly(name string, points int64) string {
	if points == 0 {
		return name
	}
	return name + "  " + fmt.Sprintf(f.Words.Points, typeset.Grouped(points))
}

func (f *Reader) tellService(e *sim.Event) string {
	t := &f.Words.Told
	switch e.Type {
	case sim.OrderCreated:
		return t.Created
	case sim.OrderAdopted:
		return t.Adopted
	case sim.OrderPaid:
		return fmt.Sprintf(t.Paid, typeset.Grouped(e.Value))
	case sim.PointsRefunded:
		return fmt.Sprintf(t.Refunded, typeset.Grouped(e.Value))
	case sim.PublishCalled:
		switch sim.By(e.Word) {
		case sim.BySweeper:
			return t.BySweeper
		case sim.ByOutbox:
			return t.ByOutbox
		}
		return fmt.Sprintf(t.Called, [...]string{sim.Emit: "emit()", sim.EmitAwait: "emit()", sim.Send: "send()"}[f.State.Setup.Mode%3])
	case sim.OrderMarked:
		return fmt.Sprintf(t.Marked, RowWord(sim.Row(e.Word)))
	case sim.OutboxSent:
		return t.OutboxSent
	case sim.RowChanged:
		return fmt.Sprintf(t.Row, RowWord(sim.Row(e.Word)))
	case sim.CallerKnows:
		return t.Knows[min(e.Word, uint8(sim.Unknown))]
	case sim.ServiceExited:
		if sim.Reason(e.Word) == sim.ReasonShutdown {
			return t.Closes
		}
		return t.Dies
	case sim.ServiceRestarted:
		return t.Runs
	case sim.RemedySwitched:
		if e.Flag {
			return fmt.Sprintf(t.RemedyOn, sim.Remedy(e.Word))
		}
		return fmt.Sprintf(t.RemedyOff, sim.Remedy(e.Word))
	case sim.AnomalyFound:
		return fmt.Sprintf(t.Anomaly, f.anomaly(sim.Anomaly(e.Word).String(), e.Value))
	case sim.RunEnded:
		return t.Ends
	}
	return ""
}

func (f *Reader) tellClient(e *sim.Event) string {
	t := &f.Words.Told
	switch e.Type {
	case sim.FaultStarted:
		return f.tellFault(e)
	case sim.FaultEnded:
		for i := range f.State.Faults {
			if fault := &f.State.Faults[i]; fault.Number == e.Fault && fault.Fault.Name != sim.BrokerDown {
				return fmt.Sprintf(t.Over, f.FaultName(fault))
			}
		}
		return t.Back
	case sim.FaultStruck:
		return t.Strikes
	case sim.RoundStarted:
		return fmt.Sprintf(t.RoundStarts, e.Round())
	case sim.RoundUsedUp:
		return fmt.Sprintf(t.RoundUsed, e.Round())
	case sim.ConnectSucceeded:
		return fmt.Sprintf(t.RoundOK, e.Round())
	case sim.Reconnected:
		return fmt.Sprintf(t.Again, e.Round())
	case sim.ConnectRefused:
		return fmt.Sprintf(t.Connect, e.Try, f.Connects(), e.Code)
	case sim.ConnectionCut:
		return fmt.Sprintf(t.Cut, e.Broker)
	case sim.BrokerStopped:
		return fmt.Sprintf(t.Stopped, e.Broker)
	case sim.BrokerStarted:
		return fmt.Sprintf(t.Started, e.Broker)
	case sim.GroupSight, sim.PartitionSight:
		return f.tellSight(e)
	case sim.TopicDeleted:
		return fmt.Sprintf(t.TopicDeleted, e.Topic)
	case sim.ISRChanged:
		return fmt.Sprintf(t.InSync, e.Partition, brokersOf(e))
	case sim.LeaderElected:
		if e.Broker == 0 {
			return fmt.Sprintf(t.NoLeader, e.Partition)
		}
		return fmt.Sprintf(t.Elected, e.Broker, e.Partition)
	}
	return ""
}

// tellFault names a fault that begins, and how long it will last.
func (f *Reader) tellFault(e *sim.Event) string {
	t := &f.Words.Told
	for i := range f.State.Faults {
		fault := &f.State.Faults[i]
		switch {
		case fault.Number != e.Fault:
		case fault.For > 0 && fault.For != sim.Forever:
			return fmt.Sprintf(t.BeginsFor, f.FaultName(fault), f.Words.Rounded(fault.For))
		default:
			return fmt.Sprintf(t.Begins, f.FaultName(fault))
		}
	}
	return fmt.Sprintf(t.Begins, f.Words.Faults[0])
}

func (f *Reader) tellProducer(e *sim.Event) string {
	t := &f.Words.Told
	switch e.Type {
	case sim.MemoryWaiting:
		if e.Round() == 0 {
			return t.WaitsPlain
		}
		return fmt.Sprintf(t.Waits, e.Round())
	case sim.RequestSent:
		return fmt.Sprintf(t.Sent, e.Try)
	case sim.RequestAcked:
		return t.Acked
	case sim.RequestRefused:
		return fmt.Sprintf(t.Refused, e.Code)
	case sim.RequestFailed:
		if e.Flag {
			return t.NoAnswer
		}
		return fmt.Sprintf(t.Failed, e.Code)
	case sim.RequestDropped:
		if e.Code == sim.DuplicateSequence {
			return t.DroppedTwin
		}
		return t.Dropped
	case sim.RetryScheduled:
		return fmt.Sprintf(t.Retry, e.Try, f.Words.SecondsOf(time.Duration(e.Value)))
	case sim.PublishGaveUp:
		return fmt.Sprintf(t.GaveUp, e.Code)
	case sim.MemoryLost:
		return t.MemoryLost
	case sim.NeverSubscribed:
		return t.Cold
	case sim.RecordAppended:
		return fmt.Sprintf(t.Appended, recordAt(e))
	case sim.RecordReplicated:
		return t.Replicated
	case sim.RecordTruncated:
		return t.Truncated
	}
	return ""
}

func (f *Reader) tellConsumer(e *sim.Event) string {
	if said := f.tellMember(e); said != "" {
		return said
	}
	t := &f.Words.Told
	switch e.Type {
	case sim.PartitionAssigned:
		if e.Worker == 0 {
			return fmt.Sprintf(t.Unassigned, e.Partition)
		}
		return fmt.Sprintf(t.Assigned, e.Partition, e.Worker)
	case sim.OffsetCommitted:
		return fmt.Sprintf(t.OffsetCommitted, e.Partition, e.Offset)
	case sim.RecordPolled:
		if e.Group == sim.ExternalGroup {
			return t.PolledByPanel
		}
		return fmt.Sprintf(t.Polled, e.Worker)
	case sim.ConsumerDisconnected:
		return fmt.Sprintf(t.Away, e.Worker)
	case sim.ConsumerReconnected:
		return fmt.Sprintf(t.Reconnected, e.Worker)
	case sim.ConsumerCrashed:
		if e.Code != sim.NoError {
			return fmt.Sprintf(t.CrashedBy, e.Worker, e.Code)
		}
		return fmt.Sprintf(t.Crashed, e.Worker)
	case sim.ConsumerRestarted:
		return fmt.Sprintf(t.RunsAgain, e.Worker)
	case sim.HandlerStarted:
		if e.Try <= 1 {
			return t.Starts
		}
		return fmt.Sprintf(t.Execution, e.Try)
	case sim.HandlerReturned:
		return t.Handled
	case sim.HandledElsewhere:
		return t.Elsewhere
	case sim.HandlerFailed:
		return fmt.Sprintf(t.Throws, e.Code)
	case sim.RecordCommitted:
		return t.Committed
	case sim.CommitFailed:
		return t.CommitFailed
	case sim.DeadLettered:
		return t.Dead
	case sim.WorkFinished:
		return t.Done
	}
	return ""
}

// Declines reports whether a panel said no with status 200: its words are the
// event's text, and the handler did not throw.
func Declines(e *sim.Event) bool { return e.Type == sim.PanelRefusal && e.Value == sim.HTTPOK }

// panelSaid returns what a panel said instead of accepting, as it can be shown.
func panelSaid(e *sim.Event, limit int) string {
	if e.Detail == nil {
		return ""
	}
	return sim.Printable(e.Detail.Text, limit)
}

func (f *Reader) tellPanel(e *sim.Event) string {
	t := &f.Words.Told
	switch e.Type {
	case sim.PanelCalled:
		return fmt.Sprintf(t.AsksPanel, e.Try)
	case sim.PanelAccepted:
		if !e.Flag {
			return fmt.Sprintf(t.AcceptedSilent, e.Job)
		}
		return fmt.Sprintf(t.Accepted, e.Job)
	case sim.PanelRefusal:
		if Declines(e) {
			return t.PanelDeclines
		}
		return t.PanelRefuses
	case sim.PanelSilent:
		return t.PanelSilent
	case sim.JobProgressed:
		return fmt.Sprintf(t.Progress, e.Job, e.Value)
	case sim.JobEnded:
		return fmt.Sprintf(t.JobEnds, e.Job, sim.JobStatus(e.Word))
	case sim.JobDropped:
		return fmt.Sprintf(t.JobDropped, e.Job, typeset.Grouped(e.Value))
	case sim.RefillOrdered:
		return fmt.Sprintf(t.RefillOrdered, e.Job, typeset.Grouped(e.Value))
	case sim.JobRefilled:
		return fmt.Sprintf(t.Refilled, e.Job, typeset.Grouped(e.Value))
	case sim.StatusSent:
		return fmt.Sprintf(t.Status, RowWord(sim.Row(e.Word)))
	case sim.ReplySent:
		return t.Reply
	case sim.ReplyFailed:
		return t.ReplyFailed
	case sim.ReplyReceived:
		return t.ReplyReceived
	case sim.ReplyDropped:
		return t.ReplyDropped
	}
	return ""
}

// brokersOf names the brokers of an event, such as 1·2.
func brokersOf(e *sim.Event) string {
	if e.Detail == nil {
		return BrokerList(nil)
	}
	return BrokerList(e.Detail.Brokers)
}

// BrokerList returns the numbers of brokers, with commas between.
func BrokerList(brokers []uint8) string {
	if len(brokers) == 0 {
		return "–"
	}
	names := make([]string, len(brokers))
	for i, id := range brokers {
		names[i] = strconv.Itoa(int(id))
	}
	return strings.Join(names, "·")
}

// recordAt returns where an event's record is in the log, such as P2@0.
func recordAt(e *sim.Event) string { return fmt.Sprintf("P%d@%d", e.Partition, e.Offset) }

// EventMark returns the glyph that says what an event means for an order: that
// something begins or ends, broke off, became true or was believed.
func EventMark(e *sim.Event) (rune, canvas.Pen) {
	switch e.Type {
	case sim.FaultStarted, sim.FaultEnded:
		return '▲', canvas.Lost
	case sim.PublishGaveUp, sim.MemoryLost, sim.RecordTruncated, sim.NeverSubscribed, sim.ServiceExited, sim.DeadLettered, sim.RecordSkipped:
		return '✗', canvas.Lost
	case sim.AnomalyFound:
		return ' ', canvas.Lost
	case sim.RequestDropped:
		if e.Code == sim.DuplicateSequence {
			return '=', canvas.Ink
		}
		return '✗', canvas.Lost
	case sim.RequestFailed, sim.PanelSilent:
		return '?', canvas.Unknown
	case sim.RequestRefused, sim.HandlerFailed, sim.PanelRefusal, sim.ConsumerCrashed:
		return '↯', canvas.Lost
	case sim.WorkFinished:
		return '✓', canvas.Done
	case sim.MemoryWaiting:
		return '○', canvas.Waiting
	case sim.RetryScheduled, sim.ConsumerRetrying:
		return '↻', canvas.Waiting
	case sim.OrderMarked:
		return ' ', canvas.Belief
	}
	return ' ', canvas.Ink
}

// tellSight says of what sight is lost, or had again.
func (f *Reader) tellSight(e *sim.Event) string {
	what := e.Group.String()
	if e.Type == sim.PartitionSight {
		what = fmt.Sprintf("P%d", e.Partition)
	}
	if e.Flag {
		return fmt.Sprintf(f.Words.Told.SightBack, what)
	}
	return fmt.Sprintf(f.Words.Told.SightLost, what)
}

// tellMember says what happened to a member of a group; nothing of other events.
func (f *Reader) tellMember(e *sim.Event) string {
	t := &f.Words.Told
	switch e.Type {
	case sim.MemberJoined:
		return fmt.Sprintf(t.Joined, e.Worker)
	case sim.MemberLeft:
		if sim.Reason(e.Word) == sim.ReasonSessionTimeout {
			return fmt.Sprintf(t.Expired, e.Worker)
		}
		return fmt.Sprintf(t.LeftGroup, e.Worker)
	case sim.MemberJoining:
		return fmt.Sprintf(t.Joining, e.Worker)
	case sim.MemberAbandoned:
		return fmt.Sprintf(t.Ghost, e.Worker, f.Words.SecondsOf(e.At+time.Duration(e.Value)))
	case sim.RebalanceNoticed:
		return fmt.Sprintf(t.Stops, e.Worker)
	case sim.CoordinatorLoaded:
		return fmt.Sprintf(t.Loaded, e.Broker)
	case sim.RecordSkipped:
		return t.Skipped
	case sim.ConsumerRetrying:
		return fmt.Sprintf(t.Refetches, e.Worker, f.Words.SecondsOf(time.Duration(e.Value)), e.Try, sim.ConsumerRetries)
	}
	return ""
}
