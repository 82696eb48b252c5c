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
	for _, more := range []string{`"retries":5`, `"retries":101`, `"retries":-1`, `"cluster_size":4`, `"cluster_size":2`, `"producer_initial_retry_time_ns":999`, `"from_beginning":true`, `"producer_only":1`} {
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

// TestWhatASettingTakes: the range and what is taken beside it come from the
// table, and so does what is said of anything else.
func TestWhatASettingTakes(t *testing.T) {
	for _, test := range []struct{ name, value, want, korean string }{
		{"cluster-size", "1", "", ""},
		{"cluster-size", "3", "", ""},
		{"cluster-size", "2", "cluster-size: want 1 or 3 brokers, not 2", "cluster-size: 브로커는 1대나 3대여야 합니다. 지금은 2입니다"},
		{"acks", "2", "acks: want -1, 1 or 0, not 2", "acks: -1, 1, 0 중 하나여야 하는데 2입니다"},
		{"session-timeout", "1s", "session-timeout: want 6s to 1h (the brokers' own limits start at 6s)", "session-timeout: 6s~1h이어야 합니다(브로커의 하한이 6s입니다)"},
		{"producer-retries", "-1", "", ""},
		{"producer-retries", "-2", "producer-retries: want 0 to 100, or -1 for the client's, not -2", "producer-retries: 0~100이거나, 클라이언트의 값을 쓰려면 -1이어야 합니다. 지금은 -2입니다"},
		{"producer-initial-retry-time", "0s", "", ""},
		{"producer-initial-retry-time", "500µs", "producer-initial-retry-time: want 1ms to 1h, or 0s for the client's, not 500µs", "producer-initial-retry-time: 1ms~1h이거나, 클라이언트의 값을 쓰려면 0s여야 합니다. 지금은 500µs입니다"},
		{"max-retry-time", "2h", "max-retry-time: want 1ms to 1h, not 2h0m0s", "max-retry-time: 1ms~1h이어야 하는데 2h0m0s입니다"},
		{"orders", "5000001", "orders: want 0 to 5000000, not 5000001", "orders: 0~5000000이어야 하는데 5000001입니다"},
	} {
		c := DefaultConfig()
		for i := range settings {
			if s := &settings[i]; s.Name == test.name {
				if err := s.Read(&c, test.value); err != nil {
					t.Fatal(err)
				}
			}
		}
		got := Text{}
		if err := c.Validate(); err != nil {
			got = TextOf(err)
		}
		if (got != Text{test.want, test.korean}) {
			t.Errorf("--%s %s: %+v", test.name, test.value, got)
		}
	}
	c := DefaultConfig()
	c.ExternalRatio = 1001
	if err := c.Validate(); err == nil || err.Error() != "external: want a ratio from 0 to 1" {
		t.Error(err)
	}
}
