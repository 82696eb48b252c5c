package stage

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/lanes"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// breaks is what the key that breaks something does.
func breaks() sim.Input {
	f := sim.NewFault(sim.BrokerDown)
	return sim.Input{Fault: &f}
}

// forkedPlayer returns a player of a scenario, watched to its end, to which the
// inputs are done one after the other, each at its time. It is left at the
// last of them.
func forkedPlayer(t *testing.T, scenario string, inputs ...sim.Input) *Player {
	t.Helper()
	p := briskPlayer(uitest.NewRun(t, scenario), nil, moment.Options{Width: 120, Height: 36})
	p.Show(-1)
	for _, in := range inputs {
		p.playback.Paused = true
		p.playback.SeekTime(in.At)
		if !p.act(in) {
			t.Fatalf("acting at %s: %s", in.At, p.notice.text(words.English))
		}
	}
	return p
}

func at(when time.Duration, in sim.Input) sim.Input {
	in.At = when
	return in
}

// goTo puts the cursor at a virtual time, wherever it was.
func (p *Player) goTo(at time.Duration) {
	p.Show(at)
	p.notice = noNotice
}

// addedOrders returns so many orders that are added one second after the other.
func addedOrders(n int) []sim.Input {
	var inputs []sim.Input
	for i := range n {
		inputs = append(inputs, at(time.Duration(2+i)*time.Second, sim.Input{NewOrder: true}))
	}
	return inputs
}

// TestFuturesAreTheirRuns: a future shows what the run of its inputs shows at
// that time, wherever the cursor was before, and as a player that goes there at
// once shows it.
func TestFuturesAreTheirRuns(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(41, 41))
	inputs := []sim.Input{at(14*time.Second, breaks()), at(8*time.Second, sim.Input{NewOrder: true})}
	p := forkedPlayer(t, "calm", inputs...)
	p.Press("u")
	for range 20 {
		when := time.Duration(random.Int64N(int64(40 * time.Second)))
		p.reach(when)
		p.playback.SeekTime(when)
		v := futuresOf(p.Scene())
		for i, lane := range v.Lanes {
			session := uitest.NewRun(t, "calm")
			for _, in := range p.allFutures()[i].Inputs() {
				if err := session.Act(in.At, in); err != nil {
					t.Fatal(err)
				}
			}
			session.Advance(when)
			want := sim.Fold(session.Log(), session.Log().Until(when))
			if lane.State.N != want.N || differs(lane.State) != differs(want) {
				t.Fatalf("at %s future %d shows event %d, its run %d", when, i, lane.State.N, want.N)
			}
		}
		q := forkedPlayer(t, "calm", inputs...)
		q.goTo(when)
		q.Press("u")
		if w := futuresOf(q.Scene()); (v.Difference == nil) != (w.Difference == nil) || v.Difference != nil && (*v.Difference != *w.Difference && v.Difference.N != w.Difference.N || v.Where != w.Where) {
			t.Fatalf("at %s the first difference depends on where the cursor was: %+v, %+v", when, v.Difference, w.Difference)
		}
	}
}

func TestFuturesAreWholeAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(43, 43))
	acts := []sim.Input{{NewOrder: true}, breaks(), {Repair: true}, {Remedy: &sim.RemedySwitch{Remedy: sim.Outbox, On: true}}}
	for _, scenario := range sim.Scenarios() {
		var inputs []sim.Input
		for range 1 + random.IntN(4) {
			inputs = append(inputs, at(time.Duration(random.Int64N(int64(30*time.Second))), acts[random.IntN(len(acts))]))
		}
		p := forkedPlayer(t, scenario.Name, inputs...)
		if !p.hasFutures() {
			continue // it was over before
		}
		p.Press("u")
		for range 12 {
			p.Press([]string{"up", "down"}[random.IntN(2)])
			p.playback.SeekWall(time.Duration(random.Float64() * float64(p.playback.Scale.End())))
			m := p.Scene()
			for range 6 {
				o := moment.Options{Width: 1 + random.IntN(260), Height: 1 + random.IntN(80), Lang: words.Lang(random.IntN(2)), ASCII: random.IntN(5) == 0}
				text := string(flat(wholeFrame(t, m, o)))
				if strings.Contains(text, "%!") {
					t.Fatalf("%s: a verb is wrong in\n%s", scenario.Name, text)
				}
				for _, r := range text {
					if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
						t.Fatalf("%s: %c (%U) is not in the glyph table", scenario.Name, r, r)
					}
				}
			}
			for _, lang := range []words.Lang{words.English, words.Korean} {
				f := readerFor(m, lang)
				if variants := f.FutureCaption(futuresOf(m)); !slices.ContainsFunc(variants, func(s string) bool { return canvas.Columns(s) <= 76 }) {
					t.Fatalf("no variant fits 76 columns: %q", variants)
				}
			}
		}
	}
}

