package kafkax

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/hostile"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// foreign writes a record to a topic of the session as a stranger would.
func foreign(t *testing.T, s *Session, topic sim.Topic, m ...kafka.Message) {
	t.Helper()
	transport := &kafka.Transport{Dial: s.cluster.dial}
	defer transport.CloseIdleConnections()
	w := &kafka.Writer{Addr: kafka.TCP(s.cluster.seeds...), Topic: s.names.Topic(topic), RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport}
	defer w.Close()
	if err := w.WriteMessages(s.ctx, m...); err != nil {
		t.Error(err)
	}
}

// What strangers write is reported and skipped, and blocks nobody.
func TestMalformedRecords(t *testing.T) {
	t.Parallel()
	const bell = "\x1b]0;owned\x07"
	records := []struct {
		topic sim.Topic
		m     kafka.Message
		says  string
	}{
		{sim.Orders, kafka.Message{}, "decoding an order: EOF"},
		{sim.Orders, kafka.Message{Key: []byte(bell), Value: []byte(bell)}, "invalid character"},
		{sim.Orders, kafka.Message{Key: []byte("1"), Value: []byte(`{"id":"2"}`)}, `its id "2" is not its key "1"`},
		{sim.Orders, kafka.Message{Key: []byte("1"), Value: []byte(`{"id":"1","extra":1}`)}, "unknown field"},
		{
			sim.Orders,
			kafka.Message{Key: []byte("9"), Value: record.EncodeOrder(sim.Order{ID: "9", Customer: 1, Channel: 1, Product: 1, Quantity: 1, Points: 1, Fulfilment: 1})},
			`link is empty`,
		},
		{sim.Orders, kafka.Message{Key: []byte("1"), Value: make([]byte, record.ValueBytesMax+1)}, "at most"},
		{sim.Status, kafka.Message{Key: []byte("1"), Value: []byte(`{"id":"1","row":"refunded","delivered":0}`)}, `row "refunded" is not known`},
		{sim.Status, kafka.Message{Key: []byte("1"), Value: []byte(`{"id":"1","row":"partial","delivered":-5}`)}, "delivered is -5, and cannot be below 0"},
		{sim.Status, kafka.Message{Value: []byte("null")}, "row \"\" is not known"},
		{sim.Reply, kafka.Message{Headers: []kafka.Header{{Key: record.HeaderCorrelation, Value: []byte(bell)}}}, "nobody asked"},
	}
	log, state := play(t, config(sim.Send, 4), func(s *Session) {
		time.Sleep(1500 * time.Millisecond)
		for _, r := range records {
			foreign(t, s, r.topic, r.m)
		}
	})
	var said []string
	for _, e := range events(log, sim.LimitReached, 0) {
		said = append(said, e.Detail.Text)
		if act := hostile.Act(e.Detail.Text); act != "" {
			t.Error(act)
		}
	}
	for _, r := range records {
		if !strings.Contains(strings.Join(said, "\n"), r.says) {
			t.Errorf("nothing says %q about a record of %s; said was\n%s", r.says, r.topic, strings.Join(said, "\n"))
		}
	}
	if totals := state.Totals(); totals.Finished != 4 || totals.Duplicated != 0 || totals.PointsRefunded != 0 || state.Ended != sim.ReasonQuiet {
		t.Errorf("totals %+v, ended with reason %d", totals, state.Ended)
	}
}

// What strangers write in hostile words, as key, value and headers of every
// topic, is reported in words that are not, and blocks nobody.
func TestHostileRecords(t *testing.T) {
	t.Parallel()
	var records []kafka.Message
	for _, h := range hostile.Texts {
		text := []byte(h.Text[:min(len(h.Text), record.ValueBytesMax/4)])
		quoted := sim.AppendQuoted(nil, string(text))
		order := record.EncodeOrder(sim.Order{ID: string(text), Customer: 1, Channel: 1, Product: 1, Quantity: 1, Points: 1, Fulfilment: 1, Link: string(text)})
		records = append(records,
			kafka.Message{Key: text, Value: text},
			kafka.Message{Key: text, Value: order},
			kafka.Message{Key: []byte("1"), Value: fmt.Appendf(nil, `{"id":"1","fulfilment":%s,"quantity":1,"points":1}`, quoted)},
			kafka.Message{Key: []byte("1"), Value: fmt.Appendf(nil, `{"id":"1","row":%s,%s:1}`, quoted, quoted)},
			kafka.Message{Key: []byte("1"), Value: fmt.Appendf(nil, `{"id":%s}`, quoted), Headers: []kafka.Header{
				{Key: record.HeaderCorrelation, Value: text},
				{Key: record.HeaderReplyTopic, Value: text},
				{Key: record.HeaderReplyPartition, Value: text},
				{Key: record.HeaderError, Value: text},
				{Key: string(text), Value: text},
			}},
		)
	}
	log, state := play(t, config(sim.Send, 2), func(s *Session) {
		time.Sleep(1500 * time.Millisecond)
		for _, topic := range []sim.Topic{sim.Orders, sim.Status, sim.Reply} {
			foreign(t, s, topic, records...)
		}
	})
	said := 0
	for e := range log.All() {
		if e.Detail == nil {
			continue
		}
		if act := hostile.Act(e.Detail.Text); act != "" || strings.Contains(e.Detail.Text, "\n") || len(e.Detail.Text) > 4*record.ErrorTextMax {
			t.Errorf("%s says %.300q: %s", e.Type, e.Detail.Text, act)
		}
		if e.Type == sim.LimitReached {
			said++
		}
	}
	if said < len(records) {
		t.Errorf("%d of %d records are reported", said, 3*len(records))
	}
	if totals := state.Totals(); totals.Finished != 2 || totals.Duplicated != 0 || state.Ended != sim.ReasonQuiet {
		t.Errorf("totals %+v, ended with reason %d", totals, state.Ended)
	}
}
