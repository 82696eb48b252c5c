package sim

import "time"

// Truth says where an order really is, in one word.
type Truth uint8

// The truths, in the order in which the gap names its parts.
const (
	NotCalled  Truth = iota // created or paid; nothing was handed over yet
	Working                 // a handler or the panel works on it
	OnTheWay                // a request is on the wire
	Waiting                 // in the log, not handled: it counts as LAG
	InMemory                // only in the producer's memory: it waits for the connection
	Retrying                // only in the producer's memory: between tries of its own
	Uncertain               // a request left and no answer came: nobody can tell
	Duplicated              // more than one copy is in the log, none is done
	Lost                    // nobody will ever carry it out, and the row or the points say otherwise
	Done                    // the work is complete
	Ended                   // over without complete work; the row says so, or a report that will is to come
	TruthCount
)

var truthWords = words{"not-called", "working", "on-the-way", "waiting", "in-memory", "retrying", "unknown", "duplicated", "lost", "finished", "ended"}

func (t Truth) String() string { return truthWords.name(int(t)) }

// Over reports whether nothing more is to come for an order, as far as is known.
func (t Truth) Over() bool { return t >= Lost }

// Never marks a time that was not reached.
const Never = time.Duration(-1)

// OrderState is what the log says of one order: belief (Row, Caller) beside
// truth (Rungs, Truth).
type OrderState struct {
	Order   *Order
	Foreign bool // another service's: its row is unknown until a status event tells, and no points of it are taken here

	Row       Row
	RowAt     time.Duration
	Marked    bool // setPublished ran
	Charged   int64
	Refunded  int64
	Caller    Outcome
	CallerAt  time.Duration // from the call to when the caller knew
	CalledAt  time.Duration // of the first call
	Error     Code
	ErrorText string
	Instance  uint8  // of the order service that has it, from 1; 0 = there is just one
	Era       uint16 // of the run in which it was created: with an outage, its end, or a used-up round begins another
	Exit      int16  // exit code of the order service's process, or NoExit

	Rungs      [RungCount]time.Duration // virtual time of each rung, or Never
	RungEvent  [RungCount]EventID       // the event that reached it
	LastEvent  EventID                  // the last event of this order
	LastCopy   EventID                  // the event that appended its last copy
	KnowsEvent EventID                  // the event by which the caller knew
	LastWork   EventID                  // the event that finished its work the last time
	LastJob    EventID                  // the event that bought its last job

	// What counts is as wide as an event's number, so that nothing of a log can wrap it.

	Publishes uint32 // how often publish was called for it
	By        By     // who called it the last time
	Outboxed  bool   // it is in the outbox, not marked sent
	Live      int32  // publishes that are neither acknowledged nor given up
	place     place  // where the record of the last publish is
	Round     uint32 // reconnect round it waits in
	Try       uint32 // attempt of the last publish
	roundOver bool   // the round that it waited in was used up
	usedUp    bool   // and it waits for no more than its error: it can only be given up
	givenUp   bool   // the client gave its last publish up
	Since     time.Duration
	NextAt    time.Duration // when its own next try comes
	CopyAt    time.Duration // when its last copy was appended

	Requests  uint32 // Produce requests that left
	decided   uint32 // of those, appended, refused or dropped: see loose
	Copies    uint32 // records in the topic now
	Appended  uint32 // records ever appended
	pending   uint32 // copies the carrying group has not committed past
	skipped   uint32 // copies behind which the carrying group began
	Partition int16  // of the last copy
	Offset    int64  // of the last copy
	Handled   uint32 // handler executions started in the carrying group
	running   uint32 // executions under way
	WorkDone  uint32 // how often the work was really done
	Replies   uint32 // records in the reply topic
	Answered  bool   // the reply reached the caller

	Jobs       uint32 // jobs the panel accepted
	activeJobs uint32
	Job        uint32 // the last one
	JobStatus  JobStatus
	Percent    uint8
	Delivered  int64
	Gone       int64 // of what a completed job had delivered, what has disappeared again
	Cost       int64 // paid to the panel, cents
	lastWorker uint8
	silent     bool   // the panel's answer did not come: no consumer knows the job's number
	declined   bool   // the panel's last word is a no with status 200: the consumer reports it
	deliverer  uint32 // the job that Delivered is of

	ambiguous   bool // a request of it left, and no answer came
	unanswered  bool // that was the last one
	replyFailed bool
	failures    uint32 // executions that failed since the last that did not
	elsewhere   bool   // a member that is not this run's handled it

	timed     bool // the last call of send() has a timeout
	flowOver  bool // the order service will do nothing more by itself
	toMark    bool // a job has its acknowledgement, and marks it next
	left      bool // to the jobs: by itself the order service calls for it no more
	anomalies uint16
	truth     Truth
	TruthAt   time.Duration // since when its truth is what it is
	TruthBy   EventID       // the event that made it so
	cohort    uint32        // the number of its cohort; 0 = it was not handed over yet
}

