package engine

import "orderflow/sim"

// statusReport is one record of sns.order-status: a consumer tells the order
// service how far an order is.
type statusReport struct {
	group     sim.Group
	order     sim.OrderID
	row       sim.Row
	delivered int64
	event     sim.EventID // status-sent
}

// report sends a status event. The consumer repeats it until it is
// acknowledged: it waits while the leader of the topic cannot be reached.
func (w *worker) report(r statusReport, cause sim.EventID) {
	e := w.group.e
	leader := e.cluster.leaderFor(e.cluster.status)
	if !w.alive || leader == nil || !leader.healthy() {
		w.unsent = append(w.unsent, unsentReport{r, cause})
		return
	}
	r.event = e.record(sim.Event{Type: sim.StatusSent, Order: r.order, Group: r.group, Word: uint8(r.row), Cause: cause})
	draw := e.stream("status", uint64(r.order)<<8|uint64(r.row))
	e.after(draw.Between(statusDelayMin, statusDelayMax), func() { e.cluster.appendStatus(&r) })
}

// appendStatus is a status event in its topic, where every replica has it.
func (c *cluster) appendStatus(r *statusReport) {
	p := c.status
	p.records = append(p.records, record{order: r.order, appended: r.event, status: r})
	p.high = p.end()
	for id := range p.fetched {
		p.fetched[id] = p.high
	}
	for _, watch := range c.watchers {
		watch(p, r.event)
	}
}

// unsentReport is a report that waits for the connection.
type unsentReport struct {
	report statusReport
	cause  sim.EventID
}

// sendUnsent sends what waited for the connection.
func (w *worker) sendUnsent() {
	unsent := w.unsent
	w.unsent = nil
	for _, u := range unsent {
		w.report(u.report, u.cause)
	}
}

// follow moves a row on as a status event says, never back.
func (s *service) follow(r *statusReport) {
	f := s.flows[r.order-1]
	if f == nil || f.row.Final() || r.row <= f.row {
		return
	}
	f.row = r.row
	event := s.e.record(sim.Event{Type: sim.RowChanged, Order: r.order, Word: uint8(r.row), Cause: r.event})
	if r.row == sim.RowPartial || r.row == sim.RowCanceled {
		missing := int64(f.order.Quantity) - r.delivered
		s.refund(f, int64(f.order.Points)*missing/int64(f.order.Quantity), event)
	}
}
