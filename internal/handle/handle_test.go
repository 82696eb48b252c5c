package handle

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"orderflow/internal/hostile"
	"orderflow/internal/simtest"
	"orderflow/sim"
)

// drawn draws a run with so many acts of any kind.
func drawn(t *testing.T, seed uint64, acts int) Run {
	t.Helper()
	draw := sim.NewStream(seed, "handles", 0)
	pick := func(n int) int { return int(draw.Intn(int64(n))) }
	r := Run{Engine: 1 + pick(3), Config: simtest.RandomConfig(seed)}
	c := &r.Config
	if pick(2) == 0 {
		c.Scenario = "outage"
	}
	if pick(3) == 0 {
		c.ExternalOrders = []sim.OrderID{2, 5}[:pick(3)]
	}
	c.Rate, _ = sim.ParseRate(c.Rate.String())
	c.Until = time.Hour
	at := time.Duration(0)
	for range acts {
		at += draw.Between(0, 3*time.Second).Truncate(time.Microsecond)
		r.Inputs = append(r.Inputs, drawnInput(pick, seed, at, c))
	}
	v := &r.View
	v.At, v.Wall, v.N = draw.Between(0, 40*time.Second), draw.Between(0, 90*time.Second), 1+pick(2000)
	v.Pace = []string{"", "brisk", "real"}[pick(3)]
	v.Seen, v.Follows = []sim.Mode{sim.Send, sim.Emit, sim.EmitAwait}[:pick(4)], pick(2) == 0
	v.Speed = []float64{0, 0.5, 4, 1.0 / 3}[pick(4)]
	v.Stepping, v.Folded, v.Whole = pick(2) == 0, pick(2) == 0, pick(2) == 0
	v.Played, v.Selected, v.Unfolded = v.N+1+pick(9), sim.OrderID(pick(9)), sim.OrderID(pick(3))
	for i := range pick(4) {
		v.Bookmarks = append(v.Bookmarks, time.Duration(i)*time.Second+draw.Between(0, time.Second))
	}
	if len(v.Seen) == 0 {
		v.Seen = nil
	}
	return r
}

// drawnInput draws an act: a fault with any of its keys, a remedy, an order or a
// repair.
func drawnInput(pick func(int) int, seed uint64, at time.Duration, c *sim.Config) sim.Input {
	in := sim.Input{At: at}
	switch pick(5) {
	case 0:
		in.Repair = true
	case 1:
		in.NewOrder = true
	case 2:
		in.Remedy = &sim.RemedySwitch{Remedy: sim.Remedy(pick(int(sim.RemedyCount))), On: pick(2) == 0}
	default:
		faults := simtest.RandomConfig(seed + uint64(pick(1_000_000))).Faults
		if len(faults) == 0 {
			in.NewOrder = true
			return in
		}
		fault := faults[0]
		fault.Broker, fault.Service = min(fault.Broker, c.ClusterSize), 0
		if fault.Partition >= c.Partitions {
			fault.Partition = 0
		}
		in.Fault = &fault
	}
	return in
}

// TestAHandleNamesItsRun: what is decoded is what was encoded, and has the same
// handle.
func TestAHandleNamesItsRun(t *testing.T) {
	for seed := range uint64(300) {
		r := drawn(t, seed, int(seed%12))
		s, err := Encode(r)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		again, err := Decode(s)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if !same(r, again) {
			t.Fatalf("seed %d: is another run:\n%+v\n%+v", seed, r, again)
		}
		if twice, err := Encode(again); err != nil || twice != s {
			t.Fatalf("seed %d: has another handle: %v\n%s\n%s", seed, err, s, twice)
		}
	}
}

// same compares two runs; a list without anything in it is as none.
func same(a, b Run) bool {
	for _, c := range []*sim.Config{&a.Config, &b.Config} {
		if len(c.Faults) == 0 {
			c.Faults = nil
		}
	}
	return reflect.DeepEqual(a, b)
}

