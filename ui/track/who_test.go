package track

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestTheCodeIsThatOfTheWay: by mode, client, remedy, and what the caller does
// with the Observable.
func TestTheCodeIsThatOfTheWay(t *testing.T) {
	observed := func(kind sim.ObserveKind) func(*sim.Config) {
		return func(c *sim.Config) { c.Observe = sim.Observe{Kind: kind} }
	}
	for _, way := range []struct {
		change func(*sim.Config)
		want   []string
	}{
		{func(*sim.Config) {}, []string{"the code · emit()", "2   this.client.emit('sns.orders', order);", "3 ▸ order.setPublished();", "it does not ask about line 2"}},
		{func(c *sim.Config) { c.Mode = sim.EmitAwait }, []string{"the code · await emit()", "2 ▸ await lastValueFrom(this.client.emit(…));", "line 2 waits for the broker, 11.0 s so far"}},
		{func(c *sim.Config) { c.Mode = sim.Send }, []string{"the code · send()", "2 ▸ await lastValueFrom(this.client.send(…));", "line 2 waits for the worker, 11.0 s so far"}},
		{func(c *sim.Config) { c.Client = sim.KafkaGo }, []string{"2   w.WriteMessages(ctx, m) // Async: true", "3 ▸ order.SetPublished()"}},
		{func(c *sim.Config) { c.Remedies = c.Remedies.With(sim.Outbox, true) }, []string{"the code · outbox relay", "1   await tx(pay(order), outbox.add(order));", "2 ▸ await lastValueFrom(this.client.emit(…));"}},
		{observed(sim.ObserveNever), []string{"2   this.client.emit('sns.orders', order);"}},
		{func(c *sim.Config) { c.Mode, c.Observe = sim.Send, sim.Observe{Kind: sim.ObserveNever} }, []string{"2   this.client.send(…);"}},
		{func(c *sim.Config) {
			c.Mode, c.Observe = sim.EmitAwait, sim.Observe{Kind: sim.ObserveLate, Delay: 3 * time.Second}
		}, []string{"r = this.client.emit(…); // awaited late"}},
		{observed(sim.AwaitObservable), []string{"2   await this.client.emit(…);"}},
		{observed(sim.SubscribeNoHandler), []string{"2   this.client.emit(…).subscribe();"}},
		{observed(sim.ObserveTwice), []string{"2   o = this.client.emit(…); // twice subscribed"}},
	} {
		m := momentAt(uitest.ScenarioLog(t, "outage", way.change), 20*time.Second)
		m.Selected = 5
		who := drawBoxes(m, full, moment.NoSpot).who()
		for _, want := range way.want {
			if !strings.Contains(who, want) {
				t.Errorf("no %q in\n%s", want, who)
			}
		}
	}
}

// TestTheRetryJobLooksAtWhatIsNotPublished, and says so of the selected order.
func TestTheRetryJobLooksAtWhatIsNotPublished(t *testing.T) {
	for _, job := range []struct {
		change func(*sim.Config)
		at     time.Duration
		want   []string
	}{
		{func(*sim.Config) {}, lost, []string{"the retry job · off", "it never looks at a row that says PUBLISHED"}},
		{func(c *sim.Config) { c.Mode = sim.EmitAwait }, pile, []string{"the retry job · off", "it would find this row, and is switched off"}},
		{func(c *sim.Config) { c.Mode = sim.EmitAwait }, lost, []string{"it leaves a row alone whose points are back"}},
		{func(c *sim.Config) { c.Mode, c.Remedies = sim.EmitAwait, c.Remedies.With(sim.Sweeper, true) }, lost, []string{"the retry job · on", "it finds this row, and publishes it again"}},
	} {
		m := momentAt(uitest.ScenarioLog(t, "outage", job.change), job.at)
		m.Selected = 4
		who := drawBoxes(m, wide, moment.NoSpot).who()
		for _, want := range job.want {
			if !strings.Contains(who, want) {
				t.Errorf("no %q in\n%s", want, who)
			}
		}
	}
}

// TestTheSignOfDifference stands where what the row says is not what is true, and
// nowhere else.
func TestTheSignOfDifference(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 12))
	seen := map[sim.Belief]bool{}
	for _, s := range sim.Scenarios() {
		log := uitest.ScenarioLog(t, s.Name, nil)
		for range 20 {
			m := momentAt(log, time.Duration(random.Int64N(int64(log.At(sim.EventID(log.Len())).At)+1)))
			for _, o := range []moment.Options{compact, full} {
				d := drawBoxes(m, o, moment.NoSpot)
				order := m.State.Order(d.Selected)
				if order == nil {
					continue
				}
				belief := d.Standing(order).Belief
				seen[belief] = true
				if signed := strings.Contains(d.who(), "≠"); signed != (belief != sim.Agrees) {
					t.Fatalf("%s at %s: belief %d, and ≠ is drawn: %t\n%s", s.Name, m.At, belief, signed, d.who())
				}
			}
		}
	}
	if len(seen) != 3 {
		t.Errorf("only the beliefs %v were seen", seen)
	}
}

// TestWhatIsKnownStaysInItsBoxes: whatever became of an order, with however many
// rungs, what is said of it leaves the boxes whole.
func TestWhatIsKnownStaysInItsBoxes(t *testing.T) {
	uitest.SingleThreaded(t)
	faults := []string{
		"handler-error:kind=empty,count=always", "handler-error:count=always", "provider-partial:ratio=0.4,count=9", "provider-cancel:ratio=0.4,count=9", "provider-timeout:count=9",
		"provider-silent:count=9", "provider-error:error=Not enough funds on balance,count=9", "provider-drop:delay=1s,count=9", "ack-lost:count=9", "caller-exit:at=after-ack,order=1", "consumer-crash:at=before-commit,count=3", "reply-unproducible:count=always",
	}
	for _, spec := range faults {
		fault, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		for mode := sim.Emit; mode <= sim.Send; mode++ {
			for _, remedied := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s %s remedied=%t", spec, mode, remedied), func(t *testing.T) {
					t.Parallel()
					checkBoxes(t, uitest.ScenarioLog(t, "calm", func(c *sim.Config) {
						c.Mode, c.Orders, c.ExternalRatio, c.Faults = mode, 3, 500, append(c.Faults, fault)
						if remedied {
							c.Remedies = c.Remedies.With(sim.DeadLetter, true).With(sim.Sweeper, true).With(sim.SendTimeoutRemedy, true)
						}
					}))
				})
			}
		}
	}
}

// checkBoxes looks at the boxes about three orders, all through a log.
func checkBoxes(t *testing.T, log *sim.Log) {
	t.Helper()
	const every = 13
	state := sim.NewState()
	for e := range log.All() {
		state.Apply(e)
		if e.N%every > 0 {
			continue
		}
		m := &moment.Moment{Log: log, N: e.N, State: state, At: e.At}
		for m.Selected = 1; m.Selected <= 3; m.Selected++ {
			o := moment.Options{Width: 160, Height: 45, Lang: words.Lang(e.N / every % 2)}
			if m.Selected == 3 {
				o = in(wide, o.Lang)
			}
			d := drawBoxes(m, o, moment.NoSpot)
			if wrong := d.wrong(); wrong != "" {
				t.Fatalf("event %d, #%d: %s\n%s", e.N, m.Selected, wrong, d.who())
			}
		}
	}
}
