package track

import (
	"strings"
	"testing"
	"time"

	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// asked is the question of the art direction, in both languages.
var asked = [...]Question{
	words.English: {
		Asked:   "The broker comes back in half a second.\nWhat becomes of the eight orders in memory?",
		Choices: []string{"all eight are sent", "all eight are lost", "some are lost, the rest come late", "all are sent, some of them twice"},
		Hands:   []int{7, 2, 4, 1}, Shown: true,
	},
	words.Korean: {
		Asked:   "0.5초 뒤 브로커가 복구됩니다.\n메모리에 있는 8건은 어떻게 될까요?",
		Choices: []string{"8건 모두 전송된다", "8건 모두 유실된다", "일부는 유실, 나머지는 늦게 전송된다", "모두 전송되고, 일부는 두 번 전송된다"},
		Hands:   []int{3, 5, 2, 1}, Shown: true,
	},
}

// questioned returns the frame of a question.
func questioned(m *moment.Moment, o moment.Options, q *Question) *chrome.Frame {
	f := chrome.NewFrame(m, o)
	f.Read()
	DrawQuestion(f, q)
	return f
}

// TestTheRoomIsAsked holds the card that the art direction draws.
func TestTheRoomIsAsked(t *testing.T) {
	m := momentOf(t, "outage", 22*time.Second, nil)
	holdRows(t, "english", questioned(m, moment.Options{Width: 80, Height: 24}, &asked[words.English]), 14, `
 ┏━ what do you expect? ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 14 hands ━┓ 
 ┃    1   all eight are sent                   ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 7   ┃ 
 ┃    2   all eight are lost                   ▄▄▄▄▄▄▄ 2                      ┃ 
 ┃    3   some are lost, the rest come late    ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 4              ┃ 
 ┃    4   all are sent, some of them twice     ▄▄▄▄ 1                         ┃ 
 ┃                                                                            ┃ 
 ┃   1 2 3 4 count a hand   backspace take it back   enter see what happens   ┃ 
 ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛ 
`)
	holdRows(t, "korean", questioned(m, moment.Options{Width: 80, Height: 24, Lang: words.Korean}, &asked[words.Korean]), 14, `
 ┏━ 어떻게 될까요? ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 11명 ━┓ 
 ┃    1   8건 모두 전송된다                       ▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 3            ┃ 
 ┃    2   8건 모두 유실된다                       ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 5   ┃ 
 ┃    3   일부는 유실, 나머지는 늦게 전송된다     ▄▄▄▄▄▄▄▄▄ 2                 ┃ 
 ┃    4   모두 전송되고, 일부는 두 번 전송된다    ▄▄▄▄▄ 1                     ┃ 
 ┃                                                                            ┃ 
 ┃   1 2 3 4 한 명 추가   backspace 되돌리기   enter 결과 보기                ┃ 
 ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛ 
`)
}

// TestHandsAreHiddenUntilTheyAreShown: the card tells how many there are in all,
// and of no choice how many it has.
func TestHandsAreHiddenUntilTheyAreShown(t *testing.T) {
	m := momentOf(t, "outage", 22*time.Second, nil)
	draw := func(hands ...int) string {
		q := asked[words.English]
		q.Hands, q.Shown = hands, false
		return questioned(m, moment.Options{Width: 80, Height: 24}, &q).Text()
	}
	if a, b := draw(7, 2, 4, 1), draw(0, 0, 0, 14); a != b || !strings.Contains(a, " 14 hands ") || !strings.Contains(a, "enter show the hands") {
		t.Errorf("the hands can be told apart:\n%s\n%s", a, b)
	}
	if one := draw(0, 1, 0, 0); !strings.Contains(one, " 1 hand ") {
		t.Errorf("one hand:\n%s", one)
	}
}

// TestTheRightChoiceIsMarked: once it has come true, the others fade.
func TestTheRightChoiceIsMarked(t *testing.T) {
	q := asked[words.English]
	q.Right = 3
	f := questioned(momentOf(t, "outage", 30*time.Second, nil), moment.Options{Width: 80, Height: 24}, &q)
	text := f.Text()
	if !strings.Contains(text, "┃ ✓  3   some are lost") || strings.Count(text, "┃ ✓") != 1 || !strings.Contains(text, "enter go on") || strings.Contains(text, "backspace") {
		t.Errorf("what has come true:\n%s", text)
	}
}

// TestTheStageRestsBehindAQuestion: all but what is asked and the card is half as
// bright, and from a height on no lane moves.
func TestTheStageRestsBehindAQuestion(t *testing.T) {
	m := momentOf(t, "outage", 22*time.Second, nil)
	o := moment.Options{Width: 120, Height: 36}
	stage, f := drawnOf(m, o), questioned(m, o, &asked[words.English])
	rows := chrome.PlanRows(o.Height, 12)
	before, after := strings.Split(stage.Text(), "\n"), strings.Split(f.Text(), "\n")
	for y := rows.Bars; y < rows.LanesEnd; y++ {
		if before[y] != after[y] {
			t.Errorf("row %d is\n%q, was\n%q", y, after[y], before[y])
		}
	}
	for y := range o.Height {
		for x := range o.Width {
			p := f.Cells[y*o.Width+x].Pen
			quiet := y < rows.Caption || y >= rows.Caption+2 && y < rows.Timeline-8
			if r := f.Cells[y*o.Width+x].Rune; quiet && r != ' ' && r != 0 && p&canvas.Dim == 0 {
				t.Fatalf("%c at %d, %d is bright", r, x, y)
			}
		}
	}
}

// TestAQuestionStandsAlone: of the sentence that stood before nothing is left.
func TestAQuestionStandsAlone(t *testing.T) {
	m := momentOf(t, "outage", 22*time.Second, nil)
	for _, big := range []bool{false, true} {
		o := moment.Options{Width: 100, Height: 30, Big: big}
		m.Cue = &moment.Cue{Lines: [2]string{strings.Repeat("long before ", 5) + "\n" + strings.Repeat("as long ", 8), "–"}}
		if text := questioned(m, o, &asked[words.English]).Text(); strings.Contains(text, "before") || strings.Contains(text, "as long") {
			t.Errorf("what is left of it:\n%s", text)
		}
	}
}

// TestAQuestionIsWholeAtEverySize in both languages and for the back of the room.
func TestAQuestionIsWholeAtEverySize(t *testing.T) {
	m := momentOf(t, "outage", 22*time.Second, nil)
	for _, lang := range bothLangs {
		for _, size := range [][2]int{{60, 18}, {60, 24}, {79, 23}, {80, 24}, {80, 29}, {80, 30}, {100, 30}, {120, 24}, {120, 36}, {160, 45}, {200, 60}, {300, 90}} {
			for _, big := range []bool{false, true} {
				for _, shown := range []bool{false, true} {
					q := asked[lang]
					q.Shown, q.Left = shown, 6
					f := questioned(m, moment.Options{Width: size[0], Height: size[1], Lang: lang, Big: big}, &q)
					fault := whole(f)
					for _, said := range append(strings.Split(q.Asked, "\n"), q.Choices...) {
						if !strings.Contains(f.Text(), said) {
							fault = said
						}
					}
					if fault != "" {
						t.Fatalf("%s, %v: %s\n%s", lang, size, fault, f.Text())
					}
				}
			}
		}
	}
}

// TestWhatIsAskedOfIsNotFoldedAway: beside the order that a card asks of, those that met
// the same share a lane, and no others do.
func TestWhatIsAskedOfIsNotFoldedAway(t *testing.T) {
	q := asked[words.English]
	q.Order = 4
	lanes := func(at time.Duration) string {
		text := questioned(momentOf(t, "outage", at, nil), moment.Options{Width: 80, Height: 24}, &q).Text()
		return strings.Join(strings.Split(text, "\n")[8:14], "\n")
	}
	lost := lanes(26900 * time.Millisecond)
	for _, want := range []string{"#1–3     3 orders", "#4 insta likes", "#5–8     4 orders", "#9–11    3 orders", "○×3", "#12 insta likes"} {
		if !strings.Contains(lost, want) {
			t.Errorf("not %q:\n%s", want, lost)
		}
	}
	if pile := lanes(16 * time.Second); !strings.Contains(pile, "#1–3     3 orders") || !strings.Contains(pile, " #8 youtube views") {
		t.Errorf("where each of those has room, they are folded:\n%s", pile)
	}
}
