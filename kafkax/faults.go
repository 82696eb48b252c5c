package kafkax

import (
	"sync"

	"orderflow/internal/panel"
	"orderflow/sim"
)

// Supported returns an error of one line where the fault cannot be made: on
// the embedded Kafka or, with foreign, on a cluster that is not the program's own.
// What only a hand on the brokers can do there, the line says how to do.
func Supported(f sim.Fault, foreign bool) error {
	if f.Group == sim.ReplyGroup {
		return sim.Refuse("fault %s: group=%s: a live run reads the answers in no group", "장애 %s: group=%s: live는 응답을 그룹 없이 읽습니다", f.Name, f.Group)
	}
	if foreign {
		return byHand(f, targetOf(f))
	}
	switch f.Name {
	case sim.ReplicaSlow:
		return sim.Refuse("fault %s: the embedded Kafka has no followers that could be slow: leave it out, or use orderflow run", "장애 %s: 내장 Kafka에는 느려질 follower가 없습니다. 빼거나 orderflow run을 쓰세요", f.Name)
	case sim.ServiceRestart:
		return oneService(f)
	}
	return nil
}

// oneService refuses an instance of the order service that a live run has not.
func oneService(f sim.Fault) error {
	if f.Service > 1 {
		return sim.Refuse("fault %s: service=%d: a live run has one instance of the order service", "장애 %s: service=%d: live의 주문 서비스는 인스턴스가 하나입니다", f.Name, f.Service)
	}
	return nil
}

// byHand refuses what has to be done to the brokers of a cluster themselves, and
// says what that is. target is which of them.
func byHand(f sim.Fault, target sim.Text) error {
	switch {
	case f.Name == sim.ServiceRestart:
		return oneService(f)
	case f.Name == sim.ReplicaSlow:
		return sim.Refuse("fault %s is made on the brokers' own machines: tc qdisc add dev eth0 root netem delay %dms slows their network, and what comes of it is seen here",
			"장애 %s은(는) 브로커의 머신에서 직접 일으켜야 합니다. 거기서 tc qdisc add dev eth0 root netem delay %dms로 네트워크를 늦추면 결과가 여기에 보입니다", f.Name, f.Delay.Milliseconds())
	case f.Name == sim.LeaderFailover:
		signal := "-9"
		if f.How.Orderly() {
			signal = "-TERM"
		}
		return sim.Refuse("fault %s is made on the brokers' own machines: kill %s the process of %s, and what comes of it is seen here",
			"장애 %s은(는) 브로커의 머신에서 직접 일으켜야 합니다. 거기서 kill %s로 %s의 프로세스를 끝내면 결과가 여기에 보입니다", f.Name, signal, target)
	case f.Name == sim.BrokerDown && f.How.Dies():
		return sim.Refuse("fault %s: how=crash is made on the brokers' own machines: kill -9 the process of %s, and what comes of it is seen here; how=network cuts this program off",
			"장애 %s: how=crash는 브로커의 머신에서 직접 일으켜야 합니다. 거기서 kill -9로 %s의 프로세스를 끝내면 결과가 여기에 보입니다. how=network는 이 프로그램만 끊습니다", f.Name, target)
	}
	return nil
}

// targetOf says which brokers a fault ends, as far as its parameters say it.
func targetOf(f sim.Fault) sim.Text {
	switch {
	case f.Name == sim.BrokerDown && f.Broker > 0:
		return sim.Say("broker %d", "브로커 %d", f.Broker)
	case f.Name == sim.BrokerDown:
		return sim.Text{English: "every broker", Korean: "모든 브로커"}
	case f.Partition >= 0:
		return sim.Say("the leader of partition %d", "파티션 %d의 leader", f.Partition)
	}
	return sim.Text{English: "a leader", Korean: "leader 하나"}
}

// Supports returns an error of one line where a run with these options cannot
// make the fault.
func (o *Options) Supports(f sim.Fault) error {
	if f.Name < sim.ProviderTimeout || f.Name > sim.ProviderDrop {
		return Supported(f, len(o.Brokers) > 0)
	}
	if o.PanelURL != "" {
		return sim.Refuse("fault %s: the panel is elsewhere: give the fault to orderflow panel there, or leave out --panel-url", "장애 %s: 패널이 다른 곳에 있습니다. 그쪽 orderflow panel에 장애를 주거나 --panel-url을 빼세요", f.Name)
	}
	return panel.ErrFault(&f)
}

// faultBook knows the faults of a run and decides which of them strikes.
type faultBook struct {
	journal chronicle

	mu      sync.Mutex
	entries []*faultEntry
}

// faultEntry is one fault of a run.
type faultEntry struct {
	sim.Fault
	number  uint16
	event   sim.EventID // fault-started
	active  bool
	strikes int
	ended   sim.EventID             // fault-ended
	undo    func(cause sim.EventID) // ends what the fault did by itself; may be nil
}

