package engine

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// quantiles are the 5th, 50th and 95th percentile of a time, in seconds.
type quantiles [3]float64

func quantilesOf(times []float64) quantiles {
	slices.Sort(times)
	n := len(times)
	return quantiles{times[n*5/100], times[n/2], times[n*95/100]}
}

// lawRow is what a Monte-Carlo of the law gives for one length of an outage:
// the time from the cut to a member's first fetch, for a lone member without a
// free broker, two members ({p0,p2}, {p1}), and one member of one partition;
// and how many groups of two keep both, one or none of their member ids.
type lawRow struct {
	outage             float64
	lone, two, single  quantiles
	same, mixed, fresh float64 // percent
}

// consumerLaw: a Monte-Carlo of 20,000 draws of the law, which agrees with
// three real brokers at all 13 lengths (measured).
var consumerLaw = []lawRow{
	{1, quantiles{25.2, 27.5, 29.8}, quantiles{6.1, 7.5, 9.7}, quantiles{6.1, 7.5, 9.8}, 100, 0, 0},
	{2, quantiles{25.2, 27.5, 29.8}, quantiles{7.0, 7.7, 9.8}, quantiles{7.1, 7.8, 9.8}, 100, 0, 0},
	{3, quantiles{25.2, 27.5, 29.8}, quantiles{8.0, 8.5, 9.8}, quantiles{8.1, 8.7, 10.0}, 100, 0, 0},
	{5, quantiles{25.2, 27.5, 29.8}, quantiles{10.0, 10.5, 12.2}, quantiles{10.1, 10.9, 13.3}, 100, 0, 0},
	{8, quantiles{25.2, 27.5, 29.8}, quantiles{13.1, 14.3, 25.4}, quantiles{13.2, 15.2, 19.8}, 92, 7, 1},
	{10, quantiles{25.2, 27.5, 29.8}, quantiles{15.2, 17.7, 27.6}, quantiles{15.3, 18.1, 27.1}, 63, 28, 9},
	{13, quantiles{25.3, 27.6, 29.8}, quantiles{18.6, 26.9, 29.5}, quantiles{18.4, 26.0, 29.3}, 14, 36, 50},
	{16, quantiles{25.3, 27.7, 30.1}, quantiles{25.2, 27.5, 29.8}, quantiles{23.7, 27.2, 29.7}, 1, 10, 89},
	{20, quantiles{25.3, 27.8, 30.8}, quantiles{25.3, 27.7, 29.9}, quantiles{25.4, 28.2, 31.9}, 0, 0, 100},
	{25, quantiles{26.4, 29.7, 36.7}, quantiles{26.1, 29.6, 36.7}, quantiles{26.6, 31.9, 39.5}, -1, -1, -1},
	{29, quantiles{32.1, 35.0, 42.4}, quantiles{32.0, 34.0, 38.9}, quantiles{32.1, 34.5, 42.6}, -1, -1, -1},
	{33, quantiles{36.2, 39.0, 46.7}, quantiles{36.2, 37.9, 41.6}, quantiles{36.1, 38.0, 44.6}, -1, -1, -1},
	{45, quantiles{48.2, 50.6, 57.8}, quantiles{48.2, 50.1, 55.3}, quantiles{48.2, 50.9, 58.5}, -1, -1, -1},
}

