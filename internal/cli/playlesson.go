package cli

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// sitting is a lesson that is about to be played.
type sitting struct {
	plan      *lesson.Plan
	store     *lesson.Store
	key       string // under which it is kept
	questions bool   // alone
	fromStart bool
	rehearses bool // how long each scene takes is kept
}

// play plays a lesson on the screen.
func (f *lessonFlags) play(cmd *cobra.Command, name string) error {
	l, key, err := openLesson(name)
	if err == nil {
		err = hasScreen(cmd)
	}
	if err != nil {
		return err
	}
	plan, err := planLesson(l)
	if err != nil {
		return err
	}
	s := &sitting{plan: plan, store: openState(), key: key, questions: f.questions, fromStart: f.fromStart, rehearses: f.rehearse}
	warnOfKeeping(cmd, s, f.screen.output.language())
	return f.playLesson(cmd, s)
}

// playLesson takes a room through a lesson on the screen.
func (f *lessonFlags) playLesson(cmd *cobra.Command, s *sitting) error {
	release, err := claimScreen(cmd)
	if err != nil {
		return err
	}
	defer release()
	c := f.screen.config(f.screen.options())
	c.Lesson = s.lesson()
	if c.First, err = beginRun(c.Lesson.First()); err != nil {
		return failed(err)
	}
	c.Source, c.Speed, c.Learn = c.First.Source, 1, learner(s.store)
	return show(cmd, c)
}

// lesson is the lesson as the stage takes it.
func (s *sitting) lesson() *stage.Lesson {
	l := &stage.Lesson{Plan: s.plan, Begin: beginRun, Keep: s.store.Keep, Fast: s.questions, Next: nextLesson(s.plan.Lesson.Name)}
	if !s.fromStart {
		l.Record = s.store.Of(s.key)
	}
	l.Record.Lesson = s.key
	l.Times = s.store.Times(s.key)
	if s.rehearses {
		l.Rehearsed = func(took []time.Duration) error { return s.store.KeepTimes(s.key, took) }
	}
	return l
}

// nextLesson returns the embedded lesson after one; "" where there is none.
func nextLesson(name string) string {
	names := lesson.Names()
	for i, known := range names[:len(names)-1] {
		if known == name {
			return names[i+1]
		}
	}
	return ""
}

// beginRun begins a run of a lesson.
func beginRun(c sim.Config) (stage.Run, error) {
	r := &runs{plan: planFor(c), start: startSimulation}
	source, err := r.in(c.Mode)
	return stage.Run{Source: source, Restart: r.in, Sow: r.sow}, err
}

// learner returns how the screen goes to a lesson.
func learner(store *lesson.Store) stage.Learn {
	return func(name string) (*stage.Lesson, stage.Run, error) {
		if name == "" {
			name = lesson.Names()[0]
		}
		l, err := lesson.Find(name)
		if err != nil {
			return nil, stage.Run{}, err
		}
		plan, problems := lesson.NewPlan(l, makeRun)
		if len(problems) > 0 {
			return nil, stage.Run{}, errors.Join(problems...)
		}
		s := &sitting{plan: plan, store: store, key: lesson.Key(l, "")}
		out := s.lesson()
		first, err := beginRun(out.First())
		return out, first, err
	}
}

// warnOfKeeping says, before the screen opens, why how far one is will not be kept.
func warnOfKeeping(cmd *cobra.Command, s *sitting, lang words.Lang) {
	if err := s.store.Ready(); err != nil {
		warn(cmd.ErrOrStderr(), err, lang)
		return
	}
	_ = s.store.Of(s.key)
	warnOfState(cmd, s.store, lang)
}
