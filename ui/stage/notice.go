package stage

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"orderflow/sim"
	"orderflow/ui/sheets"
	"orderflow/ui/words"
)

// notice is a line the program says in the caption's place.
type notice struct {
	kind  noticeKind
	err   error         // of failedNotice, unprintedNotice and unkeptNotice
	plan  string        // of plannedNotice; the place of printedNotice
	count int           // of goneNotice
	left  time.Duration // real time for which it stays while something plays; 0 = until a key is pressed
}

type noticeKind uint8

const (
	silence noticeKind = iota
	overNotice
	inputsNotice
	fixedNotice
	plannedNotice
	pastNotice
	bookmarksNotice
	keptNotice
	letGoNotice
	sameNotice
	failedNotice
	printedNotice
	deniedNotice
	unprintedNotice
	goneNotice
	aloneNotice
	fullNotice
	unkeptNotice
	noticeCount
)

var noNotice = notice{}

// noticeTexts are the lines, at most 76 columns each.
var noticeTexts = [...][noticeCount]string{
	words.English: {
		overNotice:      "The run is over: nothing can be added to it here.",
		inputsNotice:    "This run has had 10,000 inputs, and takes no more.",
		fixedNotice:     "This is a recorded log: it can be watched, not acted upon.",
		plannedNotice:   "Planned: ",
		pastNotice:      "That time is over: want one after the cursor, or step back first.",
		bookmarksNotice: "A run has at most 32 bookmarks.",
		keptNotice:      "The future you have seen is kept: u shows it beside this one.",
		letGoNotice:     "8 futures are kept at most: the one left longest ago was let go.",
		sameNotice:      "No order differs between these two futures, to the end of both.",
		failedNotice:    "That was not possible: ",
		printedNotice:   "Printed (.txt, .svg): ",
		deniedNotice:    "Not printed: this directory must not be written to.",
		unprintedNotice: "Not printed: ",
		goneNotice:      "Futures kept of the scenario before, and let go with it: %d.",
		aloneNotice:     "Not stopped: no shell is here that could continue it. q ends it.",
		fullNotice:      "The disk is full: --record saves no more of the log. The run goes on.",
		unkeptNotice:    "--record saves no more of the log, the run goes on: ",
	},
	words.Korean: {
		overNotice:      "실행이 끝났습니다. 이 시점에는 아무것도 추가할 수 없습니다.",
		inputsNotice:    "이 실행에 입력한 횟수가 10,000회에 도달해 더는 받지 않습니다.",
		fixedNotice:     "저장된 로그입니다. 볼 수만 있고 바꿀 수는 없습니다.",
		plannedNotice:   "예정됨: ",
		pastNotice:      "이미 지난 시각입니다. 커서 이후의 시각을 쓰거나 먼저 이전으로 돌아가세요.",
		bookmarksNotice: "책갈피는 실행마다 32개까지입니다.",
		keptNotice:      "앞서 본 미래를 보관했습니다. u를 누르면 지금과 나란히 볼 수 있습니다.",
		letGoNotice:     "미래는 8개까지 보관합니다. 가장 오래전에 떠난 것을 버렸습니다.",
		sameNotice:      "두 미래는 끝까지 어느 주문에서도 차이가 없습니다.",
		failedNotice:    "처리할 수 없습니다: ",
		printedNotice:   "저장했습니다(.txt, .svg): ",
		deniedNotice:    "저장하지 못했습니다. 이 디렉터리에는 쓸 수 없습니다.",
		unprintedNotice: "저장하지 못했습니다: ",
		goneNotice:      "이전 시나리오에서 보관한 미래 %d개는 그 시나리오와 함께 버려졌습니다.",
		aloneNotice:     "멈추지 않았습니다. 다시 이어 줄 셸이 없습니다. 끝내려면 q를 누르세요.",
		fullNotice:      "디스크가 가득 차 --record가 저장을 멈췄습니다. 실행은 계속됩니다.",
		unkeptNotice:    "--record가 저장을 멈췄습니다. 실행은 계속됩니다: ",
	},
}

// noticeOf returns the notice that says why something was refused.
func noticeOf(err error) notice {
	switch {
	case errors.Is(err, sim.ErrOver):
		return notice{kind: overNotice}
	case errors.Is(err, sim.ErrTooManyInputs):
		return notice{kind: inputsNotice}
	case errors.Is(err, sheets.ErrPast):
		return notice{kind: pastNotice}
	case errors.Is(err, errBookmarks):
		return notice{kind: bookmarksNotice}
	case errors.Is(err, ErrFixed):
		return notice{kind: fixedNotice}
	}
	return notice{kind: failedNotice, err: err}
}

// printedNoticeOf returns the notice that says where a printout is, or why it
// is nowhere.
func printedNoticeOf(place string, err error) notice {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return notice{kind: deniedNotice}
	case err != nil:
		return notice{kind: unprintedNotice, err: err}
	}
	return notice{kind: printedNotice, plan: sim.Printable(place, placeMax)}
}

// unkeptNoticeOf returns the notice that says why the log is not kept any more.
func unkeptNoticeOf(err error) notice {
	if errors.Is(err, syscall.ENOSPC) {
		return notice{kind: fullNotice}
	}
	return notice{kind: unkeptNotice, err: err}
}

// placeMax limits what is shown of where a printout is, in characters.
const placeMax = 200

// text returns the line in a language; empty where there is nothing to say.
func (n notice) text(lang words.Lang) string {
	text := noticeTexts[lang][n.kind] + n.plan
	if n.kind == goneNotice {
		text = fmt.Sprintf(text, n.count)
	}
	if n.kind == failedNotice || n.kind == unprintedNotice || n.kind == unkeptNotice {
		text += sim.Printable(lang.Of(sim.TextOf(n.err)), 200)
	}
	return text
}

// noticeSpan is how long what was done well is told while the story goes on.
const noticeSpan = 4 * time.Second

// tickNotice lets a span of real time pass.
func (p *Player) tickNotice(span time.Duration) {
	if p.notice.left == 0 || p.still() {
		return
	}
	if p.notice.left -= span; p.notice.left <= 0 {
		p.notice = noNotice
	}
}
