package kafkax

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
	payloadBytesMax = 16 << 10 // a value
	headersMax      = 32       // headers of a record
	headerBytesMax  = 4 << 10  // a header's value
)

// orderPayload is the value of a record in sns.orders.
type orderPayload struct {
	ID         string `json:"id"`
	Customer   string `json:"customer"`
	Channel    string `json:"channel"`
	Product    string `json:"product"`
	Quantity   int32  `json:"quantity"`
	Points     int32  `json:"points"`
	Fulfilment string `json:"fulfilment"`
	Link       string `json:"link"`
}

// statusPayload is the value of a record in sns.order-status.
type statusPayload struct {
	ID        string `json:"id"`
	Row       string `json:"row"` // processing, completed, partial or canceled
	Job       uint32 `json:"job,omitempty"`
	Delivered int64  `json:"delivered"`
}

// activityPayload is the value of a record in sns.activity: a page view.
type activityPayload struct {
	ID   string `json:"id"`
	Page string `json:"page"`
}

// answerPayload is the value of a record in sns.orders.reply.
type answerPayload struct {
	ID     string `json:"id"`
	Result string `json:"result"` // done or accepted
	Job    uint32 `json:"job,omitempty"`
}

// encodeOrder writes the value of an order's record.
func encodeOrder(o sim.Order) []byte {
	return encode(orderPayload{
		ID: o.ID, Customer: o.Customer.String(), Channel: o.Channel.String(), Product: o.Product.String(),
		Quantity: o.Quantity, Points: o.Points, Fulfilment: o.Fulfilment.String(), Link: o.Link,
	})
}

// encode writes a payload. Its types always can be written.
func encode(payload any) []byte {
	value, err := json.Marshal(payload)
	if err != nil {
		panic(fmt.Sprintf("encoding %T: %v", payload, err))
	}
	return value
}

// decodeOrder reads an order's record, strictly.
func decodeOrder(m kafka.Message) (orderPayload, error) {
	var p orderPayload
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

// decodeStatus reads a status event, strictly.
func decodeStatus(m kafka.Message) (statusPayload, sim.Row, error) {
	var p statusPayload
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
	if len(m.Value) > payloadBytesMax {
		return fmt.Errorf("%d bytes, at most %d", len(m.Value), payloadBytesMax)
	}
	if len(m.Key) > 4*sim.NameLengthMax {
		return fmt.Errorf("a key of %d bytes, at most %d", len(m.Key), 4*sim.NameLengthMax)
	}
	return decodeObject(m.Value, payload)
}

// decodeObject reads one JSON object with known fields only.
func decodeObject(text []byte, payload any) error {
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
	headerCorrelation    = "kafka_correlationId"
	headerReplyTopic     = "kafka_replyTopic"
	headerReplyPartition = "kafka_replyPartition"
	headerError          = "kafka_nest-err"
	headerDisposed       = "kafka_nest-is-disposed"
)

// headerRun names the run whose own process has written an order or a status
// event; a record without it is somebody else's. It is no secret, and protects
// from nobody: it tells a second copy of an order from one whose id is taken.
const headerRun = "orderflow-run"

// mark is the header of the run's own records.
func (n names) mark() kafka.Header { return kafka.Header{Key: headerRun, Value: []byte(n.run())} }

// wrote reports whether the run itself has written a record.
func (n names) wrote(m kafka.Message) bool { return string(headerOf(m, headerRun)) == n.run() }

// request is what a record of send() carries beside the order.
type request struct {
	correlation string
	topic       string // where the answer goes
	partition   int
}

// headers writes the request's headers.
func (r request) headers() []kafka.Header {
	return []kafka.Header{
		{Key: headerCorrelation, Value: []byte(r.correlation)},
		{Key: headerReplyTopic, Value: []byte(r.topic)},
		{Key: headerReplyPartition, Value: []byte(strconv.Itoa(r.partition))},
	}
}

// requestOf reads the request's headers. A record without a correlation id or
// a reply topic is an event; that is how NestJS tells them apart.
func requestOf(m kafka.Message) (r request, isRequest bool, err error) {
	if len(m.Headers) > headersMax {
		return r, false, fmt.Errorf("decoding headers: %d of them, at most %d", len(m.Headers), headersMax)
	}
	correlation, topic := headerOf(m, headerCorrelation), headerOf(m, headerReplyTopic)
	if len(correlation) == 0 || len(topic) == 0 {
		return r, false, nil
	}
	partition, err := strconv.Atoi(string(headerOf(m, headerReplyPartition)))
	if err != nil || partition < 0 {
		return r, false, fmt.Errorf("decoding headers: %s is no partition", headerReplyPartition)
	}
	return request{correlation: string(correlation), topic: string(topic), partition: partition}, true, nil
}

// headerOf returns the value of a header, nil where it is missing or too long.
func headerOf(m kafka.Message, key string) []byte {
	for _, h := range m.Headers {
		if h.Key == key && len(h.Value) <= headerBytesMax {
			return h.Value
		}
	}
	return nil
}

// answerMessage is a record of the reply topic, as NestJS's server writes it.
// failure is the error's JSON, nil for a value.
func answerMessage(r request, value, failure []byte) kafka.Message {
	m := kafka.Message{Value: value, Headers: []kafka.Header{{Key: headerCorrelation, Value: []byte(r.correlation)}}}
	if failure != nil {
		m.Headers = append(m.Headers, kafka.Header{Key: headerError, Value: failure})
	}
	m.Headers = append(m.Headers, kafka.Header{Key: headerDisposed, Value: []byte{0}})
	m.WriterData = r.partition
	return m
}

// errorPayload is the JSON of header kafka_nest-err: what NestJS makes of a
// handler's exception.
type errorPayload struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// internalError is NestJS's answer for any exception that is no RpcException.
var internalError = errorPayload{Status: "error", Message: "Internal server error"}

// refusedError is what an RpcException of the handler says.
var refusedError = errorPayload{Status: "error", Message: "the order was refused"}

// remoteError is an error that the handler threw, as the caller gets it.
type remoteError struct{ errorPayload }

func (e remoteError) Error() string { return sim.Printable(e.Message, errorTextMax) }

// outcomeOf reads what an answer says: nil, or the handler's error.
func outcomeOf(m kafka.Message) error {
	failure := headerOf(m, headerError)
	if failure == nil {
		return nil
	}
	var e remoteError
	if json.Unmarshal(failure, &e.errorPayload) != nil {
		e.Message = string(failure)
	}
	return e
}

// orderIn returns the order that a record is about; its number is that of the
// record's header, 0 where it has none.
func orderIn(m kafka.Message) (o sim.Order, err error) {
	p, err := decodeOrder(m)
	if err != nil {
		return o, err
	}
	o = sim.Order{Number: numberIn(headerOf(m, numberHeader)), ID: p.ID, Quantity: p.Quantity, Points: p.Points, Link: p.Link}
	if err := o.Describe(p.Customer, p.Channel, p.Product, p.Fulfilment); err != nil {
		return o, fmt.Errorf("decoding an order: %w", err)
	}
	return o, nil
}
