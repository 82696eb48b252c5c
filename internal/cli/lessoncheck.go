package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/words"
)

// checkLessons plays lessons to their end and says of each whether it holds. Every
// problem is an error of its own, on a line of stderr.
func (f *lessonFlags) checkLessons(cmd *cobra.Command, names []string) error {
	if len(names) == 0 {
		names = lesson.Names()
	}
	lang := f.screen.output.language()
	var wrong error // that is not printed yet: the last one is the command's own
	for _, name := range names {
		l, _, err := openLesson(name)
		problems := []error{err}
		if err == nil {
			problems, err = checkLesson(cmd, name, l, lang)
			if err != nil {
				return errors.Join(wrong, err)
			}
		}
		for _, problem := range problems {
			_ = printError(cmd.ErrOrStderr(), wrong, lang)
			wrong = problem
		}
	}
	return wrong
}

// checkLesson checks a lesson and prints its line.
func checkLesson(cmd *cobra.Command, name string, l *lesson.Lesson, lang words.Lang) (problems []error, err error) {
	r := lesson.Check(l, makeRun)
	verdict := sim.Text{English: "holds", Korean: "이상 없음"}
	if n := len(r.Problems); n > 0 {
		verdict = sim.Say("%d wrong", "문제 %d개", n)
	}
	line := sim.Say("%s: %s · runs %d, moments %d, questions %d, worlds %d, tasks %d, seeds %d\n",
		"%s: %s · 실행 %d, 장면 %d, 질문 %d, 다른 조건 %d, 과제 %d, seed %d\n",
		sim.Printable(name, 200), verdict, r.Runs, r.Moments, r.Questions, r.Worlds, r.Tasks, r.Seeds)
	_, err = fmt.Fprint(cmd.OutOrStdout(), lang.Of(line))
	return r.Problems, stdoutError(err)
}
