package assemble

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// The kinds of observations. What each has beside the fields of every observation
// is in saying; who tells which is in correspondent*.go, what a journal makes of
// it in assembly*.go.
const (
	sayHello     = "hello"     // a process begins
	sayAct       = "act"       // the presenter does something
	sayBegun     = "begun"     // the order service: 0 s is now
	sayEvent     = "event"     // one event that needs nothing else
	sayRefused   = "skipped"   // a record that cannot be read
	sayCreated   = "created"   //
	sayPaid      = "paid"      //
	sayCalled    = "called"    //
	sayKnows     = "knows"     //
	sayLearned   = "learned"   //
	sayExited    = "exited"    // the order service's process, and another one will run in the same
	sayOver      = "over"      // a fault, by what it does
	saySettled   = "settled"   // setPublished ran
	sayFailed    = "failed"    // the catch block ran
	sayViewLost  = "view-lost" //
	sayAsks      = "asks"      // a correlation id is the order's
	sayReceived  = "received"  //
	sayFollowed  = "followed"  // a status event was taken in
	sayTries     = "tries"     // a Writer begins a try
	sayTried     = "tried"     // how it ended
	sayBacksOff  = "backs-off" //
	sayCompleted = "completed" //
	sayLink      = "link"      //
	saySent      = "sent"      //
	sayAnswered  = "answered"  //
	sayPolled    = "polled"    //
	sayHandling  = "handling"  //
	sayThrew     = "threw"     //
	sayCommits   = "commits"   //
	sayNoCommit  = "no-commit" //
	sayReported  = "reported"  //
	sayAnswering = "answering" //
	sayNoAnswer  = "no-answer" //
	sayAttends   = "attends"   //
	sayLeft      = "left"      //
	sayAsksPanel = "asks-panel"
	sayAccepted  = "accepted"
	sayAtPanel   = "at-panel"
	sayStruck    = "struck"
	sayLeader    = "leader"
	sayBroker    = "broker"
	saySight     = "sight"
	sayFound     = "found"
)

// saying is what belongs to an observation's kind. Numbers are those of package sim:
// all processes of a run are of one version.
type saying struct {
	Event     json.RawMessage `json:"event,omitempty"` // as a log has it
	By        sim.By          `json:"by,omitempty"`
	Row       sim.Row         `json:"row,omitempty"`
	Code      sim.Code        `json:"code,omitempty"`
	Reason    sim.Reason      `json:"reason,omitempty"`
	Text      string          `json:"text,omitempty"`
	Keys      []string        `json:"keys,omitempty"`
	Base      *int64          `json:"base,omitempty"`
	Wait      int64           `json:"wait_ns,omitempty"`
	Flag      bool            `json:"flag,omitempty"`
	Points    int64           `json:"points,omitempty"`
	Job       uint32          `json:"job,omitempty"`
	Number    int             `json:"number,omitempty"`
	Broker    int             `json:"broker,omitempty"`
	Duty      wire.Duty       `json:"duty,omitempty"`
	Link      wire.LinkEvent  `json:"link,omitempty"`
	Reply     string          `json:"correlation,omitempty"`
	Wire      *wireSaying     `json:"wire,omitempty"`
	Sight     *sightSaying    `json:"sight,omitempty"`
	Brokers   []uint8         `json:"brokers,omitempty"`
	Act       *Act            `json:"act,omitempty"`
	Delivered int64           `json:"delivered,omitempty"`
}

// wireSaying is an exchange that passed the gate of a process.
type wireSaying struct {
	Acks     *int16         `json:"acks,omitempty"` // of a Produce
	Produced []producedPart `json:"produced,omitempty"`
	Group    string         `json:"group,omitempty"` // of a commit
	Commits  []committed    `json:"commits,omitempty"`
	Given    *given         `json:"given,omitempty"`  // of a SyncGroup's answer
	Member   string         `json:"member,omitempty"` // the id by which a request names who asks
	Asks     string         `json:"asks,omitempty"`   // join, sync, heartbeat or leave
	Refusal  int16          `json:"refusal,omitempty"`
}

type producedPart struct {
	Topic     string   `json:"topic"`
	Partition int32    `json:"partition"`
	Keys      []string `json:"keys"`
	Replies   []string `json:"correlations,omitempty"`
	Code      int16    `json:"code,omitempty"`
	Base      int64    `json:"base"`
}

type committed struct {
	Topic     string `json:"topic"`
	Partition int32  `json:"partition"`
	Offset    int64  `json:"offset"`
	Code      int16  `json:"code,omitempty"`
}

type given struct {
	Code  int16              `json:"code,omitempty"`
	Parts map[string][]int32 `json:"parts,omitempty"`
}

// encodeSaying writes what belongs to an observation; nil for nothing.
func encodeSaying(s *saying) json.RawMessage {
	if s == nil {
		return nil
	}
	return record.Encode(s)
}

