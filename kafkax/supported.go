package kafkax

import (
	"orderflow/internal/panel"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// start lets a fault begin now and, where it lasts for a time, plans its end.
func (s *Session) start(f sim.Fault) error { return s.startNumbered(f, 0) }

// startAsked is start of a fault that somebody asks for. Those that are planned have
// places kept for them.
func (s *Session) startAsked(f sim.Fault) error {
	s.mu.Lock()
	full := s.asked >= sim.FaultsMax-len(s.config.Faults)
	if !full {
		s.asked++
	}
	s.mu.Unlock()
	if full {
		return tooManyFaults(f)
	}
	f.From = s.Now()
	err := s.start(f)
	if err != nil {
		s.mu.Lock()
		s.asked--
		s.mu.Unlock()
	}
	return err
}

// startNumbered is start of a fault that has a number already.
func (s *Session) startNumbered(f sim.Fault, number uint16) error {
	if err := s.supports(f); err != nil {
		return err
	}
	return s.company.Begin(f, number)
}

// supports is that of the options, and names the broker that somebody has to end
// by hand.
func (s *Session) supports(f sim.Fault) error {
	err := s.options.Supports(f)
	if err == nil || s.cluster.embedded != nil {
		return err
	}
	broker := f.Broker
	if f.Name == sim.LeaderFailover {
		broker = s.journal.LeaderOf(max(f.Partition, 0))
	}
	for address, number := range s.cluster.brokers {
		if number == broker {
			if named := byHand(f, sim.Say("broker %d at %s", "브로커 %d(%s)", broker, sim.Printable(address, record.ErrorTextMax))); named != nil {
				return named
			}
		}
	}
	return err
}

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