// firstFetch runs an outage over idle consumers and returns the seconds from
// the cut to the group's first fetch, and how many members are still who they
// were. The members join together, as those that were measured did, so they
// poll in step; the cut comes at any moment of that.
func firstFetch(t *testing.T, seed uint64, workers, partitions int, outage time.Duration) (first float64, same int) {
	t.Helper()
	cut := 20*time.Second + sim.NewStream(seed, "cut", 0).Between(0, fetchWaitMax)
	config := sim.DefaultConfig()
	config.Orders, config.Workers, config.Partitions, config.Seed = 0, workers, partitions, seed
	config.Faults = []sim.Fault{mustFault(t, "consumer-absent:for=1s"), mustFault(t, fmt.Sprintf("broker-down:from=%s,for=%s", cut, outage))}
	e, err := New(config, nil)
	if err != nil {
		t.Fatal(err)
	}
	e.Advance(cut - time.Millisecond)
	g := e.groups[sim.InHouseGroup]
	var before []*member
	for _, w := range g.workers {
		before = append(before, w.member)
	}
	for at := cut + 100*time.Millisecond; at < cut+3*time.Minute && first == 0; at += 20 * time.Millisecond {
		e.Advance(at)
		for _, w := range g.workers {
			for _, f := range w.fetchers {
				if f.state == fetcherPolling && f.since > cut {
					first = (f.since - cut).Seconds()
				}
			}
		}
	}
	e.Advance(cut + 2*time.Minute)
	for i, w := range g.workers {
		if w.member == before[i] {
			same++
		}
	}
	return first, same
}

func mustFault(t *testing.T, spec string) sim.Fault {
	t.Helper()
	f, err := sim.ParseFault(spec)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// precision is how near a Monte-Carlo of some seeds comes to the table: at each
// of the three percentiles, in seconds, and for the shares, in points.
type precision struct {
	seeds  int
	times  quantiles
	shares float64
}

// TestConsumerLaw holds the consumers of an outage to the measured law. Among
// few seeds the highest percentile jumps between two shapes of a run.
func TestConsumerLaw(t *testing.T) {
	singleThreaded(t)
	testConsumerLaw(t, precision{100, quantiles{2.5, 2, 13}, 15}, 1)
}

// TestSlowConsumerLaw: within 1 s and 5 points over 2,000 seeds; the member of
// one partition, whose shapes are further apart, within 1.5 s.
func TestSlowConsumerLaw(t *testing.T) {
	if os.Getenv("ORDERFLOW_SLOW") == "" {
		t.Skip("ORDERFLOW_SLOW is not set")
	}
	testConsumerLaw(t, precision{2000, quantiles{1, 1, 1}, 5}, 1.5)
}

func testConsumerLaw(t *testing.T, want precision, single float64) {
	for _, row := range consumerLaw {
		outage := time.Duration(row.outage * float64(time.Second))
		shares := [3]float64{}
		column := func(workers, partitions int) quantiles {
			var all []float64
			for seed := range uint64(want.seeds) {
				first, same := firstFetch(t, seed+1, workers, partitions, outage)
				all = append(all, first)
				if workers == 2 {
					shares[2-same] += 100 / float64(want.seeds)
				}
			}
			return quantilesOf(all)
		}
		var wrong []string
		for _, c := range []struct {
			name                string
			workers, partitions int
			law                 quantiles
			factor              float64
		}{{"lone", 1, 3, row.lone, 1}, {"two", 2, 3, row.two, 1}, {"single", 1, 1, row.single, single}} {
			got := column(c.workers, c.partitions)
			t.Logf("%4.0f s %-6s %5.1f want %5.1f", row.outage, c.name, got, c.law)
			for i := range got {
				if d := got[i] - c.law[i]; math.Abs(d) > want.times[i]*c.factor {
					wrong = append(wrong, fmt.Sprintf("%s %.1f, want %.1f", c.name, got, c.law))
					break
				}
			}
		}
		t.Logf("%4.0f s shares %.0f want %.0f/%.0f/%.0f", row.outage, shares, row.same, row.mixed, row.fresh)
		if row.same >= 0 {
			for i, law := range []float64{row.same, row.mixed, row.fresh} {
				if math.Abs(shares[i]-law) > want.shares {
					wrong = append(wrong, fmt.Sprintf("same/mixed/new %.0f, want %.0f/%.0f/%.0f", shares, row.same, row.mixed, row.fresh))
					break
				}
			}
		}
		if len(wrong) > 0 {
			t.Errorf("outage of %.0f s: %s", row.outage, strings.Join(wrong, "; "))
		}
	}
}
