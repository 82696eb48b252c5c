package kafkax

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// The figures are those measured for kafka-go v0.4.51: ten tries, 100 ms to
// 1 s apart, 10 s for an answer.
func TestProduceFaults(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fault     string
		outcome   sim.Outcome
		low, high time.Duration
		requests  uint32
		copies    uint32
	}{
		{"ack-lost", sim.Value, 100 * time.Millisecond, 150 * time.Millisecond, 2, 2},
		{"ack-lost:count=always", sim.Failure, 7 * time.Second, 8 * time.Second, 10, 10},
		{"ack-swallowed", sim.Value, 10 * time.Second, 10200 * time.Millisecond, 2, 2},
		{"ack-delay:delay=3s", sim.Value, 3 * time.Second, 3010 * time.Millisecond, 1, 1},
		{"produce-error:code=MESSAGE_TOO_LARGE", sim.Failure, 0, 20 * time.Millisecond, 1, 0},
		{"produce-error:code=TOPIC_AUTHORIZATION_FAILED", sim.Failure, 0, 20 * time.Millisecond, 1, 0},
		{"produce-error:code=NOT_LEADER_OR_FOLLOWER,count=2", sim.Value, 500 * time.Millisecond, 600 * time.Millisecond, 3, 1},
		{"produce-error:code=UNKNOWN_TOPIC_OR_PARTITION", sim.Value, 100 * time.Millisecond, 150 * time.Millisecond, 2, 1},
		{"produce-error:code=NOT_ENOUGH_REPLICAS,count=always", sim.Failure, 7 * time.Second, 8 * time.Second, 10, 0},
		{"produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND", sim.Value, 100 * time.Millisecond, 150 * time.Millisecond, 2, 2},
	} {
		t.Run(test.fault, func(t *testing.T) {
			c := config(sim.EmitAwait, 2, test.fault)
			c.Faults[0].Order = 2
			log, state := play(t, c, nil)
			wantWhole(t, state.Order(1), sim.EmitAwait)
			o := state.Order(2)
			if o.Caller != test.outcome || o.Requests != test.requests || o.Copies != test.copies || o.Marked != (test.outcome == sim.Value) {
				t.Errorf("the caller knows %s (%s) after %d requests, %d copies, marked %t", o.Caller, o.ErrorText, o.Requests, o.Copies, o.Marked)
			}
			wantBetween(t, "the awaited emit", o.CallerAt, test.low, test.high)
			struck := int(test.requests)
			if test.outcome == sim.Value && c.Faults[0].Count != sim.Always {
				struck = c.Faults[0].Count
			}
			wantCount(t, log, sim.FaultStruck, 2, struck)
			wantAnomaly(t, state, 2, sim.DuplicateRecord, test.copies > 1)
			wantAnomaly(t, state, 2, sim.DuplicateWork, test.copies > 1)
		})
	}
}

// The caller of emit() learns of none of it.
func TestProduceFaultsAreSilentInEmit(t *testing.T) {
	t.Parallel()
	_, state := play(t, config(sim.Emit, 1, "produce-error:code=MESSAGE_TOO_LARGE"), nil)
	if o := state.Order(1); !o.Marked || o.Caller != sim.Nothing || o.Truth() != sim.Lost {
		t.Errorf("marked %t, the caller knows %s, in truth %s", o.Marked, o.Caller, o.Truth())
	}
	_, state = play(t, config(sim.Emit, 1, "serialize-error"), nil)
	if o := state.Order(1); !o.Marked || o.Requests != 0 || o.Truth() != sim.Lost {
		t.Errorf("not serialised: marked %t after %d requests, in truth %s", o.Marked, o.Requests, o.Truth())
	}
}

