package lanes

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// compared returns a moment of a scenario, and the three ways at it; a negative
// time is the end of each.
func compared(t testing.TB, scenario string, at time.Duration) (*moment.Moment, *moment.LanesView) {
	t.Helper()
	v := &moment.LanesView{}
	var m *moment.Moment
	for mode := range sim.Mode(moment.LaneCount) {
		log := uitest.ScenarioLog(t, scenario, func(c *sim.Config) { c.Mode = mode })
		n := log.Len()
		if at >= 0 {
			n = log.Until(at)
		}
		s := sim.Fold(log, n)
		v.Lanes[mode] = moment.Lane{Mode: mode, State: s}
		if mode == sim.Emit {
			m = &moment.Moment{Log: log, N: sim.EventID(n), State: s, At: max(at, s.At), End: log.At(sim.EventID(log.Len())).At, Wall: 1, WallEnd: 1, Speed: 1, Finished: at < 0}
		}
	}
	return m, v
}

func drawn(m *moment.Moment, v *moment.LanesView, o moment.Options) *chrome.Frame {
	f := chrome.NewFrame(m, o)
	f.Read()
	Draw(f, v)
	return f
}

// TestTheThreeWaysAreDrawn holds the rows of the comparison that the art
// direction draws: of the default scenario at its end.
func TestTheThreeWaysAreDrawn(t *testing.T) {
	m, v := compared(t, "outage", -1)
	for _, test := range []struct {
		lang words.Lang
		from int
		rows string
	}{
		{words.English, 1, `
 ▌ Five orders failed in all three.                                             
 ▌ Only the two that waited know it.                                            
 ▸  1  emit()  fire and forget  ────────────────────────── P taken for nothing  
   rows said 12 PUBLISHED  ████████████████████████      █▀▀ ▀▀█   █▀█ █▀█ █▀█  
   in truth   7 FINISHED   ██████████████✗ 5 LOST ✗      ▀▀█ █▀▀   █ █ █ █ █ █  
   no caller was told                                    ▀▀▀ ▀▀▀ ▖ ▀▀▀ ▀▀▀ ▀▀▀  
                                                                                
    2  await emit()  know the hand-over  ───────────────── P taken for nothing  
   rows said  7 PUBLISHED  ██████████████                                  █▀█  
   in truth   7 FINISHED   ██████████████· 5 told ·                        █ █  
   5 callers were told · 52,000 P given back                               ▀▀▀  
                                                                                
    3  send()  know the result  ────────────────────────── P taken for nothing  
   rows said  7 PUBLISHED  ██████████████                                  █▀█  
   in truth   7 FINISHED   ██████████████· 5 told ·                        █ █  
   5 callers were told · 52,000 P given back                               ▀▀▀  
                                                                                
   awaiting tells      nothing            broker's answer    worker's answer    
   success means       a call was made    the broker has it  a worker answered  
   the caller waits    1 ms               6 ms, or 20 s      0.8 s, or 20 s     
   nobody consumes     no difference      no difference      hangs with them    
`},
		{words.Korean, 13, `
    3  send()  결과를 안다  ───────────────────────────────── P 처리 없이 차감  
   DB 누계  7 PUBLISHED  ██████████████                                    █▀█  
   실제     7 완료       ██████████████ 통보됨 5                           █ █  
   호출자 5명이 통보받음 · 환불 52,000 P                                   ▀▀▀  
                                                                                
   알려 주는 것        없음               브로커의 응답      워커의 응답        
   성공의 뜻           호출했다           브로커가 받았다    워커가 응답했다    
   호출자의 대기       1ms                6ms, 또는 20초     0.8초, 또는 20초   
   컨슈머가 없으면     차이 없음          차이 없음          함께 멈춤          
`},
	} {
		rows := strings.Split(strings.Trim(test.rows, "\n"), "\n")
		lines := strings.Split(drawn(m, v, moment.Options{Width: 80, Height: 24, Lang: test.lang}).Text(), "\n")
		for i, want := range rows {
			if got := lines[test.from+i]; got != want {
				t.Errorf("%s row %d is\n%q, want\n%q", test.lang, test.from+i, got, want)
			}
		}
	}
}

