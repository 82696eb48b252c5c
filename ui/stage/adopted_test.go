package stage

import (
	"math/rand/v2"
	"strings"
	"testing"

	"orderflow/internal/simtest"
	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestAdoptedOrdersAreDrawn: an order of another service stands on the stage like
// any other, and is told apart by glyph and word.
func TestAdoptedOrdersAreDrawn(t *testing.T) {
	uitest.SingleThreaded(t)
	log := simtest.Foreign()
	for seed := range uint64(40) { // every view of it, anywhere
		random := rand.New(rand.NewPCG(seed, 2))
		checkMutated(t, log, random)
	}
	says := map[words.Lang][]string{words.English: {"→4", "→5", "? not ours", "not ours, nobody told"}, words.Korean: {"→4", "→5", "? 외부", "외부 주문, 알 수 없음"}}
	for lang, list := range says {
		p := newPlayer(Replay(log), nil, moment.Options{Width: 160, Height: 48, Lang: lang})
		p.Show(-1)
		for range 4 { // the fifth order is another one's
			if err := p.pressed("down"); err != nil {
				t.Fatal(err)
			}
		}
		p.playback.SeekWall(p.playback.Scale.End() * 3 / 4) // before the card at the end
		frame := Draw(p.Scene(), p.options).Text()
		text := strings.Join(strings.Fields(frame), " ")
		for _, say := range list {
			if !strings.Contains(text, say) {
				t.Errorf("%v: the stage does not say %q:\n%s", lang, say, frame)
			}
		}
	}
	if o := sim.Fold(log, log.Len()).Order(5); o.Truth() != sim.Lost || o.Row != sim.RowNone {
		t.Errorf("what was deleted with its topic is %s, its row %s", o.Truth(), o.Row)
	}
}
