package story

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

//go:embed cues/*.json
var cueFiles embed.FS

// Script is what a scenario's author wrote: the cues of each mode.
type Script struct {
	Scenario string
	modes    map[sim.Mode]modeScript
	opening  []line
}

// modeScript is what is told of one mode.
type modeScript struct {
	hurry int // how fast motion goes where it has nothing to tell, in percent; 0 = at its own speed
	lines []line
}

// hurryMax is what the eye can follow.
const hurryMax = 400

// line is an authored cue, of which the figures are not filled in yet.
type line struct {
	id      string
	at      anchor
	when    []condition
	within  time.Duration // its figures are those of the log up to this long after its event; −1 = up to the event itself
	spot    moment.Spot
	order   sim.OrderID // 0 = that of its event
	unaware bool        // see Cue
	text    [words.Korean + 1]template
	box     Text // of the opening: what the place says it is
}

// spotNames are the places that a cue may light, in the order in which an order
// passes them.
func spotNames() string {
	var names []string
	for s := moment.ServiceSpot; s < moment.SpotCount; s++ {
		names = append(names, s.String())
	}
	return strings.Join(names, ", ")
}

// fileScript and fileLine are a script as it is written.
type fileScript struct {
	Scenario string              `json:"scenario"`
	Like     string              `json:"like"` // the scenario whose script this one has too
	Opening  []fileLine          `json:"opening"`
	OpensAs  string              `json:"opens_as"` // the scenario whose opening this one has too
	Modes    map[string]fileMode `json:"modes"`
}

type fileMode struct {
	Like  string     `json:"like"` // the mode whose cues this one has too
	Hurry int        `json:"hurry"`
	Cues  []fileLine `json:"cues"`
}

type fileLine struct {
	ID      string      `json:"id"`
	At      string      `json:"at"`
	When    []string    `json:"when"`
	Within  string      `json:"within"`
	Place   string      `json:"place"`
	Order   sim.OrderID `json:"order"`
	Unaware bool        `json:"unaware"`
	En      []string    `json:"en"`
	Ko      []string    `json:"ko"`
	BoxEn   []string    `json:"box_en"`
	BoxKo   []string    `json:"box_ko"`
}

// Tells reports whether cues were written for a mode.
func (s *Script) Tells(m sim.Mode) bool { return len(s.modes[m].lines) > 0 }

