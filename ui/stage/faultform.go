package stage

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/sheets"
)

// faultFormKeys is the key table of the form.
func faultFormKeys(quit binding) []binding {
	return []binding{
		{does: intent.FieldAction, keys: []string{"tab", "shift+tab"}, shown: "tab", rank: 1, press: (*Player).nextField},
		{does: intent.ChangeAction, keys: []string{"space"}, shown: "space", rank: 2, press: plain((*Player).changeField)},
		{does: intent.BreakNowAction, keys: []string{"enter"}, shown: "enter", rank: 3, when: (*Player).canAct, press: plain((*Player).breakNow)},
		{does: intent.LaterAction, keys: []string{"l"}, shown: "l", rank: 4, when: (*Player).canPlan, press: plain((*Player).breakLater)},
		{does: intent.MoveAction, keys: []string{"up", "down", "left", "right"}, shown: "↑ ↓", rank: 5, press: (*Player).moveForm},
		{does: intent.RepairAction, keys: []string{"X"}, shown: "X", rank: 6, when: (*Player).canRepair, press: plain((*Player).repair)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.CloseAction, keys: []string{"esc", "F"}, shown: "esc", rank: 90, press: plain((*Player).closeSheet)},
		quit,
	}
}

// What follows is what the keys of the form do.

func (p *Player) openFaults() {
	form := sheets.FaultForm{Live: p.clock != nil}
	form.Choose(sim.BrokerDown)
	p.openSheet(form, faultKeys)
}

// onForm changes the form that is open.
func (p *Player) onForm(change func(form *sheets.FaultForm)) {
	if form, open := p.sheet.(sheets.FaultForm); open {
		change(&form)
		p.sheet = form
	}
}

func (p *Player) moveForm(key string) {
	p.onForm(func(form *sheets.FaultForm) {
		if form.Field > 0 && (key == "left" || key == "right") {
			p.turnField(form, map[string]int{"left": -1, "right": 1}[key])
			return
		}
		form.Move(key, sheets.FaultListRows(p.laid().Full()))
	})
}

func (p *Player) nextField(key string) {
	p.onForm(func(form *sheets.FaultForm) {
		count := len(form.Fields()) + 1
		by := 1
		if key == "shift+tab" {
			by = count - 1
		}
		form.Field = (form.Field + by) % count
	})
}

func (p *Player) changeField() {
	p.onForm(func(form *sheets.FaultForm) {
		if form.Field == 0 {
			form.Field = 1
			return
		}
		p.turnField(form, 1)
	})
}

func (p *Player) turnField(form *sheets.FaultForm, by int) {
	if k, found := form.Current(); found {
		form.Turn(form.Offers(k, p.playback.Cursor.At, &p.history.Head.Setup, p.Moment().Shown()), by)
	}
}

// typeField takes a key that the table does not know.
func (p *Player) typeField(key string) {
	p.onForm(func(form *sheets.FaultForm) { form.Typed(key) })
}

// breakNow breaks what the form says: now, or at the time that from= gives.
func (p *Player) breakNow() {
	form, _ := p.sheet.(sheets.FaultForm)
	if form.Values[sim.KeyFrom] != "" && !form.Live {
		p.breakLater()
		return
	}
	fault, err := form.Fault("")
	if err != nil {
		p.notice = noticeOf(err)
		return
	}
	if p.act(sim.Input{Fault: &fault}) {
		p.closeSheet()
	}
}

// breakLater adds the fault at the time that from= gives. Where it gives none,
// one is put into the form first.
func (p *Player) breakLater() {
	form, _ := p.sheet.(sheets.FaultForm)
	if form.Values[sim.KeyFrom] == "" {
		p.onForm(func(form *sheets.FaultForm) {
			form.Field = slices.Index(form.Fields(), sim.KeyFrom) + 1
			p.turnField(form, 1)
		})
		return
	}
	fault, err := form.Fault(form.Values[sim.KeyFrom])
	if err == nil && fault.From <= p.playback.Cursor.At {
		err = sheets.ErrPast
	}
	if err != nil {
		p.notice = noticeOf(err)
		return
	}
	before := p.beforeActing()
	if p.plan(fault.From, sim.Input{Fault: &fault}) {
		p.closeSheet()
		p.notice = notice{kind: plannedNotice, plan: fault.String()}
		before.inPast = false // what is planned lies ahead
		p.tellLeft(before)
	}
}

// plan adds an input at a time after the cursor, which stays where it is, and
// reports whether that was possible.
func (p *Player) plan(at time.Duration, in sim.Input) bool {
	in.At = at
	if err := p.source.Act(at, in); err != nil {
		p.notice = noticeOf(err)
		return false
	}
	p.inputs = append(p.inputs[:len(p.inputs):len(p.inputs)], in)
	if log := p.source.Log(); log != p.log {
		p.fork(log, at)
		p.asked = min(p.asked, at)
		p.noticeEnd()
		p.grow()
	}
	return true
}

func (p *Player) canPlan() bool { return p.clock == nil }
