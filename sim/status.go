package sim

// statusReport is one record of sns.order-status: a consumer tells the order
// service how far an order is.
type statusReport struct {
	group     Group
	order     OrderID
	row       Row
	delivered int64
	event     EventID // status-sent
}

// report sends a status event. The consumer repeats it until it is
// acknowledged: it waits while its worker has no connection.
func (w *worker) report(r statusReport, cause EventID) {
	e := w.group.e
	if !w.alive || !w.connected || !e.cluster.anyHealthy() {
		w.unsent = append(w.unsent, unsentReport{r, cause})
		return
	}
	r.event = e.record(Event{Type: StatusSent, Order: r.order, Group: r.group, Word: uint8(r.row), Cause: cause})
	s := e.service
	s.statuses = append(s.statuses, r)
	s.run(s.draw.between(statusDelayMin, statusDelayMax), s.readStatuses)
}

// unsentReport is a report that waits for the connection.
type unsentReport struct {
	report statusReport
	cause  EventID
}

// sendUnsent sends what waited for the connection.
func (w *worker) sendUnsent() {
	unsent := w.unsent
	w.unsent = nil
	for _, u := range unsent {
		w.report(u.report, u.cause)
	}
}

// readStatuses lets the order service follow the status events it can read.
func (s *service) readStatuses() {
	if s.down || !s.e.groups[ServiceGroup].workers[0].ready() || !s.e.cluster.anyHealthy() {
		return
	}
	reports := s.statuses
	s.statuses = nil
	for _, r := range reports {
		s.follow(r)
	}
}

// follow moves a row on as a status event says, never back.
func (s *service) follow(r statusReport) {
	f := s.flows[r.order-1]
	if f == nil || f.row.Final() || r.row <= f.row {
		return
	}
	f.row = r.row
	event := s.e.record(Event{Type: RowChanged, Order: r.order, Word: uint8(r.row), Cause: r.event})
	if r.row == RowPartial || r.row == RowCanceled {
		missing := int64(f.order.Quantity) - r.delivered
		s.refund(f, int64(f.order.Points)*missing/int64(f.order.Quantity), event)
	}
}
