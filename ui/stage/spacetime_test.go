package stage

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/spacetime"
	"orderflow/ui/words"
)

// spaceMoment returns a moment with the diagram of some orders open.
func spaceMoment(log *sim.Log, at time.Duration, row int, orders ...sim.OrderID) *Scene {
	p := newPlayer(Replay(log), nil, moment.Options{})
	p.reach(at)
	p.playback.SeekTime(at)
	p.push(&diagramScreen{orders: orders, row: row})
	return p.Scene()
}

// TestDiagramsAreWholeAtEverySize: whatever happened, at any size, and only
// with glyphs of the table.
func TestDiagramsAreWholeAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(17, 17))
	for name, log := range lawLogs(t) {
		randomMoments(log, 20, random, func(m *Scene) {
			diagram := &diagramScreen{row: random.IntN(30)}
			for range 1 + random.IntN(3) {
				diagram.orders = append(diagram.orders, sim.OrderID(1+random.IntN(9)))
			}
			m.show(diagram)
			o := moment.Options{Width: 1 + random.IntN(260), Height: 1 + random.IntN(80), Lang: words.Lang(random.IntN(2)), ASCII: random.IntN(5) == 0}
			text := Draw(m, o).Text()
			grid(t, text, o.Width, o.Height)
			for _, r := range text {
				if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
					t.Fatalf("%s: %c (%U) is not in the glyph table", name, r, r)
				}
			}
			if strings.Contains(text, "%!") {
				t.Fatalf("%s: a verb is wrong in\n%s", name, text)
			}
		})
	}
}

// TestDiagramsGrowWithTheLog: the lines of a prefix are events of the prefix,
// in the log's order, and every message of an order is there once.
func TestDiagramsFollowTheLog(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	for name, log := range lawLogs(t) {
		for n := 1; n <= log.Len(); n += 37 {
			state := sim.Fold(log, n)
			for _, r := range spacetime.Plot(log, state, []sim.OrderID{1, 3}, words.English.Catalogue()).Rows {
				if r.Event == 0 || int(r.Event) > n {
					t.Fatalf("%s: after %d events a line shows event %d", name, n, r.Event)
				}
				if r.Shape != spacetime.NoteShape && r.At != log.At(r.Event).At {
					t.Fatalf("%s: event %d is shown at %s", name, r.Event, r.At)
				}
			}
		}
		sent, drawn := 0, 0
		for e := range log.All() {
			if e.Type == sim.RequestSent && e.Order == 3 && e.Topic == sim.Orders {
				sent++
			}
		}
		for _, r := range spacetime.Plot(log, sim.Fold(log, log.Len()), []sim.OrderID{3}, words.English.Catalogue()).Rows {
			if r.Event > 0 && log.At(r.Event).Type == sim.RequestSent {
				drawn++
			}
		}
		if sent != drawn {
			t.Errorf("%s: %d requests of #3 were sent and %d are drawn", name, sent, drawn)
		}
	}
}

func TestKeysOfTheDiagram(t *testing.T) {
	p := outagePlayer(t)
	p.Show(27 * time.Second)
	p.selectOrder(4)
	p.Press("d")
	diagram := onTop[*diagramScreen](p)
	if diagram == nil || len(diagram.orders) != 1 || diagram.orders[0] != 4 {
		t.Fatalf("d shows %+v", diagram)
	}
	p.Press("tab")
	p.Press("+")
	if fmt.Sprint(diagram.orders) != "[5 6]" {
		t.Errorf("after tab and + it shows %v", diagram.orders)
	}
	p.Press("up")
	row := diagram.row
	p.Press("down")
	p.Press("down")
	if diagram.row != 0 || row == 0 {
		t.Errorf("up goes to line %d, down to %d", row, diagram.row)
	}
	for range 20 {
		p.Press("ctrl+u")
	}
	if row := diagram.row; row != 1 {
		t.Errorf("pages up end at line %d", row)
	}
	p.options.Width, p.options.Height = 80, 24
	p.Press("shift+down")
	if row := diagram.row; row < 10 || row > 20 {
		t.Errorf("a page down goes to line %d", row)
	}
	for range 1000 {
		p.Press("up")
	}
	p.Press("enter")
	m := p.Scene()
	if isOpen[*diagramScreen](m) || m.At >= 27*time.Second || !m.Paused {
		t.Errorf("enter goes to %s", m.At)
	}
	p.Press("d")
	p.Press("esc")
	if isOpen[*diagramScreen](p.Scene()) {
		t.Error("esc does not close the diagram")
	}
	p.Press("d")
	p.Press("space")
	before := p.playback.Cursor
	p.Tick(300 * time.Millisecond)
	if p.playback.Cursor == before {
		t.Error("the story does not go on behind the diagram")
	}
}

