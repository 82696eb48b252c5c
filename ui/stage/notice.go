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
	w := &lang.Catalogue().Notice
	switch n.kind {
	case overNotice:
		return w.Over
	case inputsNotice:
		return w.Inputs
	case fixedNotice:
		return w.Fixed
	case plannedNotice:
		return fmt.Sprintf(w.Planned, n.plan)
	case pastNotice:
		return w.Past
	case bookmarksNotice:
		return w.Bookmarks
	case keptNotice:
		return w.Kept
	case letGoNotice:
		return w.LetGo
	case sameNotice:
		return w.Same
	case failedNotice:
		return n.because(w.Failed, lang)
	case printedNotice:
		return fmt.Sprintf(w.Printed, n.plan)
	case deniedNotice:
		return w.Denied
	case unprintedNotice:
		return n.because(w.Unprinted, lang)
	case goneNotice:
		return fmt.Sprintf(w.Gone, n.count)
	case aloneNotice:
		return w.Alone
	case fullNotice:
		return w.Full
	case unkeptNotice:
		return n.because(w.Unkept, lang)
	}
	return ""
}

// because fills a line with what went wrong.
func (n notice) because(line string, lang words.Lang) string {
	return fmt.Sprintf(line, sim.Printable(lang.Of(sim.TextOf(n.err)), 200))
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
