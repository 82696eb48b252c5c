package stage

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// trial is a lesson with a question that has another world, a run in another mode,
// and a task.
const trial = `
lesson: trial
minutes: 3
title: {en: A trial, ko: 시험 수업}
after: {en: You can say what a trial is., ko: 시험 수업이 무엇인지 말할 수 있습니다.}
run: {scenario: outage, orders: 5, external_orders: [2]}
scenes:
  - until: '#1.finished'
    say:
      - {en: An order is on its way., ko: 주문이 갑니다., order: 1}
      - {en: It is done., ko: 끝났습니다., at: '#1.finished'}
    notes: {en: Say hello., ko: 인사하세요.}
  - until: '#4.marked'
    say: {en: Row 4 says PUBLISHED., ko: '4번은 PUBLISHED입니다.', at: '#4.marked'}
    ask:
      question: {en: Will order 4 be sent?, ko: 4번 주문은 전송될까요?}
      choices:
        - {text: {en: 'yes, at once', ko: 바로}, right: '#4.appended', world: {scenario: calm, orders: 5}}
        - {text: {en: 'no, it is lost', ko: 유실}, right: '#4.lost'}
    reveal:
      until: '#4.lost'
      say: {en: The broker is away., ko: 브로커가 없습니다.}
      why: {en: Its round was used up., ko: 라운드가 소진되었습니다.}
  - run: {mode: emit-await}
    until: '#4.lost || #4.ended || order(4).caller == "error"'
    say: {en: The same with await., ko: await을 쓰면 이렇습니다.}
  - run: {scenario: calm, orders: 3}
    until: '#1.finished'
    do:
      task: {en: Make an order wait., ko: 주문을 기다리게 해 보세요.}
      done: 'in_memory > 0 && brokers_down == 3'
      hints:
        - {en: There is a key that stops the brokers., ko: 브로커를 멈추는 키가 있습니다.}
      solution: '--fault broker-down:from=2500ms,for=9s'
`

// trialLesson returns the lesson, on the simulator.
func trialLesson(t testing.TB, change func(*Lesson)) *Lesson {
	t.Helper()
	l, err := lesson.Read("trial.yaml", []byte(trial))
	if err != nil {
		t.Fatal(err)
	}
	plan, problems := lesson.NewPlan(l, func(c sim.Config) (*sim.Log, error) {
		run, err := beginTrial(c)
		if err != nil {
			return nil, err
		}
		run.Source.Advance(c.Until)
		return run.Source.Log(), nil
	})
	if len(problems) > 0 {
		t.Fatal(errors.Join(problems...))
	}
	out := &Lesson{Plan: plan, Begin: beginTrial}
	if change != nil {
		change(out)
	}
	return out
}

func beginTrial(c sim.Config) (Run, error) {
	start := func(mode sim.Mode) (Source, error) {
		in := c
		in.Mode = mode
		return engine.NewSession(in, sim.Header{Scenario: c.Scenario, Seed: c.Seed, Version: "test"})
	}
	source, err := start(c.Mode)
	return Run{Source: source, Restart: start}, err
}

// classroom is a player that takes a lesson.
type classroom struct {
	*Player
	t *testing.T
}

func newClassroom(t *testing.T, o moment.Options, change func(*Lesson)) *classroom {
	t.Helper()
	l := trialLesson(t, change)
	first, err := beginTrial(l.First())
	if err != nil {
		t.Fatal(err)
	}
	return &classroom{NewLesson(l, first, &Setup{Options: o, Pace: pace.StoryPace}), t}
}

var at80 = moment.Options{Width: 80, Height: 24}

// open reports the name of the screen on top.
func (c *classroom) open() string { return strings.TrimPrefix(nameOf(c.top().screen), "*stage.") }

// until plays until a screen is open.
func (c *classroom) until(name string) {
	c.t.Helper()
	for range 20_000 {
		if c.open() == name {
			return
		}
		c.Tick(FrameEvery)
	}
	c.t.Fatalf("%s never opens:\n%s", name, c.Draw().Text())
}

func (c *classroom) press(keys string) {
	c.t.Helper()
	for key := range strings.FieldsSeq(keys) {
		c.Press(key)
	}
}

