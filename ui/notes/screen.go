package notes

import (
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// News is what has become known of a show.
type News struct {
	Show *lesson.Show // its present state; nil = none is read
	PID  int          // of its process; 0 = none is read
	Why  sim.Text     // why none is; empty: none runs
}

// Screen is the view with its keys, without a terminal.
type Screen struct {
	view    View
	options Options
	chosen  bool // the language was: it does not follow the show
	most    int  // lines that the last frame could be scrolled by
	page    int  // and that it showed
	left    bool
}

// Setup is how a screen begins.
type Setup struct {
	Options
	Lang   words.Lang // until a show says another
	Chosen bool       // the language stays, whatever a show says
}

// NewScreen returns a screen that has no show yet.
func NewScreen(s *Setup) *Screen {
	return &Screen{view: View{Lang: s.Lang}, options: s.Options, chosen: s.Chosen}
}

// Take takes news that came at a time of day.
func (s *Screen) Take(news *News, now time.Time) {
	v := &s.view
	if news.Show == nil {
		if v.Show != nil && v.PID != 0 { // its time stands still
			last := *v.Show
			last.Elapsed = v.elapsed(now)
			v.Show = &last
		}
		v.PID, v.Why = 0, news.Why
		return
	}
	if before := v.Show; before == nil || before.Notes != news.Show.Notes || before.Scene != news.Show.Scene || before.Title != news.Show.Title {
		v.Top = 0
	}
	v.Show, v.Came, v.PID, v.Why = news.Show, now, news.PID, sim.Text{}
	if lang, err := words.ParseLang(news.Show.Lang); err == nil && !s.chosen {
		v.Lang = lang
	}
}

// latin are the keys of the two-set Korean keyboard that lie where these are.
var latin = map[string]string{"ㅂ": "q", "ㅣ": "L", "ㅅ": "t", "ㅏ": "k", "ㅓ": "j", "l": "L", "T": "t"}

// Press does what a key says.
func (s *Screen) Press(key string) {
	if of, found := latin[key]; found {
		key = of
	}
	switch key {
	case "q", "ctrl+c":
		s.left = true
	case "up", "k":
		s.scroll(-1)
	case "down", "j":
		s.scroll(1)
	case "pgup":
		s.scroll(1 - s.page)
	case "pgdown", "space":
		s.scroll(s.page - 1)
	case "home":
		s.view.Top = 0
	case "end":
		s.view.Top = s.most
	case "L":
		s.chosen = true
		s.view.Lang = (s.view.Lang + 1) % words.Lang(len(words.Catalogues))
	case "t":
		s.options.Theme.Palette = s.options.Theme.Palette.Next()
	case "?":
		s.view.Keys = !s.view.Keys
	case "esc":
		s.view.Keys = false
	}
}

func (s *Screen) scroll(by int) { s.view.Top = min(max(s.view.Top+by, 0), s.most) }

// Left reports whether the user wants to leave.
func (s *Screen) Left() bool { return s.left }

// Resize takes the size of the window, in columns and lines.
func (s *Screen) Resize(width, height int) { s.options.Width, s.options.Height = width, height }

// SetBackground says whether the terminal is light.
func (s *Screen) SetBackground(light bool) { s.options.Theme.Light = light }

// SetDepth says how many colours the terminal has.
func (s *Screen) SetDepth(depth canvas.Depth) { s.options.Theme.Depth = depth }

// Draw draws what is shown at a time of day.
func (s *Screen) Draw(now time.Time) canvas.Canvas {
	f := draw(&s.view, now, s.options)
	s.most, s.page = f.most, max(f.page, 1)
	s.view.Top = min(s.view.Top, s.most)
	return *f.Canvas
}