func TestSendFaults(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, test := range []struct {
		faults  []string
		timeout time.Duration
		outcome sim.Outcome
		code    sim.Code
		replies uint32
		handled uint32
		event   sim.EventType // and one of these
	}{
		{[]string{"reply-unproducible"}, 0, sim.Pending, 0, 0, 1, sim.ReplyFailed},
		{[]string{"reply-unproducible"}, 5 * time.Second, sim.Failure, sim.TimeoutError, 0, 1, sim.ReplyFailed},
		{[]string{"reply-ack-lost"}, 0, sim.Value, 0, 2, 1, sim.ReplyDropped},
		{[]string{"ack-lost"}, 0, sim.Value, 0, 2, 2, sim.ReplyDropped},
		{[]string{"handler-error"}, 0, sim.Failure, sim.InternalServerError, 1, 1, sim.HandlerFailed},
		{[]string{"handler-error:kind=rpc"}, 0, sim.Failure, sim.RPCException, 1, 1, sim.HandlerFailed},
		{[]string{"handler-error:kind=empty"}, 0, sim.Value, 0, 1, 1, sim.HandlerReturned},
		{[]string{"handler-error:kind=retriable"}, 0, sim.Value, 0, 1, 2, sim.HandlerFailed},
		{[]string{"consumer-crash:at=after-commit"}, 0, sim.Pending, 0, 0, 1, sim.ConsumerCrashed},
		{[]string{"consumer-crash:at=before-commit"}, 0, sim.Value, 0, 1, 2, sim.ConsumerCrashed},
		{[]string{"consumer-slow:delay=9s"}, 2 * time.Second, sim.Failure, sim.TimeoutError, 1, 1, sim.ReplyDropped},
		{[]string{"consumer-absent"}, 2 * time.Second, sim.Failure, sim.TimeoutError, 0, 0, sim.RecordAppended},
	} {
		t.Run(strings.Join(test.faults, " "), func(t *testing.T) {
			c := config(sim.Send, 1, test.faults...)
			c.SendTimeout = test.timeout
			log, state := play(t, c, nil)
			o := state.Order(1)
			if o.Caller != test.outcome || o.Error != test.code || o.Replies != test.replies || o.Handled != test.handled {
				t.Errorf("the caller knows %s (%s: %s), %d replies, handled %d times", o.Caller, o.Error, o.ErrorText, o.Replies, o.Handled)
			}
			wantCount(t, log, test.event, 1, 1)
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d", state.Ended)
			}
		})
	}
}

func TestConsumerFaults(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fault    string
		handled  uint32
		work     uint32
		finished bool
	}{
		{"handler-error", 2, 1, true},
		{"handler-error:count=3", 4, 1, true},
		{"handler-error:kind=empty", 2, 1, true},
		{"consumer-slow:delay=4s", 1, 1, true},
		{"commit-lost", 2, 2, true}, // kafka-go joins again at the committed offset
		{"consumer-crash:at=before-commit", 2, 2, true},
		{"consumer-crash:at=mid-batch,restart=40s", 2, 2, true},
		{"consumer-crash:at=after-commit", 1, 1, true},
		{"consumer-absent:for=5s", 1, 1, true},
		{"consumer-absent:group=statistics", 1, 1, true},
		{"consumer-absent:from=500ms", 0, 0, false},
	} {
		t.Run(test.fault, func(t *testing.T) {
			_, state := play(t, config(sim.EmitAwait, 1, test.fault), nil)
			o := state.Order(1)
			if o.Handled != test.handled || o.WorkDone != test.work || (o.Truth() == sim.Done) != test.finished {
				t.Errorf("handled %d times, work done %d times, in truth %s", o.Handled, o.WorkDone, o.Truth())
			}
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d", state.Ended)
			}
		})
	}
}

// A poison record blocks its partition for ever, and no other.
func TestPoison(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 12, "poison:order=2")
	c.Workers, c.Until = 3, time.Minute // a worker for each partition
	_, state := play(t, c, nil)
	blocked := state.Order(2).Partition
	for n := range state.Orders.Each() {
		o := state.Order(n)
		if want := n < 2 || o.Partition != blocked; (o.Truth() == sim.Done) != want {
			t.Errorf("order %d in partition %d is %s", n, o.Partition, o.Truth())
		}
	}
}

