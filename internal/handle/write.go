package handle

import (
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// errUnsaid is returned for a run that is not as a command line, a file and a
// user make one.
var errUnsaid = errors.New("the run has settings that no text can say")

// Text returns the run as text. It has one: what ParseText returns for it has
// the same.
func (r Run) Text() (string, error) {
	b := &strings.Builder{}
	fmt.Fprintf(b, "engine %d\nscenario %s\n", r.Engine, r.Config.Scenario)
	base := baseOf(r.Config.Scenario)
	writeSettings(b, &r.Config, &base)
	if err := writeOrders(b, r.Config.OrderList); err != nil {
		return "", err
	}
	r.View.write(b)
	before := time.Duration(0)
	for i := range r.Inputs {
		in := &r.Inputs[i]
		fmt.Fprintf(b, "+%d %s\n", (in.At-before)/time.Microsecond, act(in))
		before = in.At
	}
	text := b.String()
	again, err := parse(text)
	if err != nil || again.Config.Rate != r.Config.Rate {
		return "", errUnsaid
	}
	return text, nil
}

// writeSettings writes those that differ from the base's.
func writeSettings(b *strings.Builder, c, base *sim.Config) {
	listed := c.ExternalOrders != nil && (!slices.Equal(c.ExternalOrders, base.ExternalOrders) || base.ExternalOrders == nil)
	for _, s := range sim.FlagSettings() {
		values, before := s.Write(c), s.Write(base)
		switch {
		case s.Name == external:
			if c.ExternalRatio != base.ExternalRatio || c.ExternalOrders == nil && base.ExternalOrders != nil {
				listed = c.ExternalOrders != nil
				fmt.Fprintf(b, "%s %s\n", s.Name, strconv.FormatFloat(float64(c.ExternalRatio)/1000, 'f', -1, 64))
			}
			if listed {
				fmt.Fprintf(b, "%s %s\n", externalOrders, orderNumbers(c.ExternalOrders))
			}
			continue
		case !s.Repeats:
			if slices.Equal(values, before) {
				continue
			}
			if len(values) == 0 {
				values = []string{none}
			}
		case len(values) >= len(before) && slices.Equal(values[:len(before)], before):
			values = values[len(before):]
		case s.Name == "remedy" && !slices.ContainsFunc(before, func(v string) bool { return !slices.Contains(values, v) }):
			values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return slices.Contains(before, v) })
		default:
			fmt.Fprintf(b, "%s %s\n", s.Name, none)
		}
		for _, value := range values {
			fmt.Fprintf(b, "%s %s\n", s.Name, value)
		}
	}
}

// The settings that have a writing of their own, and the value of one that is
// not set.
const (
	external       = "external"
	externalOrders = "external-orders"
	none           = "-"
)

// orderNumbers writes a list of orders; "-" for none of them.
func orderNumbers(list []sim.OrderID) string {
	if len(list) == 0 {
		return none
	}
	var numbers []string
	for _, n := range list {
		numbers = append(numbers, strconv.FormatUint(uint64(n), 10))
	}
	return strings.Join(numbers, ",")
}

// writeOrders writes the orders of a file, as CSV without its header.
func writeOrders(b *strings.Builder, list []sim.Order) error {
	for i := range list {
		o := &list[i]
		b.WriteString("order ")
		w := csv.NewWriter(b)
		err := w.Write([]string{
			o.ID, o.Customer.String(), o.Channel.String(), o.Product.String(), strconv.Itoa(int(o.Quantity)), strconv.Itoa(int(o.Points)), o.Fulfilment.String(), o.Link,
		})
		w.Flush()
		if err := errors.Join(err, w.Error()); err != nil {
			return err
		}
	}
	return nil
}

// ordersHeader is the header of the CSV that writeOrders leaves out.
const ordersHeader = "id,customer,channel,product,quantity,points,fulfilment,link\n"

// write writes what of the view is not as where nobody says anything.
func (v *View) write(b *strings.Builder) {
	fmt.Fprintf(b, "cursor %d %d %d\n", v.At, v.Wall, v.N)
	say := func(is bool, format string, args ...any) {
		if is {
			fmt.Fprintf(b, format+"\n", args...)
		}
	}
	say(v.Opening != 0, "opening %d", v.Opening)
	say(v.Pace != "" && v.Pace != paces[0], "pace %s", v.Pace)
	say(len(v.Seen) > 0, "seen %s", modeNames(v.Seen))
	say(v.Follows, "follows")
	say(v.Speed != 0 && v.Speed != 1, "speed %s", strconv.FormatFloat(v.Speed, 'g', -1, 64))
	say(v.Stepping, "stepping")
	say(v.Played != 0 && v.Played != v.N, "played %d", v.Played)
	say(v.Whole, "whole")
	say(v.Selected != 0, "selected %d", v.Selected)
	say(v.Folded, "folded")
	say(v.Unfolded != 0, "unfolded %d", v.Unfolded)
	for _, at := range v.Bookmarks {
		say(true, "bookmark %d", at)
	}
}

func modeNames(modes []sim.Mode) string {
	var names []string
	for _, mode := range modes {
		names = append(names, mode.String())
	}
	return strings.Join(names, ",")
}

// act writes something that was done.
func act(in *sim.Input) string {
	switch {
	case in.Fault != nil:
		return in.Fault.String()
	case in.Remedy != nil && in.Remedy.On:
		return in.Remedy.Remedy.String() + " on"
	case in.Remedy != nil:
		return in.Remedy.Remedy.String() + " off"
	case in.Repair:
		return repair
	case in.NewOrder:
		return newOrder
	}
	return none
}

// The acts that are a word.
const (
	repair   = "repair"
	newOrder = "order"
)
