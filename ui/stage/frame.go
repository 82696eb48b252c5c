package stage

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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
	Options moment.Options
	Pace    pace.Pace
	Speed   float64 // 0 = 1
	Paused  bool
}

// Frame draws one frame of a source without a terminal. The error is a key
// that does not exist, or a new run that could not be made.
func Frame(source Source, restart Restart, s Still) (canvas.Canvas, error) {
	for _, key := range s.Keys {
		if err := checkKey(key); err != nil {
			return canvas.Canvas{}, err
		}
	}
	p := New(source, &Setup{Restart: restart, Stage: s.Stage, Options: s.Options, Pace: s.Pace, Speed: s.Speed, Paused: s.Paused})
	p.Show(s.At)
	for _, key := range s.Keys {
		if err := p.pressed(key); err != nil {
			return canvas.Canvas{}, err
		}
	}
	return p.Draw(), nil
}

// Show puts the cursor at a virtual time, as if it had been played up to it.
func (p *Player) Show(at time.Duration) {
	if at >= 0 {
		p.reach(at)
	}
	p.playback.SeekTime(max(at, 0))
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
		p.endplay.arm(p.finished() && p.canRestart())
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
		return nil
	}
	inputs := p.carried()
	source, err := renew(p.restart, *p.wanted, inputs)
	if err != nil {
		return sim.Refuse("starting a run by key %s: %v", "%s 키로 실행을 시작하지 못했습니다: %v", key, err)
	}
	p.Take(source, inputs, nil)
	for p.growing() {
		p.grow()
	}
	return nil
}

// keyNames are Bubble Tea's names of the keys that are no characters.
var keyNames = []string{
	"up", "down", "left", "right", "enter", "tab", "space", "esc", "backspace", "delete", "insert", "home", "end", "pgup", "pgdown", "begin", "find", "select",
	"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
}

// checkKey refuses a key that no keyboard has.
func checkKey(key string) error {
	name := key
	for _, modifier := range []string{"ctrl+", "alt+", "shift+"} {
		name = strings.TrimPrefix(name, modifier)
	}
	if utf8.RuneCountInString(name) == 1 || slices.Contains(keyNames, name) {
		return nil
	}
	return sim.Refuse("key %q is not known: want a character or one of %s", "키 %q: 없는 키입니다. 문자 하나나 %s 중 하나를 쓰세요", sim.Printable(key, 40), strings.Join(keyNames[:15], ", "))
}