func TestPanelFaults(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, test := range []struct {
		fault    string
		row      sim.Row
		jobs     uint32
		refunded bool
	}{
		{"provider-partial:ratio=0.4", sim.RowPartial, 1, true},
		{"provider-cancel:ratio=0", sim.RowCanceled, 1, true},
		{"provider-error:status=429", sim.RowCompleted, 1, false},
		{"provider-error:status=503,count=5", sim.RowCompleted, 1, false},
		{"provider-timeout", sim.RowCompleted, 2, false},
		{"provider-timeout:after-accept=false", sim.RowCompleted, 1, false},
		{"provider-silent", sim.RowProcessing, 1, false},
		{"provider-down:for=4s", sim.RowCompleted, 1, false},
		{"provider-error:error=Not enough funds on balance", sim.RowCanceled, 0, true},
		{"provider-drop:ratio=0.4,delay=3s", sim.RowCompleted, 1, false},
	} {
		t.Run(test.fault, func(t *testing.T) {
			c := config(sim.EmitAwait, 1, test.fault)
			c.ExternalRatio = 1000
			_, state := play(t, c, nil)
			o := state.Order(1)
			if o.Row != test.row || o.Jobs != test.jobs || (o.Refunded > 0) != test.refunded {
				t.Errorf("row %s, %d jobs, %d of %d points refunded", o.Row, o.Jobs, o.Refunded, o.Charged)
			}
			wantAnomaly(t, state, 1, sim.DuplicatePurchase, test.jobs > 1)
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d", state.Ended)
			}
		})
	}
}

// A panel that says no with status 200: the handler does not throw, its words
// are in the log, and the record is committed after one execution.
func TestAPanelThatDeclines(t *testing.T) {
	t.Parallel()
	c := config(sim.Send, 1, "provider-error:error=Not enough funds on balance")
	c.ExternalRatio = 1000
	log, state := play(t, c, nil)
	o := state.Order(1)
	if o.Handled != 1 || !o.Committed() || o.Refunded != o.Charged || o.Caller != sim.Value || o.Truth() != sim.Ended {
		t.Errorf("%d executions, committed %t, %d of %d points back, the caller knows %s, in truth %s", o.Handled, o.Committed(), o.Refunded, o.Charged, o.Caller, o.Truth())
	}
	said := ""
	for e := range log.All() {
		if e.Type == sim.HandlerFailed {
			t.Error("the handler threw")
		}
		if e.Type == sim.PanelRefusal && e.Value == 200 {
			said = e.Detail.Text
		}
	}
	if said != "Not enough funds on balance" {
		t.Errorf("the panel said %q", said)
	}
}

// A part of what was delivered goes again after Completed: the row stays, and
// the run waits for it.
func TestADrop(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 1, "provider-drop:ratio=0.4,delay=3s")
	c.ExternalRatio = 1000
	_, state := play(t, c, nil)
	o := state.Order(1)
	if quantity := int64(o.Order.Quantity); o.Delivered != quantity-quantity*4/10 || o.Gone != quantity*4/10 || o.Truth() != sim.Done || state.Finished != 1 {
		t.Errorf("%d of %d are left, %d gone, in truth %s", o.Delivered, quantity, o.Gone, o.Truth())
	}
}

// faultExample is a fault, and where it cannot be made the line that says so and,
// of what only a hand on the brokers can do, how that is done.
type faultExample struct {
	spec              string
	embedded, foreign string // "" = it can be made there
	mode              sim.Mode
	external          bool
	seen              sim.EventType // that it acts; 0 = fault-struck
}

var everyFault = map[sim.FaultName]faultExample{
	sim.ProduceError:   {spec: "produce-error:code=NOT_ENOUGH_REPLICAS"},
	sim.AckLost:        {spec: "ack-lost"},
	sim.AckSwallowed:   {spec: "ack-swallowed"},
	sim.AckDelay:       {spec: "ack-delay:delay=2s"},
	sim.BrokerDown:     {spec: "broker-down:from=2s,for=3s", seen: sim.BrokerStopped},
	sim.LeaderFailover: {spec: "leader-failover:partition=1,from=2s,for=9s", seen: sim.BrokerStopped, foreign: "fault leader-failover is made on the brokers' own machines: kill -9 the process of the leader of partition 1, and what comes of it is seen here"},
	sim.ReplicaSlow: {
		spec:     "replica-slow:delay=1500ms",
		embedded: "fault replica-slow: the embedded Kafka has no followers that could be slow: leave it out, or use orderflow run",
		foreign:  "fault replica-slow is made on the brokers' own machines: tc qdisc add dev eth0 root netem delay 1500ms slows their network, and what comes of it is seen here",
	},
	sim.CallerExit:        {spec: "caller-exit:at=after-ack"},
	sim.SerializeFault:    {spec: "serialize-error"},
	sim.ConsumerAbsent:    {spec: "consumer-absent:from=500ms,for=5s", seen: sim.MemberLeft},
	sim.ConsumerSlow:      {spec: "consumer-slow:delay=3s"},
	sim.HandlerError:      {spec: "handler-error"},
	sim.ConsumerCrash:     {spec: "consumer-crash:at=before-commit"},
	sim.CommitLost:        {spec: "commit-lost"},
	sim.Poison:            {spec: "poison:order=1,for=4s"},
	sim.ReplyUnproducible: {spec: "reply-unproducible", mode: sim.Send},
	sim.ReplyAckLost:      {spec: "reply-ack-lost", mode: sim.Send},
	sim.ProviderTimeout:   {spec: "provider-timeout", external: true},
	sim.ProviderError:     {spec: "provider-error", external: true},
	sim.ProviderSilent:    {spec: "provider-silent", external: true},
	sim.ProviderDown:      {spec: "provider-down:for=4s", external: true, seen: sim.PanelRefusal},
	sim.ProviderPartial:   {spec: "provider-partial", external: true},
	sim.ProviderCancel:    {spec: "provider-cancel", external: true},
	sim.ProviderDrop:      {spec: "provider-drop:delay=1s", external: true},
	sim.ServiceRestart:    {spec: "service-restart:from=2s", seen: sim.ServiceRestarted},
}

