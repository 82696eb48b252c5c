package sim

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// randomConfig draws a scenario: any mode, faults, remedies and settings.
func randomConfig(seed uint64) Config {
	draw := newStream(seed, "laws", 0)
	pick := func(n int) int { return int(draw.intn(int64(n))) }
	c := DefaultConfig()
	c.Seed, c.Mode, c.Client = seed, Mode(pick(3)), Client(pick(5)/4)
	c.Orders, c.Rate = 1+pick(25), Rate{Orders: int64(1 + pick(20)), Per: 2 * time.Second}
	c.Acks, c.Partitions, c.Workers = [...]int{-1, -1, 1, 0}[pick(4)], 1+pick(5), 1+pick(4)
	c.ExternalRatio = pick(1001)
	c.SessionTimeout = time.Duration(6+pick(25)) * time.Second
	c.Until = time.Duration(30+pick(120)) * time.Second
	if pick(4) == 0 {
		c.SendTimeout = time.Duration(1+pick(6)) * time.Second
	}
	if pick(3) == 0 {
		c.Observe = Observe{Kind: ObserveKind(pick(7)), Delay: time.Duration(pick(4000)) * time.Millisecond}
	}
	for r := range RemedyCount {
		c.Remedies = c.Remedies.With(r, pick(5) == 0)
	}
	for range pick(4) {
		c.Faults = append(c.Faults, randomFault(pick, c.Partitions))
	}
	c.Settings = randomSettings(seed)
	for i := range c.Faults {
		c.Faults[i].Broker = min(c.Faults[i].Broker, c.ClusterSize)
	}
	return c
}

// randomSettings changes a few of the settings of client and cluster, by a
// stream of their own.
func randomSettings(seed uint64) Settings {
	draw, s := newStream(seed, "settings", 0), DefaultSettings()
	for i := range settingFields {
		f := &settingFields[i]
		if draw.intn(8) > 0 {
			continue
		}
		if is, ok := f.at(&s).(*bool); ok {
			*is = !*is
		} else if f.field == fieldClusterSize {
			s.ClusterSize = 1
		} else {
			f.set(&s, min(f.high, f.low+draw.intn(min(f.high-f.low, 10*int64(time.Second))+1)))
		}
	}
	return s
}

func randomFault(pick func(int) int, partitions int) Fault {
	f := NewFault(FaultName(1 + pick(int(faultNameCount)-1)))
	shape := f.Name.Shape()
	f.From = time.Duration(pick(30_000)) * time.Millisecond
	if pick(2) == 0 {
		f.For = time.Duration(1+pick(40_000)) * time.Millisecond
	}
	if !shape.State {
		f.Count = pick(4)
	}
	if pick(3) == 0 {
		f.Order = OrderID(1 + pick(10))
	}
	for _, k := range shape.Keys {
		switch k {
		case KeyCode:
			f.Code = Code(1 + pick(int(UnknownTopicOrPartition)))
		case KeyDelay:
			f.Delay = time.Duration(1+pick(50_000)) * time.Millisecond
		case KeyHow:
			word, _ := howWords.parse("", shape.ways[pick(len(shape.ways))])
			f.How = How(word)
		case KeyAt:
			word, _ := pointWords.parse("", shape.points[pick(len(shape.points))])
			f.Point = Point(word)
		case KeyBroker:
			f.Broker = pick(4)
		case KeyPartition:
			f.Partition = pick(partitions+1) - 1
		case KeyKind:
			f.Kind = ErrorKind(1 + pick(4))
		case KeyGroup:
			f.Group = Group(pick(4))
		case KeyRatio:
			f.Ratio = pick(1001)
		case KeyError:
			if f.Text = [...]string{"", "Not enough funds on balance", "Active order with this link. Wait until order being completed"}[pick(3)]; f.Text != "" {
				f.HTTP = NewFault(f.Name).HTTP
			}
		case KeyAfterAccept:
			f.Accepted = pick(2) == 0
		case KeyRestart:
			f.Restart = time.Duration(pick(5000)) * time.Millisecond
		}
	}
	return f
}