func TestKeysOfTheFutures(t *testing.T) {
	p := newPlayer(uitest.NewRun(t, "outage"), nil, moment.Options{Width: 120, Height: 36})
	p.Show(12480 * time.Millisecond)
	if p.find("u") != nil {
		t.Fatal("u does something where no future is kept")
	}
	p.Press("x")
	first := p.allFutures()[1]
	p.Press("ㅕ")
	m := p.Scene()
	if futuresOf(m) == nil || futuresOf(m).Selected != 1 || len(futuresOf(m).Lanes) != 2 {
		t.Fatalf("u shows %+v", futuresOf(m))
	}
	p.Press("space")
	before := p.playback.Cursor
	p.Press("space")
	p.Tick(300 * time.Millisecond)
	if p.playback.Cursor == before {
		t.Error("the futures do not move")
	}
	p.Press("f")
	m = p.Scene()
	if e := futuresOf(m).Difference; e == nil || e.Type != sim.MemoryWaiting || e.Order != 7 || futuresOf(m).Where != 1 || m.At != e.At+sameTime || !m.Paused {
		t.Errorf("f goes to %s: %+v in %d", m.At, e, futuresOf(m).Where)
	}
	p.Press("up")
	if p.find("enter") != nil {
		t.Error("the future that is on the board can be shown")
	}
	p.Press("down")
	var told Source
	p.shown = func(source Source) { told = source }
	p.Press("=")
	if now := p.Scene(); isOpen[*futureScreen](now) || now.At != m.At || p.log != first.Log() || len(p.inputs) != 0 {
		t.Errorf("= shows %d inputs at %s", len(p.inputs), now.At)
	}
	if told != p.source {
		t.Error("whoever saves the run is not told which one is shown")
	}
	p.Press("u")
	if v := futuresOf(p.Scene()); v == nil || len(v.Lanes) != 2 || len(v.Lanes[1].With) != 1 {
		t.Fatalf("what was shown is not kept: %+v", v)
	}
	p.Press("end")
	p.Press("enter")
	if now := p.Scene(); isOpen[*futureScreen](now) || now.At != m.At || p.log == first.Log() || len(p.inputs) != 1 {
		t.Errorf("enter goes back to %d inputs at %s, want where it was left, at %s", len(p.inputs), now.At, m.At)
	}
	p.Press("u")
	p.Press("esc")
	if isOpen[*futureScreen](p.Scene()) {
		t.Error("esc does not close the futures")
	}
}

