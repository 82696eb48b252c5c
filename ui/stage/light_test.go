package stage

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
)

// subjects are sentences of which everybody can say where they happen.
var subjects = []struct {
	said  *regexp.Regexp
	place string
}{
	{regexp.MustCompile(`Worker w\d+ has polled #\d+`), "consumers"},
	{regexp.MustCompile(`The broker has #\d+ at P\d`), "broker"},
	{regexp.MustCompile(`#\d+ is finished, and its row says so`), "done"},
	{regexp.MustCompile(`#\d+ is handled: the panel accepted`), "consumers"},
	{regexp.MustCompile(`#\d+ is a new order`), "order service"},
	{regexp.MustCompile(`arrives? .*late\. (It|They) had waited in memory`), "broker"},
	{regexp.MustCompile(`#\d+ is finished\. Its row does not say so yet`), "done"},
}

// litPlace finds the title of the one box with a heavy border.
var litPlace = regexp.MustCompile(`┏[━╍]? ([a-z' ]+?)(?: ×\d+)? [━╍]`)

// TestTheLightIsWhereTheSentenceIs: what is said happens in the place that is lit,
// where no narration drives the screen, and where one does.
func TestTheLightIsWhereTheSentenceIs(t *testing.T) {
	uitest.SingleThreaded(t)
	seen := map[string]int{}
	check := func(what string, frame string) {
		lit := litPlace.FindStringSubmatch(frame)
		for _, s := range subjects {
			if lit == nil || !s.said.MatchString(strings.ReplaceAll(caption(frame), "\n", " ")) {
				continue
			}
			seen[s.place]++
			if lit[1] != s.place {
				t.Errorf("%s: %q is lit:\n%s", what, lit[1], strings.Join(strings.SplitN(frame, "\n", 12)[:11], "\n"))
			}
		}
	}
	for _, name := range []string{"calm", "panel-partial", "outage", "lost-ack", "session-timeout", "poison"} {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait} {
			log := uitest.ScenarioLog(t, name, func(c *sim.Config) { c.Mode = mode })
			end := min(log.At(sim.EventID(log.Len())).At, 60*time.Second)
			for at := time.Duration(0); at < end; at += 300 * time.Millisecond {
				check(name+" "+at.String(), Draw(momentAt(log, at), moment.Options{Width: 120, Height: 36}).Text())
			}
			p := newPlayer(Replay(log), nil, moment.Options{Width: 120, Height: 36})
			p.Show(0)
			for range 240 {
				p.Tick(500 * time.Millisecond)
				check(name+" told", p.Draw().Text())
			}
		}
	}
	for _, s := range subjects {
		if seen[s.place] == 0 {
			t.Errorf("nothing was said of %s", s.place)
		}
	}
}

// caption returns what a frame says below its first line.
func caption(frame string) string {
	var said []string
	for line := range strings.Lines(frame) {
		if rest, is := strings.CutPrefix(strings.TrimSpace(line), "▌"); is {
			said = append(said, strings.TrimSpace(rest))
		}
	}
	return strings.Join(said, " ")
}

// TestTheLightIsOnBrokersThatAreSilent: while nothing is heard of a run, what is said of
// its brokers lights them, and no place where something happened before.
func TestTheLightIsOnBrokersThatAreSilent(t *testing.T) {
	s := &slowRun{liveRun: liveRun{all: uitest.WholeRun(t, "outage"), log: &sim.Log{}}}
	p := newPlayer(s, nil, moment.Options{Width: 120, Height: 36})
	lit := func() string {
		if found := litPlace.FindStringSubmatch(p.Draw().Text()); found != nil {
			return found[1]
		}
		return ""
	}
	places := map[string]bool{}
	for range 40 {
		s.what = sim.Text{}
		s.now += 500 * time.Millisecond
		p.Tick(500 * time.Millisecond)
		places[lit()] = true
		s.what = sim.Text{English: "Nothing is heard", Korean: "소식이 없습니다"}
		if place := lit(); place != "broker" {
			t.Fatalf("at %s %q is lit:\n%s", s.now, place, p.Draw().Text())
		}
	}
	before := newPlayer(&slowRun{liveRun: liveRun{all: s.all, log: &sim.Log{}}, what: s.what}, nil, moment.Options{Width: 120, Height: 36})
	before.Tick(FrameEvery)
	if m := before.Moment(); m.Notice == "" || m.Cue != nil && m.Cue.Spot == moment.BrokerSpot {
		t.Errorf("before the run begins brokers are lit, whatever it waits for")
	}
	if len(places) < 3 {
		t.Errorf("while all is heard only %v are lit", places)
	}
}
