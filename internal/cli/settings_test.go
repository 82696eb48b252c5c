package cli

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/spf13/cobra"

	"orderflow/sim"
)

// planOf parses the flags of a command line that begins with its command.
func planOf(t *testing.T, args []string) *plan {
	t.Helper()
	cmd := &cobra.Command{Use: args[0]}
	flags := addPlan(cmd, "calm")
	if err := cmd.ParseFlags(args[1:]); err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	p, err := flags.plan(args[0])
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return p
}

// TestArgumentsMakeTheRunAgain holds that the args of a log's header, read as
// a command line, make the same configuration and the same header.
func TestArgumentsMakeTheRunAgain(t *testing.T) {
	singleThreaded(t)
	samples := map[string][]string{
		"mode": {"emit", "emit-await", "send"}, "client": {"nestjs", "kafka-go"}, "observe": {"never", "now", "late=1500ms", "twice", "await-observable", "subscribe-no-handler"},
		"acks": {"-1", "1", "0"}, "send-timeout": {"0s", "2s", "1500ms"}, "orders": {"0", "7", "20", "5000000"},
		"rate": {"0.5/s", "1/s", "0.333333/s", "7/m", "100/h", "0.000001/h", "1000/s"}, "external": {"0", "0.3", "0.125", "1"},
		"seed": {"0", "42", "18446744073709551615"}, "until": {"1ms", "90s", "10m", "24000h"}, "partitions": {"3", "64"}, "workers": {"1", "2"},
		"session-timeout": {"6s", "30s"}, "from-beginning": {"true", "false"}, "cluster-size": {"1", "3"}, "services": {"1", "16"}, "reply-partitions": {"1", "64"},
		"retries": {"0", "5", "100"}, "initial-retry-time": {"1ms", "300ms"}, "max-retry-time": {"1s", "30s"}, "producer-retries": {"-1", "0", "10"},
		"producer-initial-retry-time": {"0s", "100ms"}, "request-timeout": {"5s", "30s"}, "connection-timeout": {"100ms", "1s"}, "producer-only": {"true", "false"},
		"remedy": {"sweeper", "dedupe", "send-timeout"},
		"fault":  {"broker-down", "broker-down:from=2s,for=10s", "ack-lost:count=always,order=3", "leader-failover:partition=2,how=shutdown", "provider-partial:ratio=0.25"},
	}
	draw := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		args := []string{"run", "--scenario", []string{"calm", "outage"}[draw.IntN(2)]}
		for _, s := range sim.FlagSettings() {
			values, found := samples[s.Name]
			if !found {
				t.Fatalf("no samples of --%s", s.Name)
			}
			if draw.IntN(3) == 0 {
				args = append(args, argument(&s, values[draw.IntN(len(values))])...)
			}
		}
		first := planOf(t, args)
		again := planOf(t, first.header.Args)
		if !reflect.DeepEqual(first.config, again.config) || !reflect.DeepEqual(first.header, again.header) {
			t.Fatalf("%q makes\n%+v %q\nand again\n%+v %q", args, first.config, first.header.Args, again.config, again.header.Args)
		}
	}
}

func TestArgumentsSayOnlyWhatTheScenarioDoesNot(t *testing.T) {
	p := planOf(t, []string{"run", "--scenario", "outage", "--mode", "emit", "--orders", "12", "--remedy", "sweeper", "--external", "0.5"})
	want := []string{"run", "--scenario", "outage", "--external", "0.5", "--remedy", "sweeper"}
	if !slices.Equal(p.header.Args, want) {
		t.Errorf("%q, want %q", p.header.Args, want)
	}
}

// TestProducerOnlyStandsAlone: the one flag that may stand without a value.
func TestProducerOnlyStandsAlone(t *testing.T) {
	for word, want := range map[string]bool{"--producer-only": true, "--producer-only=false": false, "--producer-only=true": true} {
		if p := planOf(t, []string{"run", word, "--orders", "3"}); p.config.ProducerOnly != want || p.config.Orders != 3 {
			t.Errorf("%s makes %t and %d orders", word, p.config.ProducerOnly, p.config.Orders)
		}
	}
}
