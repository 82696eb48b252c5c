package pace

import (
	"time"

	"orderflow/sim"
)

// class says how much of the audience's attention a story event gets.
type class uint8

const (
	asBackground class = iota // no point of its own: fetches, heartbeats, statistics
	asStep                    // a rung or a row change
	asEcho                    // once its kind is known: something the audience has seen before
	asTurnOnce                // the first of its kind changes the story
	asTurn                    // each changes the story
)

// kind tells what the audience sees as the same thing again: type, fulfilment
// where it differs, the number of the try or connect, and whether it is late.
type kind struct {
	event    sim.EventType
	word     uint8 // row, outcome, anomaly, cause of a call, kind of round; by type
	try      uint8 // capped at tryMax
	external bool
	late     bool
}

// tryMax is where tries stop being told apart.
const tryMax = 20

// storyEvent is what the pace needs to know of an event.
type storyEvent struct {
	at    time.Duration
	order sim.OrderID
	kind  kind
	class class
}

// orderFact is what the classification remembers of an order, each fact with
// the event from which on it holds.
type orderFact struct {
	created  sim.EventID
	waited   sim.EventID // it began to wait in memory or for a try of its own; 0 = never
	sent     sim.EventID // its first request left; 0 = none did
	external bool
}

// factBook holds the facts of every order, by number. It only grows, so any
// earlier stretch of the log can be laid again with it.
type factBook []orderFact

func (b factBook) of(order sim.OrderID) orderFact {
	if int(order) < len(b) {
		return b[order]
	}
	return orderFact{}
}

// remember keeps what the event says of its order.
func (b *factBook) remember(e *sim.Event) {
	if e.Type.Brings() {
		for len(*b) <= int(e.Order) {
			*b = append(*b, orderFact{})
		}
		external := e.Detail != nil && e.Detail.Order != nil && e.Detail.Order.Fulfilment == sim.External
		(*b)[e.Order] = orderFact{created: e.N, external: external}
		return
	}
	if e.Topic > sim.Orders || int(e.Order) >= len(*b) {
		return
	}
	f := &(*b)[e.Order]
	switch e.Type {
	case sim.MemoryWaiting, sim.RetryScheduled:
		first(&f.waited, e.N)
	case sim.RequestSent:
		first(&f.sent, e.N)
	}
}

// first keeps the first event at which something held.
func first(at *sim.EventID, n sim.EventID) {
	if *at == 0 {
		*at = n
	}
}

// forget drops what events after n said.
func (b *factBook) forget(n sim.EventID) {
	for i := range *b {
		f := &(*b)[i]
		if f.created > n {
			*b = (*b)[:i]
			return
		}
		if f.waited > n {
			f.waited = 0
		}
		if f.sent > n {
			f.sent = 0
		}
	}
}

// classifier is what the classification remembers beside orders. It is a plain
// value: a copy of it at an event is all that is needed to go on from there.
type classifier struct {
	mode    sim.Mode
	mute    bool          // acks 0: no answer tells what became of a request
	refresh uint32        // number of the metadata refresh's round that runs, or 0
	connect uint32        // number of the last connect round: those of a used-up one wait on in it
	outage  bool          // a round has started since the client was last connected
	held    bool          // the order service has started again, and its client has not joined its group
	real    bool          // it is a real Kafka, to which something may happen that no fault did
	faultAt time.Duration // of the last fault's beginning or end
}

