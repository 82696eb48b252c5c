package record

import (
	"strings"
	"testing"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/hostile"
	"orderflow/sim"
)

// Whatever a record carries, what is accepted is what it says it is.
func FuzzPayload(f *testing.F) {
	f.Add([]byte("1"), EncodeOrder(sim.Order{ID: "1", Customer: 1, Channel: 1, Product: 1, Quantity: 5, Points: 7, Fulfilment: 1}), []byte("0"))
	f.Add([]byte("1"), Encode(Status{ID: "1", Row: "partial", Delivered: 3}), []byte("-1"))
	f.Fuzz(func(t *testing.T, key, value, header []byte) {
		m := kafka.Message{Key: key, Value: value, Headers: []kafka.Header{
			{Key: HeaderCorrelation, Value: header},
			{Key: HeaderReplyTopic, Value: header},
			{Key: HeaderReplyPartition, Value: header},
			{Key: HeaderError, Value: header},
		}}
		if p, err := DecodeOrder(m); err == nil && (p.ID != string(key) || p.Quantity < 1 || p.Points < 1) {
			t.Errorf("accepted %+v with key %q", p, key)
		}
		if p, row, err := DecodeStatus(m); err == nil && (p.ID != string(key) || row == 0) {
			t.Errorf("accepted %+v as row %s", p, row)
		}
		if r, isRequest, err := RequestOf(m); err == nil && isRequest && (r.Partition < 0 || r.Correlation == "") {
			t.Errorf("accepted the request %+v", r)
		}
		if err := OutcomeOf(m); err != nil && (hostile.Act(err.Error()) != "" || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%q could act on a terminal", err)
		}
	})
}