// TestFiftyActsFit: of any kind, with any of their parameters; but not with texts
// of the panel, which may be as long as all the rest.
func TestFiftyActsFit(t *testing.T) {
	longest := 0
	for seed := range uint64(200) {
		r := drawn(t, seed, 50)
		for i := range r.Inputs {
			for more := uint64(1); seed%2 == 0 && r.Inputs[i].Fault == nil; more++ { // faults alone
				r.Inputs[i] = drawnInput(func(n int) int { return n - 1 }, seed*100_000+uint64(i)*100+more, r.Inputs[i].At, &r.Config)
			}
			if f := r.Inputs[i].Fault; f != nil && f.Text != "" {
				r.Inputs[i] = sim.Input{At: r.Inputs[i].At, NewOrder: true}
			}
		}
		s, err := Encode(r)
		if err != nil {
			text, _ := r.Text()
			t.Fatalf("seed %d: %v\n%s", seed, err, text)
		}
		longest = max(longest, len(s))
	}
	t.Log("the longest has", longest, "characters")
}

// TestHandlesAreShort: those of the runs that people watch fit into a chat.
func TestHandlesAreShort(t *testing.T) {
	c := baseOf("outage")
	for most, r := range map[int]Run{
		60:  {Engine: 1, Config: c, View: View{At: 12_480_123_456, Wall: 31_204_567_890, N: 412}},
		120: {Engine: 1, Config: c, View: View{At: 12_480_123_456, Wall: 31_204_567_890, N: 412}, Inputs: []sim.Input{{At: 3_000_001_000, NewOrder: true}, {At: 4_123_457_000, Repair: true}}},
	} {
		if s, err := Encode(r); err != nil || len(s) > most {
			t.Errorf("%s has %d characters (%v), want at most %d", s, len(s), err, most)
		}
	}
}

// TestOrdersOfAFileFit: as long as they are few.
func TestOrdersOfAFileFit(t *testing.T) {
	r := Run{Engine: 1, Config: baseOf("calm")}
	for _, n := range []int{1, 10, 1000} {
		r.Config.OrderList = nil
		for i := range n {
			o := r.Config.Order(sim.OrderID(len(r.Config.OrderList) + 1))
			o.Number, o.ID = sim.OrderID(i+1), "A-"+strconv.Itoa(i)
			r.Config.OrderList = append(r.Config.OrderList, o)
		}
		r.Config.Orders = n
		s, err := Encode(r)
		if n == 1000 {
			if !errors.Is(err, ErrTooLong) {
				t.Errorf("%d orders: %v", n, err)
			}
			if text, err := r.Text(); err != nil {
				t.Error(err)
			} else if again, err := ParseText(text); err != nil || !same(r, again) {
				t.Errorf("the text of %d orders is of another run: %v", n, err)
			}
			continue
		}
		if again, errAgain := Decode(s); err != nil || errAgain != nil || !same(r, again) {
			t.Errorf("%d orders: %v %v\n%+v\n%+v", n, err, errAgain, r, again)
		}
	}
}

// packed makes a handle of any text.
func packed(text string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriterDict(&b, flate.BestCompression, []byte(dictionary))
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return Prefix + base64.RawURLEncoding.EncodeToString(b.Bytes())
}

const plain = "engine 1\nscenario outage\ncursor 0 0 1\n"

