package ui

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"orderflow/sim"
)

// FaultForm is the form that breaks something. Its faults, keys and words are
// those of the command line, and so is its parser.
type FaultForm struct {
	Name   sim.FaultName
	Field  int                        // which is edited, from 1; 0 = the list of faults
	Values [sim.KeyService + 1]string // as typed; "" = not given
	Live   bool                       // nothing can be planned ahead
}

// LiesOver says that it lies over the board.
func (FaultForm) LiesOver() {}

// valueLengthMax and textLengthMax bound what can be typed into a field, in
// characters: a number, duration or word, and a text.
const (
	valueLengthMax = 12
	textLengthMax  = 40
)

// faultListRows is how many rows the list of faults has; see faultColumns.
func faultListRows(full bool) int {
	if full {
		return 6
	}
	return 4
}

// fields returns the keys that the fault takes, its own first.
func (form *FaultForm) fields() []sim.FaultKey {
	keys := slices.Clone(form.Name.Shape().Keys)
	if !form.Live {
		keys = append(keys, sim.KeyFrom)
	}
	return append(keys, sim.KeyFor, sim.KeyCount, sim.KeyOrder)
}

// field returns the key that is edited; false in the list of faults.
func (form *FaultForm) field() (sim.FaultKey, bool) {
	if form.Field == 0 {
		return 0, false
	}
	return form.fields()[form.Field-1], true
}

// spec writes the fault as --fault takes it; from is its from=, or "".
func (form *FaultForm) spec(from string) string {
	var pairs []string
	for k := sim.KeyFrom; k <= sim.KeyService; k++ {
		value := form.Values[k]
		if k == sim.KeyFrom {
			value = from
		}
		if value = strings.TrimSpace(value); value != "" && form.Name.Shape().Takes(k) {
			pairs = append(pairs, k.String()+"="+value)
		}
	}
	return strings.TrimSuffix(form.Name.String()+":"+strings.Join(pairs, ","), ":")
}

// fault reads the form with the parser of the command line.
func (form *FaultForm) fault(from string) (sim.Fault, error) { return sim.ParseFault(form.spec(from)) }

// from returns what from= is for a fault that begins at the cursor, or later
// where the form says so.
func (form *FaultForm) from(at time.Duration) string {
	if form.Values[sim.KeyFrom] != "" {
		return form.Values[sim.KeyFrom]
	}
	return at.Round(time.Millisecond).String()
}

// choose takes another fault. What all faults have in common stays as it is.
func (form *FaultForm) choose(name sim.FaultName) {
	form.Name = name
	for k := sim.KeyOrder + 1; k <= sim.KeyService; k++ {
		form.Values[k] = ""
	}
	switch k := name.Shape().Required; k {
	case sim.KeyFrom:
	case sim.KeyDelay:
		form.Values[k] = "2s"
	default:
		form.Values[k] = name.Shape().Values(k)[0]
	}
}

// fieldItems is where the items of the form that are its fields begin; before
// them are those of the list of faults.
const fieldItems = 100

// pick takes another fault, or goes to a field; once more: to its next value.
func (form FaultForm) pick(item int) (Sheet, string) {
	if item >= fieldItems {
		if form.Field == item-fieldItems {
			return form, "space"
		}
		form.Field = item - fieldItems
		return form, ""
	}
	form.Field = 0
	form.choose(sim.FaultShapes()[item].Name)
	return form, ""
}

// move goes through the list of faults, or from field to field.
func (form *FaultForm) move(key string, rows int) {
	by := map[string]int{"up": -1, "down": 1, "left": -rows, "right": rows}[key]
	if form.Field > 0 {
		if next := form.Field + by; key == "up" || key == "down" && next <= len(form.fields()) {
			form.Field = next
		}
		return
	}
	shapes := sim.FaultShapes()
	i := slices.IndexFunc(shapes, func(s sim.FaultShape) bool { return s.Name == form.Name })
	form.choose(shapes[min(max(i+by, 0), len(shapes)-1)].Name)
}

