package stage

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/sheets"
)

// faultScreen is the form that breaks something.
type faultScreen struct {
	common
	form sheets.FaultForm
}

func openFaults(p *Player) {
	s := &faultScreen{form: sheets.FaultForm{Live: p.clock != nil}}
	s.form.Choose(sim.BrokerDown)
	p.push(s)
}

func (s *faultScreen) table() []binding {
	return []binding{
		{does: intent.FieldAction, keys: []string{"tab", "shift+tab"}, shown: "tab", rank: 1, press: s.nextField},
		{does: intent.ChangeAction, keys: []string{"space"}, shown: "space", rank: 2, press: plain(s.change)},
		{does: intent.BreakNowAction, keys: []string{"enter"}, shown: "enter", rank: 3, when: (*Player).canAct, press: plain(s.breakNow)},
		{does: intent.LaterAction, keys: []string{"l"}, shown: "l", rank: 4, when: (*Player).canPlan, press: plain(s.breakLater)},
		{does: intent.MoveAction, keys: []string{"up", "down", "left", "right"}, shown: "↑ ↓", rank: 5, press: s.move},
		{does: intent.RepairAction, keys: []string{"X"}, shown: "X", rank: 6, when: (*Player).canRepair, press: plain((*Player).repair)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		{does: intent.CloseAction, keys: []string{"esc", "F"}, shown: "esc", rank: 90, press: plain((*Player).pop)},
		quit,
	}
}

func (s *faultScreen) draw(f *chrome.Frame) { f.DrawSheet(s.form) }

// clickItem takes another fault, or goes to a field, and turns it where it was.
func (s *faultScreen) clickItem(p *Player, item int) {
	if enter := s.form.Pick(item); enter != "" {
		p.Press(enter)
	}
}

func (s *faultScreen) takes(key string) bool { return s.form.TakesText(key) }

func (s *faultScreen) typed(key string) { s.form.Typed(key) }

func (s *faultScreen) paste(text string) { s.form.Pasted(text) }

func (s *faultScreen) move(p *Player, key string) {
	if s.form.Field > 0 && (key == "left" || key == "right") {
		s.turn(p, map[string]int{"left": -1, "right": 1}[key])
		return
	}
	s.form.Move(key, sheets.FaultListRows(chrome.SheetArea(p.inner()).H))
}

func (s *faultScreen) nextField(_ *Player, key string) {
	count := len(s.form.Fields()) + 1
	by := 1
	if key == "shift+tab" {
		by = count - 1
	}
	s.form.Field = (s.form.Field + by) % count
}

// change goes from the list to the first field, or turns the field.
func (s *faultScreen) change(p *Player) {
	if s.form.Field == 0 {
		s.form.Field = 1
		return
	}
	s.turn(p, 1)
}

// turn puts the next of its values into the field, or the one before.
func (s *faultScreen) turn(p *Player, by int) {
	if k, found := s.form.Current(); found {
		s.form.Turn(s.form.Offers(k, p.playback.Cursor.At, &p.history.Head.Setup, p.Moment().Shown()), by)
	}
}

// breakNow breaks what the form says: now, or at the time that from= gives.
func (s *faultScreen) breakNow(p *Player) {
	if s.form.Values[sim.KeyFrom] != "" && !s.form.Live {
		s.breakLater(p)
		return
	}
	fault, err := s.form.Fault("")
	if err != nil {
		p.tell(noticeOf(err))
		return
	}
	if p.act(sim.Input{Fault: &fault}) {
		p.pop()
	}
}

// breakLater adds the fault at the time that from= gives. Where it gives none,
// one is put into the form first.
func (s *faultScreen) breakLater(p *Player) {
	if s.form.Values[sim.KeyFrom] == "" {
		s.form.Field = slices.Index(s.form.Fields(), sim.KeyFrom) + 1
		s.turn(p, 1)
		return
	}
	fault, err := s.form.Fault(s.form.Values[sim.KeyFrom])
	if err == nil && fault.From <= p.playback.Cursor.At {
		err = sheets.ErrPast
	}
	if err != nil {
		p.tell(noticeOf(err))
		return
	}
	before := p.beforeActing()
	if p.plan(fault.From, sim.Input{Fault: &fault}) {
		p.pop()
		p.tell(notice{kind: plannedNotice, plan: fault.String(), spot: moment.FaultSpot(fault.Name)})
		before.inPast = false // what is planned lies ahead
		p.tellLeft(before)
	}
}

// plan adds an input at a time after the cursor, which stays where it is, and
// reports whether that was possible.
func (p *Player) plan(at time.Duration, in sim.Input) bool {
	in.At = at
	if err := p.source.Act(at, in); err != nil {
		p.tell(noticeOf(err))
		return false
	}
	p.inputs, p.acted = append(p.inputs[:len(p.inputs):len(p.inputs)], in), true
	if log := p.source.Log(); log != p.log {
		p.fork(log, at)
		p.asked = min(p.asked, at)
		p.noticeEnd()
		p.grow()
	}
	return true
}

func (p *Player) canPlan() bool { return p.clock == nil }
