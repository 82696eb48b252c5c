package telemetry

import (
	"time"

	"orderflow/sim"
)

// Kind is what a span is to the other side, as OpenTelemetry numbers it.
type Kind uint8

// The kinds.
const (
	Internal Kind = 1
	Client   Kind = 3
	Producer Kind = 4
	Consumer Kind = 5
)

// Status says how what a span is of ended.
type Status uint8

// The statuses. Only an application says that something is good; a library
// leaves it unset.
const (
	Unset Status = iota
	Good
	Failed
)

// Span is one span of a run, ended. Times are the log's.
type Span struct {
	Service    Service
	Trace      sim.TraceID
	ID         sim.SpanID
	Parent     sim.SpanID // zero for a root
	Name       string
	Kind       Kind
	Start, End time.Duration
	Attributes []Attribute
	Moments    []Moment
	Links      []sim.SpanID // in the same trace
	Status     Status
	Message    string // of a failure
}

// Attribute is a name and a value: a text, a number or, where Yes is set, true.
type Attribute struct {
	Name   string
	Text   string
	Number int64
	Type   AttributeType
}

// AttributeType says which value an attribute has.
type AttributeType uint8

// The types of attributes.
const (
	TextAttribute AttributeType = iota
	NumberAttribute
	YesAttribute
)

// Moment is something that happened within a span.
type Moment struct {
	At         time.Duration
	Name       string
	Attributes []Attribute
}

func text(name, value string) Attribute { return Attribute{Name: name, Text: value} }

func number(name string, value int64) Attribute {
	return Attribute{Name: name, Number: value, Type: NumberAttribute}
}

func yes(name string) Attribute { return Attribute{Name: name, Type: YesAttribute} }

// set adds attributes.
func (s *Span) set(list ...Attribute) { s.Attributes = append(s.Attributes, list...) }

// note adds something that happened. Of more than momentsMax the later are left out.
func (s *Span) note(at time.Duration, name string, list ...Attribute) {
	if len(s.Moments) < momentsMax {
		s.Moments = append(s.Moments, Moment{At: at, Name: name, Attributes: list})
	}
}

// momentsMax bounds the moments of a span, as OpenTelemetry's own limit does.
const momentsMax = 128

// fail sets the status of a failure. kind is of low cardinality, message for people.
func (s *Span) fail(kind, message string) {
	s.Status, s.Message = Failed, message
	if kind != "" {
		s.set(text(errorType, kind))
	}
}

// Attribute returns an attribute of the span.
func (s *Span) Attribute(name string) (Attribute, bool) {
	for _, a := range s.Attributes {
		if a.Name == name {
			return a, true
		}
	}
	return Attribute{}, false
}