// TestTheWayStandsUnderItsBars: from a width on, each way says where its orders
// are, with the wall.
func TestTheWayStandsUnderItsBars(t *testing.T) {
	m, v := compared(t, "outage", -1)
	text := drawn(m, v, moment.Options{Width: 120, Height: 36}).Text()
	for _, want := range []string{"producer  ✗×5 ─", "done ✓×7 ─", "not known: 0 of 12", "known: 7 of 7, with caveats", "it hangs with them"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	m, v = compared(t, "outage", 20*time.Second)
	text = drawn(m, v, moment.Options{Width: 120, Height: 36}).Text()
	for _, want := range []string{"producer ○×7 ", "─█──broker", "With emit(), 10 rows already say PUBLISHED.", "7 callers wait"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestTheCaptionSaysWhatDiffers: it follows from the three states.
func TestTheCaptionSaysWhatDiffers(t *testing.T) {
	for scenario, want := range map[string][2]string{
		"outage":        {"Five orders failed in all three.", "Only the two that waited know it."},
		"acks1-loss":    {"Three orders failed in all three.", "With send(), 3 callers wait for ever."},
		"broker-crash":  {"One order failed in all three.", "Only the two that waited know it."},
		"lost-ack":      {"One order was done more than once in all three.", "How it is published makes no difference there."},
		"poison":        {"Done: 2 with emit(), 2 awaited, 8 with send().", "With send() a worker's error goes to the caller."},
		"send-coupling": {"Nobody consumes. Only send() notices.", "Its 6 callers wait for ever."},
		"calm":          {"All three brought the same.", "Their callers waited 1 ms, 5 ms and 0.7 s."},
	} {
		m, v := compared(t, scenario, -1)
		f := chrome.NewFrame(m, moment.Options{Width: 80, Height: 24})
		if got := f.LaneCaption(v); got != want {
			t.Errorf("%s: %q, want %q", scenario, got, want)
		}
	}
}

// TestLossesOfTheActivityLogAreNoDifference: all three ways lose the same page
// views, so none of them names them.
func TestLossesOfTheActivityLogAreNoDifference(t *testing.T) {
	m, v := compared(t, "outage", -1)
	if v.Lanes[0].State.ActivityLost == 0 {
		t.Fatal("nothing of the activity log is lost")
	}
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		if text := drawn(m, v, moment.Options{Width: size[0], Height: size[1]}).Text(); strings.Contains(text, "page view") {
			t.Errorf("page views are named:\n%s", text)
		}
	}
}

// TestTheComparisonIsWholeAtEverySize: no line is longer or shorter than the
// frame, no text is cut, and no two texts run into each other.
func TestTheComparisonIsWholeAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	random := rand.New(rand.NewPCG(7, 12))
	sizes := [][2]int{{60, 18}, {60, 24}, {79, 23}, {80, 24}, {100, 30}, {110, 24}, {120, 36}, {160, 45}, {200, 60}, {300, 90}}
	for _, s := range sim.Scenarios() {
		for range 12 {
			at := time.Duration(random.Int64N(int64(60 * time.Second)))
			if random.IntN(4) == 0 {
				at = -1
			}
			m, v := compared(t, s.Name, at)
			size := sizes[random.IntN(len(sizes))]
			o := moment.Options{Width: size[0], Height: size[1], Lang: words.Lang(random.IntN(2)), ASCII: random.IntN(3) == 0}
			text := drawn(m, v, o).Text()
			lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
			said := fmt.Sprintf("%s at %s, %dx%d %s\n%s", s.Name, at, o.Width, o.Height, o.Lang, text)
			if len(lines) != o.Height || strings.Contains(text, "%!") || strings.Contains(text, "…") {
				t.Fatal(said)
			}
			for _, line := range lines {
				if canvas.Columns(line) != o.Width {
					t.Fatal(said)
				}
			}
		}
	}
}

// TestTheSameIsTheSame: where the caption says that all three bring the same, their bars
// are alike.
func TestTheSameIsTheSame(t *testing.T) {
	for _, scenario := range []string{"calm", "lost-ack", "redelivery", "panel-partial"} {
		for at := time.Second; at < 30*time.Second; at += 170 * time.Millisecond {
			m, v := compared(t, scenario, at)
			f := chrome.NewFrame(m, moment.Options{Width: 60, Height: 18})
			f.Read()
			said := f.LaneCaption(v)[0]
			if said != f.Words.Lanes.Same && said != f.Words.Lanes.SameEnd {
				continue
			}
			for i := range v.Lanes {
				if s, of := v.Lanes[i].State, v.Lanes[0].State; s.Published != of.Published || s.Finished != of.Finished {
					t.Fatalf("%s at %s: %q, and %d rows said PUBLISHED and %d, %d and %d are finished", scenario, at, said, of.Published, s.Published, of.Finished, s.Finished)
				}
			}
		}
	}
}