// turn puts the next of the values into the field, or the one before.
func (form *FaultForm) turn(values []string, by int) {
	k, found := form.field()
	if !found || len(values) == 0 {
		return
	}
	silent := form.Name.Shape().Default(k)
	now := form.Values[k]
	if now == "" {
		now = silent
	}
	i := slices.Index(values, now)
	if i < 0 && by < 0 {
		i = 0
	}
	form.Values[k] = values[(i+by+len(values))%len(values)]
	if form.Values[k] == silent {
		form.Values[k] = ""
	}
	form.exclude(k)
}

// exclude empties the field that cannot stand beside k: a panel answers by an
// HTTP status or by a text.
func (form *FaultForm) exclude(k sim.FaultKey) {
	other, found := map[sim.FaultKey]sim.FaultKey{sim.KeyStatus: sim.KeyError, sim.KeyError: sim.KeyStatus}[k]
	if found && form.Values[k] != "" {
		form.Values[other] = ""
	}
}

// offers returns the values that the space key goes through: all that a key
// takes, or some of a number or duration.
func (form *FaultForm) offers(k sim.FaultKey, at time.Duration, setup *sim.Setup, order sim.OrderID) []string {
	shape := form.Name.Shape()
	if values := shape.Values(k); values != nil {
		if k == sim.KeyGroup {
			values = append([]string{""}, values...)
		}
		if k == sim.KeyBroker {
			values = values[:setup.Brokers()+1] // all, and each by its number
		}
		return values
	}
	switch k {
	case sim.KeyFrom:
		second := at.Truncate(time.Second)
		return []string{"", (second + 5*time.Second).String(), (second + 15*time.Second).String()}
	case sim.KeyFor:
		return []string{"", "5s", "16s", "60s"}
	case sim.KeyCount:
		return []string{"1", "3", "always"}
	case sim.KeyOrder:
		return []string{"", strconv.Itoa(int(max(order, 1)))}
	case sim.KeyPartition:
		values := []string{"all"}
		for i := range min(setup.Partitions, 3) {
			values = append(values, strconv.Itoa(i))
		}
		return values
	case sim.KeyService:
		values := []string{"all"}
		for i := range min(setup.Services, 3) {
			values = append(values, strconv.Itoa(i+1))
		}
		return values
	case sim.KeyDelay:
		return []string{"500ms", "2s", "10s", "35s"}
	case sim.KeyRestart:
		return []string{"1s", "5s", "20s"}
	case sim.KeyError:
		return []string{"", "Not enough funds on balance", "Active order with this link"}
	}
	return []string{"0.2", "0.5", "0.8"}
}

// typeable are the characters of numbers and durations. None is a command of
// the form.
const typeable = "0123456789.hmsun"

// typed puts a character into the field, or takes the last one away.
func (form *FaultForm) typed(key string) {
	k, found := form.field()
	if !found || form.Name.Shape().Values(k) != nil && k != sim.KeyBroker && k != sim.KeyStatus {
		return
	}
	defer form.exclude(k)
	if k == sim.KeyError {
		form.Values[k] = typedText(form.Values[k], key)
		return
	}
	value := form.Values[k]
	switch {
	case key == "backspace" && value != "":
		form.Values[k] = value[:len(value)-1]
		if value == "always" || value == "all" {
			form.Values[k] = ""
		}
	case len(key) == 1 && strings.Contains(typeable, key) && len(value) < valueLengthMax:
		form.Values[k] = strings.TrimPrefix(strings.TrimPrefix(value, "always"), "all") + key
	}
}

// typedText returns a text with a character more, or the last one less. A comma
// would end the value, so it cannot be typed.
func typedText(value, key string) string {
	if key == "space" {
		key = " "
	}
	characters := []rune(value)
	switch {
	case key == "backspace":
		return string(characters[:max(0, len(characters)-1)])
	case utf8.RuneCountInString(key) != 1 || key == "," || key != sim.Printable(key, 1) || len(characters) >= textLengthMax:
		return value
	}
	return value + key
}