// TestAKeptFutureShowsTheSameFrames: shown again, the future that was left is
// what it was, frame by frame and byte by byte.
func TestAKeptFutureShowsTheSameFrames(t *testing.T) {
	p := newPlayer(uitest.NewRun(t, "outage"), nil, moment.Options{Width: 120, Height: 36})
	frames := func() (list []string) {
		for at := 5 * time.Second; at < 45*time.Second; at += 1500 * time.Millisecond {
			p.goTo(at)
			m := p.Scene()
			m.Footer = nil // u is there only once a future is kept
			list = append(list, Draw(m, p.options).ANSI())
		}
		return list
	}
	file := func() []byte {
		var b bytes.Buffer
		if _, err := p.source.Log().WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	p.Show(-1)
	want, log := frames(), file()
	p.goTo(12480 * time.Millisecond)
	p.Press("x")
	if slices.Equal(frames(), want) {
		t.Fatal("the repair changes nothing")
	}
	p.goTo(20 * time.Second)
	p.Press("u")
	p.Press("enter")
	if at := p.playback.Cursor.At; at != 12480*time.Millisecond {
		t.Errorf("it is shown at %s, not where it was left", at)
	}
	if !slices.Equal(frames(), want) {
		t.Error("the future that was kept shows other frames than before")
	}
	if !bytes.Equal(file(), log) {
		t.Error("the future that was kept is saved as another log")
	}
}

func TestSwitchingBackKeepsTheMarks(t *testing.T) {
	p := forkedPlayer(t, "outage")
	marks := len(p.Scene().Marks)
	p.playback.SeekTime(12 * time.Second)
	p.Press("x")
	if now := len(p.Scene().Marks); now >= marks {
		t.Fatalf("%d marks right after another future begins", now)
	}
	p.Press("u")
	p.Press("enter")
	if now := len(p.Scene().Marks); now != marks {
		t.Errorf("%d marks of a future that was watched to its end, want %d", now, marks)
	}
}

func TestActingInThePastIsTold(t *testing.T) {
	p := forkedPlayer(t, "calm")
	p.playback.SeekTime(5 * time.Second)
	p.Press("o")
	kept := words.English.Catalogue().Answers.Kept
	if said := p.notice.text(words.English); !strings.HasSuffix(said, kept) {
		t.Errorf("%q is said where something was done before what was seen", said)
	}
	p.play(p.notice.reading() + time.Second)
	if p.notice != noNotice {
		t.Error("the notice stays for ever over the captions")
	}
	p.Press("o")
	if said := p.notice.text(words.English); said == "" || strings.HasSuffix(said, kept) {
		t.Errorf("%q is said where nobody has seen more", said)
	}
	for range sim.FuturesMax {
		p.play(300 * time.Millisecond)
		p.Press("o")
	}
	if said := p.notice.text(words.English); !strings.HasSuffix(said, letGoWords(words.English.Catalogue())) {
		t.Errorf("%q is said where a future was let go", said)
	}
	p.Press("u")
	if v := futuresOf(p.Scene()); v.LetGo == 0 || v.Kept != sim.FuturesMax {
		t.Errorf("%d kept, %d let go", v.Kept, v.LetGo)
	}
}

func TestTheFormClosesAlsoInThePast(t *testing.T) {
	p := forkedPlayer(t, "calm")
	p.playback.SeekTime(5 * time.Second)
	p.Press("F")
	p.Press("enter")
	if said := p.notice.text(words.English); !p.onBoard() || !strings.HasSuffix(said, words.English.Catalogue().Answers.Kept) {
		t.Errorf("%d screens, and %q is said", len(p.screens), said)
	}
}

func TestEveryFutureCanBeReached(t *testing.T) {
	p := forkedPlayer(t, "calm", addedOrders(6)...)
	p.Press("u")
	seen := map[int]bool{}
	for range 8 {
		v := futuresOf(p.Scene())
		selected := slices.ContainsFunc(v.Lanes, func(l moment.FutureLane) bool { return l.Future == v.Selected })
		if len(v.Lanes) != lanes.FutureLanes || v.Lanes[0].Future != 0 || !selected {
			t.Fatalf("%d is selected of %+v", v.Selected, v.Lanes)
		}
		seen[v.Selected] = true
		p.Press("down")
	}
	if len(seen) != 6 {
		t.Errorf("%d of 6 futures can be selected", len(seen))
	}
	for range 8 {
		p.Press("up")
	}
	if v := futuresOf(p.Scene()); v.Selected != 0 || v.Lanes[1].Future != 1 {
		t.Errorf("%d is selected, the first below is %d", v.Selected, v.Lanes[1].Future)
	}
}

func TestALogHasNoFutures(t *testing.T) {
	p := newPlayer(Replay(uitest.ScenarioLog(t, "outage", nil)), nil, moment.Options{})
	p.Press("u")
	if isOpen[*futureScreen](p.Scene()) {
		t.Error("a recorded log has another future")
	}
}

// TestTheFirstDifferenceIsTheFirst compares the walk with a search in the whole
// of both logs, in steps and in one go.
func TestTheFirstDifferenceIsTheFirst(t *testing.T) {
	random := rand.New(rand.NewPCG(47, 47))
	for _, scenario := range sim.Scenarios() {
		session := uitest.NewRun(t, scenario.Name, func(c *sim.Config) { c.Orders, c.Until = min(c.Orders, 40), min(c.Until, 2*time.Minute) })
		session.Advance(session.Config().Until)
		in := []sim.Input{{NewOrder: true}, breaks(), {Repair: true}}[random.IntN(3)]
		end := session.Log().At(sim.EventID(session.Log().Len())).At
		if err := session.Act(time.Duration(random.Int64N(int64(end))), in); err != nil {
			t.Fatal(err)
		}
		futures := session.Futures()
		whole, steps := newWalk(futures[0], futures[1]), newWalk(futures[0], futures[1])
		limit := session.Config().Until + time.Second
		for _, f := range futures {
			f.Advance(limit)
		}
		for !whole.advance(limit) {
		}
		for at := time.Duration(0); at <= limit; at += time.Duration(1 + random.Int64N(int64(time.Second))) {
			steps.advance(at)
		}
		steps.advance(limit)
		want := firstLone(whole, futures)
		if whole.found != want || steps.found != want {
			t.Errorf("%s: first difference %+v, in steps %+v, want %+v", scenario.Name, whole.found, steps.found, want)
		}
	}
}

// firstLone returns the first event of an order that the other future does not
// have within sameTime.
func firstLone(w *walk, futures []*sim.Future) *sim.Event {
	var first *sim.Event
	for side, future := range futures[:2] {
		taken := map[sim.EventID]bool{}
		for e := range future.Log().All() {
			if e.At < w.parting || e.Order == 0 || e.Background() || e.Type == sim.AnomalyFound || w.done(side, e) {
				continue
			}
			met := false
			for other := range futures[1-side].Log().All() {
				if other.At >= w.parting && !taken[other.N] && (other.At-e.At).Abs() < sameTime && alike(e, other) && !w.done(1-side, other) {
					taken[other.N], met = true, true
					break
				}
			}
			if !met && (first == nil || e.At < first.At) {
				first = e
			}
		}
	}
	return first
}
