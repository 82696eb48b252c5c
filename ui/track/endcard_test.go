package track

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestTheCardAtTheEnd holds the card that the art direction draws, and the lanes
// that are folded above it.
func TestTheCardAtTheEnd(t *testing.T) {
	m := momentOf(t, "outage", -1, nil)
	holdRows(t, "english", drawnOf(m, moment.Options{Width: 80, Height: 24}), 8, `
  #1–3     3 orders COMPLETED  ──────────────────────────────────────────✓×3    
 ▸ #4 insta likes   PUBLISHED  ━ ✗ LOST 10,000 ╍╍╍╍╍╍╍◇          ·       ·      
   #5 blog views    PUBLISHED  ─ ✗ LOST 24,000 ╍╍╍╍╍╍╍◇          ·       ·      
   #6 blog likes    PUBLISHED  ─ ✗ LOST  4,000 ╍╍╍╍╍╍╍◇          ·       ·      
   #7 youtube views PUBLISHED  ─ ✗ LOST 10,000 ╍╍╍╍╍╍╍◇          ·       ·      
   #8 youtube views PUBLISHED  ─ ✗ LOST  4,000 ╍╍╍╍╍╍╍◇          ·       ·      
  #9–12    4 orders COMPLETED  ──────────────────────────────────────────✓×4    
 ┏━ what PUBLISHED proved ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓ 
 ┃ █▀▀           PUBLISHED proved  that emit() was called.                    ┃ 
 ┃ ▀▀█   LOST    It did not prove  that anything was sent.                    ┃ 
 ┃ ▀▀▀           52,000 P taken for nothing          Callers told none of 12  ┃ 
 ┃                                                                            ┃ 
 ┃ ▸ 2  the same run, but awaited   in 12 s   any other key: stay             ┃ 
 ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛ 
`)
	holdRows(t, "korean", drawnOf(m, moment.Options{Width: 80, Height: 24, Lang: words.Korean}), 15, `
 ┏━ PUBLISHED가 증명한 것 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓ 
 ┃ █▀▀              PUBLISHED가 증명한 것  emit()이 호출됐다는 것             ┃ 
 ┃ ▀▀█   건 유실    증명하지 못한 것       실제로 전송됐다는 것               ┃ 
 ┃ ▀▀▀              처리 없이 차감 52,000 P      통보받은 호출자 12명 중 0명  ┃ 
 ┃                                                                            ┃ 
 ┃ ▸ 2  같은 실행을 await로   12초 뒤   다른 키: 머무름                       ┃ 
 ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛ 
`)
	holdRows(t, "smallest", drawnOf(m, moment.Options{Width: 60, Height: 18}), 10, `
 ┏━ what PUBLISHED proved ━━━━━━━━━━━━━━━━━━━━━━━ 5 LOST ━┓ 
 ┃ PUBLISHED proved  that emit() was called.              ┃ 
 ┃ It did not prove  that anything was sent.              ┃ 
 ┃ 52,000 P taken for nothing    Callers told none of 12  ┃ 
 ┃ ▸ 2  the same, awaited   in 12 s   other key: stay     ┃ 
 ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛ 
`)
}

// TestEachRunHasItsOwnLesson: what the card says follows from what happened.
func TestEachRunHasItsOwnLesson(t *testing.T) {
	uitest.SingleThreaded(t)
	for _, test := range []struct {
		scenario string
		mode     sim.Mode
		change   func(*sim.Config)
		want     []string
	}{
		{"acks1-loss", sim.EmitAwait, nil, []string{"that one broker has it.", "that a second one has it.", "✗ #1 to #3: acknowledged, then gone with the leader", "Callers told all 3: it worked"}},
		{"activity-log", sim.Emit, nil, []string{"+ outbox", "that the broker has it.", "↻ #4 to #8: failed at first, sent by the outbox", "3 page views lost, no harm"}},
		{"broker-crash", sim.Emit, nil, []string{"✗ #1: given up before a new leader was elected", "4,000 P taken for nothing"}},
		{"broker-shutdown", sim.EmitAwait, nil, []string{"▸ a new leader took over, and no order was lost"}},
		{"calm", sim.Emit, nil, []string{"▸ #15: done 19 s after its row said PUBLISHED", "none of 20"}},
		{"development-cluster", sim.Emit, nil, []string{"◆ #1 and #2: done up to 7 times, and not committed"}},
		{"fan-out", sim.Emit, nil, []string{"▸ statistics stood still, and no order noticed"}},
		{"ghost-member", sim.EmitAwait, nil, []string{"▸ #3: 28 s in the log before anybody read it"}},
		{"lost-ack", sim.EmitAwait, nil, []string{"◆ #2: in the log twice, so it was done twice"}},
		{"outage", sim.EmitAwait, nil, []string{"✗ #4 to #8: failed, and the service knows it", "52,000 P given back", "Callers told 5, after 12 to 20 s", "▸ 3  the same run, with send()"}},
		{"outage", sim.Send, nil, []string{"that a worker answered.", "that the work is finished.", "▸ c  all three, side by side"}},
		{"outage", sim.Emit, func(c *sim.Config) { c.Remedies = c.Remedies.With(sim.Sweeper, true) }, []string{"+ sweeper", "✗ #4 to #8: the sweeper skips what says PUBLISHED"}},
		{"outbox-cure", sim.Emit, nil, []string{"+ outbox", "↻ #4 to #8: failed at first, sent by the outbox"}},
		{"panel-partial", sim.EmitAwait, nil, []string{"◐ #2: handled, and only 40 % was delivered", "14,400 P given back"}},
		{"panel-refuses", sim.EmitAwait, nil, []string{"◐ #2: handled, and the panel said no"}},
		{"panel-timeout", sim.EmitAwait, nil, []string{"◆ #2: bought twice, and the panel paid twice"}},
		{"panel-timeout", sim.Send, nil, []string{"≠ #2: told it failed, and done all the same"}},
		{"poison", sim.EmitAwait, nil, []string{"□ #3: never skipped, six behind it wait as LAG"}},
		{"poison", sim.Send, nil, []string{"◂ #3: the handler's error went to its caller"}},
		{"redelivery", sim.EmitAwait, nil, []string{"↻ #2: handled 3 times, and done once"}},
		{"rolling-deploy", sim.Send, nil, []string{"▸ #7: its caller waited 26 s for the answer"}},
		{"send-coupling", sim.Send, nil, []string{"nothing: no row said it.", "□ #1 to #6: nobody reads, so nobody answers", "Callers told 6 still wait"}},
		{"send-coupling", sim.Emit, nil, []string{"□ #1 to #6: in the broker's log, and nobody reads it"}},
		{"session-timeout", sim.EmitAwait, nil, []string{"◆ #2: done twice, for it came again uncommitted"}},
		{"calm", sim.EmitAwait, func(c *sim.Config) { c.Acks = 0 }, []string{"that it had left.", "that a broker has it."}},
	} {
		m := momentOf(t, test.scenario, -1, func(c *sim.Config) {
			c.Mode = test.mode
			if test.change != nil {
				test.change(c)
			}
		})
		text := drawnOf(m, moment.Options{Width: 80, Height: 24}).Text()
		for _, want := range test.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s, %s: no %q in\n%s", test.scenario, test.mode, want, text)
			}
		}
	}
}

