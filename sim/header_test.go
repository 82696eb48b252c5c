package sim

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// A header may say when and under which names a run was on a real cluster; one
// that does not is read as ever, and the bytes are the same again.
func TestAHeaderOfARealRun(t *testing.T) {
	zone := time.FixedZone("", 9*60*60)
	plain := Header{Scenario: "calm", Seed: 1, Args: []string{"live"}, Version: "v"}
	clustered := plain
	clustered.Prefix, clustered.Began = "orderflow-1a2b3c4d.", time.Date(2026, 11, 27, 19, 33, 13, 250_400_000, zone)
	for want, h := range map[string]Header{
		`{"orderflow":1,"scenario":"calm","seed":1,"args":["live"],"version":"v"}`:                                                                        plain,
		`{"orderflow":1,"scenario":"calm","seed":1,"args":["live"],"version":"v","prefix":"orderflow-1a2b3c4d.","began":"2026-11-27T19:33:13.250+09:00"}`: clustered,
	} {
		if got := string(h.AppendJSON(nil)); got != want {
			t.Errorf("header %s, want %s", got, want)
		}
		log, err := ReadLog(strings.NewReader(want + "\n"))
		if err != nil {
			t.Fatalf("%s: %v", want, err)
		}
		if again := log.Header.AppendJSON(nil); !bytes.Equal(again, []byte(want)) || log.Header.Prefix != h.Prefix {
			t.Errorf("read back: %s", again)
		}
	}
	for _, wrong := range []string{`"began":"yesterday"`, `"began":"0001-01-01T00:00:00.000Z"`, `"began":"2026-11-27T19:33:13+09:00"`, `"began":7`, `"prefix":""`} {
		_, err := ReadLog(strings.NewReader(`{"orderflow":1,"scenario":"calm","seed":1,"args":[],"version":"v",` + wrong + "}\n"))
		if err == nil {
			t.Errorf("%s was read", wrong)
		}
	}
}