// takesText reports whether the key is a character of the text that is edited,
// and no command of the form.
func (form *FaultForm) takesText(key string) bool {
	k, found := form.field()
	return found && k == sim.KeyError && (key == "space" || utf8.RuneCountInString(key) == 1)
}

// faultFormKeys is the key table of the form.
func faultFormKeys(quit binding) []binding {
	return []binding{
		{does: FieldAction, keys: []string{"tab", "shift+tab"}, shown: "tab", rank: 1, press: (*player).nextField},
		{does: ChangeAction, keys: []string{"space"}, shown: "space", rank: 2, press: plain((*player).changeField)},
		{does: BreakNowAction, keys: []string{"enter"}, shown: "enter", rank: 3, when: (*player).canAct, press: plain((*player).breakNow)},
		{does: LaterAction, keys: []string{"l"}, shown: "l", rank: 4, when: (*player).canPlan, press: plain((*player).breakLater)},
		{does: MoveAction, keys: []string{"up", "down", "left", "right"}, shown: "↑ ↓", rank: 5, press: (*player).moveForm},
		{does: RepairAction, keys: []string{"X"}, shown: "X", rank: 6, when: (*player).canRepair, press: plain((*player).repair)},
		{does: LangAction, keys: []string{"L"}, shown: "L", press: plain((*player).changeLang)},
		{does: CloseAction, keys: []string{"esc", "F"}, shown: "esc", rank: 90, press: plain((*player).closeSheet)},
		quit,
	}
}

// What follows is what the keys of the form do.

func (p *player) openFaults() {
	form := FaultForm{Live: p.clock != nil}
	form.choose(sim.BrokerDown)
	p.openSheet(form, faultKeys)
}

// onForm changes the form that is open.
func (p *player) onForm(change func(form *FaultForm)) {
	if form, open := p.sheet.(FaultForm); open {
		change(&form)
		p.sheet = form
	}
}

func (p *player) moveForm(key string) {
	p.onForm(func(form *FaultForm) {
		if form.Field > 0 && (key == "left" || key == "right") {
			p.turnField(form, map[string]int{"left": -1, "right": 1}[key])
			return
		}
		form.move(key, faultListRows(p.laid().full()))
	})
}

func (p *player) nextField(key string) {
	p.onForm(func(form *FaultForm) {
		count := len(form.fields()) + 1
		by := 1
		if key == "shift+tab" {
			by = count - 1
		}
		form.Field = (form.Field + by) % count
	})
}

func (p *player) changeField() {
	p.onForm(func(form *FaultForm) {
		if form.Field == 0 {
			form.Field = 1
			return
		}
		p.turnField(form, 1)
	})
}

func (p *player) turnField(form *FaultForm, by int) {
	if k, found := form.field(); found {
		form.turn(form.offers(k, p.playback.cursor.at, &p.history.head.Setup, p.moment().Shown()), by)
	}
}

// typeField takes a key that the table does not know.
func (p *player) typeField(key string) {
	p.onForm(func(form *FaultForm) { form.typed(key) })
}

// breakNow breaks what the form says: now, or at the time that from= gives.
func (p *player) breakNow() {
	form, _ := p.sheet.(FaultForm)
	if form.Values[sim.KeyFrom] != "" && !form.Live {
		p.breakLater()
		return
	}
	fault, err := form.fault("")
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
func (p *player) breakLater() {
	form, _ := p.sheet.(FaultForm)
	if form.Values[sim.KeyFrom] == "" {
		p.onForm(func(form *FaultForm) {
			form.Field = slices.Index(form.fields(), sim.KeyFrom) + 1
			p.turnField(form, 1)
		})
		return
	}
	fault, err := form.fault(form.Values[sim.KeyFrom])
	if err == nil && fault.From <= p.playback.cursor.at {
		err = errPast
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

// errPast is said of a fault that is to begin before the cursor.
var errPast = errors.New("from= is over: want a time after the cursor, or step back first")

// plan adds an input at a time after the cursor, which stays where it is, and
// reports whether that was possible.
func (p *player) plan(at time.Duration, in sim.Input) bool {
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

func (p *player) canPlan() bool { return p.clock == nil }
