package sim

import (
	"strings"
	"testing"
	"time"
)

// TestSettingsInTheLog: a log has the settings that are not the defaults, is
// read back with all of them, and a log without any has the defaults.
func TestSettingsInTheLog(t *testing.T) {
	for _, f := range sharedSettings {
		c := DefaultConfig()
		switch at := f.Place(&c).(type) {
		case *bool:
			*at = !*at
		case *int:
			*at = int(f.Low)
		case *time.Duration:
			*at = time.Duration(f.Low)
		}
		e := Event{N: 1, Type: RunStarted, Detail: &Detail{Setup: c.Setup("sim")}}
		line := string(e.AppendJSON(nil))
		if name := `"` + fieldWords[f.field] + `":`; strings.Contains(line, name) != f.changed(&c.Settings) {
			t.Errorf("%s: %s", f.Name, line)
		}
		read, err := ParseEvent([]byte(line))
		if err != nil || read.setup().Settings != c.Settings {
			t.Errorf("%s is read as %+v (%v) of %s", f.Name, read.setup().Settings, err, line)
		}
	}
}

// TestSettingsOfTheDefault: what a log says by leaving it out, it does not say twice.
func TestSettingsOfTheDefault(t *testing.T) {
	c := DefaultConfig()
	line := string((&Event{N: 1, Type: RunStarted, Detail: &Detail{Setup: c.Setup("sim")}}).AppendJSON(nil))
	if !strings.HasSuffix(line, `"session_timeout_ns":30000000000}`) {
		t.Errorf("the defaults are written: %s", line)
	}
	for _, more := range []string{`"retries":5`, `"retries":101`, `"retries":-1`, `"cluster_size":4`, `"from_beginning":true`, `"producer_only":1`} {
		if e, err := ParseEvent([]byte(strings.TrimSuffix(line, "}") + "," + more + "}")); err == nil {
			t.Errorf("%s is read as %+v", more, e.setup().Settings)
		}
	}
}

// TestIdleSettings: what the client or the engine cannot follow is said, by
// the name that the command line has for it.
func TestIdleSettings(t *testing.T) {
	c := DefaultConfig()
	c.Retries, c.ReplyPartitions, c.FromBeginning = 10, 2, false
	for _, test := range []struct {
		engine string
		client Client
		mode   Mode
		want   string
	}{
		{"sim", NestJS, Send, ""},
		{"sim", NestJS, Emit, "reply-partitions: the mode is not send"},
		{"sim", KafkaGo, Send, "retries: kafka-go has retry rules and timeouts of its own"},
		{"kafka", KafkaGo, Emit, "retries: it only works on the simulator, from-beginning: it only works on the simulator, cluster-size: it only works on the simulator, reply-partitions: it only works on the simulator"},
		{"embedded", KafkaGo, Send, "retries: it only works on the simulator, from-beginning: it only works on the simulator, reply-partitions: it only works on the simulator"},
	} {
		c.Client, c.Mode, c.ClusterSize = test.client, test.mode, BrokerCount
		if test.engine != "sim" {
			c.ClusterSize = 1 // the embedded Kafka can have one broker; a cluster has what it has
		}
		var list []string
		for _, idle := range c.Setup(test.engine).WithoutEffect() {
			list = append(list, idle.String())
		}
		if got := strings.Join(list, ", "); got != test.want {
			t.Errorf("%s, %s, %s: %q, want %q", test.engine, test.client, test.mode, got, test.want)
		}
	}
}
