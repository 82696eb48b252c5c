// Package film makes films of runs: what the screen shows, frame by frame, with
// its sentences, its turns and the keys that are pressed in it. A film is a
// function of the log and of how it is to be made: it reads no clock, so the same
// log makes the same film on every machine.
//
// # Where to begin
//
// film.go plays it and hands over frames, sentences, turns and keys; shots.go shot lists and
// moments; then captions.go, chapters.go, cast.go (asciicast v3), page.go with web/ (one
// HTML file; the player is vendored there).
//
// # Not obvious
//
//   - A film has one clock. film.Roll plays the player at a fixed step, and all that is
//     written of a film (frames, captions, chapters, marks, sounds) are its times. What is
//     written adds up because the sum is rounded, not the steps. A page holds its frames once,
//     with the pens as characters: the browser puts in the colours of its theme.
package film

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/stage"
	"orderflow/ui/story"
	"orderflow/ui/words"
)

// Limits of a film.
const (
	FPSMax     = 50
	LengthMax  = 2 * time.Hour
	endStands  = 12 * time.Second // for how long the card at the end can be read
	slateTakes = 3 * time.Second
)

// Options say how a film is made.
type Options struct {
	FPS   int    // frames a second at most, 1 to FPSMax
	Name  string // what the film is about
	Title string // that stands at the beginning and at the end; "" = none
	From  *Mark  // where it begins; nil = at the beginning
	To    *Mark  // where it ends; nil = at the end
	Shots []Shot // what is done in it
	Lang  words.Lang
	Hand  Hand // who sits at the player, beside the shot list; nil = nobody
}

// Mark is a moment of a film: a time, or the first at which something holds, or a
// sentence stands.
type Mark struct {
	At   time.Duration     // of the film, where there is neither condition nor sentence
	When *lesson.Condition // nil = none
	Cue  string            // the id of the sentence; "" = none

	OfRun bool   // At is virtual time of the run
	Flag  string // by which it was asked for; "" = --from or --to
}

// missed says that the moment has never come.
func (m *Mark) missed(flag string) error {
	return sim.Refuse("%s: this moment never comes: %s", "%s: 이 순간이 오지 않습니다: %s", cmp.Or(m.Flag, flag), m.String())
}

// timed reports whether the moment comes by itself.
func (m *Mark) timed() bool { return m.When == nil && m.Cue == "" }

// String returns the moment as a shot list has it.
func (m *Mark) String() string {
	switch {
	case m.Cue != "":
		return "'" + cueMark + m.Cue + "'"
	case m.When != nil:
		return "'" + m.When.Text + "'"
	}
	return m.At.String()
}

// Shot is a step of a shot list.
type Shot struct {
	At    *Mark         // it waits for; nil = it follows the one before
	Key   string        // that is pressed, by Bubble Tea's names; "" = none
	Hold  time.Duration // for how long nothing is pressed then
	Quick bool          // it is one of several in a row, and the next comes soon
	Cut   bool          // the film ends
}

// Frame is a picture that stands from a time of the film on.
type Frame struct {
	At    time.Duration
	Cells canvas.Canvas // good until the next
}

// Caption is a sentence and when it stands.
type Caption struct {
	ID         string
	Start, End time.Duration
	Text       string        // lines, joined by a line end
	Reading    time.Duration // for how long it has to stand at least
	Event      sim.EventID   // that brings it
	Order      sim.OrderID
	Spot       moment.Spot
	Turns      bool // the story turns with it
	Asks       bool // the room is asked, or sees the answer
	Choices    []string
	gravity    int // of the turn
}

// Press is a key that is pressed in the film.
type Press struct {
	At  time.Duration
	Key string
}

// Film is what a film is made of, beside its frames.
type Film struct {
	Options  Options
	Length   time.Duration
	Captions []Caption // one after the other, never two at a time
	Presses  []Press
}