// decodeSaying reads it, strictly.
func decodeSaying(o *trace.Observation) (*saying, error) {
	s := &saying{}
	if len(o.Data) == 0 {
		return s, nil
	}
	if err := record.DecodeObject(o.Data, s); err != nil {
		return nil, err
	}
	if s.Row > sim.RowCanceled || s.By > sim.ByOutbox || s.Reason > sim.ReasonUnseen {
		return nil, errors.New("it has a row, a caller or a reason that there is not")
	}
	return s, nil
}

// sayingOf returns an exchange as an observation has it.
func sayingOf(x *wire.Exchange) *wireSaying {
	w := &wireSaying{}
	if x.Asks != 0 {
		w.Asks, w.Member = askings[x.Asks], x.Member
	}
	switch {
	case x.Produce != nil:
		acks := x.Produce.Acks
		w.Acks = &acks
		for i := range x.Produce.Parts {
			p := &x.Produce.Parts[i]
			part := producedPart{Topic: p.Topic, Partition: p.Partition, Code: p.Code, Base: p.Base}
			for _, r := range p.Records {
				part.Keys = append(part.Keys, r.Key)
				if r.Correlation != "" {
					part.Replies = append(part.Replies, r.Correlation)
				}
			}
			w.Produced = append(w.Produced, part)
		}
	case x.Commit != nil:
		w.Group = x.Commit.Group
		for _, p := range x.Commit.Parts {
			w.Commits = append(w.Commits, committed{p.Topic, p.Partition, p.Offset, p.Code})
		}
	case x.Assignment != nil:
		w.Given = &given{Code: x.Assignment.Code, Parts: make(map[string][]int32)}
		for _, p := range x.Assignment.Parts {
			w.Given.Parts[p.Topic] = p.Partitions
		}
	}
	w.Refusal = x.Refusal
	return w
}

// exchangeOf returns the exchange that an observation has.
func (w *wireSaying) exchangeOf(from wire.Role, broker int) *wire.Exchange {
	x := &wire.Exchange{From: from, Broker: broker, Refusal: w.Refusal, Asks: askingNamed(w.Asks), Member: w.Member}
	switch {
	case w.Acks != nil:
		x.Produce = &wire.Produce{Acks: *w.Acks}
		for _, p := range w.Produced {
			part := wire.ProducePart{Topic: p.Topic, Partition: p.Partition, Code: p.Code, Base: p.Base}
			for i, key := range p.Keys {
				name := wire.RecordName{Key: key}
				if i < len(p.Replies) {
					name.Correlation = p.Replies[i]
				}
				part.Records = append(part.Records, name)
			}
			x.Produce.Parts = append(x.Produce.Parts, part)
		}
	case w.Group != "":
		x.Commit = &wire.Commit{Group: w.Group}
		for _, p := range w.Commits {
			x.Commit.Parts = append(x.Commit.Parts, wire.CommitPart{Topic: p.Topic, Partition: p.Partition, Offset: p.Offset, Code: p.Code})
		}
	case w.Given != nil:
		x.Assignment = &wire.Assignment{Code: w.Given.Code}
		for _, topic := range slices.Sorted(maps.Keys(w.Given.Parts)) {
			x.Assignment.Parts = append(x.Assignment.Parts, wire.AssignedPart{Topic: topic, Partitions: w.Given.Parts[topic]})
		}
	}
	return x
}

// askings are the words for what a member of a group asks its coordinator for.
var askings = [...]string{wire.AsksToJoin: "join", wire.AsksToSync: "sync", wire.AsksToStay: "heartbeat", wire.AsksToLeave: "leave"}

// askingNamed returns what is called so; 0 if nothing is.
func askingNamed(word string) wire.Asking { return wire.Asking(max(slices.Index(askings[:], word), 0)) }

// tellsOf puts in what a record is that the run has not written.
func (s *saying) tellsOf(from *stranger) {
	if s.Reply = from.reply; from.wrong != nil {
		s.Text = sim.Printable(from.wrong.Error(), record.ErrorTextMax)
		return
	}
	e := sim.Event{Type: sim.OrderAdopted, Order: 1, N: 1, Detail: &sim.Detail{Order: &from.order}}
	s.Event = e.AppendJSON(nil)
}

// stranger returns what tellsOf has put in; nil where the run has written the record.
func (s *saying) stranger() (from *stranger, err error) {
	switch {
	case s.Text != "":
		return &stranger{wrong: errors.New(sim.Printable(s.Text, record.ErrorTextMax)), reply: s.Reply}, nil
	case len(s.Event) == 0:
		return nil, nil
	}
	e, err := sim.ParseEvent(s.Event)
	if err != nil {
		return nil, err
	}
	if e.Type != sim.OrderAdopted || e.Detail == nil || e.Detail.Order == nil {
		return nil, errors.New("it has no order")
	}
	from = &stranger{reply: s.Reply}
	from.order, err = sim.ParseOrder(record.EncodeOrder(*e.Detail.Order))
	return from, err
}