// NoExit is the Exit of an order during which the process did not die.
const NoExit = int16(-1)

// place is where a record is before it is in the log.
type place uint8

const (
	placeNone place = iota
	placeMemory
	placeRetry
	placeWire
	placeGone
)

func newOrderState(order *Order) OrderState {
	o := OrderState{Order: order, Exit: NoExit, RowAt: Never, CalledAt: Never}
	for r := range o.Rungs {
		o.Rungs[r] = Never
	}
	return o
}

// Truth returns where the order really is.
func (o *OrderState) Truth() Truth { return o.truth }

// Reached reports whether the order reached the rung.
func (o *OrderState) Reached(r Rung) bool { return o.Rungs[r] != Never }

// Committed reports whether the carrying group has committed past every copy.
func (o *OrderState) Committed() bool { return o.Appended > 0 && o.pending == 0 && o.skipped == 0 }

// Uncommitted returns how many of its copies the carrying group has not committed past.
func (o *OrderState) Uncommitted() int { return int(o.pending) }

// Unknown reports whether nobody can tell yet whether the order's record is in
// the log: a request left, no answer came, and no status event has told.
func (o *OrderState) Unknown() bool {
	return o.Row < RowProcessing && o.truth != Done && o.truth != Lost && (o.ambiguous || o.truth == Uncertain || o.Live > 0 && o.place == placeWire)
}

// InFlight reports whether a request of the order is out: the producer waits
// for the broker's answer, whether the record is in the log by now or not.
func (o *OrderState) InFlight() bool { return o.Live > 0 && o.place == placeWire }

// Unanswered reports whether the last request of the order left, and its answer
// is known not to come.
func (o *OrderState) Unanswered() bool { return o.unanswered }

// Running reports whether a handler execution is under way.
func (o *OrderState) Running() bool { return o.running > 0 }

// Alive reports whether the producer still has a record of the order that is
// neither acknowledged nor given up.
func (o *OrderState) Alive() bool { return o.Live > 0 }

// GivenUp reports whether the client gave the order's last publish up: it is lost
// or, as who called it was told, over or not published again yet.
func (o *OrderState) GivenUp() bool {
	return o.givenUp && (o.truth == Lost || o.truth != Done && o.Caller == Failure)
}

// Failed reports whether the last execution of its handler threw.
func (o *OrderState) Failed() bool { return o.failures > 0 }

// Has reports whether the checker found the anomaly for this order.
func (o *OrderState) Has(a Anomaly) bool { return o.anomalies&(1<<a) != 0 }

// apply is the fold of one event of this order.
func (o *OrderState) apply(s *State, e *Event) {
	if e.Topic == Activity {
		return // a page view beside the order: its fate is not the order's
	}
	if e.Type == AnomalyFound {
		o.anomalies |= 1 << e.Word
		return
	}
	o.LastEvent = e.N
	if way, is := o.handedOver(e); is {
		s.cohorts.join(o, way, e.Round())
	}
	if rung, ok := e.Rung(); ok && o.Rungs[rung] == Never {
		o.Rungs[rung], o.RungEvent[rung] = e.Happened(), e.N
	}
	switch {
	case e.Type <= ServiceRestarted:
		o.applyService(s, e)
	case e.Type == OrderAdopted:
		o.Foreign, o.flowOver = true, true
	case e.Type == HandledElsewhere:
		o.Handled++
		o.elsewhere = true
	case e.Topic > Orders:
		if e.Type == ReplySent {
			o.Replies++
		}
	case e.Type <= RecordTruncated:
		o.applyProducer(s, e)
	case e.Type <= WorkFinished:
		o.applyConsumer(e)
	default:
		o.applyPanel(e)
	}
}

