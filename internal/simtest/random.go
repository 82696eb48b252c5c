package simtest

import (
	"fmt"
	"reflect"
	"slices"
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
		if c.Observe.Kind != sim.ObserveLate {
			c.Observe.Delay = 0
		}
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
	draw, c := sim.NewStream(seed, "settings", 0), sim.DefaultConfig()
	for _, s := range sim.SharedSettings() {
		if draw.Intn(8) > 0 {
			continue
		}
		number := func() int64 { return min(s.High, s.Low+draw.Intn(min(s.High-s.Low, 10*int64(time.Second))+1)) }
		switch at := s.Place(&c).(type) {
		case *bool:
			*at = !*at
		case *time.Duration:
			*at = time.Duration(number()).Truncate(time.Microsecond) // as a flag is read
		case *int:
			if *at = int(number()); s.Low == s.High {
				*at = int(s.Beside[0])
			}
		}
	}
	return c.Settings
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

// changed reports whether a setting is not what it is by default.
func changed(s *sim.Setting, c *sim.Config) bool {
	standard := sim.DefaultConfig()
	return !slices.Equal(s.Write(c), s.Write(&standard))
}

// reset gives a setting its default.
func reset(s *sim.Setting, c *sim.Config) {
	standard := sim.DefaultConfig()
	if at := reflect.ValueOf(s.Place(c)); at.Kind() == reflect.Pointer {
		at.Elem().Set(reflect.ValueOf(s.Place(&standard)).Elem())
		return
	}
	c.ExternalRatio, c.ExternalOrders = standard.ExternalRatio, standard.ExternalOrders // which the share of the panel is
}
