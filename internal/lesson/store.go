package lesson

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"orderflow/internal/system"
	"orderflow/sim"
)

// Store keeps how far somebody has come in the lessons: a directory with a file for
// each. Several programs may use it at the same time. What it cannot keep it says
// once, and goes on without: until the program ends, nothing is forgotten.
type Store struct {
	dir string // "" = there is none

	mu      sync.Mutex
	given   map[string]Record         // as they were handed out or in last: what differs was answered here
	waiting map[string][]func(*state) // changes that are not in their file
	told    map[string]bool           // problems that were said
	untold  []error
}

// Limits of the directory.
const (
	lockPatience = 3 * time.Second
	damagedMax   = 20 // files of a lesson that are kept aside
)

// OpenStore opens the store in a directory, which comes into being as soon as
// something is kept; "" = none.
func OpenStore(dir string) *Store {
	s := &Store{dir: dir, given: map[string]Record{}, waiting: map[string][]func(*state){}, told: map[string]bool{}}
	if dir == "" {
		s.note(sim.Refuse("there is no home directory to keep in how far you are: set XDG_STATE_HOME; the lessons go on without", "진행 상황을 저장할 홈 디렉터리가 없습니다. XDG_STATE_HOME을 지정하세요. 수업은 저장하지 않고 계속합니다"))
	}
	return s
}

// Ready reports why nothing can be kept, if that is so and was not said before.
// Who is about to play a lesson asks.
func (s *Store) Ready() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == "" {
		return s.pop()
	}
	unlock, err := s.lock()
	if err != nil {
		return s.once(s.unkept(err))
	}
	unlock()
	return nil
}

// Problem returns something that is wrong with what was kept; nil when all is said.
func (s *Store) Problem() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pop()
}

// Of returns what was kept of a lesson. Its name is that of [Key].
func (s *Store) Of(lesson string) Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.load(lesson)
	s.given[lesson] = kept.clone()
	return kept.Record
}

// Keep keeps a record. Of the answers those count that have changed since this
// store handed the record out, or took it last: others may have answered meanwhile.
// The error says, once, why nothing is kept.
func (s *Store) Keep(r Record) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	checked := state{Version: stateVersion, Record: r}
	if !checked.sound() {
		return errKept(r.Lesson)
	}
	before, now := s.given[r.Lesson], r.clone()
	s.given[r.Lesson] = now
	return s.change(r.Lesson, func(kept *state) { kept.merge(&before, &now) })
}

// Forget forgets how far somebody has come in a lesson, and what was answered. The
// planned times stay.
func (s *Store) Forget(lesson string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.given, lesson)
	return s.change(lesson, func(kept *state) { kept.Record = Record{Lesson: lesson} })
}

// Times returns how long each scene of a lesson is planned to take, in real time;
// nil where nothing was measured.
func (s *Store) Times(lesson string) []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.load(lesson).Planned
}

// KeepTimes keeps how long each scene of a lesson is planned to take.
func (s *Store) KeepTimes(lesson string, times []time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	times = slices.Clone(times)
	checked := state{Version: stateVersion, Record: Record{Lesson: lesson}, Planned: times}
	if !checked.sound() {
		return errKept(lesson)
	}
	return s.change(lesson, func(kept *state) { kept.Planned = slices.Clone(times) })
}

// path returns the file of a lesson.
func (s *Store) path(lesson string) string { return filepath.Join(s.dir, lesson+".json") }

// lock makes the directory, and keeps others from writing into it.
func (s *Store) lock() (unlock func(), err error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, err
	}
	return system.Wait(filepath.Join(s.dir, ".lock"), lockPatience)
}

// load returns what was kept of a lesson, with what waits to be.
func (s *Store) load(lesson string) state {
	kept := s.read(lesson)
	for _, change := range s.waiting[lesson] {
		change(&kept)
	}
	return kept
}

// read returns what is in the file of a lesson. A damaged one is put aside.
func (s *Store) read(lesson string) state {
	none := state{Version: stateVersion, Record: Record{Lesson: lesson}}
	if s.dir == "" || !soundKey(lesson) {
		return none
	}
	kept, err := readState(s.path(lesson), lesson)
	if errors.Is(err, errDamaged) {
		if unlock, locked := s.lock(); locked == nil {
			defer unlock()
			kept, err = s.readLocked(lesson)
		}
	}
	s.note(s.unread(lesson, err))
	return kept
}