func (o *OrderState) applyService(s *State, e *Event) {
	switch e.Type {
	case OrderCreated:
		o.Instance = e.Worker
		o.setRow(RowCreated, e.Happened())
	case OrderPaid:
		o.Charged += e.Value
		o.setRow(RowPaid, e.Happened())
		o.Outboxed = s.relayed()
		o.left = o.Outboxed
	case PublishCalled:
		o.Publishes++
		o.By = By(e.Word)
		o.Live++
		o.place, o.Try, o.Since, o.roundOver, o.usedUp, o.givenUp = placeMemory, 0, e.At, false, false, false
		o.timed = s.Setup.SendTimeout > 0 || s.Remedies.Has(SendTimeoutRemedy)
		if o.CalledAt == Never {
			o.CalledAt = e.Happened()
		}
		if o.Caller == OutcomeNone {
			o.Caller = Pending
		}
	case OrderMarked:
		o.Marked, o.flowOver, o.toMark = true, true, false
		o.setRow(Row(e.Word), e.Happened())
	case OutboxSent:
		o.Outboxed = false
	case RowChanged:
		o.setRow(Row(e.Word), e.Happened())
		if o.Row == RowPublishFailed {
			o.Outboxed = o.Outboxed || s.relayed() // the catch block writes it there
			o.left = o.Outboxed || s.Remedies.Has(Sweeper)
		}
	case PointsRefunded:
		o.Outboxed = o.Outboxed && o.Row != RowPublishFailed // withdrawn with the points
		o.Refunded += e.Value
		o.flowOver = true
	case CallerKnows:
		o.KnowsEvent = e.N
		o.Caller, o.CallerAt, o.Error, o.ErrorText = Outcome(e.Word), time.Duration(e.Value), e.Code, e.text()
	case ServiceExited:
		o.Exit = int16(e.Value)
		o.ambiguous = o.ambiguous || o.place == placeWire
	}
}

func (o *OrderState) setRow(r Row, at time.Duration) {
	if o.Row != r {
		o.Row, o.RowAt = r, at
	}
}

func (o *OrderState) applyProducer(s *State, e *Event) {
	switch e.Type {
	case MemoryWaiting:
		o.usedUp = (o.usedUp || o.roundOver) && s.decides(e.Round())
		o.place, o.Round, o.Since, o.roundOver = placeMemory, e.Round(), e.At, false
	case RequestSent:
		o.Requests++
		o.place, o.Try, o.Since, o.unanswered = placeWire, e.Try, e.At, false
	case RetryScheduled:
		o.place, o.Try, o.Since, o.NextAt = placeRetry, e.Try, e.At, e.At+time.Duration(e.Value)
	case RequestFailed:
		o.ambiguous = o.ambiguous || e.Flag
		o.unanswered = e.Flag
	case RequestDropped:
		o.decided++
	case RequestRefused:
		if !e.Code.AfterAppend() {
			o.decided++
		}
	case RequestAcked:
		o.Live--
		o.toMark = o.By > ByService && s.Setup.Mode != Send // there it waits for the answer, which may be an error
		o.place, o.Since, o.ambiguous = placeGone, e.At, false
	case PublishGaveUp, MemoryLost, NeverSubscribed:
		o.Live--
		o.givenUp = e.Type == PublishGaveUp && o.Live == 0
		o.place, o.Since = placeGone, e.At
	case RecordAppended:
		o.decided++
		o.LastCopy, o.CopyAt = e.N, e.At
		o.Copies++
		o.Appended++
		o.pending++
		o.Partition, o.Offset = e.Partition, e.Offset
	case RecordTruncated:
		o.Copies -= min(o.Copies, 1)
		o.pending -= min(o.pending, 1)
	}
}

func (o *OrderState) applyConsumer(e *Event) {
	if e.Type == WorkFinished {
		o.WorkDone++
		if e.Job > 0 {
			o.activeJobs -= min(o.activeJobs, 1)
		}
		o.Delivered, o.LastWork, o.failures = e.Value, e.N, 0
		o.Gone, o.deliverer = 0, e.Job
		return
	}
	if e.Group != o.Order.Fulfilment.Carrier() {
		return
	}
	switch e.Type {
	case HandlerStarted:
		o.Handled++
		o.running++
		o.lastWorker = e.Worker
	case HandlerReturned, HandlerFailed, ConsumerCrashed, MemberLeft:
		o.running -= min(o.running, 1)
		if e.Type == HandlerFailed {
			o.failures++
		}
	case RecordSkipped:
		o.skipped++
		o.pending -= min(o.pending, 1)
	case RecordCommitted:
		if o.skipped > 0 {
			o.skipped--
			break
		}
		o.pending -= min(o.pending, 1)
	}
}

