package simtest

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
)

// RandomConfig draws a scenario: any mode, faults, remedies and settings.
func RandomConfig(seed uint64) sim.Config {
	draw := sim.NewStream(seed, "laws", 0)
	pick := func(n int) int { return int(draw.Intn(int64(n))) }
	c := sim.DefaultConfig()
	c.Seed, c.Mode, c.Client = seed, sim.Mode(pick(3)), sim.Client(pick(5)/4)
	c.Orders, c.Rate = 1+pick(25), sim.Rate{Orders: int64(1 + pick(20)), Per: 2 * time.Second}
	c.Acks, c.Partitions, c.Workers = [...]int{-1, -1, 1, 0}[pick(4)], 1+pick(5), 1+pick(4)
	c.ExternalRatio = pick(1001)
	c.SessionTimeout = time.Duration(6+pick(25)) * time.Second
	c.Until = time.Duration(30+pick(120)) * time.Second
	if pick(4) == 0 {
		c.SendTimeout = time.Duration(1+pick(6)) * time.Second
	}
	if pick(3) == 0 {
		c.Observe = sim.Observe{Kind: sim.ObserveKind(pick(7)), Delay: time.Duration(pick(4000)) * time.Millisecond}
	}
	for r := range sim.RemedyCount {
		c.Remedies = c.Remedies.With(r, pick(5) == 0)
	}
	for range pick(4) {
		c.Faults = append(c.Faults, randomFault(pick, c.Partitions))
	}
	c.Settings = RandomSettings(seed)
	for i := range c.Faults {
		c.Faults[i].Broker = min(c.Faults[i].Broker, c.ClusterSize)
	}
	return c
}

// RandomSettings changes a few of the settings of client and cluster, by a
// stream of their own.
func RandomSettings(seed uint64) sim.Settings {
	draw, s := sim.NewStream(seed, "settings", 0), sim.DefaultSettings()
	for _, f := range settings {
		if draw.Intn(8) > 0 {
			continue
		}
		if is, ok := f.at(&s).(*bool); ok {
			*is = !*is
		} else if f.name == "cluster-size" {
			s.ClusterSize = 1
		} else {
			f.set(&s, min(f.high, f.low+draw.Intn(min(f.high-f.low, 10*int64(time.Second))+1)))
		}
	}
	return s
}

// randomFault draws a fault with every key that it takes. What is drawn as none
// is not given.
func randomFault(pick func(int) int, partitions int) sim.Fault {
	shape := sim.FaultShapes()[pick(len(sim.FaultShapes()))]
	f := sim.NewFault(shape.Name)
	set := func(key sim.FaultKey, value string) {
		if err := f.Set(key.String(), value); err != nil {
			panic(err)
		}
	}
	milliseconds := func(n int) string { return (time.Duration(n) * time.Millisecond).String() }
	word := func(key sim.FaultKey) {
		values := shape.Values(key)
		set(key, values[pick(len(values))])
	}
	set(sim.KeyFrom, milliseconds(pick(30_000)))
	if pick(2) == 0 {
		set(sim.KeyFor, milliseconds(1+pick(40_000)))
	}
	if !shape.State {
		set(sim.KeyCount, [...]string{"always", "1", "2", "3"}[pick(4)])
	}
	if pick(3) == 0 {
		set(sim.KeyOrder, strconv.Itoa(1+pick(10)))
	}
	for _, k := range shape.Keys {
		switch k {
		case sim.KeyCode, sim.KeyHow, sim.KeyAt, sim.KeyKind:
			word(k)
		case sim.KeyDelay:
			set(k, milliseconds(1+pick(50_000)))
		case sim.KeyBroker:
			set(k, [...]string{"all", "1", "2", "3"}[pick(4)])
		case sim.KeyPartition:
			set(k, append([]string{"all"}, numbers(partitions)...)[pick(partitions+1)])
		case sim.KeyGroup:
			if g := sim.Group(pick(4)); g != 0 {
				set(k, g.String())
			}
		case sim.KeyRatio:
			set(k, fmt.Sprint(float64(pick(1001))/1000))
		case sim.KeyError:
			if text := [...]string{"", "Not enough funds on balance", "Active order with this link. Wait until order being completed"}[pick(3)]; text != "" {
				set(k, text)
			}
		case sim.KeyAfterAccept:
			set(k, strconv.FormatBool(pick(2) == 0))
		case sim.KeyRestart:
			set(k, milliseconds(pick(5000)))
		}
	}
	return f
}

