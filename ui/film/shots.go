package film

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/stage"
)

// Limits of a shot list.
const (
	ShotsBytesMax = 64 << 10
	shotsMax      = 1000 // keys and holds
	timesMax      = 99   // how often a key is pressed, by ×N
)

// List is a shot list: what is done in a film, and where that begins.
type List struct {
	Shots []Shot
	From  *Mark // nil = it does not say
}

// cueMark begins a moment that is a sentence.
const cueMark = "cue:"

// ParseMark reads a moment: a time of the film such as 12s, a condition of lessons
// such as #4.lost, or the id of a sentence such as cue:lost.
func ParseMark(text string) (*Mark, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, sim.Refuse("want a moment: a time such as 12s, or a condition such as '#4.lost'", "순간이 없습니다. 12s 같은 시각이나 '#4.lost' 같은 조건을 쓰세요")
	}
	if unicode.IsDigit(rune(text[0])) {
		at, err := sim.ReadSpan(text, 0)
		if err != nil {
			return nil, err
		}
		return &Mark{At: at}, nil
	}
	if id, is := strings.CutPrefix(text, cueMark); is {
		if id = strings.TrimSpace(id); id == "" {
			return nil, sim.Refuse("cue: want the id of a sentence, such as cue:lost (--as cues lists them)", "cue: 뒤에 문장의 id를 cue:lost처럼 쓰세요(--as cues로 볼 수 있습니다)")
		}
		return &Mark{Cue: sim.Printable(id, 60)}, nil
	}
	when, err := lesson.ParseCondition(text)
	if err != nil {
		return nil, err
	}
	return &Mark{When: when}, nil
}