// ScriptOf returns the embedded script of a scenario; nil where there is none.
func ScriptOf(scenario string) *Script {
	if scenario == "" || strings.ContainsAny(scenario, `/\`) {
		return nil
	}
	name := scenario + ".json"
	text, err := cueFiles.ReadFile(path.Join("cues", name))
	if err != nil {
		return nil
	}
	s, err := ParseScript(name, text)
	if err != nil {
		panic(err) // a test reads them all
	}
	return s
}

// ParseScript reads a script, strictly.
func ParseScript(file string, text []byte) (*Script, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var f fileScript
	if err := d.Decode(&f); err != nil {
		line := 1 + bytes.Count(text[:min(int(d.InputOffset()), len(text))], []byte("\n"))
		return nil, sim.Refuse("%s:%d: %v", "%s:%d: %v", file, line, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, sim.Refuse("%s: want nothing after the script", "%s: 대본 뒤에는 아무것도 없어야 합니다", file)
	}
	if f.Scenario != strings.TrimSuffix(file, ".json") {
		return nil, sim.Refuse("%s: scenario %q: want the name of the file", "%s: scenario %q: 파일 이름과 같아야 합니다", file, f.Scenario)
	}
	if f.Like != "" {
		if s := ScriptOf(f.Like); s != nil {
			return s, nil
		}
		return nil, sim.Refuse("%s: like %q: want a scenario that has a script", "%s: like %q: 대본이 있는 시나리오를 쓰세요", file, sim.Printable(f.Like, 40))
	}
	return f.script(file)
}

// script puts a script together.
func (f *fileScript) script(file string) (s *Script, err error) {
	s = &Script{Scenario: f.Scenario, modes: map[sim.Mode]modeScript{}}
	if s.opening, err = f.opening(); err != nil {
		return nil, sim.Refuse("%s: opening: %v", "%s: opening: %v", file, err)
	}
	for name, list := range f.Modes {
		mode, err := sim.ParseMode(name)
		if err != nil {
			return nil, sim.Refuse("%s: %v", "%s: %v", file, err)
		}
		if s.modes[mode], err = f.mode(list); err != nil {
			return nil, sim.Refuse("%s: %s: %v", "%s: %s: %v", file, name, err)
		}
	}
	return s, nil
}

// opening puts the sentences before the first order together.
func (f *fileScript) opening() ([]line, error) {
	if f.OpensAs == "" {
		return parseOpening(f.Opening)
	}
	if s := ScriptOf(f.OpensAs); s != nil && len(f.Opening) == 0 {
		return s.opening, nil
	}
	return nil, sim.Refuse("opens_as %q: want a scenario that has a script, and no opening beside it", "opens_as %q: 대본이 있는 시나리오를 쓰고, opening은 빼세요", sim.Printable(f.OpensAs, 40))
}

// mode puts the script of a mode together.
func (f *fileScript) mode(list fileMode) (m modeScript, err error) {
	if list.Like != "" {
		like, known := f.Modes[list.Like]
		if !known || like.Like != "" || len(list.Cues) > 0 || list.Hurry != 0 {
			return m, sim.Refuse("like %q: want a mode that has cues, and nothing beside it", "like %q: 큐가 있는 방식만 쓰고, 다른 것은 빼세요", sim.Printable(list.Like, 40))
		}
		list = like
	}
	m.hurry = list.Hurry
	if m.hurry != 0 && (m.hurry < atEase || m.hurry > hurryMax) {
		return m, sim.Refuse("hurry: want %d to %d percent", "hurry: %d에서 %d 사이의 퍼센트여야 합니다", atEase, hurryMax)
	}
	m.lines, err = parseLines(list.Cues)
	return m, err
}

// parseOpening reads the sentences before the first order, which have no event.
func parseOpening(list []fileLine) ([]line, error) {
	list = slices.Clone(list)
	for i := range list {
		f := &list[i]
		if f.At != "" {
			return nil, sim.Refuse("cue %q: leave at out", "큐 %q: at은 빼세요", f.ID)
		}
		f.At = "order-created #1"
	}
	return parseLines(list)
}

func parseLines(list []fileLine) ([]line, error) {
	var lines []line
	var ids []string
	for _, f := range list {
		l, err := f.line(ids)
		if err == nil && (f.ID == "" || slices.Contains(ids, f.ID)) {
			err = sim.Refuse("want an id of its own", "다른 큐와 다른 id가 필요합니다")
		}
		if err != nil {
			return nil, sim.Refuse("cue %q: %v", "큐 %q: %v", f.ID, err)
		}
		lines, ids = append(lines, l), append(ids, f.ID)
	}
	return lines, nil
}

// line puts an authored cue together. ids are those of the cues before it.
func (f *fileLine) line(ids []string) (l line, err error) {
	l = line{id: f.ID, within: -1, order: f.Order, unaware: f.Unaware}
	if l.spot = moment.SpotOf(f.Place); l.spot == moment.NoSpot {
		return l, sim.Refuse("place %q: want %s", "place %q: %s 중에서 고르세요", f.Place, spotNames())
	}
	if f.Within != "" {
		if l.within, err = sim.ReadSpan(f.Within, 0); err != nil {
			return l, err
		}
	}
	if l.at, err = parseAnchor(f.At, ids); err != nil {
		return l, err
	}
	for _, text := range f.When {
		c, err := parseCondition(text)
		if err != nil {
			return l, err
		}
		l.when = append(l.when, c)
	}
	for lang, text := range [...][]string{words.English: f.En, words.Korean: f.Ko} {
		if len(text) < 1 || len(text) > linesMax {
			return l, sim.Refuse("want one or two lines in each language", "언어마다 한두 줄이 필요합니다")
		}
		if l.text[lang], err = parseTemplate(strings.Join(text, "\n")); err != nil {
			return l, err
		}
	}
	l.box = Text{words.English: strings.Join(f.BoxEn, "\n"), words.Korean: strings.Join(f.BoxKo, "\n")}
	return l, nil
}