// sees fails where the frame does not show a text, or does show another.
func (c *classroom) sees(texts ...string) {
	c.t.Helper()
	frame := c.Draw().Text()
	for _, text := range texts {
		no, hidden := strings.CutPrefix(text, "!")
		if strings.Contains(frame, no) == hidden {
			c.t.Fatalf("%q is not as it should be:\n%s", text, frame)
		}
	}
}

// TestALessonAsks: it stops by itself at its question and waits for the room; hands
// are hidden until they are shown; after the room has talked it is asked again, and
// at the answer both rounds are seen.
func TestALessonAsks(t *testing.T) {
	var kept lesson.Record
	c := newClassroom(t, at80, func(l *Lesson) { l.Keep = func(r lesson.Record) error { kept = r; return nil } })
	c.Tick(time.Second)
	c.sees("An order is on its way.", "1 of 4")
	c.until("askScreen")
	c.sees("Will order 4 be sent?", "yes, at once", "2 of 4", "0 hands")
	c.Tick(10 * time.Minute)
	c.press("1 1 2 9 backspace 2")
	c.sees("3 hands", "!▄▄▄ 2", "···")
	c.press("enter")
	c.sees("▄ 2", "▄ 1", "ask again")
	c.press("a 2 2 1 enter")
	c.sees("2 → 1", "1 → 2", "asked again")
	c.press("pgdown")
	c.Tick(2 * time.Second)
	c.sees("The broker is away.", "!will order 4")
	c.until("answerScreen")
	c.sees("✓  2   no, it is lost", "2 → 1", "Its round was used up.")
	if a := kept.Answer(1); a == nil || a.Right != 1 || !slices.Equal(a.Hands, []int{1, 2}) || !slices.Equal(a.First, []int{2, 1}) {
		t.Errorf("kept is %+v", kept)
	}
	c.press("pgdown")
	c.until("taskScreen")
	if kept.Scene != 3 {
		t.Errorf("the lesson would go on at scene %d", kept.Scene)
	}
}

// TestAWorldBesideTheRealOne: where a wrong answer would be right is played beside
// the real run, at the same time, and left for the same answer.
func TestAWorldBesideTheRealOne(t *testing.T) {
	c := newClassroom(t, at80, nil)
	c.until("askScreen")
	c.press("1 enter enter")
	c.until("answerScreen")
	before := c.Draw().Text()
	c.press("2")
	if c.open() != "answerScreen" {
		t.Fatal("the right answer has a world")
	}
	c.press("1")
	c.sees("Here it would be: yes, at once", "as it was", "the other world")
	for range 3000 {
		c.Tick(FrameEvery)
	}
	c.sees("2 LOST", "5 FINISHED", "#4 is finished")
	if c.playback.Paused != true {
		t.Error("the world does not stop where the answer is right")
	}
	c.press("esc")
	c.notice = noNotice
	c.Tick(time.Minute)
	if got := c.Draw().Text(); got != before {
		t.Errorf("the answer is another one than before:\n%s\n%s", before, got)
	}
}

// TestATask: it is done with the ordinary keys, seen in the log, and gone on from;
// hints come one at a time, and then how it is done.
func TestATask(t *testing.T) {
	for _, how := range []string{"by hand", "by its solution", "skipped"} {
		t.Run(how, func(t *testing.T) {
			c := newClassroom(t, at80, func(l *Lesson) { l.Record.Scene = 3 })
			c.until("taskScreen")
			c.sees("Make an order wait.", "your turn", "4 of 4", "!There is a key")
			switch how {
			case "by hand":
				c.press("enter x")
				c.until("taskScreen")
			case "by its solution":
				c.press("enter esc")
				c.sees("a hint")
				c.press("enter")
				c.sees("There is a key that stops the brokers.", "show the solution")
				c.press("enter")
				c.until("taskScreen")
			case "skipped":
				c.press("n")
				c.until("lessonEndScreen")
				return
			}
			c.sees("the log says so", "✓", "done")
			c.press("enter")
			c.until("lessonEndScreen")
			c.press("enter")
			if !c.onBoard() {
				t.Errorf("after the end there is %s", c.open())
			}
		})
	}
}