// eventClasses is the one table of what matters. Types that are not in it are
// background; those whose class depends on more than the type are in judge.
var eventClasses = map[sim.EventType]class{
	sim.RunEnded:       asStep,
	sim.RemedySwitched: asStep,
	sim.LimitReached:   asStep,

	sim.OrderCreated:     asStep,
	sim.OrderPaid:        asStep,
	sim.PublishCalled:    asStep,
	sim.OrderMarked:      asStep,
	sim.RowChanged:       asStep,
	sim.CallerKnows:      asStep, // an error is a turn
	sim.ServiceExited:    asTurn,
	sim.ServiceRestarted: asStep,

	sim.MemoryWaiting:    asStep,
	sim.RoundStarted:     asStep, // and with it its connect 1
	sim.ConnectRefused:   asEcho, // 2 to 6
	sim.ConnectSucceeded: asStep, // only where it does not reconnect the client
	sim.RoundUsedUp:      asTurnOnce,
	sim.Reconnected:      asTurn, // the first of an outage
	sim.RequestSent:      asStep, // another try: echo
	sim.RequestAcked:     asStep,
	sim.RequestRefused:   asEcho,
	sim.RequestFailed:    asEcho,
	sim.RequestDropped:   asTurn, // where no answer would tell it
	sim.RetryScheduled:   asEcho,
	sim.PublishGaveUp:    asTurn, // with emit; an awaited caller's error is the turn
	sim.MemoryLost:       asTurn,

	sim.RecordAppended:   asStep, // late: a turn once
	sim.RecordReplicated: asStep,
	sim.RecordTruncated:  asStep,
	sim.LeaderElected:    asTurn,
	sim.BrokerStarted:    asStep, // where its port opens later than the fault ends

	sim.FaultStarted: asTurn,
	sim.FaultEnded:   asTurn,
	sim.FaultStruck:  asStep,

	sim.MemberJoined:        asEcho,
	sim.MemberLeft:          asEcho,
	sim.ConsumerReconnected: asEcho,
	sim.ConsumerCrashed:     asStep, // kafkajs' own, which it starts again: an echo
	sim.ConsumerRestarted:   asEcho,
	sim.ConsumerRetrying:    asEcho, // kafkajs' own, of its five
	sim.MemberJoining:       asEcho, // it waits: for a ghost, and for all others
	sim.MemberAbandoned:     asEcho, // a ghost
	sim.RebalanceNoticed:    asEcho, // who was at work stops
	sim.CoordinatorLoaded:   asEcho, // every session starts anew
	sim.RecordPolled:        asStep,
	sim.HandlerStarted:      asEcho, // again; the first belongs to the poll
	sim.HandlerReturned:     asStep, // external: a turn once, for handled is not finished
	sim.HandlerFailed:       asEcho,
	sim.RecordCommitted:     asStep,
	sim.CommitFailed:        asStep,
	sim.RecordSkipped:       asTurn, // nobody reads it any more, and nobody is told
	sim.WorkFinished:        asStep,

	sim.PanelCalled:   asEcho, // again
	sim.PanelAccepted: asStep,
	sim.PanelRefusal:  asEcho,
	sim.PanelSilent:   asStep,
	sim.JobProgressed: asEcho, // quarters
	sim.JobEnded:      asStep, // other than completed, which is work-finished
	sim.JobDropped:    asStep,
	sim.RefillOrdered: asStep,
	sim.JobRefilled:   asStep,

	sim.ReplySent:    asStep,
	sim.ReplyFailed:  asStep,
	sim.ReplyDropped: asStep,

	sim.AnomalyFound: asStep,

	sim.BrokerStopped:    asTurn, // whom no fault of the run has stopped
	sim.GroupSight:       asEcho,
	sim.PartitionSight:   asEcho,
	sim.TopicDeleted:     asTurn,
	sim.HandledElsewhere: asStep,
	sim.OrderAdopted:     asStep,
}

// classify returns what e means for the pace; its class is background where the
// event has no point of its own. It is called once for each event, in order,
// after the facts have remembered it.
func (s *classifier) classify(e *sim.Event, facts factBook) storyEvent {
	m := storyEvent{at: e.At, order: e.Order, kind: kind{event: e.Type}}
	m.class = s.judge(e, &m.kind, facts.of(e.Order))
	if e.At == 0 && e.Type != sim.FaultStarted {
		m.class = asBackground // how the world stands before anything happens
	}
	s.note(e)
	return m
}

// note keeps what later events are judged by.
func (s *classifier) note(e *sim.Event) {
	switch e.Type {
	case sim.RunStarted:
		if e.Detail != nil && e.Detail.Setup != nil {
			s.mode, s.mute, s.real = e.Detail.Setup.Mode, e.Detail.Setup.Acks == 0, e.Detail.Setup.Real()
		}
	case sim.FaultStarted, sim.FaultEnded:
		s.faultAt = e.At
	case sim.RoundStarted:
		s.outage = true
		switch sim.RoundKind(e.Word) {
		case sim.RefreshRound:
			s.refresh = e.Round()
		case sim.ConnectRound:
			s.connect = e.Round()
		}
	case sim.ConnectSucceeded, sim.RoundUsedUp:
		if e.Round() == s.refresh {
			s.refresh = 0
		}
	case sim.Reconnected:
		s.outage = false
	case sim.ServiceRestarted:
		s.held = true
	case sim.MemberJoined:
		s.held = s.held && e.Group != sim.ReplyGroup
	}
}

// judge returns the class of an event and completes its kind.
func (s *classifier) judge(e *sim.Event, k *kind, f orderFact) class {
	c := eventClasses[e.Type]
	switch {
	case c == asBackground || e.Topic > sim.Orders && e.Type != sim.ReplySent:
		return asBackground
	case e.Group == sim.ReplyGroup && e.Type == sim.MemberJoined && s.held:
		return asTurn // what waited in the new process's memory leaves
	case e.Group != 0 && !e.Group.Carries() && e.Type != sim.FaultStruck:
		return asBackground
	case e.Type <= sim.ServiceRestarted:
		return s.judgeService(e, k, f, c)
	case e.Type <= sim.Reconnected:
		return s.judgeClient(e, k, c)
	case e.Type <= sim.BrokerStarted:
		return s.judgeProducer(e, k, f, c)
	}
	return judgeConsumer(e, k, f, c)
}

