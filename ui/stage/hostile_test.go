package stage

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"orderflow/internal/hostile"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/spacetime"
	"orderflow/ui/words"
)

// styling is all that a frame may send to a terminal beside characters.
var styling = regexp.MustCompile("\x1b\\[[0-9;]*m")

// inertFrame draws a moment and checks that the frame has its size and sends
// nothing to the terminal that is not ours. It returns the cells.
func inertFrame(t *testing.T, m *Scene, o moment.Options) [][]rune {
	t.Helper()
	frame := Draw(m, o)
	text := frame.Text()
	cells := grid(t, text, o.Width, o.Height)
	plain := styling.ReplaceAllString(frame.ANSI(), "")
	if act := hostile.Act(plain); act != "" {
		t.Fatalf("%d×%d, %v: %s\n%s", o.Width, o.Height, o.Lang, act, text)
	}
	if plain != text {
		t.Fatalf("%d×%d, %v: with its colours the frame is another one", o.Width, o.Height, o.Lang)
	}
	return cells
}

// checkInert checks that a frame is inert, and that its borders are whole
// where nothing lies over them.
func checkInert(t *testing.T, m *Scene, o moment.Options) {
	t.Helper()
	cells := inertFrame(t, m, o)
	if o.ASCII || m.Echo.Keys != "" || m.CaptionBar || isOpen[*diagramScreen](m) {
		return
	}
	if fault := brokenBorder(bright(Draw(m, o), cells)); fault != "" {
		t.Fatalf("%d×%d, %v, at %s: %s\n%s", o.Width, o.Height, o.Lang, m.At, fault, Draw(m, o).Text())
	}
}

// hostileLooks are how the frames of hostile texts are drawn.
var hostileLooks = []moment.Options{
	{Width: 80, Height: 24},
	{Width: 120, Height: 36, Lang: words.Korean},
	{Width: 200, Height: 60},
	{Width: 80, Height: 24, Lang: words.Korean, ASCII: true},
	{Width: 120, Height: 36},
	{Width: 200, Height: 60, Lang: words.Korean},
	{Width: 80, Height: 24, Lang: words.Korean},
	{Width: 120, Height: 36, ASCII: true},
	{Width: 200, Height: 60, ASCII: true, Theme: canvas.Theme{Depth: canvas.NoColor}},
	{Width: 81, Height: 47, Big: true},
}

// hostileOrders are orders whose every free field is a text.
func hostileOrders(text string) []sim.Order {
	var orders []sim.Order
	for i := range drawnOrders {
		o := drawnOrders[i]
		o.ID, o.Link, o.Customer, o.Fulfilment = text, text, sim.Person, sim.InHouse
		if i%3 == 1 {
			o.Fulfilment = sim.External
		}
		orders = append(orders, o)
	}
	return orders
}

// hostileConfig is the default scenario with orders such as a file might bring.
// Its runs are only looked at, so there is one for each mode.
func hostileConfig(t testing.TB, orders []sim.Order) staged {
	runs := map[sim.Mode]Source{}
	restart := func(mode sim.Mode) (Source, error) {
		if runs[mode] == nil {
			runs[mode] = uitest.NewRun(t, "outage", func(c *sim.Config) { c.Mode, c.OrderList, c.Orders = mode, orders, len(orders) })
		}
		return runs[mode], nil
	}
	source, _ := restart(sim.Emit)
	stage := func(string) (Restart, error) { return restart, nil }
	return staged{Source: source, Restart: restart, Stage: stage}
}

// tampered returns a log as it would be read from a file in which every free
// text is another.
func tampered(t testing.TB, log *sim.Log, text string) *sim.Log {
	t.Helper()
	text = text[:min(len(text), 1<<15)]
	other := &sim.Log{Header: sim.Header{Scenario: text, Seed: 1, Args: []string{text, text}, Version: text}}
	refused := 0
	for e := range log.All() {
		changed := *e
		if e.Detail != nil {
			detail := *e.Detail
			changed.Detail = &detail
			if detail.Text != "" {
				detail.Text = text
			}
			if detail.Order != nil {
				o := *detail.Order
				o.ID, o.Link = text, text
				detail.Order = &o
			}
			if detail.Setup != nil {
				setup := *detail.Setup
				setup.Engine, setup.Observe = text, text
				detail.Setup = &setup
			}
		}
		switch {
		case e.Type == sim.ConnectRefused:
			refused++
			if refused%3 == 0 { // what a broker said, and what a stranger sent
				changed = sim.Event{N: e.N, At: e.At, Cause: e.Cause, Type: sim.LimitReached, Detail: &sim.Detail{Text: text}}
			}
		case e.Type == sim.CallerKnows && e.Code != sim.NoError, e.Type == sim.PublishGaveUp:
			changed.Code, changed.Detail = sim.OtherError, &sim.Detail{Text: text}
		}
		other.Append(changed)
	}
	var b bytes.Buffer
	if _, err := other.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	read, err := sim.ReadLog(&b)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// checkSights looks at everything there is to see of a source, each in a few looks.
func checkSights(t *testing.T, c staged, at time.Duration, turn int) {
	t.Helper()
	for i, keys := range uitest.Sights {
		o := hostileLooks[(turn+i)%len(hostileLooks)]
		p := newPlayer(c.Source, c.Restart, o)
		p.stage = c.Stage
		p.Show(at)
		for _, key := range strings.Fields(keys) {
			if err := p.pressed(key); err != nil {
				t.Fatal(err)
			}
		}
		for p.growing() {
			p.grow()
		}
		checkInert(t, p.Scene(), o)
	}
}

func TestHostileOrdersAreInert(t *testing.T) {
	uitest.SingleThreaded(t)
	for i, h := range hostile.Share(0, 3) {
		t.Run(h.Name, func(t *testing.T) {
			t.Parallel()
			checkSights(t, hostileConfig(t, hostileOrders(h.Text)), []time.Duration{27 * time.Second, -1, 12 * time.Second}[i%3], i)
		})
	}
}

func TestHostileLogsAreInert(t *testing.T) {
	uitest.SingleThreaded(t)
	logs := []*sim.Log{
		uitest.ScenarioLog(t, "outage", nil),
		uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.Mode = sim.EmitAwait }),
		uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.Mode = sim.Send }),
		uitest.ScenarioLog(t, "panel-refuses", nil),
	}
	for i, h := range hostile.Share(1, 3) {
		t.Run(h.Name, func(t *testing.T) {
			t.Parallel()
			log := tampered(t, logs[i%len(logs)], h.Text)
			checkSights(t, staged{Source: Replay(log)}, []time.Duration{-1, 27500 * time.Millisecond}[i%2], i+1)
		})
	}
}