// roll is a film while it is made.
type roll struct {
	*Film
	player *stage.Player
	each   func(Frame) error // nil: the frames are not drawn

	now   time.Duration // of the player, since it was begun
	from  time.Duration // of the player: where the film begins; −1 = it has not yet
	slate time.Duration // at the beginning of the film
	last  []canvas.Cell // that was handed over last
	shown Caption       // that stands
	shots []Shot
	holds time.Duration // of the player: until then no shot begins
	over  time.Duration // for how long nothing has come any more
	cut   bool          // it ends here, whatever is to come
	left  bool          // who sat at the player has left
}

// Roll plays a player to the end of what it shows and hands over each frame that
// differs from the one before. The player must be at its beginning, and is not
// touched again. each may be nil.
func Roll(p *stage.Player, o Options, each func(Frame) error) (*Film, error) {
	if o.FPS < 1 || o.FPS > FPSMax {
		return nil, sim.Refuse("--fps: want 1 to %d frames a second", "--fps: 초당 1에서 %d 프레임까지 쓰세요", FPSMax)
	}
	r := &roll{Film: &Film{Options: o}, player: p, each: each, from: -1, shots: slices.Clone(o.Shots)}
	if err := r.run(); err != nil {
		return nil, err
	}
	return r.Film, nil
}

func (r *roll) run() error {
	step := time.Second / time.Duration(r.Options.FPS)
	if err := r.title(); err != nil {
		return err
	}
	for {
		if err := r.instant(); err != nil {
			return err
		}
		if r.cut || r.done(step) || r.left {
			break
		}
		r.now += r.pass(step)
	}
	if err := r.missed(); err != nil {
		return err
	}
	r.end()
	return r.endSlate()
}

// instant does and shows what is due now.
func (r *roll) instant() error {
	if r.now > LengthMax {
		return sim.Refuse("the film would be longer than %s: want --to", "영상이 %s보다 깁니다. --to로 끝을 정하세요", LengthMax)
	}
	if r.from < 0 && r.comes(r.Options.From) {
		r.from = r.now
	}
	r.cut = r.from >= 0 && r.Options.To != nil && r.comes(r.Options.To)
	if err := r.act(); err != nil {
		return err
	}
	if err := r.sit(); err != nil {
		return err
	}
	if r.from < 0 {
		return nil
	}
	r.caption()
	return r.show()
}

// missed says which moment has never come.
func (r *roll) missed() error {
	if r.from < 0 {
		return r.Options.From.missed("--from")
	}
	if to := r.Options.To; to != nil && !to.timed() && !r.cut {
		return to.missed("--to")
	}
	if len(r.shots) > 0 && !r.cut {
		return sim.Refuse("--keys: a moment of the list never comes: %s", "--keys: 목록의 순간이 오지 않습니다: %s", r.shots[0].String())
	}
	return nil
}

// at returns the time of the film.
func (r *roll) at() time.Duration { return r.slate + r.now - max(r.from, 0) }

// comes reports whether a mark is there, now.
func (r *roll) comes(m *Mark) bool {
	switch {
	case m == nil:
		return true
	case m.Cue != "":
		return r.stands().ID == m.Cue
	case m.When == nil && m.OfRun:
		return r.player.Cursor().At >= m.At || r.player.Over()
	case m.When == nil:
		return r.now >= m.At
	}
	state, last := r.player.Here()
	is, err := m.When.Holds(state, last)
	return err == nil && is
}

// done reports whether there is nothing more to show: what stands at the end has
// stood long enough, and no key is to come.
func (r *roll) done(step time.Duration) bool {
	if !r.player.Over() || len(r.shots) > 0 && (r.shots[0].At == nil || r.shots[0].At.timed()) {
		r.over = 0
		return false
	}
	r.over += step
	return r.over >= endStands && r.now >= r.holds || r.player.Ended()
}