func randomInputs(seed uint64, until time.Duration) []Input {
	draw := newStream(seed, "inputs", 0)
	var inputs []Input
	at := time.Duration(0)
	for range draw.intn(5) {
		at += draw.between(time.Second, 15*time.Second)
		if at >= until {
			break
		}
		in := Input{At: at}
		switch draw.intn(4) {
		case 0:
			f := NewFault(BrokerDown)
			in.Fault = &f
		case 1:
			in.Repair = true
		case 2:
			in.NewOrder = true
		default:
			in.Remedy = &RemedySwitch{Remedy: Remedy(draw.intn(int64(RemedyCount))), On: draw.intn(2) == 0}
		}
		inputs = append(inputs, in)
	}
	return inputs
}

// recordRun runs to the end and returns the log as bytes.
func recordRun(t *testing.T, c Config, inputs []Input, drive func(*Engine)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewLogWriter(&b, Header{Scenario: "law", Seed: c.Seed})
	e, err := NewEngine(c, inputs, w.Append)
	if err != nil {
		t.Fatal(err)
	}
	drive(e)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// trial is one scenario the laws are tried on.
type trial struct {
	config Config
	inputs []Input
}

func randomTrial(seed uint64) trial {
	c := randomConfig(seed)
	return trial{config: c, inputs: randomInputs(seed, c.Until)}
}

// broken returns which law the trial breaks, or nothing.
func (x trial) broken(t *testing.T) string {
	t.Helper()
	whole := recordRun(t, x.config, x.inputs, (*Engine).Run)
	draw := newStream(x.config.Seed, "steps", 0)
	steps := recordRun(t, x.config, x.inputs, func(e *Engine) {
		for !e.Ended() {
			e.Advance(e.Now() + draw.between(time.Microsecond, 3*time.Second))
		}
	})
	if !bytes.Equal(whole, steps) {
		return "one run and many steps differ: " + firstDifference(whole, steps)
	}
	log, err := ReadLog(bytes.NewReader(whole))
	if err != nil {
		return "reading the log back: " + err.Error()
	}
	if wrong := x.ordersDiffer(t, log); wrong != "" {
		return wrong
	}
	if wrong := x.replayDiffers(t, whole); wrong != "" {
		return wrong
	}
	if wrong := x.forgettingDiffers(t, whole); wrong != "" {
		return wrong
	}
	var again bytes.Buffer
	if _, err := log.WriteTo(&again); err != nil || !bytes.Equal(again.Bytes(), whole) {
		return "the log read and written again differs: " + firstDifference(whole, again.Bytes())
	}
	return x.foldBroken(t, log)
}

// foldBroken compares the fold at every prefix with counters made from
// scratch, the fold at the end with the engine's own state, and the anomalies
// with what the rules say without their shortcut.
func (x trial) foldBroken(t *testing.T, log *Log) string {
	t.Helper()
	s := NewState()
	var early *State
	mourner := newMourner()
	for event := range log.All() {
		s.Apply(event)
		if wrong := mourner.see(s, event); wrong != "" {
			return wrong
		}
		if wrong := s.inconsistent(); wrong != "" {
			return fmt.Sprintf("after event %d (%s): %s", event.N, event.Type, wrong)
		}
		if int(event.N) == log.Len()/2 {
			early = s.Clone()
		}
	}
	e, err := NewEngine(x.config, x.inputs)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	if wrong := e.differs(s); wrong != "" {
		return "the engine and the fold of its log differ: " + wrong
	}
	if early != nil {
		for n := early.N + 1; int(n) <= log.Len(); n++ {
			early.Apply(log.At(n))
		}
		if !reflect.DeepEqual(early.flat(), s.flat()) {
			return "a clone that goes on ends elsewhere"
		}
	}
	return s.unnamed()
}

// ordersDiffer compares the orders of a log that was read with those of the run.
func (x trial) ordersDiffer(t *testing.T, log *Log) string {
	t.Helper()
	e, err := NewEngine(x.config, x.inputs)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	read := Fold(log, log.Len())
	for n := range e.State().Orders.Each() {
		if want, got := *e.State().Order(n).Order, *read.Order(n).Order; want != got {
			return fmt.Sprintf("order %d is read as %+v, want %+v", n, got, want)
		}
	}
	return ""
}

// flat returns a state without the sharing of its pages.
func (s *State) flat() any {
	c := *s
	c.Orders = orderBook{}
	var orders []OrderState
	for n := range s.Orders.Each() {
		orders = append(orders, *s.Order(n))
	}
	return []any{c, orders}
}

// unnamed looks for an anomaly that holds at the end and was not named.
func (s *State) unnamed() string {
	c := &checker{}
	for n := range s.Orders.Each() {
		o := s.Order(n)
		if s.Ended == ReasonQuiet && o.Running() {
			return fmt.Sprintf("order %d: nothing more can happen, and its handler still runs", n)
		}
		if s.Ended == ReasonQuiet && o.loose() && !s.frozen() {
			return fmt.Sprintf("order %d: nothing more can happen, and %d of its %d requests are decided", n, o.decided, o.Requests)
		}
		for i := range rules {
			if rules[i].holds(c, s, o) && !o.Has(rules[i].name) {
				return fmt.Sprintf("order %d shows %s, and the checker did not name it", n, rules[i].name)
			}
		}
	}
	return ""
}

// frozen reports whether a broker is frozen, so that what it holds is open.
func (s *State) frozen() bool {
	return slices.ContainsFunc(s.Brokers[1:], func(b BrokerState) bool { return b.Down && b.Reason == ReasonFreeze })
}

// check fails the test with the smallest scenario that still breaks the law,
// as a command.
func (x trial) check(t *testing.T) {
	t.Helper()
	what := x.broken(t)
	if what == "" {
		return
	}
	small := x.shrink(func(y trial) bool { return y.broken(t) != "" })
	t.Fatalf("seed %d: %s\nthe smallest scenario that still fails:\n%s\n%s", x.config.Seed, what, small.command(), small.broken(t))
}

// shrink drops what is not needed for the trial to fail, until nothing can go.
func (x trial) shrink(fails func(trial) bool) trial {
	for smaller := true; smaller; {
		smaller = false
		for _, candidate := range x.smaller() {
			if fails(candidate) {
				x, smaller = candidate, true
				break
			}
		}
	}
	return x
}

// smaller returns the trials one step smaller.
func (x trial) smaller() []trial {
	var list []trial
	change := func(edit func(*trial)) {
		y := x
		y.config.Faults, y.inputs = slices.Clone(x.config.Faults), slices.Clone(x.inputs)
		edit(&y)
		list = append(list, y)
	}
	for i := range x.config.Faults {
		change(func(y *trial) { y.config.Faults = slices.Delete(y.config.Faults, i, i+1) })
	}
	for i := range x.inputs {
		change(func(y *trial) { y.inputs = slices.Delete(y.inputs, i, i+1) })
	}
	for r := range RemedyCount {
		if x.config.Remedies.Has(r) {
			change(func(y *trial) { y.config.Remedies = y.config.Remedies.With(r, false) })
		}
	}
	if x.config.Orders > 1 {
		change(func(y *trial) { y.config.Orders /= 2 })
		change(func(y *trial) { y.config.Orders-- })
	}
	standard := DefaultConfig()
	if x.config.Observe != standard.Observe {
		change(func(y *trial) { y.config.Observe = standard.Observe })
	}
	for i := range settingFields {
		if f := &settingFields[i]; f.changed(&x.config.Settings) {
			change(func(y *trial) { f.reset(&y.config.Settings) })
		}
	}
	if x.config.SendTimeout != 0 {
		change(func(y *trial) { y.config.SendTimeout = 0 })
	}
	if x.config.Acks != standard.Acks {
		change(func(y *trial) { y.config.Acks = standard.Acks })
	}
	if x.config.Until > 2*time.Second {
		change(func(y *trial) { y.config.Until = (y.config.Until * 3 / 4).Truncate(time.Second) })
	}
	return list
}

// command writes the trial as a command line, with the inputs as comments.
func (x trial) command() string {
	c := x.config
	b := &strings.Builder{}
	fmt.Fprintf(b, "orderflow run --mode %s --client %s --orders %d --rate %s --seed %d --until %s --acks %d --partitions %d --workers %d --external %g --session-timeout %s",
		c.Mode, c.Client, c.Orders, c.Rate, c.Seed, c.Until, c.Acks, c.Partitions, c.Workers, float64(c.ExternalRatio)/1000, c.SessionTimeout)
	if c.Observe.Kind != ObserveDefault {
		fmt.Fprintf(b, " --observe %s", c.Observe)
	}
	if c.SendTimeout > 0 {
		fmt.Fprintf(b, " --send-timeout %s", c.SendTimeout)
	}
	for i := range settingFields {
		if f := &settingFields[i]; f.changed(&c.Settings) {
			fmt.Fprintf(b, " --%s=%s", f.name, f.spelled(&c.Settings))
		}
	}
	for _, name := range c.Remedies.Names() {
		fmt.Fprintf(b, " --remedy %s", name)
	}
	for _, f := range c.Faults {
		fmt.Fprintf(b, " --fault %s", f.spelled())
	}
	for _, in := range x.inputs {
		fmt.Fprintf(b, "\n# a user's input: %+v", in)
	}
	return b.String()
}

// spelled writes a setting as the command line reads it.
func (f *settingField) spelled(s *Settings) string {
	switch at := f.at(s).(type) {
	case *time.Duration:
		return at.String()
	case *bool:
		return fmt.Sprint(*at)
	}
	return fmt.Sprint(f.number(s))
}

// reset gives a setting its default.
func (f *settingField) reset(s *Settings) {
	standard := DefaultSettings()
	if is, ok := f.at(s).(*bool); ok {
		*is = *f.at(&standard).(*bool)
		return
	}
	f.set(s, f.number(&standard))
}

// spelled writes a fault with every key that differs from its default.
func (f Fault) spelled() string {
	plain := NewFault(f.Name)
	shape := f.Name.Shape()
	for k := range faultKeyCount {
		if shape.Takes(k) && (k != KeyStatus || f.Text == "") && (f.value(k) != plain.value(k) || shape.Required == k && k != KeyFrom) {
			f.given |= 1 << k
		}
	}
	return f.String()
}

func firstDifference(a, b []byte) string {
	left, right := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(left), len(right)) {
		if left[i] != right[i] {
			return fmt.Sprintf("line %d:\n%s\n%s", i+1, left[i], right[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(left), len(right))
}

// TestForgettingChangesNothing: a run that drops finished orders has the same
// log, and its counters are those of the whole.
func TestForgettingChangesNothing(t *testing.T) {
	singleThreaded(t)
	for seed := uint64(1); seed <= 20; seed++ {
		c := randomConfig(seed)
		c.Orders, c.Rate, c.Until = 600, Rate{Orders: 2, Per: time.Second}, 10*time.Minute
		whole, err := NewEngine(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		lean, err := NewEngine(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		lean.ForgetFinished()
		whole.Run()
		lean.Run()
		if whole.LogHash() != lean.LogHash() {
			t.Fatalf("seed %d: the logs differ", seed)
		}
		if a, b := whole.State(), lean.State(); a.Truths != b.Truths || a.Rows != b.Rows || a.Gap != b.Gap || a.ForNothing != b.ForNothing {
			t.Fatalf("seed %d: the counters differ: %v and %v", seed, a.Truths, b.Truths)
		}
		if a, b := whole.State().Fates(), lean.State().Fates(); !reflect.DeepEqual(a, b) {
			t.Fatalf("seed %d: the fates differ: %v and %v", seed, a, b)
		}
	}
}

// inconsistent recomputes every counter from the orders.
func (s *State) inconsistent() string {
	fresh := NewState()
	for number := range s.Orders.Each() {
		fresh.tally(s.Order(number).share(), 1)
	}
	if wrong := s.unbalanced(); wrong != "" {
		return wrong
	}
	type counters struct {
		Rows                                    [RowRefunded + 1]int
		Truths, Gap                             [TruthCount]int
		Published, Finished, Appended, Double   int
		Charged, Refunded, ForNothing, PanelPay int64
	}
	of := func(s *State) counters {
		return counters{s.Rows, s.Truths, s.Gap, s.Published, s.Finished, s.Appended, s.Duplicated, s.Charged, s.Refunded, s.ForNothing, s.Cost}
	}
	if got, want := of(s), of(fresh); got != want {
		return fmt.Sprintf("counters are %+v, recomputed %+v", got, want)
	}
	for n := range s.Orders.Each() {
		if o := s.Order(n); o.Reached(Polled) && (!o.Reached(Replicated) || o.Rungs[Polled] < o.Rungs[Replicated]) {
			return fmt.Sprintf("order %d was polled before it was replicated", n)
		}
		if o := s.Order(n); o.decided > o.Requests {
			return fmt.Sprintf("order %d: %d requests are decided, %d left", n, o.decided, o.Requests)
		}
	}
	for i := range s.Partitions {
		if p := &s.Partitions[i]; p.High > p.End {
			return fmt.Sprintf("P%d: high watermark %d above log end offset %d", i, p.High, p.End)
		}
	}
	return ""
}

// differs compares the engine's mechanisms with the fold of its log.
func (e *Engine) differs(s *State) string {
	for i, p := range e.cluster.partitions {
		got := s.Partitions[i]
		if got.End != p.end() || got.High != p.high || got.Leader != p.leader {
			return fmt.Sprintf("P%d: fold says end %d, HW %d, leader %d; engine %d, %d, %d", i, got.End, got.High, got.Leader, p.end(), p.high, p.leader)
		}
		for g := InHouseGroup; g <= StatisticsGroup; g++ {
			if got.Committed[g] != e.groups[g].offsets[i] {
				return fmt.Sprintf("P%d: fold says %s committed %d; engine %d", i, g, got.Committed[g], e.groups[g].offsets[i])
			}
		}
	}
	for _, f := range e.service.flows {
		if f == nil {
			continue
		}
		o := s.Order(f.number)
		if o.Row != f.row || o.Marked != f.marked || (o.Refunded > 0) != f.refunded || (o.Charged > 0) != f.charged {
			return fmt.Sprintf("order %d: fold says row %s, marked %t, refunded %d; engine %s, %t, %t", f.number, o.Row, o.Marked, o.Refunded, f.row, f.marked, f.refunded)
		}
		if o.Outboxed != f.unsent {
			return fmt.Sprintf("order %d: fold says in the outbox and not sent: %t; engine %t", f.number, o.Outboxed, f.unsent)
		}
		if inFlight := f.own.inFlight + f.sweep.inFlight + f.relay.inFlight; int(o.Live) != inFlight && inFlight > 0 {
			return fmt.Sprintf("order %d: fold says %d publishes under way; engine %d", f.number, o.Live, inFlight)
		}
	}
	if running := slices.ContainsFunc(e.service.instances, func(i *instance) bool { return !i.down }); s.Service.Down == running || s.Remedies != e.remedies {
		return "the service or the remedies"
	}
	return ""
}

// singleThreaded marks a long test of code that runs in one goroutine: the race
// detector, which runs the short tests, has nothing to find there.
func singleThreaded(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one goroutine, and long")
	}
}

// TestLaws holds the laws over random scenarios: any mode, faults, remedies,
// settings and inputs.
func TestLaws(t *testing.T) {
	singleThreaded(t)
	for seed := uint64(1); seed <= 300; seed++ {
		randomTrial(seed).check(t)
		if seed%3 == 0 {
			randomTrial(seed).stretched(t).check(t)
		}
	}
}

// TestSlowLaws is TestLaws over 10,000 seeds, for the slow tier.
func TestSlowLaws(t *testing.T) {
	if os.Getenv("ORDERFLOW_SLOW") != "1" {
		t.Skip("the slow tier: set ORDERFLOW_SLOW=1")
	}
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		t.Run(strconv.Itoa(worker), func(t *testing.T) {
			t.Parallel()
			for seed := 1 + worker; seed <= 10_000; seed += workers {
				x := randomTrial(uint64(seed))
				x.check(t)
				if seed/workers%4 == 0 {
					x.stretched(t).check(t)
				}
			}
		})
	}
}

// TestShrink: what is not needed for a failure goes.
func TestShrink(t *testing.T) {
	x := randomTrial(7)
	fault, err := ParseFault("poison:order=3")
	if err != nil {
		t.Fatal(err)
	}
	x.config.Faults = append(x.config.Faults, fault)
	x.config.Orders = 17
	small := x.shrink(func(y trial) bool {
		return y.config.Orders >= 3 && slices.ContainsFunc(y.config.Faults, func(f Fault) bool { return f.Name == Poison })
	})
	if small.config.Orders != 3 || len(small.config.Faults) != 1 || len(small.inputs) != 0 || small.config.Remedies != 0 {
		t.Errorf("not the smallest: %s", small.command())
	}
	if !strings.Contains(small.command(), "--orders 3 ") || !strings.Contains(small.command(), "--fault poison:order=3") {
		t.Errorf("the command does not say it: %s", small.command())
	}
}
