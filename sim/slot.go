package sim

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// slot is a place in which an event keeps a field. The schema says which
// fields a type has, and slotOf where they are kept: what writes, reads, sums
// up and records events follows these two tables, so that nothing of an event
// can be known, or hashed, that its line in the log does not say.
type slot uint8

const (
	slotTopic slot = iota + 1
	slotPartition
	slotOffset
	slotGroup
	slotWorker
	slotBroker
	slotTry
	slotJob
	slotFault
	slotCode
	slotWord
	slotValue
	slotFlag
	lastNumber = slotFlag // those before are numbers in place; those behind hang on Detail
)

const (
	slotText slot = iota + 1 + lastNumber
	slotEvidence
	slotBrokers
	slotOrder
	slotSetup
)

// slots says where each field is kept; slotOf knows the exceptions.
var slots = [fieldCount]slot{
	fieldTopic: slotTopic, fieldPartition: slotPartition, fieldOffset: slotOffset, fieldGroup: slotGroup, fieldWorker: slotWorker, fieldBroker: slotBroker, fieldInstance: slotWorker,
	fieldRound: slotOffset, fieldTry: slotTry, fieldJob: slotJob, fieldFault: slotFault, fieldError: slotCode,
	fieldMessage: slotText, fieldText: slotText, fieldEvents: slotEvidence, fieldInSync: slotBrokers,
	fieldRow: slotWord, fieldOutcome: slotWord, fieldMode: slotWord, fieldJobStatus: slotWord, fieldRemedy: slotWord, fieldAnomaly: slotWord,
	fieldBy: slotWord, fieldRoundKind: slotWord, fieldReason: slotWord,
	fieldPoints: slotValue, fieldNext: slotValue, fieldWaited: slotValue, fieldFor: slotValue, fieldPercent: slotValue, fieldDelivered: slotValue,
	fieldCost: slotValue, fieldReturned: slotValue, fieldNumber: slotValue, fieldOn: slotFlag, fieldWasSent: slotFlag, fieldAnswered: slotFlag,
	fieldID: slotOrder, fieldCustomer: slotOrder, fieldChannel: slotOrder, fieldProduct: slotOrder, fieldQuantity: slotOrder, fieldFulfilment: slotOrder,
	fieldLink:   slotOrder,
	fieldEngine: slotSetup, fieldClient: slotSetup, fieldObserve: slotSetup, fieldRemedies: slotSetup, fieldAcks: slotSetup, fieldPartitions: slotSetup,
	fieldWorkers: slotSetup, fieldOrders: slotSetup, fieldUntil: slotSetup, fieldSendTimeout: slotSetup, fieldSessionTimeout: slotSetup,
}

// slotOf returns where events of a type keep a field.
func slotOf(t EventType, f field) slot {
	switch {
	case f == fieldInstance:
		return slotWorker
	case t == RunStarted:
		return slotSetup
	case t.Brings():
		return slotOrder
	case t == JobEnded && f == fieldDelivered:
		return slotOffset // the one event with two amounts
	}
	return slots[f]
}

// places lists the slots of each type that are numbers, each once.
var places = func() (list [eventTypeCount][]slot) {
	for t := range list {
		for _, f := range schema[t].fields {
			if s := slotOf(EventType(t), f); s <= lastNumber {
				list[t] = append(list[t], s)
			}
		}
	}
	return list
}()

// texts lists the fields of each type that hang on Detail.
var texts = func() (list [eventTypeCount][]field) {
	for t := range list {
		for _, f := range schema[t].fields {
			if slotOf(EventType(t), f) > lastNumber {
				list[t] = append(list[t], f)
			}
		}
	}
	return list
}()

// has reports whether events of this type have the field.
func (e *Event) has(f field) bool { return slices.Contains(schema[e.Type].fields, f) }

// number returns what a slot in place holds.
func (e *Event) number(s slot) int64 {
	switch s {
	case slotTopic:
		return int64(e.Topic)
	case slotPartition:
		return int64(e.Partition)
	case slotOffset:
		return e.Offset
	case slotGroup:
		return int64(e.Group)
	case slotWorker:
		return int64(e.Worker)
	case slotBroker:
		return int64(e.Broker)
	case slotTry:
		return int64(e.Try)
	case slotJob:
		return int64(e.Job)
	case slotFault:
		return int64(e.Fault)
	case slotCode:
		return int64(e.Code)
	case slotWord:
		return int64(e.Word)
	case slotFlag:
		if e.Flag {
			return 1
		}
		return 0
	}
	return e.Value
}

// setNumber sets what a slot in place holds. Its range was checked.
func (e *Event) setNumber(s slot, n int64) {
	switch s {
	case slotTopic:
		e.Topic = Topic(n)
	case slotPartition:
		e.Partition = int16(n)
	case slotOffset:
		e.Offset = n
	case slotGroup:
		e.Group = Group(n)
	case slotWorker:
		e.Worker = uint8(n)
	case slotBroker:
		e.Broker = uint8(n)
	case slotTry:
		e.Try = uint32(n)
	case slotJob:
		e.Job = uint32(n)
	case slotFault:
		e.Fault = uint16(n)
	case slotCode:
		e.Code = Code(n)
	case slotWord:
		e.Word = uint8(n)
	case slotFlag:
		e.Flag = n != 0
	default:
		e.Value = n
	}
}

// known returns the event with just what its line in the log will say: a field
// its type does not have is dropped, and a byte that is not UTF-8 becomes
// U+FFFD, as it will be read.
func (e *Event) known() Event {
	t := Event{N: e.N, At: e.At, Type: e.Type, Cause: e.Cause, Order: e.Order}
	for _, s := range places[e.Type] {
		t.setNumber(s, e.number(s))
	}
	switch {
	case e.Detail == nil:
	case len(texts[e.Type]) > 0:
		t.Detail = e.Detail.known()
	case e.Detail.Own != 0:
		t.Detail = &Detail{Own: e.Detail.Own}
	}
	return t
}

// known returns the detail as it will be read: a text longer than any line could
// hold is cut.
func (d *Detail) known() *Detail {
	o := d.Order
	if len(d.Text) <= textMax && utf8.ValidString(d.Text) && (o == nil || utf8.ValidString(o.ID) && utf8.ValidString(o.Link)) {
		return d
	}
	clean := *d
	clean.Text = cutText(utf8Only(d.Text[:min(len(d.Text), textMax)]))
	if o != nil {
		order := *o
		order.ID, order.Link = utf8Only(o.ID), utf8Only(o.Link)
		clean.Order = &order
	}
	return &clean
}

// cutText cuts a text to textMax, never inside a character.
func cutText(s string) string {
	if len(s) <= textMax {
		return s
	}
	return strings.ToValidUTF8(s[:textMax], "")
}

// utf8Only returns s with U+FFFD for every byte that is not UTF-8.
func utf8Only(s string) string { return string([]rune(s)) }
