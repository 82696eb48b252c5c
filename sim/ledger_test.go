package sim_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// TestReadLogsBalance: a log whose money, work or records do not add up is no
// log of a run. It is refused in the line that breaks it.
func TestReadLogsBalance(t *testing.T) {
	config := sim.DefaultConfig()
	config.Orders, config.Mode, config.ExternalRatio = 3, sim.EmitAwait, 1000
	for _, text := range []string{"provider-partial:order=2", "produce-error:code=MESSAGE_TOO_LARGE,order=3"} {
		f, err := sim.ParseFault(text)
		if err != nil {
			t.Fatal(err)
		}
		config.Faults = append(config.Faults, f)
	}
	var b bytes.Buffer
	if _, err := logOf(t, config).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	for _, c := range []struct{ typ, before, after, says string }{
		{"order-paid", `"points":`, `"points":1`, "points: order 1 costs"},
		{"points-refunded", `"points":`, `"points":9`, "and has paid"},
		{"work-finished", `"delivered":`, `"delivered":9`, "delivered: 9"},
		{"work-finished", `"delivered":`, `"delivered":-`, "delivered: want a whole number from 0"},
		{"job-ended", `"delivered":`, `"delivered":9`, "delivered: 9"},
		{"job-ended", `"returned_cents":`, `"returned_cents":9999`, "returned_cents: the panel gives"},
		{"panel-accepted", `"cost_cents":`, `"cost_cents":2305843009213693951`, "cost_cents: want a whole number"},
		{"record-replicated", `"offset":`, `"offset":7`, "is replicated, and P"},
		{"record-appended", `"offset":`, `"offset":9223372036854775807`, "offset: want a whole number"},
		{"caller-knows", `"waited_ns":`, `"waited_ns":9223372036854775807`, "waited_ns: want a whole number"},
	} {
		lines := strings.Split(whole, "\n")
		at := 0
		for i, line := range lines {
			if strings.Contains(line, `"type":"`+c.typ+`"`) {
				at = i + 1
				lines[i] = strings.Replace(line, c.before, c.after, 1)
				break
			}
		}
		if at == 0 {
			t.Fatalf("the log has no %s", c.typ)
		}
		_, err := sim.ReadLog(strings.NewReader(strings.Join(lines, "\n")))
		if err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("line %d: ", at)) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s with %s: %v, want line %d and %q", c.typ, c.after, err, at, c.says)
		}
	}
	twice := strings.Split(whole, "\n")
	for i, line := range twice {
		if strings.Contains(line, `"type":"order-paid"`) {
			twice[i+1] = strings.Replace(line, fmt.Sprintf(`"n":%d`, i), fmt.Sprintf(`"n":%d`, i+1), 1)
			break
		}
	}
	if _, err := sim.ReadLog(strings.NewReader(strings.Join(twice, "\n"))); err == nil || !strings.Contains(err.Error(), "order 1 is paid twice") {
		t.Errorf("an order is paid twice: %v", err)
	}
}

// TestMutatedLogsBalance: one field of one event says something else, whatever
// its range allows. The log is refused, or it adds up.
func TestMutatedLogsBalance(t *testing.T) {
	sim.Long(t)
	accepted := 0
	for seed := uint64(1); seed <= 40; seed++ {
		config := simtest.RandomConfig(seed)
		config.Orders = 1 + int(seed%4)
		log := logOf(t, config)
		draw := sim.NewStream(seed, "mutation", 0)
		for range 60 {
			n := sim.EventID(1 + draw.Intn(int64(log.Len())))
			e, mutated := log.At(n).MutatedField(t, draw)
			if !mutated {
				continue
			}
			var b bytes.Buffer
			w := sim.NewLogWriter(&b, sim.Header{})
			for old := range log.All() {
				if old.N == n {
					old = &e
				}
				w.Append(*old)
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			read, err := sim.ReadLog(&b)
			if err != nil {
				sim.CheckError(t, err)
				continue
			}
			accepted++
			if wrong := simtest.Unbalanced(sim.Fold(read, read.Len())); wrong != "" {
				t.Fatalf("seed %d: with %s the log is read, and %s", seed, e.AppendJSON(nil), wrong)
			}
		}
	}
	if accepted < 200 {
		t.Errorf("only %d logs were read", accepted)
	}
}
