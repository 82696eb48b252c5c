package ui

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// spaceMoment returns a moment with the diagram of some orders open.
func spaceMoment(log *sim.Log, at time.Duration, row int, orders ...sim.OrderID) *Moment {
	p := newPlayer(Replay(log), nil, Options{})
	p.reach(at)
	p.playback.seekTime(at)
	p.mode, p.diagram = diagramKeys, DiagramView{Orders: orders, Row: row}
	return p.moment()
}

func TestDiagramFrames(t *testing.T) {
	outage, calm := scenarioLog(t, "outage", nil), scenarioLog(t, "calm", nil)
	send := scenarioLog(t, "outage", func(c *sim.Config) { c.Mode = sim.Send })
	for name, m := range map[string]*Moment{
		"finished": spaceMoment(outage, 27*time.Second, 0, 3), "lost": spaceMoment(outage, 27*time.Second, 0, 3, 4),
		"selected": spaceMoment(outage, 27*time.Second, 4, 4), "waits": spaceMoment(outage, 9*time.Second, 0, 5),
		"external": spaceMoment(outage, 27*time.Second, 0, 2), "send": spaceMoment(send, 30*time.Second, 0, 4), "calm": spaceMoment(calm, 5*time.Second, 0, 1, 2),
	} {
		for _, size := range goldenSizes {
			for _, size.Lang = range []Lang{English, Korean} {
				text := Draw(m, size).Text()
				grid(t, text, size.Width, size.Height)
				checkGolden(t, fmt.Sprintf("spacetime-%s-%dx%d-%s", name, size.Width, size.Height, size.Lang), text)
			}
		}
	}
	ascii := Draw(spaceMoment(outage, 27*time.Second, 0, 3, 4), Options{Width: 120, Height: 36, ASCII: true})
	checkGolden(t, "spacetime-ascii-120x36", ascii.Text())
}

// TestDiagramsAreWholeAtEverySize: whatever happened, at any size, and only
// with glyphs of the table.
func TestDiagramsAreWholeAtEverySize(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 17))
	for name, log := range lawLogs(t) {
		randomMoments(log, 20, random, func(m *Moment) {
			m.Help = nil
			m.Diagram = &DiagramView{Row: random.IntN(30)}
			for range 1 + random.IntN(3) {
				m.Diagram.Orders = append(m.Diagram.Orders, sim.OrderID(1+random.IntN(9)))
			}
			o := Options{Width: 1 + random.IntN(260), Height: 1 + random.IntN(80), Lang: Lang(random.IntN(2)), ASCII: random.IntN(5) == 0}
			text := Draw(m, o).Text()
			grid(t, text, o.Width, o.Height)
			for _, r := range text {
				if _, known := glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
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
	for name, log := range lawLogs(t) {
		for n := 1; n <= log.Len(); n += 37 {
			state := sim.Fold(log, n)
			for _, r := range plot(log, state, []sim.OrderID{1, 3}, &english).rows {
				if r.event == 0 || int(r.event) > n {
					t.Fatalf("%s: after %d events a line shows event %d", name, n, r.event)
				}
				if r.shape != noteShape && r.at != log.At(r.event).At {
					t.Fatalf("%s: event %d is shown at %s", name, r.event, r.at)
				}
			}
		}
		sent, drawn := 0, 0
		for e := range log.All() {
			if e.Type == sim.RequestSent && e.Order == 3 && e.Topic == sim.Orders {
				sent++
			}
		}
		for _, r := range plot(log, sim.Fold(log, log.Len()), []sim.OrderID{3}, &english).rows {
			if r.event > 0 && log.At(r.event).Type == sim.RequestSent {
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
	p.show(27 * time.Second)
	p.selectOrder(4)
	p.press("d")
	if m := p.moment(); m.Diagram == nil || len(m.Diagram.Orders) != 1 || m.Diagram.Orders[0] != 4 {
		t.Fatalf("d shows %+v", m.Diagram)
	}
	p.press("tab")
	p.press("+")
	if m := p.moment(); fmt.Sprint(m.Diagram.Orders) != "[5 6]" {
		t.Errorf("after tab and + it shows %v", m.Diagram.Orders)
	}
	p.press("up")
	row := p.moment().Diagram.Row
	p.press("down")
	p.press("down")
	if p.moment().Diagram.Row != 0 || row == 0 {
		t.Errorf("up goes to line %d, down to %d", row, p.moment().Diagram.Row)
	}
	for range 1000 {
		p.press("up")
	}
	p.press("enter")
	m := p.moment()
	if m.Diagram != nil || m.At >= 27*time.Second || !m.Paused {
		t.Errorf("enter goes to %s", m.At)
	}
	p.press("d")
	p.press("esc")
	if p.moment().Diagram != nil {
		t.Error("esc does not close the diagram")
	}
	p.press("d")
	p.press("space")
	before := p.playback.cursor
	p.tick(300 * time.Millisecond)
	if p.playback.cursor == before {
		t.Error("the story does not go on behind the diagram")
	}
}

func TestDiagramsAsPictures(t *testing.T) {
	for name, log := range lawLogs(t) {
		for _, lang := range []Lang{English, Korean} {
			s, err := NewSpaceTime(log, []sim.OrderID{1, 3}, lang)
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
				if w := terminalWidth(strings.TrimSuffix(line, "\n")); w < 0 || w > textWidth {
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
	log := scenarioLog(b, "calm", func(c *sim.Config) { c.Orders, c.Rate = 40_000, sim.Rate{Orders: 200, Per: time.Second} })
	state := sim.Fold(log, log.Len())
	for b.Loop() {
		plot(log, state, []sim.OrderID{1, 2}, &english)
	}
	b.ReportMetric(float64(log.Len()), "events")
}
