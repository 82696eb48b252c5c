package kafkax

import (
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// foreign writes a record to a topic of the session as a stranger would.
func foreign(t *testing.T, s *Session, topic sim.Topic, m kafka.Message) {
	t.Helper()
	transport := &kafka.Transport{Dial: s.cluster.dial}
	defer transport.CloseIdleConnections()
	w := &kafka.Writer{Addr: kafka.TCP(s.cluster.seeds...), Topic: s.names.topic(topic), RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport}
	defer w.Close()
	if err := w.WriteMessages(s.ctx, m); err != nil {
		t.Error(err)
	}
}

// What strangers write is reported and skipped, and blocks nobody.
func TestMalformedRecords(t *testing.T) {
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
			kafka.Message{Key: []byte("9"), Value: encodeOrder(sim.Order{ID: "9", Customer: 1, Channel: 1, Product: 1, Quantity: 1, Points: 1, Fulfilment: 1})},
			`order "9" is not of this run`,
		},
		{sim.Orders, kafka.Message{Key: []byte("1"), Value: make([]byte, payloadBytesMax+1)}, "at most"},
		{sim.Status, kafka.Message{Key: []byte("1"), Value: []byte(`{"id":"1","row":"refunded","delivered":0}`)}, `row "refunded" is not known`},
		{sim.Status, kafka.Message{Value: []byte("null")}, "row \"\" is not known"},
		{sim.Reply, kafka.Message{Headers: []kafka.Header{{Key: headerCorrelation, Value: []byte(bell)}}}, "nobody asked"},
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
		if strings.ContainsAny(e.Detail.Text, "\x1b\x07") {
			t.Errorf("%q could act on a terminal", e.Detail.Text)
		}
	}
	for _, r := range records {
		if !strings.Contains(strings.Join(said, "\n"), r.says) {
			t.Errorf("nothing says %q about a record of %s; said was\n%s", r.says, r.topic, strings.Join(said, "\n"))
		}
	}
	if totals := state.Totals(); totals.Finished != 4 || totals.Duplicated != 0 || state.Ended != sim.ReasonQuiet {
		t.Errorf("totals %+v, ended with reason %d", totals, state.Ended)
	}
}

func FuzzPayload(f *testing.F) {
	f.Add([]byte("1"), encodeOrder(sim.Order{ID: "1", Customer: 1, Channel: 1, Product: 1, Quantity: 5, Points: 7, Fulfilment: 1}), []byte("0"))
	f.Add([]byte("1"), encode(statusPayload{ID: "1", Row: "partial", Delivered: 3}), []byte("-1"))
	f.Fuzz(func(t *testing.T, key, value, header []byte) {
		m := kafka.Message{Key: key, Value: value, Headers: []kafka.Header{
			{Key: headerCorrelation, Value: header},
			{Key: headerReplyTopic, Value: header},
			{Key: headerReplyPartition, Value: header},
			{Key: headerError, Value: header},
		}}
		if p, err := decodeOrder(m); err == nil && (p.ID != string(key) || p.Quantity < 1 || p.Points < 1) {
			t.Errorf("accepted %+v with key %q", p, key)
		}
		if p, row, err := decodeStatus(m); err == nil && (p.ID != string(key) || row == 0) {
			t.Errorf("accepted %+v as row %s", p, row)
		}
		if r, isRequest, err := requestOf(m); err == nil && isRequest && (r.partition < 0 || r.correlation == "") {
			t.Errorf("accepted the request %+v", r)
		}
		if err := outcomeOf(m); err != nil && strings.ContainsAny(err.Error(), "\x1b\x07\n") {
			t.Errorf("%q could act on a terminal", err)
		}
	})
}
