package kafkax

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/kafkax/trace"
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
	Duty      duty            `json:"duty,omitempty"`
	Link      linkEvent       `json:"link,omitempty"`
	Reply     string          `json:"correlation,omitempty"`
	Wire      *wireSaying     `json:"wire,omitempty"`
	Sight     *sightSaying    `json:"sight,omitempty"`
	Brokers   []uint8         `json:"brokers,omitempty"`
	Act       *act            `json:"act,omitempty"`
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
	return encode(s)
}

// decodeSaying reads it, strictly.
func decodeSaying(o *trace.Observation) (*saying, error) {
	s := &saying{}
	if len(o.Data) == 0 {
		return s, nil
	}
	if err := decodeObject(o.Data, s); err != nil {
		return nil, err
	}
	if s.Row > sim.RowCanceled || s.By > sim.ByOutbox || s.Reason > sim.ReasonUnseen {
		return nil, errors.New("it has a row, a caller or a reason that there is not")
	}
	return s, nil
}

// sayingOf returns an exchange as an observation has it.
func sayingOf(x *exchange) *wireSaying {
	w := &wireSaying{}
	w.Asks, w.Member = asksOf(x.request)
	switch {
	case x.produce != nil:
		acks := x.produce.acks
		w.Acks = &acks
		for i := range x.produce.parts {
			p := &x.produce.parts[i]
			part := producedPart{Topic: p.topic, Partition: p.partition, Code: p.code, Base: p.base}
			for _, r := range p.records {
				part.Keys = append(part.Keys, r.key)
				if r.correlation != "" {
					part.Replies = append(part.Replies, r.correlation)
				}
			}
			w.Produced = append(w.Produced, part)
		}
	case x.commit != nil:
		w.Group = x.commit.group
		for _, p := range x.commit.parts {
			w.Commits = append(w.Commits, committed{p.topic, p.partition, p.offset, p.code})
		}
	case x.assignment != nil:
		w.Given = &given{Code: x.assignment.code, Parts: make(map[string][]int32)}
		for _, p := range x.assignment.parts {
			w.Given.Parts[p.topic] = p.partitions
		}
	}
	w.Refusal = x.refusal
	return w
}

// exchangeOf returns the exchange that an observation has.
func (w *wireSaying) exchangeOf(from role, broker int) *exchange {
	x := &exchange{from: from, broker: broker, refusal: w.Refusal, request: requestAs(w.Asks, w.Member)}
	switch {
	case w.Acks != nil:
		x.produce = &produce{acks: *w.Acks}
		for _, p := range w.Produced {
			part := producePart{topic: p.Topic, partition: p.Partition, code: p.Code, base: p.Base}
			for i, key := range p.Keys {
				name := recordName{key: key}
				if i < len(p.Replies) {
					name.correlation = p.Replies[i]
				}
				part.records = append(part.records, name)
			}
			x.produce.parts = append(x.produce.parts, part)
		}
	case w.Group != "":
		x.commit = &commit{group: w.Group}
		for _, p := range w.Commits {
			x.commit.parts = append(x.commit.parts, commitPart{p.Topic, p.Partition, p.Offset, p.Code})
		}
	case w.Given != nil:
		x.assignment = &assignment{code: w.Given.Code}
		for _, topic := range slices.Sorted(maps.Keys(w.Given.Parts)) {
			x.assignment.parts = append(x.assignment.parts, assignedPart{topic, w.Given.Parts[topic]})
		}
	}
	return x
}

// What a member of a group asks its coordinator for.
const (
	asksToJoin  = "join"
	asksToSync  = "sync"
	asksToStay  = "heartbeat"
	asksToLeave = "leave"
)

// asksOf says what a request asks for, and by which id.
func asksOf(request kmsg.Request) (asks, member string) {
	switch r := request.(type) {
	case *kmsg.JoinGroupRequest:
		return asksToJoin, r.MemberID
	case *kmsg.SyncGroupRequest:
		return asksToSync, r.MemberID
	case *kmsg.HeartbeatRequest:
		return asksToStay, r.MemberID
	case *kmsg.LeaveGroupRequest:
		return asksToLeave, r.MemberID
	}
	return "", ""
}

// requestAs is the reverse of asksOf; nil for nothing.
func requestAs(asks, member string) kmsg.Request {
	switch asks {
	case asksToJoin:
		return &kmsg.JoinGroupRequest{MemberID: member}
	case asksToSync:
		return &kmsg.SyncGroupRequest{MemberID: member}
	case asksToStay:
		return &kmsg.HeartbeatRequest{MemberID: member}
	case asksToLeave:
		return &kmsg.LeaveGroupRequest{MemberID: member}
	}
	return nil
}

// tellsOf puts in what a record is that the run has not written.
func (s *saying) tellsOf(from *stranger) {
	if s.Reply = from.reply; from.wrong != nil {
		s.Text = sim.Printable(from.wrong.Error(), errorTextMax)
		return
	}
	e := sim.Event{Type: sim.OrderAdopted, Order: 1, N: 1, Detail: &sim.Detail{Order: &from.order}}
	s.Event = e.AppendJSON(nil)
}

// stranger returns what tellsOf has put in; nil where the run has written the record.
func (s *saying) stranger() (from *stranger, err error) {
	switch {
	case s.Text != "":
		return &stranger{wrong: errors.New(sim.Printable(s.Text, errorTextMax)), reply: s.Reply}, nil
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
	from.order, err = sim.ParseOrder(encodeOrder(*e.Detail.Order))
	return from, err
}