// add enters a fault that begins now, and records that. Number 0 is the next.
func (b *faultBook) add(f sim.Fault, number uint16) (*faultEntry, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.entries) >= sim.FaultsMax {
		return nil, sim.Refuse("fault %s: at most %d in one run", "장애 %s: 한 번의 실행에 %d개까지 됩니다", f.Name, sim.FaultsMax)
	}
	if number == 0 {
		number = uint16(len(b.entries) + 1)
	}
	entry := &faultEntry{Fault: f, number: number, active: true}
	b.entries = append(b.entries, entry)
	entry.event = b.journal.faultBegins(entry)
	return entry, nil
}

// end ends a fault, unless it is over already.
func (b *faultBook) end(f *faultEntry, cause sim.EventID) {
	b.mu.Lock()
	if !f.active {
		b.mu.Unlock()
		return
	}
	f.active = false
	undo := f.undo
	f.ended = b.journal.faultEnds(f, cause)
	b.mu.Unlock()
	if undo != nil {
		undo(f.ended)
	}
}

// onEnd sets what is done when the fault ends; where it is over already, that
// is done now.
func (b *faultBook) onEnd(f *faultEntry, undo func(cause sim.EventID)) {
	b.mu.Lock()
	f.undo = undo
	active := f.active
	b.mu.Unlock()
	if !active {
		undo(f.ended)
	}
}

// acts reports whether the fault is under way.
func (b *faultBook) acts(f *faultEntry) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return f.active
}

// acting lists the faults that are under way.
func (b *faultBook) acting() []*faultEntry {
	b.mu.Lock()
	defer b.mu.Unlock()
	var acting []*faultEntry
	for _, f := range b.entries {
		if f.active {
			acting = append(acting, f)
		}
	}
	return acting
}

// concerns reports whether the fault is about the order and the group; group 0
// is any.
func (f *faultEntry) concerns(order sim.OrderID, group sim.Group) bool {
	return (f.Order == 0 || f.Order == order) && (f.Group == 0 || group == 0 || f.Group == group)
}

// actsOn reports whether the fault acts on the order in a group's hands: without
// group= that is the group which carries the order out. Group 0 is not a consumer.
func (f *faultEntry) actsOn(o *order, group sim.Group) bool {
	if f.Group == 0 && (group == sim.StatisticsGroup || group == sim.ServiceGroup || group != 0 && group < sim.StatisticsGroup && o.Fulfilment.Carrier() != group) {
		return false
	}
	return f.concerns(o.Number, group)
}

// ready reports whether the fault would strike once more.
func (f *faultEntry) ready() bool { return f.active && (f.Count == sim.Always || f.strikes < f.Count) }

// count uses up one strike of the fault if it would strike now.
func (b *faultBook) count(f *faultEntry) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !f.ready() {
		return false
	}
	f.strikes++
	return true
}

// strike returns the first fault of this name that strikes here, counts it and
// records it after the event cause; or nil.
func (b *faultBook) strike(name sim.FaultName, o *order, group sim.Group, worker uint8) *faultEntry {
	f, _ := b.strikeAt(0, name, o, group, worker)
	return f
}

// strikeEach strikes with as many of the faults asked for as there are, at most
// so many, and returns them.
func (b *faultBook) strikeEach(o *order, group sim.Group, most int, which func(*sim.Fault) bool) (struck []sim.Fault) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.entries {
		if len(struck) < most && which(&f.Fault) && f.ready() && f.actsOn(o, group) {
			f.strikes++
			b.struck(f, sim.Event{Order: o.Number, Group: group})
			struck = append(struck, f.Fault)
		}
	}
	return struck
}

// strikeAt is strike for a fault that has a point at which it strikes. It
// returns the event of the strike too.
func (b *faultBook) strikeAt(at sim.Point, name sim.FaultName, o *order, group sim.Group, worker uint8) (*faultEntry, sim.EventID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.entries {
		if f.Name == name && f.Point == at && f.ready() && f.actsOn(o, group) {
			f.strikes++
			return f, b.struck(f, sim.Event{Order: o.Number, Group: group, Worker: worker})
		}
	}
	return nil, 0
}

// struck records a strike.
func (b *faultBook) struck(f *faultEntry, e sim.Event) sim.EventID {
	e.Type, e.Fault, e.Cause = sim.FaultStruck, f.number, f.event
	return b.journal.strike(e)
}

// standing returns the active fault of this name that acts as a state, or nil.
func (b *faultBook) standing(name sim.FaultName) *faultEntry {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.entries {
		if f.Name == name && f.active {
			return f
		}
	}
	return nil
}
