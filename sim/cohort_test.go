package sim_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// cohortsOf folds a log and returns its cohorts as text: the range of numbers,
// the way, and the reconnect round.
func cohortsOf(log *sim.Log) string {
	var list []string
	for _, c := range sim.Fold(log, log.Len()).Cohorts() {
		text := fmt.Sprintf("%d-%d %s", c.First, c.Last, c.Way)
		if c.Round > 0 {
			text += fmt.Sprintf(" %d", c.Round)
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

func outageOf(t *testing.T, orders int, rate sim.Rate) sim.Config {
	t.Helper()
	scenario, err := sim.FindScenario("outage")
	if err != nil {
		t.Fatal(err)
	}
	c := scenario.Config
	if orders > 0 {
		c.Orders, c.Rate = orders, rate
	}
	return c
}

// TestCohortsOfTheOutage: it has four, of any number of orders.
func TestCohortsOfTheOutage(t *testing.T) {
	sim.Long(t)
	for _, test := range []struct {
		orders int
		rate   int64
		want   string
	}{
		{0, 0, "1-3 at-once, 4-8 in-round 1, 9-11 in-round 3, 12-12 at-once"},
		{2000, 80, "1-440 at-once, 441-1157 in-round 1, 1158-1720 in-round 3, 1721-2000 at-once"},
		{20_000, 800, "1-4399 at-once, 4400-10623 in-round 2, 10624-17199 in-round 3, 17200-20000 at-once"},
	} {
		c := outageOf(t, test.orders, sim.Rate{Orders: test.rate, Per: time.Second})
		if got := cohortsOf(logOf(t, c)); got != test.want {
			t.Errorf("%d orders: %s; want %s", c.Orders, got, test.want)
		}
	}
}

// TestCohortsOfInstances: two clients wait each in rounds of its own, and the
// orders of both come by turns; still each has a few cohorts.
func TestCohortsOfInstances(t *testing.T) {
	sim.Long(t)
	c := outageOf(t, 2000, sim.Rate{Orders: 80, Per: time.Second})
	c.Services = 2
	log := logOf(t, c)
	s := sim.Fold(log, log.Len())
	if got := len(s.Cohorts()); got < 4 || got > 8 {
		t.Errorf("%d cohorts: %s", got, cohortsOf(log))
	}
	for n := range s.Orders.Each() {
		o := s.Order(n)
		if cohort := s.Cohorts()[s.CohortOf(o)]; cohort.Instance != o.Instance {
			t.Errorf("order %d of instance %d is in a cohort of instance %d", n, o.Instance, cohort.Instance)
		}
	}
}

// meeting is how an order met the producer, as the test reads it off a log.
type meeting struct {
	way   sim.Way
	round uint32
}

func metBy(e *sim.Event) meeting {
	switch {
	case e.Topic != 0 && e.Topic != sim.Orders:
		return meeting{}
	case e.Type == sim.RequestSent:
		return meeting{way: sim.AtOnce}
	case e.Type == sim.MemoryWaiting:
		return meeting{sim.InRound, e.Round()}
	}
	switch e.Type {
	case sim.RetryScheduled, sim.RequestFailed, sim.RequestRefused, sim.PublishGaveUp, sim.MemoryLost, sim.NeverSubscribed:
		return meeting{way: sim.OwnFault}
	}
	return meeting{}
}

// cohortsBroken reads off a log which cohort each order belongs to, from 0,
// and compares with the fold at every event.
func cohortsBroken(log *sim.Log) string {
	s := sim.NewState()
	of := map[sim.OrderID]int{}
	var met []meeting // by cohort
	last := map[uint8]int{}
	for e := range log.All() {
		s.Apply(e)
		if m := metBy(e); m.way != 0 && e.Order != 0 {
			if _, known := of[e.Order]; !known {
				instance := s.Order(e.Order).Instance
				i, found := last[instance]
				if !found || met[i] != m {
					met = append(met, m)
					i = len(met) - 1
				}
				last[instance], of[e.Order] = i, i
			}
		}
		if len(met) > sim.CohortsMax {
			return "" // the oldest are put together
		}
		if o := s.Order(e.Order); o != nil {
			want, known := of[e.Order]
			if !known {
				want = -1
			}
			if got := s.CohortOf(o); got != want {
				return fmt.Sprintf("after event %d (%s) order %d is in cohort %d, want %d", e.N, e.Type, e.Order, got, want)
			}
		}
	}
	for i, c := range s.Cohorts() {
		if (meeting{c.Way, c.Round}) != met[i] {
			return fmt.Sprintf("cohort %d met %s %d, want %+v", i, c.Way, c.Round, met[i])
		}
	}
	return ""
}

// TestCohortsNeverMove holds the cohorts of random scenarios to their log.
func TestCohortsNeverMove(t *testing.T) {
	sim.Long(t)
	for seed := uint64(1); seed <= 200; seed++ {
		if wrong := simtest.Random(seed).Check(func(x simtest.Trial) string { return cohortsBroken(logOf(t, x.Config, x.Inputs...)) }); wrong != "" {
			t.Fatal(wrong)
		}
	}
}

// TestCohortsHaveALimit: where each order meets the producer another way than
// the one before it, the oldest are put together, and nothing is miscounted.
func TestCohortsHaveALimit(t *testing.T) {
	const orders = 10 * sim.CohortsMax
	s, n := sim.NewState(), sim.EventID(0)
	apply := func(e sim.Event) {
		n++
		e.N = n
		s.Apply(&e)
	}
	for i := sim.OrderID(1); i <= orders; i++ {
		apply(sim.Event{Type: sim.OrderCreated, Order: i, Detail: &sim.Detail{Order: &sim.Order{Number: i, Points: 10}}})
		apply(sim.Event{Type: sim.OrderPaid, Order: i, Value: 10})
		apply(sim.Event{Type: sim.PublishCalled, Order: i})
		if i%2 == 0 {
			apply(sim.Event{Type: sim.RequestSent, Order: i, Topic: sim.Orders})
		} else {
			apply(sim.Event{Type: sim.MemoryWaiting, Order: i, Topic: sim.Orders, Offset: int64(i)})
		}
		if wrong := simtest.Inconsistent(s); wrong != "" {
			t.Fatalf("order %d: %s", i, wrong)
		}
	}
	before := s.Clone()
	kept := append([]sim.Cohort(nil), before.Cohorts()...)
	apply(sim.Event{Type: sim.PublishGaveUp, Order: 1, Topic: sim.Orders})
	apply(sim.Event{Type: sim.PublishGaveUp, Order: orders, Topic: sim.Orders})
	if wrong := simtest.Inconsistent(s); wrong != "" {
		t.Error(wrong)
	}
	cohorts := s.Cohorts()
	oldest, newest := cohorts[0], cohorts[len(cohorts)-1]
	if len(cohorts) != sim.CohortsMax || oldest.Way != sim.SeveralWays || oldest.First != 1 || oldest.Count != orders-sim.CohortsMax+1 || newest.First != orders {
		t.Errorf("%d cohorts, the oldest %+v, the newest %+v", len(cohorts), oldest, newest)
	}
	if !reflect.DeepEqual(before.Cohorts(), kept) {
		t.Error("a clone's cohorts change with the original's events")
	}
}

// TestTheRowOfACohort: it is the commonest; of as many, what comes later.
func TestTheRowOfACohort(t *testing.T) {
	var c sim.Cohort
	if got := c.Row(); got != sim.RowNone {
		t.Errorf("an empty cohort says %s", got)
	}
	c.Rows[sim.RowPublished], c.Rows[sim.RowCompleted] = 2, 1
	if got := c.Row(); got != sim.RowPublished {
		t.Errorf("2 of 3 say published, the cohort %s", got)
	}
	if c.Rows[sim.RowCompleted] = 2; c.Row() != sim.RowCompleted {
		t.Errorf("as many say completed, the cohort %s", c.Row())
	}
}
