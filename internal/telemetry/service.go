package telemetry

import (
	"strconv"
	"time"

	"orderflow/sim"
)

// Names of services. Of each process there is a resource of its own.
const (
	OrderService     = "order-service"
	InHouseWorker    = "in-house-worker"
	ExternalWorker   = "external-worker"
	StatisticsWorker = "statistics-worker"
	Truth            = "orderflow-truth"
)

// Service is who tells of a span.
type Service struct {
	Name     string
	Instance uint8 // process, from 1; 0 = there is just one
	Run      *Run
}

// SimulatedEpoch is when 0 s of virtual time is on the wall clock, so that an
// export of a simulated run is the same today and tomorrow. A run on a real Kafka
// says itself when it began.
var SimulatedEpoch = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// Run is what all spans of a run share.
type Run struct {
	header sim.Header
	setup  sim.Setup
	traces sim.TraceRun
	life   string // of the process, where a run may have several: spans of one are not those of the next
}

func newRun(h sim.Header) *Run {
	r := &Run{header: h, traces: h.TraceRun()}
	if !h.Began.IsZero() {
		r.life = " " + strconv.FormatInt(h.Began.UnixMilli(), 10)
	}
	return r
}

// span names the nth span of a kind in a trace. Only the creation context of a
// message ([sim.TraceID.Created]) is the same in every life of the run: it is in the
// message's header.
func (r *Run) span(t sim.TraceID, kind string, nth uint32) sim.SpanID {
	return t.Span(kind+r.life, nth)
}

// time returns a moment of the run on the wall clock.
func (r *Run) time(at time.Duration) time.Time {
	if r.header.Began.IsZero() {
		return SimulatedEpoch.Add(at)
	}
	return r.header.Began.Truncate(time.Millisecond).Add(at) // as the header is written
}

// attributes describe the service's resource.
func (s Service) attributes() []Attribute {
	r := s.Run
	list := []Attribute{text("service.name", s.Name)}
	if s.Instance > 0 {
		list = append(list, text("service.instance.id", strconv.Itoa(int(s.Instance))))
	}
	return append(list,
		text("service.version", r.header.Version),
		text("orderflow.engine", r.setup.Engine),
		text("orderflow.scenario", r.header.Scenario),
		text("orderflow.mode", r.setup.Mode.String()),
		text("orderflow.seed", strconv.FormatUint(r.header.Seed, 10)),
	)
}

// clientID is what the service's Kafka client calls itself.
func (s Service) clientID() string {
	if s.Instance == 0 {
		return s.Name
	}
	return s.Name + "-" + strconv.Itoa(int(s.Instance))
}

// workerOf names the service whose processes are a group's members.
func workerOf(g sim.Group) string {
	switch g {
	case sim.InHouseGroup:
		return InHouseWorker
	case sim.ExternalGroup:
		return ExternalWorker
	case sim.StatisticsGroup:
		return StatisticsWorker
	}
	return OrderService
}
