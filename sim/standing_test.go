package sim_test

import (
	"fmt"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// truthOf is the truth of which each place is a part.
var truthOf = [sim.WhereCount]sim.Truth{
	sim.NowUncalled: sim.NotCalled, sim.NowLeaving: sim.InMemory, sim.NowHeld: sim.InMemory, sim.NowUnconnected: sim.InMemory, sim.NowMetadata: sim.InMemory, sim.NowUsedUp: sim.InMemory,
	sim.NowBetweenTries: sim.Retrying, sim.NowInHand: sim.Retrying, sim.NowOnWire: sim.OnTheWay, sim.NowUnanswered: sim.Uncertain, sim.NowElsewhere: sim.Uncertain,
	sim.NowStored: sim.Waiting, sim.NowUnseen: sim.Waiting, sim.NowWaiting: sim.Waiting, sim.NowDoubled: sim.Duplicated,
	sim.NowAtWorker: sim.Working, sim.NowAsking: sim.Working, sim.NowAtPanel: sim.Working,
	sim.NowDone: sim.Done, sim.NowFallen: sim.Done, sim.NowDoneTwice: sim.Done, sim.NowBoughtTwice: sim.Done,
	sim.NowPartial: sim.Ended, sim.NowCanceled: sim.Ended, sim.NowEnded: sim.Ended,
	sim.NowUnsent: sim.Lost, sim.NowNowhere: sim.Lost, sim.NowGone: sim.Lost, sim.NowUndone: sim.Lost,
}

// misplaced returns what the fold, or what was read of the events by themselves,
// says against where an order is said to be.
func misplaced(s *sim.State, o *sim.OrderState, at time.Duration, tries bool) string {
	st := s.Standing(o, at)
	below := int(o.Partition) < len(s.Partitions) && o.Offset < s.Partitions[o.Partition].High
	members := s.Members(o.Order.Fulfilment.Carrier())
	wrong := map[string]bool{
		"its truth":            st.Truth != o.Truth() || truthOf[st.Where] != st.Truth,
		"when it began":        st.Since > at || st.Since == sim.Never && st.Truth != sim.Working,
		"its tries":            st.Truth == sim.Retrying && tries != (st.Where == sim.NowBetweenTries),
		"when its next try is": st.Where == sim.NowBetweenTries && st.Until != o.NextAt,
		"its round":            st.Round != nil && (st.Round.Number != o.Round || st.Until != st.Round.NextAt),
		"its metadata":         st.Where == sim.NowMetadata && !st.Round.OK,
		"its client":           st.Where == sim.NowHeld && !s.Held(o) || st.Where == sim.NowLeaving && s.Held(o),
		"the high watermark":   (st.Where == sim.NowUnseen || st.Where == sim.NowStored) && below || st.Where == sim.NowWaiting && !below || st.Where == sim.NowStored && at-o.CopyAt >= 40*time.Millisecond,
		"its worker":           st.Worker > 0 && members[st.Worker-1].Order != o.Order.Number,
		"its job":              (st.Where == sim.NowAtPanel) != (st.Truth == sim.Working && o.Jobs > 0),
		"that a request left":  st.Where == sim.NowUnsent && o.Reached(sim.OnWire),
		"its copies":           st.Where == sim.NowNowhere && o.Appended > 0 || st.Where == sim.NowGone && (o.Copies > 0 || o.Appended == 0) || st.Where == sim.NowUndone && o.Copies == 0,
		"how often it was done": st.Where == sim.NowDone && (o.WorkDone != 1 || o.Jobs > 1) ||
			st.Where == sim.NowDoneTwice && o.WorkDone < 2 || st.Where == sim.NowBoughtTwice && o.Jobs < 2,
		"the row":           (st.Belief == sim.Behind) && !st.Truth.Over() || st.Where == sim.NowDone && o.Row != sim.RowNone && (o.Row == sim.RowCompleted) != (st.Belief == sim.Agrees),
		"that it lied":      st.Truth == sim.Lost && o.Row != sim.RowNone && st.Belief != sim.Ahead,
		"what nobody knows": o.Row == sim.RowNone && (!o.Foreign || st.Belief != sim.Agrees),
	}
	for what, is := range wrong {
		if is {
			return fmt.Sprintf("%s speaks against place %d, %+v", what, st.Where, st)
		}
	}
	return ""
}

// TestStandings: at every event of random scenarios, and until the next one,
// every order is in one place, against which nothing speaks, and every place is
// come to.
func TestStandings(t *testing.T) {
	sim.Long(t)
	var seen [sim.WhereCount]int
	for seed := range uint64(151) {
		x := simtest.Random(seed)
		if seed < 2 { // what is rare
			scenario, err := sim.FindScenario([...]string{"acks1-loss", "poison"}[seed])
			if err != nil {
				t.Fatal(err)
			}
			x = simtest.Trial{Config: scenario.Config}
			x.Config.Remedies = x.Config.Remedies.With(sim.DeadLetter, true)
		}
		log := logOf(t, x.Config, x.Inputs...)
		if seed == 150 { // what no simulation has
			log = simtest.Foreign()
		}
		s, tries := sim.NewState(), map[sim.OrderID]bool{}
		for e := range log.All() {
			s.Apply(e)
			if e.Topic != sim.Activity {
				switch e.Type {
				case sim.RetryScheduled:
					tries[e.Order] = true
				case sim.PublishCalled, sim.MemoryWaiting, sim.RequestSent, sim.PublishGaveUp, sim.MemoryLost, sim.NeverSubscribed:
					tries[e.Order] = false
				}
			}
			next := s.At
			if int(e.N) < log.Len() {
				next = log.At(e.N + 1).At
			}
			for number := range s.Orders.Each() {
				o := s.Order(number)
				if number != e.Order && e.N%16 != 0 {
					continue
				}
				for _, at := range [...]time.Duration{s.At, (s.At + next) / 2, next} {
					if wrong := misplaced(s, o, at, tries[number]); wrong != "" {
						t.Fatalf("seed %d, after event %d (%s), at %s, order %d: %s", seed, e.N, e.Type, at, number, wrong)
					}
				}
				seen[s.Standing(o, s.At).Where]++
			}
		}
	}
	for where, count := range seen {
		if count == 0 {
			t.Errorf("no order came to place %d", where)
		}
	}
}

// TestMemberStandings: a census counts every member once, and whoever is known
// to stand still does not read.
func TestMemberStandings(t *testing.T) {
	sim.Long(t)
	var seen [sim.MemberStandingCount]int
	for seed := uint64(0); seed <= 60; seed++ {
		x := simtest.Random(seed)
		log := logOf(t, x.Config, x.Inputs...)
		if seed == 0 { // what no simulation has
			log = simtest.Foreign()
		}
		s := sim.NewState()
		for e := range log.All() {
			s.Apply(e)
			if e.Group == 0 || e.Group >= sim.GroupCount {
				continue
			}
			c, all, reading := s.Census(e.Group, s.At), 0, 0
			for _, m := range s.Members(e.Group) {
				stands := s.MemberStanding(e.Group, &m, s.At)
				seen[stands]++
				if stands.Reads() {
					reading++
				}
				if stands.Reads() && m.Order == 0 && (m.Crashed || m.Stopped || m.Joining || m.Disconnected || m.Out) {
					t.Fatalf("seed %d, after event %d (%s): %+v is said to read", seed, e.N, e.Type, m)
				}
			}
			for _, n := range c.Stand {
				all += n
			}
			if all != c.Count || c.Count != len(s.Members(e.Group)) || reading != c.Reading() {
				t.Fatalf("seed %d, after event %d (%s): the census is %+v, %d read", seed, e.N, e.Type, c, reading)
			}
		}
	}
	for stands, count := range seen {
		if count == 0 {
			t.Errorf("no member stood so: %d", stands)
		}
	}
}

// TestAnAbsenceIsOfWhoConsumesOrders: a fault that keeps all consumers of
// sns.orders away keeps none of the order service's own groups away.
func TestAnAbsenceIsOfWhoConsumesOrders(t *testing.T) {
	c := sim.DefaultConfig()
	c.Mode, c.Orders = sim.Send, 10
	for _, spec := range []string{"consumer-absent:from=3s,for=60s", "service-restart:from=10s,restart=1s"} {
		fault, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		c.Faults = append(c.Faults, fault)
	}
	s, seen := sim.NewState(), map[sim.MemberStanding]bool{}
	for e := range logOf(t, c).All() {
		s.Apply(e)
		for _, m := range s.Members(sim.ReplyGroup) {
			stands := s.MemberStanding(sim.ReplyGroup, &m, s.At)
			seen[stands] = true
			if stands == sim.StandsAbsent {
				t.Fatalf("after event %d at %s a fault is said to keep %+v away", e.N, e.At, m)
			}
		}
	}
	if !seen[sim.StandsJoining] || !seen[sim.StandsDown] {
		t.Errorf("the reply group stood so: %v", seen)
	}
	if s.KeepsAway(sim.ReplyGroup) != nil {
		t.Error("the absence is over, and keeps somebody away")
	}
}

// TestWorkIsDoneSinceItsHandlerBegan: an order is at a worker since the handler
// that runs now was started, however often it was fetched before.
func TestWorkIsDoneSinceItsHandlerBegan(t *testing.T) {
	again := 0
	for _, name := range [...]string{"poison", "session-timeout", "panel-timeout"} {
		scenario, err := sim.FindScenario(name)
		if err != nil {
			t.Fatal(err)
		}
		type at struct {
			group  sim.Group
			worker uint8
		}
		s, began := sim.NewState(), map[at]time.Duration{}
		for e := range logOf(t, scenario.Config).All() {
			s.Apply(e)
			if e.Type == sim.HandlerStarted {
				began[at{e.Group, e.Worker}] = e.At
			}
			for number := range s.Orders.Each() {
				o := s.Order(number)
				st := s.Standing(o, s.At)
				if st.Truth != sim.Working || st.Worker == 0 {
					continue
				}
				if want := began[at{o.Order.Fulfilment.Carrier(), uint8(st.Worker)}]; st.Since != want {
					t.Fatalf("%s, after event %d: worker %d is at order %d since %s, not %s", name, e.N, st.Worker, number, want, st.Since)
				}
				if o.Handled > 1 && e.Type == sim.HandlerStarted && e.Order == number {
					again++
				}
			}
		}
	}
	if again == 0 {
		t.Error("no order was worked on again")
	}
}
