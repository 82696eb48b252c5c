package words

import (
	"fmt"

	"orderflow/sim"
	"orderflow/ui/intent"
)

// Answers are what the program answers to a key, in the caption's place:
// what was done, or why nothing was.
type Answers struct {
	Refused    [intent.ActionCount]string `max:"56" gaps:"what can always be done"`
	Edge       [intent.ActionCount]string `max:"56" gaps:"what always changes something"`
	Still      string                     `max:"56" args:"key tab"`
	Unknown    string                     `max:"56" args:"key shift+left"`
	Nameless   string                     `max:"56"`
	Elsewhere  string                     `max:"56" args:"key shift+left"`
	Covered    string                     `max:"56" args:"key shift+left"` // and esc is no way back
	Untyped    string                     `max:"56" args:"key shift+left"`
	NoOrder    string                     `max:"56"`
	NoCall     string                     `max:"56"`
	NoLine     string                     `max:"56"`
	Underway   [3]string                  `max:"56"` // brokers stop, every fault ends, a fault strikes
	Starting   string                     `max:"56"`
	Once       string                     `max:"56"`
	Begins     [3]string                  `max:"56"` // by sim.Mode
	Unrepeated string                     `max:"40"`
	BeginsSeed string                     `max:"56" args:"seed 43"`
	BeginsOf   string                     `max:"56" args:"scenario outbox-cure"`
	Again      string                     `max:"56" args:"time 12.480 s"`
	Back       string                     `max:"56" args:"time 12.480 s"`
	Stop       string                     `max:"56"`
	Stopping   string                     `max:"56"`
	Repair     string                     `max:"56"`
	Repairing  string                     `max:"56"`
	Order      string                     `max:"56" args:"order 13"`
	Ordering   string                     `max:"56"`
	Break      string                     `max:"56" args:"fault broker down"`
	Breaking   string                     `max:"56" args:"fault broker down"`
	RemedyOn   string                     `max:"56" args:"remedy idempotent-producer"`
	RemedyOff  string                     `max:"56" args:"remedy idempotent-producer"`
	Switching  [2]string                  `max:"56" args:"remedy idempotent-producer"` // off, on
	Soon       string                     `max:"48"`                                   // it is seen
	Late       string                     `max:"48" args:"span 128 s"`
	Resting    string                     `max:"48"`
	FromOn     string                     `max:"56" args:"remedy idempotent-producer"`
	FromOff    string                     `max:"56" args:"remedy idempotent-producer"`
	Kept       string                     `max:"29"`
	LetGo      string                     `max:"29" args:"limit 8"`
	RunKept    string                     `max:"40"`
	LiveEnded  string                     `max:"41"`
	Quit       string                     `max:"56"`
	Leaves     string                     `max:"56" args:"key 2"`
	ToLesson   string                     `max:"40"`
	Pasted     string                     `max:"56"`
	Pace       [3]string                  `max:"56"` // by PaceNames
	Colours    [3]string                  `max:"56"` // by canvas.Palette
	Marked     string                     `max:"56" args:"time 12.480 s"`
	Unmarked   string                     `max:"56" args:"time 12.480 s"`
	Echo       [2]string                  `max:"56"` // off, on
	Captions   [2]string                  `max:"56"`
	Big        [2]string                  `max:"56"`
	NoBig      string                     `max:"56"`
	Folded     [2]string                  `max:"56"`
	Unfolded   string                     `max:"56"`
	Parted     string                     `max:"56"`
}

// PaceNames are the paces in the order of their words.
var PaceNames = [...]string{
	"story",
	"brisk",
	"real",
}

