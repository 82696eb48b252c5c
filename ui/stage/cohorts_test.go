package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
)

// lanesAt returns the first and the last number of the cohorts at the cursor.
func (p *Player) lanesAt() (lanes [][2]sim.OrderID) {
	list := p.history.At(p.playback.Cursor.N).Cohorts()
	for i := range list {
		lanes = append(lanes, [2]sim.OrderID{list[i].First, list[i].Last})
	}
	return lanes
}

// TestLanesAreFoldedAndOpened: z folds, the arrows go from lane to lane, enter opens
// one, where they go from order to order, and esc folds it again.
func TestLanesAreFoldedAndOpened(t *testing.T) {
	p := playerAt(t, 26*time.Second, "z", moment.Options{Width: 120, Height: 36})
	if m := p.Moment(); !m.Folded || m.Unfolded != 0 || !strings.Contains(said(p), "share a lane") {
		t.Fatalf("z: %+v, %q is said", m.Folded, said(p))
	}
	lanes := p.lanesAt()
	if len(lanes) != 4 || lanes[1] != [2]sim.OrderID{4, 8} {
		t.Fatalf("the lanes are %v", lanes)
	}
	p.selectOrder(1)
	for i := range lanes {
		if got := p.Moment().Shown(); got != lanes[i][0] {
			t.Errorf("lane %d: #%d is selected", i, got)
		}
		pressAll(t, p, "down")
	}
	p.Draw()
	p.Press("down")
	if p.Moment().Shown() != 12 || said(p) != "No order lies that way." {
		t.Errorf("below the last lane is #%d, %q is said", p.Moment().Shown(), said(p))
	}
	pressAll(t, p, "up", "up")
	if got := p.Moment().Shown(); got != 4 {
		t.Fatalf("two lanes up is #%d", got)
	}
	pressAll(t, p, "enter")
	if m := p.Moment(); m.Unfolded != 4 || !p.onBoard() || said(p) == "" {
		t.Fatalf("enter opens the cohort of #%d, %q is said", m.Unfolded, said(p))
	}
	pressAll(t, p, "down", "down")
	if got := p.Moment().Shown(); got != 6 {
		t.Errorf("two orders down is #%d", got)
	}
	for range 9 {
		pressAll(t, p, "j")
	}
	if got := p.Moment().Shown(); got != 8 {
		t.Errorf("the last of them is #%d", got)
	}
	pressAll(t, p, "enter")
	if s := onTop[*orderScreen](p); s == nil || s.panel.Order != 8 {
		t.Error("enter does not open the order")
	}
	pressAll(t, p, "esc", "esc")
	if m := p.Moment(); m.Unfolded != 0 || !m.Folded || m.Selected != 8 {
		t.Errorf("esc: %d is opened, #%d selected", m.Unfolded, m.Selected)
	}
	pressAll(t, p, "esc")
	if p.selected != 0 {
		t.Error("esc does not give the selection back")
	}
	pressAll(t, p, "z")
	if p.Moment().Folded {
		t.Error("z does not unfold")
	}
}

// TestACrowdAlwaysSharesLanes: z says so, and enter opens one of them.
func TestACrowdAlwaysSharesLanes(t *testing.T) {
	p := newPlayer(uitest.NewRun(t, "outage", func(c *sim.Config) {
		c.Orders, c.Rate, c.ExternalOrders = 400, sim.Rate{Orders: 40, Per: time.Second}, nil
	}), nil, moment.Options{Width: 120, Height: 36})
	p.Show(12 * time.Second)
	pressAll(t, p, "z")
	if p.folded || !strings.Contains(said(p), "always share lanes") {
		t.Errorf("z: folded %v, %q is said", p.folded, said(p))
	}
	pressAll(t, p, "down", "up", "enter")
	if p.unfolded == 0 {
		t.Errorf("enter opens nothing: %s", nameOf(p.top().screen))
	}
}

// TestBigIsAKey: the back of the room, and back.
func TestBigIsAKey(t *testing.T) {
	p := playerAt(t, 26*time.Second, "Z", moment.Options{Width: 120, Height: 36})
	if !p.options.Big || said(p) == "" {
		t.Error("Z does not make it big")
	}
	pressAll(t, p, "Z")
	if p.options.Big {
		t.Error("Z does not make it as it was")
	}
}
