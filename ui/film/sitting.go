package film

import (
	"bytes"
	"encoding/json"
	"io"
	"time"
	"unicode/utf8"

	"orderflow/internal/handle"
	"orderflow/sim"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// Sitting is what was done on a screen while the log of what it showed was
// recorded: enough to play it again, whatever the size and the language.
type Sitting struct {
	Opens Opens
	Deeds []Sat
	Seal  *Seal // nil where the program was killed, or had no room for it
}

// Opens says how the screen opened.
type Opens struct {
	Run           handle.Run
	Stood         bool // where the view of the run says; else at the beginning, with the opening where that is asked for
	Opening       bool
	Paused, Stops bool
	Big           bool
	Lang          words.Lang
	Version       string // of the program
}

// Sat is something that was done in a sitting.
type Sat struct {
	Real  time.Duration // since the screen opened
	Place stage.Place
	Deed  stage.Deed
}

// Seal ends a sitting: it says to which log that belongs.
type Seal struct {
	Log string // its SHA-256, in hexadecimal
}

// Limits of sittings.
const (
	sittingFormat   = 1
	SittingBytesMax = 32 << 20
	SatMax          = 100_000 // deeds of a sitting
	textMax         = 4 << 10 // bytes of a key or a paste
	sizeMax         = 1000    // columns and lines of a window
)

// opensLine is the first line of the file of a sitting.
type opensLine struct {
	Sitting int    `json:"sitting"`
	Version string `json:"version"`
	Run     string `json:"run"`
	Stood   bool   `json:"stood,omitempty"`
	Opening bool   `json:"opening,omitempty"`
	Paused  bool   `json:"paused,omitempty"`
	Stops   bool   `json:"stops,omitempty"`
	Big     bool   `json:"big,omitempty"`
	Lang    string `json:"lang"`
}

// satLine is any other. Of its last fields it has one.
type satLine struct {
	Real    int64 `json:"real_ms"`
	Turn    int   `json:"turn"` // how many runs have taken the place of another one
	Opening int64 `json:"opening_ns,omitempty"`
	Wall    int64 `json:"wall_ns"`
	At      int64 `json:"at_ns"`
	N       int   `json:"n"`

	Key     *string `json:"key,omitempty"`
	Paste   *string `json:"paste,omitempty"`
	Click   *[2]int `json:"click,omitempty"`
	Drag    *int    `json:"drag,omitempty"`
	Release bool    `json:"release,omitempty"`
	Wheel   string  `json:"wheel,omitempty"`
	Size    *[2]int `json:"size,omitempty"`
	Shown   bool    `json:"shown,omitempty"`
	Leave   bool    `json:"leave,omitempty"`
}

// sealLine is the last.
type sealLine struct {
	Log string `json:"log_sha256"`
}

// Line returns the first line of the file of a sitting, without its end. The error
// says that the run cannot be written down.
func (o *Opens) Line() ([]byte, error) {
	text, err := o.Run.Text()
	if err != nil {
		return nil, err
	}
	return json.Marshal(opensLine{
		Sitting: sittingFormat, Version: o.Version, Run: text, Stood: o.Stood, Opening: o.Opening, Paused: o.Paused, Stops: o.Stops, Big: o.Big, Lang: o.Lang.String(),
	})
}

// Line returns the line of a deed, without its end.
func (s *Sat) Line() []byte {
	d, c := &s.Deed, &s.Place.Cursor
	l := satLine{Real: s.Real.Milliseconds(), Turn: s.Place.Run, Opening: int64(s.Place.Opening), Wall: int64(c.Wall), At: int64(c.At), N: c.N}
	text := d.Text[:min(len(d.Text), textMax)]
	switch d.Kind {
	case stage.KeyDeed:
		l.Key = &text
	case stage.PasteDeed:
		l.Paste = &text
	case stage.ClickDeed:
		l.Click = &[2]int{d.X, d.Y}
	case stage.DragDeed:
		l.Drag = &d.X
	case stage.ReleaseDeed:
		l.Release = true
	case stage.WheelDeed:
		l.Wheel = wheel(d.Down)
	case stage.SizeDeed:
		l.Size = &[2]int{d.X, d.Y}
	case stage.TakeDeed:
		l.Shown = true
	case stage.LeaveDeed:
		l.Leave = true
	}
	line, err := json.Marshal(l)
	if err != nil {
		panic(err) // there is nothing in it that JSON has not
	}
	return line
}

func wheel(down bool) string {
	if down {
		return "down"
	}
	return "up"
}

// Line returns the last line of the file of a sitting, without its end.
func (s *Seal) Line() []byte {
	line, err := json.Marshal(sealLine{s.Log})
	if err != nil {
		panic(err)
	}
	return line
}

// ReadSitting reads what was done on a screen. Lines that are not whole at the end,
// as a killed program leaves them, are left out. The error is a Refusal that begins
// with the number of a line.
func ReadSitting(r io.Reader) (*Sitting, error) {
	text, err := io.ReadAll(io.LimitReader(r, SittingBytesMax+1))
	if err != nil {
		return nil, err
	}
	if len(text) > SittingBytesMax {
		return nil, sim.Refuse("is larger than %d bytes: no sitting is", "%d바이트보다 큽니다. 그런 진행 기록은 없습니다", SittingBytesMax)
	}
	s := &Sitting{}
	for number := 1; ; number++ {
		line, rest, whole := bytes.Cut(text, []byte{'\n'})
		if !whole {
			break
		}
		if err := s.line(number, line); err != nil {
			return nil, sim.Refuse("line %d: %v", "%d번째 줄: %v", number, err)
		}
		text = rest
	}
	if s.Opens.Run.Engine == 0 {
		return nil, sim.Refuse("line 1: is not the beginning of a sitting", "1번째 줄: 진행 기록의 시작이 아닙니다")
	}
	return s, nil
}

// line takes the next line.
func (s *Sitting) line(number int, line []byte) error {
	switch {
	case number == 1:
		return s.Opens.read(line)
	case s.Seal != nil:
		return sim.Refuse("something follows the end", "끝난 뒤에 다른 것이 있습니다")
	case bytes.HasPrefix(line, []byte(`{"log_sha256"`)):
		var l sealLine
		if err := strictly(line, &l); err != nil {
			return err
		}
		s.Seal = &Seal{l.Log}
		return nil
	case len(s.Deeds) == SatMax:
		return sim.Refuse("more than %d deeds", "조작이 %d번을 넘습니다", SatMax)
	}
	sat, err := readSat(line)
	if err != nil {
		return err
	}
	if n := len(s.Deeds); n > 0 && (sat.Real < s.Deeds[n-1].Real || sat.Place.Run < s.Deeds[n-1].Place.Run) {
		return sim.Refuse("its time is before that of the line above", "시각이 윗줄보다 이릅니다")
	}
	s.Deeds = append(s.Deeds, sat)
	return nil
}

// strictly decodes a line that is to have just these fields.
func strictly(line []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil || d.InputOffset() != int64(len(line)) || !utf8.Valid(line) {
		return errLine
	}
	return nil
}

// errLine says that a line is none of a sitting.
var errLine = sim.Refuse("it is no line of a sitting as orderflow writes it", "orderflow가 쓴 진행 기록의 줄이 아닙니다")

func (o *Opens) read(line []byte) (err error) {
	var l opensLine
	var format struct {
		Sitting int `json:"sitting"`
	}
	if json.Unmarshal(line, &format) == nil && format.Sitting > sittingFormat {
		return sim.Refuse("a sitting of format %d; this program reads format %d: want a newer program", "형식 %d의 진행 기록입니다. 이 프로그램은 형식 %d을(를) 읽습니다. 새 버전을 쓰세요", format.Sitting, sittingFormat)
	}
	if err := strictly(line, &l); err != nil || l.Sitting != sittingFormat {
		return errLine
	}
	lang, err := words.ParseLang(l.Lang)
	if err != nil {
		return errLine
	}
	*o = Opens{Stood: l.Stood, Opening: l.Opening, Paused: l.Paused, Stops: l.Stops, Big: l.Big, Lang: lang, Version: sim.Printable(l.Version, 100)}
	o.Run, err = handle.ParseText(l.Run)
	return err
}

// readSat reads the line of a deed.
func readSat(line []byte) (s Sat, err error) {
	var l satLine
	if err := strictly(line, &l); err != nil {
		return s, err
	}
	const most = int64(10 * sim.SpanMax)
	for _, span := range []int64{l.Opening, l.Wall, l.At, l.Real} {
		if span < 0 || span > most {
			return s, errLine
		}
	}
	if l.N < 0 || l.N > sim.LogEventsMax || l.Turn < 0 || l.Turn > SatMax || l.Real > most/int64(time.Millisecond) {
		return s, errLine
	}
	s.Real = time.Duration(l.Real) * time.Millisecond
	s.Place = stage.Place{Run: l.Turn, Opening: time.Duration(l.Opening), Cursor: stage.Cursor{Wall: time.Duration(l.Wall), At: time.Duration(l.At), N: l.N}}
	s.Deed, err = l.deed()
	if again := s.Line(); err == nil && !bytes.Equal(again, line) {
		return s, errLine
	}
	return s, err
}

// deed returns what was done.
func (l *satLine) deed() (d stage.Deed, err error) {
	switch {
	case l.Key != nil:
		return stage.Deed{Kind: stage.KeyDeed, Text: *l.Key}, nil
	case l.Paste != nil:
		return stage.Deed{Kind: stage.PasteDeed, Text: *l.Paste}, nil
	case l.Click != nil:
		return stage.Deed{Kind: stage.ClickDeed, X: l.Click[0], Y: l.Click[1]}, nil
	case l.Drag != nil:
		return stage.Deed{Kind: stage.DragDeed, X: *l.Drag}, nil
	case l.Release:
		return stage.Deed{Kind: stage.ReleaseDeed}, nil
	case l.Wheel != "":
		return stage.Deed{Kind: stage.WheelDeed, Down: l.Wheel == wheel(true)}, nil
	case l.Size != nil:
		x, y := l.Size[0], l.Size[1]
		if x < 0 || y < 0 || x > sizeMax || y > sizeMax {
			return d, errLine
		}
		return stage.Deed{Kind: stage.SizeDeed, X: x, Y: y}, nil
	case l.Shown:
		return stage.Deed{Kind: stage.TakeDeed}, nil
	case l.Leave:
		return stage.Deed{Kind: stage.LeaveDeed}, nil
	}
	return d, errLine
}

// Player returns a player at the beginning of the sitting. What a setup says of how
// frames look is kept; how the story begins, and is played, is that of the sitting.
func (o *Opens) Player(source stage.Source, s stage.Setup) *stage.Player {
	v := &o.Run.View
	s.Pace, _ = pace.ParsePace(v.Pace) // "" is the story's
	s.Speed, s.Paused, s.Stops, s.Opening = v.Speed, o.Paused, o.Stops, o.Opening
	s.Rests, s.Stand, s.Learn, s.Prints, s.Recorded = o.Stood, nil, nil, true, true
	if o.Stood {
		s.Stand = v
	}
	return stage.New(source, &s)
}