// told returns the lines of a diagram as text.
func told(t *testing.T, log *sim.Log, orders ...sim.OrderID) string {
	t.Helper()
	s, err := spacetime.NewSpaceTime(log, orders, words.English)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := s.WriteText(&text, false); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// TestDiagramsSayWhatHappened: each line is what the log has, no more. The
// expressions must match lines in this order; what begins with ! matches none.
func TestDiagramsSayWhatHappened(t *testing.T) {
	for name, c := range map[string]struct {
		scenario string
		mode     sim.Mode
		observe  sim.ObserveKind
		fault    string
		orders   []sim.OrderID
		want     []string
	}{
		"which broker": {scenario: "broker-shutdown", mode: sim.Emit, orders: []sim.OrderID{3}, want: []string{
			`leader failover: shutdown`, `● P2: leader broker 2`, `row: PUBLISHED, too early`, `Produce #3 .* to broker 1`, `refused .* NOT_LEADER_OR_FOLLOWER`, `Produce #3 try 2 .* to broker 2`, `broker 2 has it`,
		}},
		"no leader, no request": {scenario: "broker-crash", mode: sim.EmitAwait, orders: []sim.OrderID{1, 2}, want: []string{
			`✗ broker 1 gone`, `10\.430 #1 .*✗ gives up .*KafkaJSNumberOfRetries$`, `Exceeded$`, `caller: error, 9\.4 s`, `leaders: broker 2`, `#2: no request left`, `broker 2 has it`, `!Produce #1`,
		}},
		"acked and gone": {scenario: "acks1-loss", mode: sim.Emit, orders: []sim.OrderID{1}, want: []string{`◂── ack`, `P0: leader broker 2`, `✗ P0@0 gone .*acked, and gone`, `no timer, no job`, `!leader failover: over`}},
		"a hang":         {scenario: "acks1-loss", mode: sim.Send, orders: []sim.OrderID{1}, want: []string{`true: LOST`, `#1: caller still waits`, `!waits for a try of its own`}},
		"done twice":     {scenario: "lost-ack", mode: sim.Emit, orders: []sim.OrderID{2}, want: []string{`#2 \(finished ×2\)`, `done 2 times\.`, `✗── ack ───│ .*may exist, or may not`, `◆ P2@1 copy 2`, `● handled  true: finished`, `record P2@1`, `◆ again 2`, `◆ handled  true: done 2 times`}},
		"the worker dies": {scenario: "session-timeout", mode: sim.Send, orders: []sim.OrderID{2}, want: []string{
			`consumer crashes: before-commit`, `✗ crashes  not committed`, `● restarts`, `w1: session over`, `── record ─.*▸`, `◂── reply ──.*│ *$`, `✓ ok .*caller: value, \d+\.\d s`, `setPublished\(\) .*row stays COMPLETED`,
		}},
		"an error in the reply":      {scenario: "calm", mode: sim.Send, fault: "handler-error:order=1", orders: []sim.OrderID{1}, want: []string{`✗ throws +InternalServerError`, `◂── reply ─+│`, `✗ InternalServerError .*caller: error, \d+ ms`, `!error ╌╌`}},
		"a reply nobody waits for":   {scenario: "calm", mode: sim.Send, fault: "reply-ack-lost:order=1", orders: []sim.OrderID{1}, want: []string{`caller: value`, `✗── reply ───│ .*nobody waits for it`}},
		"a reply that is not":        {scenario: "calm", mode: sim.Send, fault: "reply-unproducible:order=1", orders: []sim.OrderID{1}, want: []string{`✗── reply ───│ .*MESSAGE_TOO_LARGE`, `caller still waits`}},
		"nothing done":               {scenario: "calm", mode: sim.Send, fault: "handler-error:kind=empty,order=1", orders: []sim.OrderID{1}, want: []string{`handler throws: empty`, `● handled  handled, nothing done`, `caller: value`, `true: LOST`}},
		"nobody observes":            {scenario: "calm", mode: sim.Emit, fault: "produce-error:code=MESSAGE_TOO_LARGE,order=1", orders: []sim.OrderID{1}, want: []string{`caller: nothing$`, `PUBLISHED, too early`, `✗╌╌ error ╌╌╌│ .*nobody: error dropped`, `!caller: error`}},
		"somebody observes":          {scenario: "calm", mode: sim.Emit, observe: sim.ObserveNow, fault: "produce-error:code=MESSAGE_TOO_LARGE,order=1", orders: []sim.OrderID{1}, want: []string{`caller: nothing yet`, `✗ gives up .*KafkaJSProtocolError`, `◂╌╌ error ╌+│ .*caller: error`, `!dropped`}},
		"an error nobody handles":    {scenario: "calm", mode: sim.Emit, observe: sim.SubscribeNoHandler, fault: "produce-error:code=MESSAGE_TOO_LARGE,order=1", orders: []sim.OrderID{1}, want: []string{`✗ gives up`, `✗ process dies .*exit code 1`, `● starts again`, `!dropped`}},
		"send() is cold":             {scenario: "calm", mode: sim.Send, observe: sim.ObserveNever, orders: []sim.OrderID{1}, want: []string{`send\(\) #1 .*caller: nothing$`, `not subscribed .*nothing was sent`, `PUBLISHED, too early`, `!caller: waits`}},
		"it dies waiting":            {scenario: "calm", mode: sim.EmitAwait, fault: "caller-exit:at=after-call,order=1", orders: []sim.OrderID{1}, want: []string{`✗ process dies .*caller: died waiting`, `memory gone`, `● starts again`, `row: PAID for ever`}},
		"replicas after the ack":     {scenario: "calm", mode: sim.EmitAwait, fault: "replica-slow:delay=3s", orders: []sim.OrderID{1}, want: []string{`● replicated .*consumers can see it`, `── record`}},
		"a fault of another group":   {scenario: "fan-out", mode: sim.Emit, orders: []sim.OrderID{9}, want: []string{`true: finished`, `!consumers absent`}},
		"a poison of another order":  {scenario: "poison", mode: sim.Emit, orders: []sim.OrderID{1}, want: []string{`true: finished`, `!poison message`}},
		"not in the round":           {scenario: "outage", mode: sim.Emit, orders: []sim.OrderID{9}, want: []string{`waits, round 3`, `round 2: 6/6 ─+▸.*#9 waits on, in memory`, `client: connected again`}},
		"a part":                     {scenario: "panel-partial", mode: sim.Emit, orders: []sim.OrderID{2}, want: []string{`✗ Partial +true: 800 of 2,000`}},
		"done, and the row does not": {scenario: "panel-timeout", mode: sim.Send, orders: []sim.OrderID{2}, want: []string{`#2 is finished; its row says PUBLISH-FAILED\.`, `✗─ no answer ───│ .*panel may have it, or not`, `✗ PanelTimeout .*caller: error`}},
	} {
		log := uitest.ScenarioLog(t, c.scenario, func(config *sim.Config) {
			config.Mode, config.Observe.Kind = c.mode, c.observe
			if c.fault != "" {
				fault, err := sim.ParseFault(c.fault)
				if err != nil {
					t.Fatal(err)
				}
				config.Faults = append(config.Faults, fault)
				config.ExternalRatio = 0
			}
			if c.scenario == "calm" && c.fault == "replica-slow:delay=3s" {
				config.Acks = 1
			}
		})
		text := told(t, log, c.orders...)
		rest := text
		for _, want := range c.want {
			if never, found := strings.CutPrefix(want, "!"); found {
				if regexp.MustCompile("(?m)" + never).MatchString(text) {
					t.Errorf("%s: it says %s:\n%s", name, never, text)
				}
				continue
			}
			place := regexp.MustCompile("(?m)" + want).FindStringIndex(rest)
			if place == nil {
				t.Errorf("%s: it does not say %s:\n%s", name, want, text)
				break
			}
			rest = rest[place[1]:]
		}
	}
}

// TestNothingOfADiagramIsCut: of whatever happens, the facts and the names of
// errors are there in full, on the smallest screen too.
func TestNothingOfADiagramIsCut(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	for name, log := range lawLogs(t) {
		for _, lang := range []words.Lang{words.English, words.Korean} {
			for order := range sim.OrderID(8) {
				s, err := spacetime.NewSpaceTime(log, []sim.OrderID{order + 1}, lang)
				if err != nil {
					t.Fatal(err)
				}
				var text strings.Builder
				if err := s.WriteText(&text, false); err != nil {
					t.Fatal(err)
				}
				m := spaceMoment(log, s.State.At, 0, order+1)
				frame := Draw(m, moment.Options{Width: 80, Height: 300, Lang: lang}).Text()
				for _, drawn := range []string{text.String(), frame} {
					if strings.Contains(drawn, "…") {
						t.Errorf("%s: something is cut in\n%s", name, drawn)
					}
				}
			}
		}
	}
}

// TestLinesSayWhoseTheyAre: where there are several orders.
func TestLinesSayWhoseTheyAre(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	text := told(t, log, 3, 12)
	for _, want := range []string{`5\.00\d #3  │ .*ack`, `23\.006 #12 │ .*ack`, `record to w1`, `record to w2`} {
		if !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("it does not say %s:\n%s", want, text)
		}
	}
	if alone := told(t, log, 3); regexp.MustCompile(`5\.00\d #3 `).MatchString(alone) {
		t.Errorf("one order is named in each line:\n%s", alone)
	}
}

