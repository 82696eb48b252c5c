package handle

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"orderflow/sim"
)

// bases are the configurations of the embedded scenarios, and flags the settings
// by their names.
var (
	bases = sync.OnceValue(func() map[string]sim.Config {
		known := map[string]sim.Config{}
		for _, s := range sim.Scenarios() {
			known[s.Name] = s.Config
		}
		return known
	})
	flags = sync.OnceValue(func() map[string]sim.Setting {
		known := map[string]sim.Setting{}
		for _, s := range sim.FlagSettings() {
			known[s.Name] = s
		}
		return known
	})
)

// baseOf returns the configuration that the settings of a run differ from: that
// of the embedded scenario of the name, else what holds where nobody says anything.
func baseOf(scenario string) sim.Config {
	c, embedded := bases()[scenario]
	if !embedded {
		c = sim.DefaultConfig()
		c.Scenario = scenario
	}
	c.Faults, c.ExternalOrders = slices.Clone(c.Faults), slices.Clone(c.ExternalOrders)
	return c
}

// ParseText reads a run from a text as Text writes it. An error is a Refusal; the
// run has its version of the engine all the same where the text begins with one.
func ParseText(text string) (Run, error) {
	if len(text) > TextMax {
		return Run{}, sim.Refuse("the text of the run is larger than %d bytes", "실행의 글이 %d바이트보다 큽니다", TextMax)
	}
	r, err := parse(text)
	if err != nil {
		return r, err
	}
	if again, err := r.Text(); err != nil || again != text {
		return r, sim.Refuse("its lines are not those of such a run", "그런 실행의 줄이 아닙니다")
	}
	return r, nil
}

// reader reads the lines of a text, one kind after the other.
type reader struct {
	run    Run
	orders strings.Builder // as CSV
	kind   lineKind        // of the line before
	at     time.Duration   // of the act before
}

// lineKind says what a line is about. Lines stand in this order.
type lineKind uint8

const (
	engineLine lineKind = iota
	scenarioLine
	settingLine
	orderLine
	cursorLine
	viewLine
	actLine
)

func parse(text string) (Run, error) {
	r := &reader{}
	if !strings.HasSuffix(text, "\n") {
		return r.run, sim.Refuse("its last line is not whole", "마지막 줄이 온전하지 않습니다")
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSuffix(line, "\n")
		word, rest, _ := strings.Cut(line, " ")
		if err := r.line(number, word, rest); err != nil {
			return r.run, sim.Refuse("line %d (%s): %v", "%d번째 줄(%s): %v", number, sim.Printable(line, 60), err)
		}
	}
	return r.run, r.finish()
}

// errLine says that a line is none of ours, or stands in the wrong place.
var errLine = sim.Refuse("it is not known here", "여기서는 모르는 줄입니다")

// line takes the next line.
func (r *reader) line(number int, word, rest string) (err error) {
	kind := r.kindOf(number, word)
	if kind < r.kind || kind == r.kind && (kind < settingLine || kind == cursorLine) && number > 1 || r.kind < cursorLine && kind > cursorLine {
		return errLine
	}
	r.kind = kind
	switch kind {
	case engineLine:
		r.run.Engine, err = r.whole(word == "engine", rest, 1, 1<<31-1)
	case scenarioLine:
		return r.scenario(word, rest)
	case settingLine:
		return r.setting(word, rest)
	case orderLine:
		r.orders.WriteString(rest + "\n")
	case cursorLine:
		return r.cursor(rest)
	case viewLine:
		return r.view(word, rest)
	case actLine:
		return r.act(word, rest)
	}
	return err
}

// kindOf returns what a line is about, by its first word.
func (r *reader) kindOf(number int, word string) lineKind {
	switch {
	case number <= 2:
		return lineKind(number - 1)
	case strings.HasPrefix(word, "+"):
		return actLine
	case word == "cursor":
		return cursorLine
	case r.kind >= cursorLine:
		return viewLine
	case word == "order":
		return orderLine
	}
	return settingLine
}

// whole reads a whole number, where the line is one that has one.
func (r *reader) whole(known bool, text string, low, high int64) (int, error) {
	n, err := number(text, low, high)
	if !known {
		return 0, errLine
	}
	return int(n), err
}

func number(text string, low, high int64) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < low || n > high {
		return 0, sim.Refuse("want a whole number from %d to %d", "%d에서 %d까지의 정수여야 합니다", low, high)
	}
	return n, nil
}

func (r *reader) scenario(word, name string) error {
	if word != "scenario" {
		return errLine
	}
	if name == "" || len(name) > sim.NameLengthMax || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return sim.Refuse("want the name of a scenario", "시나리오 이름이 있어야 합니다")
	}
	r.run.Config = baseOf(name)
	return nil
}

func (r *reader) setting(name, value string) (err error) {
	c := &r.run.Config
	if name == externalOrders {
		c.ExternalOrders, err = parseNumbers(value)
		return err
	}
	s, known := flags()[name]
	if !known {
		return errLine
	}
	if value != none || name == "acks" {
		return s.Read(c, value)
	}
	switch at := s.Place(c).(type) {
	case *[]sim.Fault:
		*at = nil
	case *sim.Remedies:
		*at = 0
	case *sim.Observe:
		*at = sim.Observe{}
	default:
		return errLine
	}
	return nil
}

