package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// Limits of what a record from a topic may carry. Anything beyond is malformed:
// on a cluster that others use a record may come from anywhere.
const (
	ValueBytesMax  = 16 << 10 // a value
	headersMax     = 32       // headers of a record
	HeaderBytesMax = 4 << 10  // a header's value
)

// ErrorTextMax is how much of an error's text is kept, in bytes.
const ErrorTextMax = 200

// Order is the value of a record in sns.orders.
type Order struct {
	ID         string `json:"id"`
	Customer   string `json:"customer"`
	Channel    string `json:"channel"`
	Product    string `json:"product"`
	Quantity   int32  `json:"quantity"`
	Points     int32  `json:"points"`
	Fulfilment string `json:"fulfilment"`
	Link       string `json:"link"`
}

// Status is the value of a record in sns.order-status.
type Status struct {
	ID        string `json:"id"`
	Row       string `json:"row"` // processing, completed, partial or canceled
	Job       uint32 `json:"job,omitempty"`
	Delivered int64  `json:"delivered"`
}

// PageView is the value of a record in sns.activity: a page view.
type PageView struct {
	ID   string `json:"id"`
	Page string `json:"page"`
}

// Answer is the value of a record in sns.orders.reply.
type Answer struct {
	ID     string `json:"id"`
	Result string `json:"result"` // done or accepted
	Job    uint32 `json:"job,omitempty"`
}

// EncodeOrder writes the value of an order's record.
func EncodeOrder(o sim.Order) []byte {
	return Encode(Order{
		ID: o.ID, Customer: o.Customer.String(), Channel: o.Channel.String(), Product: o.Product.String(),
		Quantity: o.Quantity, Points: o.Points, Fulfilment: o.Fulfilment.String(), Link: o.Link,
	})
}

// Encode writes a payload. Its types always can be written.
func Encode(payload any) []byte {
	value, err := json.Marshal(payload)
	if err != nil {
		panic(fmt.Sprintf("encoding %T: %v", payload, err))
	}
	return value
}

// DecodeOrder reads an order's record, strictly.
func DecodeOrder(m kafka.Message) (Order, error) {
	var p Order
	err := decode(m, &p)
	switch {
	case err != nil:
	case p.ID != string(m.Key):
		err = fmt.Errorf("its id %q is not its key %q", sim.Printable(p.ID, 20), sim.Printable(string(m.Key), 20))
	case p.Quantity < 1 || p.Points < 1:
		err = errors.New("quantity and points must be above 0")
	case p.Fulfilment != sim.InHouse.String() && p.Fulfilment != sim.External.String():
		err = fmt.Errorf("fulfilment %q is not known", sim.Printable(p.Fulfilment, 20))
	}
	if err != nil {
		return p, fmt.Errorf("decoding an order: %w", err)
	}
	return p, nil
}

// statusRows are the rows that a status event may report.
var statusRows = []sim.Row{sim.RowProcessing, sim.RowCompleted, sim.RowPartial, sim.RowCanceled}

// DecodeStatus reads a status event, strictly.
func DecodeStatus(m kafka.Message) (Status, sim.Row, error) {
	var p Status
	if err := decode(m, &p); err != nil {
		return p, 0, fmt.Errorf("decoding a status event: %w", err)
	}
	if p.ID != string(m.Key) {
		return p, 0, fmt.Errorf("decoding a status event: its id %q is not its key %q", sim.Printable(p.ID, 20), sim.Printable(string(m.Key), 20))
	}
	if p.Delivered < 0 {
		return p, 0, fmt.Errorf("decoding a status event: delivered is %d, and cannot be below 0", p.Delivered)
	}
	for _, row := range statusRows {
		if row.String() == p.Row {
			return p, row, nil
		}
	}
	return p, 0, fmt.Errorf("decoding a status event: row %q is not known", sim.Printable(p.Row, 20))
}

// decode reads a record's value: one JSON object with known fields only.
func decode(m kafka.Message, payload any) error {
	if len(m.Value) > ValueBytesMax {
		return fmt.Errorf("%d bytes, at most %d", len(m.Value), ValueBytesMax)
	}
	if len(m.Key) > 4*sim.NameLengthMax {
		return fmt.Errorf("a key of %d bytes, at most %d", len(m.Key), 4*sim.NameLengthMax)
	}
	return DecodeObject(m.Value, payload)
}

// DecodeObject reads one JSON object with known fields only.
func DecodeObject(text []byte, payload any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(payload); err != nil {
		return errors.New(sim.Printable(err.Error(), 120))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the object")
	}
	return nil
}

// Header names of NestJS's request–reply over Kafka (KafkaHeaders of
// @nestjs/microservices 12.1).
const (
	HeaderCorrelation    = "kafka_correlationId"
	HeaderReplyTopic     = "kafka_replyTopic"
	HeaderReplyPartition = "kafka_replyPartition"
	HeaderError          = "kafka_nest-err"
	headerDisposed       = "kafka_nest-is-disposed"
)

