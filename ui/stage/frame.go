package stage

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"orderflow/internal/handle"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
)

// Still says which single frame is wanted.
type Still struct {
	At      time.Duration // virtual time; negative = the end of the run
	Keys    []string      // pressed one after the other before the frame, by Bubble Tea's names
	Stage   Stage         // as in Config
	Sow     Sow           // likewise
	Options moment.Options
	Pace    pace.Pace
	Speed   float64 // 0 = 1
	Paused  bool
	Learn   Learn         // nil = no lesson can be gone to
	Stand   *handle.View  // where a handle says, paused, as a screen shows it; At, Opening, Pace and Speed do not count
	Opening time.Duration // since the opening began, which is shown instead; 0 = the run is shown
}

// Frame draws one frame of a source without a terminal. The error is a key
// that does not exist, or a new run that could not be made.
func Frame(source Source, restart Restart, s Still) (canvas.Canvas, error) {
	for _, key := range s.Keys {
		if err := CheckKey(key); err != nil {
			return canvas.Canvas{}, err
		}
	}
	p := s.player(source, restart)
	for _, key := range s.Keys {
		if err := p.pressed(key); err != nil {
			return canvas.Canvas{}, err
		}
	}
	return p.Draw(), nil
}

// player returns the player that is drawn.
func (s *Still) player(source Source, restart Restart) *Player {
	setup := &Setup{Restart: restart, Stage: s.Stage, Sow: s.Sow, Learn: s.Learn, Options: s.Options, Pace: s.Pace, Speed: s.Speed, Paused: s.Paused}
	if s.Stand != nil {
		setup.Stand, setup.Rests = s.Stand, true
		return New(source, setup)
	}
	setup.Options.Still = true // a frame by itself shows what is so, not how it comes about
	p := New(source, setup)
	if s.Opening > 0 {
		p.showOpening(s.Opening)
	} else {
		p.Show(s.At)
	}
	return p
}

// Show puts the cursor at a virtual time, as if it had been played up to it.
func (p *Player) Show(at time.Duration) {
	if at >= 0 {
		p.reach(at)
	}
	p.seekTime(max(at, 0))
	for p.growing() {
		p.grow()
		if at < 0 {
			p.playback.SeekWall(p.playback.Scale.End())
		}
	}
	if at >= 0 {
		p.playback.SeekTime(at) // again: what comes next says how long that time looks, and anomalies of its instant came with it
	}
	if last := p.log.Len(); p.over && (at < 0 || at >= p.log.At(sim.EventID(last)).At) {
		p.playback.SeekWall(p.playback.Scale.End())
		p.endplay.arm(p.finished() && p.goesOn())
	}
	p.played = p.playback.Cursor.N
}

// pressed presses a key on a frame, as a user does who sees it, and lets
// everything it starts come to its end.
func (p *Player) pressed(key string) error {
	p.Draw()
	p.Press(key)
	for p.rush {
		p.Tick(0)
	}
	if p.wanted == nil {
		p.growAll()
		return nil
	}
	source, inputs, err := p.Wish()()
	if err != nil {
		return sim.Refuse("starting a run by key %s: %v", "%s 키로 실행을 시작하지 못했습니다: %v", key, err)
	}
	p.Take(source, inputs, nil)
	p.growAll()
	return nil
}

// growAll computes as far as a frame may need it; what is live grows by itself.
func (p *Player) growAll() {
	for p.clock == nil && p.growing() {
		p.grow()
	}
}

// keyNames are Bubble Tea's names of the keys that are no characters.
var keyNames = []string{
	"up", "down", "left", "right", "enter", "tab", "space", "esc", "backspace", "delete", "insert", "home", "end", "pgup", "pgdown", "begin", "find", "select",
	"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
}

// CheckKey refuses a key that no keyboard has.
func CheckKey(key string) error {
	name := key
	for _, modifier := range []string{"ctrl+", "alt+", "shift+"} {
		name = strings.TrimPrefix(name, modifier)
	}
	if utf8.RuneCountInString(name) == 1 || slices.Contains(keyNames, name) {
		return nil
	}
	return sim.Refuse("key %q is not known: want a character or one of %s", "키 %q: 없는 키입니다. 문자 하나나 %s 중 하나를 쓰세요", sim.Printable(key, 40), strings.Join(keyNames[:15], ", "))
}

// PressOn presses a key as a user does who sees the frame, in a film: a run that
// the key begins is made at once. The error is a key that does not exist, or a run
// that could not be made.
func (p *Player) PressOn(key string) error {
	if err := CheckKey(key); err != nil {
		return err
	}
	p.Draw()
	p.Press(key)
	if p.wanted == nil {
		return nil
	}
	source, inputs, err := p.Wish()()
	if err != nil {
		return sim.Refuse("starting a run by key %s: %v", "%s 키로 실행을 시작하지 못했습니다: %v", key, err)
	}
	p.Take(source, inputs, nil)
	return nil
}

// Ended reports whether a lesson has ended and what it came to has been read.
func (p *Player) Ended() bool { return p.class != nil && p.class.ended }