func (o *OrderState) applyPanel(e *Event) {
	switch e.Type {
	case PanelAccepted:
		o.Jobs++
		o.LastJob = e.N
		o.activeJobs++
		o.Job, o.JobStatus, o.Percent = e.Job, JobPending, 0
		o.Cost += e.Value
		o.silent, o.declined = !e.Flag, false
	case PanelRefusal:
		o.declined = e.Value == HTTPOK
	case PanelSilent:
		o.silent = true
	case JobProgressed:
		o.JobStatus, o.Percent = JobInProgress, uint8(e.Value)
	case JobEnded:
		if JobStatus(e.Word) != JobCompleted { // else it is over with work-finished
			o.activeJobs -= min(o.activeJobs, 1)
		}
		o.JobStatus, o.Delivered = JobStatus(e.Word), e.Offset
		o.Gone, o.deliverer = 0, e.Job
		o.Percent = e.percentDone(o)
		o.Cost -= e.Value
	case JobDropped, JobRefilled:
		if e.Job == o.deliverer {
			o.Delivered, o.Gone = e.Value, max(0, int64(o.Order.Quantity)-e.Value)
			o.Percent = percentOf(e.Value, o)
		}
	case StatusSent:
		o.silent = false // who reports on a job knows it
	case ReplyReceived:
		o.Answered = true
	case ReplyFailed:
		o.replyFailed = true
	}
}

// judge returns the order's truth under the remedies that are switched on.
func (o *OrderState) judge(s *State) Truth {
	switch {
	case o.WorkDone > 0:
		return Done
	case o.running > 0 || o.activeJobs > 0:
		return Working
	case o.pending > 1:
		return Duplicated
	case o.pending > 0:
		return Waiting
	case o.Foreign && o.Appended == 0:
		return OnTheWay // the record in which it was seen comes next
	case o.Live > 0:
		return [...]Truth{placeNone: InMemory, placeMemory: InMemory, placeRetry: Retrying, placeWire: OnTheWay, placeGone: InMemory}[o.place]
	case o.loose() && !o.endReported(), o.outOfSight():
		return Uncertain
	case o.inHand(s):
		if o.place == placeNone {
			return NotCalled
		}
		return Retrying
	case o.believed() && !o.endReported():
		return Lost
	}
	return Ended
}

// Underway reports whether a request of the order is out whose record is in no
// log yet.
func (o *OrderState) Underway() bool { return o.InFlight() && o.loose() }

// loose reports whether a request of the order left of which it is not decided
// whether its record will be in the log: it is on the wire or at a frozen
// broker, though nobody may wait for its answer any more.
func (o *OrderState) loose() bool { return o.Requests > o.decided }

// outOfSight reports whether the order was handled by a member that is not this
// run's, and no status event has told what came of it.
func (o *OrderState) outOfSight() bool { return o.elsewhere && o.WorkDone == 0 && !o.Row.Final() }

// AfterAppend reports whether a broker that answers with this code has the
// record all the same.
func (c Code) AfterAppend() bool { return c == NotEnoughReplicasAfterAppend || c == RequestTimedOut }

// endReported reports whether the order's job is over without complete work, or
// there will be none, and a consumer knows it: it has asked the panel, and
// reports what that said until the order service has it.
func (o *OrderState) endReported() bool {
	return o.declined || (o.JobStatus == JobPartial || o.JobStatus == JobCanceled) && !o.silent
}

// percentDone returns how much of the order's quantity a job had delivered
// when it ended, 0 to 100.
func (e *Event) percentDone(o *OrderState) uint8 {
	if JobStatus(e.Word) == JobCompleted {
		return 100
	}
	return percentOf(e.Offset, o)
}

// percentOf returns how much of the order's quantity an amount is, 0 to 100.
func percentOf(amount int64, o *OrderState) uint8 {
	whole := max(1, int64(o.Order.Quantity))
	return uint8(min(whole, max(0, amount)) * 100 / whole)
}

// inHand reports whether the order service or one of its jobs will still do
// something for the order without being told.
func (o *OrderState) inHand(s *State) bool {
	unpublished := o.Row == RowCreated || o.Row == RowPaid || o.Row == RowPublishFailed
	own := !o.flowOver && !o.hangs(s) && (!o.left || o.Caller == Pending)
	return own || o.Outboxed && s.Remedies.Has(Outbox) || unpublished && s.Remedies.Has(Sweeper) && o.Charged > o.Refunded
}

// relayed reports whether what is to be published is written into an outbox.
func (s *State) relayed() bool { return s.Remedies.Has(Outbox) }

// hangs reports whether the order service waits, without a timeout, for the
// answer to a record that is in the log no more.
func (o *OrderState) hangs(s *State) bool {
	return s.Setup.Mode == Send && o.Caller == Pending && !o.timed && o.Live == 0 && o.Appended > 0 && o.Copies == 0
}

// believed reports whether the row or the points say that the work will be done.
// Whoever else published an order relies on that until it is told otherwise.
func (o *OrderState) believed() bool {
	switch o.Row {
	case RowNone:
		return o.Foreign && o.Replies == 0
	case RowPublished, RowProcessing, RowCompleted:
		return true
	case RowPartial, RowCanceled:
		return false
	}
	return o.Charged > o.Refunded
}