// parseNumbers reads what orderNumbers writes.
func parseNumbers(text string) ([]sim.OrderID, error) {
	list := []sim.OrderID{}
	if text == none {
		return list, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		n, err := number(part, 0, 1<<32-1)
		if err != nil {
			return nil, err
		}
		list = append(list, sim.OrderID(n))
	}
	return list, nil
}

// timeMax bounds the times of a view and of acts.
const timeMax = int64(10 * sim.SpanMax)

func (r *reader) cursor(text string) (err error) {
	parts := strings.Split(text, " ")
	if len(parts) != 3 {
		return errLine
	}
	var numbers [3]int64
	for i, high := range []int64{timeMax, timeMax, sim.LogEventsMax} {
		if numbers[i], err = number(parts[i], 0, high); err != nil {
			return err
		}
	}
	v := &r.run.View
	v.At, v.Wall, v.N = time.Duration(numbers[0]), time.Duration(numbers[1]), int(numbers[2])
	return nil
}

// view reads a line of the view after the cursor.
func (r *reader) view(word, rest string) error {
	v := &r.run.View
	switch word {
	case "pace":
		if v.Pace = rest; !slices.Contains(paces, rest) {
			return errLine
		}
		return nil
	case "seen":
		return r.seen(rest)
	case "speed":
		return r.speed(rest)
	case "follows", "stepping", "whole", "folded":
		*map[string]*bool{"follows": &v.Follows, "stepping": &v.Stepping, "whole": &v.Whole, "folded": &v.Folded}[word] = true
		if rest != "" {
			return errLine
		}
		return nil
	case "opening", "bookmark":
		at, err := number(rest, 0, timeMax)
		if word == "opening" {
			v.Opening = time.Duration(at)
			return err
		}
		if len(v.Bookmarks) == bookmarksMax || len(v.Bookmarks) > 0 && v.Bookmarks[len(v.Bookmarks)-1] >= time.Duration(at) {
			return errLine
		}
		v.Bookmarks = append(v.Bookmarks, time.Duration(at))
		return err
	}
	n, err := number(rest, 1, sim.LogEventsMax)
	switch word {
	case "played":
		v.Played = int(n)
	case "selected":
		v.Selected = sim.OrderID(n)
	case "unfolded":
		v.Unfolded = sim.OrderID(n)
	default:
		return errLine
	}
	return err
}

func (r *reader) seen(text string) error {
	for name := range strings.SplitSeq(text, ",") {
		mode, err := sim.ParseMode(name)
		if err != nil {
			return err
		}
		if slices.Contains(r.run.View.Seen, mode) {
			return errLine
		}
		r.run.View.Seen = append(r.run.View.Seen, mode)
	}
	return nil
}

func (r *reader) speed(text string) error {
	speed, err := strconv.ParseFloat(text, 64)
	if err != nil || !(speed >= 1./speedMax && speed <= speedMax) {
		return sim.Refuse("want a speed from 1/%d to %d", "1/%d에서 %d까지의 속도여야 합니다", speedMax, speedMax)
	}
	r.run.View.Speed = speed
	return nil
}

// act reads something that was done.
func (r *reader) act(word, rest string) error {
	after, err := number(strings.TrimPrefix(word, "+"), 0, timeMax/int64(time.Microsecond))
	if err != nil {
		return err
	}
	if len(r.run.Inputs) == sim.InputsMax {
		return sim.Refuse("more than %d acts", "개입이 %d번을 넘습니다", sim.InputsMax)
	}
	r.at += time.Duration(after) * time.Microsecond
	in := sim.Input{At: r.at}
	name, turn, switches := strings.Cut(rest, " ")
	remedy, noRemedy := sim.ParseRemedy(name)
	switch {
	case rest == repair:
		in.Repair = true
	case rest == newOrder:
		in.NewOrder = true
	case switches && noRemedy == nil && (turn == "on" || turn == "off"):
		in.Remedy = &sim.RemedySwitch{Remedy: remedy, On: turn == "on"}
	default:
		fault, err := sim.ParseFault(rest)
		if err != nil {
			return err
		}
		in.Fault = &fault
	}
	if r.at >= r.run.Config.Until {
		return sim.Refuse("the run is over by then", "그때는 실행이 끝나 있습니다")
	}
	r.run.Inputs = append(r.run.Inputs, in)
	return nil
}

// finish checks the whole.
func (r *reader) finish() (err error) {
	c := &r.run.Config
	if r.kind < cursorLine {
		return sim.Refuse("it ends too early", "중간에 끝납니다")
	}
	if r.orders.Len() > 0 {
		if c.OrderList, err = sim.ReadOrders("orders.csv", strings.NewReader(ordersHeader+r.orders.String())); err != nil {
			return err
		}
	}
	if err := c.Validate(); err != nil {
		return err
	}
	if err := c.Keepable(); err != nil {
		return err
	}
	for i := range r.run.Inputs {
		if err := r.run.Inputs[i].Check(c); err != nil {
			return err
		}
	}
	return nil
}