// TestHostileKeysAreInert: whatever a keyboard, a paste or --keys brings.
func TestHostileKeysAreInert(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	p := newPlayer(outageShow(t).Source, nil, hostileLooks[0])
	p.Show(27 * time.Second)
	p.Press("K")
	for i, h := range hostile.Share(2, 3) {
		for _, opener := range []string{"e", "F", "F tab", "d", "g", ""} {
			keys := strings.Fields(opener)
			if opener == "e" {
				keys = append(keys, "/")
			}
			for _, key := range keys {
				p.Press(key)
			}
			p.Press(h.Text)
			for _, r := range h.Text[:min(len(h.Text), 100)] {
				p.Press(string(r))
			}
			p.options = hostileLooks[i%len(hostileLooks)]
			checkInert(t, p.Scene(), p.options)
			p.toBoard()
			p.leaving, p.wanted = false, nil
		}
		if err := CheckKey(h.Text); err != nil && (hostile.Act(err.Error()) != "" || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s: the error is not one inert line: %q", h.Name, err)
		}
	}
}

func TestHostileDiagramsAreInert(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	logs := []*sim.Log{uitest.ScenarioLog(t, "outage", nil), uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.Mode = sim.Send })}
	for i, h := range hostile.Share(0, 3) {
		s, err := spacetime.NewSpaceTime(tampered(t, logs[i%len(logs)], h.Text), []sim.OrderID{1, 2, 4}, words.Lang(i%2))
		if err != nil {
			t.Fatal(err)
		}
		var svg, text strings.Builder
		if err := s.WriteSVG(&svg); err != nil {
			t.Fatal(err)
		}
		checkXML(t, svg.String())
		if strings.Contains(svg.String(), "<script") {
			t.Errorf("%s: a script in a picture", h.Name)
		}
		if err := s.WriteText(&text, i%4 == 3); err != nil {
			t.Fatal(err)
		}
		for _, drawn := range []string{svg.String(), text.String()} {
			if act := hostile.Act(drawn); act != "" {
				t.Errorf("%s: %s", h.Name, act)
			}
		}
		for line := range strings.Lines(text.String()) {
			if w := uitest.TerminalWidth(strings.TrimSuffix(line, "\n")); w < 0 || w > spacetime.TextWidth {
				t.Errorf("%s: a line of %d columns: %q", h.Name, w, line)
			}
		}
	}
}

// FuzzFrame: whatever an order is called and links to, in whatever window, any
// view of it is whole and inert.
func FuzzFrame(f *testing.F) {
	base := uitest.ScenarioLog(f, "outage", nil)
	for i, h := range hostile.Texts {
		text := h.Text[:min(len(h.Text), 300)]
		f.Add(text, "@"+text, uint16(80+i), uint16(24+i), uint16(i*37))
	}
	f.Fuzz(func(t *testing.T, id, link string, width, height, look uint16) {
		o := moment.Options{Width: 1 + int(width)%300, Height: 1 + int(height)%100, Lang: words.Lang(look % 2), ASCII: look&2 != 0, Big: look&4 != 0}
		log := &sim.Log{Header: sim.Header{Scenario: id}}
		for e := range base.All() {
			changed := *e
			if e.Type == sim.OrderCreated {
				order := *e.Detail.Order
				order.ID, order.Link = id, link
				changed.Detail = &sim.Detail{Order: &order}
			}
			log.Append(changed)
		}
		p := newPlayer(Replay(log), nil, o)
		p.Show(time.Duration(look>>3) * 40 * time.Millisecond)
		for _, key := range strings.Fields(uitest.Sights[int(look)%len(uitest.Sights)]) {
			if err := p.pressed(key); err != nil {
				t.Fatal(err)
			}
		}
		inertFrame(t, p.Scene(), o) // borders may be part of the text
	})
}
