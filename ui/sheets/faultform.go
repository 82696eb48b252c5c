package sheets

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

// valueLengthMax and textLengthMax bound what can be typed into a field, in
// characters: a number, duration or word, and a text.
const (
	valueLengthMax = 12
	TextLengthMax  = 40
)

// FaultListRows is how many rows the list of faults has in a sheet of so many lines.
func FaultListRows(lines int) int {
	switch {
	case lines >= formAll:
		return 7
	case lines >= formRoomy:
		return 6
	case lines >= formWhole:
		return 4
	}
	return 2
}

// Fields returns the keys that the fault takes, its own first.
func (form *FaultForm) Fields() []sim.FaultKey {
	keys := slices.Clone(form.Name.Shape().Keys)
	if !form.Live {
		keys = append(keys, sim.KeyFrom)
	}
	return append(keys, sim.KeyFor, sim.KeyCount, sim.KeyOrder)
}

// Current returns the key that is edited; false in the list of faults.
func (form *FaultForm) Current() (sim.FaultKey, bool) {
	if form.Field == 0 {
		return 0, false
	}
	return form.Fields()[form.Field-1], true
}

// Spec writes the fault as --fault takes it; from is its from=, or "".
func (form *FaultForm) Spec(from string) string {
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

// Fault reads the form with the parser of the command line.
func (form *FaultForm) Fault(from string) (sim.Fault, error) { return sim.ParseFault(form.Spec(from)) }

// from returns what from= is for a fault that begins at the cursor, or later
// where the form says so.
func (form *FaultForm) from(at time.Duration) string {
	if form.Values[sim.KeyFrom] != "" {
		return form.Values[sim.KeyFrom]
	}
	return at.Round(time.Millisecond).String()
}

// Choose takes another fault. What all faults have in common stays as it is.
func (form *FaultForm) Choose(name sim.FaultName) {
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

// FieldItems is where the items of the form that are its fields begin; before
// them are those of the list of faults.
const FieldItems = 100

// Pick takes another fault, or goes to a field. It returns the key that goes to
// the next value of a field where the form is.
func (form *FaultForm) Pick(item int) (enter string) {
	if item >= FieldItems {
		if form.Field == item-FieldItems {
			return "space"
		}
		form.Field = min(item-FieldItems, len(form.Fields()))
		return ""
	}
	form.Field = 0
	form.Choose(sim.FaultShapes()[item].Name)
	return ""
}

// Move goes through the list of faults, or from field to field.
func (form *FaultForm) Move(key string, rows int) {
	by := map[string]int{"up": -1, "down": 1, "left": -rows, "right": rows}[key]
	if form.Field > 0 {
		if next := form.Field + by; key == "up" || key == "down" && next <= len(form.Fields()) {
			form.Field = next
		}
		return
	}
	shapes := sim.FaultShapes()
	i := slices.IndexFunc(shapes, func(s sim.FaultShape) bool { return s.Name == form.Name })
	form.Choose(shapes[min(max(i+by, 0), len(shapes)-1)].Name)
}

// Turn puts the next of the values into the field, or the one before.
func (form *FaultForm) Turn(values []string, by int) {
	k, found := form.Current()
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

// Offers returns the values that the space key goes through: all that a key
// takes, or some of a number or duration.
func (form *FaultForm) Offers(k sim.FaultKey, at time.Duration, setup *sim.Setup, order sim.OrderID) []string {
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

// Typeable are the characters of numbers and durations. None is a command of
// the form.
const Typeable = "0123456789.hmsun"

// Typed puts a character into the field, or takes the last one away.
func (form *FaultForm) Typed(key string) {
	k, found := form.Current()
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
	case len(key) == 1 && strings.Contains(Typeable, key) && len(value) < valueLengthMax:
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
	case utf8.RuneCountInString(key) != 1 || key == "," || key != sim.Printable(key, 1) || len(characters) >= TextLengthMax:
		return value
	}
	return value + key
}

// TakesText reports whether the key is a character of the text that is edited,
// and no command of the form.
func (form *FaultForm) TakesText(key string) bool {
	k, found := form.Current()
	return found && k == sim.KeyError && (key == "space" || utf8.RuneCountInString(key) == 1)
}

// ErrPast is said of a fault that is to begin before the cursor.
var ErrPast = errors.New("from= is over: want a time after the cursor, or step back first")