func TestDiagramsAsPictures(t *testing.T) {
	for name, log := range lawLogs(t) {
		for _, lang := range []words.Lang{words.English, words.Korean} {
			s, err := spacetime.NewSpaceTime(log, []sim.OrderID{1, 3}, lang)
			if err != nil {
				t.Fatal(err)
			}
			var svg, text strings.Builder
			if err := s.WriteSVG(&svg); err != nil {
				t.Fatal(err)
			}
			checkXML(t, svg.String())
			if err := s.WriteText(&text, false); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(text.String()) {
				if w := uitest.TerminalWidth(strings.TrimSuffix(line, "\n")); w < 0 || w > spacetime.TextWidth {
					t.Fatalf("%s: a line of %d columns: %q", name, w, line)
				}
			}
		}
	}
}

// checkXML checks that a text is XML.
func checkXML(t *testing.T, text string) {
	t.Helper()
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("the picture is not XML: %v", err)
		}
	}
}

// BenchmarkDiagram plots an early order of a long log at its end.
func BenchmarkDiagram(b *testing.B) {
	log := uitest.ScenarioLog(b, "calm", func(c *sim.Config) { c.Orders, c.Rate = 40_000, sim.Rate{Orders: 200, Per: time.Second} })
	state := sim.Fold(log, log.Len())
	for b.Loop() {
		spacetime.Plot(log, state, []sim.OrderID{1, 2}, words.English.Catalogue())
	}
	b.ReportMetric(float64(log.Len()), "events")
}
