package notes

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// The least size of a window, in columns and lines.
const (
	WidthLeast  = 60
	HeightLeast = 18
)

// Options are how a frame is drawn.
type Options struct {
	Width, Height int
	Theme         canvas.Theme
	ASCII         bool
}

// The measures of a frame.
const (
	columnMost  = 100 // columns of a text: longer lines are hard to read
	columnLeast = 44  // with notes beside it
	between     = 3   // columns between the two
	linkMost    = 4   // lines of why there is no show
	bandMost    = 2*columnMost + between
)

// frame is a frame while it is drawn.
type frame struct {
	*canvas.Canvas
	*View
	words *words.Catalogue
	x     int // from which column on
	end   int // up to which
	most  int // lines that can be scrolled by
	page  int // lines that are scrolled in
}

// Draw returns the frame of a view at a time of day: exactly Height lines of Width
// columns.
func Draw(v *View, now time.Time, o Options) canvas.Canvas {
	f := draw(v, now, o)
	return *f.Canvas
}

func draw(v *View, now time.Time, o Options) *frame {
	f := &frame{Canvas: canvas.NewCanvas(o.Width, o.Height, o.Theme, o.ASCII), View: v, words: v.Lang.Catalogue()}
	if f.Width() < WidthLeast || f.Height() < HeightLeast {
		f.drawTooSmall()
		return f
	}
	band := min(f.Width()-2, bandMost)
	f.x = (f.Width() - band) / 2
	f.end = f.x + band
	top := f.drawHead(now)
	f.drawBody(top, f.drawFoot())
	return f
}

// drawHead draws the title with the time of day, what is shown, and the time it has
// taken, and returns the line below.
func (f *frame) drawHead(now time.Time) int {
	clock := now.Format("15:04:05")
	title := f.words.Notes.Name
	if f.Show != nil && f.of(f.Show.Title) != "" {
		title = f.of(f.Show.Title)
	}
	f.Put(f.x, 0, f.end-f.x-len(clock)-2, canvas.Ink|canvas.Bold, title)
	f.Right(f.end, 0, len(clock), canvas.Ink|canvas.Bold, clock)
	y := 1
	if f.Show != nil {
		y = f.drawFacts(now)
	}
	f.Repeat(f.x, y, f.end-f.x, canvas.Line, '─')
	return y + 1
}

// drawFacts draws where the show is and its time, in one line where there is room.
func (f *frame) drawFacts(now time.Time) int {
	t, s := f.words, f.Show
	var parts []string
	if s.Scenes > 0 {
		parts = append(parts, fmt.Sprintf(t.Notes.Scene, s.Scene, s.Scenes))
	}
	if mode := f.mode(); mode != "" {
		parts = append(parts, mode)
	}
	parts = append(parts, fmt.Sprintf(t.Seconds, words.Tenths(s.At)))
	where := strings.Join(parts, " · ")
	paused := ""
	if s.Paused {
		paused = " ‖ " + t.Notes.Paused + " "
	}
	times, pace, pen := f.times(now)
	spent := strings.Join(times, " · ")
	took := canvas.Columns(spent)
	if pace != "" {
		took += between + canvas.Columns(pace)
	}
	y, x := 1, f.Print(f.x, 1, f.end, canvas.Quiet, where)
	x = f.Print(x+1, 1, f.end, canvas.Waiting|canvas.Bold|canvas.Fill, paused)
	from := f.end - took
	if from < x+between {
		y, from = 2, f.x
	}
	x = f.Print(from, y, f.end, canvas.Ink, spent)
	f.Print(x+between, y, f.end, pen|canvas.Bold, pace)
	return y + 1
}

// mode returns the mode of the run as the code writes it.
func (v *View) mode() string {
	if m, err := sim.ParseMode(v.Show.Mode); err == nil {
		return v.Lang.Catalogue().Status.Mode[m]
	}
	return v.Show.Mode
}