// numbers returns the first n numbers from 0.
func numbers(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = strconv.Itoa(i)
	}
	return list
}

// RandomInputs draws what a user does to a run.
func RandomInputs(seed uint64, until time.Duration) []sim.Input {
	draw := sim.NewStream(seed, "inputs", 0)
	var inputs []sim.Input
	at := time.Duration(0)
	for range draw.Intn(5) {
		at += draw.Between(time.Second, 15*time.Second)
		if at >= until {
			break
		}
		in := sim.Input{At: at}
		switch draw.Intn(4) {
		case 0:
			f := sim.NewFault(sim.BrokerDown)
			in.Fault = &f
		case 1:
			in.Repair = true
		case 2:
			in.NewOrder = true
		default:
			in.Remedy = &sim.RemedySwitch{Remedy: sim.Remedy(draw.Intn(int64(sim.RemedyCount))), On: draw.Intn(2) == 0}
		}
		inputs = append(inputs, in)
	}
	return inputs
}

// setting is one of the settings of client and cluster: its flag, its range,
// and where it is.
type setting struct {
	name      string
	low, high int64
	at        func(*sim.Settings) any // *int, *time.Duration or *bool
}

var settings = [...]setting{
	{"retries", 0, sim.RetriesMax, func(s *sim.Settings) any { return &s.Retries }},
	{"initial-retry-time", int64(time.Millisecond), int64(time.Hour), func(s *sim.Settings) any { return &s.InitialRetryTime }},
	{"max-retry-time", int64(time.Millisecond), int64(time.Hour), func(s *sim.Settings) any { return &s.MaxRetryTime }},
	{"producer-retries", sim.ProducerRetriesOfClient, sim.RetriesMax, func(s *sim.Settings) any { return &s.ProducerRetries }},
	{"producer-initial-retry-time", 0, int64(time.Hour), func(s *sim.Settings) any { return &s.ProducerInitialRetryTime }},
	{"request-timeout", int64(time.Millisecond), int64(time.Hour), func(s *sim.Settings) any { return &s.RequestTimeout }},
	{"connection-timeout", int64(time.Millisecond), int64(time.Hour), func(s *sim.Settings) any { return &s.ConnectionTimeout }},
	{"from-beginning", 0, 1, func(s *sim.Settings) any { return &s.FromBeginning }},
	{"producer-only", 0, 1, func(s *sim.Settings) any { return &s.ProducerOnly }},
	{"cluster-size", 1, sim.BrokerCount, func(s *sim.Settings) any { return &s.ClusterSize }},
	{"services", 1, sim.ServicesMax, func(s *sim.Settings) any { return &s.Services }},
	{"reply-partitions", 1, sim.ReplyPartitionsMax, func(s *sim.Settings) any { return &s.ReplyPartitions }},
}

func (f *setting) set(s *sim.Settings, n int64) {
	switch at := f.at(s).(type) {
	case *int:
		*at = int(n)
	case *time.Duration:
		*at = time.Duration(n)
	}
}

// spelled writes a setting as the command line reads it.
func (f *setting) spelled(s *sim.Settings) string {
	switch at := f.at(s).(type) {
	case *time.Duration:
		return at.String()
	case *bool:
		return strconv.FormatBool(*at)
	case *int:
		return strconv.Itoa(*at)
	}
	return ""
}

func (f *setting) changed(s *sim.Settings) bool {
	standard := sim.DefaultSettings()
	return f.spelled(s) != f.spelled(&standard)
}

// reset gives a setting its default.
func (f *setting) reset(s *sim.Settings) {
	standard := sim.DefaultSettings()
	switch at := f.at(s).(type) {
	case *int:
		*at = *f.at(&standard).(*int)
	case *time.Duration:
		*at = *f.at(&standard).(*time.Duration)
	case *bool:
		*at = *f.at(&standard).(*bool)
	}
}
