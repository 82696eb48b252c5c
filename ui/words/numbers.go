package words

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// CountOf returns a number of orders as it stands in a sentence.
func (t *Catalogue) CountOf(n int) string {
	if n >= 0 && n < len(t.Count) {
		return t.Count[n]
	}
	return typeset.Grouped(int64(n))
}

// ConnectsOf returns the connects of a reconnect round as they stand in a sentence.
func (t *Catalogue) ConnectsOf(n int) string {
	if n == 1 {
		return t.Connects[0]
	}
	return fmt.Sprintf(t.Connects[1], t.CountOf(n))
}

// TimesOf returns how often something was done that was done more than once.
func (t *Catalogue) TimesOf(n int) string {
	if n == 2 {
		return t.Times[0]
	}
	return fmt.Sprintf(t.Times[1], n)
}

// SecondsOf returns a duration with one decimal, such as 0.3 s or 20.9 s.
func (t *Catalogue) SecondsOf(d time.Duration) string {
	return fmt.Sprintf(t.Seconds, Tenths(d))
}

// Rounded returns a duration in whole seconds where that is near enough.
func (t *Catalogue) Rounded(d time.Duration) string {
	if d < 10*time.Second {
		return t.SecondsOf(d)
	}
	return fmt.Sprintf(t.Seconds, strconv.FormatInt(int64(d.Round(time.Second)/time.Second), 10))
}

// Span returns a duration in milliseconds where it is short, else as seconds.
func (t *Catalogue) Span(d time.Duration) string {
	if d >= 100*time.Millisecond {
		return t.SecondsOf(d)
	}
	return fmt.Sprintf(t.Millis, d.Round(time.Millisecond).Milliseconds())
}

// Product returns what an order buys, such as insta likes.
func (t *Catalogue) Product(o *sim.Order) string {
	return t.Channels[o.Channel] + " " + t.Products[o.Product]
}

// Tenths returns seconds with one decimal; from 1,000 s on with none.
func Tenths(d time.Duration) string {
	if d >= 1000*time.Second {
		return strconv.FormatInt(int64(d/time.Second), 10)
	}
	d = max(0, d.Round(100*time.Millisecond))
	return strconv.FormatInt(int64(d/time.Second), 10) + "." + strconv.FormatInt(int64(d%time.Second/(100*time.Millisecond)), 10)
}

// Clock returns a virtual time with milliseconds.
func Clock(d time.Duration) string {
	if d < 0 {
		return "–"
	}
	d = d.Round(time.Millisecond) / time.Millisecond
	ms := strconv.FormatInt(int64(d%1000)+1000, 10)
	return strconv.FormatInt(int64(d/1000), 10) + "." + ms[1:]
}

// Brief returns a number in at most four columns: 999, 12k, 3M.
func Brief(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10)
	case n < 1_000_000:
		return strconv.FormatInt(n/1000, 10) + "k"
	}
	return strconv.FormatInt(n/1_000_000, 10) + "M"
}

// Named returns the mark of an order in a sentence.
func Named(number sim.OrderID) string { return "#" + strconv.FormatUint(uint64(number), 10) }

// Moment returns a virtual time to the millisecond, with its unit.
func (t *Catalogue) Moment(at time.Duration) string { return fmt.Sprintf(t.Seconds, Clock(at)) }

// Dollars returns an amount of cents.
func Dollars(cents int64) string {
	return typeset.Grouped(cents/100) + "." + strconv.FormatInt(cents%100+100, 10)[1:]
}
