package sim

import (
	"errors"
	"strings"
	"testing"
)

// TestTooLongToKeep: the limits of a log that is kept are said in both languages.
func TestTooLongToKeep(t *testing.T) {
	for _, c := range []struct {
		count int
		order OrderID
		says  string
	}{{LogEventsMax, 1, "more than 10000000 events"}, {0, LogOrdersMax + 1, "more than 100000 orders"}} {
		err := (&Log{count: c.count}).keep(Event{N: EventID(c.count + 1), Type: OrderCreated, Order: c.order, Detail: &Detail{Order: &Order{}}})
		var refusal *Refusal
		if !errors.As(err, &refusal) || !strings.Contains(err.Error(), c.says) || !strings.Contains(refusal.Text().Korean, "orderflow replay --headless") {
			t.Errorf("%v, want %q in both languages", err, c.says)
		}
	}
}