// TestTheCardIsThereAtEverySize: in every scenario and way, with its border, its
// first statement and what comes next, and no lane beside the mark is cut.
func TestTheCardIsThereAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	sizes := [][2]int{{60, 18}, {60, 20}, {70, 24}, {79, 40}, {80, 23}, {80, 24}, {80, 29}, {80, 30}, {100, 30}, {109, 33}, {110, 36}, {119, 40}, {120, 24}, {120, 36}, {140, 50}, {160, 45}, {200, 60}, {300, 90}}
	for _, s := range sim.Scenarios() {
		for mode := range sim.Send + 1 {
			m := momentOf(t, s.Name, -1, func(c *sim.Config) { c.Mode = mode })
			for _, lang := range bothLangs {
				for _, size := range sizes {
					f := drawnOf(m, moment.Options{Width: size[0], Height: size[1], Lang: lang})
					fault := whole(f)
					proved, _ := f.ProofWords()
					for _, want := range []string{"┏━ " + f.Words.Card.Title + " ━", proved, "┗━"} {
						if !strings.Contains(f.Text(), want) {
							fault = want
						}
					}
					if !strings.Contains(f.Text(), "▸ 2  ") && !strings.Contains(f.Text(), "▸ 3  ") && !strings.Contains(f.Text(), "▸ c  ") {
						fault = "what comes next"
					}
					if fault != "" {
						t.Fatalf("%s, %s, %s, %dx%d: %s\n%s", s.Name, mode, lang, size[0], size[1], fault, f.Text())
					}
				}
			}
		}
	}
}

// TestTheMarkIsOnWhatTheEndSpeaksOf: where orders are lost, or something befell
// one, that is the one which is marked.
func TestTheMarkIsOnWhatTheEndSpeaksOf(t *testing.T) {
	for scenario, want := range map[string]sim.OrderID{"outage": 4, "outage-awaited": 4, "acks1-loss": 1, "lost-ack": 2, "panel-timeout": 2, "poison": 3, "panel-partial": 2} {
		m := momentOf(t, scenario, -1, nil)
		if got := m.Shown(); got != want {
			t.Errorf("%s: #%d is marked, want #%d", scenario, got, want)
		}
		f := chrome.NewFrame(m, moment.Options{Width: 80, Height: 24})
		if lessons := f.Ending().Lessons; len(lessons) == 0 || lessons[0].Orders[0] != want {
			t.Errorf("%s: the lesson is of %v", scenario, lessons)
		}
	}
}

// TestARecordedRunOffersNoOther: where no other run can be started, the card says
// what there is to do.
func TestARecordedRunOffersNoOther(t *testing.T) {
	m := momentOf(t, "outage", -1, nil)
	m.Footer, m.Countdown = nil, 0
	text := drawnOf(m, moment.Options{Width: 80, Height: 24}).Text()
	if strings.Contains(text, "the same run") || !strings.Contains(text, "▸ home  watch again") {
		t.Errorf("what is offered:\n%s", text)
	}
}

// TestAChipSaysWholeWords: where what is lost from the log has little room, its
// count is there, and LOST is whole or left out.
func TestAChipSaysWholeWords(t *testing.T) {
	log := uitest.ScenarioLog(t, "acks1-loss", nil)
	for _, o := range []moment.Options{size(60, 18, words.English), size(80, 24, words.English), size(80, 24, words.Korean), size(120, 36, words.English)} {
		f := at(log, time.Hour, o, ended)
		text := strings.Join(f.laneLines(), "\n")
		if !strings.Contains(text, "✗") || regexp.MustCompile(`LOS?( |$)|유( |$)`).MatchString(text) {
			t.Errorf("%dx%d:\n%s", o.Width, o.Height, text)
		}
	}
}