// HeaderRun names the run whose own process has written an order or a status
// event; a record without it is somebody else's. It is no secret, and protects
// from nobody: it tells a second copy of an order from one whose id is taken.
const HeaderRun = "orderflow-run"

// Mark is the header of the run's own records.
func (n Names) Mark() kafka.Header { return kafka.Header{Key: HeaderRun, Value: []byte(n.Run())} }

// Wrote reports whether the run itself has written a record.
func (n Names) Wrote(m kafka.Message) bool { return string(HeaderOf(m, HeaderRun)) == n.Run() }

// Request is what a record of send() carries beside the order.
type Request struct {
	Correlation string
	Topic       string // where the answer goes
	Partition   int
}

// Headers writes the request's headers.
func (r Request) Headers() []kafka.Header {
	return []kafka.Header{
		{Key: HeaderCorrelation, Value: []byte(r.Correlation)},
		{Key: HeaderReplyTopic, Value: []byte(r.Topic)},
		{Key: HeaderReplyPartition, Value: []byte(strconv.Itoa(r.Partition))},
	}
}

// RequestOf reads the request's headers. A record without a correlation id or
// a reply topic is an event; that is how NestJS tells them apart.
func RequestOf(m kafka.Message) (r Request, isRequest bool, err error) {
	if len(m.Headers) > headersMax {
		return r, false, fmt.Errorf("decoding headers: %d of them, at most %d", len(m.Headers), headersMax)
	}
	correlation, topic := HeaderOf(m, HeaderCorrelation), HeaderOf(m, HeaderReplyTopic)
	if len(correlation) == 0 || len(topic) == 0 {
		return r, false, nil
	}
	partition, err := strconv.Atoi(string(HeaderOf(m, HeaderReplyPartition)))
	if err != nil || partition < 0 {
		return r, false, fmt.Errorf("decoding headers: %s is no partition", HeaderReplyPartition)
	}
	return Request{Correlation: string(correlation), Topic: string(topic), Partition: partition}, true, nil
}

// HeaderOf returns the value of a header, nil where it is missing or too long.
func HeaderOf(m kafka.Message, key string) []byte {
	for _, h := range m.Headers {
		if h.Key == key && len(h.Value) <= HeaderBytesMax {
			return h.Value
		}
	}
	return nil
}

// AnswerMessage is a record of the reply topic, as NestJS's server writes it.
// failure is the error's JSON, nil for a value.
func AnswerMessage(r Request, value, failure []byte) kafka.Message {
	m := kafka.Message{Value: value, Headers: []kafka.Header{{Key: HeaderCorrelation, Value: []byte(r.Correlation)}}}
	if failure != nil {
		m.Headers = append(m.Headers, kafka.Header{Key: HeaderError, Value: failure})
	}
	m.Headers = append(m.Headers, kafka.Header{Key: headerDisposed, Value: []byte{0}})
	m.WriterData = r.Partition
	return m
}

// Failure is the JSON of header kafka_nest-err: what NestJS makes of a
// handler's exception.
type Failure struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// InternalError is NestJS's answer for any exception that is no RpcException.
var InternalError = Failure{Status: "error", Message: "Internal server error"}

// RefusedError is what an RpcException of the handler says.
var RefusedError = Failure{Status: "error", Message: "the order was refused"}

// RemoteError is an error that the handler threw, as the caller gets it.
type RemoteError struct{ Failure }

// Error returns what the handler says, in one line.
func (e RemoteError) Error() string { return sim.Printable(e.Message, ErrorTextMax) }

// OutcomeOf reads what an answer says: nil, or the handler's error.
func OutcomeOf(m kafka.Message) error {
	failure := HeaderOf(m, HeaderError)
	if failure == nil {
		return nil
	}
	var e RemoteError
	if json.Unmarshal(failure, &e.Failure) != nil {
		e.Message = string(failure)
	}
	return e
}

// OrderIn returns the order that a record is about; its number is that of the
// record's header, 0 where it has none.
func OrderIn(m kafka.Message) (o sim.Order, err error) {
	p, err := DecodeOrder(m)
	if err != nil {
		return o, err
	}
	o = sim.Order{Number: numberIn(HeaderOf(m, HeaderNumber)), ID: p.ID, Quantity: p.Quantity, Points: p.Points, Link: p.Link}
	if err := o.Describe(p.Customer, p.Channel, p.Product, p.Fulfilment); err != nil {
		return o, fmt.Errorf("decoding an order: %w", err)
	}
	return o, nil
}

// Message is the record of an order of the run.
func (n Names) Message(o sim.Order) kafka.Message {
	return kafka.Message{Key: []byte(o.ID), Value: EncodeOrder(o), Headers: []kafka.Header{n.Mark()}}
}

// HeaderNumber has the number of an order in its run, for processes that cannot know it.
const HeaderNumber = "orderflow-order"

// numberIn reads the number of an order; 0 where there is none.
func numberIn(value []byte) sim.OrderID {
	n, err := strconv.ParseUint(string(value), 10, 31)
	if err != nil {
		return 0
	}
	return sim.OrderID(n)
}
