package stage

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/sheets"
	"orderflow/ui/story"
	"orderflow/ui/words"
)

// notice is a line the program says in the caption's place.
type notice struct {
	kind    noticeKind
	err     error         // of failedNotice, unprintedNotice and unkeptNotice
	plan    string        // of plannedNotice; the place of printedNotice
	said    *phrase       // of saidNotice
	also    *phrase       // what follows; nil = nothing
	spot    moment.Spot   // the place that it is about; NoSpot = none
	order   sim.OrderID   // the order that it is about; 0 = none
	instead bool          // it says what the sentence of the narration does that it hides
	left    time.Duration // real time for which it stays; 0 = until a key is pressed
}

// phrase is a line in whatever language is spoken. Two are the same if they are
// one.
type phrase struct {
	in func(w *words.Catalogue) string
}

func phraseOf(in func(w *words.Catalogue) string) *phrase { return &phrase{in} }

type noticeKind uint8

const (
	silence noticeKind = iota
	overNotice
	inputsNotice
	fixedNotice
	plannedNotice
	pastNotice
	bookmarksNotice
	saidNotice
	sameNotice
	failedNotice
	printedNotice
	deniedNotice
	unprintedNotice
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
	said := n.line(lang)
	if n.also == nil {
		return said
	}
	also := n.also.in(lang.Catalogue())
	if said == "" {
		return also
	}
	return said + " " + also
}

// line returns what is said first.
func (n notice) line(lang words.Lang) string {
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
	case saidNotice:
		return n.said.in(lang.Catalogue())
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

// reading returns how long the notice takes to read, in any language.
func (n notice) reading() time.Duration {
	var t story.Text
	for lang := range t {
		t[lang] = n.text(words.Lang(lang))
	}
	return story.ReadingTime(t)
}

// tell shows a notice until it has been read.
func (p *Player) tell(n notice) {
	n.left = n.reading()
	p.notice = n
}

// say shows a line until it has been read.
func (p *Player) say(in func(w *words.Catalogue) string) {
	p.tell(notice{kind: saidNotice, said: phraseOf(in)})
}

// tellIdle tells which settings of a live run have no effect. Of each its log says
// why.
func (p *Player) tellIdle() {
	names := make([]string, len(p.idle))
	for i, text := range p.idle {
		name, _, _ := strings.Cut(text, ":")
		names[i] = sim.Printable(name, sim.NameLengthMax)
	}
	p.idle = nil
	p.say(func(w *words.Catalogue) string { return fmt.Sprintf(w.Notice.Idle, strings.Join(names, ", ")) })
}

// sayAlso adds a sentence to the notice that is shown.
func (p *Player) sayAlso(in func(w *words.Catalogue) string) {
	p.notice.also = phraseOf(in)
	p.tell(p.notice)
}

// tickNotice lets a span of real time pass.
func (p *Player) tickNotice(span time.Duration) {
	if p.notice.left == 0 {
		return
	}
	if p.notice.left -= span; p.notice.left <= 0 {
		p.notice = noNotice
	}
}
