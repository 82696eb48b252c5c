package engine

import "orderflow/sim"

// begin records the start of the run and plans what is known beforehand.
func (e *Engine) begin(inputs []sim.Input) {
	started := e.record(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: e.config.Setup("sim")}})
	e.cluster = newCluster(e)
	e.panel = newPanel(e)
	e.service = newService(e)
	workers := [sim.GroupCount]int{sim.InHouseGroup: e.config.Workers, sim.ExternalGroup: 1, sim.StatisticsGroup: 1, sim.ServiceGroup: e.config.Services, sim.ReplyGroup: e.config.Services}
	for id := sim.InHouseGroup; id < sim.GroupCount; id++ {
		if id != sim.ReplyGroup || !e.config.ProducerOnly {
			e.groups[id] = newGroup(e, id, workers[id])
		}
	}
	e.cluster.watchers = append(e.cluster.watchers, e.visible)
	e.gather()
	e.cluster.announce(started)
	for _, g := range e.groups[sim.InHouseGroup:] {
		if g != nil {
			g.start(started)
		}
	}
	e.planFaults()
	for _, i := range e.service.instances {
		i.client.start()
		i.activity.start()
	}
	e.service.planNext()
	for _, in := range inputs {
		e.after(in.At, func() { e.input(in) })
	}
}

// gather lets one broker lead every partition where a leader-failover of all
// partitions asks for it.
func (e *Engine) gather() {
	for _, f := range e.config.Faults {
		if f.Name == sim.LeaderFailover && f.Partition == sim.AllPartitions {
			for _, p := range e.cluster.all() {
				p.leader = 1
			}
		}
	}
}

// visible tells the consumers that a high watermark or a leader moved.
func (e *Engine) visible(p *partition, _ sim.EventID) {
	for _, g := range e.groups[sim.InHouseGroup:] {
		if g != nil && g.reads(p) {
			g.visible(p)
		}
	}
}

// input does what a user did.
func (e *Engine) input(in sim.Input) {
	switch {
	case in.Fault != nil:
		f := *in.Fault
		f.From = e.now
		e.startFault(e.faults.add(f))
	case in.Repair:
		for _, f := range e.faults.entries {
			e.endFault(f, 0)
		}
	case in.NewOrder:
		e.service.addOrder()
	case in.Remedy != nil:
		e.switchRemedy(*in.Remedy)
	}
}
