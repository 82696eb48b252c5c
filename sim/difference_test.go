package sim_test

import (
	"strings"
	"testing"

	"orderflow/internal/simtest"
	"orderflow/sim"
	"orderflow/sim/engine"
)

// What came out otherwise than the model said is listed by kind, with its orders
// and, where it is known, its reason; what came out the same is not.
func TestDifferences(t *testing.T) {
	log, witness := simtest.Foreign(), &sim.Witness{}
	for e := range log.All() {
		witness.See(e)
	}
	kafka := sim.Fold(log, log.Len())
	config := sim.DefaultConfig()
	config.Client, config.Orders, config.ExternalRatio = sim.KafkaGo, 3, 0
	e, err := engine.New(config, nil)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	if same := (&sim.Witness{}).Differences(e.State(), e.State()); len(same) != 0 {
		t.Errorf("a run differs from itself: %+v", same)
	}
	said := &sim.Said{State: e.State(), LogHash: e.LogHash(), Differences: witness.Differences(e.State(), kafka)}
	want := map[string]sim.Why{"unknown": sim.WhyForeign, "lost": sim.WhyOutside}
	for _, d := range said.Differences {
		if d.What != sim.ComparedTruth {
			continue
		}
		if d.Model != "finished" || d.Why != want[d.Kafka] || d.Count != 1 {
			t.Errorf("%+v, want one order each that was finished, and why", d)
		}
		delete(want, d.Kafka)
	}
	if len(want) > 0 {
		t.Errorf("not told: %v", want)
	}
	var out strings.Builder
	if err := (&sim.Report{State: kafka, Said: said}).WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"cluster":{"brokers":`, `"deleted":true`, `"model":{"client":"kafka-go"`, `"reason":"foreign-consumer"`, `"reason":"outside"`} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("the report has no %s:\n%s", part, out.String())
		}
	}
}

// On a real cluster an order overtakes another only within a partition, by offset
// and whenever it is heard of; in a simulation anywhere in the topic.
func TestReorderedWithinAPartition(t *testing.T) {
	for _, x := range []struct {
		engine  string
		records [][3]int64 // order, partition, offset
		want    []sim.OrderID
	}{
		{"kafka", [][3]int64{{2, 1, 0}, {1, 0, 0}}, nil},
		{"sim", [][3]int64{{2, 1, 0}, {1, 0, 0}}, []sim.OrderID{1}},
		{"kafka", [][3]int64{{2, 0, 0}, {1, 0, 1}}, []sim.OrderID{1}},
		{"kafka", [][3]int64{{1, 0, 1}, {2, 0, 0}}, []sim.OrderID{1}},
		{"kafka", [][3]int64{{2, 0, 1}, {1, 0, 0}}, nil},
		{"embedded", [][3]int64{{1, 0, 0}, {3, 0, 1}, {2, 0, 2}}, []sim.OrderID{2}},
	} {
		config := sim.DefaultConfig()
		var found []sim.OrderID
		r := sim.NewRecorder(func(e sim.Event) {
			if e.Type == sim.AnomalyFound && sim.Anomaly(e.Word) == sim.Reordered {
				found = append(found, e.Order)
			}
		})
		run := r.Record(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: config.Setup(x.engine)}})
		for n := sim.OrderID(1); n <= 3; n++ {
			o := config.Order(n)
			o.Number = n
			r.Record(sim.Event{Type: sim.OrderCreated, Order: n, Detail: &sim.Detail{Order: &o}})
		}
		for _, record := range x.records {
			r.Record(sim.Event{Type: sim.RecordAppended, Order: sim.OrderID(record[0]), Topic: sim.Orders, Partition: int16(record[1]), Offset: record[2], Try: 1, Cause: run})
		}
		r.Settle(1)
		if len(found) != len(x.want) || len(found) > 0 && found[0] != x.want[0] {
			t.Errorf("%s, %v: reordered %v, want %v", x.engine, x.records, found, x.want)
		}
	}
}
