package assemble

import (
	"errors"
	"fmt"
	"time"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// Assembly makes one log of what the processes of a run have observed: it tells the
// journal, in the order of the merger, what the roles would have told it in one
// process. Whoever reads the same trace gets the same log.
type Assembly struct {
	journal *Journal
	merger  *trace.Merger
	order   []uint16 // of the faults, as they began
	names   record.Names
	brokers int // that the board shows

	known  map[trace.Source]*process
	faults map[uint16]*staged

	numbered map[sim.OrderID]*chronicle.Order // the run's own orders, by the numbers that the order service has given them
	jobs     map[uint32]*jobTold              // of the panel
	workers  [sim.GroupCount]map[memberOf]uint8
	taken    [sim.GroupCount][workersSeen]bool
	turned   [sim.GroupCount]time.Time // when a group's members changed last
	moved    time.Time                 // when leaders did
	service  trace.Source              // the order service's process; the last
	refused  int                       // records of the trace that are none of the run's
}

// process is what the assembly knows of one process.
type process struct {
	first  uint64        // number of the first observation in events
	events []sim.EventID // what became of an observation
	over   bool
}

// memberOf is a member of a group, as its own process counts.
type memberOf struct {
	source trace.Source
	worker uint8
}

// staged is a fault that control has told of.
type staged struct {
	sim.Fault
	number       uint16 // in the log
	begun, ended sim.EventID
	over         time.Time // when it ends by itself; zero = never
	back         time.Time // when its brokers can be reached again
	away         bool      // they cannot
}

// NewAssembly returns an assembly that tells a journal; brokers is how many the board shows.
func NewAssembly(j *Journal, n record.Names, brokers int) *Assembly {
	a := &Assembly{journal: j, merger: trace.NewMerger(), names: n, brokers: brokers, known: make(map[trace.Source]*process), faults: make(map[uint16]*staged), numbered: make(map[sim.OrderID]*chronicle.Order), jobs: make(map[uint32]*jobTold)}
	for g := range a.workers {
		a.workers[g] = make(map[memberOf]uint8)
	}
	a.merger.Possible = a.possible
	return a
}

// Newest returns the time of the last observation.
func (a *Assembly) Newest() time.Time { return a.merger.Newest() }

// Take takes in a record of the trace.
func (a *Assembly) Take(r *trace.Record, appended time.Time) {
	missing, full := a.merger.Add(r, appended)
	if missing > 0 {
		a.limited(appended, fmt.Sprintf("%d observations of %s %s never came", missing, r.Source.Role, r.Source.Instance))
	}
	if full {
		a.limited(appended, fmt.Sprintf("the trace has %d processes: what %s %s tells is not shown", trace.SourcesMax, r.Source.Role, r.Source.Instance))
	}
	for t := a.merger.Next(); t != nil; t = a.merger.Next() {
		a.tell(t)
	}
}

// limited says that something is left out.
func (a *Assembly) limited(at time.Time, what string) {
	a.at(at)
	a.journal.Note(sim.Event{Type: sim.LimitReached, Detail: &sim.Detail{Text: sim.Printable(what, record.ErrorTextMax)}})
}

// refusalsTold is how many records of the trace that are none of the run's are named.
const refusalsTold = 100

// Refuse says that a record of the trace is none of the run's.
func (a *Assembly) Refuse(why error, appended time.Time) {
	a.refused++
	if a.refused > refusalsTold {
		return
	}
	a.limited(appended, "skipped a record of the trace: "+why.Error())
}

// at sets the clock of the log.
func (a *Assembly) at(t time.Time) {
	a.journal.mu.Lock()
	defer a.journal.mu.Unlock()
	a.journal.clock = t
}

// tell tells the journal one observation.
func (a *Assembly) tell(t *trace.Told) {
	a.pass(t.At)
	a.at(t.At)
	p := a.known[t.Source]
	if p == nil {
		p = &process{}
		a.known[t.Source] = p
	}
	s, err := decodeSaying(&t.Observation)
	var event sim.EventID
	if err == nil {
		event, err = a.dispatch(p, t, s)
	}
	if err != nil {
		a.journal.Note(sim.Event{Type: sim.LimitReached, Detail: &sim.Detail{Text: sim.Printable(fmt.Sprintf("skipped observation %q of %s: %v", t.Kind, t.Source.Role, err), record.ErrorTextMax)}})
	}
	if event == 0 { // what follows from it follows from what it follows from
		event = a.cause(p, t)
	}
	p.became(t.Seq, event)
}

// causesMax is how many observations of a process are remembered, at least, as causes of
// later ones: those of some 10,000 orders.
const causesMax = 1 << 18

// became notes which event became of an observation. The first half of what is
// remembered goes when there is too much, and all of it over a gap.
func (p *process) became(seq uint64, event sim.EventID) {
	if next := p.first + uint64(len(p.events)); seq < p.first || seq-next > causesMax && seq >= next {
		p.first, p.events = seq, p.events[:0]
	}
	if len(p.events) >= 2*causesMax {
		p.first, p.events = p.first+causesMax, append(p.events[:0], p.events[causesMax:]...)
	}
	for p.first+uint64(len(p.events)) <= seq {
		p.events = append(p.events, 0)
	}
	p.events[seq-p.first] = event
}

// cause returns the event that an observation follows from; 0 for none.
func (a *Assembly) cause(p *process, t *trace.Told) sim.EventID {
	if t.Fault != 0 {
		f := a.faults[t.Fault&^faultOver]
		switch {
		case f == nil:
			return 0
		case t.Fault&faultOver != 0:
			return f.ended
		}
		return f.begun
	}
	if i := t.Parent - p.first; t.Parent >= p.first && i < uint64(len(p.events)) {
		return p.events[i]
	}
	return 0
}

// faultOver marks, in the number of a fault, that its end is meant.
const faultOver = 1 << 15

// ActsMax bounds the acts of a run: each has a number, from 1, that a fault may have.
const ActsMax = faultOver - 1

// errNoOrder is the error of an observation about an order that nobody has made.
var errNoOrder = errors.New("it is about an order that is not of this run")

// about returns the order that an observation is about.
func (a *Assembly) about(t *trace.Told) (*chronicle.Order, error) {
	if found := a.journal.Find(t.Order); found != nil {
		return found, nil
	}
	return nil, errNoOrder
}

// dispatch tells the journal what an observation says. It returns the event that
// became of it; 0 for none.
func (a *Assembly) dispatch(p *process, t *trace.Told, s *saying) (sim.EventID, error) {
	switch t.Kind {
	case sayAct:
		return 0, a.act(t, s)
	case trace.KindAlive, sayBegun, sayHello, trace.KindBye:
		a.life(p, t)
		return 0, nil
	case sayEvent, sayStruck:
		return a.event(p, t, s)
	case sayAtPanel:
		return a.atPanel(s)
	case sayExited:
		return a.exits(p, t, s)
	case sayOver:
		if f := a.faults[t.Fault&^faultOver]; f != nil {
			a.end(f, f.begun, t.At)
		}
		return 0, nil
	case sayRefused:
		a.journal.skipped(t.Group, t.Topic, t.Partition, t.Offset, s.Text, a.cause(p, t))
		return 0, nil
	case sayLink, saySent, sayAnswered, sayAttends, sayLeft:
		return 0, a.wire(p, t, s)
	case sayTries, sayTried, sayBacksOff, sayCompleted, sayViewLost:
		a.writer(t, s)
		return 0, nil
	case sayLeader, sayBroker, saySight, sayFound:
		return 0, a.look(t, s)
	case sayCreated:
		return a.created(s)
	}
	order, err := a.about(t)
	if err != nil && t.Kind != sayPolled && (t.Kind != sayCommits || t.Order != "") { // past a record that is no order, too
		return 0, err
	}
	switch t.Kind {
	case sayPolled, sayHandling, sayThrew, sayCommits, sayNoCommit, sayFollowed:
		return a.consumer(p, t, s)
	case sayReported, sayAnswering, sayNoAnswer, sayAsksPanel, sayAccepted:
		return a.reports(p, t, s, order)
	}
	return a.believes(t, s, order)
}