// TestATaskThatHoldsForAMomentOnly: what is asked for may be so at one event alone,
// between two frames.
func TestATaskThatHoldsForAMomentOnly(t *testing.T) {
	c := newClassroom(t, at80, func(l *Lesson) { l.Record.Scene = 3 })
	c.until("taskScreen")
	done, err := lesson.ParseCondition(`event == "memory-waiting"`)
	if err != nil {
		t.Fatal(err)
	}
	c.class.steps[3].part.Task.Done = done
	c.press("enter x end")
	c.until("taskScreen")
	c.sees("the log says so")
}

// TestALessonEnds: with what was answered right and what is worth repeating, which
// is one key away; and once more from the beginning.
func TestALessonEnds(t *testing.T) {
	c := newClassroom(t, at80, nil)
	c.until("askScreen")
	c.press("1 enter enter")
	c.until("answerScreen")
	c.press("enter")
	c.until("taskScreen")
	c.press("n")
	c.sees("You can say what a trial is.", "0 of 1 questions answered right", "Will order 4 be sent?", "worth repeating")
	c.press("1")
	c.until("askScreen")
	c.press("2 enter enter")
	c.until("answerScreen")
	c.press("enter")
	c.until("taskScreen")
	c.press("n")
	c.sees("1 of 1 questions answered right", "Nothing to repeat.")
	c.press("0")
	c.Tick(time.Second)
	c.sees("An order is on its way.", "1 of 4")
}

// TestOneLeavesALessonAndComesBack: what the room does freely is a run of its own,
// esc leads back to the scene, and u to what was done.
func TestOneLeavesALessonAndComesBack(t *testing.T) {
	c := newClassroom(t, at80, nil)
	c.Tick(4 * time.Second)
	c.press("x")
	c.Tick(time.Second)
	c.sees("esc lesson", "broker down")
	c.press("esc")
	c.Tick(time.Second)
	c.sees("An order is on its way.", "1 of 4", "!broker down")
	c.until("askScreen")
	c.press("esc u")
	c.sees("broker down")
}

// TestALateHandLeavesNoLesson: when the question is over a digit asks before it begins
// another run, and enter alone does it; in a task it does so at once.
func TestALateHandLeavesNoLesson(t *testing.T) {
	c := newClassroom(t, at80, nil)
	c.until("askScreen")
	c.press("1 enter enter 2 2 3")
	c.sees("3 leaves the lesson for another run: enter does it.", "2 of 4")
	for _, keys := range []string{"2 esc", "2 w esc", "2 1 esc"} {
		c.press(keys)
		if !c.teaching() || c.wanted != nil {
			t.Fatalf("%s has left the lesson", keys)
		}
	}
	c.until("answerScreen")
	c.press("pgdown")
	c.Tick(time.Second)
	c.press("3 enter")
	c.Take(c.Wish()())
	c.sees("The same run with send() begins.", "esc goes back to the lesson.", "esc lesson")
	c.press("esc")
	c.Tick(time.Second)
	c.sees("The same with await.", "3 of 4")
	c.until("taskScreen")
	c.press("enter 3")
	if c.wanted == nil {
		t.Error("in a task a digit begins no run")
	}
}

// TestARemoteThatIsFast: a key that closes a card before it was drawn has done something,
// and beyond the end of a scene is its card.
func TestARemoteThatIsFast(t *testing.T) {
	c := newClassroom(t, at80, nil)
	c.until("askScreen")
	card := c.top().screen
	c.pop()
	c.Draw() // what was on the screen when the card came
	c.push(card)
	c.press("pgdown")
	c.sees("!changes nothing", "The broker is away.")
	for range 20 {
		c.press("pgdown")
		if c.open() == "answerScreen" {
			c.sees("Its round was used up.")
			return
		}
	}
	t.Error("the answer never comes")
}

