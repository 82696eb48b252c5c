package cli

import (
	"errors"
	"fmt"
	"io/fs"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/film"
	"orderflow/ui/stage"
)

// sittingFilm is what was done on the screen while a log was recorded, as a film is
// made of it. For each film there is a player, and a hand that does it again.
type sittingFilm struct{ *film.Sitting }

// sittingOf returns what was done on the screen while the log at a path was recorded;
// nil where nothing was kept of that: then the log alone makes the film.
func sittingOf(path string) (*sittingFilm, error) {
	beside := path + sittingEnding
	file, err := openFile(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // there is none
	}
	if err != nil {
		return nil, openError("export", beside, err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	s, err := film.ReadSitting(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", beside, err)
	}
	if made := s.Opens.Run.Engine; made != engine.Version {
		return nil, sim.Refuse("%s: is of engine %d, and this orderflow has engine %d, which would play it otherwise: move it away to make the film of the log alone", "%s: 엔진 %d의 진행 기록인데 이 orderflow는 엔진 %d이라 다르게 재생됩니다. 로그만으로 영상을 만들려면 이 파일을 옮기세요", beside, made, engine.Version)
	}
	if s.Seal == nil {
		return &sittingFilm{s}, nil
	}
	switch sum, err := sumOf(path); {
	case err != nil:
		return nil, openError("export", path, err)
	case sum != s.Seal.Log:
		return nil, sim.Refuse("%s: belongs to another log than %s: move it away to make the film of the log alone", "%s: %s의 진행 기록이 아닙니다. 로그만으로 영상을 만들려면 이 파일을 옮기세요", beside, path)
	}
	return &sittingFilm{s}, nil
}

// begin returns a player at the beginning of the sitting. Of the setup it takes how
// frames look.
func (s *sittingFilm) begin(setup *stage.Setup) (*stage.Player, error) {
	run := &s.Opens.Run
	r := &runs{plan: handlePlan(run), start: resumed(run.Inputs)}
	source, err := r.in(run.Config.Mode)
	if err != nil {
		return nil, err
	}
	with := *setup
	with.Restart, with.Stage, with.Sow = r.in, r.stage, r.sow
	return s.Opens.Player(source, with), nil
}

// hand returns who does again what was done; with talk everything takes as long as it
// did. Each film needs one of its own.
func (s *sittingFilm) hand(talk bool) film.Hand { return s.Again(talk) }
