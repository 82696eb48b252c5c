package cli

import (
	"io"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"orderflow/internal/telemetry"
	"orderflow/kafkax"
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

// close sends what waits, and says in one line what a collector has not taken.
// Nothing of it is an error of the run.
func (s *spans) close(cmd *cobra.Command) {
	if s == nil {
		return
	}
	close(s.closing)
	s.feeds.Wait()
	tally := s.sender.Close(cmd.Context())
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

// follow tells the run of a source to its end.
func (s *spans) follow(f *spanFeed, source *kafkax.Source, h sim.Header) {
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
