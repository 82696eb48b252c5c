package sim

import (
	"bytes"
	"fmt"
	"reflect"
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
	return c
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

// checkLaws holds laws 1 to 3, 6 and the log's own for one random scenario.
func checkLaws(t *testing.T, seed uint64) {
	t.Helper()
	c := randomConfig(seed)
	inputs := randomInputs(seed, c.Until)
	whole := recordRun(t, c, inputs, (*Engine).Run)
	draw := newStream(seed, "steps", 0)
	steps := recordRun(t, c, inputs, func(e *Engine) {
		for !e.Ended() {
			e.Advance(e.Now() + draw.between(time.Microsecond, 3*time.Second))
		}
	})
	if !bytes.Equal(whole, steps) {
		t.Fatalf("seed %d: one run and many steps differ: %s", seed, firstDifference(whole, steps))
	}
	log, err := ReadLog(bytes.NewReader(whole))
	if err != nil {
		t.Fatalf("seed %d: reading the log back: %v", seed, err)
	}
	var again bytes.Buffer
	if _, err := log.WriteTo(&again); err != nil || !bytes.Equal(again.Bytes(), whole) {
		t.Fatalf("seed %d: the log read and written again differs (%v): %s", seed, err, firstDifference(whole, again.Bytes()))
	}
	checkFold(t, seed, c, inputs, log)
}

// TestForgettingChangesNothing: a run that drops finished orders has the same
// log, and its counters are those of the whole.
func TestForgettingChangesNothing(t *testing.T) {
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
	}
}

// checkFold compares the fold at every prefix with counters made from scratch,
// and with the engine's own state where the engine stands.
func checkFold(t *testing.T, seed uint64, c Config, inputs []Input, log *Log) {
	t.Helper()
	e, err := NewEngine(c, inputs)
	if err != nil {
		t.Fatal(err)
	}
	s := NewState()
	for event := range log.All() {
		s.Apply(event)
		if wrong := s.inconsistent(); wrong != "" {
			t.Fatalf("seed %d: after event %d (%s): %s", seed, event.N, event.Type, wrong)
		}
	}
	e.Run()
	if wrong := e.differs(s); wrong != "" {
		t.Fatalf("seed %d: the engine and the fold of its log differ: %s", seed, wrong)
	}
	clone := s.Clone()
	if !reflect.DeepEqual(s.Truths, clone.Truths) {
		t.Fatalf("seed %d: a clone differs", seed)
	}
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

// inconsistent recomputes every counter from the orders.
func (s *State) inconsistent() string {
	fresh := NewState()
	for number := range s.Orders.Each() {
		fresh.tally(s.Order(number).share(), 1)
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
		if int(o.live) != f.inFlight && f.inFlight > 0 {
			return fmt.Sprintf("order %d: fold says %d publishes under way; engine %d", f.number, o.live, f.inFlight)
		}
	}
	if s.Service.Down != e.service.down || s.Remedies != e.remedies {
		return "the service or the remedies"
	}
	return ""
}

func TestLaws(t *testing.T) {
	for seed := uint64(1); seed <= 400; seed++ {
		checkLaws(t, seed)
	}
}
