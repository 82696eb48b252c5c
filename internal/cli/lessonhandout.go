package cli

import (
	"bytes"

	"github.com/spf13/cobra"

	"orderflow/internal/lesson"
	"orderflow/internal/report"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/moment"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// The size of a handout's pictures, in columns and lines.
const (
	pictureWidth  = 80
	pictureHeight = 24
)

// printHandouts prints the page of a lesson, or of all that come with the program.
func (f *lessonFlags) printHandouts(cmd *cobra.Command, names []string) error {
	if len(names) == 0 {
		names = lesson.Names()
	}
	langs := []words.Lang{words.English, words.Korean}
	if f.screen.output.lang != "" {
		langs = []words.Lang{f.screen.output.language()}
	}
	var list []*report.Handout
	for _, name := range names {
		h, err := handoutOf(name, langs)
		if err != nil {
			return err
		}
		list = append(list, h)
	}
	var text bytes.Buffer
	write := report.WriteHandoutsMarkdown
	if f.as == asHTML {
		write = report.WriteHandoutsHTML
	}
	write(&text, list, langs)
	_, err := cmd.OutOrStdout().Write(text.Bytes())
	return stdoutError(err)
}

// handoutOf computes the page of a lesson.
func handoutOf(name string, langs []words.Lang) (*report.Handout, error) {
	l, _, err := openLesson(name)
	if err != nil {
		return nil, err
	}
	plan, err := planLesson(l)
	if err != nil {
		return nil, err
	}
	h := &report.Handout{Lesson: l, Typed: sim.Printable(name, 200)}
	if h.Table, err = lesson.TableOf(l, makeRun); err != nil {
		return nil, err
	}
	for i := range plan.Acts {
		act := &plan.Acts[i]
		for _, part := range act.Parts {
			if part.Question == nil {
				continue
			}
			asked, err := askedIn(act, part.Question, langs)
			if err != nil {
				return nil, err
			}
			h.Questions = append(h.Questions, asked)
		}
	}
	return h, nil
}

// planLesson returns the plan of a lesson that holds as far as it was written for
// its own seeds; else the error is the first thing that does not.
func planLesson(l *lesson.Lesson) (*lesson.Plan, error) {
	plan, problems := lesson.NewPlan(l, makeRun)
	if len(problems) > 0 {
		return nil, problems[0]
	}
	return plan, nil
}

// askedIn returns a question with pictures of its answer.
func askedIn(act *lesson.Act, q *lesson.Question, langs []words.Lang) (report.Asked, error) {
	a := report.Asked{Question: q, Mode: act.Config.Mode}
	if q.Seen > 0 {
		a.At = act.Log.At(q.Seen).At
	}
	for _, lang := range langs {
		source, err := startSimulation(planFor(act.Config))
		if err != nil {
			return a, err
		}
		options := moment.Options{Model: engine.ModelCard(), Lang: lang, Width: pictureWidth, Height: pictureHeight}
		frame, err := stage.Frame(source, nil, stage.Still{At: a.At, Options: options}) // on paper no other run can begin
		if err != nil {
			return a, err
		}
		a.Picture[lang] = frame.Text()
	}
	return a, nil
}
