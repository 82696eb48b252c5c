package sim

import (
	"reflect"
	"testing"
)

// TestSettingsAreReadAsTheyAreWritten: what a header has of a setting makes it again.
func TestSettingsAreReadAsTheyAreWritten(t *testing.T) {
	for _, scenario := range Scenarios() {
		again := DefaultConfig()
		for i := range settings {
			s := &settings[i]
			for _, text := range s.Write(&scenario.Config) {
				if err := s.Read(&again, text); err != nil {
					t.Errorf("%s: --%s %s: %v", scenario.Name, s.Name, text, err)
				}
			}
		}
		again.Scenario, again.ExternalOrders = scenario.Config.Scenario, scenario.Config.ExternalOrders // no flag has them
		if !reflect.DeepEqual(again, scenario.Config) {
			t.Errorf("%s is\n%+v\nand is read again as\n%+v", scenario.Name, scenario.Config, again)
		}
	}
}

// TestTheLogHasWhatTheRunHas: every setting that is logged is taken over from the configuration.
func TestTheLogHasWhatTheRunHas(t *testing.T) {
	for _, logged := range loggedSettings {
		if logged == nil {
			continue
		}
		c, standard := DefaultConfig(), DefaultConfig()
		for _, text := range append([]string{"2", "3", "true", "false", "7s", "send", "kafka-go", "never"}, logged.Words...) {
			changed := DefaultConfig()
			if logged.Read(&changed, text) == nil && !reflect.DeepEqual(changed, c) {
				c = changed
				break
			}
		}
		if reflect.DeepEqual(*c.Setup("sim"), *standard.Setup("sim")) {
			t.Errorf("%s is changed, and the log does not say so", logged.Name)
		}
	}
}

func TestExactRate(t *testing.T) {
	for _, text := range []string{"0.5/s", "1/s", "7/m", "100/h", "1/h", "0.000001/h", "999.999999/s", "60000/m"} {
		rate, err := ParseRate(text)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := ParseRate(rate.exact()); err != nil || again != rate {
			t.Errorf("%s is written %s, which is %v, %v", text, rate.exact(), again, err)
		}
	}
}
