package engine

import (
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// TestBatchSharesItsFate: what kafka-go was given within a batch's timeout for
// one partition is one request. `live` says the same of the same command.
func TestBatchSharesItsFate(t *testing.T) {
	const burst = "--client kafka-go --mode emit-await --orders 4 --rate 1000/s --partitions 1 "
	for _, test := range []struct {
		name, fault      string
		outcome          sim.Outcome
		copies, requests uint16
	}{
		{"acknowledged", "ack-lost:order=5", sim.Value, 1, 1},
		{"doubled", "ack-lost:order=3", sim.Value, 2, 2},
		{"doubled, whoever is struck", "ack-lost", sim.Value, 2, 2},
		{"refused", "produce-error:code=MESSAGE_TOO_LARGE,order=3", sim.Failure, 0, 1},
		{"refused for ever", "produce-error:code=NOT_ENOUGH_REPLICAS,order=4,count=always", sim.Failure, 0, 10},
		{"swallowed", "ack-swallowed:order=4", sim.Value, 2, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			for seed := uint64(1); seed <= 40; seed++ {
				e, _ := runFlags(t, seed, burst+"--fault "+test.fault)
				first := e.State().Order(1)
				for n := sim.OrderID(1); n <= 4; n++ {
					o := e.State().Order(n)
					if o.Caller != test.outcome || o.Copies != uint32(test.copies) || o.Requests != uint32(test.requests) {
						t.Fatalf("seed %d, order %d: %s, %d copies, %d requests; want %s, %d, %d", seed, n, o.Caller, o.Copies, o.Requests, test.outcome, test.copies, test.requests)
					}
					if o.Rungs[sim.OnWire] != first.Rungs[sim.OnWire] || o.CalledAt+o.CallerAt != first.CalledAt+first.CallerAt {
						t.Fatalf("seed %d: order %d left at %s, order 1 at %s: not one request", seed, n, o.Rungs[sim.OnWire], first.Rungs[sim.OnWire])
					}
				}
				if f := e.State().Faults[0]; test.copies == 2 && f.Strikes != 1 {
					t.Fatalf("seed %d: one request counts %d times", seed, f.Strikes)
				}
			}
		})
	}
}

// TestALoneWrite: a synchronous write that nothing else comes with takes about
// as long as measured, 11 ms at acks=-1 on a machine of 2 cores.
func TestALoneWrite(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		e, _ := runFlags(t, seed, "--client kafka-go --mode emit-await --orders 4 --rate 1/s")
		for n := sim.OrderID(1); n <= 4; n++ {
			if waited := e.State().Order(n).CallerAt; waited < 7*time.Millisecond || waited > 12*time.Millisecond {
				t.Errorf("seed %d: order %d takes %s", seed, n, waited)
			}
		}
	}
}

// TestBatchIsOfOnePartition: another partition's batch is another request.
func TestBatchIsOfOnePartition(t *testing.T) {
	e, _ := runFlags(t, 1, "--client kafka-go --mode emit-await --orders 5 --rate 1000/s --fault ack-lost:order=3")
	struck := e.State().Order(3).Partition
	for n := range e.State().Orders.Each() {
		o := e.State().Order(n)
		if want := o.Partition == struck; (o.Copies == 2) != want {
			t.Errorf("order %d in P%d: %d copies; the fault struck P%d", n, o.Partition, o.Copies, struck)
		}
	}
}

// TestBatchWaitsForTheOneBefore: a partition's batches go out one after the
// other, so a retry never changes their order.
func TestBatchWaitsForTheOneBefore(t *testing.T) {
	for seed := uint64(1); seed <= 40; seed++ {
		e, log := runFlags(t, seed, "--client kafka-go --mode emit-await --orders 8 --rate 20/s --partitions 1 --fault produce-error:code=NOT_ENOUGH_REPLICAS,order=1,count=3")
		retried := e.State().Order(1)
		if retried.Requests != 4 {
			t.Fatalf("seed %d: order 1 took %d requests", seed, retried.Requests)
		}
		next := sim.OrderID(1)
		for event := range log.All() {
			if event.Type == sim.RecordAppended {
				if event.Order != next {
					t.Fatalf("seed %d: order %d is appended before order %d", seed, event.Order, next)
				}
				next++
			}
		}
		if second := e.State().Order(2); second.Rungs[sim.OnWire] < retried.Rungs[sim.Acked] {
			t.Fatalf("seed %d: order 2 left at %s, before order 1 was acknowledged at %s", seed, second.Rungs[sim.OnWire], retried.Rungs[sim.Acked])
		}
	}
}

// TestBatchIsNeverLargerThanItsSize: after a restart a thousand calls come in
// a moment; a request has a hundred records at most.
func TestBatchIsNeverLargerThanItsSize(t *testing.T) {
	_, log := runFlags(t, 1, "--client kafka-go --mode emit --orders 1500 --rate 1000/s --partitions 1 --fault caller-exit:at=after-call,order=1 --until 1m")
	largest, size := 0, 0
	at := time.Duration(0)
	for event := range log.All() {
		if event.Type != sim.RequestSent || event.Topic != sim.Orders {
			continue
		}
		if event.At != at {
			at, size = event.At, 0
		}
		size++
		largest = max(largest, size)
	}
	if largest != writerBatchSize {
		t.Errorf("the largest request has %d records, want %d", largest, writerBatchSize)
	}
}

// TestLawsOfKafkaGo holds the laws over random scenarios in which batches fill.
func TestLawsOfKafkaGo(t *testing.T) {
	singleThreaded(t)
	for seed := uint64(1); seed <= 100; seed++ {
		x := simtest.Random(seed)
		x.Config.Client, x.Config.Rate = sim.KafkaGo, sim.Rate{Orders: int64(50 + seed*9), Per: time.Second}
		hold(t, x)
	}
}
