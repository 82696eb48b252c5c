package panel

import (
	"slices"
	"sync"
	"time"

	"orderflow/sim"
)

// Faults decides what goes wrong with a purchase. Its methods are called under
// the panel's lock: they must not wait, and not call the panel.
type Faults interface {
	// Strike returns the first fault that strikes the order among those asked
	// for, and counts it.
	Strike(order sim.OrderID, which func(*sim.Fault) bool) (f sim.Fault, struck bool)
	// StrikeEach does the same for each of them.
	StrikeEach(order sim.OrderID, which func(*sim.Fault) bool) []sim.Fault
}

// named returns which faults have a name.
func named(name sim.FaultName) func(*sim.Fault) bool {
	return func(f *sim.Fault) bool { return f.Name == name }
}

// Of faults that meet at a purchase the one that lets the order come back
// strikes first, so that the other strikes then: an HTTP status is tried again,
// a silence is delivered again, a no with status 200 is the end.
func refuses(f *sim.Fault) bool  { return f.Name == sim.ProviderError && f.Text == "" }
func declines(f *sim.Fault) bool { return f.Name == sim.ProviderError && f.Text != "" }

// calm is a panel where nothing goes wrong.
type calm struct{}

// Strike is that of [Faults].
func (calm) Strike(sim.OrderID, func(*sim.Fault) bool) (f sim.Fault, struck bool) { return f, false }

// StrikeEach is that of [Faults].
func (calm) StrikeEach(sim.OrderID, func(*sim.Fault) bool) []sim.Fault { return nil }

// Plan is the faults of a panel that runs alone. Its 0 s is when it was made.
type Plan struct {
	mu      sync.Mutex
	start   time.Time
	entries []*planned
	changed chan struct{} // receives after a change; one pending signal is enough
	report  func(number uint16, order sim.OrderID)
	told    func(Change)
}

// planned is one fault of a plan.
type planned struct {
	sim.Fault
	number  uint16 // of a fault that somebody else counts; 0 = nobody
	strikes int
	ended   bool // by hand
}

// NewPlan makes a plan of faults.
func NewPlan(faults []sim.Fault) (*Plan, error) {
	p := &Plan{start: time.Now(), changed: make(chan struct{}, 1)}
	for _, f := range faults {
		if err := p.add(f, 0); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Report lets somebody be told that a fault with a number strikes an order. It is called
// under the panel's lock: it must not wait, and not call the panel.
func (p *Plan) Report(struck func(number uint16, order sim.OrderID)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.report = struck
}

// Watch lets somebody be told what becomes true in the panel whose faults these are, as
// [Options.Watch] is where it is given.
func (p *Plan) Watch(told func(Change)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told = told
}

// happens passes on what becomes true.
func (p *Plan) happens(c Change) {
	p.mu.Lock()
	told := p.told
	p.mu.Unlock()
	if told != nil {
		told(c)
	}
}

// ErrFault returns an error of one line where a panel cannot make a fault.
func ErrFault(f *sim.Fault) error {
	switch f.Name {
	case sim.ProviderDown:
		if f.Order != 0 {
			return sim.Refuse("fault %s: order= only works on the simulator: a panel that is down is down for every order", "장애 %s: order=는 시뮬레이터에서만 됩니다. 패널이 내려가면 모든 주문에 대해 내려갑니다", f.Name)
		}
	case sim.ProviderTimeout, sim.ProviderError, sim.ProviderSilent, sim.ProviderPartial, sim.ProviderCancel, sim.ProviderDrop:
	default:
		return sim.Refuse("fault %s is none of a panel: want one whose name begins with provider-", "장애 %s은(는) 패널의 장애가 아닙니다. provider-로 시작하는 장애를 쓰세요", f.Name)
	}
	return nil
}

// Add lets a fault begin as long after now as its from= says.
func (p *Plan) Add(f sim.Fault) error {
	return p.AddNumbered(f, 0)
}

// AddNumbered is Add of a fault that somebody else has given a number, from 1.
func (p *Plan) AddNumbered(f sim.Fault, number uint16) error {
	f.From += time.Since(p.start)
	return p.add(f, number)
}

func (p *Plan) add(f sim.Fault, number uint16) error {
	if err := ErrFault(&f); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.entries) >= sim.FaultsMax {
		return sim.Refuse("fault %s: at most %d of one panel", "장애 %s: 패널 하나에 %d개까지 됩니다", f.Name, sim.FaultsMax)
	}
	p.entries = append(p.entries, &planned{Fault: f, number: number})
	p.signal()
	return nil
}

// End ends every fault.
func (p *Plan) End() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range p.entries {
		f.ended = true
	}
	p.signal()
}

func (p *Plan) signal() {
	select {
	case p.changed <- struct{}{}:
	default:
	}
}

// FaultState is a fault of a plan and what has become of it.
type FaultState struct {
	Fault   string `json:"fault"`
	Strikes int    `json:"strikes"`
	Acts    bool   `json:"acts"`
}

// List returns the faults of the plan.
func (p *Plan) List() []FaultState {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := make([]FaultState, 0, len(p.entries))
	for _, f := range p.entries {
		list = append(list, FaultState{Fault: f.String(), Strikes: f.strikes, Acts: f.acts(time.Since(p.start))})
	}
	return list
}

// acts reports whether the fault would act now.
func (f *planned) acts(now time.Duration) bool {
	inTime := now >= f.From && (f.For == sim.Forever || now < f.From+f.For)
	return inTime && !f.ended && (f.Count == sim.Always || f.strikes < f.Count)
}

// Strike is that of [Faults].
func (p *Plan) Strike(order sim.OrderID, which func(*sim.Fault) bool) (sim.Fault, bool) {
	struck := p.strike(order, which, 1)
	if len(struck) == 0 {
		return sim.Fault{}, false
	}
	return struck[0], true
}

// StrikeEach is that of [Faults].
func (p *Plan) StrikeEach(order sim.OrderID, which func(*sim.Fault) bool) []sim.Fault {
	return p.strike(order, which, sim.FaultsMax)
}

func (p *Plan) strike(order sim.OrderID, which func(*sim.Fault) bool, most int) (struck []sim.Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Since(p.start)
	for _, f := range p.entries {
		if len(struck) < most && f.Concerns(order) && f.acts(now) && which(&f.Fault) {
			f.strikes++
			struck = append(struck, f.Fault)
			if f.number != 0 && p.report != nil {
				p.report(f.number, order)
			}
		}
	}
	return struck
}

// down reports whether the panel is down now, and after how long that may
// change; below 0 it does not by itself.
func (p *Plan) down() (down bool, next time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Since(p.start)
	var turns []time.Duration
	for _, f := range p.entries {
		if f.Name != sim.ProviderDown {
			continue
		}
		down = down || f.acts(now)
		turns = append(turns, f.From-now)
		if f.For != sim.Forever {
			turns = append(turns, f.From+f.For-now)
		}
	}
	turns = slices.DeleteFunc(turns, func(d time.Duration) bool { return d <= 0 })
	if len(turns) == 0 {
		return down, -1
	}
	return down, slices.Min(turns)
}

// follow takes the panel down and up as the plan says, until done is closed.
func (p *Plan) follow(s *Server, done <-chan struct{}) {
	for away := false; ; {
		down, next := p.down()
		if down != away {
			if away = down; away {
				s.Down()
			} else {
				s.Up()
			}
		}
		var turn <-chan time.Time
		if next >= 0 {
			turn = time.After(next)
		}
		select {
		case <-turn:
		case <-p.changed:
		case <-done:
			return
		}
	}
}