// readLocked is read for who holds the lock.
func (s *Store) readLocked(lesson string) (state, error) {
	kept, err := readState(s.path(lesson), lesson)
	if !errors.Is(err, errDamaged) {
		return kept, err
	}
	for n := range damagedMax {
		aside := filepath.Join(s.dir, lesson+".damaged")
		if n > 0 {
			aside = fmt.Sprintf("%s.%d", aside, n+1)
		}
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		if err := os.Rename(s.path(lesson), aside); err != nil {
			return kept, err
		}
		s.note(sim.Refuse("what was kept of lesson %s is damaged: it is in %s now, and the lesson begins anew", "수업 %s의 진행 기록이 손상됐습니다. 기록은 %s에 따로 두었고, 수업은 처음부터 시작합니다", lesson, aside))
		return kept, nil
	}
	return kept, err
}

// unread says why what was kept of a lesson is not used; nil stays nil.
func (s *Store) unread(lesson string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errDamaged):
		return sim.Refuse("%s: what was kept of lesson %s is damaged: move the file away; the lesson goes on without", "%s: 수업 %s의 진행 기록이 손상됐습니다. 파일을 옮기세요. 수업은 기록 없이 계속합니다", s.path(lesson), lesson)
	case errors.Is(err, errVersion):
		return sim.Refuse("%s: was kept by another version of orderflow: use that one, or move the file away; the lesson goes on without", "%s: 다른 버전의 orderflow가 저장한 기록입니다. 그 버전을 쓰거나 파일을 옮기세요. 수업은 기록 없이 계속합니다", s.path(lesson))
	}
	return sim.Refuse("how far you are cannot be read in %s: %v: the lessons go on without", "진행 상황을 %s에서 읽을 수 없습니다: %v. 수업은 기록 없이 계속합니다", s.dir, system.Localized(system.Pathless(err)))
}

// unkept says why nothing is kept.
func (s *Store) unkept(err error) error {
	return sim.Refuse("how far you are cannot be kept in %s: %v: the lessons go on without", "진행 상황을 %s에 저장할 수 없습니다: %v. 수업은 저장하지 않고 계속합니다", s.dir, system.Localized(system.Pathless(err)))
}

// change changes what is kept of a lesson, or lets the change wait where that
// cannot be.
func (s *Store) change(lesson string, how func(*state)) error {
	if !soundKey(lesson) {
		return errKept(lesson)
	}
	s.waiting[lesson] = append(s.waiting[lesson], how)
	if s.dir == "" {
		return s.pop()
	}
	unlock, err := s.lock()
	if err != nil {
		return s.once(s.unkept(err))
	}
	defer unlock()
	kept, err := s.readLocked(lesson)
	if err != nil {
		return s.once(s.unread(lesson, err))
	}
	for _, change := range s.waiting[lesson] {
		change(&kept)
	}
	if err := s.write(&kept); err != nil {
		return s.once(s.unkept(err))
	}
	delete(s.waiting, lesson)
	return nil
}

// write puts a file in the place of the one before, whole.
func (s *Store) write(kept *state) error {
	path := s.path(kept.Lesson)
	if kept.empty() {
		if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return nil
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	written := path + ".tmp" // one for all: who holds the lock writes it
	if err := writeSynced(written, append(text, '\n')); err != nil {
		_ = os.Remove(written) // what is wrong is said already
		return err
	}
	return os.Rename(written, path)
}

func writeSynced(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Sync(), file.Close())
}

// note keeps a problem until it is asked for; nil, and what was said, is none.
func (s *Store) note(err error) {
	if err = s.once(err); err != nil {
		s.untold = append(s.untold, err)
	}
}

// once returns a problem the first time it comes.
func (s *Store) once(err error) error {
	if err == nil || s.told[err.Error()] {
		return nil
	}
	s.told[err.Error()] = true
	return err
}

func (s *Store) pop() error {
	if len(s.untold) == 0 {
		return nil
	}
	first := s.untold[0]
	s.untold = s.untold[1:]
	return first
}