// drawBody draws what is said from a line up to another: in two columns where there is
// room for them, and else in one that is scrolled.
func (f *frame) drawBody(top, bottom int) {
	if f.Show == nil {
		return
	}
	width := (f.end - f.x - between) / 2
	if notes := f.notes(width - margin); width >= columnLeast+margin && len(notes) > 0 {
		if room := spaced(f.onScreen(width - margin)...); len(room) <= bottom-top {
			f.drawLines(room, f.x, f.x+width, top, bottom)
			for y := top; y < bottom; y++ {
				f.Set(f.x+width+1, y, canvas.Line, '│')
			}
			f.scroll(notes, f.x+width+between, f.end, top, bottom)
			f.dim(top, bottom)
			return
		}
	}
	end := min(f.end, f.x+margin+columnMost)
	blocks := append(f.onScreen(end-f.x-margin), f.notes(end-f.x-margin))
	lines := spaced(blocks...)
	if len(lines) > bottom-top {
		lines = slices.Concat(blocks...)
	}
	f.scroll(lines, f.x, end, top, bottom)
	f.dim(top, bottom)
}

// dim shows what is not so any more half as bright.
func (f *frame) dim(top, bottom int) {
	if f.PID == 0 {
		f.DimLines(top, bottom)
	}
}

// scroll draws lines, the first of them where the view is scrolled to.
func (f *frame) scroll(lines []line, x, end, top, bottom int) {
	f.page = bottom - top
	f.most = max(0, len(lines)-f.page)
	from := min(f.Top, f.most)
	f.drawLines(lines[from:], x, end, top, bottom)
	if f.most > 0 {
		shown := fmt.Sprintf(f.words.Notes.Lines, from+1, from+min(f.page, len(lines)-from), len(lines))
		w := canvas.Columns(shown)
		f.Legend(f.end-w-2, bottom, w, canvas.Quiet, shown)
	}
}

func (f *frame) drawLines(lines []line, x, end, top, bottom int) {
	for i := range min(len(lines), bottom-top) {
		l := &lines[i]
		f.Put(x, top+i, margin-1, canvas.Quiet, l.label)
		l.draw(f.Canvas, x+margin, top+i, end)
	}
}

// drawFoot draws how these notes stand to the show, and the keys, and returns the line
// above which there is room.
func (f *frame) drawFoot() int {
	t, width := &f.words.Notes, f.end-f.x
	last := f.Height() - 1
	f.drawKeys(last)
	if f.PID != 0 {
		f.Repeat(f.x, last-1, width, canvas.Line, '─')
		f.Legend(f.x+2, last-1, width-4, canvas.Quiet, fmt.Sprintf(t.Read, f.PID))
		return last - 1
	}
	pen, link := canvas.Waiting|canvas.Bold, t.Wait
	switch why := f.of(f.Why); {
	case why != "":
		first, size := utf8.DecodeRuneInString(why)
		pen, link = canvas.Lost|canvas.Bold, string(unicode.ToUpper(first))+why[size:]
	case f.Show != nil:
		link = t.Ended
	}
	lines := typeset.Wrap(link, width, canvas.Columns, cut)
	lines = lines[:min(len(lines), linkMost)]
	y := last - len(lines)
	for i, text := range lines {
		f.Put(f.x, y+i, width, pen, text)
	}
	f.Repeat(f.x, y-1, width, canvas.Line, '─')
	return y - 1
}

// hints are the keys and what they do, those that always show first.
func (f *frame) hints() [][2]string {
	t := &f.words.Notes
	if !f.Keys {
		return [][2]string{{"?", t.Keys}, {"q", t.Quit}}
	}
	return [][2]string{{"↑ ↓", t.Scroll}, {"L", t.Lang}, {"t", t.Theme}, {"?", t.Fewer}, {"q", t.Quit}}
}

func (f *frame) drawKeys(y int) {
	x := f.x
	for _, h := range f.hints() {
		x = f.Print(x, y, f.end, canvas.Ink|canvas.Bold, h[0])
		x = f.Print(x+1, y, f.end, canvas.Quiet, h[1]) + 2
	}
}

// drawTooSmall says what size is needed, at any size from 1×1.
func (f *frame) drawTooSmall() {
	t := &f.words.Small
	sized := func(variants [3]string, width, height int) string {
		for i := range variants {
			variants[i] = fmt.Sprintf(variants[i], width, height)
		}
		return canvas.Longest(f.Width(), variants[:]...)
	}
	for y, text := range [...]string{
		sized(t.Needs, WidthLeast, HeightLeast), sized(t.Has, f.Width(), f.Height()),
		canvas.Longest(f.Width(), t.Remedy[:]...), canvas.Longest(f.Width(), t.Quit[:]...),
	} {
		f.Put(0, y, f.Width(), canvas.Ink, text)
	}
}
