package engine

import (
	"testing"
	"time"

	"orderflow/sim"
)

// promised is one scenario's run, at its end.
type promised struct {
	t     *testing.T
	state *sim.State
	log   *sim.Log
}

func (p promised) order(n sim.OrderID) *sim.OrderState { return p.state.Order(n) }

func (p promised) that(ok bool, what string) {
	p.t.Helper()
	if !ok {
		p.t.Errorf("the run does not show it: %s", what)
	}
}

func (p promised) found(name sim.Anomaly) int {
	n := 0
	for _, a := range p.state.Anomalies {
		if a.Name == name {
			n++
		}
	}
	return n
}

// every reports whether something holds for every order.
func (p promised) every(holds func(*sim.OrderState) bool) bool {
	for n := range p.state.Orders.Each() {
		if !holds(p.order(n)) {
			return false
		}
	}
	return true
}

// promises holds what every embedded scenario promises against its run.
var promises = map[string]func(promised){
	"calm": func(p promised) {
		p.that(len(p.state.Anomalies) == 0 && p.state.Finished == p.state.Count(), "everything is finished and nothing is wrong")
		p.that(p.every(func(o *sim.OrderState) bool {
			return o.Rungs[sim.Marked] < o.Rungs[sim.OnWire] && o.Rungs[sim.Finished]-o.Rungs[sim.Marked] > 100*time.Millisecond
		}), "the row says published before the wire, and long before the work is done")
	},
	"outage": func(p promised) {
		p.that(p.state.Truths[sim.Lost] == 5 && p.found(sim.PhantomPublish) == 5 && p.found(sim.GhostCharge) == 5, "#4 to #8 are lost, their rows say published, their points are gone")
		for n := sim.OrderID(4); n <= 8; n++ {
			p.that(p.order(n).Truth() == sim.Lost && p.order(n).Row == sim.RowPublished, "they waited in the used-up round")
		}
		for n := sim.OrderID(9); n <= 11; n++ {
			p.that(p.order(n).Rungs[sim.Appended] > p.state.Client.Connected, "those that came later arrive late")
		}
		p.that(p.order(12).Rungs[sim.Appended] < p.order(9).Rungs[sim.Appended] && p.order(12).Rungs[sim.Appended] < p.state.Client.Connected, "the last one overtakes them")
		ghosts := 0
		for e := range p.log.All() {
			if e.Type == sim.MemberAbandoned && e.Group == sim.InHouseGroup {
				ghosts++
			}
		}
		p.that(ghosts > 0 && p.order(12).Rungs[sim.Polled] > 30*time.Second, "the consumers come back as strangers and wait for their own ghosts")
		lost := p.log.At(p.order(4).LastEvent)
		p.that(lost.At-p.state.Client.Connected < 10*time.Millisecond, "they are given up as the client reconnects")
		p.that(p.order(2).Rungs[sim.Finished] > 6500*time.Millisecond && p.order(2).Rungs[sim.Finished] < 22500*time.Millisecond, "the panel job runs on through the outage")
	},
	"outage-awaited": func(p promised) {
		p.that(p.state.Truths[sim.Lost] == 0 && p.found(sim.GhostCharge) == 0, "nothing is lost")
		for n := sim.OrderID(4); n <= 8; n++ {
			o := p.order(n)
			p.that(o.Caller == sim.Failure && o.Row == sim.RowPublishFailed && o.Refunded == o.Charged, "the same five fail, known and refunded")
		}
	},
	"send-coupling": func(p promised) {
		p.that(p.every(func(o *sim.OrderState) bool { return o.Caller == sim.Pending && o.Copies == 1 && o.Handled == 0 }), "every caller hangs, every record is there")
		p.that(p.found(sim.Stuck) == p.state.Count(), "the checker calls them stuck")
	},
	"lost-ack": func(p promised) {
		o := p.order(2)
		p.that(o.Caller == sim.Value && o.Copies == 2 && o.WorkDone == 2, "success, two copies, done twice")
		p.that(p.found(sim.DuplicateRecord) == 1 && p.found(sim.DuplicateWork) == 1, "the checker names both")
	},
	"redelivery": func(p promised) {
		o := p.order(2)
		p.that(o.Handled == 3 && o.WorkDone == 1 && o.Committed(), "executed three times, done once, committed")
	},
	"poison": func(p promised) {
		p.that(p.order(3).Handled > 6 && !p.order(3).Committed() && p.found(sim.BlockedPartition) == 1, "#3 is tried over and over and blocks its partition")
		p.that(p.state.Partitions[0].Lag(sim.InHouseGroup) == 7 && p.order(9).Truth() == sim.Waiting, "#4 to #9 wait behind it as LAG")
	},
	"session-timeout": func(p promised) {
		o := p.order(2)
		p.that(o.Handled == 2 && o.WorkDone == 2, "done again")
		gap := p.log.At(o.LastWork).At - o.Rungs[sim.Finished]
		p.that(gap > 5*time.Second && gap < 10*time.Second, "5 to 8 s later, plus the work itself")
	},
	"broker-crash": func(p promised) {
		p.that(p.order(1).Truth() == sim.Lost && p.order(1).Error == sim.NoError && p.order(1).Caller == sim.Nothing, "the lone emit is lost and nobody is told")
		p.that(p.order(2).Truth() == sim.Done, "the next one, after the election, is fine")
	},
	"broker-shutdown": func(p promised) {
		p.that(p.every(func(o *sim.OrderState) bool { return o.Caller == sim.Value && o.Copies == 1 && o.Truth() == sim.Done }), "all succeed, one copy each")
	},
	"acks1-loss": func(p promised) {
		p.that(p.found(sim.AckedLoss) == 3, "three acknowledged orders are gone")
		p.that(p.every(func(o *sim.OrderState) bool { return o.Caller == sim.Value && o.Copies == 0 && o.Handled == 0 }), "their callers were told of success")
	},
	"panel-timeout": func(p promised) {
		p.that(p.order(2).Jobs == 2 && p.found(sim.DuplicatePurchase) == 1, "the panel is paid twice for #2")
	},
	"panel-partial": func(p promised) {
		o := p.order(2)
		p.that(o.Row == sim.RowPartial && o.Delivered == int64(o.Order.Quantity)*4/10 && o.Committed(), "40 % delivered, committed long ago")
		p.that(o.Refunded == o.Charged*6/10, "the rest of the points comes back")
	},
	"panel-refuses": func(p promised) {
		declined, thrown := p.order(2), p.order(3)
		p.that(declined.Row == sim.RowCanceled && declined.Refunded == declined.Charged && declined.Caller == sim.Value, "#2 is published with success, declined, canceled and refunded whole")
		p.that(declined.Handled == 1 && declined.Committed() && declined.Jobs == 0 && !declined.Has(sim.GhostCharge), "its handler ran once, and did not throw")
		p.that(declined.RowAt-declined.Rungs[sim.Polled] < time.Second, "at once")
		p.that(thrown.Handled == 3 && thrown.Jobs == 1 && thrown.Truth() == sim.Done, "#3's handler throws twice and then buys the job")
		for n := sim.OrderID(4); n <= 5; n++ {
			p.that(p.order(n).Rungs[sim.Accepted] > thrown.Rungs[sim.Accepted], "#4 and #5 wait behind #3, not behind #2")
		}
	},
	"ghost-member": func(p promised) {
		crashed, ghosts := 0, 0
		for e := range p.log.All() {
			switch {
			case e.Group != sim.InHouseGroup:
			case e.Type == sim.ConsumerCrashed && e.Code == sim.NoBrokerAvailable && e.At < 6*time.Second:
				crashed++
			case e.Type == sim.MemberAbandoned:
				ghosts++
			}
		}
		p.that(crashed == 1 && ghosts == 1, "the cut empties its pool, it crashes at once and leaves a ghost")
		p.that(p.order(3).Rungs[sim.Polled] > 28*time.Second && p.order(3).Rungs[sim.Polled] < 36*time.Second, "nothing is read for half a minute")
		p.that(p.state.Finished == p.state.Count() && p.found(sim.DuplicateWork) == 0, "everything is done in the end, once")
	},
	"development-cluster": func(p promised) {
		p.that(p.every(func(o *sim.OrderState) bool { return o.WorkDone >= 5 && !o.Committed() }), "each is done over and over, and never committed")
		p.that(p.found(sim.DuplicateWork) == p.state.Count(), "the checker calls it duplicate work")
	},
	"rolling-deploy": func(p promised) {
		exits, survivor := 0, time.Duration(0)
		for e := range p.log.All() {
			if e.Type == sim.ServiceExited {
				exits++
			}
		}
		for n := range p.state.Orders.Each() {
			if o := p.order(n); o.Caller == sim.Value && o.Instance == 2 && o.CalledAt < 30*time.Second {
				survivor = max(survivor, o.CallerAt)
			}
		}
		p.that(exits == 2, "both are replaced")
		p.that(survivor > 15*time.Second, "the instance that nobody touched answers late")
	},
	"fan-out": func(p promised) {
		for i := range p.state.Partitions {
			part := &p.state.Partitions[i]
			p.that(part.Lag(sim.InHouseGroup)+part.Lag(sim.ExternalGroup)+part.Lag(sim.StatisticsGroup) == 0, "every group has read every record, statistics later")
		}
		p.that(p.state.Finished == p.state.Count() && len(p.state.Anomalies) == 0, "an absent listener harms nobody")
	},
	"activity-log": func(p promised) {
		lost := 0
		for e := range p.log.All() {
			if e.Type == sim.PublishGaveUp && e.Topic == sim.Activity {
				lost++
			}
		}
		p.that(lost > 0, "page views are lost")
		p.that(p.state.Truths[sim.Lost] == 0 && p.state.Finished == p.state.Count() && p.found(sim.GhostCharge) == 0, "no order is")
	},
	"outbox-cure": func(p promised) {
		p.that(p.state.Finished == p.state.Count() && p.state.Truths[sim.Lost] == 0, "every order is finished")
		p.that(p.every(func(o *sim.OrderState) bool { return o.Rungs[sim.Marked] >= o.Rungs[sim.Acked] }), "published only after the ack")
	},
}

func TestScenariosKeepTheirPromises(t *testing.T) {
	for _, s := range sim.Scenarios() {
		t.Run(s.Name, func(t *testing.T) {
			keeps := promises[s.Name]
			if keeps == nil {
				t.Fatal("no test holds what it promises")
			}
			if s.Korean == "" {
				t.Error("the promise is missing in Korean")
			}
			log := &sim.Log{}
			e, err := New(s.Config, nil, log.Append)
			if err != nil {
				t.Fatal(err)
			}
			e.Run()
			keeps(promised{t, e.State(), log})
		})
	}
}
