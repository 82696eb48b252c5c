package lesson

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"orderflow/sim"
)

// Limits of what is kept of a lesson.
const (
	stateVersion  = 1
	stateBytesMax = 64 << 10
	handsMax      = 10_000 // of a choice
	timeMax       = 24 * time.Hour
	keyMax        = 80 // bytes of the name it is kept under
)

// state is what is kept of a lesson: a file.
type state struct {
	Version int `json:"orderflow"`
	Record
	Planned []time.Duration `json:"planned_ns,omitempty"` // for each scene
}

// Why a file is not what was kept.
var (
	errDamaged = errors.New("damaged")
	errVersion = errors.New("of another version")
)

// readState reads the file of a lesson; where there is none, nothing was kept.
func readState(path, key string) (state, error) {
	none := state{Version: stateVersion, Record: Record{Lesson: key}}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return none, nil
	case err != nil:
		return none, err
	case !info.Mode().IsRegular(): // a pipe would be waited for
		return none, errDamaged
	}
	file, err := os.Open(path)
	if err != nil {
		return none, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(file, stateBytesMax+1))
	if err != nil {
		return none, err
	}
	s, err := parseState(text)
	if err != nil || s.Lesson != key {
		return none, cmp.Or(err, errDamaged)
	}
	return s, nil
}

// parseState reads what was kept, strictly.
func parseState(text []byte) (s state, err error) {
	if len(text) > stateBytesMax {
		return s, errDamaged
	}
	var head struct {
		Version int `json:"orderflow"`
	}
	if err := json.Unmarshal(text, &head); err != nil || head.Version < 1 {
		return s, errDamaged
	}
	if head.Version != stateVersion {
		return s, errVersion
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&s); err != nil || !s.sound() {
		return s, errDamaged
	}
	return s, nil
}

// sound reports whether a program like this one can have written it.
func (s *state) sound() bool {
	number := func(n, below int) bool { return n >= 0 && n < below }
	scenes := make(map[int]bool)
	for i := range s.Answers {
		a := &s.Answers[i]
		if scenes[a.Scene] || !number(a.Scene, scenesMax) || !number(a.Right, choicesMax) || !soundHands(a.First) || !soundHands(a.Hands) {
			return false
		}
		scenes[a.Scene] = true
	}
	return soundKey(s.Lesson) && number(s.Scene, scenesMax+1) && len(s.Solved) <= scenesMax && len(s.Planned) <= scenesMax &&
		!slices.ContainsFunc(s.Solved, func(n int) bool { return !number(n, scenesMax) }) &&
		!slices.ContainsFunc(s.Planned, func(d time.Duration) bool { return d < 0 || d > timeMax })
}

func soundHands(hands []int) bool {
	return len(hands) <= choicesMax && !slices.ContainsFunc(hands, func(n int) bool { return n < 0 || n > handsMax })
}

// soundKey reports whether a lesson can be kept under a name: it becomes that of
// a file.
func soundKey(key string) bool {
	return key != "" && len(key) <= keyMax && strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// empty reports whether there is nothing to keep.
func (s *state) empty() bool {
	return s.Scene == 0 && len(s.Answers) == 0 && len(s.Solved) == 0 && len(s.Planned) == 0
}

// merge takes over how far a record is, and of its answers those that are not
// among the ones it had before.
func (s *state) merge(before, now *Record) {
	s.Lesson, s.Scene = now.Lesson, now.Scene
	for _, a := range now.Answers {
		if was := before.Answer(a.Scene); was == nil || !was.same(&a) {
			s.Keep(a.clone())
		}
	}
	for _, scene := range now.Solved {
		if !slices.Contains(s.Solved, scene) {
			s.Solved = append(s.Solved, scene)
		}
	}
}

func (a *Answer) same(b *Answer) bool {
	return a.Scene == b.Scene && a.Right == b.Right && slices.Equal(a.First, b.First) && slices.Equal(a.Hands, b.Hands)
}

func (a *Answer) clone() Answer {
	return Answer{Scene: a.Scene, Right: a.Right, First: slices.Clone(a.First), Hands: slices.Clone(a.Hands)}
}

// clone returns a record that shares nothing with this one.
func (r *Record) clone() Record {
	c := Record{Lesson: r.Lesson, Scene: r.Scene, Solved: slices.Clone(r.Solved)}
	for i := range r.Answers {
		c.Answers = append(c.Answers, r.Answers[i].clone())
	}
	return c
}

// errKept says why a record cannot be kept at all.
func errKept(key string) error {
	return sim.Refuse("lesson %q cannot be kept: its record is not one", "수업 %q의 진행 기록이 올바르지 않아 저장할 수 없습니다", sim.Printable(key, 60))
}
