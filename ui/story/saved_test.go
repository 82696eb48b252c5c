package story

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// beside is a narration with its layout and its history.
type beside struct {
	*Track
	layer   *pace.Layer
	history *pace.History
}

func newBeside(log *sim.Log, s Sitting) *beside {
	b := &beside{layer: pace.NewLayer(log), history: pace.NewHistory(log)}
	b.Track = Along(log, b.layer, b.history, s)
	b.rest(log)
	return b
}

// rest adds what a log has beyond what was added.
func (b *beside) rest(log *sim.Log) {
	for b.layer.Len() < log.Len() {
		e := log.At(sim.EventID(b.layer.Len() + 1))
		b.layer.Add(e)
		b.history.Add(e)
		b.Add(e)
	}
	b.Finish()
}

// TestForksAreToldAsFromTheBeginning: the narration of a future that is left for
// another goes on from where they part, as if there had been no other, and what
// came before stays as it was told.
func TestForksAreToldAsFromTheBeginning(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for i := range 8 {
		scenario := []string{"outage", "calm"}[i%2]
		session := uitest.NewRun(t, scenario, func(c *sim.Config) {
			c.Orders, c.Rate, c.ExternalOrders, c.Mode = 700, sim.Rate{Orders: 20, Per: time.Second}, nil, sim.Mode(i%3)
		})
		session.Advance(session.Config().Until)
		before := session.Log()
		b := newBeside(before, Sitting{})
		cues := slices.Clone(b.Cues)
		if before.Len() < 2*savedEvery {
			t.Fatalf("%d events are too few for this test", before.Len())
		}
		at := before.At(sim.EventID(1 + random.IntN(before.Len()))).At.Truncate(time.Microsecond)
		acts := []sim.Input{{At: at, NewOrder: true}}
		if err := session.Act(at, acts[0]); err != nil {
			t.Fatal(err)
		}
		session.Advance(session.Config().Until)
		after := session.Log()
		same := after.Until(at - 1)
		b.layer.Fork(after, same)
		b.history.Fork(after, same)
		b.Fork(after, same, acts)
		b.rest(after)
		fresh := newBeside(after, Sitting{Acts: acts})
		if !slices.Equal(b.Cues, fresh.Cues) || !slices.Equal(b.legs, fresh.legs) {
			t.Fatalf("%s: forked at %s, it is told otherwise than from the beginning", scenario, at)
		}
		for j, c := range cues {
			if before.At(c.Event).At+2*time.Second > at {
				break
			}
			if b.Cues[j] != c {
				t.Fatalf("%s: forked at %s, %s has changed", scenario, at, c.ID)
			}
		}
		if !slices.ContainsFunc(b.Cues, func(c Cue) bool { return c.ID[0] == 'a' }) {
			t.Errorf("%s: nobody tells what was done at %s", scenario, at)
		}
	}
}

// TestActsAreTold: whatever is done, a sentence says so, in each language.
func TestActsAreTold(t *testing.T) {
	for spec, want := range map[string]string{
		"broker-down": "You stop all brokers.", "broker-down:broker=2": "You make it happen: broker down.", "poison:order=9": "You make it happen: poison message.", "": "You end every fault.",
	} {
		in := sim.Input{At: 8 * time.Second, Repair: spec == ""}
		if spec != "" {
			fault, err := sim.ParseFault(spec)
			if err != nil {
				t.Fatal(err)
			}
			in.Fault = &fault
		}
		holdTold(t, in, want)
	}
	holdTold(t, sim.Input{At: 8 * time.Second, Remedy: &sim.RemedySwitch{Remedy: sim.Sweeper, On: true}}, "You switch sweeper on, from here.")
	holdTold(t, sim.Input{At: 8 * time.Second, NewOrder: true}, "You place one more order: #5.")
}

func holdTold(t *testing.T, in sim.Input, want string) {
	t.Helper()
	session := uitest.NewRun(t, "outage")
	if err := session.Act(in.At, in); err != nil {
		t.Fatal(err)
	}
	session.Advance(session.Config().Until)
	known, unknown := Of(session.Log(), Sitting{Acts: []sim.Input{in}}), Of(session.Log(), Sitting{})
	said := func(track *Track) int {
		return slices.IndexFunc(track.Cues, func(c Cue) bool { return c.Text[words.English] == want })
	}
	i := said(known)
	if i < 0 || said(unknown) >= 0 {
		t.Fatalf("%q is told at %d where it is known, and at %d where it is not", want, i, said(unknown))
	}
	if c := known.Cues[i]; session.Log().At(c.Event).At != in.At || c.Text[words.Korean] == "" {
		t.Errorf("%q at %s", c.Text, session.Log().At(c.Event).At)
	}
	for j := range known.Cues {
		holdReadable(t, known, j)
	}
}
