package proxy

import (
	"strings"

	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Supports returns an error of one line where a proxy cannot make the fault.
func Supports(f sim.Fault) error {
	switch f.Name {
	case sim.BrokerDown:
		if f.How.Dies() {
			return sim.Refuse("fault %s: how=crash cannot be made by a proxy: how=network cuts its clients off, how=freeze answers nothing", "장애 %s: how=crash는 프록시로 만들 수 없습니다. how=network는 클라이언트를 끊고, how=freeze는 답하지 않습니다", f.Name)
		}
	case sim.ProduceError, sim.AckLost, sim.AckSwallowed, sim.AckDelay, sim.CommitLost, sim.ReplyAckLost, sim.ReplyUnproducible:
	default:
		return sim.Refuse("fault %s cannot be made by a proxy: want broker-down, produce-error, ack-lost, ack-swallowed, ack-delay, commit-lost, reply-unproducible or reply-ack-lost", "장애 %s은(는) 프록시로 만들 수 없습니다. broker-down, produce-error, ack-lost, ack-swallowed, ack-delay, commit-lost, reply-unproducible, reply-ack-lost 중에서 고르세요", f.Name)
	}
	if f.Order != 0 {
		return sim.Refuse("fault %s: order= is a number of a run, and a proxy sees keys alone: leave it out, count= says how often", "장애 %s: order=는 실행의 주문 번호인데 프록시는 키만 봅니다. 빼세요. 횟수는 count=로 정합니다", f.Name)
	}
	return nil
}

// Accepts returns an error of one line where a proxy cannot make all of these faults.
func Accepts(faults []sim.Fault) error {
	for _, f := range faults {
		if err := Supports(f); err != nil {
			return err
		}
	}
	if len(faults) > sim.FaultsMax {
		return sim.Refuse("fault %s: at most %d in one run", "장애 %s: 한 번의 실행에 %d개까지 됩니다", faults[sim.FaultsMax].Name, sim.FaultsMax)
	}
	return nil
}

// fault is one fault of a proxy; the proxy's lock guards what changes.
type fault struct {
	sim.Fault
	active  bool
	strikes int
}

// plan lets a fault begin and end at its times.
func (p *Proxy) plan(spec sim.Fault) {
	f := &fault{Fault: spec}
	if f.From == 0 {
		p.begin(f)
		return
	}
	p.after(f.From, func() { p.begin(f) })
}

// begin lets a fault act, and plans its end.
func (p *Proxy) begin(f *fault) {
	p.mu.Lock()
	f.active = true
	p.mu.Unlock()
	p.teller.Tell(Event{Type: FaultBegan, Fault: f.String()})
	over := p.act(f)
	if f.For == sim.Forever {
		return
	}
	p.after(f.For, func() {
		p.mu.Lock()
		f.active = false
		p.mu.Unlock()
		over()
		p.teller.Tell(Event{Type: FaultOver, Fault: f.String()})
	})
}

// act installs what a fault does, and returns what takes it away again.
func (p *Proxy) act(f *fault) (over func()) {
	switch f.Name {
	case sim.BrokerDown:
		r := wire.ReachRefused
		if f.How.Silent() {
			r = wire.ReachFrozen
		}
		return p.gate.Begin(f.Broker, r).End
	case sim.ProduceError:
		if f.Code.AfterAppend() {
			return p.install(f, wire.RefuseAnswer, p.publishes)
		}
		return p.install(f, wire.RefuseRequest, p.publishes)
	case sim.AckLost:
		return p.install(f, wire.LoseAnswer, p.publishes)
	case sim.AckSwallowed:
		return p.install(f, wire.SwallowAnswer, p.publishes)
	case sim.AckDelay:
		return p.install(f, wire.DelayAnswer, p.publishes)
	case sim.ReplyAckLost:
		return p.install(f, wire.LoseAnswer, p.replies)
	case sim.ReplyUnproducible:
		f.Code = sim.MessageTooLarge
		return p.install(f, wire.RefuseRequest, p.replies)
	case sim.CommitLost:
		return p.install(f, wire.CutRequest, func(x *wire.Exchange) string { return p.commits(x, f.Group) })
	}
	return func() {}
}

// install adds a rule for the requests of which about names the topic.
func (p *Proxy) install(f *fault, does wire.Action, about func(*wire.Exchange) string) (remove func()) {
	r := &wire.Rule{
		Does: does, Delay: f.Delay,
		Matches: func(x *wire.Exchange) bool { return about(x) != "" && p.strikes(f) },
		Struck: func(x *wire.Exchange) {
			e := Event{Type: Struck, Connection: x.From.Guest, Broker: x.Broker, Fault: f.String(), Topic: about(x)}
			if x.Commit != nil {
				e.Group = clipped(x.Commit.Group)
			}
			p.teller.Tell(e)
		},
	}
	if does.Refuses() {
		r.Code = wire.ErrorCode(f.Code)
	}
	p.gate.Add(r)
	return func() { p.gate.Remove(r) }
}

// strikes counts one strike of the fault, if it strikes once more.
func (p *Proxy) strikes(f *fault) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !f.active || f.Count != sim.Always && f.strikes >= f.Count {
		return false
	}
	f.strikes++
	return true
}

// publishes returns the topic of orders that a request writes to; empty if none.
func (p *Proxy) publishes(x *wire.Exchange) string { return x.WritesTo(p.teller.isOrders) }

// replies returns the topic of answers that a request writes to; empty if none.
func (p *Proxy) replies(x *wire.Exchange) string { return x.WritesTo(p.teller.isReply) }

// commits returns the topic of orders of which a group commits an offset; empty
// if none. Group 0 is any.
func (p *Proxy) commits(x *wire.Exchange, group sim.Group) string {
	if x.Commit == nil || group != 0 && !calledLike(x.Commit.Group, group.String()) {
		return ""
	}
	for _, part := range x.Commit.Parts {
		if p.teller.isOrders(part.Topic) {
			return part.Topic
		}
	}
	return ""
}

// calledLike reports whether a group is what a run calls by this name: with the
// prefix of a run before it, or NestJS's postfix after it.
func calledLike(id, name string) bool {
	id = strings.TrimSuffix(id, "-server")
	return id == name || strings.HasSuffix(id, "."+name)
}

// Faults lists the names of the faults that a proxy can make.
func Faults() []string {
	var names []string
	for _, shape := range sim.FaultShapes() {
		if Supports(sim.NewFault(shape.Name)) == nil {
			names = append(names, shape.Name.String())
		}
	}
	return names
}
