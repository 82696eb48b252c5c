package stage

import (
	"strings"
	"testing"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestDroppedIsTold: at acks 0 no answer says that a record was refused. The
// screen tells where it went, in both languages, and calls it LOST only then.
func TestDroppedIsTold(t *testing.T) {
	fault, err := sim.ParseFault("produce-error:code=NOT_ENOUGH_REPLICAS")
	if err != nil {
		t.Fatal(err)
	}
	config := sim.DefaultConfig()
	config.Orders, config.Acks, config.Faults = 1, 0, []sim.Fault{fault}
	for _, c := range []struct {
		lang words.Lang
		want []string
	}{
		{words.English, []string{"The request left, and never came into the log.", "At acks 0 there is no answer"}},
		{words.Korean, []string{"요청은 나갔지만 로그에 저장되지 못했습니다.", "acks 0에는 응답이 없어"}},
	} {
		source, err := engine.NewSession(config, sim.Header{})
		if err != nil {
			t.Fatal(err)
		}
		canvas, err := Frame(source, nil, Still{At: -1, Keys: []string{"w"}, Options: moment.Options{Width: 120, Height: 36, Lang: c.lang}})
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if text := canvas.Text(); !strings.Contains(text, want) {
				t.Errorf("nothing says %q:\n%s", want, text)
			}
		}
		for e := range source.Log().All() {
			if e.Type == sim.RequestDropped {
				break
			}
			if o := sim.Fold(source.Log(), int(e.N)).Order(1); o != nil && o.Truth() == sim.Lost {
				t.Errorf("LOST at event %d (%s), before the request is dropped", e.N, e.Type)
			}
		}
	}
}