var englishAnswers = Answers{
	Refused: [intent.ActionCount]string{
		intent.PauseAction:      "The run is over here. , and home go back in it.",
		intent.GoOnAction:       "The run is over here. , and home go back in it.",
		intent.StepAction:       "The run is over here. , and home go back in it.",
		intent.BackAction:       "This is the beginning. . and space go on.",
		intent.HomeAction:       "This is the beginning. . and space go on.",
		intent.EndAction:        "The run is over here. , and home go back in it.",
		intent.NowAction:        "The run is over here. , and home go back in it.",
		intent.ModeAction:       "A recorded log begins no other run.",
		intent.OrderAction:      "Nothing can be done to the run here.",
		intent.BreakAction:      "Nothing can be done to the run here.",
		intent.FaultsAction:     "Nothing can be done to the run here.",
		intent.BreakNowAction:   "Nothing can be done to the run here.",
		intent.RepairAction:     "No fault is on: there is nothing to repair.",
		intent.OpenAction:       "There is nothing to open.",
		intent.WhyAction:        "There is nothing to ask about.",
		intent.SelectAction:     "There is nothing to select.",
		intent.DiagramAction:    "There is nothing to draw.",
		intent.FoldAction:       "So many orders always share lanes. enter opens one.",
		intent.FollowAction:     "Nothing is open here, and nothing is selected.",
		intent.ScenariosAction:  "Only the simulator plays other scenarios.",
		intent.ToBookmarkAction: "There is no bookmark yet. B sets one here.",
		intent.AnomaliesAction:  "No anomaly has been found so far.",
		intent.ScrollAction:     "Everything is in sight already.",
		intent.EraseAction:      "Nothing is typed yet.",
		intent.LaterAction:      "On a real Kafka a fault begins now, or not at all.",
		intent.SwitchAction:     "Nothing can be switched here any more.",
		intent.NextPlaceAction:  "There is no other one like it.",
		intent.BoxAction:        "Every box is in sight already.",
		intent.OtherOrderAction: "There is no other order to show.",
		intent.AddOrderAction:   "No other order fits in, or is there.",
		intent.PrintAction:      "There is nowhere to print to.",
		intent.CompareAction:    "Only a simulated run can be compared.",
		intent.FuturesAction:    "This is the only run so far. An act makes another.",
		intent.OpenFutureAction: "This one is shown. ↑ ↓ select another.",
		intent.SeedAction:       "Only a simulated run can have another seed.",
		intent.FromStartAction:  "Only a simulated run can begin again with it.",
		intent.SameTimeAction:   "enter goes back to this one, where you stood in it.",
		intent.LessonAction:     "This is no lesson: orderflow lesson lists them.",
		intent.NextSceneAction:  "This is no lesson: orderflow lesson lists them.",
		intent.SceneAction:      "This is no lesson: orderflow lesson lists them.",
		intent.LearnAction:      "A lesson can be taken at the end of the story.",
		intent.WorldAction:      "No other world was made for this question.",
		intent.AskAgainAction:   "First enter shows the hands.",
		intent.BeginAction:      "The task has begun: esc goes back to it.",
		intent.HintAction:       "First enter begins with the task.",
		intent.SkipAction:       "There is nothing to skip.",
		intent.CloseAction:      "First enter begins with the task.",
		intent.RepeatAction:     "There is nothing to repeat.",
	},
	Edge: [intent.ActionCount]string{
		intent.StepAction:       "Nothing new has happened yet.",
		intent.ModeAction:       "You are at its beginning already.",
		intent.FollowAction:     "The selection follows the story again.",
		intent.EndAction:        "This is now. Nothing new has happened yet.",
		intent.NowAction:        "This is now. Nothing new has happened yet.",
		intent.MilestoneAction:  "No turn of the story lies that way.",
		intent.SpeedAction:      "That is the limit: ×64, and ×1/64.",
		intent.OpenAction:       "There is no more to show of it.",
		intent.SelectAction:     "No order lies that way.",
		intent.ScrollAction:     "The text ends here.",
		intent.ToBookmarkAction: "There is no other bookmark.",
		intent.MoveAction:       "The list ends here.",
		intent.JumpAction:       "There is no event of that number here.",
		intent.NextOrderAction:  "There is no other order.",
		intent.LaneAction:       "There are no more than these three.",
		intent.DifferenceAction: "They are the same, to the end.",
		intent.FocusAction:      "Nothing else can be pointed at.",
		intent.ScrubAction:      "The timeline ends here.",
		intent.EventStepAction:  "No event lies that way.",
		intent.FutureAction:     "There are no more than these.",
		intent.RowsAction:       "The diagram ends here.",
		intent.PageAction:       "The diagram ends here.",
	},
	Still:     "%[1]s changes nothing here now.",
	Unknown:   "%[1]s does nothing here. ? shows the keys.",
	Nameless:  "That key does nothing here. ? shows the keys.",
	Elsewhere: "%[1]s is a key of the stage: esc goes back to it.",
	Covered:   "%[1]s is a key of the stage: this card comes first.",
	Untyped:   "%[1]s is not typed here. esc closes.",
	NoOrder:   "There is no order yet. The first is called at 1 s.",
	NoCall:    "Nothing has been called yet.",
	NoLine:    "Nothing is listed here yet.",
	Underway: [3]string{
		"It is under way: all brokers stop.",
		"It is under way: every fault ends.",
		"It is under way: the fault strikes.",
	},
	Starting: "It is under way: a run is being started.",
	Once:     "This run is live, and no key begins it anew.",
	Begins: [3]string{
		sim.Emit:      "The same run with emit() begins.",
		sim.EmitAwait: "The same run, but awaited, begins.",
		sim.Send:      "The same run with send() begins.",
	},
	Unrepeated: "What you did is not done again.",
	BeginsSeed: "The same run with seed %[1]d begins.",
	BeginsOf:   "The scenario %[1]s begins.",
	Again:      "From the beginning. ' goes back to %[1]s.",
	Back:       "You are back where you stood, at %[1]s.",
	Stop:       "You stop all brokers.",
	Stopping:   "You stop all brokers.",
	Repair:     "You end every fault.",
	Repairing:  "You end every fault.",
	Order:      "You place one more order: #%[1]d.",
	Ordering:   "You place one more order.",
	Break:      "You make it happen: %[1]s.",
	Breaking:   "You make it happen: %[1]s.",
	RemedyOn:   "You switch %[1]s on, from here.",
	RemedyOff:  "You switch %[1]s off, from here.",
	Switching: [2]string{
		"You switch %[1]s off.",
		"You switch %[1]s on.",
	},
	Soon:      "It shows in a moment.",
	Late:      "The screen is %[1]s behind: end goes to now.",
	Resting:   "It shows when the story goes on.",
	FromOn:    "A run with %[1]s from 0 s begins.",
	FromOff:   "A run without %[1]s from 0 s begins.",
	Kept:      "What you had seen is kept: u.",
	LetGo:     "The oldest of %[1]d was let go.",
	RunKept:   "The run before is kept: u.",
	LiveEnded: "The one before has ended; it is kept: u.",
	Quit:      "What you did is in no file. q again quits.",
	Leaves:    "%[1]s leaves the lesson for another run: enter does it.",
	ToLesson:  "esc goes back to the lesson.",
	Pasted:    "A paste is never taken for keys: nothing is done.",
	Pace: [3]string{
		"Pace: the story, which waits for its sentences.",
		"Pace: brisk, the motion alone.",
		"Pace: real, as fast as it happened.",
	},
	Colours: [3]string{
		"Colours: safe, for every kind of eye.",
		"Colours: calm.",
		"Colours: none.",
	},
	Marked:   "A bookmark at %[1]s. ' comes back to it.",
	Unmarked: "The bookmark at %[1]s is gone.",
	Echo: [2]string{
		"Keys are shown no more.",
		"Keys are shown as they are pressed.",
	},
	Captions: [2]string{
		"The caption stands at the top alone.",
		"The caption stands at the bottom too.",
	},
	Big: [2]string{
		"Everything, as before.",
		"Big, for the back of the room. Z goes back.",
	},
	NoBig: "Big needs a window of 80×24 or more. Z goes back.",
	Folded: [2]string{
		"Each order has a lane again.",
		"Orders that met the same share a lane. z unfolds.",
	},
	Unfolded: "These share a lane. esc folds them again.",
	Parted:   "Those are two runs: they never were the same.",
}