// TestALessonGoesOn: where it was left; scenes are skipped and seen again.
func TestALessonGoesOn(t *testing.T) {
	c := newClassroom(t, at80, func(l *Lesson) { l.Record.Scene = 2 })
	c.Tick(time.Second)
	c.sees("The same with await.", "3 of 4", "await emit()")
	c.press("backspace")
	c.Tick(time.Second)
	c.sees("2 of 4")
	c.press("n")
	c.Tick(time.Second)
	c.sees("3 of 4")
	c.press("n")
	c.until("taskScreen")
}

// TestTheQuestionsAlone: the fast track goes from question to question.
func TestTheQuestionsAlone(t *testing.T) {
	c := newClassroom(t, at80, func(l *Lesson) { l.Fast = true })
	for range 5 {
		c.Tick(FrameEvery)
	}
	if c.open() != "askScreen" {
		t.Errorf("after a moment it stands at %s", c.open())
	}
}

// TestARemoteTakesALesson: its keys alone lead through all of it.
func TestARemoteTakesALesson(t *testing.T) {
	c := newClassroom(t, at80, nil)
	for range 60 {
		for range 500 {
			c.Tick(FrameEvery)
		}
		switch {
		case c.open() == "lessonEndScreen":
			return
		case c.onBoard() && c.class.task && c.class.hints == 0:
			c.press("esc") // its F5 sends it every other time
		case !c.onBoard():
			c.press("pgdown")
		}
	}
	t.Fatalf("it has not ended:\n%s", c.Draw().Text())
}

// TestOneKeyTakesALesson: whatever is open, also at the end of a run and of a task
// that nobody does, PgDn alone leads on, and nowhere else.
func TestOneKeyTakesALesson(t *testing.T) {
	c := newClassroom(t, at80, nil)
	c.sitting.see(&c.log.Header, sim.Emit) // the three ways were shown before
	c.sitting.see(&c.log.Header, sim.EmitAwait)
	c.sitting.see(&c.log.Header, sim.Send)
	for range 400 {
		for range 100 {
			c.Tick(FrameEvery)
		}
		switch c.open() {
		case "lessonEndScreen":
			return
		case "laneScreen":
			t.Fatalf("the lesson is left:\n%s", c.Draw().Text())
		}
		if c.onBoard() && c.finished() && c.astray() {
			c.sees("▸ esc  back to the lesson")
		}
		c.press("pgdown")
	}
	t.Fatalf("it has not ended:\n%s", c.Draw().Text())
}

// TestSeekingDoesNotPassAQuestion: who goes to the end is asked first.
func TestSeekingDoesNotPassAQuestion(t *testing.T) {
	c := newClassroom(t, at80, nil)
	c.Tick(time.Second)
	c.press("end")
	c.until("askScreen")
	if c.playback.Cursor.At > 10*time.Second {
		t.Errorf("it is asked at %s", c.playback.Cursor.At)
	}
}

// TestTheTimeThatALessonTakes: it is told in minutes, and gets less.
func TestTheTimeThatALessonTakes(t *testing.T) {
	c := newClassroom(t, moment.Options{Width: 120, Height: 36}, nil)
	for range 10 {
		c.Tick(FrameEvery)
	}
	first := c.class.leftOf()
	if first < time.Minute || first > 10*time.Minute {
		t.Errorf("it takes %s", first)
	}
	c.sees(fmt.Sprintf("%d min left", (first+time.Minute-1)/time.Minute))
	c.until("askScreen")
	if left := c.class.leftOf(); left >= first {
		t.Errorf("at the question it takes %s, at first %s", left, first)
	}
}

// TestARecordThatCannotBeKept is said, and the lesson goes on.
func TestARecordThatCannotBeKept(t *testing.T) {
	c := newClassroom(t, moment.Options{Width: 120, Height: 36}, func(l *Lesson) {
		l.Keep = func(lesson.Record) error { return sim.Refuse("the disk is full", "디스크가 가득 찼습니다") }
	})
	for range 3000 {
		c.Tick(FrameEvery)
		if c.notice != noNotice {
			break
		}
	}
	c.sees("the disk is full")
	c.until("askScreen")
}