// TestHostileHandles: each gets one clear line in both languages.
func TestHostileHandles(t *testing.T) {
	whole := packed(plain)
	if _, err := Decode(whole); err != nil {
		t.Fatal(err)
	}
	stored, _ := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(whole, Prefix))
	wrong := map[string]struct{ handle, says string }{
		"nothing":                {"", "is no handle"},
		"another word":           {"hello", "is no handle"},
		"another prefix":         {"of:" + whole[4:], "is no handle"},
		"a newer format":         {"of2:" + whole[4:], "format of2"},
		"only a prefix":          {Prefix, "damaged"},
		"torn":                   {whole[:len(whole)-3], "damaged"},
		"no base64":              {whole + "!", "not one of a handle"},
		"padded":                 {whole + "=", "not one of a handle"},
		"a line end in it":       {whole[:9] + "\n" + whole[9:], "not one of a handle"},
		"too long":               {whole + strings.Repeat("A", LengthMax), "more than 2000"},
		"a bomb":                 {packed(strings.Repeat("a", 1<<20)), "unfolds to more"},
		"trailing bytes":         {Prefix + base64.RawURLEncoding.EncodeToString(append(slices.Clone(stored), 0, 0)), "something follows"},
		"trailing lines":         {packed(plain + "and more\n"), "line 4"},
		"no last line end":       {packed(strings.TrimSuffix(plain, "\n")), "last line"},
		"no engine":              {packed("scenario outage\ncursor 0 0 1\n"), "line 1"},
		"engine 0":               {packed("engine 0\nscenario outage\ncursor 0 0 1\n"), "line 1"},
		"no scenario":            {packed("engine 1\ncursor 0 0 1\n"), "line 2"},
		"a path for a scenario":  {packed("engine 1\nscenario ../../etc/passwd\ncursor 0 0 1\n"), "line 2"},
		"ends early":             {packed("engine 1\nscenario outage\n"), "too early"},
		"an unknown setting":     {packed("engine 1\nscenario outage\nsudo yes\ncursor 0 0 1\n"), "line 3"},
		"too many orders":        {packed("engine 1\nscenario outage\norders 4000000\ncursor 0 0 1\n"), "at most 100000"},
		"more orders than any":   {packed("engine 1\nscenario outage\norders 99999999999\ncursor 0 0 1\n"), "orders"},
		"a count too large":      {packed("engine 1\nscenario outage\ncursor 0 0 99999999999\n"), "line 3"},
		"a time too late":        {packed("engine 1\nscenario outage\ncursor 9223372036854775807 0 1\n"), "line 3"},
		"a time below 0":         {packed("engine 1\nscenario outage\ncursor -1 0 1\n"), "line 3"},
		"an act after the end":   {packed(plain + "+99999999999 order\n"), "line 4"},
		"times that add up":      {packed(plain + strings.Repeat("+200000000 order\n", 9)), "line 6"},
		"an act that is none":    {packed(plain + "+1 explode\n"), "line 4"},
		"a partition too many":   {packed(plain + "+1 leader-failover:partition=60\n"), "partition=60"},
		"not as we write it":     {packed("engine 01\nscenario outage\ncursor 0 0 1\n"), "not as orderflow writes it"},
		"the default, said":      {packed("engine 1\nscenario outage\nmode emit\ncursor 0 0 1\n"), "not as orderflow writes it"},
		"bookmarks not in order": {packed(plain + "bookmark 5\nbookmark 5\n"), "line 5"},
		"too many acts":          {packed(plain + strings.Repeat("+0 order\n", 7000)), "not as orderflow writes it"},
	}
	for _, h := range hostile.Texts {
		wrong["as a handle: "+h.Name] = struct{ handle, says string }{h.Text, ""}
		wrong["in a handle: "+h.Name] = struct{ handle, says string }{Prefix + h.Text, ""}
		wrong["in its text: "+h.Name] = struct{ handle, says string }{packed(plain + "+1 " + h.Text + "\n"), ""}
	}
	for name, w := range wrong {
		_, err := Decode(w.handle)
		if name == "too many acts" && err == nil {
			continue
		}
		checkRefusal(t, name, w.says, err)
	}
}