// act does what the shot list has for now, unless the film ends.
func (r *roll) act() error {
	for !r.cut && len(r.shots) > 0 && r.now >= r.holds {
		s := r.shots[0]
		if s.At != nil && !r.comes(s.At) {
			return nil
		}
		r.shots = r.shots[1:]
		r.holds, r.cut = r.now+s.Hold, s.Cut
		if s.Key == "" {
			continue
		}
		if err := r.player.PressOn(s.Key); err != nil {
			return err
		}
		if r.from >= 0 {
			r.Presses = append(r.Presses, Press{r.at(), s.Key})
		}
		if s.Quick && len(r.shots) > 0 && r.shots[0].Key != "" {
			r.holds = r.now + keyRow
			continue
		}
		r.holds = max(r.holds, r.now+keyStands)
	}
	return nil
}

// For how long what a key does can be seen before the next, and before the next of
// a row of keys.
const (
	keyStands = 600 * time.Millisecond
	keyRow    = 150 * time.Millisecond
)

// stands returns the sentence that stands; its id is "" where none does.
func (r *roll) stands() Caption {
	if cue := r.player.Asked(); cue.ID != "" {
		c := captionOf(&cue, r.Options.Lang)
		c.Asks, c.Choices, c.gravity = true, r.player.Choices(r.Options.Lang), askedGravity
		return c
	}
	cue, turns := r.player.Telling()
	c := captionOf(&cue, r.Options.Lang)
	c.Turns = turns
	return c
}

// caption notes the sentence that stands.
func (r *roll) caption() {
	c := r.stands()
	if c.ID == r.shown.ID && c.Text == r.shown.Text {
		return
	}
	r.end()
	c.Start = r.at()
	r.shown = c
}

// askedGravity is that of a question: a lesson is about its questions.
const askedGravity = 100

// captionOf returns a cue as a sentence in a language.
func captionOf(c *story.Cue, lang words.Lang) Caption {
	return Caption{ID: c.ID, Text: c.Text[lang], Reading: c.Reading, Event: c.Event, Order: c.Order, Spot: c.Spot, gravity: c.Gravity()}
}

// end ends the sentence that stands.
func (r *roll) end() {
	if c := r.shown; c.ID != "" && r.at() > c.Start {
		c.End = r.at()
		r.Captions = append(r.Captions, c)
	}
	r.shown = Caption{}
	r.Length = r.at()
}

// show hands the frame over, where it is another.
func (r *roll) show() error {
	if r.each == nil {
		return nil
	}
	frame := r.player.Draw()
	if slices.Equal(frame.Cells, r.last) {
		return nil
	}
	r.last = slices.Clone(frame.Cells)
	return r.each(Frame{r.at(), frame})
}

// title shows the title at the beginning.
func (r *roll) title() error {
	if r.Options.Title == "" {
		return nil
	}
	r.slate = slateTakes
	return r.drawSlate(0)
}

// endSlate shows the title at the end.
func (r *roll) endSlate() error {
	if r.Options.Title == "" {
		return nil
	}
	err := r.drawSlate(r.Length)
	r.Length += slateTakes
	return err
}

// drawSlate draws the title in the middle of an empty frame.
func (r *roll) drawSlate(at time.Duration) error {
	if r.each == nil {
		return nil
	}
	frame := r.player.Draw()
	slate := frame.Blank(frame.Width(), frame.Height())
	lines := lesson.Lines(r.Options.Title, max(10, frame.Width()-8))
	lines = lines[:min(len(lines), frame.Height())]
	for i, line := range lines {
		slate.Print((frame.Width()-canvas.Columns(line))/2, (frame.Height()-len(lines))/2+i, frame.Width(), canvas.Ink|canvas.Bold, line)
	}
	r.last = slices.Clone(slate.Cells)
	return r.each(Frame{at, *slate})
}

// String returns the shot as a shot list has it.
func (s *Shot) String() string {
	var parts []string
	if s.At != nil {
		parts = append(parts, "at "+s.At.String()+":")
	}
	if s.Key != "" {
		parts = append(parts, s.Key)
	}
	if s.Hold > 0 {
		parts = append(parts, "hold "+s.Hold.String())
	}
	if s.Cut {
		parts = append(parts, "cut")
	}
	return strings.Join(parts, " ")
}