var koreanAnswers = Answers{
	Refused: [intent.ActionCount]string{
		intent.PauseAction:      "실행이 여기서 끝납니다. , 키와 home으로 되돌아갑니다.",
		intent.GoOnAction:       "실행이 여기서 끝납니다. , 키와 home으로 되돌아갑니다.",
		intent.StepAction:       "실행이 여기서 끝납니다. , 키와 home으로 되돌아갑니다.",
		intent.BackAction:       "여기가 처음입니다. . 키와 space로 나아갑니다.",
		intent.HomeAction:       "여기가 처음입니다. . 키와 space로 나아갑니다.",
		intent.EndAction:        "실행이 여기서 끝납니다. , 키와 home으로 되돌아갑니다.",
		intent.NowAction:        "실행이 여기서 끝납니다. , 키와 home으로 되돌아갑니다.",
		intent.ModeAction:       "저장된 로그로는 새 실행을 시작하지 못합니다.",
		intent.OrderAction:      "여기서는 이 실행에 개입할 수 없습니다.",
		intent.BreakAction:      "여기서는 이 실행에 개입할 수 없습니다.",
		intent.FaultsAction:     "여기서는 이 실행에 개입할 수 없습니다.",
		intent.BreakNowAction:   "여기서는 이 실행에 개입할 수 없습니다.",
		intent.RepairAction:     "지금은 장애가 없어 복구할 것이 없습니다.",
		intent.OpenAction:       "열 것이 없습니다.",
		intent.WhyAction:        "물어볼 것이 없습니다.",
		intent.SelectAction:     "고를 것이 없습니다.",
		intent.DiagramAction:    "그릴 것이 없습니다.",
		intent.FoldAction:       "주문이 많아 늘 모아서 보입니다. enter로 엽니다.",
		intent.FollowAction:     "열린 것도, 선택한 것도 없습니다.",
		intent.ScenariosAction:  "다른 시나리오는 시뮬레이터에만 있습니다.",
		intent.ToBookmarkAction: "아직 책갈피가 없습니다. B로 여기에 꽂습니다.",
		intent.AnomaliesAction:  "아직 발견된 이상이 없습니다.",
		intent.ScrollAction:     "모두 이미 보입니다.",
		intent.EraseAction:      "아직 입력한 것이 없습니다.",
		intent.LaterAction:      "실제 Kafka의 장애는 지금만 일으킬 수 있습니다.",
		intent.SwitchAction:     "여기서는 더 이상 켜고 끌 수 없습니다.",
		intent.NextPlaceAction:  "같은 종류가 더 없습니다.",
		intent.BoxAction:        "모든 상자가 이미 보입니다.",
		intent.OtherOrderAction: "보여 줄 다른 주문이 없습니다.",
		intent.AddOrderAction:   "더 넣을 주문이나 자리가 없습니다.",
		intent.PrintAction:      "저장할 곳이 없습니다.",
		intent.CompareAction:    "시뮬레이션 실행만 비교할 수 있습니다.",
		intent.FuturesAction:    "아직 이 실행뿐입니다. 개입하면 다른 미래가 생깁니다.",
		intent.OpenFutureAction: "지금 보는 미래입니다. ↑ ↓ 키로 다른 것을 고릅니다.",
		intent.SeedAction:       "시드는 시뮬레이션 실행에서만 바꿉니다.",
		intent.FromStartAction:  "시뮬레이션 실행만 처음부터 다시 시작합니다.",
		intent.SameTimeAction:   "이 실행은 enter로, 있던 자리로 돌아갑니다.",
		intent.LessonAction:     "수업이 아닙니다. orderflow lesson에 목록이 있습니다.",
		intent.NextSceneAction:  "수업이 아닙니다. orderflow lesson에 목록이 있습니다.",
		intent.SceneAction:      "수업이 아닙니다. orderflow lesson에 목록이 있습니다.",
		intent.LearnAction:      "이야기가 끝나면 수업을 들을 수 있습니다.",
		intent.WorldAction:      "이 질문에는 다른 조건이 없습니다.",
		intent.AskAgainAction:   "먼저 enter로 손 든 수를 보세요.",
		intent.BeginAction:      "과제는 시작됐습니다. esc로 돌아갑니다.",
		intent.HintAction:       "먼저 enter로 과제를 시작하세요.",
		intent.SkipAction:       "건너뛸 것이 없습니다.",
		intent.CloseAction:      "먼저 enter로 과제를 시작하세요.",
		intent.RepeatAction:     "다시 볼 것이 없습니다.",
	},
	Edge: [intent.ActionCount]string{
		intent.StepAction:       "아직 새로 일어난 일이 없습니다.",
		intent.ModeAction:       "이미 그 실행의 처음입니다.",
		intent.FollowAction:     "선택이 다시 이야기를 따라갑니다.",
		intent.EndAction:        "지금이 현재입니다. 새로 일어난 일이 없습니다.",
		intent.NowAction:        "지금이 현재입니다. 새로 일어난 일이 없습니다.",
		intent.MilestoneAction:  "그쪽에는 전환점이 더 없습니다.",
		intent.SpeedAction:      "속도의 한계입니다: ×64, ×1/64.",
		intent.OpenAction:       "더 자세히 보여 줄 것이 없습니다.",
		intent.SelectAction:     "그쪽에는 주문이 더 없습니다.",
		intent.ScrollAction:     "글이 여기서 끝납니다.",
		intent.ToBookmarkAction: "다른 책갈피가 없습니다.",
		intent.MoveAction:       "목록이 여기서 끝납니다.",
		intent.JumpAction:       "그 번호의 이벤트는 여기에 없습니다.",
		intent.NextOrderAction:  "다른 주문이 없습니다.",
		intent.LaneAction:       "이 세 방식뿐입니다.",
		intent.DifferenceAction: "끝까지 차이가 없습니다.",
		intent.FocusAction:      "가리킬 것이 더 없습니다.",
		intent.ScrubAction:      "타임라인이 여기서 끝납니다.",
		intent.EventStepAction:  "그쪽에는 이벤트가 더 없습니다.",
		intent.FutureAction:     "이것이 전부입니다.",
		intent.RowsAction:       "다이어그램이 여기서 끝납니다.",
		intent.PageAction:       "다이어그램이 여기서 끝납니다.",
	},
	Still:     "%[1]s: 지금 여기서는 바뀌는 것이 없습니다.",
	Unknown:   "%[1]s: 여기서는 쓰지 않는 키입니다. ? 도움말",
	Nameless:  "여기서는 쓰지 않는 키입니다. ? 도움말",
	Elsewhere: "%[1]s: 무대의 키입니다. esc로 돌아가서 누르세요.",
	Covered:   "%[1]s: 무대의 키입니다. 이 카드가 먼저입니다.",
	Untyped:   "%[1]s: 여기에 입력하지 못합니다. esc 닫기",
	NoOrder:   "아직 주문이 없습니다. 첫 호출은 1초에 있습니다.",
	NoCall:    "아직 호출된 것이 없습니다.",
	NoLine:    "아직 목록에 아무것도 없습니다.",
	Underway: [3]string{
		"이미 진행 중입니다: 모든 브로커가 멈춥니다.",
		"이미 진행 중입니다: 모든 장애가 끝납니다.",
		"이미 진행 중입니다: 곧 장애가 납니다.",
	},
	Starting: "이미 진행 중입니다: 새 실행을 준비합니다.",
	Once:     "지금 진행 중인 실행이라 처음부터 다시 할 수 없습니다.",
	Begins: [3]string{
		sim.Emit:      "같은 실행을 emit()으로 시작합니다.",
		sim.EmitAwait: "같은 실행을 await로 시작합니다.",
		sim.Send:      "같은 실행을 send()로 시작합니다.",
	},
	Unrepeated: "개입한 일은 되풀이하지 않습니다.",
	BeginsSeed: "같은 실행을 시드 %[1]d번으로 시작합니다.",
	BeginsOf:   "시나리오를 시작합니다: %[1]s",
	Again:      "처음부터 다시 봅니다. ' 키로 %[1]s 시점에 돌아갑니다.",
	Back:       "있던 자리, %[1]s 시점으로 돌아왔습니다.",
	Stop:       "모든 브로커를 멈췄습니다.",
	Stopping:   "모든 브로커를 멈춥니다.",
	Repair:     "모든 장애를 끝냈습니다.",
	Repairing:  "모든 장애를 끝냅니다.",
	Order:      "주문을 하나 더 넣었습니다: #%[1]d",
	Ordering:   "주문을 하나 더 넣습니다.",
	Break:      "장애를 일으켰습니다: %[1]s",
	Breaking:   "장애를 일으킵니다: %[1]s.",
	RemedyOn:   "지금부터 켭니다: %[1]s",
	RemedyOff:  "지금부터 끕니다: %[1]s",
	Switching: [2]string{
		"%[1]s: 끕니다.",
		"%[1]s: 켭니다.",
	},
	Soon:      "곧 화면에 보입니다.",
	Late:      "화면이 %[1]s 늦습니다. end: 현재로",
	Resting:   "이야기를 이어 가면 보입니다.",
	FromOn:    "0초부터 켠 새 실행: %[1]s",
	FromOff:   "0초부터 끈 새 실행: %[1]s",
	Kept:      "앞서 본 미래는 u에 있습니다.",
	LetGo:     "%[1]d개를 넘어 하나를 버림",
	RunKept:   "앞의 실행은 u에 있습니다.",
	LiveEnded: "앞의 실행은 끝났고 u에 있습니다.",
	Quit:      "개입한 내용은 저장되지 않습니다. q를 또 누르면 종료",
	Leaves:    "%[1]s 키로 수업을 떠나 다른 실행을 봅니다: enter로 확인",
	ToLesson:  "esc로 수업에 돌아갑니다.",
	Pasted:    "붙여넣기는 키로 받지 않습니다. 바뀐 것이 없습니다.",
	Pace: [3]string{
		"흐름: 이야기. 문장을 읽는 동안 기다립니다.",
		"흐름: 빠르게. 움직임만 보입니다.",
		"흐름: 실제 시간. 일어난 그대로의 속도입니다.",
	},
	Colours: [3]string{
		"색: 누구나 구별할 수 있는 색",
		"색: 차분한 색",
		"색: 없음",
	},
	Marked:   "%[1]s 시점에 책갈피를 꽂았습니다. ' 키로 돌아옵니다.",
	Unmarked: "%[1]s 시점의 책갈피를 뺐습니다.",
	Echo: [2]string{
		"누른 키를 더는 보이지 않습니다.",
		"누른 키를 화면에 보입니다.",
	},
	Captions: [2]string{
		"자막은 위에만 보입니다.",
		"자막을 아래에도 보입니다.",
	},
	Big: [2]string{
		"원래 크기로 돌아왔습니다.",
		"뒷자리에서도 보이게 키웠습니다. Z 원래대로",
	},
	NoBig: "크게 보려면 80×24 이상의 창이 필요합니다. Z 원래대로",
	Folded: [2]string{
		"주문마다 다시 한 줄씩 보입니다.",
		"같은 일을 겪은 주문을 한 줄로 모읍니다. z 펴기",
	},
	Unfolded: "한 줄에 모인 주문들입니다. esc로 다시 접습니다.",
	Parted:   "서로 다른 실행입니다. 같았던 적이 없습니다.",
}

// Acted returns what the user did, as a sentence; order is the one that was
// placed by it, if any.
func (t *Catalogue) Acted(in *sim.Input, order sim.OrderID) string {
	w := &t.Answers
	switch {
	case in.Repair:
		return w.Repair
	case in.NewOrder:
		return fmt.Sprintf(w.Order, order)
	case in.Remedy != nil && in.Remedy.On:
		return fmt.Sprintf(w.RemedyOn, in.Remedy.Remedy)
	case in.Remedy != nil:
		return fmt.Sprintf(w.RemedyOff, in.Remedy.Remedy)
	case in.StopsBrokers():
		return w.Stop
	}
	return fmt.Sprintf(w.Break, t.Faults[in.Fault.Name])
}
