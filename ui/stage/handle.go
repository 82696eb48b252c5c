package stage

import (
	"errors"
	"slices"
	"time"

	"orderflow/internal/handle"
	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/pace"
	"orderflow/ui/sheets"
	"orderflow/ui/words"
)

// Simulated is what a source has beside whose run can be had again from what was
// chosen and done: it has a handle.
type Simulated interface {
	Config() sim.Config
	// Version returns that of the engine that makes the run.
	Version() int
}

// Why a run has no handle.
var (
	errLive  = errors.New("what happens by itself happens once")
	errSaved = errors.New("a recorded log has no handle")
)

// Handle returns the name of the run that is shown, with what was done to it and
// where the user stands.
func (p *Player) Handle() (string, error) {
	run, err := p.Named()
	if err != nil {
		return "", err
	}
	return handle.Encode(run)
}

// Named returns what a handle of the run that is shown names.
func (p *Player) Named() (handle.Run, error) {
	source, simulated := p.source.(Simulated)
	switch {
	case p.clock != nil:
		return handle.Run{}, errLive
	case !simulated:
		return handle.Run{}, errSaved
	}
	return handle.Run{Engine: source.Version(), Config: source.Config(), Inputs: doneTo(p.source), View: p.view()}, nil
}

// doneTo returns what was done to the run of a source, in ascending order of At.
func doneTo(source Source) []sim.Input {
	if futures := futuresOfSource(source); len(futures) > 0 {
		return slices.Clone(futures[0].Inputs())
	}
	return nil
}

// view returns where the user stands.
func (p *Player) view() handle.View {
	c := p.playback.Cursor
	v := handle.View{
		At: c.At, Wall: c.Wall, N: c.N, Pace: p.playback.Scale.Pace.String(), Follows: p.follows, Speed: p.playback.Speed, Stepping: p.stepping,
		Played: p.played, Selected: p.selected, Folded: p.folded, Unfolded: p.unfolded, Bookmarks: slices.Clone(p.bookmarks),
	}
	if seen := p.sitting.modes; len(seen) > 1 || len(seen) == 1 && seen[0] != p.runMode() {
		v.Seen = slices.Clone(seen)
	}
	v.Whole = p.over && p.log.Len()-c.N >= lookAhead
	if p.opening.wanted {
		v.Opening = p.opening.at
	}
	return v
}

// stand brings the user where a view says, paused. What was done to the run is
// known from its source.
func (p *Player) stand(v *handle.View) {
	p.sitting.scenario, p.sitting.seed, p.sitting.modes = p.log.Header.Scenario, p.log.Header.Seed, slices.Clone(v.Seen)
	p.handed = doneTo(p.source)
	p.loadAgain(p.source, doneTo(p.source), &keptRun{follows: v.Follows})
	of, _ := pace.ParsePace(v.Pace) // "" is the story's
	p.configure(of, v.Speed, true)
	p.reach(v.At)
	if v.Whole {
		p.reach(limitOf(p.log))
	}
	for p.growing() {
		p.grow()
	}
	p.standAt(Cursor{Wall: v.Wall, At: v.At, N: v.N})
	p.played = max(p.playback.Cursor.N, min(v.Played, p.log.Len()))
	p.stepping, p.folded, p.bookmarks = v.Stepping, v.Folded, slices.Clone(v.Bookmarks)
	there := sim.OrderID(p.history.Head.Count()) // also of orders that come later than where one stands
	p.selected, p.unfolded = min(v.Selected, there), min(v.Unfolded, there)
	if v.Opening > 0 {
		p.opening = opening{wanted: true, at: v.Opening}
		p.opening.read(p.track)
	}
}

// sameMoment is by how much a wall time may miss a virtual time and mean it: they
// are mapped to each other by floats.
const sameMoment = time.Millisecond

// standAt puts the cursor where it was, as it was told, if that is still a place
// of this story: else at its virtual time.
func (p *Player) standAt(c Cursor) {
	p.seekTime(c.At)
	if c.Wall > max(p.playback.Scale.End(), p.playback.Cursor.Wall) || c.N > p.layer.Len() {
		return
	}
	there := p.playback
	there.SeekWall(c.Wall)
	if there.Cursor.At < c.At-sameMoment || there.Cursor.At > c.At+sameMoment || !p.between(c.N, c.At) {
		return
	}
	p.playback = there
	p.playback.Cursor.At, p.playback.Cursor.Wall, p.playback.Cursor.N = c.At, c.Wall, c.N
}

// between reports whether just so many events are shown at a virtual time.
func (p *Player) between(n int, at time.Duration) bool {
	if n > 0 && p.log.At(sim.EventID(n)).At > at+sameMoment {
		return false
	}
	return n == p.log.Len() || p.log.At(sim.EventID(n+1)).At >= at-sameMoment
}

// handleScreen shows the handle of the run, which was copied.
type handleScreen struct {
	common
	sheet sheets.HandleSheet
}

// openHandle copies the handle of the run that is shown, and shows it.
func openHandle(p *Player) {
	text, err := p.Handle()
	if err != nil {
		p.say(func(w *words.Catalogue) string { return w.Handle.Refused[whyNone(err)] })
		return
	}
	p.copied = text
	p.push(&handleScreen{sheet: sheets.HandleSheet{Handle: text, Lesson: p.teaching()}})
}

// whyNone returns why a run has no handle.
func whyNone(err error) words.NoHandle {
	switch {
	case errors.Is(err, errLive):
		return words.LiveRun
	case errors.Is(err, errSaved):
		return words.SavedLog
	case errors.Is(err, handle.ErrTooLong):
		return words.TooMuch
	}
	return words.Unsaid
}

// TakeCopied returns, once, what is to be copied to the clipboard; "" where
// nothing is.
func (p *Player) TakeCopied() string {
	text := p.copied
	p.copied = ""
	return text
}

func (s *handleScreen) table() []binding {
	return []binding{
		{does: intent.ScrollAction, keys: []string{"up", "down", "k", "j", "pgup", "pgdown", "home", "end", "space"}, shown: "↑ ↓", rank: 2, when: s.scrolls, press: s.scroll},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", rank: 3, press: plain((*Player).changeLang)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		{does: intent.CloseAction, keys: []string{"esc", "Y"}, shown: "esc", rank: 1, press: plain((*Player).pop)},
		quit,
	}
}

func (s *handleScreen) draw(f *chrome.Frame) { f.DrawSheet(s.sheet) }

func (*handleScreen) wheel(p *Player, down bool) { p.turnKey(down, 1) }

// last returns the first line that is shown at the end of the sheet.
func (s *handleScreen) last(p *Player) int {
	r := chrome.SheetArea(p.inner())
	return max(0, len(s.sheet.Lines(p.options.Lang.Catalogue(), r.W))-(r.H-2))
}

// scrolls reports whether not all of the sheet is in sight.
func (s *handleScreen) scrolls(p *Player) bool { return s.last(p) > 0 }

func (s *handleScreen) scroll(p *Player, key string) {
	last, page := s.last(p), max(1, chrome.SheetArea(p.inner()).H-3)
	by := map[string]int{"up": -1, "k": -1, "down": 1, "j": 1, "pgup": -page, "pgdown": page, "space": page, "home": -last, "end": last}[key]
	s.sheet.Top = min(max(min(s.sheet.Top, last)+by, 0), last)
}
