package track

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/words"
)

// slowPanel makes two of its answers get lost, while it works for longer than
// whoever asks it waits.
func slowPanel(t *testing.T) func(*sim.Config) {
	fault, err := sim.ParseFault("provider-timeout:count=2")
	if err != nil {
		t.Fatal(err)
	}
	return func(c *sim.Config) {
		c.Orders, c.ExternalRatio, c.Until, c.Faults = 8, 500, time.Minute, append(c.Faults, fault)
	}
}

// TestKindsOfLanes looks at a lane of every kind in the runs in which it comes up.
func TestKindsOfLanes(t *testing.T) {
	mode := func(m sim.Mode) func(*sim.Config) { return func(c *sim.Config) { c.Mode = m } }
	for _, look := range []struct {
		what, scenario string
		change         func(*sim.Config)
		at             time.Duration
		order          sim.OrderID
		want           string
	}{
		{
			"called and marked, on the wire", "outage", nil, 1009500 * time.Microsecond, 1,
			"   #1 youtube views   PUBLISHED      ───────────────────────────●1 ╍╍╍╍╍╍╍╍╍◇                     ·            ·",
		},
		{
			"in the log", "outage", nil, 24 * time.Second, 12,
			"  #12 insta likes     PUBLISHED      ─────────────────────────────────□12 P1@0        ╎           ·            ·",
		},
		{
			"at a worker", "outage", nil, 36500 * time.Millisecond, 12,
			"  #12 insta likes     PROCESSING     ────────────────────────────────────────────────────◐12 w2  0.6 s         ·",
		},
		{
			"at the panel", "outage", nil, 41 * time.Second, 11,
			"  #11 insta likes     PROCESSING     ────────────────────────────────────────────────────◐11 ▰▰▰▱▱▱ 50 %       ·",
		},
		{
			"done, and the row does not know", "outage", nil, 30 * time.Second, 2,
			"   #2 blog likes      PROCESSING     ─────────────────────────────────────────────────╎───────────◇────────────✓ 13.999",
		},
		{
			"it waits to be sent again, and is worked at", "lost-ack", nil, 3100 * time.Millisecond, 2,
			"   #2 insta followers PROCESSING …   ───────────────────── ↻2 ───────────────────────────◐2 w1  0.1 s          ·",
		},
		{
			"it is sent again, and is worked at", "lost-ack", nil, 3330 * time.Millisecond, 2,
			"   #2 insta followers PROCESSING …   ────────────────────────── ●2 ──────────────────────◐2 w1  0.3 s          ·",
		},
		{
			"a second copy waits behind the first", "lost-ack", nil, 3400 * time.Millisecond, 2,
			"   #2 insta followers PROCESSING     ──────────────────────────────── ◆2 ─P2@1───────────◐2 w1  0.4 s          ·",
		},
		{
			"a second copy is worked at", "lost-ack", nil, 3800 * time.Millisecond, 2,
			"   #2 insta followers COMPLETED      ─────────────────────────────────────────────────── ◆2 ─w1  0.2 s─────────✓ 3.552",
		},
		{
			"bought twice", "panel-timeout", nil, 22 * time.Second, 2,
			"   #2 youtube views   PROCESSING     ─────────────────────────────────────────────────── ◆2 ─▰▰▰▱▱▱ 50 %───────✓ 12.283",
		},
		{
			"two workers at once", "development-cluster", nil, 11 * time.Second, 1,
			"   #1 insta likes     PROCESSING     ────────────────────────────────────────────────────◐1 w1 ◆1 w2           ·",
		},
		{
			"done more than twice", "development-cluster", nil, 90 * time.Second, 1,
			"   #1 insta likes     COMPLETED      ──────────────────────────────────────────────────────────────────────────◆ ×7",
		},
		{
			"two jobs at once", "calm", slowPanel(t), 27 * time.Second, 7,
			"   #7 youtube foll.   PROCESSING     ────────────────────────────────────────────────────◐7 0 % ◆7 75 %        ·",
		},
		{
			"the handler threw", "redelivery", nil, 6600 * time.Millisecond, 2,
			"   #2 blog views      PUBLISHED      ─────────────────────────────────□2 P2@0  ◂╌╌╌╌╌╌╌╌╌╌✗ again in 0.2 s     ·",
		},
		{
			"behind a record that blocks the partition", "poison", nil, 30 * time.Second, 5,
			"   #5 blog views      PUBLISHED      ─────────────────────────────────□5 behind #3                ·            ·",
		},
		{
			"the caller waits", "outage-awaited", nil, 14 * time.Second, 4,
			"   #4 insta likes     PAID waits     ───── 7.0 s · round 1 ○4    █          ·         ╎           ·            ·",
		},
		{
			"failed, and told", "outage-awaited", nil, 28 * time.Second, 4,
			"   #4 insta likes     PUBLISH-FAILED ──────── failed, told ✗4               ·         ╎           ·            ·",
		},
		{
			"lost before it left", "outage", nil, 28 * time.Second, 4,
			"   #4 insta likes     PUBLISHED      ───── ✗4   LOST  10,000 P ╍╍╍╍╍╍╍╍╍╍╍╍╍◇         ╎           ·            ·",
		},
		{
			"lost from the log", "acks1-loss", nil, 30 * time.Second, 1,
			"   #1 youtube foll.   PUBLISHED      ─────────────────────────────── ✗ LOST  6,000 P              ·            ·",
		},
		{
			"tries of its own, and no leader", "broker-crash", nil, 8 * time.Second, 1,
			"   #1 insta likes     PUBLISHED      ─────── try 6/6 2.4 s ↻1 ╍╍╍█╍╍╍╍╍╍╍╍╍╍◇                     ·            ·",
		},
		{
			"delivered in part", "panel-partial", nil, 40 * time.Second, 2,
			"   #2 blog views      PARTIAL        ────────────────────────────────────────────────────────── 40 % delivered ▾ 8.330",
		},
		{
			"send: all wait for absent consumers", "send-coupling", nil, 6 * time.Second, 2,
			"   #2 insta likes     PAID waits     ─────────────────────────────────□2 P2@0         ╎           ·            ·",
		},
		{
			"send: the answer is on its way", "outage", mode(sim.Send), 2015 * time.Millisecond, 1,
			"   #1 youtube views   PROCESSING …   ──────────────────────────────── ◂1 ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌─────────◇────────────✓ 2.006",
		},
	} {
		f := at(uitest.ScenarioLog(t, look.scenario, look.change), look.at, size(120, 36, words.English), selected(100))
		got := ""
		for i := range f.lanes {
			if l := &f.lanes[i]; l.o != nil && l.o.Order.Number == look.order {
				got = strings.TrimRight(strings.Split(f.Text(), "\n")[l.y], " ")
			}
		}
		// The lane that the selection follows is heavier, and marked.
		got = strings.NewReplacer("▸", " ", "━", "─").Replace(got)
		if got != look.want {
			t.Errorf("%s (#%d of %s at %s):\n got %s\nwant %s", look.what, look.order, look.scenario, look.at, got, look.want)
		}
	}
}