// Every fault of the contract acts on the embedded Kafka and on any other, or is
// refused before anything starts, in one line.
func TestEveryFault(t *testing.T) {
	t.Parallel()
	for _, shape := range sim.FaultShapes() {
		t.Run(shape.Name.String(), func(t *testing.T) {
			example := everyFault[shape.Name]
			if example.spec == "" {
				t.Fatal("there is no example of it")
			}
			c := config(example.mode, 2, example.spec)
			wantRefused(t, &c, Options{}, example.embedded)
			wantRefused(t, &c, Options{Brokers: []string{"localhost:9092"}}, example.foreign)
			if example.embedded == "" {
				log, state := play(t, example.config(), nil)
				example.wantSeen(t, log, state)
			}
		})
	}
}

// config is a run in which the example's fault has something to act on.
func (f faultExample) config() sim.Config {
	c := config(f.mode, 2, f.spec)
	c.SessionTimeout = 6 * time.Second
	if f.mode == sim.Emit {
		c.Mode = sim.EmitAwait
	}
	if f.external {
		c.ExternalRatio = 1000
	}
	return c
}

func (f faultExample) wantSeen(t *testing.T, log *sim.Log, state *sim.State) {
	t.Helper()
	if f.seen == 0 {
		f.seen = sim.FaultStruck
	}
	if len(events(log, f.seen, 0)) == 0 {
		t.Errorf("it began, and nothing came of it: no %s", f.seen)
	}
	if state.Ended != sim.ReasonQuiet {
		t.Errorf("the run ended with reason %d", state.Ended)
	}
}

// wantRefused checks that a configuration is refused with a line, or is not.
func wantRefused(t *testing.T, c *sim.Config, options Options, want string) {
	t.Helper()
	got := ""
	if err := check(c, &options); err != nil {
		got = err.Error()
	}
	if got != want {
		t.Errorf("with brokers %v: %q, want %q", options.Brokers, got, want)
	}
}

// The ways of one fault differ in what they need.
func TestFaultsThatCannotBeMade(t *testing.T) {
	const hand = " is made on the brokers' own machines: "
	for spec, want := range map[string]string{
		"broker-down:how=crash,broker=2": "fault broker-down: how=crash" + hand + "kill -9 the process of broker 2, and what comes of it is seen here; how=network cuts this program off",
		"broker-down:how=crash":          "fault broker-down: how=crash" + hand + "kill -9 the process of every broker, and what comes of it is seen here; how=network cuts this program off",
		"broker-down:how=freeze":         "",
		"leader-failover:how=shutdown":   "fault leader-failover" + hand + "kill -TERM the process of a leader, and what comes of it is seen here",
	} {
		c := config(sim.Emit, 1, spec)
		wantRefused(t, &c, Options{Brokers: []string{"localhost:9092"}}, want)
	}
	c := config(sim.Emit, 1, "service-restart:service=2")
	c.Services = 2 // of which the simulator alone has more than one
	for _, options := range []Options{{}, {Brokers: []string{"localhost:9092"}}} {
		reply := config(sim.Send, 1, "consumer-crash:at=before-commit,group=reply")
		wantRefused(t, &reply, options, "fault consumer-crash: group=reply: a live run reads the answers in no group")
		wantRefused(t, &c, options, "fault service-restart: service=2: a live run has one instance of the order service")
	}
}