// judgeService judges what the order service does.
func (s *classifier) judgeService(e *sim.Event, k *kind, f orderFact, c class) class {
	switch e.Type {
	case sim.PublishCalled:
		k.word = e.Word
	case sim.OrderMarked, sim.RowChanged:
		k.word = e.Word
		k.external = f.external && e.Type == sim.RowChanged && sim.Row(e.Word) != sim.RowProcessing
	case sim.CallerKnows:
		k.word = e.Word
		switch sim.Outcome(e.Word) {
		case sim.Nothing:
			return asBackground // emit() returned: nobody learns anything
		case sim.Failure:
			return asTurn
		}
	}
	return c
}

// judgeClient judges the client's connection.
func (s *classifier) judgeClient(e *sim.Event, k *kind, c class) class {
	switch e.Type {
	case sim.MemoryWaiting:
		if e.Round() != 0 && e.Round() == s.connect {
			return asBackground // it began to wait before
		}
	case sim.RoundStarted:
		k.word = e.Word
	case sim.ConnectRefused:
		if e.Try <= 1 {
			return asBackground // the round's start says it
		}
		k.try = capped(e.Try)
	case sim.ConnectSucceeded:
		if sim.RoundKind(e.Word) != sim.ConnectRound || s.refresh == 0 {
			return asBackground // reconnected follows
		}
	case sim.Reconnected:
		if !s.outage {
			return asStep
		}
	}
	return c
}

// judgeProducer judges requests, the log and the brokers.
func (s *classifier) judgeProducer(e *sim.Event, k *kind, f orderFact, c class) class {
	k.late = f.waited != 0 && f.waited < e.N
	switch e.Type {
	case sim.RequestSent:
		if f.sent != 0 && f.sent < e.N {
			k.try = capped(e.Try)
			return asEcho
		}
	case sim.RequestRefused, sim.RequestFailed, sim.RetryScheduled:
		k.try, k.late = capped(e.Try), false
	case sim.RequestDropped:
		if k.late = false; !s.mute {
			return asBackground // what follows tells it
		}
	case sim.RequestAcked, sim.RecordReplicated:
		k.late = false
	case sim.RecordAppended:
		if k.try = capped(e.Try); k.late && e.Try <= 1 {
			return asTurnOnce
		}
	case sim.PublishGaveUp:
		if k.late = false; s.mode != sim.Emit {
			return asStep
		}
	case sim.LeaderElected:
		if e.Broker == 0 {
			return asBackground // the loss of a leader is the fault's own moment
		}
	case sim.BrokerStopped:
		if e.Cause != 0 || !s.real {
			return asBackground // the fault's own moment
		}
	case sim.BrokerStarted:
		if e.At-s.faultAt <= Burst {
			return asBackground
		}
	}
	return c
}

// judgeConsumer judges consumers, their handlers and the panel.
func judgeConsumer(e *sim.Event, k *kind, f orderFact, c class) class {
	k.external = f.external || e.Group == sim.ExternalGroup
	switch e.Type {
	case sim.HandlerStarted, sim.PanelCalled:
		if e.Try <= 1 {
			return asBackground
		}
	case sim.HandlerReturned:
		if k.external {
			return asTurnOnce
		}
	case sim.JobProgressed:
		if k.word = uint8(e.Value); e.Value%25 != 0 || e.Value >= 100 {
			return asBackground
		}
	case sim.JobEnded:
		if k.word = e.Word; sim.JobStatus(e.Word) == sim.JobCompleted {
			return asBackground
		}
	case sim.AnomalyFound:
		k.word, k.external = e.Word, false
	case sim.FaultStarted, sim.FaultEnded, sim.FaultStruck:
		k.external = false
	case sim.ConsumerCrashed:
		if k.word = e.Word; sim.Reason(e.Word) == sim.ReasonCrash {
			return asEcho
		}
	case sim.ConsumerRetrying:
		if k.try = capped(e.Try); e.Code == sim.ConnectionRefused || e.Code == sim.ConnectionClosed || e.Code == sim.BrokerNotFound {
			return asBackground // it looks for a broker: what comes of it is told
		}
	case sim.GroupSight, sim.MemberJoined, sim.MemberLeft, sim.ConsumerReconnected, sim.ConsumerRestarted, sim.MemberJoining, sim.MemberAbandoned, sim.RebalanceNoticed, sim.CoordinatorLoaded:
		k.external = false // they come back together
	}
	return c
}

func capped(try uint32) uint8 { return uint8(min(try, tryMax)) }