// ParseShots reads a shot list. An error names the file and the line.
//
//	# why is #4 not done?
//	from '#4.lost'
//	at '#4.lost': hold 2s, w, hold 6s, esc
//	at 90s: e, type '/gave-up', enter, down ×3, hold 3s, cut
func ParseShots(name string, text []byte) (*List, error) {
	list := &List{}
	if !utf8.Valid(text) {
		return nil, sim.Refuse("%s: is not UTF-8 text", "%s: UTF-8 텍스트가 아닙니다", name)
	}
	scanner := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	for n := 1; scanner.Scan(); n++ {
		if err := list.line(scanner.Text()); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if len(list.Shots) > shotsMax {
			return nil, sim.Refuse("%s:%d: more than %d keys and holds", "%s:%d: 키와 hold가 %d개보다 많습니다", name, n, shotsMax)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, sim.Refuse("%s: a line is too long", "%s: 너무 긴 줄이 있습니다", name)
	}
	if len(list.Shots) == 0 && list.From == nil {
		return nil, sim.Refuse("%s: no shot in it: want lines such as at '#4.lost': w, hold 4s, esc", "%s: 내용이 없습니다. at '#4.lost': w, hold 4s, esc처럼 쓰세요", name)
	}
	return list, nil
}

// line reads a line of a shot list.
func (l *List) line(text string) error {
	s := &shotLine{rest: text}
	s.blanks()
	word := s.word()
	switch {
	case word == "" && s.over():
		return nil
	case word == "from":
		return l.from(s)
	}
	var at *Mark
	if word == "at" {
		var err error
		if at, err = s.mark(); err != nil {
			return err
		}
		if !s.take(':') {
			return sim.Refuse("want : after the moment, as in at '#4.lost': w, hold 4s", "순간 뒤에 :이 있어야 합니다. at '#4.lost': w, hold 4s처럼 쓰세요")
		}
	} else {
		s.rest = text
	}
	return l.shots(s, at)
}

// from reads where the film begins.
func (l *List) from(s *shotLine) error {
	if l.From != nil || len(l.Shots) > 0 {
		return sim.Refuse("from: want it once, before the first shot", "from은 첫 줄에 한 번만 쓰세요")
	}
	var err error
	if l.From, err = s.mark(); err == nil && !s.over() {
		err = sim.Refuse("from: want nothing after the moment, not %q", "from: 순간 뒤의 %q을(를) 빼세요", sim.Printable(strings.TrimSpace(s.rest), 40))
	}
	return err
}

// shots reads what is done, one after the other.
func (l *List) shots(s *shotLine, at *Mark) error {
	for {
		shots, err := s.shot()
		if err != nil {
			return err
		}
		shots[0].At, at = at, nil
		l.Shots = append(l.Shots, shots...)
		if s.over() {
			return nil
		}
		if !s.take(',') {
			return sim.Refuse("want a comma between two steps, before %q", "%q 앞에 쉼표가 있어야 합니다", sim.Printable(strings.TrimSpace(s.rest), 40))
		}
	}
}

// shotLine is what is left of a line.
type shotLine struct{ rest string }

func (s *shotLine) blanks() { s.rest = strings.TrimLeft(s.rest, " \t\r") }

// over reports whether there is nothing left but a comment.
func (s *shotLine) over() bool {
	s.blanks()
	return s.rest == "" || s.rest[0] == '#'
}

// take takes a character that must come, after blanks.
func (s *shotLine) take(want byte) bool {
	s.blanks()
	if s.rest == "" || s.rest[0] != want {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

// word takes what goes up to a blank, a comma or a colon.
func (s *shotLine) word() string {
	s.blanks()
	if strings.HasPrefix(s.rest, "#") {
		return ""
	}
	end := strings.IndexAny(s.rest, " \t\r,:")
	if end < 0 {
		end = len(s.rest)
	}
	word := s.rest[:end]
	s.rest = s.rest[end:]
	return word
}

// quoted takes a text between quotes.
func (s *shotLine) quoted() (text string, is bool, err error) {
	s.blanks()
	if s.rest == "" || s.rest[0] != '\'' && s.rest[0] != '"' {
		return "", false, nil
	}
	text, rest, closed := strings.Cut(s.rest[1:], s.rest[:1])
	if !closed {
		return "", true, sim.Refuse("%s: the quote is not closed", "%s: 따옴표가 닫히지 않았습니다", sim.Printable(s.rest, 40))
	}
	s.rest = rest
	return text, true, nil
}

// mark takes a moment.
func (s *shotLine) mark() (*Mark, error) {
	text, is, err := s.quoted()
	if err != nil {
		return nil, err
	}
	if !is {
		text = s.word()
	}
	if !is && text != "" && !unicode.IsDigit(rune(text[0])) || !is && text == "" && s.rest != "" {
		return nil, sim.Refuse("want a time such as 12s, or a condition or a cue between quotes such as '#4.lost' or 'cue:lost'", "12s 같은 시각이나, '#4.lost', 'cue:lost'처럼 따옴표로 묶은 조건이나 문장을 쓰세요")
	}
	return ParseMark(text)
}

// shot takes one step: a key, hold, type or cut.
func (s *shotLine) shot() ([]Shot, error) {
	switch word := s.word(); word {
	case "":
		return nil, sim.Refuse("want a key, hold 4s, type 'text' or cut", "키, hold 4s, type '글자', cut 중 하나를 쓰세요")
	case "hold":
		hold, err := sim.ReadSpan(s.word(), 0)
		if err != nil {
			return nil, sim.Refuse("hold: %v", "hold: %v", err)
		}
		return []Shot{{Hold: hold}}, nil
	case "type":
		return s.typed()
	case "cut":
		return []Shot{{Cut: true}}, nil
	case "comma":
		return s.pressed(",")
	case "colon":
		return s.pressed(":")
	default:
		return s.pressed(word)
	}
}

// typed takes a text that is typed, a character at a time.
func (s *shotLine) typed() (shots []Shot, err error) {
	text, is, err := s.quoted()
	if err != nil {
		return nil, err
	}
	if !is || text == "" {
		return nil, sim.Refuse("type: want a text between quotes", "type: 따옴표로 묶은 글자를 쓰세요")
	}
	for _, r := range text {
		key := string(r)
		if r == ' ' {
			key = "space"
		}
		shots = append(shots, Shot{Key: key, Quick: true})
	}
	return shots, checkKeys(shots)
}

// pressed takes how often a key is pressed: down ×3, or down x3.
func (s *shotLine) pressed(key string) (shots []Shot, err error) {
	times := 1
	s.blanks()
	if count, is := strings.CutPrefix(s.rest, "×"); is || len(s.rest) > 1 && s.rest[0] == 'x' && unicode.IsDigit(rune(s.rest[1])) {
		if !is {
			count = s.rest[1:]
		}
		s.rest = count
		word := s.word()
		if times, err = strconv.Atoi(word); err != nil || times < 1 || times > timesMax {
			return nil, sim.Refuse("%s ×%s: want 1 to %d times", "%s ×%s: 1에서 %d번까지 쓰세요", sim.Printable(key, 40), sim.Printable(word, 40), timesMax)
		}
	}
	for range times {
		shots = append(shots, Shot{Key: key, Quick: times > 1})
	}
	return shots, checkKeys(shots)
}

// checkKeys refuses keys that no keyboard has.
func checkKeys(shots []Shot) error {
	for i := range shots {
		if err := stage.CheckKey(shots[i].Key); err != nil {
			return err
		}
	}
	return nil
}

// Sound is what a sentence is spoken with, and for how long.
type Sound struct {
	ID     string // of the sentence
	Path   string
	Length time.Duration
	At     time.Duration // of the film, where it begins
}
