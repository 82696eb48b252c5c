package sim

import (
	"strings"
	"testing"
)

// FuzzParseFault: whatever parses is written in a form that parses to the same.
func FuzzParseFault(f *testing.F) {
	for _, seed := range []string{
		"broker-down", "broker-down:from=6500ms,for=16s", "produce-error:code=MESSAGE_TOO_LARGE,count=always", "leader-failover:how=shutdown,partition=all,from=900ms",
		"provider-partial:ratio=0.4", "consumer-crash:at=mid-batch,restart=500ms,group=in-house", "poison:order=3", "ack-delay", "x:y=z", "broker-down:,", "ack-delay:delay=\x1b[31m",
		"consumer-slow:delay=9999999h", "provider-error:status=418", "broker-down:from=1s,from=2s",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		fault, err := ParseFault(spec)
		if err != nil {
			checkError(t, err)
			return
		}
		again, err := ParseFault(fault.String())
		if err != nil || again != fault {
			t.Fatalf("%q is written as %q, which is read as %+v (%v), want %+v", spec, fault, again, err, fault)
		}
	})
}

// FuzzParseScenario: an error is one line that names the file and the place.
func FuzzParseScenario(f *testing.F) {
	for _, s := range Scenarios() {
		text, err := scenarioFiles.ReadFile("scenarios/" + s.Name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"name":"x","promise":"y","orders":"many"}`))
	f.Add([]byte(`{"name":"x","colour":1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := ParseScenario("f.json", text)
		if err != nil {
			checkError(t, err)
			if !strings.HasPrefix(err.Error(), "f.json:") {
				t.Fatalf("want file:line:column: %q", err)
			}
			return
		}
		if err := s.Config.Validate(); err != nil {
			t.Fatalf("a scenario was accepted that is not valid: %v", err)
		}
	})
}

// FuzzParseWords: rates, ways to observe and spans are read, or refused in one
// safe line; what is read is written so that it reads the same.
func FuzzParseWords(f *testing.F) {
	for _, seed := range []string{"0.5/s", "30/m", "1e-9/h", "1000/s", "late=3s", "never", "1500ms", "-1s", "late", "NaN/s", "\x1b[31m/s", "0x1p-2/s"} {
		f.Add(seed)
	}
	safe := func(t *testing.T, err error) {
		if err != nil {
			checkError(t, err)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		rate, err := ParseRate(text)
		safe(t, err)
		if err == nil {
			if at := rate.At(OrdersMax); at < rate.At(1) {
				t.Fatalf("rate %q: the last order comes at %s, before the first", text, at)
			}
		}
		observe, err := ParseObserve(text)
		safe(t, err)
		if err == nil {
			if again, err := ParseObserve(observe.String()); err != nil || again != observe {
				t.Fatalf("%q is written as %q, which is read as %+v (%v)", text, observe, again, err)
			}
		}
		_, err = ParseSpan(text, 0)
		safe(t, err)
	})
}
