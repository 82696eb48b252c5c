package stage

import (
	"math/rand/v2"
	"testing"
	"time"

	"orderflow/ui/moment"
)

// TestAMemoChangesNothing: whatever was read before, at whatever place, a frame
// is the one that is drawn without it.
func TestAMemoChangesNothing(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(89, 144))
	keys := []string{"enter", "w", "e", "a", "d", "esc", "esc", "up", "down", "n", "tab", "o", "y", ".", ",", "end", "home", "M", "m", "x", "1", "L", "left", "right", "<", ">"}
	for range 6 {
		o := moment.Options{Width: 120, Height: 36}
		p := playerAt(t, time.Duration(8+random.IntN(28))*time.Second, "", o)
		for range 60 {
			key := keys[random.IntN(len(keys))]
			p.Press(key)
			p.wanted = nil
			m := p.Scene()
			got := Draw(m, p.options).Text()
			p.memo = moment.Memo{} // the keys of the footer are found anew, too
			m = p.Scene()
			m.Memo = nil
			if want := Draw(m, p.options).Text(); got != want {
				t.Fatalf("after %s on %s the frame is\n%s\nand afresh\n%s", key, nameOf(p.top().screen), got, want)
			}
		}
	}
}
