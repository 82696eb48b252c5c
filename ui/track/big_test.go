package track

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestTheBackOfTheRoom holds the frame that the art direction draws for the back
// of the room, as far as the default run has it: at the moment of loss its last
// order is in the log, and its consumers are not back.
func TestTheBackOfTheRoom(t *testing.T) {
	m := momentOf(t, "outage", 26900*time.Millisecond, nil)
	m.Cue = &moment.Cue{Lines: [2]string{"The client is connected again.\nAt that moment it gives up five orders.", "클라이언트가 다시 연결됩니다.\n바로 이 순간, 주문 5건을 포기합니다."}, Spot: moment.ProducerSpot, Order: 4}
	o := moment.Options{Width: 80, Height: 24, Big: true}
	f := drawnOf(m, o)
	holdRows(t, "english", f, 0, `
   emit()   26.9 s                                                              
                                                                                
  ▌ The client is connected again.                                              
  ▌ At that moment it gives up five orders.                                     
                                                                                
  ▄█  ▀▀█  rows said   ████████████████████████████████████████████████         
   █  █▀▀  PUBLISHED   ████████████████████████████████████████████████         
  ▀▀▀ ▀▀▀              ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀         
                                                                                
      ▀▀█  in truth    ████████████▒▒▒▒░░░░░░░░░░░░                             
       ▀█  FINISHED    ████████████▒▒▒▒░░░░░░░░░░░░✗✗✗✗✗✗ 5 LOST ✗✗✗✗✗✗         
      ▀▀▀              ▀▀▀▀▀▀▀▀▀▀▀▀                ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀         
                                                                                
  order service                producer         broker  ╎  consumers   done     
  #1–3    COMPLETED  ───────────────────────────────────╎───────────── ✓ ×3     
                                                        ╎                       
  #4–8    PUBLISHED  ━━━━━━━━━ ✗ ×5 LOST ╍╍╍╍╍╍╍╍╍╍◇    ╎                       
                                                        ╎                       
  #9–11   PUBLISHED  ━━━━━━━━━━━ ○ ×3 ╍╍╍╍╍╍╍╍╍╍╍╍╍◇    ╎                       
                                                        ╎                       
  #12     PUBLISHED  ━━━━━━━━━━━━━━━━━━━━━━━━━━━ □ 12   ╎                       
`)
	holdRows(t, "foot", f, 23, `
  ? help                                                  52,000 P for nothing  
`)
	o.Lang = words.Korean
	holdRows(t, "korean", drawnOf(m, o), 5, `
  ▄█  ▀▀█  DB 누계     ████████████████████████████████████████████████         
   █  █▀▀  PUBLISHED   ████████████████████████████████████████████████         
  ▀▀▀ ▀▀▀              ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀         
                                                                                
      ▀▀█  실제        ████████████▒▒▒▒░░░░░░░░░░░░                             
       ▀█  완료        ████████████▒▒▒▒░░░░░░░░░░░░✗✗✗✗✗✗ 유실 5 ✗✗✗✗✗✗         
      ▀▀▀              ▀▀▀▀▀▀▀▀▀▀▀▀                ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀         
`)
}

// TestAWallForTheBackOfTheRoom: it is two columns wide, and claims go through it.
func TestAWallForTheBackOfTheRoom(t *testing.T) {
	f := drawnOf(momentOf(t, "outage", 20*time.Second, nil), moment.Options{Width: 100, Height: 30, Big: true})
	lines := strings.Split(f.Text(), "\n")
	walled := 0
	for _, line := range lines {
		if strings.Contains(line, "╍██╍") {
			walled++
		}
	}
	if walled != 2 || !strings.Contains(f.Text(), "▲ broker down · 2.5 s left") {
		t.Errorf("%d claims go through the wall:\n%s", walled, f.Text())
	}
}

// TestBigIsWholeAtEverySize: in every scenario at any time; where it has no room
// the usual stage is drawn.
func TestBigIsWholeAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	random := rand.New(rand.NewPCG(5, 12))
	sizes := [][2]int{{60, 18}, {79, 30}, {80, 23}, {80, 24}, {80, 28}, {100, 30}, {120, 36}, {120, 40}, {160, 45}, {200, 60}, {300, 90}}
	for _, s := range sim.Scenarios() {
		for mode := range sim.Send + 1 {
			for range 8 {
				at := time.Duration(random.Int64N(int64(60 * time.Second)))
				if random.IntN(4) == 0 {
					at = -1
				}
				size := sizes[random.IntN(len(sizes))]
				o := moment.Options{Width: size[0], Height: size[1], Lang: bothLangs[random.IntN(2)], Big: true, ASCII: random.IntN(4) == 0}
				f := drawnOf(momentOf(t, s.Name, at, func(c *sim.Config) { c.Mode = mode }), o)
				if fault := whole(f); fault != "" {
					t.Fatalf("%s, %s at %s, %dx%d: %s\n%s", s.Name, mode, at, o.Width, o.Height, fault, f.Text())
				}
			}
		}
	}
}

// TestManyOrdersForTheBackOfTheRoom: the lanes stay those of the cohorts.
func TestManyOrdersForTheBackOfTheRoom(t *testing.T) {
	m := momentOf(t, "outage", 40*time.Second, func(c *sim.Config) {
		c.Orders, c.Rate, c.ExternalOrders = 2000, sim.Rate{Orders: 80, Per: time.Second}, nil
	})
	for _, size := range [][2]int{{80, 24}, {100, 30}, {200, 60}} {
		f := drawnOf(m, moment.Options{Width: size[0], Height: size[1], Big: true})
		if fault := whole(f); fault != "" || !strings.Contains(f.Text(), "LOST") || !strings.Contains(f.Text(), "#1–") {
			t.Errorf("%v: %s\n%s", size, fault, f.Text())
		}
	}
}