// TestCardsOfALessonAtEverySize: they are whole, in both languages, and every key
// is answered on each.
func TestCardsOfALessonAtEverySize(t *testing.T) {
	if testing.Short() {
		t.Skip("many frames, one after the other")
	}
	stand := func(o moment.Options, name string) *Player {
		c := newClassroom(t, o, func(l *Lesson) {
			if name == "taskScreen" {
				l.Record.Scene = 3
			}
		})
		if name == "taskScreen" {
			c.until(name)
			return c.Player
		}
		c.until("askScreen")
		if name == "askScreen" {
			c.press("1 2 2 enter")
			return c.Player
		}
		c.press("1 2 2 enter a 1 2 2 enter enter")
		c.until("answerScreen")
		if name == "worldScreen" {
			c.press("1")
			c.Tick(time.Second)
		}
		if name == "lessonEndScreen" {
			c.press("enter")
			c.until("taskScreen")
			c.press("n")
		}
		return c.Player
	}
	for _, name := range []string{"askScreen", "answerScreen", "worldScreen", "taskScreen", "lessonEndScreen"} {
		for i, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {200, 60}, {300, 90}} {
			o := moment.Options{Width: size[0], Height: size[1], Lang: words.Lang(i % 2)}
			p := stand(o, name)
			frame := p.Draw().Text()
			if strings.Contains(frame, "…") {
				t.Errorf("%s at %v: a word is cut:\n%s", name, size, frame)
			}
		}
		o := moment.Options{Width: 120, Height: 36}
		checkAnswers(t, &boardScreen{}, o, func() *Player { return stand(o, name) })
	}
}

// TestNoWayBackIsNamedThatIsNone: where esc skips a question, or a task waits to
// be begun, a key of the stage is not answered with esc.
func TestNoWayBackIsNamedThatIsNone(t *testing.T) {
	o := moment.Options{Width: 120, Height: 36}
	const back = "esc goes back"
	c := newClassroom(t, o, nil)
	c.until("askScreen")
	c.press("]")
	if text := said(c.Player); text == "" || strings.Contains(text, back) {
		t.Errorf("on a question: %q", text)
	}
	c = newClassroom(t, o, func(l *Lesson) { l.Record.Scene = 3 })
	c.until("taskScreen")
	c.press("x")
	if text := said(c.Player); text == "" || strings.Contains(text, back) {
		t.Errorf("on a task: %q", text)
	}
	c.press("enter esc x")
	if text := said(c.Player); !strings.Contains(text, back) {
		t.Errorf("on a task that has begun: %q", text)
	}
	c.press("esc")
	if !c.onBoard() {
		t.Errorf("esc goes back to %s", nameOf(c.top().screen))
	}
	p := askedPlayer(t)
	p.Press("]")
	if text := said(p); text == "" || strings.Contains(text, back) {
		t.Errorf("on a question of the story: %q", text)
	}
}

// TestTheEndNamesItsKeysOnce: what the card offers, footer and help call the same.
func TestTheEndNamesItsKeysOnce(t *testing.T) {
	c := newClassroom(t, moment.Options{Width: 120, Height: 36}, func(l *Lesson) { l.Record.Scene = 3 })
	c.until("taskScreen")
	c.press("n")
	c.until("lessonEndScreen")
	if text := c.Draw().Text(); strings.Count(text, "0 once more") != 2 || strings.Contains(text, "from 0 s") {
		t.Errorf("card and footer:\n%s", text)
	}
	c.press("?")
	c.sees("the lesson once more")
}

// TestTheEndOffersToRepeat: also in a small window the card has the keys of the scenes
// that it lists.
func TestTheEndOffersToRepeat(t *testing.T) {
	for lang, want := range []string{"1 repeat", "1 다시 보기"} {
		c := newClassroom(t, moment.Options{Width: 80, Height: 24, Lang: words.Lang(lang)}, func(l *Lesson) { l.Record.Scene, l.Next = 3, "handled-is-not-finished" })
		c.until("taskScreen")
		c.class.Record.Keep(lesson.Answer{Scene: 2, Hands: []int{3, 0}, Right: 1})
		c.press("n")
		c.until("lessonEndScreen")
		if text := c.Draw().Text(); strings.Count(text, want) != 2 {
			t.Errorf("%q is not on the card and in the footer:\n%s", want, text)
		}
	}
}