// checkRefusal checks that an error is one printable line, in both languages.
func checkRefusal(t *testing.T, name, says string, err error) {
	t.Helper()
	if err == nil {
		t.Errorf("%s: is taken", name)
		return
	}
	text := sim.TextOf(err)
	for _, line := range []string{text.English, text.Korean} {
		if line == "" || strings.Contains(line, "\n") || sim.Printable(line, 1000) != line {
			t.Errorf("%s: %q", name, line)
		}
	}
	if text.English == text.Korean {
		t.Errorf("%s says no Korean: %q", name, text.Korean)
	}
	if !strings.Contains(text.English, says) {
		t.Errorf("%s: %q does not say %q", name, text.English, says)
	}
}

// TestAnotherEngineIsKnown: also where this one cannot read what it was asked for.
func TestAnotherEngineIsKnown(t *testing.T) {
	for _, text := range []string{"engine 77\nscenario outage\ncursor 0 0 1\n", "engine 77\nscenario outage\ntime-machine on\ncursor 0 0 1\n"} {
		if r, _ := Decode(packed(text)); r.Engine != 77 {
			t.Errorf("%q is of engine %d", text, r.Engine)
		}
	}
}

// TestSettingsOverAScenario: a run may have less than its scenario.
func TestSettingsOverAScenario(t *testing.T) {
	c := baseOf("outage")
	for name, change := range map[string]func(*sim.Config){
		"no fault":       func(c *sim.Config) { c.Faults = nil },
		"more faults":    func(c *sim.Config) { c.Faults = append(c.Faults, sim.NewFault(sim.Poison)) },
		"a ratio":        func(c *sim.Config) { c.ExternalOrders, c.ExternalRatio = nil, 300 },
		"another ratio":  func(c *sim.Config) { c.ExternalRatio = 123 },
		"none external":  func(c *sim.Config) { c.ExternalOrders = []sim.OrderID{} },
		"a remedy":       func(c *sim.Config) { c.Remedies = c.Remedies.With(sim.Dedupe, true) },
		"another name":   func(c *sim.Config) { c.Scenario = "of-mine" },
		"a real time":    func(c *sim.Config) { c.Until = 12_345_678 * time.Microsecond },
		"no such remedy": func(c *sim.Config) { *c = baseOf("outbox-cure"); c.Remedies = 0 },
	} {
		r := Run{Engine: 1, Config: c}
		r.Config.Faults = slices.Clone(c.Faults)
		change(&r.Config)
		s, err := Encode(r)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, err := Decode(s)
		if err != nil || !same(r, again) {
			t.Errorf("%s: %v\n%s\n%s", name, err, fmt.Sprintf("%+v", r), fmt.Sprintf("%+v", again))
		}
	}
	r := Run{Engine: 1, Config: c}
	r.Config.Scenario = "Not A Name\x1b[31m"
	if s, err := Encode(r); err == nil {
		t.Errorf("%s names what no text can say", s)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(packed(plain))
	f.Add("of2:abc")
	f.Add(packed(plain + "+1 broker-down:for=3s\n+5 dedupe on\n"))
	f.Fuzz(func(t *testing.T, s string) {
		r, err := Decode(s)
		if err != nil {
			checkRefusal(t, s, "", err)
			return
		}
		again, err := Encode(r)
		if err != nil {
			return // it was packed better than we do
		}
		if r2, err := Decode(again); err != nil || !reflect.DeepEqual(r, r2) {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

func FuzzParseText(f *testing.F) {
	f.Add(plain)
	f.Add("engine 1\nscenario calm\nmode send\nfault ack-lost\nseed 7\ncursor 5 6 7\npace real\nspeed 2\n+1 repair\n")
	f.Add("engine 1\nscenario calm\norder 1,person,blog,views,500,10000,in-house,https://blog.example/posts/1\ncursor 0 0 0\nseen emit\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ParseText(text)
		if err != nil {
			checkRefusal(t, text, "", err)
			return
		}
		if again, err := r.Text(); err != nil || again != text {
			t.Fatalf("%q becomes %q: %v", text, again, err)
		}
	})
}
