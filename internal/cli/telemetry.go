package cli

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"orderflow/internal/telemetry"
	"orderflow/sim"
)

// addOTLP adds the flag that says where spans are sent.
func addOTLP(cmd *cobra.Command, to *string) {
	cmd.Flags().Var(&checkedFlag{to: to, kind: "url", check: telemetry.CheckURL},
		"otlp", "send the run as OpenTelemetry spans to the collector at this address,\nsuch as http://localhost:4318")
}

// spans returns what writes the spans of a run.
func (f *exportFlags) spans(cmd *cobra.Command, from string) (func(io.Writer) error, error) {
	log, err := f.log(cmd, from)
	if err != nil {
		return nil, err
	}
	return func(w io.Writer) error { return telemetry.WriteJSON(w, log) }, nil
}

// spans tells a collector of live runs; nil tells nobody.
type spans struct {
	address string
	sender  *telemetry.Sender
	feeds   sync.WaitGroup
	closing chan struct{} // closed when no run goes on any more
}

// newSpans begins to send to the collector of --otlp; "" is none.
func newSpans(address string) (*spans, error) {
	if address == "" {
		return nil, nil //nolint:nilnil // nobody is told
	}
	endpoint, err := telemetry.NewEndpoint(address, os.Getenv)
	if err != nil {
		return nil, err
	}
	return &spans{address: address, sender: telemetry.NewSender(endpoint, version(), nil), closing: make(chan struct{})}, nil
}

// tellAfter is when it is said that the end waits for a collector.
const tellAfter = 200 * time.Millisecond

// close sends what waits, and says in one line what a collector has not taken.
// Nothing of it is an error of the run.
func (s *spans) close(cmd *cobra.Command) {
	if s == nil {
		return
	}
	close(s.closing)
	s.feeds.Wait()
	said, line := make(chan struct{}), newProgress(cmd, formatSummary)
	slow := time.AfterFunc(tellAfter, func() {
		defer close(said)
		line.wait(sim.Say("Waiting for %[1]s to take %[2]d spans (at most %[3]s)", "%[1]s의 응답을 기다립니다: 스팬 %[2]d개(최대 %[3]s)", s.address, s.sender.Left(), telemetry.DrainLimit))
	})
	tally := s.sender.Close(cmd.Context())
	if !slow.Stop() {
		<-said
	}
	line.clear()
	tally.Why = localized(tally.Why)
	if missing := tally.Missing(s.address); missing != nil {
		warn(cmd.ErrOrStderr(), missing, commandLang(cmd))
	}
}

// spanFeed is one run that is told; nil is one that is not.
type spanFeed struct{ of *telemetry.Feed }

// feed begins to tell a run.
func (s *spans) feed() *spanFeed {
	if s == nil {
		return nil
	}
	return &spanFeed{telemetry.NewFeed(s.sender)}
}

// sinks receive the run's events.
func (f *spanFeed) sinks() []func(sim.Event) {
	if f == nil {
		return nil
	}
	return []func(sim.Event){f.of.Add}
}

func (f *spanFeed) begin(h sim.Header) {
	if f != nil {
		f.of.Begin(h)
	}
}

func (f *spanFeed) end() {
	if f != nil {
		f.of.End()
	}
}

// toldRun is a run on a real Kafka that is told: one of this process, or one that it
// watches.
type toldRun interface {
	Begun() <-chan struct{}
	Header(h sim.Header) (header sim.Header, begun bool)
	Done() <-chan struct{}
}

// follow tells a run to its end.
func (s *spans) follow(f *spanFeed, source toldRun, h sim.Header) {
	if s == nil {
		return
	}
	s.feeds.Go(func() {
		defer f.end()
		s.await(source.Begun())
		if began, ok := source.Header(h); ok {
			f.begin(began)
			s.await(source.Done())
		}
	})
}

// await waits for something of a run, or until none goes on.
func (s *spans) await(what <-chan struct{}) {
	select {
	case <-what:
	case <-s.closing:
	}
}
