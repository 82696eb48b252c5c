package film

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"orderflow/ui/canvas"
)

// Cast is a film as a terminal plays it: what is written to it, and when. It is
// written as asciicast v3 (docs.asciinema.org/manual/asciicast/v3).
type Cast struct {
	painter       canvas.Painter
	columns, rows int
	theme         canvas.Theme
	named         bool // pens are written as characters
	events        []castEvent
	before        int // frames that were added
}

// castEvent is a line of a cast.
type castEvent struct {
	at   time.Duration
	code castCode
	data string
}

// castCode is what a line of a cast is. At one time, what is pressed comes before
// what is shown of it, and the mark after it: who stops there sees what is meant.
type castCode uint8

const (
	castInput castCode = iota
	castOutput
	castMarker
	castExit
)

var castCodes = [...]string{"i", "o", "m", "x"}

// Of the terminal: its cursor is hidden while the film plays, and stands below what
// is shown when it is over.
const (
	castBegins = "\x1b[?25l\x1b[H\x1b[2J"
	castEnds   = "\x1b[m\x1b[%d;1H\x1b[?25h"
)

// NewCast returns a cast without a frame.
func NewCast(theme canvas.Theme) *Cast { return &Cast{theme: theme} }

// newNamedCast returns a cast whose theme is chosen by who plays it.
func newNamedCast() *Cast { return &Cast{named: true} }

// Add adds a frame. Its size is that of the first.
func (c *Cast) Add(f Frame) error {
	frame := f.Cells
	if c.named {
		frame = frame.Named()
	}
	if c.before == 0 {
		c.columns, c.rows = frame.Width(), frame.Height()
	}
	text := c.painter.Paint(&frame, c.columns, c.rows)
	if c.before == 0 {
		text = castBegins + text
	}
	c.before++
	if text != "" {
		c.events = append(c.events, castEvent{f.At, castOutput, text})
	}
	return nil
}

// all returns what is in the cast of a film, in the order in which it plays.
func (c *Cast) all(f *Film) []castEvent {
	events := slices.Clone(c.events)
	for _, p := range f.Presses {
		events = append(events, castEvent{p.At, castInput, typedAs(p.Key)})
	}
	for _, turn := range f.Turns() {
		events = append(events, castEvent{turn.Start, castMarker, turn.Title})
	}
	events = append(events, castEvent{f.Length, castOutput, fmt.Sprintf(castEnds, max(c.rows, 1))}, castEvent{f.Length, castExit, "0"})
	slices.SortStableFunc(events, func(a, b castEvent) int {
		if a.at != b.at {
			return int(a.at - b.at)
		}
		return int(a.code) - int(b.code)
	})
	return events
}

// castHeader is the first line of a cast.
type castHeader struct {
	Version int      `json:"version"`
	Term    castTerm `json:"term"`
	Title   string   `json:"title,omitempty"`
}

type castTerm struct {
	Columns int       `json:"cols"`
	Rows    int       `json:"rows"`
	Type    string    `json:"type"`
	Theme   castTheme `json:"theme"`
}

type castTheme struct {
	Ink     string `json:"fg"`
	Paper   string `json:"bg"`
	Sixteen string `json:"palette"`
}

// header returns the first line of the cast of a film.
func (c *Cast) header(f *Film, theme canvas.Theme) castHeader {
	return castHeader{
		Version: 3, Title: onALine(f.Options.Name),
		Term: castTerm{Columns: c.columns, Rows: c.rows, Type: "xterm-256color", Theme: themeOf(theme)},
	}
}

// themeOf returns the colours of a terminal in a theme.
func themeOf(t canvas.Theme) castTheme {
	ink, paper, sixteen := t.Terminal()
	return castTheme{ink, paper, strings.Join(sixteen[:], ":")}
}

// Write writes the cast of a film, whose frames were added.
func (c *Cast) Write(w io.Writer, f *Film) error {
	out := bufio.NewWriter(w)
	out.Write(jsonOf(c.header(f, c.theme))) //nolint:errcheck // Flush returns it
	c.writeEvents(out, f)
	return out.Flush()
}

// writeEvents writes the lines of a cast. Each has the time since the one before;
// it is the sum that is rounded, so that they never drift.
func (c *Cast) writeEvents(out *bufio.Writer, f *Film) {
	before := int64(0)
	for _, e := range c.all(f) {
		at := milliseconds(e.at)
		fmt.Fprintf(out, "[%d.%03d, %q, ", (at-before)/1000, (at-before)%1000, castCodes[e.code]) //nolint:errcheck // Flush returns it
		out.Write(bytes.TrimSuffix(jsonOf(e.data), []byte("\n")))                                 //nolint:errcheck // Flush returns it
		out.WriteString("]\n")                                                                    //nolint:errcheck // Flush returns it
		before = at
	}
}

// jsonOf returns a value as JSON, with a line end.
func jsonOf(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("film: %T is no JSON: %v", v, err))
	}
	return b.Bytes()
}

// typedKeys is what a terminal sends for the keys that are no characters.
var typedKeys = map[string]string{
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdown": "\x1b[6~",
	"shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D", "insert": "\x1b[2~", "delete": "\x1b[3~",
	"tab": "\t", "shift+tab": "\x1b[Z", "enter": "\r", "esc": "\x1b", "space": " ", "backspace": "\x7f",
	"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f11": "\x1b[23~", "f12": "\x1b[24~",
}

// typedAs returns what a terminal sends for a key.
func typedAs(key string) string {
	if sent, known := typedKeys[key]; known {
		return sent
	}
	if letter, is := strings.CutPrefix(key, "ctrl+"); is && len(letter) == 1 {
		return string(letter[0] & 0x1f)
	}
	if rest, is := strings.CutPrefix(key, "alt+"); is {
		return "\x1b" + typedAs(rest)
	}
	return key
}
